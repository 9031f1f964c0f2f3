//! All data of a report in one JSON document, for whoever wants the facts without the files.

use std::collections::BTreeSet;

use crate::data::{HEAD, council_path};
use crate::model::{Report, csv_text};
use crate::sheet::records;

/// The data of a report, or of one of its councils, as they were typed: `report` is `report.json`, `councils` the files
/// of the councils by id, and `tables` the rows of CSV files by path, all cells as texts.
pub fn data_json(report: &Report, council: Option<usize>) -> String {
    let councils: Vec<_> = match council {
        Some(at) => report.councils.get(at).into_iter().collect(),
        None => report.councils.iter().collect(),
    };
    let paths: BTreeSet<String> = councils.iter().flat_map(|filed| filed.tables()).chain(report.own_tables()).collect();
    let files = councils.iter().map(|filed| (filed.id.name.as_str(), text(report, &council_path(&filed.id.name))));
    let tables = paths.iter().filter_map(|path| {
        let rows = rows(&csv_text(report.files.get(path)?));
        Some((path.as_str(), serde_json::to_string(&rows).unwrap_or_default()))
    });
    let (head, councils, tables) = (text(report, HEAD), object(files), object(tables));
    format!("{{\n\"report\": {head},\n\"councils\": {councils},\n\"tables\": {tables}\n}}\n")
}

/// The text of one of the report's JSON files, which is a JSON value without the byte order mark that may precede it.
fn text(report: &Report, path: &str) -> String {
    let bytes = report.files.get(path).map(AsRef::as_ref).unwrap_or_default();
    String::from_utf8_lossy(bytes).trim_start_matches('\u{FEFF}').trim().to_owned()
}

fn object<'a>(members: impl Iterator<Item = (&'a str, String)>) -> String {
    let members = members.map(|(key, value)| format!("{}: {value}", serde_json::Value::from(key)));
    format!("{{\n{}\n}}", members.collect::<Vec<_>>().join(",\n"))
}

fn rows(text: &str) -> Vec<Vec<String>> {
    // A file that could not be read as records is no part of a report.
    records(text).map(|records| records.map(|record| record.fields).collect()).unwrap_or_default()
}
