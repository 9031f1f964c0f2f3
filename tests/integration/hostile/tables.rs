//! Tables of CSV files: too long, too wide, broken, and long ones that are set in parts.

use std::collections::BTreeSet;

use kakugi::limits;
use kakugi::template::Document;
use kakugi::typeset::texts;
use serde_json::{Value, json};

use super::{SMALL, block, checked_within, codes};
use crate::support::{Desk, Loaded, without_space};

/// A table of the columns 番号 and 地区 from these bytes.
fn table(csv: impl AsRef<[u8]>, split: bool) -> Desk {
    let columns = json!([{ "title": "番号", "number": true }, { "title": "地区" }]);
    let desk = block(json!({
        "type": "table", "id": "long", "title": "一覧", "csv": "tables/t.csv", "split": split, "columns": columns,
        "notes": ["末尾の注。"],
    }));
    desk.write("report/tables/t.csv", csv);
    desk
}

fn rows(count: usize) -> String {
    // A wide cell in the second part, if there is one, must widen the column in all parts.
    let row =
        |n: usize| if n == 300 { "300,名の長い地区\n".to_owned() } else { format!("{n},第{}区\n", n % 97) };
    let rows = (1..=count).map(row);
    format!("番号,地区\n{}", rows.collect::<String>())
}

#[test]
fn long_tables_are_told_of_and_too_long_ones_refused() {
    assert_eq!(codes(&table(rows(limits::LONG_TABLE), false)), [""; 0]);
    assert_eq!(codes(&table(rows(limits::LONG_TABLE + 1), false)), ["K0265"]);
    assert_eq!(codes(&table(rows(limits::ROWS), false)), ["K0265"]);
    assert_eq!(codes(&table(rows(limits::ROWS + 1), false)), ["K0117"]);
    assert_eq!(codes(&table(rows(limits::ROWS + 1), true)), ["K0265"]);
    assert_eq!(codes(&table(rows(limits::SPLIT_ROWS), true)), ["K0265"]);
    assert_eq!(codes(&table(rows(limits::SPLIT_ROWS + 1), true)), ["K0117"]);
    let own: Vec<Value> = (0..=limits::ROWS).map(|n| json!([n])).collect();
    assert_eq!(codes(&block(json!({ "type": "table", "columns": [{ "title": "番号" }], "rows": own }))), ["K0117"]);
}

#[test]
#[cfg(unix)]
fn files_of_a_million_lines_are_refused_soon() {
    assert_eq!(checked_within(&table(format!("番号,地区\n{}", "1,x\n".repeat(1_000_000)), true), SMALL), ["K0117"]);
    assert_eq!(checked_within(&table(format!("番号,地区\n{}", "x\n".repeat(1_000_000)), true), SMALL), ["K0233"]);
    assert_eq!(
        checked_within(&table(format!("番号,地区\n1,\"{}\"\n", "y".repeat(50_000_000)), true), SMALL),
        ["K0501"]
    );
    assert_eq!(
        checked_within(&table(format!("番号,地区\n1,\"{}\"\n", "y".repeat(10_000_000)), true), SMALL),
        ["K0117"]
    );
    assert_eq!(checked_within(&table(format!("番号,地区{}\n", ",c".repeat(1_000_000)), true), SMALL), ["K0233"]);
}

#[test]
fn bytes_that_are_no_table_are_errors() {
    for (csv, code) in [
        ("番号,地区\n1,a\0b\n", "K0112"),
        ("番号,地区\n1,\u{202E}a\n", "K0112"),
        ("番号,地区\n1,\u{1B}[31m\n", "K0112"),
        ("番号,地区\n1,\u{F0000}\n", "K0112"),
        ("番号,地区\nNaN,a\n", "K0231"),
        ("番号,地区\n1e5,a\n", "K0231"),
        ("番号,地区\n=1+1,a\n", "K0231"),
        ("番号,地区\n1,\"a\n", "K0233"),
        ("", "K0233"),
        ("\u{FEFF}\u{FEFF}", "K0233"),
    ] {
        assert_eq!(codes(&table(csv, false)), [code], "{csv:?}");
    }
    // UTF-16, and bytes that are neither UTF-8 nor Shift_JIS.
    let utf16: Vec<u8> = rows(2).encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [utf16, vec![0xFF; 100], vec![0x80, 0xA0, 0xFD, b'\n', 0xFF]] {
        assert!(!codes(&table(&bytes, false)).is_empty(), "{bytes:?}");
    }
}

#[test]
fn heads_that_no_column_takes_are_looked_at_as_well() {
    for c in ['\u{F0000}', '\u{F001F}', '\0', '\u{1B}', '\u{202E}', '\u{200B}'] {
        assert_eq!(codes(&table(format!("番号,地区,余り{c}\n1,a,b\n"), false)), ["K0112"], "{c:?}");
    }
    assert_eq!(codes(&table("番号,地区,\"余\nり\"\n1,a,b\n", false)), [""; 0]);
}

#[test]
fn tables_have_a_widest() {
    let wide = |count: usize| {
        let columns: Vec<Value> = (0..count).map(|n| json!({ "title": format!("列{n}") })).collect();
        block(json!({ "type": "table", "columns": columns, "rows": [vec![1; count]] }))
    };
    assert_eq!(codes(&wide(limits::COLUMNS)), [""; 0]);
    assert_eq!(codes(&wide(limits::COLUMNS + 1)), ["K0117"]);
}

/// Columns of parts are as wide as the widest cell of all of them, whatever letters that is made of.
#[test]
fn words_of_wide_letters_have_room_in_parts() {
    let count = 2 * limits::PART_ROWS;
    let id = |n: usize| format!("{}-{}", ["AMED", "DNW", "WMWM", "iiii"][n % 4], 10_000 + n);
    let long = "各地区の取組の経過と成果を、図と表を用いて分かりやすく示した報告書".repeat(2);
    let rows: Vec<Value> = (0..count).map(|n| json!([id(n), long, format!("20{}年12月", 10 + n % 10), n])).collect();
    let columns = ["番号", "題名", "時期", "件数"].map(|title| json!({ "title": title }));
    let desk = block(json!({ "type": "table", "split": true, "columns": columns, "rows": rows }));
    assert_eq!(codes(&desk), [""; 0]);
    let loaded = Loaded::from(&desk.path("report"));
    let text = loaded.build(Document::Briefing);
    assert!(texts(&text.pages).iter().any(|text| text.item.text == "WMWM-10398"), "ids stand on one line");
}

#[test]
fn a_table_in_parts_looks_and_reads_like_one() {
    let count = 2 * limits::PART_ROWS + 50;
    let loaded = |split| Loaded::from(&table(rows(count), split).path("report"));
    let whole = loaded(false).typeset(Document::Briefing);
    let parts = loaded(true);
    let set = parts.typeset(Document::Briefing);
    // Every row stands once and in its order; title and notes stand once.
    let text = |set: &crate::support::Set| {
        let text = set.text();
        let start = text.rfind("一覧").expect("the title");
        text[start..].to_owned()
    };
    let without_heads = |text: String| without_space(&text.replace("番号地区", ""));
    let (one, other) = (text(&whole), text(&set));
    for (n, text) in [("one piece", &one), ("parts", &other)] {
        assert_eq!(text.matches("末尾の注。").count(), 1, "{n}");
        assert!(text.contains("450第62区"), "{n}");
    }
    let count_of = |text: &str, word: &str| text.matches(word).count();
    assert_eq!(count_of(&one, "第5区"), count_of(&other, "第5区"));
    assert!(without_heads(other.clone()).contains("199第5区200第6区201第7区"), "rows go on over the border of a part");
    // Columns begin at the same place on all pages.
    let heads: BTreeSet<i64> = texts(&set.pages)
        .iter()
        .filter(|text| text.is_in("table") && text.item.text.starts_with("番号"))
        .map(|text| (text.x * 100.0).round() as i64)
        .collect();
    assert_eq!(heads.len(), 1, "{heads:?}");
    // The document conforms, and its structure has a table a part, each with its head.
    let built = parts.build(Document::Briefing);
    assert!(built.verdicts.iter().all(|verdict| verdict.conforms()), "{:?}", built.verdicts);
    let pdf = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
    let kinds = |kind: &[u8]| {
        let elements = pdf.objects.values().filter_map(|object| object.as_dict().ok());
        elements
            .filter(|element| element.get(b"S").and_then(lopdf::Object::as_name).is_ok_and(|own| own == kind))
            .count()
    };
    let before = {
        let plain = Loaded::from(&table(rows(10), false).path("report")).build(Document::Briefing);
        let pdf = lopdf::Document::load_mem(&plain.pdf).expect("a PDF");
        let elements = pdf.objects.values().filter_map(|object| object.as_dict().ok());
        elements
            .filter(|element| element.get(b"S").and_then(lopdf::Object::as_name).is_ok_and(|own| own == b"Table"))
            .count()
    };
    assert_eq!(kinds(b"Table"), before + 2);
}

#[test]
fn a_short_table_is_never_parted() {
    let of =
        |split| Loaded::from(&table(rows(limits::PART_ROWS), split).path("report")).render(Document::Briefing).source;
    assert_eq!(of(true), of(false));
}

#[test]
fn summaries_and_comparisons_go_on_with_tables_in_parts() {
    let desk = table(rows(limits::PART_ROWS + 1), true);
    let run = desk.build(&["--only", "summaries"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let show = |desk: &Desk| {
        let mut council: Value = serde_json::from_slice(&desk.read(super::PARKS)).expect("JSON");
        council["summary"] = json!({ "show": ["long"] });
        desk.write(super::PARKS, council.to_string());
    };
    show(&desk);
    assert_eq!(codes(&desk), ["K0117"]);
    let earlier = table(rows(limits::PART_ROWS), false);
    let later = table(rows(limits::PART_ROWS + 1), true);
    let loaded = Loaded::compared(&later.path("report"), &earlier.path("report"));
    let text = format!("{:?}", loaded.comparison());
    assert!(text.contains("201"), "the new row is told of");
}

#[test]
fn whoever_waits_for_a_long_table_is_told_before() {
    let desk = table(rows(limits::LONG_TABLE + 100), true);
    let run = desk.build(&["--only", "briefing", "--edition", "archive-2a"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(lines[..2], ["typesetting a table of 1,100 rows, which takes a while (K0265)", "typeset briefing.pdf"]);
    assert!(run.stderr.contains("warning[K0265]: this table has 1,100 rows"), "{}", run.stderr);
}
