//! Documents that a report lists besides its briefing and its summaries.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Desk, copy, projects, repository, snapshot};

/// The examples of a document of the repository in a language, without their fences.
fn example(document: &str, heading: &str, language: &str) -> String {
    let text = fs::read_to_string(repository(document)).expect(document);
    let section = text.split_once(heading).expect(heading).1;
    let begun = section.split_once(&format!("```{language}\n")).expect(language).1;
    begun.split_once("```").expect("an end of the example").0.to_owned()
}

/// A desk with the report of projects, and the documents of the example in `docs/data-format.md`, changed.
fn desk(change: impl FnOnce(&mut Value)) -> Desk {
    let desk = Desk::new();
    for name in desk.files("report") {
        desk.remove(&format!("report/{name}"));
    }
    copy(&projects(), &desk.path("report"));
    let example = example("docs/data-format.md", "### Further documents", "json");
    let documents: Value = serde_json::from_str(&format!("{{ {example} }}")).expect("the example is JSON");
    let mut head: Value = serde_json::from_slice(&desk.read("report/report.json")).expect("JSON");
    head["documents"] = documents["documents"].clone();
    change(&mut head);
    desk.write("report/report.json", format!("{head:#}"));
    desk
}

fn text(desk: &Desk, pdf: &str) -> String {
    let document = lopdf::Document::load_mem(&desk.read(pdf)).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).expect("text").split_whitespace().collect()
}

#[track_caller]
fn holds(text: &str, words: &[&str]) {
    words.iter().for_each(|word| assert!(text.contains(word), "`{word}` is not in {text}"));
}

#[test]
fn the_documented_example_builds_in_both_editions() {
    let desk = desk(|_| {});
    let run = desk.build(&["--edition", "all", "--emit-typst", "--png"]);
    assert_eq!((run.code, run.messages().as_str()), (Some(0), ""));
    let own = ["agenda.pdf", "members.pdf", "sheets/library.pdf", "sheets/roads.pdf", "sheets/water.pdf"];
    let files = desk.files("out");
    for path in own {
        assert!(files.contains(&path.to_owned()) && files.contains(&format!("print/{path}")), "{path}: {files:?}");
    }
    for path in ["typst/document-agenda.typ", "typst/document-sheets.water.typ", "png/document-members-01.png"] {
        assert!(files.contains(&path.to_owned()), "{path}: {files:?}");
    }
    let agenda = text(&desk, "out/agenda.pdf");
    holds(&agenda, &["議事次第", "令和3年6月25日", "開会", "配布資料", "資料2", "委員名簿", "参考資料1"]);
    holds(&text(&desk, "out/members.pdf"), &["資料2", "2021年4月1日現在", "架空", "公認会計士"]);
    let water = text(&desk, "out/sheets/water.pdf");
    holds(&water, &["事業ごとの説明", "資料3", "水道管の更新", "更新の順序を公表すること。"]);
    assert!(!water.contains("通学路") && !water.contains("第1部"), "{water}");
    // A single sheet is not bound, and gets no blank pages.
    let print = lopdf::Document::load_mem(&desk.read("out/print/agenda.pdf")).expect("a PDF");
    assert_eq!(print.get_pages().len(), 1);
}

#[test]
fn they_are_asked_for_by_their_ids() {
    let desk = desk(|_| {});
    let run = desk.build(&["--document", "members", "--document", "sheets", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(desk.files("out"), ["members.pdf", "sheets/library.pdf", "sheets/roads.pdf", "sheets/water.pdf"]);
    let run = desk.run(&["trace", "report", "--at", "sheets/water:1:130,87", "--quiet"]);
    assert!(run.code == Some(0) && run.stdout.contains("water.json"), "{} {}", run.stdout, run.stderr);
    let unknown = desk.run(&["build", "report", "-o", "none", "--document", "agend"]);
    assert_eq!(unknown.code, Some(1));
    snapshot("further_documents", "unknown_argument", &unknown.messages());
}

#[test]
fn papers_have_the_size_that_is_asked_for() {
    let desk = desk(|head| head["documents"][1]["paper"] = json!("A4 landscape"));
    let run = desk.build(&["--document", "members", "--edition", "all", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_template_of_ones_own_makes_a_document() {
    let worklist = json!({ "id": "worklist", "template": "worklist", "title": "作業一覧" });
    let desk = desk(|head| head["documents"] = json!([worklist]));
    let template = example("docs/design.md", "## Make a document of another kind", "handlebars");
    desk.write("own/worklist.typ.hbs", &template);
    let run = desk.build(&["--templates", "own", "--document", "worklist", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    holds(&text(&desk, "out/worklist.pdf"), &["作業一覧", "水道管の更新", "移動図書館"]);
    // One that no document names is a misspelt name.
    desk.remove("out/worklist.pdf");
    desk.write("own/worklists.typ.hbs", template);
    snapshot("further_documents", "unused_template", &desk.errors_in_both_languages(&["--templates", "own"]));
}

#[test]
fn a_document_with_errors_is_missing_and_named() {
    let desk = desk(|head| head["documents"][1]["blocks"][0]["rows"][0][0] = json!("𓀀"));
    let run = desk.build(&["--keep-going"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let files = desk.files("out");
    assert!(files.contains(&"agenda.pdf".to_owned()) && !files.contains(&"members.pdf".to_owned()), "{files:?}");
    snapshot("further_documents", "missing_document", &run.messages());
}

#[test]
fn errors_stand_at_their_places() {
    let desk = desk(|head| {
        head["documents"] = json!([
            { "id": "summaries", "title": "一覧", "items": ["略"] },
            { "id": "water", "title": "水", "items": ["略"] },
            { "id": "con", "title": "名簿", "items": ["略"] },
            { "id": "list", "title": "一", "items": ["略"] },
            { "id": "list", "title": "二", "items": ["略"] },
            { "id": "empty", "title": "空" },
        ]);
    });
    let messages = [desk.errors(&[]), desk.errors(&["--lang", "ja"])].join("\n\n");
    snapshot("further_documents", "ids", &messages);
}

#[test]
fn unknown_templates_are_told_with_those_that_there_are() {
    let desk = desk(|head| head["documents"][0]["template"] = json!("agend"));
    snapshot("further_documents", "unknown_template", &desk.errors_in_both_languages(&[]));
}

/// What is stored is made anew, also where councils are in groups.
#[test]
fn they_are_stored_and_made_anew() {
    let desk = desk(|_| {});
    let add = desk.run(&["archive", "add", "report", "--id", "projects", "--by", "架空市", "--quiet"]);
    assert_eq!((add.code, add.stderr.as_str()), (Some(0), ""));
    let stored = desk.files("archive/projects");
    for path in ["agenda.pdf", "sheets/water.pdf"] {
        assert!(stored.iter().any(|file| file.ends_with(&format!("documents/print/{path}"))), "{stored:?}");
    }
    let rebuilt = desk.run(&["archive", "rebuild", "projects", "-o", "anew", "--quiet"]);
    assert_eq!((rebuilt.code, rebuilt.stderr.as_str()), (Some(0), ""));
    assert!(desk.files("anew").contains(&"sheets/water.pdf".to_owned()));
}
