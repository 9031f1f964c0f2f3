//! Where the parts of councils stand in the briefing.

use std::path::Path;

use kakugi::template::Document;
use kakugi::typeset::{PagedDocument, texts};
use serde_json::{Value, json};

use crate::support::{Desk, Loaded, gallery, sample, small};

const PARKS: &str = "report/councils/parks.json";

/// Fails if Typst alone, which is told how parts stand, sets any run of glyphs elsewhere.
fn as_typst_sets_it(loaded: &Loaded, what: &str) {
    let places = |pages: &PagedDocument| -> Vec<_> {
        texts(pages).iter().map(|text| (text.page, text.x, text.y, text.item.text.to_string())).collect()
    };
    let built = loaded.pages(&[Document::Briefing], None).remove(0);
    let typst = places(&loaded.compiled(Document::Briefing, built.balance.files()));
    let built = places(&built.pages);
    let apart = built.iter().zip(&typst).find(|(ours, theirs)| ours != theirs);
    assert_eq!((apart, built.len()), (None, typst.len()), "{what}");
}

/// A report with a council that is changed.
fn changed(change: impl FnOnce(&mut Value)) -> Loaded {
    Loaded::from(&changed_report(change).path("report"))
}

fn changed_report(change: impl FnOnce(&mut Value)) -> Desk {
    let desk = Desk::new();
    let mut council = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
    change(&mut council);
    desk.write(PARKS, council.to_string());
    desk
}

/// An emitted source that is compiled by Typst alone shows the same pages.
#[test]
fn typst_sets_the_same_pages() {
    for folder in [sample(), small(), gallery()] {
        as_typst_sets_it(&Loaded::from(&folder), &folder.display().to_string());
    }
}

/// Notes take room at the foot of the page, and the width of their marks depends on their numbers.
#[test]
fn typst_sets_the_same_pages_beside_notes() {
    for notes in [3, 9, 12] {
        let text = "市民が育てた苗木を街路と公園に植え、緑の量を増やす取組を続けてきた地区について、".repeat(5);
        let loaded = changed(|council| {
            council["purpose"] = (1..=notes).map(|at| format!("{text}報告を受けた。^[第{at}回の資料。]")).collect();
        });
        as_typst_sets_it(&loaded, &format!("{notes} notes"));
    }
}

/// What a template of the user prints may set notes of its own, and a note in the running head stands on every page.
#[test]
fn typst_sets_the_same_pages_from_templates_of_the_user() {
    let desk = Desk::new();
    desk.write("block/blocks/paragraph.typ.hbs", "#paragraph[{{inline text}}#note[自作の注]]\n");
    let loaded = Loaded::with(&desk.path("report"), Some(&desk.path("block")));
    as_typst_sets_it(&loaded, "a note in a template of the user");
    let briefing = "#import \"kakugi.typ\": *\n#show: briefing\n#chapter(title: [自作の章])[本文]\n#chapter(title: [次の章])[本文]\n\
                    {{#each councils}}\n{{> partials/council}}\n{{> partials/council}}\n{{/each}}\n";
    desk.write("briefing/briefing.typ.hbs", briefing);
    as_typst_sets_it(
        &Loaded::with(&desk.path("report"), Some(&desk.path("briefing"))),
        "councils that are printed twice",
    );
    let mut report: Value = serde_json::from_slice(&desk.read("report/report.json")).expect("JSON");
    report["title"] = "市の会議^[題名の注]".into();
    desk.write("report/report.json", report.to_string());
    as_typst_sets_it(&Loaded::from(&desk.path("report")), "a note in the title");
}

#[test]
fn typst_sets_the_same_pages_of_many_parts() {
    let loaded = changed(|council| {
        let part = |at| json!({ "title": format!("【参考】その{at}"), "blocks": [{ "type": "paragraph", "text": "植えた。" }] });
        council["reference"] = (1..=45).map(part).collect();
    });
    as_typst_sets_it(&loaded, "45 parts");
}

/// What goes over the ends of pages is tightened where its last page would hold a few lines only, and nowhere else.
#[test]
fn no_page_holds_a_few_stray_lines() {
    let loose = theme_with("(1,)");
    let pages = |length: usize, templates: Option<&Path>| {
        let item = |at| format!("第{at}の取組として、街路と公園に苗木を植え、緑の量を増やした。");
        let items: Vec<String> = (1..=length).map(item).collect();
        let desk = changed_report(|council| {
            council["reference"] = json!([{ "title": "【参考】取組", "blocks": [{ "type": "list", "items": items }] }]);
        });
        Loaded::with(&desk.path("report"), templates).pages(&[Document::Briefing], None).remove(0).pages.pages().len()
    };
    let lengths: Vec<usize> = (100..150).step_by(4).collect();
    let saved = lengths.iter().map(|length| (pages(*length, Some(&loose.path("own"))), pages(*length, None)));
    let saved: Vec<(usize, usize)> = saved.collect();
    assert!(saved.iter().all(|(loose, balanced)| balanced == loose || balanced + 1 == *loose), "{saved:?}");
    let tightened = saved.iter().filter(|(loose, balanced)| balanced < loose).count();
    assert!((1..lengths.len() / 2).contains(&tightened), "{saved:?}");
}

#[test]
fn a_briefing_holds_more_than_a_hundred_councils() {
    let loaded = Loaded::from(&Desk::of_many(101).path("report"));
    let built = loaded.build(Document::Briefing);
    assert!(built.warnings.is_empty(), "{:?}", built.warnings);
    let texts = texts(&built.pages);
    let numbers = texts.iter().filter(|text| text.item.text == "101" && text.x < 100.0).count();
    assert_eq!(numbers, 3, "in the contents, in the list of all councils, and at the head of its page");
}

/// A theme may have one degree of air alone.
#[test]
fn a_theme_with_one_step_is_balanced() {
    let desk = theme_with("(1,)");
    let loaded = Loaded::with(&sample(), Some(&desk.path("own")));
    assert!(loaded.build(Document::Briefing).pages.pages().len() >= 18);
}

/// Templates whose theme has these degrees of air.
fn theme_with(degrees: &str) -> Desk {
    let desk = Desk::new();
    let theme = std::fs::read_to_string(crate::support::repository("templates/typst/theme.typ")).expect("the theme");
    let usual = "#let tightening = (1, .94, .88, .82, .76, .71, .66, .64)";
    assert!(theme.contains(usual));
    desk.write("own/typst/theme.typ", theme.replace(usual, &format!("#let tightening = {degrees}")));
    desk
}
