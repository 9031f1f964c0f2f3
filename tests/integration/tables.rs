//! Tables from spreadsheets: what is read, what is printed of it, and what is told of the rest.

use std::collections::BTreeSet;

use kakugi::template::Document;
use serde_json::{Value, json};

use crate::support::{Desk, Loaded, headlines, snapshot, without_space};

const PARKS: &str = "report/councils/parks.json";
const FILE: &str = "report/tables/t.csv";

/// A desk with a table of these columns from this file, a metric that counts its rows, and a chart of them.
fn desk(columns: Value, csv: impl AsRef<[u8]>) -> Desk {
    let desk = Desk::new();
    let mut council: Value = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
    let first = columns[0]["title"].clone();
    let table = json!({ "type": "table", "id": "t", "title": "一覧", "csv": "tables/t.csv", "columns": columns });
    let chart =
        json!({ "type": "chart", "kind": "bar", "title": "内訳", "unit": "件", "from": { "table": "t", "by": first } });
    let metrics = json!({ "type": "metrics", "metrics": [
        { "id": "rows", "label": "行の数", "value": 2, "unit": "件", "counts": { "table": "t" } },
    ] });
    council["reference"] = json!([{ "title": "参考", "blocks": [table, chart, metrics] }]);
    desk.write(PARKS, council.to_string());
    desk.write(FILE, csv);
    desk
}

/// A table of a district and a number a row.
fn numbers(title: &str, cells: &[&str]) -> Desk {
    let rows: String =
        cells.iter().enumerate().map(|(at, cell)| format!("{at}区,\"{}\"\n", cell.replace('"', "\"\""))).collect();
    let desk = desk(json!([{ "title": "地区" }, { "title": title, "number": true }]), format!("地区,{title}\n{rows}"));
    desk.edit(PARKS, r#""value":2"#, &format!(r#""value":{}"#, cells.len()));
    desk
}

/// The codes of all that is found, one for each.
fn codes(desk: &Desk) -> Vec<&'static str> {
    desk.told().iter().map(|each| each.problem.code()).collect()
}

/// What the page of the table holds.
fn printed(desk: &Desk) -> String {
    let text = Loaded::from(&desk.path("report")).typeset(Document::Briefing).text();
    let start = text.find("一覧").expect("the table");
    without_space(&text[start..])
}

#[test]
fn figures_are_printed_by_the_style_of_the_report() {
    let cells = ["▲10", "△1,234", "\u{2212}20", "－30", "１２，３４５", "+5", " 0.50 ", "1234567"];
    let desk = numbers("増減", &cells);
    assert_eq!(codes(&desk), [""; 0]);
    let text = printed(&desk);
    for (at, number) in ["−10", "−1,234", "−20", "−30", "12,345", "5", "0.50", "1,234,567"].iter().enumerate() {
        assert!(text.contains(&format!("{at}区{number}")), "{number} in {text}");
    }
    // The number leads back to its cell.
    let run = desk.run(&["trace", "report", "−1,234"]);
    assert!(run.stdout.contains("report/tables/t.csv:3:5"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn units_of_cells_are_printed_where_no_title_says_them() {
    let text = printed(&numbers("値", &["12.5%", "¥1,234", "￥5", "\\6", "７円", "8"]));
    for cell in ["0区12.5％", "1区1,234円", "2区5円", "3区6円", "4区7円", "5区8"] {
        assert!(text.contains(cell), "{cell} in {text}");
    }
    let text = printed(&numbers("割合（％）", &["12.5%", "１３％", "14"]));
    assert!(text.contains("0区12.51区132区14"), "{text}");
    let text = printed(&numbers("金額（円）", &["¥1,234", "5円"]));
    assert!(text.contains("0区1,2341区5"), "{text}");
}

#[test]
fn numbers_in_brackets_are_negative_and_told_of_once() {
    let desk = numbers("増減", &["(1,234)", "（５）", "6"]);
    assert_eq!(codes(&desk), ["K0278"]);
    assert!(printed(&desk).contains("0区−1,2341区−52区6"));
    let run = desk.build(&[]);
    let japanese = desk.build(&["--lang", "ja"]);
    snapshot("tables", "brackets", &format!("{}\n\n{}", run.messages(), japanese.messages()));
}

#[test]
fn figures_that_are_not_certain_are_told_with_what_to_write() {
    let cells = [
        "1,23",
        "1.000,5",
        "1 234",
        "0,123",
        "1.2E+05",
        "0012",
        "▼5",
        "ー5",
        "5-",
        "－",
        "-",
        "…",
        "n/a",
        "####",
        "多数",
        "約10",
        "1,234千円",
        "12万",
        "5件",
        "1234567890123456789",
        "2019/4/1",
    ];
    let desk = numbers("値", &cells);
    // The three signs for nothing are one finding, and so are the separators.
    assert_eq!(codes(&desk), ["K0231"; 13]);
    snapshot("tables", "figures", &desk.errors_in_both_languages(&[]));
}

#[test]
fn another_unit_than_the_title_says_is_an_error() {
    let desk = numbers("金額（百万円）", &["1,234千円", "¥5", "12%", "7百万円"]);
    snapshot("tables", "units", &desk.errors_in_both_languages(&[]));
}

#[test]
fn figures_that_are_not_known_yet_are_printed_as_they_stand() {
    let desk = numbers("件数", &["集計中", "未定", "（調査中）", "5"]);
    assert_eq!(codes(&desk), [""; 0]);
    assert!(printed(&desk).contains("0区集計中1区未定2区（調査中）3区5"));
}

#[test]
fn errors_of_spreadsheets_are_never_printed() {
    let columns = || json!([{ "title": "地区" }, { "title": "備考" }]);
    for error in ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "Err:502", "計#REF!件"] {
        assert_eq!(codes(&desk(columns(), format!("地区,備考\n上流,{error}\n下流,\n"))), ["K0238"], "{error}");
        assert_eq!(codes(&numbers("値", &[error])), ["K0238"], "{error}");
        let desk = Desk::new();
        desk.edit(PARKS, "緑を増やす。", error);
        assert_eq!(codes(&desk), ["K0238"], "{error}");
    }
    let desk = desk(columns(), "地区,備考\n上流,#REF!\n下流,C#\n");
    snapshot("tables", "error_value", &desk.errors_in_both_languages(&[]));
}

#[test]
fn what_web_pages_leave_is_told_of() {
    let desk =
        desk(json!([{ "title": "地区" }, { "title": "備考" }]), "地区,備考\n上流,調査&nbsp;済み\n下流,R&D<br>毎年\n");
    assert_eq!(codes(&desk), ["K0121", "K0121"]);
    snapshot(
        "tables",
        "markup",
        &format!("{}\n\n{}", desk.build(&[]).messages(), desk.build(&["--lang", "ja"]).messages()),
    );
    let desk = Desk::new();
    desk.edit(PARKS, "緑を増やす。", "緑を&amp;増やす。p<0.05、R&D");
    assert_eq!(codes(&desk), ["K0121"]);
}

#[test]
fn padding_is_closed_up_and_told_of() {
    let blanks = " ".repeat(270);
    let desk = Desk::new();
    desk.edit(PARKS, "緑を増やす。", &format!("緑を増やす。{blanks}水を守る。氏名　　　　所属 one  two"));
    assert_eq!(codes(&desk), ["K0120"]);
    let text = Loaded::from(&desk.path("report")).typeset(Document::Briefing).text();
    assert!(text.contains("緑を増やす。水を守る。"), "{text}");
    snapshot(
        "tables",
        "padding",
        &format!("{}\n\n{}", headlines_of_warnings(&desk, &[]), headlines_of_warnings(&desk, &["--lang", "ja"])),
    );
    let desk = Desk::new();
    desk.edit(PARKS, "緑を増やす。", "緑を  増やす。");
    assert_eq!(codes(&desk), [""; 0]);
}

fn headlines_of_warnings(desk: &Desk, more: &[&str]) -> String {
    let messages = desk.build(more).messages();
    messages.lines().filter(|line| line.contains("[K")).collect::<Vec<_>>().join("\n")
}

fn in_set(set: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    set.encode(text).0.into_owned()
}

/// A workbook as far as its container goes.
fn zip(names: &[&str]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in names {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
    }
    zip.finish().expect("a zip").into_inner()
}

/// Files that are no CSV, by what they are.
fn strangers() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let table = "地区,件数,備考\n上流,10,点検\n下流,20,巡回\n";
    let by = |separator: &str| table.replace(',', separator).into_bytes();
    let utf16 = |text: &str| [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    vec![
        ("xlsx", zip(&["[Content_Types].xml", "xl/workbook.xml"]), "K0233"),
        ("ods", [zip(&["content.xml"]), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()].concat(), "K0233"),
        ("docx", zip(&["[Content_Types].xml", "word/document.xml"]), "K0233"),
        ("zip", zip(&["t.csv"]), "K0233"),
        ("xls", [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 600]].concat(), "K0233"),
        ("pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(), "K0233"),
        ("html", "<html><body><table><tr><td>地区</td></tr></table></body></html>".into(), "K0233"),
        ("xml", "<?xml version=\"1.0\"?><Workbook></Workbook>".into(), "K0233"),
        ("json", "[{ \"地区\": \"上流\" }]".into(), "K0233"),
        ("png", Desk::new().read("report/pictures/weir.png"), "K0233"),
        ("binary", vec![7; 500], "K0233"),
        ("tabs", by("\t"), "K0233"),
        ("semicolons", by(";"), "K0233"),
        ("bars", by("|"), "K0233"),
        ("wide_commas", by("，"), "K0233"),
        ("sep", format!("sep=,\r\n{table}").into_bytes(), "K0233"),
        ("sep_semicolon", format!("sep=;\r\n{}", table.replace(',', ";")).into_bytes(), "K0233"),
        ("title_line", format!("点検の一覧,,\n{table}").into_bytes(), "K0233"),
        ("title_lines", format!("点検の一覧\n（単位：件）\n\n{table}").into_bytes(), "K0233"),
        ("heads_in_two_lines", "地区,点検,\n,件数,備考\n上流,10,\n".into(), "K0233"),
        ("heads_only", "地区,件数,備考\n".into(), "K0233"),
        ("no_heads", "上流,10,点検\n下流,20,巡回\n".into(), "K0234"),
        ("utf_16", utf16(table), "K0237"),
        ("unicode_text", utf16(&table.replace(',', "\t").replace('\n', "\r\n")), "K0237"),
        ("euc_jp", in_set(encoding_rs::EUC_JP, table), "K0237"),
        ("euc_jp_kana", in_set(encoding_rs::EUC_JP, &table.replace("巡回", "見回り")), "K0237"),
        ("iso_2022_jp", in_set(encoding_rs::ISO_2022_JP, table), "K0237"),
        ("gbk", in_set(encoding_rs::GBK, "地区,数量\n上游,1\n"), "K0237"),
        ("cut_character", [&table.as_bytes()[..10], &table.as_bytes()[12..]].concat(), "K0237"),
        ("latin", b"name,note\nCaf\xE9,1\n".to_vec(), "K0237"),
    ]
}

/// One message a file, whatever counts or draws its rows.
#[test]
fn files_that_are_no_csv_are_named_by_one_message() {
    let columns = || json!([{ "title": "地区" }, { "title": "件数", "number": true }, { "title": "備考" }]);
    let mut told = String::new();
    for (name, bytes, code) in strangers() {
        let desk = desk(columns(), bytes);
        assert_eq!(codes(&desk), [code], "{name}");
        let [english, japanese] = [[].as_slice(), &["--lang", "ja"]].map(|more| desk.errors(more));
        let lines = english.lines().chain(japanese.lines());
        let told_of =
            lines.filter(|line| line.starts_with(['e', '誤']) || line.contains("= hint") || line.contains("= 直し方"));
        told += &format!(
            "{name}\n{}\n\n",
            told_of.filter(|line| !line.starts_with("誤り1件")).collect::<Vec<_>>().join("\n")
        );
    }
    snapshot("tables", "strangers", &told);
}

#[test]
fn no_file_in_another_set_is_read_as_shift_jis() {
    let columns = || json!([{ "title": "a" }, { "title": "b", "number": true }]);
    for (set, text) in [
        (encoding_rs::EUC_JP, "水源の調査"),
        (encoding_rs::EUC_JP, "地区"),
        (encoding_rs::GBK, "水资源"),
        (encoding_rs::GBK, "调查报告"),
        (encoding_rs::BIG5, "調查報告"),
        (encoding_rs::EUC_KR, "조사 보고"),
    ] {
        assert_eq!(codes(&desk(columns(), in_set(set, &format!("a,b\n{text},1\n")))), ["K0237"], "{text}");
    }
    let japanese = "a,b\n水源の調査,1\n髙橋ﾃﾞｰﾀ①,2\n";
    assert_eq!(codes(&desk(columns(), in_set(encoding_rs::SHIFT_JIS, japanese))), [""; 0]);
    assert_eq!(codes(&desk(columns(), japanese)), [""; 0]);
    // A character cut in the middle names its place, and the set stays what it is.
    let cut = [&japanese.as_bytes()[..japanese.find('調').expect("調") + 2], b",1\n\xE4\xB9\x99,2\n"].concat();
    let found = desk(columns(), &cut).told();
    assert_eq!(found.iter().map(|each| each.problem.code()).collect::<Vec<_>>(), ["K0237"]);
    assert!(found[0].place.is_some());
}

#[test]
fn two_heads_of_one_name_are_told_apart_or_refused() {
    let csv = "地区,件数,件数\n上流,10,900\n下流,20,800\n";
    let one = desk(json!([{ "title": "地区" }, { "title": "件数", "number": true }]), csv);
    assert_eq!(codes(&one), ["K0236"]);
    snapshot("tables", "heads_twice", &one.errors_in_both_languages(&[]));
    let both = desk(
        json!([{ "title": "地区" }, { "title": "今年度", "head": "件数", "number": true }, { "title": "昨年度", "head": "件数", "number": true }]),
        csv,
    );
    assert_eq!(codes(&both), [""; 0]);
    assert!(printed(&both).contains("上流10900下流20800"));
    // One that differs only in width or blanks is the same.
    let wide =
        desk(json!([{ "title": "地区" }, { "title": "A", "number": true }]), "地区,A,Ａ \n上流,10,900\n下流,20,1\n");
    assert_eq!(codes(&wide), ["K0236"]);
    // Two of which no column takes one are nobody's concern.
    assert_eq!(codes(&desk(json!([{ "title": "地区" }]), csv)), [""; 0]);
}

const MERGED: &str = "大区分,小区分,件数\n河川,上流,10\n,中流,20\n,下流,30\n湖沼,東,5\n,西,6\n";

fn merged(first: Value, csv: &str) -> Desk {
    let desk = desk(json!([first, { "title": "小区分" }, { "title": "件数", "number": true }]), csv);
    desk.edit(PARKS, r#""value":2"#, r#""value":5"#);
    desk
}

#[test]
fn merged_cells_are_never_printed_as_nothing() {
    let asked = merged(json!({ "title": "大区分" }), MERGED);
    assert_eq!(codes(&asked), ["K0239"]);
    snapshot("tables", "merged", &asked.errors_in_both_languages(&[]));
    let filled = merged(json!({ "title": "大区分", "fill_down": true }), MERGED);
    assert_eq!(codes(&filled), [""; 0]);
    assert!(printed(&filled).contains("河川上流10河川中流20河川下流30湖沼東5湖沼西6"));
    let unstated = merged(json!({ "title": "大区分", "fill_down": false }), MERGED);
    // The chart is by this column, whose cells say nothing now.
    assert_eq!(codes(&unstated).into_iter().collect::<BTreeSet<_>>(), BTreeSet::from(["K0232"]));
}

#[test]
fn merged_cells_are_told_from_cells_without_a_word() {
    let columns =
        || json!([{ "title": "番号", "number": true }, { "title": "課" }, { "title": "係" }, { "title": "備考" }]);
    let of = |rows: &str| {
        let desk = desk(columns(), format!("番号,課,係,備考\n{rows}"));
        desk.edit(PARKS, r#""from":{"by":"番号""#, r#""from":{"by":"係""#);
        let count = rows.lines().count();
        desk.edit(PARKS, r#""value":2"#, &format!(r#""value":{count}"#));
        codes(&desk)
    };
    // Behind a column that counts the rows; and groups within groups.
    assert_eq!(of("1,甲,a,\n2,,b,\n3,乙,c,済\n"), ["K0239"]);
    assert_eq!(of("1,甲,a,\n2,乙,b,済\n3,丙,c,\n"), [""; 0]);
    let columns =
        json!([{ "title": "部", "fill_down": true }, { "title": "課", "fill_down": true }, { "title": "係" }]);
    let desk = desk(columns, "部,課,係\n甲,あ,a\n,,b\n乙,,c\n,う,d\n");
    desk.edit(PARKS, r#""value":2"#, r#""value":4"#);
    assert_eq!(codes(&desk), [""; 0]);
    // A group of one level ends where one of the level above begins.
    assert!(printed(&desk).contains("甲あa甲あb乙－c乙うd"), "{}", printed(&desk));
}

#[test]
fn numbers_are_not_filled_down() {
    let columns = json!([{ "title": "地区" }, { "title": "件数", "number": true, "fill_down": true }]);
    let desk = desk(columns, "地区,件数\n上流,10\n下流,\n");
    assert_eq!(codes(&desk), ["K0279"]);
    snapshot("tables", "fill_down_numbers", &desk.errors_in_both_languages(&[]));
}

#[test]
fn a_thousand_cells_with_one_error_are_one_message() {
    let cells = vec!["－"; 1_000];
    let desk = numbers("件数", &cells);
    assert_eq!(codes(&desk), ["K0231"]);
    assert!(headlines(&desk.errors(&[])).contains("(and in 999 more cells)"));
}
