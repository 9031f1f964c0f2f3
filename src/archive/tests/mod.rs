//! What a store does when all is well, when the disk fails, and when somebody tampers with it.

mod failing;
mod missing;
mod refused;
mod tampering;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use serde_json::json;
use tempfile::TempDir;

use super::digest::sha512;
use super::*;
use crate::diagnostic::{Diagnostic, Language, Sources};

fn act() -> Act {
    let actor = Actor { name: "記録係".to_owned(), address: Some("mailto:records@example.lg.jp".to_owned()) };
    Act { time: Timestamp::from_second(1_700_000_000).expect("a time"), actor }
}

/// An issue of two files, of which one holds this text, for this reason.
fn issue(text: &str, reason: Option<&str>) -> Issue {
    let content = BTreeMap::from([
        ("documents/briefing.pdf".to_owned(), b"%PDF-1.7 the same in all versions".to_vec()),
        ("source/report.json".to_owned(), text.as_bytes().to_vec()),
    ]);
    let report = Description { title: "成果".to_owned(), issuer: "架空市".to_owned(), date: "2021-04".to_owned() };
    Issue { content, report, made: json!({ "editions": ["archive"] }), reason: reason.map(str::to_owned) }
}

fn add(root: &Path, id: &str, issue: &Issue) -> Result<Added, Vec<Diagnostic>> {
    let disk = failing::Failing::after(usize::MAX, false);
    let store = Store::create_on(root, disk).map_err(|error| vec![error])?;
    store.add(id, issue, &act(), &mut Sources::default())
}

/// A folder in which `store/` is a store with a report of two versions and one of a single one.
fn stored() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("store");
    assert_eq!(add(&root, "2019", &issue("first", None)).expect("an issue"), Added::Version(1));
    assert_eq!(add(&root, "2019", &issue("second", Some("誤記の訂正"))).expect("an issue"), Added::Version(2));
    assert_eq!(add(&root, "令和元年", &issue("third", None)).expect("an issue"), Added::Version(1));
    folder
}

fn messages(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|found| format!("{} {}", found.problem.code(), found.message(Language::English))).collect()
}

/// All that verification finds in a store.
fn found(root: &Path) -> Vec<String> {
    let store = Store::open(root).expect("a store");
    let mut found = store.verify_root();
    for id in store.ids().expect("names") {
        found.extend(store.verify(&id, &mut Sources::default()).expect("an object").found);
    }
    messages(&found)
}

/// All files below a folder with their content.
fn snapshot(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let below = walk::below(root).expect("a folder");
    let files = below.into_iter().filter(|(_, kind)| *kind == walk::Kind::File).map(|(path, _)| path);
    files.map(|path| (path.clone(), fs::read(root.join(path)).expect("a file"))).collect()
}

#[test]
fn a_version_holds_its_files_and_shares_those_that_are_the_same() {
    let folder = stored();
    let root = folder.path().join("store");
    assert_eq!(found(&root), Vec::<String>::new());
    let store = Store::open(&root).expect("a store");
    let object = store.object("2019", &mut Sources::default()).expect("an object");
    assert_eq!(object.head(), 2);
    assert_eq!(object.issue(2), ["2023-11-14T22:13:20Z", "記録係", "誤記の訂正"]);
    for (number, text) in [(1, "first"), (2, "second")] {
        let mut contents = object.contents(number).expect("sound files");
        contents.remove("record.json");
        assert_eq!(contents, issue(text, None).content);
    }
    let files = snapshot(&root);
    assert!(files.contains_key("2019/v1/content/documents/briefing.pdf"));
    assert!(!files.contains_key("2019/v2/content/documents/briefing.pdf"));
    let record = object.record(2, &mut Sources::default()).expect("a record");
    assert_eq!(
        record.previous.map(|previous| previous.inventory_sha512),
        Some(sha512(&files["2019/v1/inventory.json"]))
    );
    assert_eq!(
        object.events.iter().map(Event::path).collect::<Vec<_>>(),
        ["logs/000001-created.json", "logs/000002-reissued.json"]
    );
}

#[test]
fn the_same_report_is_not_stored_twice() {
    let folder = stored();
    let root = folder.path().join("store");
    let before = snapshot(&root);
    assert_eq!(add(&root, "2019", &issue("second", Some("念のため"))).expect("no error"), Added::Same(2));
    assert_eq!(snapshot(&root), before);
    // Going back to an earlier issue is an issue, too.
    assert_eq!(add(&root, "2019", &issue("first", Some("撤回"))).expect("an issue"), Added::Version(3));
    assert_eq!(found(&root), Vec::<String>::new());
}

#[test]
fn what_cannot_be_an_issue_is_refused() {
    let folder = stored();
    let root = folder.path().join("store");
    let before = snapshot(&root);
    let codes = |result: Result<Added, Vec<Diagnostic>>| -> Vec<&str> {
        result.expect_err("an error").iter().map(|error| error.problem.code()).collect()
    };
    assert_eq!(codes(add(&root, "2019", &issue("third", None))), ["K0703"]);
    assert_eq!(codes(add(&root, "2019", &issue("third", Some(" ")))), ["K0703"]);
    for id in ["", ".", "..", "../2019", "a/b", "extensions", "a\0b", "e\u{301}", "long".repeat(40).as_str()] {
        assert_eq!(codes(add(&root, id, &issue("third", None))), ["K0704"], "{id:?}");
    }
    for path in ["../secret", "/etc/passwd", "a//b", "a/./b", "", "record.json", "a\\b"] {
        let mut issue = issue("third", Some("訂正"));
        issue.content.insert(path.to_owned(), Vec::new());
        assert_eq!(codes(add(&root, "2019", &issue)), ["K0704"], "{path:?}");
    }
    let mut other = issue("third", Some("訂正"));
    other.report = Description { title: "別".to_owned(), issuer: "別".to_owned(), date: "2001".to_owned() };
    assert_eq!(codes(add(&root, "2019", &other)), ["K0705"]);
    fs::write(folder.path().join("notes.txt"), "mine").expect("a file");
    assert_eq!(codes(add(folder.path(), "2019", &issue("third", None))), ["K0701"]);
    assert_eq!(snapshot(&root), before);
    // A damaged object gets no further version that would hide the damage.
    fs::write(root.join("2019/v1/content/source/report.json"), "forged").expect("a file");
    assert_eq!(codes(add(&root, "2019", &issue("third", Some("訂正")))), ["K0708"]);
}

#[test]
fn two_do_not_change_a_store_at_once() {
    let folder = stored();
    let root = folder.path().join("store");
    let first = Store::create(&root).expect("a store");
    for second in [Store::create(&root), Store::open_alone(&root)] {
        assert_eq!(second.err().map(|error| error.problem.code()), Some("K0702"));
    }
    assert!(Store::open(&root).is_ok(), "reading needs no lock");
    drop(first);
    assert!(Store::create(&root).is_ok());
}

#[test]
fn events_are_added_to_the_chain() {
    let folder = stored();
    let root = folder.path().join("store");
    let store = Store::open_alone(&root).expect("a store");
    let object = store.object("2019", &mut Sources::default()).expect("an object");
    for (kind, outcome) in [(EventKind::Verified, Outcome::Failure), (EventKind::Exported, Outcome::Success)] {
        store.record(&object, kind, 2, outcome, vec!["注記 \"sha512\": \"".to_owned()], &act()).expect("an event");
    }
    let object = store.object("2019", &mut Sources::default()).expect("an object");
    assert_eq!(object.events.len(), 4);
    assert_eq!(object.events[3].path(), "logs/000004-exported.json");
    assert_eq!(found(&root), Vec::<String>::new());
    let unlocked = Store::open(&root).expect("a store");
    let refused = unlocked.record(&object, EventKind::Verified, 2, Outcome::Success, Vec::new(), &act());
    assert_eq!(refused.err().map(|error| error.problem.code()), Some("K0714"));
}

#[test]
fn a_bag_holds_a_version_and_where_it_comes_from() {
    let folder = stored();
    let store = Store::open(&folder.path().join("store")).expect("a store");
    let object = store.object("2019", &mut Sources::default()).expect("an object");
    let files = bag(&object, 1, &act(), &mut Sources::default()).expect("a bag");
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8_lossy(&file.bytes).into_owned()
    };
    assert_eq!(text("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    let payload = files.iter().filter(|file| file.path.starts_with("data/"));
    let (count, size) = payload.fold((0, 0), |(count, size), file| (count + 1, size + file.bytes.len()));
    assert_eq!(
        text("bag-info.txt"),
        format!(
            "Source-Organization: 架空市\nExternal-Description: 成果\nExternal-Identifier: 2019 v1\n\
             Bagging-Date: 2023-11-14\nPayload-Oxum: {size}.{count}\nBag-Software-Agent: kakugi 0.1.0\n\
             Contact-Name: 記録係\nContact-Email: records@example.lg.jp\n"
        )
    );
    assert!(text("manifest-sha512.txt").contains(&format!("{}  data/source/report.json\n", sha512(b"first"))));
    assert_eq!(files.last().map(|file| file.path.as_str()), Some("bagit.txt"));
}
