//! Reports that somebody has taken away, and events in an order in which nothing happens.

use super::*;
use kakugi_diagnostic::{Language, Sources};

fn starts(found: &[String], code: &str) -> bool {
    found.len() == 1 && found[0].starts_with(code)
}

#[test]
fn a_report_that_is_taken_away_is_missed() {
    let folder = stored();
    let root = folder.path().join("store");
    fs::rename(root.join("令和元年"), folder.path().join("aside")).expect("a rename");
    assert!(starts(&found(&root), "K0724"), "{:#?}", found(&root));
    assert!(found(&root)[0].contains("`令和元年`"), "{:#?}", found(&root));
    // Other reports are added to, and it is missed as before.
    add(&root, "2019", &issue("third", Some("誤記の訂正"))).expect("an issue");
    assert!(starts(&found(&root), "K0724"), "{:#?}", found(&root));
    fs::rename(folder.path().join("aside"), root.join("令和元年")).expect("a rename");
    assert_eq!(found(&root), Vec::<String>::new());
    // It takes nothing but the register to tell, so its own absence is told as well.
    fs::remove_file(root.join("kakugi-register.json")).expect("a file");
    fs::rename(root.join("令和元年"), folder.path().join("aside")).expect("a rename");
    assert!(starts(&found(&root), "K0709"), "{:#?}", found(&root));
}

#[test]
fn a_report_that_is_put_back_to_an_earlier_version_is_missed() {
    let (folder, earlier) = (stored(), tempfile::tempdir().expect("a temporary folder"));
    let root = folder.path().join("store");
    add(earlier.path(), "2019", &issue("first", None)).expect("an issue");
    fs::remove_dir_all(root.join("2019")).expect("a folder");
    fs::rename(earlier.path().join("2019"), root.join("2019")).expect("a rename");
    assert!(starts(&found(&root), "K0725"), "{:#?}", found(&root));
}

#[test]
fn a_history_that_was_written_anew_contradicts_the_register() {
    let (folder, other) = (stored(), tempfile::tempdir().expect("a temporary folder"));
    let root = folder.path().join("store");
    add(other.path(), "令和元年", &issue("forged", None)).expect("an issue");
    fs::remove_dir_all(root.join("令和元年")).expect("a folder");
    fs::rename(other.path().join("令和元年"), root.join("令和元年")).expect("a rename");
    assert!(starts(&found(&root), "K0712"), "{:#?}", found(&root));
    assert!(found(&root)[0].contains("store/kakugi-register.json`"), "{:#?}", found(&root));
}

/// A store of two reports as an earlier release has left it.
fn without_register() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("store");
    for id in ["2019", "令和元年"] {
        add(&root, id, &issue(id, None)).expect("an issue");
        let path = root.join(id).join("logs/000001-created.json");
        let event = StoreEvent::read("", &fs::read(&path).expect("a file"), &mut Sources::default());
        let mut event = event.expect("an event").expect("a sound one");
        event.notes.retain(|note| note != register::NOTE);
        fs::write(path, event.to_bytes().expect("a record")).expect("a file");
    }
    fs::remove_file(root.join("kakugi-register.json")).expect("a file");
    folder
}

#[test]
fn stores_of_earlier_releases_are_sound_and_get_a_register() {
    let folder = without_register();
    let root = folder.path().join("store");
    let found_of = |id: &str| {
        let store = Store::open_alone(&root).expect("a store");
        let verdict = store.verify(id, &mut Sources::default()).expect("an object");
        (store.verify_register(), verdict)
    };
    let (register, verdict) = found_of("令和元年");
    assert_eq!((messages(&register), messages(&verdict.findings)), (Vec::new(), Vec::new()));
    let store = Store::open_alone(&root).expect("a store");
    store.enter(&[ReportVersion {
        id: "令和元年".to_owned(),
        version: verdict.versions,
        inventory_digest: verdict.inventory_digest,
    }]);
    drop(store);
    assert!(root.join("kakugi-register.json").exists() && !root.join("extensions").exists());
    fs::remove_dir_all(root.join("令和元年")).expect("a folder");
    let store = Store::open(&root).expect("a store");
    assert!(starts(&messages(&store.verify_register()), "K0724"));
}

#[test]
fn the_words_for_whoever_finds_a_store_may_be_those_of_an_earlier_release() {
    let folder = stored();
    let path = folder.path().join("store/README.txt");
    let words = fs::read_to_string(&path).expect("a file");
    for name in ["kakugi-register.json", "kakugi.lock", "ocfl_layout.json", "extensions/"] {
        assert_eq!(words.matches(name).count(), 2, "{name}, in both languages");
    }
    for former in [include_str!("../README-first.txt"), include_str!("../README-second.txt")] {
        assert_ne!(former, words, "a former text is one that is no longer written");
        fs::write(&path, former).expect("a file");
        assert_eq!(found(&folder.path().join("store")), Vec::<String>::new());
    }
    fs::write(&path, "anything else").expect("a file");
    assert!(starts(&found(&folder.path().join("store")), "K0708"));
}

#[test]
fn adding_enters_all_reports_that_are_there() {
    let folder = without_register();
    let root = folder.path().join("store");
    assert_eq!(found(&root), Vec::<String>::new());
    add(&root, "2020", &issue("another", None)).expect("an issue");
    fs::remove_dir_all(root.join("令和元年")).expect("a folder");
    let store = Store::open(&root).expect("a store");
    assert!(starts(&messages(&store.verify_register()), "K0724"));
}

#[test]
fn an_event_of_long_before_the_one_before_it_is_no_sound_order() {
    let folder = stored();
    let root = folder.path().join("store");
    let store = Store::open_alone(&root).expect("a store");
    let object = store.object("2019", &mut Sources::default()).expect("an object");
    // A clock that is behind records nothing.
    let early = Act { time: Timestamp::UNIX_EPOCH, ..act() };
    let refused = store.record(
        &object,
        NewEvent { kind: EventKind::Verified, version: 2, outcome: EventOutcome::Success, notes: Vec::new() },
        &early,
    );
    assert_eq!(refused.expect_err("an error").problem.code(), "K0727");
    assert_eq!(found(&root), Vec::<String>::new());
    // Two clocks that are nearly right may.
    let time = Timestamp::from_second(1_700_000_000 - 3_600).expect("a time");
    let nearly = Act { time, ..act() };
    store
        .record(
            &object,
            NewEvent { kind: EventKind::Verified, version: 2, outcome: EventOutcome::Success, notes: Vec::new() },
            &nearly,
        )
        .expect("an event");
    assert_eq!(found(&root), Vec::<String>::new());
    let forged = |time: &str| {
        let path = root.join("2019/logs/000003-verified.json");
        let event = StoreEvent::read("", &fs::read(&path).expect("a file"), &mut Sources::default());
        let event = event.expect("an event").expect("a sound one");
        fs::write(path, StoreEvent { time: time.to_owned(), ..event }.to_bytes().expect("a record")).expect("a file");
        found(&root)
    };
    let early = forged("1970-01-01T00:00:00Z");
    assert!(starts(&early, "K0726"), "{early:#?}");
    let none = forged("\u{1b}[2J");
    assert!(starts(&none, "K0711"), "{none:#?}");
}

#[test]
fn a_log_with_a_file_that_is_no_event_gets_no_further_event() {
    let folder = stored();
    let root = folder.path().join("store");
    for name in ["Thumbs.db", "verified.json", "-verified.json", "000000-verified.json", "000002-reissued.json.bak"] {
        fs::write(root.join("2019/logs").join(name), "stray").expect("a file");
        let before = snapshot(&root);
        let store = Store::open_alone(&root).expect("a store");
        let object = store.object("2019", &mut Sources::default()).expect("an object");
        let new = NewEvent { kind: EventKind::Verified, version: 2, outcome: EventOutcome::Success, notes: Vec::new() };
        let refused = store.record(&object, new, &act()).expect_err("an error");
        assert_eq!(refused.code(), "K0710", "{name}");
        assert!(refused.message(Language::English).contains(name), "{name}");
        drop(store);
        assert_eq!(snapshot(&root), before, "{name}");
        fs::remove_file(root.join("2019/logs").join(name)).expect("a file");
    }
    assert_eq!(found(&root), Vec::<String>::new());
}

#[test]
fn an_inventory_and_its_event_tell_the_same() {
    let folder = stored();
    let root = folder.path().join("store");
    let path = root.join("令和元年/logs/000001-created.json");
    let event = StoreEvent::read("", &fs::read(&path).expect("a file"), &mut Sources::default());
    let event = event.expect("an event").expect("a sound one");
    let actor = Actor { name: "別人".to_owned(), address: None };
    fs::write(&path, StoreEvent { actor, ..event }.to_bytes().expect("a record")).expect("a file");
    assert!(starts(&found(&root), "K0712"), "{:#?}", found(&root));
}

#[test]
fn names_of_devices_are_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bad = ["con", "NUL", "Aux", "prn.2019", "com1", "LPT9.x", "COM¹", "conin$"];
    assert!(bad.iter().all(|name| is_device(name)));
    assert!(["console", "com", "com10", "2019.con", "nul-2019", "lpt"].iter().all(|name| !is_device(name)));
    for name in ["con", "NUL", "aux.2019"] {
        let refused = add(folder.path(), name, &issue("first", None)).expect_err("an error");
        assert_eq!(refused[0].problem.code(), "K0704", "{name}");
    }
}
