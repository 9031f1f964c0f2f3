//! All data of a report in one JSON document, for whoever wants the facts without the files.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{PackageContents, REPORT};
use crate::data::{HEAD, council_path};
use crate::internal::{ExpectInternal, InternalError};
use crate::model::{Report, csv_text};
use crate::sheet::records;

/// The data of a report, or of one of its councils, as they were typed: `report` is `report.json`, `councils` the files
/// of the councils by id, and `tables` the rows of CSV files by path, all cells as texts.
///
/// # Errors
/// None but those of the program itself: a report holds all of its files.
pub fn data_json(report: &Report, council: Option<usize>) -> Result<String, InternalError> {
    let councils: Vec<_> = match council {
        Some(index) => report.councils.get(index).into_iter().collect(),
        None => report.councils.iter().collect(),
    };
    let paths: BTreeSet<String> =
        councils.iter().flat_map(|filed| filed.tables()).chain(report.framing_tables()).collect();
    let ids = councils.iter().map(|filed| filed.id.name.as_str());
    assembled(ids, paths.iter().map(String::as_str), &|path| report.files.get(path).map(AsRef::as_ref))
}

/// Whether data are those of a package: each member what the files hold, and none of them missing.
pub fn is_data_of(data: &[u8], contents: &PackageContents) -> bool {
    let Ok(value) = serde_json::from_slice::<Value>(data) else { return false };
    let [councils, tables] = ["councils", "tables"].map(|name| value.get(name).and_then(Value::as_object));
    let (Some(councils), Some(tables)) = (councils, tables) else { return false };
    let head = contents.report_file(HEAD).and_then(|head| serde_json::from_str::<Value>(&plain(head)).ok());
    let groups = head.iter().filter_map(|head| head.get("groups")?.as_array()).flatten();
    let listed = head.iter().chain(groups).filter_map(|lister| lister.get("councils")?.as_array()).flatten();
    // The order of the councils is that of the report, and not the one of a value's keys.
    let ids = listed.filter_map(Value::as_str).filter(|id| contents.report_file(&council_path(id)).is_some());
    let ids: Vec<&str> = ids.collect();
    if ids.len() != councils.len() || !ids.iter().all(|id| councils.contains_key(*id)) || !are_tables(tables, contents)
    {
        return false;
    }
    let tables = tables.keys().map(String::as_str);
    let Ok(expected) = assembled(ids.into_iter(), tables, &|path| contents.report_file(path)) else { return false };
    // Another release may lay the same out otherwise.
    expected.as_bytes() == data || serde_json::from_str::<Value>(&expected).is_ok_and(|expected| expected == value)
}

/// Whether every table in a package is one of these, and each of these is in the package.
fn are_tables(tables: &Map<String, Value>, contents: &PackageContents) -> bool {
    let folder = format!("{REPORT}/");
    let mut files = contents.files.keys().filter_map(|path| path.strip_prefix(&folder));
    files.all(|path| !path.ends_with(".csv") || tables.contains_key(path))
        && tables.keys().all(|path| contents.files.contains_key(&format!("{folder}{path}")))
}

/// The data made of a report's files: of its head, of councils and of tables.
fn assembled<'a, 'f>(
    ids: impl Iterator<Item = &'a str>,
    tables: impl Iterator<Item = &'a str>,
    file: &dyn Fn(&str) -> Option<&'f [u8]>,
) -> Result<String, InternalError> {
    const MISSING: &str = "a file of the report is missing";
    let mut councils = Vec::new();
    for id in ids {
        councils.push((id, plain(file(&council_path(id)).internal(MISSING)?)));
    }
    let mut rows_of_tables = Vec::new();
    for path in tables {
        let rows = rows(&csv_text(file(path).internal(MISSING)?)).internal("a table of the report cannot be read")?;
        let rows = serde_json::to_string(&rows).internal("the rows of a table cannot be written as JSON")?;
        rows_of_tables.push((path, rows));
    }
    let (councils, tables) = (object(councils), object(rows_of_tables));
    let head = plain(file(HEAD).internal(MISSING)?);
    Ok(format!("{{\n\"report\": {head},\n\"councils\": {councils},\n\"tables\": {tables}\n}}\n"))
}

/// The text of a JSON file, which is a JSON value without the byte order mark that may precede it.
fn plain(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_start_matches('\u{FEFF}').trim().to_owned()
}

fn object(members: Vec<(&str, String)>) -> String {
    let members = members.into_iter().map(|(key, value)| format!("{}: {value}", serde_json::Value::from(key)));
    format!("{{\n{}\n}}", members.collect::<Vec<_>>().join(",\n"))
}

/// The fields of a CSV file; a file that cannot be read as records is no part of a report.
fn rows(text: &str) -> Option<Vec<Vec<String>>> {
    Some(records(text).ok()?.map(|record| record.fields).collect())
}
