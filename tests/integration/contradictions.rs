//! Reports that contradict themselves: what is told, and what is no contradiction.

use crate::support::{Desk, snapshot};

const REPORT: &str = "report/report.json";
const WATER: &str = "report/councils/water.json";
const PARKS: &str = "report/councils/parks.json";

/// The rows of the table, for cases that change the table's end.
const ROWS: &str = "[\"下流\", 376, null]\n          ],";
/// The beginning of the diagram, for cases that put something before it.
const FLOW: &str = "\"type\": \"diagram\",\n          \"kind\": \"flow\",\n          \"title\": \"点検の流れ\",";
/// How the chart begins, for cases that put another one before it.
const CHART: &str = "\"kind\": \"bar\",\n          \"title\": \"点検の推移\",";
/// The metric of the weirs up to its target.
const WEIRS: &str = "\"unit\": \"か所\",\n        \"target\"";
const TARGET: &str = r#"{ "value": 1500, "by": "2025-03", "note": "市の計画による。" }"#;
const PARAGRAPH: &str = "点検は三段階で行う。";

/// What a case must come to.
#[derive(Clone, Copy)]
enum End {
    Error,
    Warning,
    Silence,
}
use End::{Error, Silence, Warning};

/// A test a case: texts that stand once in a file are replaced; a snapshot holds the messages.
macro_rules! cases {
    ($( $name:ident: $end:ident, $( $file:ident, $from:expr => $to:expr ),+; )*) => {
        $(
            #[test]
            fn $name() {
                let desk = &Desk::new();
                $( desk.edit($file, $from, $to); )+
                ends(desk, stringify!($name), $end);
            }
        )*
    };
}

#[track_caller]
fn ends(desk: &Desk, name: &str, end: End) {
    if let Error = end {
        snapshot("contradictions", name, &desk.errors_in_both_languages(&[]));
        return;
    }
    // One page is enough: all of the data are checked, whatever is printed.
    let both = ["en", "ja"].map(|language| {
        let run = desk.build(&["--council", "parks", "--lang", language]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run.messages()
    });
    match end {
        Silence => assert_eq!(both.concat(), ""),
        _ => snapshot("contradictions", name, &both.join("\n\n")),
    }
}

cases! {
    counted_after_the_report: Error, WATER, "\"results\": {\n    \"as_of\": \"2021-03-31\"" => "\"results\": {\n    \"as_of\": \"2021-05\"";
    counted_within_the_month_of_the_report: Silence, WATER, "\"results\": {\n    \"as_of\": \"2021-03-31\"" => "\"results\": {\n    \"as_of\": \"2021-04-30\"";
    counted_before_the_period: Warning, REPORT, r#""as_of": "2021-03-31","# =>
        r#""as_of": "2020-03-31", "period": { "from": "2020-04", "to": "2021-03" },"#;
    counted_in_a_year_that_overlaps_the_period: Silence, REPORT, r#""as_of": "2021-03-31","# =>
        r#""as_of": "2020", "period": { "from": "2020-04", "to": "2021-03" },"#;
    counted_before_the_council: Warning, WATER, "\"results\": {\n    \"as_of\": \"2021-03-31\"" => "\"results\": {\n    \"as_of\": \"2018-03\"";
    period_that_runs_backwards: Error, REPORT, r#""as_of": "2021-03-31","# =>
        r#""as_of": "2021-03-31", "period": { "from": "2021-03", "to": "2020-04" },"#;
    period_beyond_the_report: Warning, REPORT, r#""as_of": "2021-03-31","# =>
        r#""as_of": "2021-03-31", "period": { "from": "2020-04", "to": "2022-03" },"#;

    target_over_and_missed: Warning, WATER, TARGET => r#"{ "value": 1500, "by": "2020-03" }"#;
    target_over_and_met: Silence, WATER, TARGET => r#"{ "value": 1300, "by": "2020-03" }"#;
    target_over_and_explained: Silence, WATER, TARGET => r#"{ "value": 1500, "by": "2020-03", "note": "未達成。" }"#;

    established_after_the_report: Error, PARKS, r#""established": "2019""# => r#""established": "2022""#;
    established_in_the_year_of_the_report: Silence, PARKS, r#""established": "2019""# => r#""established": "2021""#;
    event_after_the_report: Warning, PARKS, "苗木を配布。" => "2021年12月、苗木を配布。";
    event_of_an_era_after_the_report: Warning, WATER, PARAGRAPH => "点検は令和３年５月12日に行った。";
    event_in_a_table_below_intents: Warning, WATER, "【参考】点検の内訳" => "【参考】点検の検討",
        WATER, "二年で一巡" => "2021年12月に一巡";
    event_in_a_row_of_plans: Silence, WATER, r#"["上流", 1000, "二年で一巡"]"# => r#"["2021年12月", 1000, "一巡を検討"]"#;
    event_that_is_planned: Silence, PARKS, "苗木を配布。" => "2021年12月、苗木を配布予定。";
    event_below_a_plan: Silence, WATER, r#""title": "点検の進め方""# => r#""title": "今後の点検""#,
        WATER, PARAGRAPH => "点検は2021年12月に行う。";
    event_in_the_month_of_the_report: Silence, PARKS, "苗木を配布。" => "2021年4月30日、苗木を配布。";
    span_that_runs_backwards: Warning, WATER, PARAGRAPH => "点検は2020〜2018年度に行った。";
    span_that_runs_forwards: Silence, WATER, PARAGRAPH => "点検は2018〜2020年度に行った。";
    mark_left_open: Warning, WATER, PARAGRAPH => "点検は**三段階で行う。";
    mark_of_full_width_asterisks: Warning, WATER, PARAGRAPH => "点検は＊＊三段階＊＊で行う。";
    mark_of_full_width_bar: Warning, WATER, PARAGRAPH => "点検は{三段階｜さんだんかい}で行う。";
    mark_left_open_behind_an_escape: Warning, WATER, PARAGRAPH => r"点検\u306f{三段階|さんだんかい行う。";
    mark_in_an_alternative_text: Warning, WATER, r#""alt": "点検の写真""# => r#""alt": "**点検**の写真""#;
    mark_that_is_meant_literally: Silence, WATER, PARAGRAPH => r"点検は\\**三段階で**\\[重要]に*行う***。";
    phases_out_of_order: Warning, WATER, FLOW => r#""type": "diagram", "kind": "phases", "title": "経緯",
          "nodes": [{ "id": "a", "label": "2019年4月" }, { "id": "b", "label": "2018年6月" }, { "id": "c", "label": "総括" }] },
        { "type": "diagram", "kind": "flow", "title": "点検の流れ","#;
    phases_in_order: Silence, WATER, FLOW => r#""type": "diagram", "kind": "phases", "title": "経緯",
          "nodes": [{ "id": "a", "label": "2018年4月" }, { "id": "b", "label": "総括" }, { "id": "c", "label": "2018年4月30日" }] },
        { "type": "diagram", "kind": "flow", "title": "点検の流れ","#;

    total_that_is_not_the_sum: Error, WATER, ROWS => "[\"下流\", 376, null]\n          ],\n          \"total\": [\"合計\", 1375, null],";
    total_with_units_that_is_not_the_sum: Error, WATER, r#""二年で一巡""# => r#""1,200.5万円""#,
        WATER, ROWS => "[\"下流\", 376, \"**30.25万円**\"]\n          ],\n          \"total\": [\"合計\", 1376, \"1,230.7万円\"],";
    total_below_what_is_stated: Error, WATER, ROWS =>
        "[\"下流\", 376, null], [\"支流\", null, null]\n          ],\n          \"total\": [\"合計\", 1375, null],";
    total_that_is_the_sum: Silence, WATER, r#""二年で一巡""# => r#""1,200.5万円""#,
        WATER, ROWS => "[\"下流\", 376, \"30.25万円^[概数]\"]\n          ],\n          \"total\": [\"合計\", 1376.0, \"1,230.75万円\"],";
    total_that_may_hold_what_is_not_stated: Silence, WATER, ROWS =>
        "[\"下流\", 376, null], [\"支流\", null, null]\n          ],\n          \"total\": [\"合計\", 1400, null],";
    total_of_a_cell_that_is_not_yet_known: Error, WATER, r#"["下流", 376, null]"# => r#"["下流", { "pending": "集計中" }, null]"#,
        WATER, "\"備考\" }\n          ],\n          \"rows\"" => "\"備考\" }\n          ],\n          \"total\": [\"合計\", 1376, null],\n          \"rows\"";
    total_of_a_cell_that_says_so_in_words: Error, WATER, r#"["下流", 376, null]"# => r#"["下流", "集計中", null]"#,
        WATER, "\"備考\" }\n          ],\n          \"rows\"" => "\"備考\" }\n          ],\n          \"total\": [\"合計\", 1000, null],\n          \"rows\"";
    total_that_is_not_yet_known_either: Silence, WATER, r#"["下流", 376, null]"# => r#"["下流", { "pending": "集計中" }, null]"#,
        WATER, "\"備考\" }\n          ],\n          \"rows\"" =>
        "\"備考\" }\n          ],\n          \"total\": [\"合計\", { \"pending\": \"集計中\" }, null],\n          \"rows\"";
    total_that_says_what_it_leaves_out: Silence, WATER, r#"["下流", 376, null]"# => r#"["下流", { "pending": "集計中" }, null]"#,
        WATER, "\"備考\" }\n          ],\n          \"rows\"" =>
        "\"備考\" }\n          ],\n          \"total\": [\"合計\", 1000, null], \"total_differs\": \"集計中のものを除く。\",\n          \"rows\"";
    metric_of_a_cell_that_is_not_yet_known: Error, WATER, WEIRS => r#""unit": "か所", "counts": { "table": "weir-table", "sum": "点検" }, "target""#,
        WATER, r#"["下流", 376, null]"# => r#"["下流", { "pending": "集計中" }, null]"#;
    metric_that_its_table_knows: Error, WATER, "\"value\": 1376,\n        \"unit\": \"か所\",\n" =>
        "\"value\": null, \"pending\": \"集計中\", \"unit\": \"か所\", \"counts\": { \"table\": \"weir-table\", \"sum\": \"点検\" },\n";
    figure_that_seems_to_fall: Warning, WATER, "\"label\": \"点検した堰\",\n" => "\"label\": \"未点検の堰の数\",\n";
    figure_that_seems_to_fall_and_rises: Silence, WATER, "\"label\": \"点検した堰\",\n" =>
        "\"label\": \"未点検の堰の数\", \"better\": \"higher\",\n";
    figure_that_is_said_to_fall: Silence, WATER, "\"label\": \"点検した堰\",\n" =>
        "\"label\": \"未点検の堰の数\", \"better\": \"lower\",\n";
    cost_above_its_target: Warning, WATER, "\"label\": \"点検した堰\",\n" => "\"label\": \"電力使用量\",\n", WATER, TARGET =>
        r#"{ "value": 1300, "by": "2025-03" }"#;
    cost_below_its_target: Silence, WATER, "\"label\": \"点検した堰\",\n" => "\"label\": \"電力使用量\",\n";
    row_of_bullets_that_seems_to_fall: Warning, WATER, CHART => r#""kind": "bullet", "title": "点検の達成", "unit": "件",
          "categories": ["苦情件数", "相談件数"], "series": [{ "name": "点検", "values": [3, 4] }, { "name": "目標", "values": [2, 6] }] },
        { "type": "chart", "kind": "bar", "title": "点検の推移","#;
    target_to_fall_to_that_is_over_and_missed: Warning, WATER, TARGET => r#"{ "value": 1300, "by": "2020-03" }"#,
        WATER, "\"label\": \"点検した堰\",\n" => "\"label\": \"点検した堰\", \"better\": \"lower\",\n";
    total_of_rates: Silence, WATER, r#"{ "title": "点検", "align": "right" }"# => r#"{ "title": "点検", "summed": false }"#,
        WATER, ROWS => "[\"下流\", 376, null]\n          ],\n          \"total\": [\"平均\", 688, null],";
    total_of_percentages: Silence, WATER, r#""二年で一巡""# => r#""66.7％""#,
        WATER, ROWS => "[\"下流\", 376, \"33.4％\"]\n          ],\n          \"total\": [\"合計\", 1376, \"100％\"],";
    total_that_differs_and_says_why: Silence, WATER, ROWS =>
        "[\"下流\", 376, null]\n          ],\n          \"total\": [\"合計\", 1375, null], \"total_differs\": \"四捨五入のため、合計は内訳の和と一致しない。\",";
    total_that_says_why_it_differs_and_does_not: Error, WATER, ROWS =>
        "[\"下流\", 376, null]\n          ],\n          \"total\": [\"合計\", 1376, null], \"total_differs\": \"四捨五入のため、合計は内訳の和と一致しない。\",";

    metric_unlike_its_table: Error, WATER, WEIRS => r#""unit": "か所", "counts": { "table": "weir-table" }, "target""#;
    metric_unlike_its_rows: Error, WATER, WEIRS => r#""unit": "か所",
        "counts": { "table": "weir-table", "sum": "点検", "rows": { "column": "地区", "is": "上流" } }, "target""#;
    metric_of_rows_that_are_not_there: Error, WATER, WEIRS => r#""unit": "か所",
        "counts": { "table": "weir-table", "rows": { "column": "地区", "is": "中流" } }, "target""#;
    metric_of_a_chart: Error, WATER, WEIRS => r#""unit": "か所", "counts": { "table": "weir-chart" }, "target""#;
    metric_of_no_column: Error, WATER, WEIRS => r#""unit": "か所", "counts": { "table": "weir-table", "sum": "検査" }, "target""#;
    metric_of_words: Error, WATER, WEIRS => r#""unit": "か所", "counts": { "table": "weir-table", "sum": "備考" }, "target""#;
    metric_like_its_table: Silence, WATER, WEIRS => r#""unit": "か所", "counts": { "table": "weir-table", "sum": "点検" }, "target""#;
    metric_near_its_table: Silence, WATER, r#""unit": "か所", "approximate": true"# => r#""unit": "か所", "approximate": true, "counts": { "table": "weir-table" }"#,
        WATER, r#""value": 12.5"# => r#""value": 2.0"#;
    metric_far_from_its_table: Error, WATER, r#""unit": "か所", "approximate": true"# => r#""unit": "か所", "approximate": true, "counts": { "table": "weir-table" }"#;

    repeated_and_said_nowhere: Warning, REPORT, r#", "水源ごとに湧水を調査。""# => "";
    repeated_in_other_words: Warning, REPORT, "水源ごとに湧水を調査。" => "湧水の調査。";
    repeated_before_it_is_said: Warning, REPORT, r#", "水源ごとに湧水を調査。""# => "",
        PARKS, "苗木を配布。" => "水源の近くの湧水を調査。";
    repeated_with_marks: Silence, WATER, r#""湧水を調査。", "repeated""# => r#""湧水を **調査**^[毎年]", "repeated""#;

    columns_of_the_same_title: Error, WATER, r#"{ "title": "備考" }"# => r#"{ "title": "地区" }"#;
    categories_of_the_same_name: Error, WATER, r#"["2018年度", "2019年度", "2020年度"]"# => r#"["2018年度", "2019年度", "2018年度"]"#;
    series_of_the_same_name: Error, WATER, r#""kind": "bar""# => r#""kind": "line""#,
        WATER, "[400, null, 1376] }]" => r#"[400, null, 1376] }, { "name": "点検", "values": [1, 2, 3] }]"#;
    series_of_different_names: Silence, WATER, r#""kind": "bar""# => r#""kind": "line""#,
        WATER, "[400, null, 1376] }]" => r#"[400, null, 1376] }, { "name": "計画", "values": [1, 2, 3] }]"#;

    results_without_any: Error, PARKS, r#""purpose""# => "\"results\": {},\n  \"purpose\"";
    results_with_a_date_alone: Error, PARKS, r#""purpose""# => "\"results\": { \"as_of\": \"2021-03\" },\n  \"purpose\"";
    results_in_words: Silence, PARKS, r#""purpose""# => "\"results\": { \"items\": [\"苗木を配布。\"] },\n  \"purpose\"";
    case_of_a_title_alone: Error, WATER, FLOW => r#""type": "case", "title": "下流地区" },
        { "type": "diagram", "kind": "flow", "title": "点検の流れ","#;

    share_above_the_whole: Warning, WATER, WEIRS => r#""unit": "％", "target""#,
        WATER, TARGET => r#"{ "value": 90, "by": "2025-03" }"#;
    growth_above_a_hundred: Silence, WATER, WEIRS => r#""unit": "％", "target""#;
    shares_unlike_the_whole: Warning, WATER, FLOW => r#""type": "chart", "kind": "stacked_bar_100", "title": "内訳", "unit": "％",
          "categories": ["2019年度", "2020年度", "2021年度"],
          "series": [{ "name": "甲", "values": [33.3, 33.3, null] }, { "name": "乙", "values": [33.3, 66.5, 40] }, { "name": "丙", "values": [33.3, 0, 50] }] },
        { "type": "diagram", "kind": "flow", "title": "点検の流れ","#;
    shares_that_are_rounded: Silence, WATER, FLOW => r#""type": "chart", "kind": "stacked_bar_100", "title": "内訳", "unit": "％",
          "categories": ["2019年度", "2020年度"],
          "series": [{ "name": "甲", "values": [33.3, 17] }, { "name": "乙", "values": [33.3, 17] }, { "name": "丙", "values": [33.3, 67] }] },
        { "type": "diagram", "kind": "flow", "title": "点検の流れ","#;

    sentence_unlike_its_metric: Warning, WATER, PARAGRAPH => "三年を経て、点検した堰は1,367か所。";
    sentence_of_another_day: Silence, WATER, PARAGRAPH => "2019年3月末に、点検した堰は800か所。点検した堰は800か所から増加。";
    sentence_that_counts_before_it_names: Warning, WATER, PARAGRAPH => "三年をかけ、約1,500か所の点検した堰を公表。点検した堰は１，３６７か所。";
    sentence_unlike_the_target: Warning, WATER, PARAGRAPH => "点検した堰は1,376か所（目標1,400か所）。";
    sentence_unlike_the_rate: Warning, WATER, PARAGRAPH => "点検した堰の達成率は81.7％。";
    row_unlike_its_metric: Warning, WATER, ROWS => "[\"下流\", 376, null], [\"点検した堰\", 1367, null]\n          ],",
        WATER, r#"{ "title": "点検", "align": "right" }"# => r#"{ "title": "実績", "align": "right" }"#,
        WATER, r#"["地区", "点検"]"# => r#"["地区", "実績"]"#;
    category_unlike_its_metric: Warning, WATER, r#""categories": ["2018年度", "2019年度", "2020年度"]"# =>
        r#""categories": ["点検した堰", "2019年度", "2020年度"]"#, WATER, "[400, null, 1376]" => "[1367, null, 1376]",
        WATER, r#""name": "点検", "values""# => r#""name": "実績", "values""#;
    sentence_like_its_metric: Silence, WATER, PARAGRAPH => "点検した堰は1,376か所。点検した堰は800人で調べた。";
    box_unlike_its_metric: Warning, WATER, r#""label": "計画", "note": "年度初め""# => r#""label": "点検した堰", "note": "1,367か所""#;
}

/// What explains a difference must be read by those who see the total.
#[test]
fn the_reason_why_a_total_differs_is_printed() {
    let desk = Desk::new();
    let total = r#""total": ["合計", 1375, null], "total_differs": "四捨五入のため、一致しない。","#;
    desk.edit(WATER, ROWS, &format!("[\"下流\", 376, null]\n          ],\n          {total}"));
    let loaded = crate::support::Loaded::from(&desk.path("report"));
    let text = loaded.typeset(kakugi::template::Document::Briefing).text();
    assert!(text.contains("四捨五入のため、一致しない。"), "{text}");
}
