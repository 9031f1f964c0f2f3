//! Every way to break the data: what the official is told, and that nothing is written.

use crate::support::{Desk, headlines, snapshot};

const REPORT: &str = "report/report.json";
const WATER: &str = "report/councils/water.json";
const PARKS: &str = "report/councils/parks.json";
const PICTURE: &str = "report/pictures/weir.png";
/// Where the case shows the picture, which another block shows too.
const CASE_PICTURE: &str = r#""pictures/weir.png", "alt": "点検の写真""#;

/// How the chart begins, for cases that put another one before it.
const CHART: &str = "\"kind\": \"bar\",\n          \"title\": \"点検の推移\",";
/// How the diagram begins, for cases that put another one before it.
const FLOW: &str = "\"kind\": \"flow\",\n          \"title\": \"点検の流れ\",";

/// A test a case: a text that stands once in a file is replaced, and a snapshot holds the messages.
macro_rules! edits {
    ($( $name:ident: $file:ident, $from:expr => $to:expr; )*) => {
        breaks! { $( $name(desk) { desk.edit($file, $from, $to); } )* }
    };
}

/// Like `edits`, for what takes more than one replacement.
macro_rules! breaks {
    ($( $name:ident($desk:ident) $break:block )*) => {
        $(
            #[test]
            fn $name() {
                let $desk = &Desk::new();
                $break
                snapshot("errors", stringify!($name), &$desk.errors_in_both_languages(&[]));
            }
        )*
    };
}

edits! {
    syntax_error: PARKS, r#""established": "2019","# => r#""established": "2019""#;
    trailing_comma: PARKS, r#"["緑を増やす。"]"# => r#"["緑を増やす。",]"#;
    comment: PARKS, r#""purpose""# => "// 目的\n  \"purpose\"";
    duplicate_key: PARKS, r#""short_name""# => "\"name\": \"公園協議会\",\n  \"short_name\"";
    unknown_key_near_a_known_one: PARKS, r#""achievements""# => r#""acheivements""#;
    unknown_key_near_none: PARKS, r#""purpose""# => "\"color\": \"green\",\n  \"purpose\"";
    missing_key: PARKS, "  \"highlight\": { \"label\": \"緑化\", \"text\": \"全地区で実施\" },\n" => "";
    metric_without_unit: WATER, r#", "unit": "回""# => "";
    number_in_quotes: WATER, r#""value": 12.5"# => r#""value": "12.5""#;
    text_instead_of_a_list: PARKS, r#"["緑を増やす。"]"# => r#""緑を増やす。""#;
    unknown_kind_of_block: WATER, r#""type": "paragraph""# => r#""type": "paragraf""#;
    date_that_does_not_exist: PARKS, r#""established": "2019""# => r#""established": "2019-02-30""#;
    era_date: WATER, r#""established": "2018-04""# => r#""established": "平成30年4月""#;
    number_too_long: WATER, r#""value": 12.5"# => r#""value": 0.12345678901234567890123456789012"#;
    bad_id: WATER, r#""id": "weir-chart""# => r#""id": "Weir Chart""#;

    id_with_a_name: WATER, r#""id": "weir-chart""# => r#""id": "堰""#;
    date_with_slashes: WATER, r#""established": "2018-04""# => r#""established": "2018/4/1""#;
    number_with_its_unit: WATER, r#""value": 12.5"# => r#""value": "約1,376件""#;
    word_for_a_number: WATER, r#""value": 12.5"# => r#""value": "集計中""#;
    flag_in_words: WATER, r#""approximate": true"# => r#""approximate": "いいえ""#;
    path_with_backslashes: WATER, CASE_PICTURE => r#""pictures\\weir.png", "alt": "点検の写真""#;

    empty_text: WATER, r#""点検は三段階で行う。""# => r#""　""#;
    line_break_in_text: WATER, "点検は三段階で" => r"点検は\n三段階で";
    control_character: WATER, "点検は三段階で" => r#"点検は\u0007三段階で"#;
    bidirectional_control: WATER, "点検は三段階で" => "点検は\u{202E}三段階で";
    mark_of_the_source_map: WATER, "点検は三段階で" => "点検は\u{F0000}三段階で";
    private_use_character: WATER, "点検は三段階で" => "点検は\u{E000}三段階で";
    character_that_no_font_has: WATER, "点検は三段階で" => "点検は\u{1F600}三段階で";
    key_of_a_telephone: WATER, "点検は三段階で" => "点検は1️⃣三段階で";
    emoji_of_several: WATER, "点検は三段階で" => "点検は👨‍👩‍👧三段階で";
    flag: WATER, "点検は三段階で" => "点検は🇯🇵三段階で";
    sign_with_a_selector: WATER, "点検は三段階で" => "点検は⚠️三段階で";
    variant_that_no_font_has: WATER, "点検は三段階で" => "点検は葛\u{E01EF}三段階で";
    arrow_of_a_symbol_font: WATER, "点検は三段階で" => "点検は\u{F0E0}三段階で";
    letter_of_mathematics: WATER, "点検は三段階で" => "点検は𝑥段階で";
    link_to_a_script: WATER, "https://example.jp/weirs" => "javascript:alert(1)";
    link_to_a_file: WATER, "https://example.jp/weirs" => "weirs.pdf";
    link_with_a_blank: WATER, "https://example.jp/weirs" => "https://example.jp/第 1回.pdf";
    link_with_a_backslash: WATER, "https://example.jp/weirs" => r"https:\\\\example.jp\\weirs";
    link_without_its_scheme: WATER, "https://example.jp/weirs" => "www.example.jp/weirs";
    link_with_one_slash: WATER, "https://example.jp/weirs" => "https:/example.jp/weirs";
    link_to_no_host: WATER, "https://example.jp/weirs" => "https://example..jp<1>/";
    link_to_a_mail_address_without_its_scheme: WATER, "https://example.jp/weirs" => "taro@example.jp";
    link_that_attaches_a_file: WATER, "https://example.jp/weirs" => "mailto:taro@example.jp?attach=/etc/passwd";
    link_with_a_name_before_its_host: WATER, "https://example.jp/weirs" => "https://www.example.lg.jp@example.org/";
    link_to_half_a_mail_address: WATER, "https://example.jp/weirs" => "mailto:taro";
    link_to_a_telephone: WATER, "https://example.jp/weirs" => "tel:03-0000-0000";
    link_in_a_title: WATER, r#""title": "点検の流れ""# => r#""title": "[点検](2)の流れ""#;
    title_of_nothing_but_a_note: WATER, r#""title": "点検の流れ""# => r#""title": "^[点検]""#;

    unknown_council: REPORT, r#""parks""# => r#""park""#;
    council_listed_twice: REPORT, r#""water","# => r#""water", "water","#;
    no_council: REPORT, "[\n    \"water\",\n    \"parks\"\n  ]" => "[]";
    unknown_metric_in_summary: WATER, r#"["weirs", "springs"]"# => r#"["weirs", "spring"]"#;
    unknown_metric_in_highlight: WATER, r#""metric": "weirs""# => r#""metric": "dams""#;
    unknown_block: WATER, r#""block": "weir-table""# => r#""block": "wier-table""#;
    unknown_column: WATER, r#"["地区", "点検"]"# => r#"["地域", "点検"]"#;
    columns_of_a_chart: WATER, r#""block": "weir-table""# => r#""block": "weir-chart""#;
    duplicate_metric: WATER, r#""id": "springs""# => r#""id": "weirs""#;
    duplicate_block: WATER, r#""id": "weir-chart""# => r#""id": "weir-table""#;
    highlight_with_both: PARKS, r#""全地区で実施""# => r#""全地区で実施", "metric": "trees""#;
    highlight_with_neither: PARKS, r#", "text": "全地区で実施""# => "";
    words_in_place_of_a_value: WATER, r#""value": 12.5"# => r#""value": "集計中""#;
    value_that_is_missing: WATER, r#""value": 12.5"# => r#""value": null"#;
    pending_beside_a_value: WATER, r#""value": 12.5"# => r#""value": 12.5, "pending": "集計中""#;
    words_in_place_of_a_value_of_a_chart: WATER, "[400, null, 1376]" => r#"[400, null, "集計中"]"#;
    words_in_an_unknown_form_in_a_chart: WATER, "[400, null, 1376]" => r#"[400, null, { "value": "集計中" }]"#;
    baseline_without_a_target: WATER, r#""value": 12.5"# => r#""value": 12.5, "baseline": 10"#;
    baseline_at_the_target: WATER, r#""value": 1376,"# => r#""value": 1376, "baseline": 1500,"#;
    baseline_above_a_target_to_rise_to: WATER, r#""value": 1376,"# => r#""value": 1376, "baseline": 1600,"#;
    baseline_below_a_target_to_fall_to: WATER, r#""value": 1376,"# =>
        r#""value": 1376, "better": "lower", "baseline": { "value": 1400, "as_of": "2018" },"#;
    direction_that_is_not_known: WATER, r#""value": 1376,"# => r#""value": 1376, "better": "less","#;
    directions_too_few: WATER, CHART => r#""kind": "bullet", "title": "点検の達成", "unit": "か所", "better": ["lower"],
          "categories": ["堰", "湧水"], "series": [{ "name": "点検", "values": [3, 4] }, { "name": "目標", "values": [5, 6] }] },
        { "type": "chart", "kind": "bar", "title": "点検の推移","#;
    target_of_zero: WATER, r#""value": 1500, "by""# => r#""value": 0, "by""#;

    row_too_short: WATER, r#"["下流", 376, null]"# => r#"["下流", 376]"#;
    table_without_columns: WATER, r#"{ "type": "paragraph","# =>
        "{ \"type\": \"table\", \"columns\": [], \"rows\": [] },\n            { \"type\": \"paragraph\",";
    series_too_long: WATER, "[400, null, 1376]" => "[400, null, 1376, 1500]";
    chart_with_two_series: WATER, "[400, null, 1376] }]" =>
        r#"[400, null, 1376] }, { "name": "計画", "values": [1, 2, 3] }]"#;
    widths_too_many: WATER, r#""widths": [2, 1]"# => r#""widths": [2, 1, 1]"#;
    arrow_to_nowhere: WATER, r#""to": "check""# => r#""to": "chek""#;

    bullets_without_targets: WATER, r#""kind": "bar""# => r#""kind": "bullet""#;
    bars_without_their_line: WATER, r#""kind": "bar""# => r#""kind": "bar_line""#;
    line_among_plain_bars: WATER, r#""name": "点検","# => r#""name": "点検", "line": true,"#;
    slope_of_three_categories: WATER, r#""kind": "bar""# => r#""kind": "slope""#;
    slope_with_a_gap: WATER, CHART => r#""kind": "slope", "title": "点検の推移", "unit": "か所",
          "categories": ["2018年度", "2020年度"], "series": [{ "name": "点検", "values": [null, 1376] }] },
        { "type": "chart", "kind": "bar", "title": "巡回の推移","#;
    share_of_a_negative_value: WATER, CHART => r#""kind": "stacked_bar_100", "title": "点検の割合", "unit": "か所",
          "categories": ["2020年度"], "series": [{ "name": "増", "values": [3] }, { "name": "減", "values": [-1] }] },
        { "type": "chart", "kind": "bar", "title": "巡回の推移","#;
    series_without_names: WATER, CHART => r#""kind": "grouped_bar", "title": "点検の内訳", "unit": "か所",
          "categories": ["2020年度"], "series": [{ "name": "堰", "values": [3] }, { "values": [1] }, { "values": [2] }] },
        { "type": "chart", "kind": "bar", "title": "巡回の推移","#;

    cycle_of_two: WATER, r#""kind": "flow""# => r#""kind": "cycle""#;
    arrow_among_phases: WATER, r#""kind": "flow""# => r#""kind": "phases""#;
    arrow_from_before_to_after: WATER, r#""kind": "flow""# => r#""kind": "before_after""#;
    arrow_across_a_cycle: WATER, FLOW => r#""kind": "cycle", "title": "点検の循環",
          "nodes": [{ "id": "plan", "label": "計画" }, { "id": "act", "label": "実行" }, { "id": "check", "label": "検査" }],
          "edges": [{ "from": "plan", "to": "check" }, { "from": "check", "to": "plan" }] },
        { "type": "diagram", "kind": "flow", "title": "点検の流れ","#;
    arrow_to_itself: WATER, r#""to": "check""# => r#""to": "plan""#;
    items_in_a_flow: WATER, r#""label": "検査" }"# => r#""label": "検査", "items": ["目視", "打音"] }"#;
    unknown_country: WATER, r#""code": "NL""# => r#""code": "NX""#;
    country_in_small_letters: WATER, r#""code": "NL", "label": "オランダ""# => r#""code": "kh", "label": "カンボジア""#;
    country_by_its_name: WATER, r#""code": "NL""# => r#""code": "オランダ""#;
}

breaks! {
    file_cut_short(desk) { desk.write(PARKS, "{\n  \"name\": \"公園緑地協議会\",\n  \"purpose\": [\n"); }
    empty_file(desk) { desk.write(PARKS, ""); }
    not_utf8(desk) { desk.write(PARKS, b"{ \"name\": \"\x8c\xf6\x89\x80\" }"); }
    not_an_object(desk) { desk.write(PARKS, "[]"); }
    missing_report(desk) { desk.remove(REPORT); }

    missing_picture(desk) { desk.remove(PICTURE); }
    picture_that_is_none(desk) { desk.write(PICTURE, "<html>404</html>"); }
    picture_outside_the_report(desk) {
        desk.write("secret.png", desk.read(PICTURE));
        desk.edit(WATER, CASE_PICTURE, r#""../secret.png", "alt": "点検の写真""#);
    }
    picture_of_another_kind(desk) {
        desk.write("report/pictures/weir.jpg", desk.read(PICTURE));
        desk.edit(WATER, CASE_PICTURE, r#""pictures/weir.jpg", "alt": "点検の写真""#);
    }

    several_errors_in_several_files(desk) {
        desk.edit(REPORT, r#""date": "2021-04""#, r#""date": "2021-13""#);
        desk.edit(WATER, r#""unit": "回""#, r#""units": "回""#);
        desk.edit(PARKS, r#""緑を増やす。""#, r#""""#);
    }
    several_errors_of_typesetting(desk) {
        desk.edit(WATER, "点検は三段階で", "点検は\u{1F600}三段階で");
        desk.edit(PARKS, "苗木を", "苗木\u{1F331}を");
    }
    summary_too_long(desk) {
        let item = |n: i32| format!("\"{n}番目の地区で苗木を配布し、住民と植樹を行った。\"");
        desk.edit(PARKS, r#""苗木を配布。""#, &(1..=80).map(item).collect::<Vec<_>>().join(",\n    "));
    }
    nested_too_deep(desk) {
        let deep = format!("{}\"底\"{}", "{ \"text\": \"段\", \"items\": [\n".repeat(80), "] }".repeat(80));
        desk.edit(PARKS, r#""苗木を配布。""#, &deep);
    }
}

/// A paragraph that stands once in the small report.
const PARAGRAPH: &str = r#"{ "type": "paragraph", "text": "点検は三段階で行う。" },"#;
const FROM_FILE: &str = r#", "csv": "tables/weirs.csv""#;

/// A table of these columns, with what follows them.
fn table(columns: &str, rows: &str) -> String {
    format!(r#"{{ "type": "table", "columns": [{columns}]{rows} }},"#)
}

/// A chart that takes its data from a table, before the one of the small report.
fn derived(from: &str) -> String {
    format!(
        r#""kind": "bar", "title": "点検の内訳", "unit": "か所", "from": {{ {from} }} }},
        {{ "type": "chart", "kind": "bar", "title": "点検の推移","#
    )
}

/// So many numbered names or values, for charts and diagrams of more than can be read.
fn numbered(count: usize, form: impl Fn(usize) -> String) -> String {
    (1..=count).map(form).collect::<Vec<_>>().join(", ")
}

breaks! {
    chart_of_too_many_categories(desk) {
        let (names, values) = (numbered(61, |n| format!("\"{n}日\"")), numbered(61, |n| n.to_string()));
        desk.edit(WATER, r#"["2018年度", "2019年度", "2020年度"]"#, &format!("[{names}]"));
        desk.edit(WATER, "[400, null, 1376]", &format!("[{values}]"));
    }
    lines_too_many(desk) {
        let series = numbered(7, |n| format!(r#"{{ "name": "第{n}区", "values": [1, 2, {n}] }}"#));
        desk.edit(WATER, r#""kind": "bar""#, r#""kind": "line""#);
        desk.edit(WATER, r#"[{ "name": "点検", "values": [400, null, 1376] }]"#, &format!("[{series}]"));
    }
    multiples_too_many(desk) {
        let series = numbered(13, |n| format!(r#"{{ "name": "第{n}区", "values": [1, 2, {n}] }}"#));
        desk.edit(WATER, r#""kind": "bar""#, r#""kind": "small_multiples""#);
        desk.edit(WATER, r#"[{ "name": "点検", "values": [400, null, 1376] }]"#, &format!("[{series}]"));
    }
    nodes_too_many(desk) {
        let nodes = numbered(200, |n| format!(r#"{{ "id": "n{n}", "label": "第{n}区" }}"#));
        desk.edit(WATER, r#"{ "id": "check", "label": "検査" }"#, &format!(r#"{{ "id": "check", "label": "検査" }}, {nodes}"#));
    }
    states_too_many(desk) {
        desk.edit(WATER, FLOW, r#""kind": "before_after", "title": "点検の前後",
          "nodes": [{ "id": "a", "label": "昔" }, { "id": "b", "label": "今" }, { "id": "c", "label": "先" }] },
        { "type": "diagram", "kind": "flow", "title": "点検の流れ","#);
    }
    phases_too_few(desk) {
        desk.edit(WATER, FLOW, r#""kind": "phases", "title": "点検の段階", "nodes": [{ "id": "a", "label": "目視" }] },
        { "type": "diagram", "kind": "flow", "title": "点検の流れ","#);
    }
}

breaks! {
    chart_without_data(desk) {
        desk.edit(WATER, r#""categories": ["2018年度", "2019年度", "2020年度"],"#, "");
        desk.edit(WATER, r#""series": [{ "name": "点検", "values": [400, null, 1376] }],"#, "");
    }
    chart_with_data_twice(desk) {
        desk.edit(WATER, CHART, r#""kind": "bar", "title": "点検の推移", "from": { "table": "weir-table", "by": "地区" },"#);
    }
    chart_from_no_table(desk) {
        desk.edit(WATER, CHART, &derived(r#""table": "wier-table", "by": "地区""#));
    }
    chart_from_a_column_that_is_none(desk) {
        desk.edit(WATER, CHART, &derived(r#""table": "weir-table", "by": "地域""#));
    }
    chart_of_a_column_of_texts(desk) {
        desk.edit(WATER, CHART, &derived(r#""table": "weir-table", "by": "地区", "values": ["備考"]"#));
    }
    chart_by_a_column_of_numbers(desk) {
        desk.edit(WATER, CHART, &derived(r#""table": "weir-table", "by": "点検""#));
    }
    table_without_rows(desk) {
        desk.edit(WATER, PARAGRAPH, &table(r#"{ "title": "地区" }"#, ""));
    }
    table_with_rows_twice(desk) {
        desk.write("report/tables/weirs.csv", "地区\n上流\n");
        desk.edit(WATER, PARAGRAPH, &table(r#"{ "title": "地区" }"#, r#", "rows": [["下流"]], "csv": "tables/weirs.csv""#));
    }
    table_with_a_head_that_is_missing(desk) {
        desk.write("report/tables/weirs.csv", "区域,点検\n上流,1000\n");
        desk.edit(WATER, PARAGRAPH, &table(r#"{ "title": "地区" }, { "title": "点検" }"#, FROM_FILE));
    }
    table_with_a_word_among_numbers(desk) {
        desk.write("report/tables/weirs.csv", "地区,点検\n上流,多数\n");
        desk.edit(WATER, PARAGRAPH, &table(r#"{ "title": "地区" }, { "title": "点検", "number": true }"#, FROM_FILE));
    }
    table_from_an_empty_file(desk) {
        desk.write("report/tables/weirs.csv", "");
        desk.edit(WATER, PARAGRAPH, &table(r#"{ "title": "地区" }"#, FROM_FILE));
    }
    table_with_a_quote_that_is_not_closed(desk) {
        desk.write("report/tables/weirs.csv", "地区,備考\n上流,\"二年で\"\"一巡\"\"\"\n中流,\"毎年\n下流,\n");
        desk.edit(WATER, PARAGRAPH, &table(r#"{ "title": "地区" }, { "title": "備考" }"#, FROM_FILE));
    }
    table_with_fields_that_are_missing_or_too_many(desk) {
        desk.write("report/tables/weirs.csv", "地区,点検\n上流,1000,\n\n中流\n下流,1,376\n");
        desk.edit(WATER, PARAGRAPH, &table(r#"{ "title": "地区" }, { "title": "点検", "number": true }"#, FROM_FILE));
    }
    grouped_bars_too_many(desk) {
        let series = numbered(3, |n| format!(r#"{{ "name": "第{n}区", "values": [{}] }}"#, numbered(41, |n| n.to_string())));
        let names = numbered(41, |n| format!("\"{n}日\""));
        desk.edit(WATER, r#""kind": "bar""#, r#""kind": "grouped_bar""#);
        desk.edit(WATER, r#"["2018年度", "2019年度", "2020年度"]"#, &format!("[{names}]"));
        desk.edit(WATER, r#"[{ "name": "点検", "values": [400, null, 1376] }]"#, &format!("[{series}]"));
    }
    chart_from_a_table_without_rows(desk) {
        desk.write("report/tables/weirs.csv", "地区\n");
        desk.edit(WATER, r#""rows": [
            ["上流", 1000, "二年で一巡"],
            ["下流", 376, null]
          ],"#, r#""csv": "tables/weirs.csv","#);
        desk.edit(WATER, r#"{ "title": "点検", "align": "right" },
            { "title": "備考" }"#, r#"{ "title": "点検", "head": "地区" }"#);
        desk.edit(WATER, CHART, &derived(r#""table": "weir-table", "by": "地区""#));
    }
    picture_too_coarse(desk) {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let pixels = image::RgbImage::from_pixel(8, 6, image::Rgb([20, 60, 120]));
        pixels.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
        desk.write(PICTURE, bytes.into_inner());
    }
}

#[test]
fn a_council_that_is_not_listed_is_only_a_warning() {
    let desk = Desk::new();
    desk.write("report/councils/roads.json", desk.read(PARKS));
    let run = desk.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    snapshot("errors", "unlisted_council", &run.messages());
    assert_eq!(desk.files("out"), ["briefing.pdf", "summaries/parks.pdf", "summaries/water.pdf", "summaries.pdf"]);
}

/// The small report is the ground of all cases, so it must be sound itself.
#[test]
fn the_unbroken_report_has_neither_error_nor_warning() {
    let run = Desk::new().build(&[]);
    assert_eq!((run.code, run.messages().as_str()), (Some(0), ""));
    assert!(run.stderr.lines().all(|line| line.starts_with("typeset ")), "{:?}", run.stderr);
}

#[test]
fn not_more_than_fifty_errors_are_shown() {
    let desk = Desk::new();
    desk.edit(PARKS, r#""苗木を配布。""#, &["\"\""; 60].join(", "));
    let messages = desk.errors(&[]);
    assert_eq!(messages.matches("error[").count(), 50);
    assert!(messages.contains("\n60 errors, the first 50 shown; nothing is written\n"), "{messages}");
}

#[test]
fn pictures_that_break_off_are_refused() {
    let desk = Desk::new();
    let whole = desk.read(PICTURE);
    desk.write(PICTURE, &whole[..whole.len() / 2]);
    snapshot("errors", "picture_cut_short", &headlines(&desk.errors(&[])));
    let desk = Desk::new();
    desk.write("report/pictures/weir.svg", "<svg");
    desk.edit(WATER, CASE_PICTURE, r#""pictures/weir.svg", "alt": "点検の写真""#);
    snapshot("errors", "drawing_that_is_none", &headlines(&desk.errors(&[])));
}
