//! One style a report, applied wherever dates, numbers and lists are written.

use std::fs;

use serde_json::Value;

use crate::support::Desk;

const REPORT: &str = "report/report.json";
const WATER: &str = "report/councils/water.json";
const PARAGRAPH: &str = "点検は三段階で行う。";
const LIST: &str = r#""numbered", "numbering": "(1)", "items": ["準備", { "text": "実施", "numbering": "ア", "items": ["午前", "午後"] }]"#;

/// The small report with a style.
fn styled(style: &str) -> Desk {
    let desk = Desk::new();
    desk.edit(REPORT, r#""date": "2021-04","#, &format!(r#""date": "2021-04", "style": {style},"#));
    desk
}

/// The generated source of the briefing.
fn source(desk: &Desk) -> String {
    let run = desk.run(&["build", "report", "-o", "out", "--emit-typst", "--quiet"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    fs::read_to_string(desk.path("out/typst/briefing.typ")).expect("a source")
}

#[track_caller]
fn holds(source: &str, texts: &[&str], not: &[&str]) {
    for text in texts {
        assert!(source.contains(&format!("\"{text}\"")), "{text} is not in\n{source}");
    }
    for text in not {
        assert!(!source.contains(text), "{text} is in\n{source}");
    }
}

#[test]
fn dates_and_numbers_follow_the_style_everywhere() {
    let desk = styled(
        r#"{ "dates": "both", "cover_date": "western", "single_digits": "full", "large_numbers": "units", "rates": "0.01" }"#,
    );
    desk.edit(WATER, r#""value": 1500, "by": "2025-03""#, r#""value": 150000, "by": "FY2024""#);
    let all = source(&desk);
    let texts = [
        "2021年４月",
        "平成30年（2018年）４月",
        "令和３年（2021年）３月末",
        "令和６年度（2024年度）",
        "15万",
        "0.92",
        "1,376",
    ];
    holds(&all, &texts, &["\"令和３年４月\"", "\"2018年4月\"", "2021年3月末"]);
}

#[test]
fn without_a_style_reports_look_as_usual() {
    let all = source(&Desk::new());
    holds(&all, &["令和３年４月", "2018年4月", "2021年3月末", "91.7", "1,376", "(1)", "ア"], &[]);
}

#[test]
fn lists_are_counted_by_the_levels_of_the_style() {
    let nested = |head: &str| {
        let below = r#"{ "text": "二", "items": [{ "text": "三", "items": ["四", "五"] }] }"#;
        format!(r#"{head} "items": ["一", {below}]"#)
    };
    let desk = styled(r#"{ "numbering": ["第１", "１", "ア"] }"#);
    desk.edit(WATER, LIST, &nested(r#""numbered","#));
    holds(&source(&desk), &["第１", "第２", "１", "ア", "イ"], &["(1)", "\"(ア)\""]);
    // A list that begins further down goes on from there; its last level holds for all below.
    let desk = styled(r#"{ "numbering": ["第１", "１", "ア"] }"#);
    desk.edit(WATER, LIST, &nested(r#""numbered", "numbering": "１","#));
    holds(&source(&desk), &["１", "２", "ア", "イ"], &["第１", "(1)"]);
}

#[test]
fn every_number_of_a_long_list_is_printed() {
    let items: Vec<String> = (1..=60).map(|n| format!("\"項{n}\"")).collect();
    let desk = Desk::new();
    desk.edit(WATER, LIST, &format!(r#""numbered", "numbering": "①", "items": [{}]"#, items.join(", ")));
    holds(&source(&desk), &["①", "⑳", "㉑", "㊿", "(51)", "(60)"], &[]);
}

#[test]
fn marks_of_notes_superscripts_and_hints_reach_the_page() {
    let desk = styled(r#"{ "note_mark": "(注1)" }"#);
    desk.edit(WATER, PARAGRAPH, "点検は10^{3}か所{|}で{+}行う^[概数]。");
    let all = source(&desk);
    holds(&all, &["3", "概数"], &["{|}"]);
    for piece in ["#super[", "#may-break;", "#no-break;", "#note(mark: "] {
        assert!(all.contains(piece), "{piece}");
    }
    let run = desk.run(&["trace", "report", "(注1)", "--quiet"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn addresses_of_links_are_printed_in_notes() {
    let desk = Desk::new();
    let address = "https://example.jp/weirs";
    assert!(source(&desk).contains(&format!(
        "#note[#link(\"https\\u{{3a}}\\u{{2f}}\\u{{2f}}example.jp\\u{{2f}}weirs\")[#(\"{address}\");];];"
    )));
    // What is printed of the link leads back to its datum.
    let run = desk.run(&["trace", "report", address, "--quiet"]);
    assert!(run.stdout.contains("report/councils/water.json"), "{}{}", run.stdout, run.stderr);
    holds(&source(&styled(r#"{ "link_addresses": "hidden" }"#)), &["市の頁"], &["\"https://example.jp"]);
}

#[test]
fn single_digits_of_texts_follow_the_style() {
    let typed = "第2期の5件、G7とCOVID-19、１２件と2019-3-1";
    for (style, set) in [
        (r#"{ "single_digits": "full" }"#, "第２期の５件、G7とCOVID-19、12件と2019-3-1"),
        (
            r#"{ "single_digits": "full", "normalise": { "single_digits": false } }"#,
            "第2期の5件、G7とCOVID-19、12件と2019-3-1",
        ),
        (r#"{ "single_digits": "half" }"#, "第2期の5件、G7とCOVID-19、12件と2019-3-1"),
    ] {
        let desk = styled(style);
        desk.edit(WATER, PARAGRAPH, typed);
        holds(&source(&desk), &[set], &[]);
    }
    let desk = styled(r#"{ "single_digits": "full" }"#);
    desk.edit(WATER, PARAGRAPH, typed);
    let run = desk.run(&["trace", "report", "第２期の５件", "--quiet", "--format", "json"]);
    assert!(run.stdout.contains("\"single_digits\""), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_period_stands_in_for_a_subtitle() {
    let desk = styled(r#"{ "dates": "era" }"#);
    desk.edit(REPORT, r#""subtitle": "2020年度の取組と実績","#, r#""period": { "from": "FY2018", "to": "FY2020" },"#);
    holds(&source(&desk), &["平成30年度〜令和２年度"], &[]);
}

#[test]
fn changes_of_the_typed_text_can_be_traced_and_switched_off() {
    let typed = "⼈が１２か所を点検～";
    let desk = Desk::new();
    desk.edit(WATER, PARAGRAPH, typed);
    let run = desk.run(&["trace", "report", "人が12か所を点検〜", "--quiet", "--format", "json"]);
    let hits: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let changes = hits[0][0]["data"][0]["changes"].as_array().expect("changes").clone();
    let rules: Vec<&str> = changes.iter().filter_map(|change| change["rule"].as_str()).collect();
    assert_eq!(rules, ["wide_latin", "radicals", "tilde"]);
    assert_eq!((&changes[1]["from"], &changes[1]["bytes"]), (&"⼈".into(), &serde_json::json!([0, 3])));

    let desk = styled(r#"{ "normalise": { "wide_latin": false, "tilde": false } }"#);
    desk.edit(WATER, PARAGRAPH, typed);
    holds(&source(&desk), &["人が１２か所を点検～"], &[]);
}
