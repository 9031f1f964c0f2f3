//! Charts of any data: what is written on them is whole, apart and true.

use kakugi::template::Document;
use serde_json::{Value, json};

use crate::support::{Desk, Loaded, Set};

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

fn chart(kind: &str, categories: &[String], values: &[f64]) -> Value {
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
        let chart = chart("horizontal_bar", &names, &[530_323.0, 7_953.0, -182.0, 406.0]);
        if length % 2 == 0 { chart } else { json!({ "type": "columns", "columns": [[chart], [chart]] }) }
    });
    set_of(&charts.collect::<Vec<_>>());
}

#[test]
fn two_thousand_values_are_told_in_short() {
    let days: Vec<String> = (1..=2_000).map(|day| format!("観測を始めてから{day}日目")).collect();
    let values: Vec<f64> = (1..=2_000).map(|day| f64::from((day * 37) % 2_003)).collect();
    set_of(&[chart("line", &days, &values)]);
}
