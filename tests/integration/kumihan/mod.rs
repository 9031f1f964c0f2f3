//! Japanese typesetting that a print master would sign: checks on laid-out pages.

mod checks;
mod generate;
mod lines;
mod long_table;
mod outlines;
mod pdf;
mod round_trip;
mod written;

pub use pdf::{extracted, pages};

use std::fs;
use std::path::Path;
use std::thread;

use kakugi::template::Document;
use kakugi::typeset::PagedDocument;
use serde_json::json;
use tempfile::TempDir;

use crate::support::{Loaded, pages_of, repository, sample};
use checks::Found;

/// The measure that the theme sets, in em of the body.
const MEASURE: f64 = 47.5;
/// The left margin and the size of the body, in points.
const LEFT: f64 = 23.0 / 25.4 * 72.0;
const BODY: f64 = 10.0;

/// A folder of templates with a theme of another measure.
fn theme_of(measure: f64) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let theme = fs::read_to_string(repository("templates/typst/theme.typ")).expect("the theme");
    let from = format!("#let measure-width = {MEASURE} * sizes.body");
    assert_eq!(theme.matches(&from).count(), 1, "`{from}` in the theme");
    write(
        folder.path(),
        "typst/theme.typ",
        &theme.replace(&from, &format!("#let measure-width = {measure} * sizes.body")),
    );
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file that can be written");
}

/// The units that the theme keeps with their numbers.
fn units() -> Vec<String> {
    let theme = fs::read_to_string(repository("templates/typst/theme.typ")).expect("the theme");
    let listed = |name: &str| -> Vec<String> {
        let list = theme.split(name).nth(1).and_then(|rest| rest.split(')').next()).expect("units");
        list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let units = [listed("#let units = ("), listed("#let latin-units = (")].concat();
    assert!(units.len() > 10, "{units:?}");
    units
}

/// All checks of laid-out pages; `right` is the right edge of running text.
fn look(pages: &PagedDocument, source: &str, right: Option<f64>) -> Found {
    let glyphs = lines::glyphs(pages);
    let passages = lines::passages(&glyphs);
    let mut found = Found::default();
    let size = pages.pages()[0].frame.size();
    checks::fonts(&glyphs, &mut found);
    checks::coverage(&glyphs, &mut found);
    checks::kinsoku(&passages, &mut found);
    checks::numbers(&passages, source, &units(), &mut found);
    checks::punctuation(&passages, &mut found);
    checks::measure(&passages, right, &mut found);
    checks::pitch(&passages, &mut found);
    checks::geometry(&glyphs, (size.x.to_pt(), size.y.to_pt()), &mut found);
    found
}

fn signed(found: &Found) {
    for (what, count) in &found.counts {
        println!("{what}: {count}");
    }
    assert!(found.errors.is_empty(), "{} errors\n{}", found.errors.len(), found.errors.join("\n"));
}

/// Does the work for each of the things on threads of their own, and adds up what was found.
fn together<T: Send>(things: Vec<T>, look: impl Fn(T) -> Found + Sync) -> Found {
    let mut all = Found::default();
    thread::scope(|scope| {
        let look = &look;
        let threads: Vec<_> = things.into_iter().map(|thing| scope.spawn(move || look(thing))).collect();
        threads.into_iter().for_each(|thread| all.add(thread.join().expect("no panic")));
    });
    all
}

#[test]
fn the_sample_report_passes_at_three_measures() {
    let found = together(vec![MEASURE, 45.0, 43.0], |measure| {
        let theme = theme_of(measure);
        let loaded = Loaded::with(&sample(), Some(theme.path()));
        let mut found = Found::default();
        // The measure of the summaries is the page's own.
        let documents: Vec<Document> =
            loaded.documents().filter(|document| measure == MEASURE || *document == Document::Briefing).collect();
        for built in loaded.build_all(&documents) {
            let right = (built.document == Document::Briefing).then_some(LEFT + measure * BODY);
            found.add(look(&built.pages, &built.rendered.source, right));
        }
        found
    });
    signed(&found);
}

/// A report of generated paragraphs, and what was typed; its blocks are set without the heads of councils.
struct Generated {
    folder: TempDir,
}

impl Generated {
    fn new(seed: u64, paragraphs: usize) -> Self {
        let mut dice = generate::Dice::new(seed);
        Self::of(&(0..paragraphs).map(|_| generate::paragraph(&mut dice)).collect::<Vec<_>>())
    }

    fn of(typed: &[String]) -> Self {
        let block = |(at, text): (usize, &String)| match at % 4 {
            1 => json!({ "type": "list", "items": [text] }),
            2 => json!({ "type": "numbered", "numbering": "(1)", "items": [text] }),
            _ => json!({ "type": "paragraph", "text": text }),
        };
        let blocks: Vec<_> = typed.iter().enumerate().map(block).collect();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let head = json!({
            "title": "組版の検査", "issuer": "検査室", "date": "2021-04", "councils": ["one"],
            "framing": { "title": "概要", "items": ["概要。"] },
        });
        let council = json!({
            "name": "組版検査協議会", "short_name": "組版検査", "established": "2014-06",
            "highlight": { "label": "検査", "text": "実施" }, "purpose": ["検査。"], "achievements": ["検査。"],
            "reference": [{ "title": "段落", "blocks": blocks }],
        });
        write(folder.path(), "report.json", &head.to_string());
        write(folder.path(), "councils/one.json", &council.to_string());
        Self { folder }
    }

    fn load(&self, measure: f64) -> Loaded {
        let own = theme_of(measure);
        // The parts of a council are balanced by setting them several times, which is not what is tried here.
        write(own.path(), "partials/council.typ.hbs", "{{#each reference}}\n{{render blocks}}\n{{/each}}\n");
        Loaded::with(self.folder.path(), Some(own.path()))
    }
}

#[test]
fn generated_paragraphs_pass_at_three_measures() {
    let found = together(vec![(MEASURE, 1), (40.0, 2), (30.0, 3)], |(measure, seed)| {
        let generated = Generated::new(seed, 667);
        let loaded = generated.load(measure);
        let set = loaded.typeset(Document::Briefing);
        look(&set.pages, &set.rendered.source, Some(LEFT + measure * BODY))
    });
    signed(&found);
}

/// What the checks find on a page with a measure of 28 em.
fn planted(body: &str) -> Vec<String> {
    let source = format!(
        "#import \"text.typ\": *\n#set page(width: 320pt, height: 400pt, margin: 20pt)\n#show: japanese\n{body}"
    );
    look(&pages_of(&source), &source, Some(300.0)).errors
}

#[test]
fn every_check_fails_on_a_planted_fault() {
    let sound = "健康・医療戦略を進めるため、「協議会」（2019年3月設置）を、関係業界、有識者、関係各省の協力の下で開催。次の協議会も開催する。";
    assert_eq!(planted(sound), Vec::<String>::new());
    for (check, error) in [
        ("1 fonts", "#strong[#text(font: \"BIZ UDMincho\", weight: \"regular\")[強調]]"),
        ("2 coverage", "苗木\u{1F331}"),
        ("3 kinsoku: page 1 at 20, 46: a line begins with this", "東京都#linebreak()、大阪"),
        ("3 kinsoku: page 1 at 20, 46: a line begins with this", "デ#linebreak()ータ"),
        ("3 kinsoku: page 1 at 20, 46: a line ends with this", "東京「#linebreak()大阪」"),
        ("3 kinsoku: page 1 at 20, 46: two of a kind", "東京…#linebreak()…"),
        ("3 kinsoku", "東京都#linebreak()#footnote[注]大阪"),
        ("3 runt", "東京都#linebreak()は"),
        ("4 numbers", "2019#linebreak()年に設置"),
        ("4 numbers", "1,0#linebreak()00件を"),
        ("4 numbers", "50#linebreak()％を"),
        ("4 numbers", "118億#linebreak()円を"),
        ("4 numbers", "Health#linebreak()care // Healthcare"),
        ("5 pairs", "東京、#h(3pt)「大阪"),
        ("5 pairs", "東京。#h(-7pt)「大阪"),
        ("5 collision", "東京（#h(-8pt)大阪"),
        ("5 bracket", "東京都#linebreak()#h(1em)「大阪」#linebreak()京都"),
        ("6 measure", "#block(width: 255pt)[#par(\"協議会\" * 20)]"),
        ("6 pitch", "協議会を設置#linebreak(justify: true)した。協議会を設置した"),
        ("7 pitch", "東京都#linebreak()大阪府#box(height: 20pt)#linebreak()京都府"),
        ("10 page", "#place(dx: 400pt)[外]"),
        ("10 cell", "#table(columns: (20pt, 20pt), box(width: 10pt, box(width: 90pt)[長い言葉]), [隣])"),
        ("10 head", "#table(columns: 1, strong[見出し], ..range(60).map(n => [#n]))"),
    ] {
        let found = planted(error);
        assert!(found.iter().any(|found| found.starts_with(check)), "`{check}` does not see `{error}`: {found:?}");
    }
}
