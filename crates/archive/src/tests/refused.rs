//! What is not added to a store that somebody has changed, and the way out.

use super::*;
use kakugi_diagnostic::{Diagnostic, Sources};

fn codes<T: std::fmt::Debug>(result: Result<T, Vec<Diagnostic>>) -> Vec<&'static str> {
    result.expect_err("an error").iter().map(|error| error.problem.code()).collect()
}

/// Puts a report of a store aside.
fn take_away(folder: &TempDir, id: &str) {
    fs::rename(folder.path().join("store").join(id), folder.path().join("aside")).expect("a rename");
}

/// Puts a report in the place of another, as a store of its own would have made it.
fn put_in_place(folder: &TempDir, id: &str, text: &str) {
    let other = tempfile::tempdir().expect("a temporary folder");
    add(other.path(), id, &issue(text, None)).expect("an issue");
    let place = folder.path().join("store").join(id);
    fs::remove_dir_all(&place).expect("a folder");
    fs::rename(other.path().join(id), place).expect("a rename");
}

#[track_caller]
fn refuses(folder: &TempDir, id: &str, code: &str) {
    let root = folder.path().join("store");
    let before = snapshot(&root);
    assert_eq!(codes(add(&root, id, &issue("changed", Some("二度目")))), [code]);
    assert_eq!(snapshot(&root), before);
}

#[test]
fn a_version_on_top_of_one_that_was_taken_back_is_refused() {
    let folder = stored();
    put_in_place(&folder, "2019", "first");
    refuses(&folder, "2019", "K0725");
}

#[test]
fn a_version_on_top_of_a_history_that_was_written_anew_is_refused() {
    let folder = stored();
    put_in_place(&folder, "令和元年", "forged");
    refuses(&folder, "令和元年", "K0712");
}

#[test]
fn a_report_in_the_place_of_one_that_was_taken_away_is_refused() {
    for id in ["2019", "令和元年"] {
        let folder = stored();
        take_away(&folder, id);
        refuses(&folder, id, "K0724");
    }
}

#[test]
fn a_register_that_was_taken_away_is_not_made_anew_by_the_way() {
    let folder = stored();
    fs::remove_file(folder.path().join("store/kakugi-register.json")).expect("a file");
    for id in ["2019", "2020"] {
        refuses(&folder, id, "K0709");
    }
    fs::write(folder.path().join("store/kakugi-register.json"), "{}").expect("a file");
    refuses(&folder, "2020", "K0708");
}

#[test]
fn a_contradiction_in_the_register_stays_whatever_is_entered() {
    let folder = stored();
    let root = folder.path().join("store");
    put_in_place(&folder, "令和元年", "forged");
    let before = snapshot(&root);
    let store = Store::open_alone(&root).expect("a store");
    // As if a version had been built on the forged one, by whatever way.
    store.enter(&[ReportVersion { id: "令和元年".to_owned(), version: 2, inventory_digest: sha512(b"forged") }]);
    drop(store);
    assert_eq!(snapshot(&root), before);
}

#[test]
fn names_that_differ_in_case_alone_are_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    add(folder.path(), "health-2019", &issue("first", None)).expect("an issue");
    assert_eq!(codes(add(folder.path(), "Health-2019", &issue("first", None))), ["K0704"]);
    // The name of a report that was taken away is as taken.
    fs::remove_dir_all(folder.path().join("health-2019")).expect("a folder");
    assert_eq!(codes(add(folder.path(), "Health-2019", &issue("first", None))), ["K0704"]);
}

#[test]
fn a_store_within_a_store_is_refused() {
    let folder = stored();
    let root = folder.path().join("store");
    let before = snapshot(&root);
    for inner in ["inner", "2019/v1/inner", "2019/nope/../inner", "../nope/../store/inner", "2019"] {
        assert_eq!(codes(add(&root.join(inner), "x", &issue("first", None))), ["K0730"], "{inner}");
    }
    assert_eq!(snapshot(&root), before);
    assert!(!folder.path().join("nope").exists());
}

#[cfg(unix)]
#[test]
fn links_are_followed_before_a_path_leads_upwards() {
    let folder = stored();
    std::os::unix::fs::symlink(folder.path().join("store/2019"), folder.path().join("link")).expect("a link");
    for (path, within) in [("link/x", true), ("link/../x", true), ("link/../../x", false), ("store/../x", false)] {
        assert_eq!(is_within_store(&folder.path().join(path)), within, "{path}");
    }
}

fn renew(folder: &TempDir) -> Result<Vec<String>, Vec<Diagnostic>> {
    let store = Store::open_alone(&folder.path().join("store")).expect("a store");
    store.renew("移管のため", &act(), &mut Sources::default())
}

#[test]
fn a_register_that_is_written_anew_leaves_an_event() {
    let folder = stored();
    let root = folder.path().join("store");
    assert_eq!(renew(&folder).expect("nothing to do"), Vec::<String>::new());
    let before = snapshot(&root);
    assert_eq!(renew(&folder).expect("nothing to do"), Vec::<String>::new());
    assert_eq!(snapshot(&root), before);
    take_away(&folder, "令和元年");
    let changes = renew(&folder).expect("a new register");
    assert!(changes.len() == 1 && changes[0].starts_with("令和元年: version 1 "), "{changes:?}");
    assert_eq!(found(&root), Vec::<String>::new());
    let object = Store::open(&root).expect("a store").object("2019", &mut Sources::default()).expect("a report");
    let event = object.events.last().expect("an event");
    assert_eq!(event.event, EventKind::Registered);
    assert!(event.notes[0] == "移管のため" && event.notes.contains(&changes[0]), "{:?}", event.notes);
    add(&root, "令和元年", &issue("third", None)).expect("the name is free");
    // A register that is missing is made by this act alone.
    fs::remove_file(root.join("kakugi-register.json")).expect("a file");
    assert_eq!(renew(&folder).expect("a new register").len(), 2);
    assert_eq!(found(&root), Vec::<String>::new());
}

#[test]
fn no_register_is_written_anew_over_damage() {
    let folder = stored();
    let root = folder.path().join("store");
    fs::write(root.join("2019/v1/content/source/report.json"), "forged").expect("a file");
    let before = snapshot(&root);
    assert_eq!(codes(renew(&folder)), ["K0708"]);
    for id in ["2019", "令和元年"] {
        fs::remove_dir_all(root.join(id)).expect("a folder");
    }
    // No log could keep why, and the advice must not be to run the same command.
    assert_eq!(codes(renew(&folder)), ["K0731"]);
    assert!(snapshot(&root)["kakugi-register.json"] == before["kakugi-register.json"]);
}
