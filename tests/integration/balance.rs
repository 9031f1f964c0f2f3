//! Where the parts of councils stand in the briefing.

use kakugi::template::Document;
use kakugi::typeset::{PagedDocument, texts};
use serde_json::{Value, json};

use crate::support::{Desk, Loaded, gallery, sample, small};

const PARKS: &str = "report/councils/parks.json";

/// Fails if Typst, when it looks for all places itself, sets any run of glyphs elsewhere.
fn as_typst_sets_it(loaded: &Loaded, what: &str) {
    let places = |pages: &PagedDocument| -> Vec<_> {
        texts(pages).iter().map(|text| (text.page, text.x, text.y, text.item.text.to_string())).collect()
    };
    let built = places(&loaded.build(Document::Briefing).pages);
    let typst = places(&loaded.typeset(Document::Briefing).pages);
    let apart = built.iter().zip(&typst).find(|(ours, theirs)| ours != theirs);
    assert_eq!((apart, built.len()), (None, typst.len()), "{what}");
}

/// A report with a council that is changed.
fn changed(change: impl FnOnce(&mut Value)) -> Loaded {
    let desk = Desk::new();
    let mut council = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
    change(&mut council);
    desk.write(PARKS, council.to_string());
    Loaded::from(&desk.path("report"))
}

/// An emitted source that is compiled by Typst alone shows the same pages, although Typst then looks for all places itself.
#[test]
fn places_are_those_that_typst_finds() {
    for (folder, measured) in [(sample(), 7), (small(), 2), (gallery(), 0)] {
        let loaded = Loaded::from(&folder);
        let found = loaded.measured();
        assert!(found.len() >= measured, "{found:?}");
        as_typst_sets_it(&loaded, &folder.display().to_string());
    }
}

/// Notes take room at the foot of the page, and the width of their marks depends on their numbers.
#[test]
fn places_are_those_that_typst_finds_beside_notes() {
    for notes in [3, 9, 12] {
        let text = "市民が育てた苗木を街路と公園に植え、緑の量を増やす取組を続けてきた地区について、".repeat(5);
        let loaded = changed(|council| {
            council["purpose"] = (1..=notes).map(|at| format!("{text}報告を受けた。^[第{at}回の資料。]")).collect();
        });
        assert_eq!(loaded.measured().contains(&"parks".to_owned()), notes < 10);
        as_typst_sets_it(&loaded, &format!("{notes} notes"));
    }
}

/// What a template of the user prints may set notes that nobody has counted, and a note in the running head stands on every page:
/// Typst measures such councils itself, and the others are measured as before.
#[test]
fn uncertain_councils_are_left_to_typst() {
    let desk = Desk::new();
    desk.write("block/blocks/paragraph.typ.hbs", "#paragraph[{{inline text}}#note[自作の注]]\n");
    let loaded = Loaded::with(&desk.path("report"), Some(&desk.path("block")));
    assert_eq!(loaded.measured(), ["parks"], "water alone has paragraphs");
    as_typst_sets_it(&loaded, "a note in a template of the user");
    let briefing =
        "#import \"kakugi.typ\": *\n#show: briefing\n{{#each councils}}\n{{> partials/council}}\n{{/each}}\n";
    desk.write("briefing/briefing.typ.hbs", briefing);
    assert_eq!(Loaded::with(&desk.path("report"), Some(&desk.path("briefing"))).measured(), [""; 0]);
    let mut report: Value = serde_json::from_slice(&desk.read("report/report.json")).expect("JSON");
    report["title"] = "市の会議^[題名の注]".into();
    desk.write("report/report.json", report.to_string());
    let noted = Loaded::from(&desk.path("report"));
    assert_eq!(noted.measured(), [""; 0]);
    as_typst_sets_it(&noted, "a note in the title");
}

#[test]
fn places_are_those_that_typst_finds_for_many_parts() {
    let loaded = changed(|council| {
        let part = |at| json!({ "title": format!("【参考】その{at}"), "blocks": [{ "type": "paragraph", "text": "植えた。" }] });
        council["reference"] = (1..=45).map(part).collect();
    });
    assert!(loaded.measured().contains(&"parks".to_owned()));
    as_typst_sets_it(&loaded, "45 parts");
}

#[test]
fn a_briefing_holds_more_than_a_hundred_councils() {
    let loaded = Loaded::from(&Desk::of_many(101).path("report"));
    assert_eq!(loaded.measured().len(), 101);
    let built = loaded.build(Document::Briefing);
    assert!(built.warnings.is_empty(), "{:?}", built.warnings);
    let texts = texts(&built.pages);
    let numbers = texts.iter().filter(|text| text.item.text == "101" && text.x < 100.0).count();
    assert_eq!(numbers, 3, "in the contents, in the list of all councils, and at the head of its page");
}

/// A theme may have one degree of air alone.
#[test]
fn a_theme_with_one_step_is_balanced() {
    let desk = Desk::new();
    let theme = std::fs::read_to_string(crate::support::repository("templates/typst/theme.typ")).expect("the theme");
    let steps = "#let tightening = (1, .94, .88, .82, .76, .71, .66, .64)";
    assert!(theme.contains(steps));
    desk.write("own/typst/theme.typ", theme.replace(steps, "#let tightening = (1,)"));
    let loaded = Loaded::with(&sample(), Some(&desk.path("own")));
    assert!(loaded.build(Document::Briefing).pages.pages().len() >= 18);
}
