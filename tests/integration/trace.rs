//! Questions about the pages, and the checks that tell what no document prints.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use kakugi::diagnostic::{Language, explanations, manual};
use serde_json::Value;

use crate::support::{Desk, Run, each_file, repository};

const WATER: &str = "report/councils/water.json";

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {}\n{}", run.stdout, run.stderr))
}

fn trace(more: &[&str]) -> Value {
    let run = Desk::new().run(&[&["trace", "report", "--quiet", "--format", "json"], more].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    json(&run)
}

#[test]
fn a_number_leads_to_its_place_in_the_data_and_to_the_template() {
    let hits = trace(&["12.5"]);
    let hits = hits.as_array().expect("a list");
    assert!(!hits.is_empty());
    for hit in hits {
        let print = &hit[0];
        assert_eq!(print["from"], "printed", "{print}");
        assert_eq!(print["data"][0]["file"], WATER, "{print}");
        let pointer = print["data"][0]["pointer"].as_str().expect("a pointer");
        let text = std::fs::read_to_string(repository("tests/fixtures/small/councils/water.json")).expect("a file");
        let datum: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(datum.pointer(pointer).expect("a value").to_string(), "12.5");
        assert!(print["template"]["file"].as_str().is_some_and(|file| file.starts_with("templates/")), "{print}");
    }
}

#[test]
fn text_is_found_across_lines_and_white_space() {
    let all = trace(&["点検は三段階で行う。"]);
    assert_eq!(all, trace(&["点検は 三段階で　行う。"]));
    assert!(!all.as_array().expect("a list").is_empty());
}

/// What stands at the place of a hit is the hit, and its datum leads back to the same place.
#[test]
fn the_three_questions_agree() {
    let by_text = trace(&["12.5"]);
    let print = &by_text[0][0];
    let area: Vec<f64> = print["area"].as_array().expect("an area").iter().filter_map(Value::as_f64).collect();
    let (x, y) = (f64::midpoint(area[0], area[2]), f64::midpoint(area[1], area[3]));
    let at = format!("{}:{}:{x:.1},{y:.1}", print["document"].as_str().expect("a name"), print["page"]);
    assert_eq!(trace(&["--at", &at])[0][0], *print);
    let pointer = format!("councils/water.json#{}", print["data"][0]["pointer"].as_str().expect("a pointer"));
    let by_pointer = trace(&["--pointer", &pointer]);
    assert!(by_pointer.as_array().expect("a list").iter().any(|hit| hit[0] == *print), "{by_pointer}");
}

#[test]
fn what_is_not_printed_is_not_found() {
    let run = Desk::new().run(&["trace", "report", "--quiet", "九千九百九十九"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(run.messages(), "no document prints `九千九百九十九`");
}

#[test]
fn questions_that_make_no_sense_are_refused() {
    for (question, word) in [("--at=briefing:x", "briefing:7:320,410"), ("--pointer=#/name", "councils/x.json#/")] {
        let run = Desk::new().run(&["trace", "report", question]);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains(word), "{}", run.stderr);
    }
}

/// The paragraphs of the small report, as JSON pointers within their files.
fn paragraphs() -> BTreeSet<String> {
    fn visit(value: &Value, pointer: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(object) => {
                if object.get("type").is_some_and(|kind| kind == "paragraph") {
                    found.insert(format!("{pointer}/text"));
                }
                object.iter().for_each(|(key, inner)| visit(inner, &format!("{pointer}/{key}"), found));
            }
            Value::Array(list) => {
                list.iter().enumerate().for_each(|(at, inner)| visit(inner, &format!("{pointer}/{at}"), found));
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for file in ["report.json", "councils/water.json", "councils/parks.json"] {
        let path = repository("tests/fixtures/small").join(file);
        let text = std::fs::read_to_string(path).expect("a file");
        visit(&serde_json::from_str(&text).expect("JSON"), file, &mut found);
    }
    found
}

/// The data that `check` says no document prints, as file and pointer.
fn not_printed(desk: &Desk, more: &[&str]) -> BTreeSet<String> {
    let run = desk.run(&[&["check", "report", "--quiet", "--format", "json"], more].concat());
    let found = json(&run);
    let lost = found.as_array().expect("a list").iter().filter(|each| each["code"] == "K0407");
    let named = lost.map(|each| {
        let file = each["place"]["file"].as_str().expect("a file").trim_start_matches("report/").to_owned();
        let message = each["message"].as_str().expect("a message");
        file + message.split('`').nth(1).expect("a pointer")
    });
    named.collect()
}

#[test]
fn every_datum_of_the_fixture_is_printed() {
    let run = Desk::new().run(&["check", "report", "--quiet", "--strict"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(0), "4 documents checked, no errors or warnings\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_component_call_that_is_deleted_names_exactly_the_data_lost() {
    let desk = Desk::new();
    desk.write("own/blocks/paragraph.typ.hbs", "{{! nothing }}\n");
    let wanted = paragraphs();
    assert!(!wanted.is_empty());
    assert_eq!(not_printed(&desk, &["--templates", "own"]), wanted);
}

#[test]
fn a_component_that_swallows_its_content_is_noticed() {
    let desk = Desk::new();
    let shipped = std::fs::read_to_string(repository("templates/typst/text.typ")).expect("a component");
    assert!(shipped.contains("#let paragraph"));
    desk.write("own/typst/text.typ", shipped + "\n#let paragraph(body) = none\n");
    // Cases set their text by the same component.
    let lost = not_printed(&desk, &["--templates", "own"]);
    assert!(lost.is_superset(&paragraphs()) && lost.iter().all(|name| name.ends_with("/text")), "{lost:?}");
}

#[test]
fn alternative_texts_count_as_told_only_if_the_component_hands_them_on() {
    let desk = Desk::new();
    let shipped = std::fs::read_to_string(repository("templates/typst/picture.typ")).expect("a component");
    desk.write("own/typst/picture.typ", shipped.replace("alt: alt", "alt: \"図\""));
    let lost = not_printed(&desk, &["--templates", "own"]);
    assert!(!lost.is_empty() && lost.iter().all(|name| name.ends_with("/alt")), "{lost:?}");
}

#[test]
fn strict_makes_warnings_count() {
    let desk = Desk::new();
    desk.write("own/blocks/paragraph.typ.hbs", "{{! nothing }}\n");
    let check = ["check", "report", "--quiet", "--templates", "own"];
    assert_eq!(desk.run(&check).code, Some(0));
    assert_eq!(desk.run(&[&check[..], &["--strict"]].concat()).code, Some(1));
    // A build makes its documents, and says so too.
    let run = desk.build(&["--templates", "own"]);
    assert_eq!(run.code, Some(0));
    assert!(run.messages().contains("warning[K0407]: no document prints"), "{}", run.stderr);
}

#[test]
fn check_writes_nothing() {
    let desk = Desk::new();
    let before = desk.files("");
    desk.run(&["check", "report"]);
    assert_eq!(desk.files(""), before);
}

#[test]
fn findings_can_be_had_as_sarif() {
    let desk = Desk::new();
    desk.edit(WATER, r#""unit": "回""#, r#""units": "回""#);
    let run = desk.run(&["check", "report", "--quiet", "--format", "sarif", "--lang", "ja"]);
    assert_eq!(run.code, Some(1));
    let log = json(&run);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let result = results.iter().find(|result| result["ruleId"] == "K0103").expect("the error");
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], WATER);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("a small number");
    assert_eq!(rules[index]["id"], "K0103");
    assert!(result["message"]["text"].as_str().is_some_and(|text| text.contains("`units`というキーはありません")));
}

/// Every code that the program can give, read off its source, with the rooms in which it is declared.
fn codes() -> BTreeMap<String, BTreeSet<String>> {
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut read = |path: &Path| {
        let source = std::fs::read_to_string(path).expect("a source file");
        // Unit tests declare kinds of their own.
        let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        // A crate, or a folder or file of `src`.
        let room = path.strip_prefix(repository("")).expect("a path in the repository").components().take(2);
        let room = room.collect::<PathBuf>().display().to_string();
        // A kind of problem is declared as `K0515 error InternalError { … }`.
        let heads = source.lines().filter_map(|line| line.trim_start().split_once(' '));
        let declared = heads.filter(|(_, rest)| ["error ", "warning ", "{"].iter().any(|word| rest.starts_with(word)));
        for (code, _) in declared.filter(|(code, _)| code.len() == 5 && code.starts_with("K0")) {
            codes.entry(code.to_owned()).or_default().insert(room.clone());
        }
    };
    for folder in ["src", "crates"] {
        each_file(&repository(folder), &mut read);
    }
    codes
}

#[test]
fn every_code_is_of_one_room_and_explained_in_both_languages() {
    let codes = codes();
    assert!(codes.len() > 60);
    for (code, rooms) in &codes {
        assert_eq!(rooms.len(), 1, "{code} stands for problems of several rooms: {rooms:?}");
    }
    for language in Language::ALL {
        let explained: Vec<&str> = explanations(language).iter().map(|each| each.code).collect();
        assert_eq!(explained, codes.keys().map(String::as_str).collect::<Vec<_>>(), "{language:?}");
        for each in explanations(language) {
            assert!(!each.title.is_empty() && each.text.contains("```"), "{} in {language:?}", each.code);
        }
    }
}

#[test]
fn the_manual_of_codes_in_docs_is_what_the_program_prints() {
    for language in Language::ALL {
        let name = format!("docs/errors/{}.md", language.tag());
        let kept = std::fs::read_to_string(repository(&name)).expect("the manual");
        let tag = language.tag();
        assert!(kept == manual(language), "make it anew: kakugi explain --all --lang {tag} > {name}");
    }
}

#[test]
fn a_code_is_explained_in_the_language_asked_for() {
    let desk = Desk::new();
    let english = desk.run(&["explain", "k0103"]);
    assert!(english.stdout.starts_with("K0103: unknown key\n\n"), "{}", english.stdout);
    let japanese = desk.run(&["explain", "K0103", "--lang=ja"]);
    assert!(japanese.stdout.starts_with("K0103: 使えないキー\n\n"), "{}", japanese.stdout);
    let locale = desk.run_with(&["explain", "K0103"], &[("LC_ALL", "ja_JP.UTF-8")]);
    assert_eq!(locale.stdout, japanese.stdout);
    let unknown = desk.run(&["explain", "K0193"]);
    assert_eq!(
        (unknown.code, unknown.messages().as_str()),
        (Some(2), "error: there is no code `K0193`; did you mean `K0103`?")
    );
}
