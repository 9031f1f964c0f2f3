//! A table that goes on over pages: its head stands on each of them, and no row is parted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use kakugi::template::Document;
use serde_json::{Value, json};

use super::lines::{self, Glyph};
use super::{look, write};
use crate::support::{Desk, Loaded, repository};

const ROWS: usize = 80;
const HEADS: [&str; 5] = ["番号", "市町村", "採択した年月", "取組の概要", "交付額"];

/// A report with a table of so many rows, of one line and of many.
fn report() -> Desk {
    let desk = Desk::new();
    let path = "report/councils/water.json";
    let mut council: Value = serde_json::from_slice(&desk.read(path)).expect("JSON");
    let words = "水源の保全と、地域の企業と連携した水辺の再生に取り組む。住民による点検を支援し、結果を公表する。";
    let row = |n: usize| {
        let length = [8, 90, 200][n % 3];
        let words: String = words.chars().cycle().take(length).collect();
        json!([
            format!("行{n:02}"),
            format!("第{n}区"),
            format!("{}年{}月", 2015 + n % 6, 1 + n % 12),
            words,
            1000 + 37 * n
        ])
    };
    let columns: Vec<Value> = HEADS.iter().map(|title| json!({ "title": title })).collect();
    council["reference"] = json!([{ "title": "一覧", "blocks": [{
        "type": "table", "id": "long", "title": "採択した取組", "note": "単位：千円", "columns": columns,
        "rows": (0..ROWS).map(row).collect::<Vec<_>>(), "notes": ["2021年3月末時点。"],
    }] }]);
    council.as_object_mut().expect("an object").remove("summary");
    desk.write(path, council.to_string());
    desk
}

/// What is wrong with the table on the pages, and on how many pages it stands.
fn judge(folder: &Path, own: Option<&Path>) -> (Vec<String>, usize) {
    let loaded = Loaded::with(folder, own);
    let set = loaded.typeset(Document::Briefing);
    let glyphs = lines::glyphs(&set.pages);
    // The glyphs of each page in the order of its cells.
    let mut pages: BTreeMap<usize, Vec<(u128, String)>> = BTreeMap::new();
    let table = glyphs.iter().filter(|glyph| glyph.is_in("table") && !glyph.is_in("artifact"));
    let table: Vec<&Glyph> = table.collect();
    let long = table.iter().find(|glyph| glyph.text == "採").and_then(|glyph| glyph.of("table")).expect("the table");
    for glyph in table.iter().filter(|glyph| glyph.of("table") == Some(long)) {
        let Some(cell) = glyph.of("cell").map(|cell| cell.location.hash()) else { continue };
        let cells = pages.entry(glyph.page).or_default();
        match cells.last_mut().filter(|last| last.0 == cell) {
            Some(last) => last.1 += &glyph.text,
            None => cells.push((cell, glyph.text.clone())),
        }
    }
    let mut errors = Vec::new();
    let mut rows = BTreeSet::new();
    for (page, cells) in &pages {
        let texts: Vec<&str> = cells.iter().map(|(_, text)| text.as_str()).collect();
        let body = if texts.starts_with(&HEADS) {
            &texts[HEADS.len()..]
        } else {
            errors.push(format!("page {} begins with {:?}", page + 1, &texts[..HEADS.len().min(texts.len())]));
            &texts[..]
        };
        for row in body.chunks(HEADS.len()) {
            let whole =
                row.len() == HEADS.len() && row[0].starts_with('行') && row[4].ends_with(|c: char| c.is_ascii_digit());
            if !whole || !rows.insert(row[0].to_owned()) {
                errors.push(format!("page {}: {row:?}", page + 1));
            }
        }
    }
    if rows.len() != ROWS {
        errors.push(format!("{} rows", rows.len()));
    }
    errors.extend(look(&set.pages, &set.rendered.source, None).errors);
    (errors, pages.len())
}

#[test]
fn the_head_of_a_long_table_stands_on_each_page_and_its_rows_stay_whole() {
    let desk = report();
    let (errors, pages) = judge(&desk.path("report"), None);
    println!("{ROWS} rows on {pages} pages");
    assert!(pages >= 3, "{pages} pages");
    assert_eq!(errors, Vec::<String>::new());
    for (file, from, to) in [
        ("typst/table.typ", "table.header(..", "table.header(repeat: false, .."),
        ("typst/table-cell.typ", "breakable: cell.torn,", "breakable: true,"),
    ] {
        let component = fs::read_to_string(repository(&format!("templates/{file}"))).expect("the component");
        assert_eq!(component.matches(from).count(), 1, "{from}");
        let own = tempfile::tempdir().expect("a temporary folder");
        write(own.path(), file, &component.replace(from, to));
        let (errors, _) = judge(&desk.path("report"), Some(own.path()));
        println!("{to}: {errors:?}");
        assert!(!errors.is_empty(), "{to}");
    }
}
