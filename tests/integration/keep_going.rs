//! What is made in spite of errors, and how loudly it says what is missing.

use serde_json::{Value, json};

use crate::support::{Desk, copy, projects, snapshot};

/// A change to a council's file.
type Change = fn(&mut Value);

/// A desk with the report of projects, of which some files are changed.
fn desk(changes: &[(&str, Change)]) -> Desk {
    let desk = Desk::new();
    for name in desk.files("report") {
        desk.remove(&format!("report/{name}"));
    }
    copy(&projects(), &desk.path("report"));
    for (id, change) in changes {
        let path = format!("report/councils/{id}.json");
        let mut council = serde_json::from_slice(&desk.read(&path)).expect("JSON");
        change(&mut council);
        desk.write(&path, format!("{council:#}"));
    }
    desk
}

/// Data that are wrong as they stand.
fn wrong(council: &mut Value) {
    council["results"]["metrics"][0]["value"] = json!("27");
}

/// A purpose that no page of a summary can hold.
fn endless(council: &mut Value) {
    council["purpose"] =
        vec!["図書館から遠い地区に本を届け、読書に親しむ機会を増やす。"; 200].into();
}

fn text(desk: &Desk, pdf: &str) -> String {
    let document = lopdf::Document::load_mem(&desk.read(pdf)).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).expect("text").split_whitespace().collect()
}

#[test]
fn what_is_sound_is_made() {
    let desk = desk(&[("roads", wrong), ("library", endless)]);
    let run = desk.build(&["--keep-going"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    snapshot("keep_going", "what_is_sound", &run.messages());
    assert_eq!(desk.files("out"), ["briefing.pdf", "summaries/water.pdf", "summaries.pdf"]);
    let briefing = text(&desk, "out/briefing.pdf");
    assert!(briefing.contains("未完成") && briefing.contains("通学路の整備"), "{briefing}");
    // The pages of the library are sound; only its summary is not.
    assert!(briefing.contains("読書に親しむ"), "{briefing}");
    let set = text(&desk, "out/summaries.pdf");
    assert!(set.contains("未完成") && set.contains("移動図書館") && !set.contains("読書に親しむ"), "{set}");
}

#[test]
fn nothing_is_made_without_being_asked() {
    let desk = desk(&[("library", endless)]);
    assert_eq!(desk.build(&[]).code, Some(1));
    assert_eq!(desk.files("out"), Vec::<String>::new());
}

#[test]
fn sound_reports_are_complete() {
    let desk = desk(&[]);
    let run = desk.build(&["--keep-going"]);
    assert_eq!((run.code, run.messages().as_str()), (Some(0), ""));
    assert!(!text(&desk, "out/briefing.pdf").contains("未完成"));
}

/// The set holds no page that is too high, whether its summaries are made one by one or not.
#[test]
fn a_set_needs_all_summaries_to_fit() {
    let run = desk(&[("library", endless)]).build(&["--only", "set"]);
    assert_eq!((run.code, run.stderr.matches("error[K0403]").count()), (Some(1), 1), "{}", run.stderr);
}

/// What is wrong with the report itself leaves nothing to be made.
#[test]
fn errors_of_the_whole_report_stop_all() {
    let desk = desk(&[("roads", wrong)]);
    desk.edit("report/report.json", "\"date\": \"2021-06\"", "\"date\": \"2021-13\"");
    assert_eq!(desk.build(&["--keep-going"]).code, Some(1));
    assert_eq!(desk.files("out"), Vec::<String>::new());
}

/// Typst stops at the first page that it cannot set; the errors on others are told all the same.
#[test]
fn a_page_that_cannot_be_set_hides_no_others() {
    fn paragraph(council: &mut Value) {
        council["reference"] = json!([{ "title": "参考", "blocks": [{ "type": "paragraph", "text": "本文。" }] }]);
    }
    let desk = desk(&[("roads", paragraph), ("library", paragraph)]);
    desk.write("own/blocks/paragraph.typ.hbs", "#panic([{{inline text}}])\n");
    let run = desk.build(&["--templates", "own", "--only", "briefing"]);
    let told = run.stderr.matches("error[K0401]").count();
    // The appendix has a paragraph as well.
    assert_eq!((run.code, told), (Some(1), 3), "{}", run.stderr);
}
