//! Tables of many columns.

use kakugi::template::Document;
use kakugi::typeset::{FoundWidths, PagedDocument, texts};
use serde_json::{Value, json};

use crate::support::{Desk, Loaded, pages_of, repository, snapshot};

const PARKS: &str = "report/councils/parks.json";

/// A desk with a table of these heads and rows.
fn desk(heads: &[&str], rows: &Value) -> Desk {
    let desk = Desk::new();
    let mut council: Value = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
    let columns: Vec<Value> = heads.iter().map(|head| json!({ "title": head })).collect();
    let table = json!({ "type": "table", "title": "一覧", "columns": columns, "rows": rows });
    council["reference"] = json!([{ "title": "参考", "blocks": [table] }]);
    desk.write(PARKS, council.to_string());
    desk
}

/// A table of an evaluation, in which numbers, short words and texts stand side by side.
fn evaluation() -> Desk {
    let heads =
        ["番号", "事業名", "担当課", "決算額（千円）", "法的根拠", "評価", "活動指標", "実績値", "単位", "今後の方向"];
    let rows = json!([
        [
            "3",
            "ホームページ管理運営事業",
            "市長公室",
            5095,
            "法定義務なし",
            "現状継続",
            "市ホームページへのアクセス数",
            1_234_540,
            "回/年",
            "閲覧しやすい構成に改め、Accessibilityを高める。"
        ],
        [
            "37",
            "AI・RPA事業",
            "政策推進課",
            2816,
            "法定義務なし",
            "改善（手段変更）",
            "RPA導入業務数",
            6,
            "件",
            "対象とする業務を広げる。"
        ],
        [
            "85",
            "地方債管理事業",
            "財政課",
            1_986_759,
            "法定義務あり",
            "現状継続",
            "実質公債費比率",
            null,
            "％",
            "残高を計画的に減らす。"
        ],
    ]);
    desk(&heads, &rows)
}

/// A table of the budget by year.
fn budget() -> Desk {
    let heads = [
        "年度",
        "当初予算",
        "補正予算",
        "前年度から繰越し",
        "翌年度へ繰越し",
        "予備費等",
        "計",
        "執行額",
        "翌年度要求額",
        "執行率",
    ];
    let rows = json!([
        ["令和3年度", 204_258, 30_508, 129_164, 65_509, -9_926, 354_004, 288_491, 275_487, "81.5％"],
        ["令和6年度", 230_879, 39_891, 82_152, 0, 0, 352_922, 0, 312_790, null],
    ]);
    desk(&heads, &rows)
}

/// A table of numbers by month; larger ones have no room on an upright page.
fn months(least: u32) -> Desk {
    let mut heads = vec!["地区".to_owned()];
    heads.extend((1..=12).map(|month| format!("{month}月")));
    heads.push("計".to_owned());
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let row = |name: &str, step: u32| {
        let mut row = vec![json!(name)];
        row.extend((1..=13).map(|month| json!(month * step)));
        row
    };
    desk(&heads, &json!([row("上流", least), row("中流", 3_804)]))
}

fn places(pages: &PagedDocument) -> Vec<(usize, f64, f64, f64, String)> {
    let place = |text: &kakugi::typeset::PlacedText<'_>| {
        (text.page, text.x, text.y, text.item.size.to_pt(), text.item.text.to_string())
    };
    texts(pages).iter().map(place).collect()
}

#[test]
fn tables_of_many_columns_fit() {
    for (desk, kept) in [
        (evaluation(), vec!["1,986,759", "改善（手段変更）", "法定義務なし", "Accessibility", "政策推進課"]),
        (budget(), vec!["204,258", "−9,926", "当初予算", "81.5％"]),
        (months(5_103), vec!["61,236", "66,339", "10月"]),
    ] {
        let run = desk.build(&["--edition", "all"]);
        assert_eq!(run.code, Some(0), "{}", run.messages());
        let loaded = Loaded::from(&desk.path("report"));
        let built = loaded.build(Document::Briefing);
        let printed = printed_lines(&built.pages);
        for text in kept {
            assert!(printed.contains(text), "{text} in {printed}");
        }
    }
}

/// All lines that follow one another, with a bar between them.
fn printed_lines(pages: &PagedDocument) -> String {
    let mut printed = String::new();
    let mut baseline = 0.0;
    for text in texts(pages) {
        if text.y != std::mem::replace(&mut baseline, text.y) {
            printed.push('|');
        }
        printed.push_str(&text.item.text);
    }
    printed
}

/// Beside an emitted source is what was found, so that Typst alone sets the same.
#[test]
fn typst_sets_the_same_tables() {
    let own = Desk::new();
    let component = std::fs::read_to_string(repository("templates/typst/table-widths.typ")).expect("the component");
    let input = "sys.inputs.at(\"table-widths\", default: none)";
    assert!(component.contains(input));
    own.write("own/typst/table-widths.typ", component.replace(input, "none"));
    for desk in [evaluation(), budget(), months(5_103)] {
        let report = desk.path("report");
        let built = Loaded::from(&report).pages(&[Document::Briefing], None).remove(0);
        let mut files = built.balance.files();
        let found = FoundWidths::of(&built.pages).files();
        assert!(found.values().any(|file| file.len() > 40));
        files.extend(found);
        let typst = Loaded::with(&report, Some(&own.path("own"))).compiled(Document::Briefing, files);
        let (ours, theirs) = (places(&built.pages), places(&typst));
        let apart = ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs);
        assert_eq!((apart, ours.len()), (None, theirs.len()));
    }
}

/// The pages of a briefing that hold a text, and which of these are turned.
fn pages_with(desk: &Desk, text: &str) -> Vec<bool> {
    let built = Loaded::from(&desk.path("report")).build(Document::Briefing);
    let is_turned = |page: usize| {
        let size = built.pages.pages()[page].frame.size();
        size.x > size.y
    };
    let mut pages: Vec<usize> =
        texts(&built.pages).iter().filter(|run| run.item.text.contains(text)).map(|run| run.page).collect();
    pages.dedup();
    pages.into_iter().map(is_turned).collect()
}

#[test]
fn a_table_that_needs_it_has_a_turned_page_with_the_headings_above_it() {
    let desk = months(41_804);
    let run = desk.build(&["--edition", "all"]);
    assert_eq!(run.code, Some(0), "{}", run.messages());
    assert_eq!(run.messages().matches("K0925").count(), 2, "{}", run.messages());
    assert_eq!(pages_with(&desk, "543,452"), [true]);
    // The title of a reference is in the contents, too, and the first council has one.
    assert_eq!(pages_with(&desk, "参考"), [false, false, true]);
    // The summary of the council is as it was, and pages that follow are upright.
    desk.edit(PARKS, r#""type":"table"}"#, r#""type":"table"},{"type":"paragraph","text":"以上のとおり。"}"#);
    assert_eq!(pages_with(&desk, "以上"), [false]);
    desk.edit(PARKS, r#"{"blocks":[{"columns""#, r#"{"blocks":[{"type":"paragraph","text":"前置き。"},{"columns""#);
    assert_eq!(pages_with(&desk, "参考"), [false, false, false]);
    assert_eq!(pages_with(&desk, "前置"), [false]);
}

#[test]
fn a_table_that_no_page_holds_is_set_in_parts() {
    let heads: Vec<String> =
        std::iter::once("地区".to_owned()).chain((1960..2020).map(|year| format!("{year}年度"))).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).take(60).collect();
    let row = |name: &str| {
        let mut row = vec![json!(name)];
        row.extend((1..60_u64).map(|year| json!(year * 1_234_567_891)));
        row
    };
    let desk = desk(&heads, &json!([row("上流地区"), row("中流地区")]));
    let run = desk.build(&["--edition", "all"]);
    assert_eq!(run.code, Some(0), "{}", run.messages());
    let built = Loaded::from(&desk.path("report")).build(Document::Briefing);
    let printed = printed_lines(&built.pages);
    for number in ["1,234,567,891", "72,839,505,569"] {
        assert!(printed.contains(number), "{number} in {printed}");
    }
    assert!(printed.contains("一覧（1／"), "{printed}");
    let parts = printed.matches('／').count();
    assert_eq!(printed.matches("中流地区").count(), parts, "{printed}");
}

/// Pages are chosen before anything is laid out, by the measures of the theme.
#[test]
fn the_theme_has_the_rooms_that_tables_are_placed_by() {
    pages_of(
        "#import \"theme.typ\": *\n#assert.eq(measure-width, 475pt)\n\
         #assert(calc.abs(297mm - margins.left - margins.right - 721.6pt) < .1pt)\n\
         #assert.eq((sizes.table, gaps.cell * table-steps.last().inset), (8.2pt, 3pt))",
    );
}

/// The left edge of a text, and how wide the column is that begins there and ends at another's.
fn left_of(desk: &Desk, text: &str) -> f64 {
    let built = Loaded::from(&desk.path("report")).build(Document::Briefing);
    texts(&built.pages).iter().find(|run| run.item.text.contains(text)).map(|run| run.x).expect("the text")
}

#[test]
fn columns_have_the_widths_that_they_are_given() {
    let desk = desk(&["甲列", "乙列", "丙列"], &json!([["左左", "中中", "右右"]]));
    let before = left_of(&desk, "中中");
    desk.edit(PARKS, r#"{"title":"甲列"}"#, r#"{"title":"甲列","width":20}"#);
    let (left, middle) = (left_of(&desk, "左左"), left_of(&desk, "中中"));
    assert!((middle - left - 20.0 * 8.2 - 10.0).abs() < 0.1, "{left} {middle} {before}");
    desk.edit(PARKS, r#""width":20"#, r#""width":0"#);
    snapshot("wide_tables", "width", &desk.errors_in_both_languages(&[]));
}

/// In a narrow column beside others no page can be turned.
#[test]
fn a_table_that_is_too_wide_for_its_column_is_told_of_once() {
    let heads: Vec<String> = (1..=12).map(|month| format!("{month}月")).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let row: Vec<u64> = (1..=12).map(|month| month * 1_234_567).collect();
    let desk = desk(&heads, &json!([row, row, row]));
    let mut council: Value = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
    let table = council["reference"][0]["blocks"][0].take();
    let text = json!({ "type": "paragraph", "text": "左の表のとおり。" });
    council["reference"][0]["blocks"][0] = json!({ "type": "columns", "columns": [[table], [text]] });
    desk.write(PARKS, council.to_string());
    assert_eq!(desk.errors(&[]).matches("error[K0411]").count(), 1);
}
