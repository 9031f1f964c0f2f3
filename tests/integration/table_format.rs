//! The format of tables: lines in cells, empty cells, heads in levels, cells that span others, groups and scales.

use kakugi::template::Document;
use serde_json::{Value, json};

use crate::support::{Desk, Loaded, snapshot, tables, without_space};

const PARKS: &str = "report/councils/parks.json";

/// A desk whose report has this table, called 一覧.
fn desk(table: Value) -> Desk {
    let desk = Desk::new();
    let mut council: Value = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
    let mut table = table;
    table["type"] = json!("table");
    table["title"] = json!("一覧");
    council["reference"] = json!([{ "title": "参考", "blocks": [table] }]);
    desk.write(PARKS, serde_json::to_string_pretty(&council).expect("JSON"));
    desk
}

/// The codes of all that is found, one for each.
fn codes(desk: &Desk) -> Vec<&'static str> {
    desk.told().iter().map(|each| each.problem.code()).collect()
}

/// What the page of the table holds, without blanks.
fn printed(desk: &Desk) -> String {
    let text = Loaded::from(&desk.path("report")).typeset(Document::Briefing).text();
    let start = text.find("一覧").expect("the table");
    without_space(&text[start..])
}

/// Every form of table is set, in both editions, without a finding.
#[test]
fn every_form_is_built() {
    let desk = Desk::new();
    let run = desk.run(&["build", tables().to_str().expect("a path"), "-o", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
}

#[test]
fn cells_have_lines() {
    let rows = json!([["一行目\n二行目", ""], ["**強調**\n\nＡ欄^[注の文]\n", null]]);
    let desk = desk(json!({ "columns": [{ "title": "甲" }, { "title": "乙" }], "rows": rows }));
    assert_eq!(codes(&desk), [""; 0]);
    let text = printed(&desk);
    assert!(text.contains("甲乙一行目二行目強調A欄※1－"), "{text}");
    // Each line leads to the whole text, and nothing is said to be missing.
    let run = desk.run(&["trace", "report", "二行目"]);
    assert!(run.stdout.contains("/rows/0/0"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn what_is_wrong_in_a_line_is_told_once() {
    let cell = |text: &str| desk(json!({ "columns": [{ "title": "甲" }], "rows": [[text]] }));
    for (text, code) in [
        ("甲\n乙\t丙", "K0111"),
        ("甲\n**乙", "K0116"),
        ("甲^[注\nの続き]", "K0116"),
        ("甲\n#REF!", "K0238"),
        ("甲\n&nbsp;", "K0121"),
        ("甲\n[頁](javascript:a)", "K0113"),
        (&["行"; 41].join("\n"), "K0117"),
    ] {
        let found = codes(&cell(text));
        assert!(found.iter().all(|found| *found == code) && !found.is_empty(), "{text:?}: {found:?}");
    }
    snapshot("table_format", "lines", &cell("甲\n乙\t丙").errors_in_both_languages(&[]));
}

/// A column of numbers is right-aligned whatever cells are left empty, and an empty cell is no reason for a total to be
/// another.
#[test]
fn empty_cells_print_nothing() {
    let rows = json!([["東", 1200], ["西", ""], ["南", null]]);
    let table = |total: i64| {
        let columns = json!([{ "title": "地区" }, { "title": "件数" }]);
        desk(json!({ "columns": columns, "rows": rows, "total": ["合計", total] }))
    };
    assert!(printed(&table(1200)).contains("東1,200西南－合計1,200"));
    assert_eq!(codes(&table(1100)), ["K0249"]);
}
