//! Charts of any data: what is written on them is whole, apart and true.

use kakugi::template::Document;
use serde_json::{Value, json};

use crate::support::{Desk, Loaded, Set, without_space};

const WATER: &str = "report/councils/water.json";
/// A paragraph that stands once in the small report.
const PARAGRAPH: &str = r#"{ "type": "paragraph", "text": "点検は三段階で行う。" },"#;

/// The briefing with some blocks, once the gates have found no text that overlaps another or leaves its page.
fn set_of(blocks: &[Value]) -> Set {
    let desk = Desk::new();
    let blocks: String = blocks.iter().map(|block| format!("{block},")).collect();
    desk.edit(WATER, PARAGRAPH, &blocks);
    let loaded = Loaded::from(&desk.path("report"));
    loaded.build(Document::Briefing);
    loaded.typeset(Document::Briefing)
}

fn chart(kind: &str, categories: &[String], values: &[i64]) -> Value {
    json!({
        "type": "chart", "kind": kind, "title": "見本", "unit": "百万円",
        "categories": categories, "series": [{ "values": values }],
    })
}

/// Typst squeezes a line that is justified, but not one that is ragged: a name that all but fits was measured as one line and
/// drawn as two.
#[test]
fn names_of_any_length_keep_apart() {
    let text = "情報システムの整備・運用に関する経費、デジタル庁「広報」戦略・税番号制度の普及・利活用の促進等";
    let charts = (10..40).map(|length| {
        let names: Vec<String> = (0..4).map(|at| text.chars().skip(at).take(length).collect()).collect();
        let chart = chart("horizontal_bar", &names, &[530_323, 7_953, -182, 406]);
        if length % 2 == 0 { chart } else { json!({ "type": "columns", "columns": [[chart], [chart]] }) }
    });
    set_of(&charts.collect::<Vec<_>>());
}

#[test]
fn two_thousand_values_are_told_in_short() {
    let days: Vec<String> = (1..=2_000).map(|day| format!("観測を始めてから{day}日目")).collect();
    let values: Vec<i64> = (1..=2_000).map(|day| (day * 37) % 2_003).collect();
    set_of(&[chart("line", &days, &values)]);
}

/// The briefing with a chart, as text without blanks.
fn text_with(chart: Value) -> String {
    without_space(&set_of(&[chart]).text())
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn slices_are_shares_and_the_smallest_are_joined() {
    let letters = names(&["甲", "乙", "その他", "丙", "丁", "戊", "己", "庚"]);
    let text = text_with(chart("pie", &letters, &[10, 40, 5, 20, 15, 6, 3, 1]));
    // 5, 3 and 1 are joined.
    for part in [
        "乙40（40％）",
        "丙20（20％）",
        "戊6（6％）",
        "その他9（9％）",
        "その他の内訳：己3（3％）、庚1（1％）、その他5（5％）",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let text = text_with(chart("ring", &letters[..2], &[10, 40]));
    assert!(text.contains("計50百万円") && text.contains("甲10（20％）"), "{text}");
}

#[test]
fn unknown_wholes_have_no_shares() {
    let mut ring = chart("ring", &names(&["甲", "乙"]), &[10, 40]);
    ring["series"][0]["values"][1] = json!({ "pending": "集計中" });
    let text = text_with(ring);
    assert!(text.contains("甲10乙集計中") && !text.contains("（100％）"), "{text}");
}

#[test]
fn steps_have_signs_and_lead_to_their_total() {
    let steps = names(&["前年度", "増", "減", "今年度"]);
    let mut waterfall = chart("waterfall", &steps, &[1000, 30, -20, 1010]);
    waterfall["totals"] = json!(["前年度", "今年度"]);
    let text = text_with(waterfall.clone());
    assert!(["1,000", "+30", "−20", "1,010", "目盛りは途中を省略"].iter().all(|part| text.contains(part)), "{text}");
    // Each number is rounded by half a million at most.
    waterfall["series"][0]["values"][3] = json!(1012);
    text_with(waterfall.clone());
    waterfall["series"][0]["values"][3] = json!(1013);
    assert!(codes(&waterfall).contains("[K0291]"));
}

/// What is told of a chart that cannot be drawn.
fn codes(chart: &Value) -> String {
    let desk = Desk::new();
    desk.edit(WATER, PARAGRAPH, &format!("{chart},"));
    desk.errors(&[])
}

#[test]
fn wholes_that_cannot_be_have_one_error_each() {
    let two = names(&["甲", "乙"]);
    let plain = chart("waterfall", &two, &[1, 2]);
    let mut misnamed = plain.clone();
    misnamed["totals"] = json!(["丙"]);
    let mut unknown = chart("waterfall", &two, &[1, 2]);
    unknown["totals"] = json!(["甲"]);
    unknown["series"][0]["values"][1] = json!({ "pending": "集計中" });
    let mut ordered = chart("bar", &two, &[1, 2]);
    ordered["order"] = json!("given");
    let wrong = [
        (chart("pie", &two, &[0, 0]), "K0283"),
        (chart("ring", &two, &[3, -1]), "K0218"),
        (plain, "K0291"),
        (misnamed, "K0291"),
        (unknown, "K0291"),
        (ordered, "K0282"),
    ];
    for (chart, code) in wrong {
        let told = codes(&chart);
        assert_eq!(told.matches("error[").count(), 1, "{told}");
        assert!(told.contains(&format!("error[{code}]")), "{code} is not in {told}");
    }
}

fn schedule(from: &str, to: &str) -> Value {
    let row = json!({
        "label": "設計", "bars": [{ "from": from, "to": to, "label": "基本設計" }],
        "milestones": [{ "at": "2025-06", "label": "基本方針" }],
    });
    json!({ "type": "gantt", "title": "整備の工程", "rows": [row] })
}

#[test]
fn schedules_name_months_quarters_or_years() {
    let text = text_with(schedule("2025-04", "2025-12"));
    assert!(text.contains("2025年度") && text.contains("4月5月6月") && text.contains("2025年6月基本方針"), "{text}");
    assert!(text_with(schedule("2025-04", "FY2026")).contains("4～6月"));
    let years = text_with(schedule("2024", "2030"));
    assert!(years.contains("2024年2025年") && !years.contains("4～6月"), "{years}");
}

#[test]
fn long_schedules_go_on_with_their_years() {
    let row = |at: usize| json!({ "label": format!("第{at}地区"), "bars": [{ "from": "FY2024", "to": "FY2033", "label": "更新" }] });
    let rows: Vec<Value> = (1..=60).map(row).collect();
    let text = text_with(json!({ "type": "gantt", "title": "更新の工程", "rows": rows }));
    assert!((1..=60).all(|at| text.contains(&format!("第{at}地区"))));
    assert!(text.matches("2024年度").count() > 1, "{text}");
}

#[test]
fn schedules_that_contradict_themselves_have_one_error() {
    let mut short = schedule("2025-04", "2026-03");
    short["to"] = json!("2026-02");
    let empty = json!({ "type": "gantt", "title": "工程", "rows": [{ "label": "設計" }] });
    for schedule in [schedule("2025-04", "2025-03"), short, empty, schedule("1925", "2025")] {
        let told = codes(&schedule);
        assert_eq!(told.matches("error[").count(), 1, "{told}");
        assert!(told.contains("error[K0292]"), "{told}");
    }
}
