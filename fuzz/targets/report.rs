//! The files of a report.

use std::cell::OnceCell;
use std::fs;
use std::path::Path;

use kakugi::diagnostic::{Diagnostic, Language, Look, Place, Sources};
use kakugi::model::Report;
use tempfile::TempDir;

const HEAD: &str =
    r#"{"title":"題","issuer":"市","date":"2021-04","councils":["one"],"framing":{"title":"枠","items":["項"]}}"#;
const COUNCIL: &str = r#"{"name":"水の協議会","short_name":"水","established":"2020","highlight":{"label":"札","text":"句"},
"purpose":["目"],"achievements":["成"],"reference":[{"title":"参","blocks":[{"type":"table","title":"表","csv":"table.csv",
"columns":[{"title":"名"},{"title":"数","number":true},{"title":"備考"}]}]}]}"#;

const REPORT: &str = "report.json";
const ONE: &str = "councils/one.json";
const TABLE: &str = "table.csv";

/// A small report with one table of a CSV file.
pub fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("councils")).expect("a folder");
    for (path, text) in [(REPORT, HEAD), (ONE, COUNCIL), (TABLE, "名,数,備考\n堰,12,\n")] {
        fs::write(folder.path().join(path), text).expect("a file");
    }
    folder
}

fn within(place: &Place, sources: &Sources) {
    let text = sources.text(place.file);
    assert!(text.get(place.range.clone()).is_some(), "{:?} of {}", place.range, text.len());
}

/// Loads the report with a file exchanged, and checks that all that is told has its place in a file.
fn load(path: &str, bytes: &[u8]) {
    thread_local!(static FOLDER: OnceCell<TempDir> = const { OnceCell::new() });
    FOLDER.with(|kept| {
        let root = kept.get_or_init(folder).path();
        let before = fs::read(root.join(path)).expect("a file");
        fs::write(root.join(path), bytes).expect("a file");
        told(root);
        fs::write(root.join(path), before).expect("a file");
    });
}

fn told(root: &Path) {
    let mut sources = Sources::default();
    let diagnostics: Vec<Diagnostic> = match Report::load(root, &mut sources) {
        Ok((report, warnings)) => {
            for (_, datum) in report.data.iter() {
                within(&datum.place(), &sources);
            }
            assert!(!warnings.iter().any(Diagnostic::is_error));
            warnings
        }
        Err(errors) => {
            assert!(errors.iter().any(Diagnostic::is_error));
            errors
        }
    };
    for each in diagnostics {
        for place in each.place.iter().chain(each.related.iter().map(|(place, _)| place)) {
            within(place, &sources);
        }
        for language in [Language::English, Language::Japanese] {
            assert!(!sources.render(&each, language, Look::default()).is_empty());
        }
    }
}

/// The bytes are a council, or behind an `R` the head of the report.
pub fn loader(bytes: &[u8]) {
    match bytes {
        [b'R', head @ ..] => load(REPORT, head),
        _ => load(ONE, bytes),
    }
}

/// The bytes are a table.
pub fn csv(bytes: &[u8]) {
    load(TABLE, bytes);
}
