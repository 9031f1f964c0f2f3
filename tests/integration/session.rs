//! A report that changes in memory gives the pages of one that was changed on disk.

use std::collections::BTreeMap;
use std::path::Path;

use kakugi::diagnostic::{Language, Look};
use kakugi::export::{Edition, pdf};
use kakugi::project::{BuildOptions, DocumentPages, SessionOptions, Update};
use kakugi::template::Document;
use kakugi::{Errors, Project, Session};
use proptest::prelude::*;

use crate::support::{Desk, previous};

const HEAD: &str = "report.json";
const PARKS: &str = "councils/parks.json";
const PONDS: &str = "councils/ponds.json";
const WATER: &str = "councils/water.json";

/// The small report with some values that change.
#[derive(Clone, Debug, Default)]
struct Variant {
    title: usize,
    weirs: usize,
    message: usize,
    items: usize,
    broken: bool,
    unknown_key: bool,
    unlisted: bool,
    reversed: bool,
    renamed: bool,
    ponds: usize,
}

impl Variant {
    fn change(&mut self, field: usize, value: usize) {
        let is_odd = value % 2 == 1;
        match field {
            0 => self.title = value,
            1 => self.weirs = value,
            2 => self.message = value,
            3 => self.items = value,
            4 => self.broken = is_odd,
            5 => self.unknown_key = is_odd,
            6 => self.unlisted = is_odd,
            7 => self.reversed = is_odd,
            8 => self.renamed = is_odd,
            9 => self.ponds = value,
            _ => *self = Self::default(),
        }
    }

    fn files(&self, original: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut files = original.clone();
        let mut edit = |path: &str, from: &str, to: &str| {
            let text = files.get_mut(path).expect("a file of the report");
            assert!(text.contains(from), "{from}");
            *text = text.replace(from, to);
        };
        let mut councils = vec!["water"];
        councils.extend((!self.unlisted).then_some("parks"));
        councils.extend((self.ponds > 0).then_some("ponds"));
        if self.reversed {
            councils.reverse();
        }
        edit(HEAD, "\"water\",\n    \"parks\"", &format!("\"{}\"", councils.join("\", \"")));
        edit(HEAD, "成果", &format!("成果{}", self.title));
        edit(WATER, "1376", &(1376 + self.weirs).to_string());
        edit(WATER, "が進んだ。", &format!("が進んだ。{}", "堰と湧水を点検した。".repeat(self.message * 2)));
        let items: String = (0..self.items * 13).map(|item| format!("\"公園を巡回（第{item}区）。\", ")).collect();
        edit(PARKS, "[\"苗木", &format!("[{items}\"苗木"));
        if self.renamed {
            edit(WATER, "\"weirs\"", "\"dams\"");
        }
        if self.unknown_key {
            edit(WATER, "\"achievements\"", "\"acheivements\"");
        }
        if self.ponds > 0 {
            let ponds = files[PARKS].replace("公園緑地", &format!("ため池{}", self.ponds)).replace("苗木", "稚魚");
            files.insert(PONDS.to_owned(), ponds);
        }
        if self.broken {
            files.get_mut(PARKS).expect("a council").truncate(120);
        }
        files
    }
}

/// The JSON files of a report, as they are on the desk.
fn texts(desk: &Desk) -> BTreeMap<String, String> {
    let read = |path: &str| String::from_utf8(desk.read(&format!("report/{path}"))).expect("UTF-8");
    [HEAD, PARKS, WATER].map(|path| (path.to_owned(), read(path))).into()
}

/// All messages, without the names of folders.
fn messages(update: &Update, folder: &Path) -> String {
    let errors = Errors { diagnostics: update.diagnostics.clone(), sources: update.sources.clone() };
    errors.render(Language::English, Look::default()).replace(&folder.display().to_string(), "")
}

/// The digests of all pages, and the documents as PDF.
fn pages(session: &mut Session) -> Vec<(String, Vec<u128>, Vec<u8>)> {
    let mut all = Vec::new();
    for document in session.documents() {
        let report = session.project().report();
        let (path, title) = (document.pdf_path(report), report.head.title.text.clone());
        let ident = format!("{title}/{}", document.source_name(report));
        let Some(pages) = session.pages(document) else { continue };
        let bytes = pdf(pages.laid_out(), &ident, Edition::Archive2a).expect("pages that can be written");
        all.push((path, pages.digests().to_vec(), bytes));
    }
    all
}

/// Holds that a session has the pages and the messages of a report that is loaded from its folder.
fn hold_equal(session: &mut Session, folder: &Path, files: &BTreeMap<String, String>, options: &SessionOptions) {
    let desk = Desk::new();
    for (path, text) in files {
        desk.write(&format!("report/{path}"), text);
    }
    let fresh = desk.path("report");
    let update = session.catch_up();
    let mut again = match Session::load_with(&fresh, options) {
        Ok(again) => again,
        Err(errors) => {
            let found = errors.render(Language::English, Look::default()).replace(&fresh.display().to_string(), "");
            assert_eq!(messages(&update, folder), found);
            return;
        }
    };
    let whole = again.catch_up();
    assert_eq!(messages(&update, folder), messages(&whole, &fresh));
    // Of a document with errors, the session has the pages from before them.
    if !whole.is_sound() {
        return;
    }
    let (kept, new) = (pages(session), pages(&mut again));
    assert_eq!(kept.len(), new.len());
    for ((path, digests, bytes), (expected, again, pdf)) in kept.iter().zip(&new) {
        assert_eq!((path, digests), (expected, again));
        assert!(bytes == pdf, "{path}");
    }
    let mut project = Project::load(&fresh).expect("a report without errors");
    if let Some(previous) = &options.previous {
        project.compare_with(previous).expect("an earlier report");
    }
    let build = BuildOptions { edition: Some(Edition::Archive2a), ..BuildOptions::default() };
    let output = project.build_with(&build).expect("documents without errors");
    for (path, _, bytes) in &kept {
        assert!(output.file(path) == Some(bytes.as_slice()), "{path}");
    }
}

/// Makes changes one after the other, and compares with a new session at the end, and wherever `compared` says so.
fn follow(changes: &[(usize, usize, bool)], options: &SessionOptions) {
    let desk = Desk::new();
    let folder = desk.path("report");
    let original = texts(&desk);
    let mut session = Session::load_with(&folder, options).expect("a report without errors");
    let mut variant = Variant::default();
    let mut files = original.clone();
    for (at, (field, value, compared)) in changes.iter().enumerate() {
        variant.change(*field, *value);
        for (path, text) in variant.files(&original) {
            if files.get(&path) != Some(&text) {
                session.update(&path, text.clone());
                files.insert(path, text);
            }
        }
        // One looks at this document and that.
        let documents = session.documents();
        session.pages(documents[at % documents.len()]);
        if *compared || at + 1 == changes.len() {
            hold_equal(&mut session, &folder, &files, options);
        }
    }
    assert_eq!(texts(&desk), original);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn any_changes_give_the_pages_of_a_new_build(
        changes in prop::collection::vec((0..11_usize, 0..6_usize, prop::bool::weighted(0.2)), 1..7)
    ) {
        follow(&changes, &SessionOptions::default());
    }
}

#[test]
fn changes_that_need_one_another_give_the_pages_of_a_new_build() {
    let options = SessionOptions::default();
    // A summary that needs smaller type makes all of them smaller, and is made shorter again.
    follow(&[(2, 5, true), (9, 1, true), (2, 1, true), (10, 0, true)], &options);
    // So does one with more items, until there are too many.
    follow(&[(3, 2, true), (3, 3, true), (3, 5, true), (3, 1, true)], &options);
    // Wrong texts stand between right ones.
    follow(&[(1, 3, false), (4, 1, true), (5, 1, true), (4, 0, false), (5, 0, true), (6, 1, true)], &options);
    let compared = SessionOptions { previous: Some(previous()), ..SessionOptions::default() };
    follow(&[(1, 2, true), (3, 3, false), (9, 2, true), (8, 1, true), (7, 1, true)], &compared);
}

#[test]
fn a_change_says_which_pages_differ() {
    let desk = Desk::new();
    let mut session = Session::load(desk.path("report")).expect("a report without errors");
    let texts = texts(&desk);
    let first = session.catch_up();
    assert!(first.is_sound() && first.waiting.is_empty() && first.changes.len() == 4, "{:?}", first.changes);
    assert!(first.changes.iter().all(|change| change.changed.is_empty() && change.added[0] == 1));

    let parks = session.pages(Document::Summary(1)).expect("pages");
    let update = session.update(PARKS, texts[PARKS].replace("苗木を配布。", "苗木と種を配布。"));
    let [change] = update.changes.as_slice() else { panic!("one document") };
    assert_eq!((change.document, change.path.as_str()), (Document::Summary(1), "summaries/parks.pdf"));
    assert_eq!((&change.changed[..], &change.added[..], &change.removed[..]), (&[1][..], &[][..], &[][..]));
    assert_eq!(update.waiting, [Document::Briefing, Document::Summary(0), Document::Set]);
    let changed = session.pages(Document::Summary(1)).expect("pages");
    let text = |pages: &DocumentPages| pages.prints().iter().map(|run| run.text.as_str()).collect::<String>();
    assert!(text(&changed).contains("苗木と種") && !text(&parks).contains("苗木と種"));
    assert_ne!(parks.png(1, 72.0).ok(), changed.png(1, 72.0).ok());
    assert_eq!((changed.count(), changed.png(2, 72.0).ok(), changed.png(0, 72.0).ok()), (1, Some(None), Some(None)));
    let svg = |pages: &DocumentPages| pages.svg(1).expect("a first page");
    assert!(svg(&changed).starts_with("<svg") && svg(&changed) != svg(&parks) && changed.svg(2).is_none());
    let rest = session.catch_up();
    let paths: Vec<&str> = rest.changes.iter().map(|change| change.path.as_str()).collect();
    assert_eq!(paths, ["briefing.pdf", "summaries.pdf"]);

    // A wrong text leaves the pages as they are.
    let update = session.update(PARKS, "{");
    assert!(!update.is_sound() && update.changes.is_empty());
    let wrong = messages(&update, &desk.path("report"));
    assert!(wrong.starts_with("error[K01") && wrong.contains("/councils/parks.json:1:"), "{wrong}");
    let kept = session.pages(Document::Summary(1)).expect("pages");
    assert_eq!(kept.digests(), changed.digests());
    let update = session.update(PARKS, texts[PARKS].clone());
    assert!(update.is_sound());
    assert_eq!(session.pages(Document::Summary(1)).expect("pages").digests(), parks.digests());

    // A document that the report no longer has.
    let update = session.update(HEAD, texts[HEAD].replace(",\n    \"parks\"", ""));
    assert_eq!(update.removed, ["summaries/parks.pdf"]);
    let outside = session.update("../report.json", "{}");
    assert_eq!(outside.diagnostics[0].problem.code(), "K0221");
    let hidden = session.update("councils/.parks.json", "{}");
    assert_eq!(hidden.diagnostics[0].problem.code(), "K0267");
}
