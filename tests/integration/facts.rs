//! Nothing that the source says is lost on the way to the page, and nothing lands under another council.

use std::collections::BTreeMap;
use std::fs;

use kakugi::template::Document;
use kakugi::typeset::texts;

use crate::support::{Loaded, Set, repository, sample, without_space};

#[test]
fn every_fact_of_the_source_is_printed_with_its_council() {
    let loaded = Loaded::from(&sample());
    let printed = text_of_files(&loaded, &loaded.typeset(Document::Briefing));
    let list = fs::read_to_string(repository("tests/facts/2019.txt")).expect("a list of facts");
    let (mut file, mut count, mut missing) = ("", 0, Vec::new());
    for line in list.lines().filter(|line| !line.is_empty()) {
        if let Some(comment) = line.strip_prefix("# ") {
            // `# 3 genomic-medicine` heads the facts of a council.
            let id = comment.split_once(' ').filter(|(number, _)| number.parse::<u32>().is_ok()).map(|(_, id)| id);
            file = id.unwrap_or("report");
            continue;
        }
        count += 1;
        let text = printed.get(file).unwrap_or_else(|| panic!("no page of `{file}`"));
        if !line.split(" | ").any(|form| text.contains(&without_space(form))) {
            missing.push(format!("{file}: {line}"));
        }
    }
    println!("{} of {count} facts found", count - missing.len());
    // A list that was cut short would pass unnoticed.
    assert_eq!(count, 561);
    assert!(missing.is_empty(), "{} facts are missing:\n{}", missing.len(), missing.join("\n"));
}

/// The text of the pages by the file that most of each page's glyphs come from, without white space.
fn text_of_files(loaded: &Loaded, set: &Set) -> BTreeMap<String, String> {
    let mut pages: BTreeMap<usize, (String, BTreeMap<String, usize>)> = BTreeMap::new();
    for text in texts(&set.pages) {
        let (printed, files) = pages.entry(text.page).or_default();
        printed.push_str(&text.item.text);
        for glyph in &text.item.glyphs {
            let offset = set.typesetter.source_offset(glyph.span.0, glyph.span.1);
            let id = offset.and_then(|at| set.rendered.map.datum_at(at)?.origin.data().first());
            if let Some(datum) = id.and_then(|id| loaded.report.data.get(*id)) {
                let name = loaded.sources.name(datum.file);
                let stem = name.rsplit('/').next().unwrap_or_default().trim_end_matches(".json");
                *files.entry(stem.to_owned()).or_default() += 1;
            }
        }
    }
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (printed, files) in pages.into_values() {
        if let Some((file, _)) = files.into_iter().max_by_key(|(_, glyphs)| *glyphs) {
            found.entry(file).or_default().push_str(&without_space(&printed));
        }
    }
    found
}
