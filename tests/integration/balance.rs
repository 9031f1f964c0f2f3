//! Where the parts of councils stand in the briefing.

use kakugi::template::Document;
use kakugi::typeset::{PagedDocument, texts};

use crate::support::{Desk, Loaded, gallery, sample, small};

/// The page, the place and the text of the first run of glyphs that Typst, when it looks for all places itself, sets elsewhere.
fn first_difference(loaded: &Loaded) -> Option<[(usize, f64, f64, String); 2]> {
    let places = |pages: &PagedDocument| -> Vec<_> {
        texts(pages).iter().map(|text| (text.page, text.x, text.y, text.item.text.to_string())).collect()
    };
    let built = places(&loaded.build(Document::Briefing).pages);
    let typst = places(&loaded.typeset(Document::Briefing).pages);
    assert_eq!(built.len(), typst.len());
    built.into_iter().zip(typst).find(|(ours, theirs)| ours != theirs).map(|(ours, theirs)| [ours, theirs])
}

/// An emitted source that is compiled by Typst alone shows the same pages, although Typst then looks for all places itself.
#[test]
fn places_are_those_that_typst_finds() {
    for folder in [sample(), small(), gallery()] {
        let loaded = Loaded::from(&folder);
        assert_eq!(first_difference(&loaded), None, "{}", folder.display());
    }
}

/// Notes take room at the foot of the page, and the width of their marks depends on their numbers.
#[test]
fn places_are_those_that_typst_finds_beside_notes() {
    for notes in [3, 9, 12] {
        let desk = Desk::new();
        let text = "市民が育てた苗木を街路と公園に植え、緑の量を増やす取組を続けてきた地区について、";
        let items: Vec<String> =
            (0..notes).map(|at| format!("\"{}報告を受けた。^[第{at}回の資料。]\"", text.repeat(5))).collect();
        desk.edit("report/councils/parks.json", "\"緑を増やす。\"", &items.join(", "));
        let loaded = Loaded::from(&desk.path("report"));
        assert_eq!(first_difference(&loaded), None, "{notes} notes");
    }
}

#[test]
fn a_briefing_holds_more_than_a_hundred_councils() {
    let loaded = Loaded::from(&Desk::of_many(101).path("report"));
    let built = loaded.build(Document::Briefing);
    assert!(built.warnings.is_empty(), "{:?}", built.warnings);
    let numbers = texts(&built.pages).iter().filter(|text| text.item.text == "101").count();
    assert!(numbers >= 3, "in the contents, in the list of all councils, and at the head of its page: {numbers}");
}
