//! What there may be too much of.

use kakugi::limits;
use serde_json::{Value, json};

use super::{block, codes, parks, purpose};
use crate::support::Desk;

/// What stands at a limit is taken, one more is not.
#[track_caller]
fn bounded(limit: usize, desk: impl Fn(usize) -> Desk) {
    assert_eq!(codes(&desk(limit)), [""; 0]);
    assert_eq!(codes(&desk(limit + 1)), ["K0117"]);
}

#[test]
fn texts_have_a_longest() {
    bounded(limits::TEXT, |count| purpose(&"緑".repeat(count)));
    bounded(limits::LABEL, |count| parks(|council| council["name"] = json!("緑".repeat(count))));
}

#[test]
fn marks_in_a_text_are_counted() {
    bounded(limits::MARKS, |count| purpose(&"a^[注]".repeat(count)));
    bounded(limits::MARKS, |count| {
        purpose(&"a^[**注**]".repeat(count / 2).chars().chain("**強**".repeat(count % 2).chars()).collect::<String>())
    });
}

#[test]
fn marks_that_are_never_closed_are_looked_at_in_time() {
    for mark in ["**a", "^[", "^{", "[", "[a", "([", "{a|", "[a](", "^[**a"] {
        let text = mark.repeat(limits::TEXT / mark.len());
        let codes = codes(&purpose(&text));
        assert!(codes.iter().all(|code| ["K0116", "K0117", "K0113"].contains(code)), "{mark}: {codes:?}");
    }
}

#[test]
fn lists_have_a_longest() {
    let items = |count: usize| Value::from(vec!["緑を増やす。"; count]);
    bounded(limits::ENTRIES, |count| parks(|council| council["achievements"] = items(count)));
    bounded(limits::ENTRIES, |count| block(json!({ "type": "list", "items": items(count) })));
}

#[test]
fn arrows_are_counted() {
    let nodes = json!([{ "id": "a", "label": "甲" }, { "id": "b", "label": "乙" }]);
    let edges = |count| vec![json!({ "from": "a", "to": "b" }); count];
    let diagram = |count| {
        block(json!({ "type": "diagram", "kind": "network", "title": "図", "nodes": nodes, "edges": edges(count) }))
    };
    bounded(limits::EDGES, diagram);
}

#[test]
fn values_of_all_lists_together_are_counted() {
    let list = |count: usize| json!({ "type": "list", "items": vec!["緑。"; count] });
    let many = limits::VALUES / limits::ENTRIES + 1;
    let desk = parks(|council| {
        council["reference"] = json!([{ "title": "参考", "blocks": vec![list(limits::ENTRIES); many] }]);
    });
    assert_eq!(codes(&desk), ["K0117"]);
}

#[test]
fn warnings_in_great_number_hide_no_error() {
    let desk = parks(|council| {
        council["achievements"] = Value::from(vec!["点検を**行う。"; 2_000]);
        council["established"] = json!("昔");
    });
    assert_eq!(codes(&desk), ["K0107", "K0116"]);
    let desk = parks(|council| council["achievements"] = Value::from(vec![""; 2_400]));
    let (found, _) = super::found(&desk.path("report"));
    assert_eq!(found.len(), 2 * limits::ERRORS);
}

#[test]
fn the_longest_text_is_set() {
    let text: String = "緑地を増やし、住民と点検する。".chars().cycle().take(limits::TEXT).collect();
    let run = purpose(&text).build(&["--only", "briefing"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}
