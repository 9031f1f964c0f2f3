//! Charts, diagrams and maps: every text can be read, and every figure is told in words.

#![allow(clippy::disallowed_methods, reason = "what a chart costs can only be told by a clock")]

use std::fs;
use std::path::Path;
use std::time::Instant;

use kakugi::export::{self, Edition};
use kakugi::model::{Block, Content};
use kakugi::template::Document;
use kakugi::typeset::{PagedDocument, PlacedText, texts};
use lopdf::{Dictionary, Object};
use serde_json::{Value, json};
use typst::layout::{Frame, FrameItem};
use typst::visualize::Geometry;

use crate::support::{self, Desk, Loaded, dictionary, gallery, on_a_deep_stack, repository, tables, targets, text};

const POINTS_PER_MM: f64 = 72.0 / 25.4;
/// A4 (ISO 216), in millimetres.
const SHEET: (f64, f64) = (210.0, 297.0);
/// Texts may come this near before they touch, because glyphs leave some of their box blank.
const SHRINK: f64 = 0.4;
/// Sums of lengths are off by less than this.
const ROUNDING: f64 = 0.1;
/// Nothing smaller can be read in print.
const SMALLEST: f64 = 7.0;

/// A run of glyphs with the box of its ink, in points.
struct Ink<'a> {
    text: &'a str,
    page: usize,
    size: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl<'a> Ink<'a> {
    /// Latin and Japanese letters stay between these shares of their size above and below the baseline.
    fn of(placed: &PlacedText<'a>) -> Self {
        let size = placed.item.size.to_pt();
        Self {
            text: placed.item.text.as_str(),
            page: placed.page,
            size,
            left: placed.x + SHRINK,
            right: placed.x + placed.item.width().to_pt() - SHRINK,
            top: placed.y - 0.75 * size + SHRINK,
            bottom: placed.y + 0.05 * size - SHRINK,
        }
    }

    fn hits(&self, other: &Self) -> bool {
        let across = self.left < other.right && other.left < self.right;
        across && self.top < other.bottom && other.top < self.bottom
    }

    /// Halved punctuation has a wider advance than ink, so that its box says nothing.
    fn is_punctuation(&self) -> bool {
        !self.text.chars().any(char::is_alphanumeric)
    }

    fn shown(&self) -> String {
        format!("`{}` at ({:.1}, {:.1})–({:.1}, {:.1})", self.text, self.left, self.top, self.right, self.bottom)
    }
}

fn inks(pages: &PagedDocument) -> Vec<Ink<'_>> {
    texts(pages).iter().map(Ink::of).collect()
}

/// All pairs of texts of which one is printed over the other.
fn overlaps(inks: &[Ink<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    let wordy: Vec<&Ink<'_>> = inks.iter().filter(|ink| !ink.is_punctuation()).collect();
    for (at, one) in wordy.iter().enumerate() {
        for other in wordy[at + 1..].iter().filter(|other| other.page == one.page && one.hits(other)) {
            found.push(format!("page {}: {} and {}", one.page + 1, one.shown(), other.shown()));
        }
    }
    found
}

/// Where a document may have text: left, right, top and bottom of a page, in millimetres.
///
/// The margins are those of the theme. Heads and feet stand in the margins above and below.
fn area(document: Document, page: usize) -> (f64, f64, f64, f64) {
    let (width, height) = SHEET;
    match document {
        Document::Summary(_) | Document::Set => (14.0, height - 14.0, 0.0, width),
        Document::Briefing if page == 0 => (30.0, width - 25.0, 0.0, height),
        // The measure is 47.5 em of 10 points.
        Document::Briefing | Document::Comparison | Document::Further(..) => {
            (23.0, 23.0 + 475.0 / POINTS_PER_MM, 0.0, height)
        }
    }
}

/// Texts that leave the margins of their pages.
fn strays(document: Document, inks: &[Ink<'_>]) -> Vec<String> {
    let outside = |ink: &&Ink<'_>| {
        let (left, right, top, bottom) = area(document, ink.page);
        let within = |low: f64, value: f64, high: f64| {
            let (low, high) = (low * POINTS_PER_MM, high * POINTS_PER_MM);
            low - ROUNDING <= value && value <= high + ROUNDING
        };
        let across = within(left, ink.left - SHRINK, right) && within(left, ink.right + SHRINK, right);
        !across || !within(top, ink.top, bottom) || !within(top, ink.bottom, bottom)
    };
    let strays = inks.iter().filter(|ink| !ink.is_punctuation()).filter(outside);
    strays.map(|ink| format!("page {}: {} leaves the margins", ink.page + 1, ink.shown())).collect()
}

fn too_small(inks: &[Ink<'_>]) -> Vec<String> {
    let small = inks.iter().filter(|ink| ink.size < SMALLEST - 0.001);
    small.map(|ink| format!("page {}: {} has {} points", ink.page + 1, ink.shown(), ink.size)).collect()
}

#[track_caller]
fn no_text_overlaps(folder: &Path) {
    let loaded = Loaded::from(folder);
    let mut errors = Vec::new();
    for document in loaded.documents() {
        let set = loaded.typeset(document);
        let inks = inks(&set.pages);
        let name = document.source_name(&loaded.report);
        println!("{name}: {} texts on {} pages", inks.len(), set.pages.pages().len());
        assert!(!inks.is_empty(), "{name} has no text");
        let found = [overlaps(&inks), strays(document, &inks), too_small(&inks)].concat();
        errors.extend(found.iter().map(|error| format!("{name}, {error}")));
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn gallery_has_no_overlapping_text() {
    no_text_overlaps(&gallery());
}

#[test]
fn figures_against_targets_have_no_overlapping_text() {
    no_text_overlaps(&targets());
    no_text_overlaps(&tables());
}

#[test]
fn slices_and_steps_have_no_overlapping_text() {
    no_text_overlaps(&support::figures());
}

/// Left, top, right and bottom of what is drawn on a page, in points and in the order of painting, and whether it is round.
fn drawn(frame: &Frame, [x, y]: [f64; 2], out: &mut Vec<([f64; 4], bool)>) {
    for (place, item) in frame.items() {
        let [x, y] = [x + place.x.to_pt(), y + place.y.to_pt()];
        match item {
            FrameItem::Group(group) => drawn(&group.frame, [x, y], out),
            FrameItem::Shape(shape, _) => match &shape.geometry {
                Geometry::Rect(size) => out.push(([x, y, x + size.x.to_pt(), y + size.y.to_pt()], false)),
                Geometry::Curve(curve) => {
                    let area = curve.bbox(None);
                    let [left, top] = [x + area.min.x.to_pt(), y + area.min.y.to_pt()];
                    let size = area.size();
                    out.push(([left, top, left + size.x.to_pt(), top + size.y.to_pt()], true));
                }
                Geometry::Line(_) => {}
            },
            _ => {}
        }
    }
}

/// Markers of lines in whose middle something was painted later, such as the ground of a figure.
fn covered_markers(pages: &PagedDocument) -> (usize, Vec<String>) {
    let (mut count, mut covered) = (0, Vec::new());
    for (number, page) in pages.pages().iter().enumerate() {
        let mut shapes = Vec::new();
        drawn(&page.frame, [0.0, 0.0], &mut shapes);
        for (at, ([left, top, right, bottom], round)) in shapes.iter().enumerate() {
            // The disc of a marker.
            if !round || (right - left - 5.0).abs() > ROUNDING || (bottom - top - 5.0).abs() > ROUNDING {
                continue;
            }
            count += 1;
            let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
            let over = |([left, top, right, bottom], round): &([f64; 4], bool)| {
                !round && (*left..*right).contains(&x) && (*top..*bottom).contains(&y)
            };
            if shapes[at + 1..].iter().any(over) {
                covered.push(format!("page {}: a marker at ({x:.1}, {y:.1}) is covered", number + 1));
            }
        }
    }
    (count, covered)
}

/// Bars and the values of a line of a scale of its own, for each year one of either.
const BARS_AND_LINES: [(&[f64], &[f64]); 9] = [
    (&[-10.0, -20.0, 5.0, 7.0], &[-1.5, 2.0, 3.0, -4.0]),
    (&[-11.0, -21.0, -6.0, -8.0], &[1.25, 2.5, 3.5, 4.5]),
    (&[12.0, 22.0, 9.0, 13.0], &[-1.75, -2.25, -3.25, -4.25]),
    (&[-14.0, -24.0, -15.0, -16.0], &[-1.125, -2.125, -3.125, -4.125]),
    (&[17.0, 18.0, 19.0, 25.0], &[0.5, 0.75, 0.625, 0.875]),
    (&[26.0], &[-27.0]),
    (&[1_000_000.0, -28.0, 29.0, 31.0], &[0.001, -0.002, 0.003, -0.004]),
    (&[-1_000.0, -32.0, 33.0, -34.0], &[-35.0, 2_000.0, 36.0, 500.0]),
    (&[1_234.0, -2_345.0, 3_456.0, -4_567.0, 5_678.0, 1_200.0], &[12.3, -23.4, 34.5, -45.6, 56.7, 12.1]),
];

/// Whatever their signs, figures are all printed, none over another or over a point of the line.
#[test]
fn figures_of_bars_and_lines_of_any_sign_can_be_read() {
    let chart = |(bars, line): &(&[f64], &[f64])| {
        json!({
            "type": "chart", "kind": "bar_line", "title": "残高と率", "unit": "件",
            "categories": (0..bars.len()).map(|at| format!("{}年度", 2011 + at)).collect::<Vec<_>>(),
            "series": [{ "name": "残高", "values": bars }, { "name": "率", "values": line, "line": true, "unit": "％" }],
        })
    };
    let charts: Vec<Value> = BARS_AND_LINES.iter().map(chart).collect();
    let desk = Desk::new();
    let mut council: Value = serde_json::from_slice(&desk.read(WATER)).expect("JSON");
    council.as_object_mut().expect("an object").remove("summary");
    council["reference"] = json!([{ "title": "図", "blocks": charts }]);
    desk.write(WATER, council.to_string());
    let loaded = Loaded::from(&desk.path("report"));
    let set = loaded.typeset(Document::Briefing);
    let inks = inks(&set.pages);
    let found = overlaps(&inks);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let (markers, covered) = covered_markers(&set.pages);
    let points: usize = BARS_AND_LINES.iter().map(|(_, line)| line.len()).sum();
    assert!(markers >= points, "{markers} markers");
    assert!(covered.is_empty(), "{}", covered.join("\n"));
    // A sign is a run of its own.
    let printed: String = inks.iter().map(|ink| ink.text).collect();
    let style = kakugi::japanese::WritingStyle::default();
    for value in BARS_AND_LINES.iter().flat_map(|(bars, line)| bars.iter().chain(*line)) {
        let figure = style.number(value.to_string().parse().expect("a number"));
        assert!(printed.contains(&figure), "{figure} is not in {printed}");
    }
}

/// Figures that hide what they tell of are noticed.
#[test]
fn figures_over_points_are_noticed() {
    let shipped = fs::read_to_string(repository("templates/typst/chart-lines.typ")).expect("a component");
    let desk = Desk::new();
    let spots = "\n#let spots-around(p, bounds) = { let (width: w, height: h) = measure(value-text(p.value)); ((x: p.x - w / 2, y: p.y - h / 2, w: w, h: h),) }\n#let marks-of(lines) = ()\n";
    let at = shipped.find("// A line with more figures").expect("a place after the function");
    let own = shipped[..at].to_owned() + spots + &shipped[at..].replace("#let marks-of", "#let marks-before");
    desk.write("own/typst/chart-lines.typ", own);
    let set = Loaded::with(&gallery(), Some(&desk.path("own"))).typeset(Document::Briefing);
    assert!(covered_markers(&set.pages).1.len() > 5);
}

/// Labels that all begin at the left edge of their chart.
const HEAPED: &str = "#let draw-categories(labels, top) = for b in labels.boxes { place(dy: top, b.body) }\n";

#[test]
fn labels_that_are_heaped_up_are_noticed() {
    let shipped = fs::read_to_string(repository("templates/typst/chart-axes.typ")).expect("a component");
    let desk = Desk::new();
    // The later of two functions of a name is the one that charts import.
    desk.write("own/typst/chart-axes.typ", shipped + HEAPED);
    let loaded = Loaded::with(&gallery(), Some(&desk.path("own")));
    let set = loaded.typeset(Document::Briefing);
    let found = overlaps(&inks(&set.pages));
    println!("{} overlaps, such as {}", found.len(), found.first().map_or("none", String::as_str));
    let years = |error: &&String| error.matches("年度").count() > 1;
    assert!(found.iter().filter(years).count() > 20, "{}", found.join("\n"));
}

/// What readers who cannot see a block must at least be told, for each of its figures.
fn figures(block: &Block) -> Vec<&str> {
    match &block.content {
        Content::Chart(chart) => vec![chart.alt.as_ref().map_or(&chart.title.text, |alt| &alt.text)],
        Content::Diagram(diagram) => vec![diagram.alt.as_ref().map_or(&diagram.title.text, |alt| &alt.text)],
        Content::Map(map) => vec![map.alt.as_ref().map_or(&map.title.text, |alt| &alt.text)],
        Content::Picture(picture) => vec![&picture.alt.text],
        Content::Case(case) => case.pictures.iter().map(|picture| picture.alt.text.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// Visits all elements of a structure tree in reading order.
fn each_element<'a>(pdf: &'a lopdf::Document, element: &'a Dictionary, visit: &mut dyn FnMut(&'a Dictionary)) {
    visit(element);
    let Ok(children) = element.get(b"K") else { return };
    let (_, children) = pdf.dereference(children).expect("an object");
    let children = children.as_array().map_or(std::slice::from_ref(children), Vec::as_slice);
    for child in children {
        // What is no dictionary is the number of a stretch of a page.
        if let Ok((_, Object::Dictionary(child))) = pdf.dereference(child) {
            each_element(pdf, child, visit);
        }
    }
}

/// What is told to readers who cannot see the figures of a document.
fn told(pdf: &lopdf::Document) -> Vec<String> {
    let mut told = Vec::new();
    each_element(pdf, dictionary(pdf, pdf.catalog().expect("a catalog"), b"StructTreeRoot"), &mut |element| {
        if element.get(b"S").and_then(Object::as_name).is_ok_and(|role| role == b"Figure") {
            told.push(if element.has(b"Alt") { text(pdf, element, b"Alt") } else { String::new() });
        }
    });
    told
}

#[test]
fn every_figure_of_the_gallery_is_told_in_words() {
    let loaded = Loaded::from(&gallery());
    let councils = loaded.report.councils.iter();
    let wanted: Vec<&str> = councils.flat_map(|filed| filed.council.blocks()).flat_map(figures).collect();
    assert!(wanted.len() > 20, "only {} figures were found", wanted.len());
    let built = loaded.build(Document::Briefing);
    let pdf = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
    let told = told(&pdf);
    for (at, title) in wanted.iter().enumerate() {
        let words = told.get(at).map_or("", String::as_str);
        println!("{title}: {words}");
        assert!(words.contains(title), "the figure `{title}` is told as `{words}`");
    }
    assert_eq!(told.len(), wanted.len(), "{told:?}");
}

/// How many points a line must be able to have.
const POINTS: usize = 1000;
/// What such a line may add to the making of a document.
const MILLISECONDS: f64 = 100.0;

/// Where the line charts are put in: a paragraph that stands once in the small report.
const PARAGRAPH: &str = r#"{ "type": "paragraph", "text": "点検は三段階で行う。" },"#;
const WATER: &str = "report/councils/water.json";
/// How many charts the one of two builds has more than the other.
const MORE: usize = 4;

/// The small report with `count` line charts in place of a paragraph.
///
/// Typst remembers what it has laid out, so each `turn` has another text and other values.
fn with_lines(turn: usize, count: usize) -> Loaded {
    let list = |form: &dyn Fn(usize) -> String| (1..=POINTS).map(form).collect::<Vec<_>>().join(", ");
    let categories = list(&|day| format!("\"{day}日\""));
    let line = |chart: usize| {
        // A walk without a period, and so without points that repeat each other.
        let values = list(&|day| ((day * day * (10 * turn + chart + 7) + day * 31) % 997).to_string());
        format!(
            r#"{{ "type": "chart", "kind": "line", "title": "毎日の水位", "unit": "cm",
                "categories": [{categories}], "series": [{{ "values": [{values}] }}] }},"#
        )
    };
    let desk = Desk::new();
    desk.edit(WATER, PARAGRAPH, &(0..count).map(line).collect::<String>());
    Loaded::from(&desk.path("report"))
}

/// Seconds that this thread has worked, without those in which other work had its processor. Where the system does not
/// tell, seconds that have passed.
fn worked(start: Instant) -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next().and_then(|first| first.parse::<f64>().ok()));
    nanoseconds.map_or(start.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

#[test]
fn a_line_of_a_thousand_points_costs_little() {
    let milliseconds = |turn: usize, count: usize| {
        let loaded = with_lines(turn, count);
        on_a_deep_stack(|| {
            let clock = Instant::now();
            let start = worked(clock);
            let set = loaded.typeset_here(Document::Briefing);
            let pdf = export::pdf(&set.pages, "briefing", Edition::default()).expect("a PDF");
            let took = (worked(clock) - start) * 1e3;
            assert!(!pdf.is_empty());
            assert_eq!(set.rendered.source.matches("\"毎日の水位\"").count(), count);
            took
        })
    };
    // The first turn warms up: fonts are read and the other pages remembered. Whatever else the machine does only
    // lengthens a turn, so the shortest tells most. Both builds have a chart, because the first one may save the
    // search for an airier page and would seem to cost nothing.
    let turn = |turn: usize| (milliseconds(turn, 1), milliseconds(turn, 1 + MORE));
    let turns: Vec<(f64, f64)> = (0..7).map(turn).collect();
    let best = |of: fn(&(f64, f64)) -> f64| turns[1..].iter().map(of).fold(f64::INFINITY, f64::min);
    let cost = (best(|turn| turn.1) - best(|turn| turn.0)) / MORE as f64;
    println!("a line of {POINTS} points adds {cost:.0} ms; with 1 and {MORE} more, in ms: {turns:.0?}");
    assert!(cost < MILLISECONDS, "{cost:.0} ms, in each turn {turns:.0?} ms");
}
