//! The format of tables: lines in cells, empty cells, heads in levels, cells that span others, groups and scales.

use kakugi::compare::text;
use kakugi::diagnostic::Language;
use kakugi::template::Document;
use kakugi::typeset::texts;
use serde_json::{Value, json};

use crate::support::{Desk, Loaded, copy, snapshot, tables, without_space};

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
    let start = text.rfind("一覧").expect("the table");
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

/// The columns of a table of heads in two levels.
fn years() -> Value {
    let year = |title: &str| json!({ "title": title, "columns": [{ "title": "当初" }, { "title": "補正" }] });
    json!([{ "title": "事業" }, year("令和4年度"), year("令和5年度")])
}

#[test]
fn heads_stand_in_levels() {
    let desk = desk(json!({ "columns": years(), "rows": [["甲", 1, 2, 3, 4]], "total": ["計", 1, 2, 3, 4] }));
    assert_eq!(codes(&desk), [""; 0]);
    // What spans rows is drawn after them.
    assert!(printed(&desk).contains("令和4年度令和5年度事業当初補正当初補正甲1234計1234"), "{}", printed(&desk));
    // Each head is a datum of its own.
    let run = desk.run(&["trace", "report", "令和5年度"]);
    assert!(run.stdout.contains("/columns/2/title"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn columns_are_found_by_a_title_or_by_all_of_them() {
    let table = |values: Value| {
        let rows = json!([["甲", 1, 2, 3, 4], ["乙", 5, 6, 7, 8]]);
        let desk = desk(json!({ "id": "t", "columns": years(), "rows": rows }));
        let mut council: Value = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
        let kind = if values.as_array().is_some_and(|values| values.len() > 1) { "grouped_bar" } else { "bar" };
        let from = json!({ "table": "t", "by": "事業", "values": values });
        let chart = json!({ "type": "chart", "kind": kind, "title": "推移", "unit": "円", "from": from });
        council["reference"][0]["blocks"].as_array_mut().expect("blocks").push(chart);
        council["summary"] =
            json!({ "show": [{ "block": "t", "columns": ["事業", "令和4年度／補正", "令和5年度/補正"] }] });
        desk.write(PARKS, serde_json::to_string_pretty(&council).expect("JSON"));
        desk
    };
    let two = table(json!(["令和4年度／当初", "令和5年度/当初"]));
    assert_eq!(codes(&two), [""; 0]);
    assert!(printed(&two).contains("令和4年度当初令和5年度当初"), "{}", printed(&two));
    let loaded = Loaded::from(&two.path("report"));
    let parks = loaded.report.councils.len() - 1;
    let summary = without_space(&loaded.typeset(Document::Summary(parks)).text());
    assert!(summary.contains("令和4年度令和5年度事業補正補正甲24乙68"), "{summary}");
    snapshot("table_format", "several_columns", &table(json!(["当初"])).errors_in_both_languages(&[]));
}

#[test]
fn what_is_wrong_with_heads_is_told_once() {
    let table = |columns: Value| desk(json!({ "columns": columns, "rows": [[1, 2]] }));
    let below = json!([{ "title": "当初" }, { "title": "補正" }]);
    let deep = (0..4).fold(below.clone(), |inner, _| json!([{ "title": "上", "columns": inner }]));
    for (columns, code) in [
        (json!([{ "title": "予算", "align": "right", "columns": below }]), "K0103"),
        (json!([{ "title": "予算", "columns": [{ "title": "当初" }, { "title": "当初" }] }]), "K0255"),
        (json!([{ "title": "予算", "columns": [] }, { "title": "決算" }]), "K0114"),
        (deep, "K0117"),
    ] {
        assert_eq!(codes(&table(columns.clone())), [code], "{columns}");
    }
}

#[test]
fn heads_say_what_numbers_of_metrics_are() {
    let columns = json!([
        { "title": "地区" },
        { "title": "実績", "columns": [{ "title": "相談件数（件）" }, { "title": "備考" }] },
    ]);
    let desk = desk(json!({ "columns": columns, "rows": [["東", 12, ""], ["西", 13, ""]], "total": ["合計", 25, ""] }));
    let mut council: Value = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
    council["results"] = json!({ "metrics": [{ "id": "m", "label": "相談件数", "value": 26, "unit": "件" }] });
    desk.write(PARKS, serde_json::to_string_pretty(&council).expect("JSON"));
    assert_eq!(codes(&desk), ["K0259"]);
}

const FORMS: &str = "forms/councils/forms.json";

/// What the comparison says where some texts of the report of tables are other ones.
fn changes(edits: &[(&str, &str)]) -> String {
    let desk = Desk::new();
    copy(&tables(), &desk.path("forms"));
    for (from, to) in edits {
        desk.edit(FORMS, from, to);
    }
    let loaded = Loaded::compared(&desk.path("forms"), &tables());
    text(loaded.comparison(), &loaded.sources, Language::Japanese)
}

#[test]
fn comparisons_know_heads_in_levels() {
    let edits = [
        ("令和4年度\"", "令和4年度（実績）\""),
        ("1250, null, 980", "1270, null, 980"),
        ("2160, 45", "2180, 45"),
        ("架空県庁本館5階", "架空県庁本館6階"),
    ];
    snapshot("table_format", "compared_heads", &changes(&edits));
}

#[test]
fn cells_take_several_columns_and_rows() {
    let rows = json!([
        [{ "text": "東", "rows": 2 }, "甲", 1, 2],
        ["乙", { "number": 3, "columns": 2 }],
        ["西", { "pending": "集計中", "columns": 3 }],
    ]);
    let columns = json!([{ "title": "区" }, { "title": "市" }, { "title": "前" }, { "title": "後" }]);
    let total = json!([{ "text": "計", "columns": 2 }, 9, 9]);
    let desk = desk(json!({ "columns": columns, "rows": rows, "total": total }));
    // A number of two columns is that of neither, so that nothing can be said of their totals.
    assert_eq!(codes(&desk), [""; 0]);
    assert!(printed(&desk).contains("甲12東乙3西集計中計99"), "{}", printed(&desk));
}

#[test]
fn a_number_of_several_rows_counts_once() {
    let columns = json!([{ "title": "市" }, { "title": "経費" }]);
    let rows = json!([["甲", { "number": 10, "rows": 2 }], ["乙"], ["丙", 5]]);
    let table = |total: i64| json!({ "id": "t", "columns": columns, "rows": rows, "total": ["計", total] });
    assert_eq!(codes(&desk(table(15))), [""; 0]);
    assert_eq!(codes(&desk(table(25))), ["K0249"]);
    // A chart by these rows would have to divide it.
    let desk = desk(table(15));
    let mut council: Value = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
    let from = json!({ "table": "t", "by": "市", "values": ["経費"] });
    let chart = json!({ "type": "chart", "kind": "bar", "title": "経費", "unit": "円", "from": from });
    council["reference"][0]["blocks"].as_array_mut().expect("blocks").push(chart);
    desk.write(PARKS, serde_json::to_string_pretty(&council).expect("JSON"));
    assert_eq!(codes(&desk), ["K0277"]);
    snapshot("table_format", "shared_number", &desk.errors_in_both_languages(&[]));
}

#[test]
fn what_is_wrong_with_spans_is_told_once_per_row() {
    let columns = json!([{ "title": "甲" }, { "title": "乙" }, { "title": "丙" }]);
    let table = |rows: Value| desk(json!({ "columns": columns, "rows": rows }));
    let tall = json!({ "text": "甲", "rows": 2 });
    for (name, rows, code) in [
        ("too_few", json!([[{ "text": "甲", "columns": 2 }]]), "K0210"),
        ("too_many", json!([[{ "text": "甲", "columns": 2 }, 1, 2]]), "K0210"),
        ("covered", json!([[tall, 1, 2], ["甲", 3, 4]]), "K0210"),
        ("overlap", json!([[1, tall, 2], [{ "text": "乙", "columns": 2 }]]), "K0276"),
        ("too_high", json!([[1, 2, 3], [tall, 5, 6]]), "K0276"),
        ("nothing", json!([[{ "columns": 3 }]]), "K0274"),
        ("both", json!([[{ "text": "甲", "number": 1 }, 2, 3]]), "K0274"),
        ("half", json!([[{ "text": "甲", "columns": 1.5 }, 2, 3]]), "K0275"),
        ("other_name", json!([[{ "text": "甲", "colspan": 3 }]]), "K0103"),
    ] {
        let desk = table(rows);
        assert_eq!(codes(&desk), [code], "{name}");
        snapshot("table_format", &format!("span_{name}"), &desk.errors_in_both_languages(&[]));
    }
}

#[test]
fn a_summary_keeps_what_spans_its_columns_and_rows() {
    let columns = json!([{ "title": "区" }, { "title": "市" }, { "title": "前" }, { "title": "後" }]);
    let rows = json!([[{ "text": "東", "rows": 2 }, "甲", { "text": "両", "columns": 2 }], ["乙", 3, 4]]);
    let desk = desk(json!({ "id": "t", "columns": columns, "rows": rows }));
    let mut council: Value = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
    council["summary"] = json!({ "show": [{ "block": "t", "columns": ["区", "後"] }] });
    desk.write(PARKS, council.to_string());
    let loaded = Loaded::from(&desk.path("report"));
    let summary = loaded.typeset(Document::Summary(loaded.report.councils.len() - 1)).text();
    assert!(without_space(&summary).contains("区後両東4"), "{summary}");
}

/// The rows that a cell holds together stay on one page, unless they are higher than that.
#[test]
fn cells_of_several_rows_are_not_torn() {
    let columns = json!([{ "title": "区" }, { "title": "市" }]);
    let of = |name: String, count: usize| {
        (0..count).map(move |index| match index {
            0 => json!([{ "text": name, "rows": count }, format!("x{index}")]),
            _ => json!([format!("x{index}")]),
        })
    };
    let rows: Vec<Value> =
        (0..12).flat_map(|group| of(format!("G{group}"), 7)).chain(of("All".to_owned(), 60)).collect();
    let desk = desk(json!({ "columns": columns, "rows": rows }));
    assert_eq!(codes(&desk), [""; 0]);
    let run = desk.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let set = Loaded::from(&desk.path("report")).typeset(Document::Briefing);
    let all: String = texts(&set.pages).iter().map(|text| text.item.text.as_str()).collect();
    assert_eq!(all.matches("x59").count(), 1);
    // The page on which each text is.
    let page_of = |wanted: &str| texts(&set.pages).iter().find(|text| text.item.text == wanted).map(|text| text.page);
    let rows: Vec<usize> =
        texts(&set.pages).iter().filter(|text| text.item.text == "x0").map(|text| text.page).collect();
    for (group, first) in rows.iter().enumerate().take(12) {
        assert_eq!(page_of(&format!("G{group}")), Some(*first), "the group {group} is torn");
    }
    assert!(page_of("x59") > page_of("G11"));
}

/// A table of two groups, with these subtotals and this total.
fn groups(first: i64, second: i64, total: i64) -> Value {
    json!({
        "columns": [{ "title": "窓口" }, { "title": "件数" }],
        "groups": [
            { "title": "東部", "rows": [["甲", 1], ["乙", 2]], "subtotal": ["小計", first] },
            { "title": "西部", "rows": [["丙", 4]], "subtotal": ["小計", second] },
        ],
        "total": ["合計", total],
    })
}

#[test]
fn rows_stand_in_groups_with_subtotals() {
    let desk = desk(groups(3, 4, 7));
    assert_eq!(codes(&desk), [""; 0]);
    assert!(printed(&desk).contains("窓口件数東部甲1乙2小計3西部丙4小計4合計7"), "{}", printed(&desk));
    assert_eq!(codes(&self::desk(groups(3, 5, 7))), ["K0249"]);
    assert_eq!(codes(&self::desk(groups(3, 4, 14))), ["K0249"]);
    let mut both = groups(3, 4, 7);
    both["rows"] = json!([["丁", 0]]);
    assert_eq!(codes(&self::desk(both)), ["K0230"]);
    let mut twice = groups(3, 4, 7);
    twice["groups"][1]["title"] = json!("東部");
    assert_eq!(codes(&self::desk(twice)), ["K0255"]);
    snapshot("table_format", "subtotal", &self::desk(groups(3, 5, 7)).errors_in_both_languages(&[]));
}

/// The title of a group stands again where its rows go on, and long tables come in parts.
#[test]
fn groups_go_on_over_pages() {
    let rows = |name: &str, count: usize| (0..count).map(|row| json!([format!("{name}{row}"), 1])).collect::<Vec<_>>();
    for split in [false, true] {
        let groups = json!([
            { "title": "AAA", "rows": rows("a", 150), "subtotal": ["小計", 150] },
            { "title": "BBB", "rows": rows("b", 150), "subtotal": ["小計", 150] },
        ]);
        let columns = json!([{ "title": "窓口" }, { "title": "件数" }]);
        let table = json!({ "columns": columns, "groups": groups, "split": split, "total": ["合計", 300] });
        let desk = desk(table);
        let run = desk.build(&[]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let set = Loaded::from(&desk.path("report")).typeset(Document::Briefing);
        let all = texts(&set.pages);
        let count = |wanted: &str| all.iter().filter(|text| text.item.text == wanted).count();
        assert_eq!((count("b149"), count("a0")), (1, 1));
        assert!(count("AAA") > 1 || split, "the title is not repeated");
        assert_eq!(without_space(&set.text()).matches("小計150").count(), 2);
    }
}

#[test]
fn negative_numbers_have_the_sign_of_the_report() {
    let columns = json!([{ "title": "年度" }, { "title": "増減" }]);
    let table = |rows: Value, total: Value| desk(json!({ "columns": columns, "rows": rows, "total": total }));
    let desk = table(json!([["甲", -1234], ["乙", 5]]), json!(["計", -1229]));
    for (sign, printed_sign) in [("▲", "▲"), ("△", "△"), ("−", "−")] {
        let mut head: Value = serde_json::from_slice(&desk.read("report/report.json")).expect("JSON");
        head["style"]["negative"] = json!(sign);
        desk.write("report/report.json", head.to_string());
        assert!(
            printed(&desk).contains(&format!("甲{printed_sign}1,234乙5計{printed_sign}1,229")),
            "{}",
            printed(&desk)
        );
    }
    // Texts of numbers are compared with their totals whatever their sign is.
    assert_eq!(codes(&table(json!([["甲", "▲25"], ["乙", "△10"], ["丙", "3"]]), json!(["計", "▲99"]))), ["K0249"]);
    assert_eq!(codes(&table(json!([["甲", "▲25"], ["乙", "△10"], ["丙", "3"]]), json!(["計", "▲32"]))), [""; 0]);
}
