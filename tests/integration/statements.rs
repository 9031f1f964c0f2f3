//! Numbers of metrics that are stated elsewhere: every place where one may stand, with the right number and a wrong one.

use std::fs;

use kakugi::diagnostic::{Language, Sources};
use kakugi::model::Report;
use serde_json::{Value, json};

/// A report of one council with one metric that has a target, and one without.
fn report() -> (Value, Value) {
    let head = json!({
        "title": "試験", "issuer": "架空市", "date": "2019-06", "as_of": "2019-03-31", "councils": ["a"],
        "framing": { "title": "概要", "items": ["概要。"] }
    });
    let council = json!({
        "name": "創薬協議会", "short_name": "創薬", "established": "2013-04",
        "highlight": { "label": "相談・シーズ評価", "metric": "assessments" },
        "purpose": ["目的。"], "achievements": ["成果。"],
        "results": { "metrics": [
            { "id": "assessments", "label": "相談・シーズ評価", "value": 1376, "unit": "件",
              "target": { "value": 1500, "by": "2020" } },
            { "id": "licensed", "label": "企業への導出", "value": 8, "unit": "件" }
        ] },
        "reference": [{ "title": "参考", "blocks": [{ "type": "paragraph", "text": "参考。" }] }]
    });
    (head, council)
}

/// What is told of a report: its codes, and the English words of the first message.
fn told(head: &Value, council: &Value, csv: Option<&str>) -> (Vec<&'static str>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).expect("a file");
    fs::create_dir(folder.path().join("councils")).expect("a folder");
    write("report.json", &head.to_string());
    write("councils/a.json", &council.to_string());
    csv.iter().for_each(|csv| write("table.csv", csv));
    let mut sources = Sources::default();
    let found = match Report::load(folder.path(), &mut sources) {
        Ok((_, warnings)) => warnings,
        Err(errors) => panic!("{:?}", errors.iter().map(|error| error.message(Language::English)).collect::<Vec<_>>()),
    };
    let words = found.first().map(|found| found.message(Language::English)).unwrap_or_default();
    (found.iter().map(|found| found.problem.code()).collect(), words)
}

/// Puts a block on the reference page, in which `@` stands for the number.
fn block(number: &str, block: &str) -> (Vec<&'static str>, String) {
    let (head, mut council) = report();
    let block: Value = serde_json::from_str(&block.replace('@', number)).expect(block);
    council["reference"][0]["blocks"] = json!([block]);
    told(&head, &council, None)
}

/// Blocks that state the number of 相談・シーズ評価 at `@`.
const BLOCKS: [&str; 22] = [
    r#"{ "type": "paragraph", "text": "2019年3月末までに、@件の相談・シーズ評価を実施。" }"#,
    r#"{ "type": "paragraph", "text": "支援を行った^[相談・シーズ評価は**@件**。]。" }"#,
    r#"{ "type": "list", "items": ["創薬。", { "text": "成果。", "items": ["相談・シーズ評価を@件実施。"] }] }"#,
    r#"{ "type": "numbered", "numbering": "(1)", "items": ["相談・シーズ評価（@件）"] }"#,
    r#"{ "type": "section", "title": "相談・シーズ評価：@件", "blocks": [{ "type": "paragraph", "text": "詳細。" }] }"#,
    r#"{ "type": "columns", "columns": [[{ "type": "paragraph", "text": "相談・シーズ評価は@件。" }], [{ "type": "paragraph", "text": "右。" }]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "区分" }, { "title": "実績" }], "rows": [["相談・シーズ評価", "@件"], ["その他", "3件"]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "区分" }, { "title": "件数（件）" }], "rows": [["相談・シーズ評価", @], ["その他", 3]] }"#,
    r#"{ "type": "table", "note": "（単位：件）", "columns": [{ "title": "指標" }, { "title": "2019年3月末" }, { "title": "2018年3月末" }], "rows": [["相談・シーズ評価件数", @, 1100]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "指標" }, { "title": "単位" }, { "title": "目標" }, { "title": "実績" }, { "title": "備考" }], "rows": [["相談・シーズ評価", "件", 1500, @, "累計"]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "No." }, { "title": "指標" }, { "title": "現状" }], "rows": [["1", "相談・シーズ評価", "@件"]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "地域" }, { "title": "相談・シーズ評価（件）" }], "rows": [["東", 300], ["西", null]], "total": ["合計", @] }"#,
    r#"{ "type": "table", "columns": [{ "title": "地域" }, { "title": "相談・シーズ評価（件）" }], "rows": [["東", 300], ["西", null], ["合計", @]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "年月" }, { "title": "相談・シーズ評価（件）" }], "rows": [["2018年3月末", 300], ["2019年3月末", @]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "a" }], "rows": [["x"]], "notes": ["相談・シーズ評価は@件。"] }"#,
    r#"{ "type": "chart", "kind": "bar", "title": "実績", "unit": "件", "categories": ["相談・シーズ評価", "その他"], "series": [{ "values": [@, 3] }] }"#,
    r#"{ "type": "chart", "kind": "grouped_bar", "title": "実績", "unit": "件", "categories": ["相談・シーズ評価", "その他"], "series": [{ "name": "目標", "values": [1500, 3] }, { "name": "実績", "values": [@, 3] }] }"#,
    r#"{ "type": "chart", "kind": "line", "title": "相談・シーズ評価の推移", "unit": "件", "categories": ["2018年3月末", "2019年3月末"], "series": [{ "values": [300, @] }] }"#,
    r#"{ "type": "diagram", "kind": "flow", "title": "流れ", "nodes": [{ "id": "a", "label": "相談・シーズ評価", "note": "@件" }] }"#,
    r#"{ "type": "map", "title": "地図", "note": "相談・シーズ評価は@件", "countries": [{ "code": "NL", "label": "オランダ" }] }"#,
    r#"{ "type": "case", "title": "事例", "text": "相談・シーズ評価は@件。" }"#,
    r#"{ "type": "metrics", "metrics": [{ "id": "x", "label": "相談", "value": 3, "unit": "人", "note": "相談・シーズ評価は@件" }] }"#,
];

#[test]
fn every_block_is_compared_with_the_metrics() {
    for written in BLOCKS {
        let (codes, words) = block("1367", written);
        assert_eq!(codes, ["K0259"], "{written}");
        assert!(words.contains("but the metric is 1,376件"), "{words}");
        assert_eq!(block("1376", written), (Vec::new(), String::new()), "{written}");
    }
}

/// Blocks with numbers of parts, other times, other things and examples.
const OTHERS: [&str; 16] = [
    r#"{ "type": "table", "columns": [{ "title": "区分" }, { "title": "東" }, { "title": "西" }], "rows": [["相談・シーズ評価", "300件", "400件"]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "地域" }, { "title": "区分" }, { "title": "実績" }], "rows": [["東", "相談・シーズ評価", "300件"], ["西", "相談・シーズ評価", "400件"]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "区分" }, { "title": "2017年度" }, { "title": "2018年度" }], "rows": [["相談・シーズ評価", "300件", "400件"]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "年度" }, { "title": "相談・シーズ評価（件）" }], "rows": [["2017年度", 300], ["2018年度", 400]], "total": ["合計", 700] }"#,
    r#"{ "type": "table", "title": "主な相談", "columns": [{ "title": "地域" }, { "title": "相談・シーズ評価（件）" }], "rows": [["東", 300], ["西", 100]], "total": ["合計", 400] }"#,
    r#"{ "type": "table", "columns": [{ "title": "区分" }, { "title": "前年度" }, { "title": "増減" }], "rows": [["相談・シーズ評価", "1,100件", "276件"]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "区分" }, { "title": "目標" }], "rows": [["相談・シーズ評価", "1,500件"]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "区分" }, { "title": "費用（千円）" }], "rows": [["相談・シーズ評価", 1300]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "区分" }, { "title": "実績" }], "rows": [["相談・シーズ評価", "300人"], ["相談・シーズ評価会議", "12件"]] }"#,
    r#"{ "type": "table", "columns": [{ "title": "地域" }, { "title": "内容" }], "rows": [["東", "相談・シーズ評価は300件。"], ["西", "相談・シーズ評価は400件。"]] }"#,
    r#"{ "type": "chart", "kind": "bar", "title": "相談・シーズ評価の推移", "unit": "件", "categories": ["2017年度", "2018年度"], "series": [{ "values": [300, 400] }] }"#,
    r#"{ "type": "chart", "kind": "bar", "title": "東の実績", "unit": "人", "categories": ["相談・シーズ評価", "その他"], "series": [{ "values": [300, 3] }] }"#,
    r#"{ "type": "chart", "kind": "bar", "title": "2017年度の実績", "unit": "件", "categories": ["相談・シーズ評価", "その他"], "series": [{ "values": [300, 3] }] }"#,
    r#"{ "type": "case", "title": "東の事例", "text": "相談・シーズ評価は300件。" }"#,
    r#"{ "type": "section", "title": "2017年度の取組", "blocks": [{ "type": "paragraph", "text": "相談・シーズ評価は300件。" }] }"#,
    r#"{ "type": "diagram", "kind": "phases", "title": "経緯", "nodes": [{ "id": "a", "label": "2015年度", "items": ["相談・シーズ評価は300件"] }, { "id": "b", "label": "2018年度", "items": ["相談・シーズ評価は1,376件"] }] }"#,
];

#[test]
fn parts_and_other_times_in_figures_are_passed_over() {
    for written in OTHERS {
        assert_eq!(block("", written), (Vec::new(), String::new()), "{written}");
    }
}

#[test]
fn a_table_of_a_file_is_compared() {
    let (head, mut council) = report();
    council["reference"][0]["blocks"] = json!([{ "type": "table", "csv": "table.csv", "note": "単位：件",
        "columns": [{ "title": "区分" }, { "title": "実績", "number": true }] }]);
    let csv = |number: &str| told(&head, &council, Some(&format!("区分,実績\n相談・シーズ評価,{number}\n")));
    assert_eq!(csv("1367").0, ["K0259"]);
    assert_eq!(csv("1376").0, Vec::<&str>::new());
}

/// Puts a text in a place of the council, or of the report where the place begins with `head`.
fn at(pointer: &str, text: Value) -> Vec<&'static str> {
    let (mut head, mut council) = report();
    let (document, pointer) = match pointer.strip_prefix("head") {
        Some(pointer) => (&mut head, pointer),
        None => (&mut council, pointer),
    };
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    document.pointer_mut(parent).expect(pointer)[key] = text;
    told(&head, &council, None).0
}

#[test]
fn every_text_of_a_council_is_compared_with_its_metrics() {
    for pointer in [
        "/message",
        "/purpose/0",
        "/achievements/0",
        "/results/metrics/1/note",
        "/results/metrics/0/target/note",
        "head/framing/items/0",
        "head/subtitle",
    ] {
        let pointer = if let Some((list, "0")) = pointer.rsplit_once('/') { list } else { pointer };
        let list = pointer.ends_with("purpose") || pointer.ends_with("achievements") || pointer.ends_with("items");
        let of = |text: &str| at(pointer, if list { json!([text]) } else { json!(text) });
        assert_eq!(of("相談・シーズ評価は1,367件。"), ["K0259"], "{pointer}");
        assert_eq!(of("相談・シーズ評価は1,376件。"), Vec::<&str>::new(), "{pointer}");
    }
    let items = |text: &str| at("/results/items", json!([text]));
    assert_eq!(items("相談・シーズ評価を1,367件実施。"), ["K0259"]);
    let summary = |text: &str| at("/summary", json!({ "message": text, "achievements": ["成果。"] }));
    assert_eq!(summary("相談・シーズ評価を1,367件実施。"), ["K0259"]);
    let highlight = |text: &str| at("/highlight", json!({ "label": "相談・シーズ評価", "text": text }));
    assert_eq!((highlight("1,367件"), highlight("1,376件")), (vec!["K0259"], Vec::new()));
}

#[test]
fn a_noun_is_enough_where_nothing_else_can_be_meant() {
    let message = |text: &str| at("/message", json!(text));
    assert_eq!(message("企業への導出まで支援。導出は目標の5件を上回る6件。"), ["K0259"]);
    assert_eq!(message("企業への導出まで支援。導出は目標の5件を上回る8件。"), Vec::<&str>::new());
    assert_eq!(message("導出は6件。"), Vec::<&str>::new());
    assert_eq!(message("支援の終了を決定（企業導出6件を含む）"), ["K0259"]);
}

#[test]
fn targets_and_rates_are_compared_with_those_of_the_metric() {
    let message = |text: &str| at("/message", json!(text));
    assert_eq!(message("相談・シーズ評価は1,376件（目標1,400件）。"), ["K0293"]);
    assert_eq!(message("相談・シーズ評価は1,376件（目標1,500件）。"), Vec::<&str>::new());
    assert_eq!(message("相談・シーズ評価の達成率は97.1％。"), ["K0294"]);
    assert_eq!(message("相談・シーズ評価の達成率は91.7％。"), Vec::<&str>::new());
}

/// Without a day that was counted up to, a number of another day is only told if it looks like a slip.
#[test]
fn numbers_without_a_day_are_compared_with_care() {
    let (mut head, mut council) = report();
    head.as_object_mut().expect("an object").remove("as_of");
    let mut message = |text: &str| {
        council["message"] = json!(text);
        told(&head, &council, None).0
    };
    assert_eq!(message("2018年3月末までに、1,367件の相談・シーズ評価を実施。"), ["K0259"]);
    assert_eq!(message("2018年3月末までに、980件の相談・シーズ評価を実施。"), Vec::<&str>::new());
    assert_eq!(message("2017年度は、1,367件の相談・シーズ評価を実施。"), Vec::<&str>::new());
    assert_eq!(message("相談・シーズ評価は980件。"), ["K0259"]);
}
