//! Edits of JSON keep what they are not about, and mean what they say.

use proptest::prelude::*;
use serde::Serialize;
use serde_json::Value as Json;
use serde_json::ser::{PrettyFormatter, Serializer};

use super::super::{EditNumber, EditOperation, EditValue, Splice};
use super::*;
use crate::data::parse_json;
use crate::edit::refusal::EditError;

fn edited(text: &str, operation: &EditOperation) -> Result<String, EditError> {
    let root = parse_json(text).expect("JSON");
    let document = Document { text, root: &root };
    let (range, with) = match operation {
        EditOperation::Replace { pointer, value } => document.replace(pointer, value),
        EditOperation::Add { pointer, value, after } => document.add(pointer, value, after.as_deref()),
        EditOperation::Remove { pointer } => document.remove(pointer),
        EditOperation::Move { pointer, to } => document.move_to(pointer, *to),
        other => panic!("{other:?}"),
    }?;
    Ok([&text[..range.start], &with, &text[range.end..]].concat())
}

fn metric() -> EditValue {
    let value = EditNumber::parse("12.50").expect("a number");
    EditValue::Object(vec![("id".to_owned(), "new".into()), ("value".to_owned(), value.into())])
}

const FILE: &str = "{\r\n\t\"名前\": \"水\",\r\n\t\"a/b~\":1,\r\n\t\"metrics\": [\r\n\t\t{ \"id\": \"one\", \"value\": 1 },\r\n\t\t{ \"id\": \"two\", \"value\": 2 }\r\n\t],\r\n\t\"none\": [],\r\n\t\"line\": [1, 2, 3]\r\n}\r\n";

#[test]
fn values_are_put_in_the_place_of_others() {
    let literal = EditValue::Number(EditNumber::parse("-0.50e3").expect("a number"));
    for (pointer, value, old, new) in [
        ("/名前", EditValue::from("「\"\\\n\u{1}"), "\"水\"", "\"「\\\"\\\\\\n\\u0001\""),
        ("/a~1b~0", literal, ":1,", ":-0.50e3,"),
        ("/metrics/1/value", EditValue::Null, ": 2 }", ": null }"),
        ("/metrics/0", metric(), "{ \"id\": \"one\", \"value\": 1 }", "{ \"id\": \"new\", \"value\": 12.50 }"),
        ("/line/2", EditValue::Flag(true), "2, 3]", "2, true]"),
    ] {
        let expected = FILE.replacen(old, new, 1);
        assert_eq!(edited(FILE, &EditOperation::replace(pointer, value)), Ok(expected), "{pointer}");
    }
}

#[test]
fn what_is_added_is_laid_out_like_its_neighbours() {
    let row = "\t\t{ \"id\": \"new\", \"value\": 12.50 }";
    for (pointer, value, old, new) in [
        ("/metrics/-", metric(), "2 }\r\n", format!("2 }},\r\n{row}\r\n")),
        ("/metrics/0", metric(), "[\r\n", format!("[\r\n{row},\r\n")),
        ("/metrics/1", metric(), "1 },\r\n", format!("1 }},\r\n{row},\r\n")),
        ("/none/0", "x".into(), "[]", "[\r\n\t\t\"x\"\r\n\t]".to_owned()),
        ("/line/3", "x".into(), "3]", "3, \"x\"]".to_owned()),
        ("/metrics/0/label", "x".into(), "1 }", "1, \"label\": \"x\" }".to_owned()),
        ("/new", "x".into(), "3]\r\n", "3],\r\n\t\"new\": \"x\"\r\n".to_owned()),
    ] {
        let expected = FILE.replacen(old, &new, 1);
        assert_eq!(edited(FILE, &EditOperation::add(pointer, value)), Ok(expected), "{pointer}");
    }
    let after = EditOperation::Add { pointer: "/new".to_owned(), value: "x".into(), after: Some("名前".to_owned()) };
    assert_eq!(edited(FILE, &after), Ok(FILE.replacen("水\",", "水\",\r\n\t\"new\": \"x\",", 1)));
}

#[test]
fn what_is_removed_takes_one_separator_along() {
    for (pointer, old, new) in [
        ("/名前", "\"名前\": \"水\",\r\n\t", ""),
        ("/metrics/0", "{ \"id\": \"one\", \"value\": 1 },\r\n\t\t", ""),
        ("/metrics/1", ",\r\n\t\t{ \"id\": \"two\", \"value\": 2 }", ""),
        ("/line/1", "2, ", ""),
        ("/line", ",\r\n\t\"line\": [1, 2, 3]", ""),
    ] {
        let expected = FILE.replacen(old, new, 1);
        assert_eq!(edited(FILE, &EditOperation::remove(pointer)), Ok(expected), "{pointer}");
    }
    assert_eq!(edited("[ 1\n]", &EditOperation::remove("/0")), Ok("[]".to_owned()));
}

#[test]
fn elements_change_places_and_separators_stay() {
    let moved = |pointer: &str, to| edited("[1,2, 3,\n4]", &EditOperation::Move { pointer: pointer.to_owned(), to });
    assert_eq!(moved("/0", 2), Ok("[2,3, 1,\n4]".to_owned()));
    assert_eq!(moved("/3", 0), Ok("[4,1, 2,\n3]".to_owned()));
    assert_eq!(moved("/1", 1), Ok("[1,2, 3,\n4]".to_owned()));
    assert_eq!(moved("/1", 4), Err(EditError::NothingThere));
}

#[test]
fn what_leads_nowhere_is_refused() {
    for operation in [
        EditOperation::replace("/metrics/2", "x"),
        EditOperation::replace("/metrics/01", "x"),
        EditOperation::replace("名前", "x"),
        EditOperation::remove(""),
        EditOperation::remove("/line/-"),
        EditOperation::add("/line/4", "x"),
        EditOperation::add("/nowhere/0", "x"),
    ] {
        assert_eq!(edited(FILE, &operation), Err(EditError::NothingThere), "{operation:?}");
    }
    assert_eq!(edited(FILE, &EditOperation::add("/line", "x")), Err(EditError::KeyThere));
    assert_eq!(edited(FILE, &EditOperation::add("/名前/x", "x")), Err(EditError::NotInList));
    for literal in ["", "1.", "01", "+1", ".5", "NaN", " 1", "1 ", "0x1"] {
        assert_eq!(EditNumber::parse(literal), None, "{literal}");
    }
}

/// Any JSON whose keys may need escapes, in pointers and in the file.
fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i32>().prop_map(Json::from),
        "[a\"\\\\\n値 ]{0,4}".prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map("[a-c/~\"]{0,2}", inner, 0..4)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

/// A file of a value: on one line, closely or with blanks; or on several, with either line end.
fn laid_out(json: &Json, layout: usize) -> String {
    let indented = |unit: &[u8]| {
        let mut out = Vec::new();
        let formatter = PrettyFormatter::with_indent(unit);
        json.serialize(&mut Serializer::with_formatter(&mut out, formatter)).expect("JSON");
        String::from_utf8(out).expect("UTF-8")
    };
    match layout {
        0 => json.to_string(),
        1 => indented(b"  "),
        // Line ends within texts are escaped.
        2 => indented(b"\t").replace('\n', "\r\n") + "\r\n",
        _ => format!("\n {json}\n"),
    }
}

fn value_of(json: &Json) -> EditValue {
    match json {
        Json::Null => EditValue::Null,
        Json::Bool(flag) => EditValue::Flag(*flag),
        Json::Number(number) => EditValue::Number(EditNumber::parse(&number.to_string()).expect("a number")),
        Json::String(text) => EditValue::Text(text.clone()),
        Json::Array(values) => EditValue::Array(values.iter().map(value_of).collect()),
        Json::Object(members) => {
            EditValue::Object(members.iter().map(|(key, value)| (key.clone(), value_of(value))).collect())
        }
    }
}

/// The pointers to all values within another.
fn pointers(json: &Json, from: &str, out: &mut Vec<String>) {
    let mut go = |key: &str, value: &Json| {
        let pointer = format!("{from}/{}", key.replace('~', "~0").replace('/', "~1"));
        out.push(pointer.clone());
        pointers(value, &pointer, out);
    };
    match json {
        Json::Array(values) => values.iter().enumerate().for_each(|(at, value)| go(&at.to_string(), value)),
        Json::Object(members) => members.iter().for_each(|(key, value)| go(key, value)),
        _ => {}
    }
}

/// What an operation makes of a value, without any thought of text.
fn model(mut json: Json, operation: &EditOperation, new: &Json) -> Option<Json> {
    match operation {
        EditOperation::Replace { pointer, .. } => *json.pointer_mut(pointer)? = new.clone(),
        EditOperation::Add { pointer, .. }
        | EditOperation::Remove { pointer }
        | EditOperation::Move { pointer, .. } => {
            let (outer, key) = pointer.rsplit_once('/')?;
            let key = key.replace("~1", "/").replace("~0", "~");
            match (json.pointer_mut(outer)?, operation) {
                (Json::Object(members), EditOperation::Add { .. }) => {
                    if members.insert(key, new.clone()).is_some() {
                        return None;
                    }
                }
                (Json::Object(members), EditOperation::Remove { .. }) => drop(members.remove(&key)?),
                (Json::Array(values), EditOperation::Add { .. }) => {
                    let at = key.parse().ok().filter(|at| *at <= values.len())?;
                    values.insert(at, new.clone());
                }
                (Json::Array(values), EditOperation::Remove { .. }) => {
                    let at = key.parse().ok().filter(|at| *at < values.len())?;
                    drop(values.remove(at));
                }
                (Json::Array(values), EditOperation::Move { to, .. }) => {
                    let at = key.parse().ok().filter(|at| *at < values.len() && *to < values.len())?;
                    let moved = values.remove(at);
                    values.insert(*to, moved);
                }
                _ => return None,
            }
        }
        _ => return None,
    }
    Some(json)
}

proptest! {
    #[test]
    fn edits_mean_what_they_say_and_can_be_undone(
        json in any_json(),
        new in any_json(),
        layout in 0_usize..4,
        place in any::<prop::sample::Index>(),
        kind in 0_usize..4,
        to in 0_usize..4,
    ) {
        let text = laid_out(&json, layout);
        let mut all = vec![String::new()];
        pointers(&json, "", &mut all);
        let pointer = place.get(&all).clone();
        let value = value_of(&new);
        let operation = match kind {
            0 => EditOperation::Replace { pointer, value },
            1 if to < 2 => EditOperation::Add { pointer: format!("{pointer}/new"), value, after: None },
            1 => EditOperation::Add { pointer: format!("{pointer}/{}", to - 2), value, after: None },
            2 => EditOperation::Remove { pointer },
            _ => EditOperation::Move { pointer, to },
        };
        let expected = model(json, &operation, &new);
        let after = edited(&text, &operation);
        prop_assert_eq!(after.is_ok(), expected.is_some(), "{:?} {:?}", operation, after);
        let (Ok(after), Some(expected)) = (after, expected) else { return Ok(()) };
        prop_assert_eq!(&serde_json::from_str::<Json>(&after).expect("JSON"), &expected, "{}", after);
        let undo = Splice::between(after.as_bytes(), text.as_bytes());
        prop_assert_eq!(undo.applied(after.as_bytes()), Some(text.clone().into_bytes()));
        if let EditOperation::Replace { pointer, .. } = &operation {
            let root = parse_json(&text).expect("JSON");
            let old = range(Document { text: &text, root: &root }.find(pointer).expect("the value"));
            prop_assert!(after.starts_with(&text[..old.start]) && after.ends_with(&text[old.end..]));
        }
    }
}
