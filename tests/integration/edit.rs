//! The editor of a report's files: what it leaves alone, what it refuses, and that several files are one change.

use std::fs;

use kakugi::data::Root;
use kakugi::diagnostic::{Diagnostic, Language, Sources};
use kakugi::edit::{ChangeSet, Digests, EditOperation, EditPlan, digests, plan};
use kakugi::model::Report;
use serde_json::json;

use crate::support::Desk;

const PARKS: &str = "councils/parks.json";
const WATER: &str = "councils/water.json";
const TABLE: &str = "tables/t.csv";
/// A table in Shift_JIS, with a field in quotation marks.
const ROWS: &[u8] = b"\x92\x6e\x8b\xe6,\x8c\x8f\x90\x94\r\n\"\x8f\xe3\x97\xac\",\"1\"\r\n\x89\xba\x97\xac,2\r\n";

/// A report with a byte order mark in one file, and a table.
fn desk() -> Desk {
    let desk = Desk::new();
    let table = json!({ "type": "table", "title": "一覧", "csv": TABLE,
        "columns": [{ "title": "地区" }, { "title": "件数", "number": true }] });
    let reference = json!([{ "title": "参考", "blocks": [table] }]);
    desk.edit(
        "report/councils/parks.json",
        "\"achievements\"",
        &format!("\"reference\": {reference},\n  \"achievements\""),
    );
    let marked = ["\u{FEFF}".as_bytes(), &desk.read("report/councils/parks.json")].concat();
    desk.write("report/councils/parks.json", marked).write("report/tables/t.csv", ROWS);
    desk
}

/// The digests of the files as they are.
fn read(desk: &Desk) -> Digests {
    let (report, _) = Report::load(&desk.path("report"), &mut Sources::default()).expect("a report without errors");
    digests(&report.files)
}

fn planned(desk: &Desk, change: &ChangeSet) -> Result<EditPlan, Vec<Diagnostic>> {
    let folder = desk.path("report");
    plan(Root::from(&folder), change, &mut Sources::default())
}

/// The bytes of all files that the tests edit.
fn files(desk: &Desk) -> Vec<Vec<u8>> {
    [PARKS, WATER, TABLE].map(|path| desk.read(&format!("report/{path}"))).into()
}

fn codes(errors: &[Diagnostic]) -> Vec<&'static str> {
    errors.iter().map(|error| error.problem.code()).collect()
}

/// A change of three files.
fn change(desk: &Desk) -> ChangeSet {
    ChangeSet::of(read(desk))
        .with(PARKS, EditOperation::replace("/purpose/0", "緑を「倍」に増やす。"))
        .with(PARKS, EditOperation::add("/purpose/-", "木陰を作る。"))
        .with(WATER, EditOperation::replace("/achievements/0", "堰を点検。"))
        .with(TABLE, EditOperation::SetField { record: 2, field: 1, text: "1,376".to_owned() })
        .with(TABLE, EditOperation::SetField { record: 2, field: 1, text: "3.50".to_owned() })
        .with(TABLE, EditOperation::SetField { record: 1, field: 1, text: "10".to_owned() })
}

#[test]
fn a_change_of_several_files_is_written_and_undone() {
    let desk = desk();
    let before = files(&desk);
    let written = planned(&desk, &change(&desk)).expect("a plan").write().expect("files that can be written");
    let after = files(&desk);
    let expected = String::from_utf8(before[0].clone()).expect("UTF-8");
    let expected = expected.replace("[\"緑を増やす。\"]", "[\"緑を「倍」に増やす。\", \"木陰を作る。\"]");
    assert_eq!(after[0], expected.as_bytes());
    assert_ne!(after[1], before[1]);
    assert_eq!(
        after[2],
        b"\x92\x6e\x8b\xe6,\x8c\x8f\x90\x94\r\n\"\x8f\xe3\x97\xac\",\"10\"\r\n\x89\xba\x97\xac,\"3.50\"\r\n"
    );
    let now = read(&desk);
    assert_eq!(written.digests.len(), 3);
    assert!(written.digests.iter().all(|(path, digest)| now.get(path) == Some(digest)));
    let undone = planned(&desk, &written.undo).expect("a plan").write().expect("files that can be written");
    assert_eq!(files(&desk), before);
    planned(&desk, &undone.undo).expect("a plan").write().expect("files that can be written");
    assert_eq!(files(&desk), after);
}

#[test]
fn a_report_with_errors_is_not_written_unless_it_is_asked_for() {
    let desk = desk();
    let before = files(&desk);
    let wrong = change(&desk).with(PARKS, EditOperation::replace("/established", "2019-02-30"));
    let errors = planned(&desk, &wrong).expect("a plan").write().expect_err("a date that there is not");
    assert_eq!(codes(&errors), ["K0107"]);
    assert_eq!(files(&desk), before);
    let written = planned(&desk, &wrong).expect("a plan").write_unfinished().expect("files that can be written");
    assert_ne!(files(&desk), before);
    // What is wrong is fixed by the same means.
    let fixed = ChangeSet::of(written.digests).with(PARKS, EditOperation::replace("/established", "2019"));
    planned(&desk, &fixed).expect("a plan").write().expect("a report without errors");
}

#[test]
fn a_file_that_somebody_else_has_written_is_left_alone() {
    let desk = desk();
    let change = change(&desk);
    let plan = planned(&desk, &change).expect("a plan");
    desk.edit("report/councils/water.json", "\n}", "\n }");
    let before = files(&desk);
    // Between the plan and the writing, and before the plan.
    assert_eq!(codes(&plan.write().expect_err("another file")), ["K0517"]);
    let errors = planned(&desk, &change).expect_err("another file");
    assert_eq!(codes(&errors), ["K0517"]);
    assert!(errors[0].message(Language::English).ends_with("water.json` has changed since it was read"));
    assert!(errors[0].message(Language::Japanese).ends_with("water.json`は、読み込んだ後に変更されています"));
    assert_eq!(files(&desk), before);
    // Whoever does not say what he has read writes nothing.
    let blind = ChangeSet::default().with(PARKS, EditOperation::replace("/purpose/0", "x"));
    assert_eq!(codes(&planned(&desk, &blind).expect_err("no digest")), ["K0517"]);
}

#[test]
fn what_does_not_fit_is_refused_for_all_files_at_once() {
    let desk = desk();
    let before = files(&desk);
    let expected = read(&desk);
    let change = ChangeSet::of(expected.clone())
        .with(PARKS, EditOperation::remove("/nowhere"))
        .with(WATER, EditOperation::SetField { record: 0, field: 0, text: String::new() })
        .with(TABLE, EditOperation::SetField { record: 1, field: 0, text: "𠮷野川".to_owned() });
    let errors = planned(&desk, &change).expect_err("three edits that do not fit");
    assert_eq!(codes(&errors), ["K0518"; 3]);
    let told: Vec<String> = errors.iter().map(|error| error.message(Language::English)).collect();
    for (told, expected) in told.iter().zip([
        "parks.json` cannot be edited: there is no value at this place",
        "water.json` cannot be edited: this operation is not possible for a file of this kind",
        "t.csv` cannot be edited: the character set of the file does not have `𠮷`",
    ]) {
        assert!(told.ends_with(expected), "{told}");
    }
    for path in ["../outside.json", ".hidden.json", "councils/none.json"] {
        let change = ChangeSet::of(expected.clone()).with(path, EditOperation::remove("/x"));
        assert!(planned(&desk, &change).is_err(), "{path}");
    }
    assert_eq!(files(&desk), before);
}

#[test]
fn a_file_without_syntax_is_told_of_at_its_place() {
    let desk = desk();
    let mut expected = read(&desk);
    desk.write("report/councils/water.json", "{ \"name\": }");
    let bytes = [("councils/water.json".to_owned(), desk.read("report/councils/water.json").into())];
    expected.extend(digests(&bytes.into()));
    let errors =
        planned(&desk, &ChangeSet::of(expected).with(WATER, EditOperation::remove("/name"))).expect_err("no JSON");
    assert_eq!(codes(&errors), ["K0101"]);
    assert!(errors[0].place.is_some());
}

#[cfg(unix)]
#[test]
fn rights_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let desk = desk();
    let real = desk.path("report/councils/water.json");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("rights");
    fs::rename(&real, desk.path("report/water.json")).expect("a rename");
    symlink("../water.json", &real).expect("a link");
    planned(&desk, &change(&desk)).expect("a plan").write().expect("files that can be written");
    assert!(fs::symlink_metadata(&real).expect("the link").is_symlink());
    let file = fs::metadata(desk.path("report/water.json")).expect("the file");
    assert_eq!(file.permissions().mode() & 0o777, 0o640);
    assert!(String::from_utf8(desk.read("report/water.json")).expect("UTF-8").contains("堰を点検。"));
}
