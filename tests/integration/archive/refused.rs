//! What is refused before it is done, so that nothing has to be undone in an archive that keeps everything.

use super::*;
use kakugi::diagnostic::Sources;

#[test]
fn a_report_that_was_taken_away_is_told_before_anything_is_built() {
    let desk = archived();
    fs::rename(desk.path("archive/report"), desk.path("taken")).expect("a rename");
    // Errors in the data would be told by the build.
    desk.edit("report/councils/water.json", "\"value\": 48, \"unit\"", "\"value\": [], \"unit\"");
    refused(&desk, &["add", "report", "--reason", "訂正"], 1, "K0724");
    refused(&desk, &["show", "report"], 1, "K0724");
    fs::remove_file(desk.path("archive/kakugi-register.json")).expect("a register");
    refused(&desk, &["show", "report"], 1, "K0706");
}

#[test]
fn a_register_is_written_anew_for_a_reason() {
    let desk = archived();
    let run = archive(&desk, &["register"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    fs::remove_file(desk.path("archive/kakugi-register.json")).expect("a register");
    refused(&desk, &["add", "report"], 1, "K0709");
    let told = done(&desk, &["register", "--reason", "移管のため"]);
    assert!(told.contains("report: none -> version 1 "), "{told}");
    assert!(done(&desk, &["show", "report"]).contains("registered  success  記録係"));
    done(&desk, &["verify", "--bytes-only", "--quiet"]);
}

#[test]
fn a_clock_far_ahead_records_nothing() {
    let desk = archived();
    let before = desk.files("archive");
    for (language, word) in [("en", "more than a day ahead"), ("ja", "1日以上先")] {
        for verb in [&["verify", "--bytes-only"][..], &["export", "report", "--bagit", "bag"], &["add", "report"]] {
            let arguments = [&["archive"], verb, &["--by", "係", "--lang", language]].concat();
            let run = desk.run_with(&arguments, &[("SOURCE_DATE_EPOCH", "99999999999")]);
            assert_eq!(run.code, Some(2), "{}", run.stderr);
            assert!(run.stderr.contains(word), "{}", run.stderr);
        }
    }
    assert_eq!(desk.files("archive"), before);
    assert!(!desk.path("bag").exists());
}

#[test]
fn a_bag_that_cannot_be_recorded_is_not_written() {
    let desk = archived();
    let sources = &mut Sources::default();
    let store = Store::open_alone(&desk.path("archive")).expect("a store");
    let object = store.object("report", sources).expect("a report");
    let time = "9000-01-01T00:00:00Z".parse().expect("a time");
    let act = Act { time, actor: Actor { name: "係".to_owned(), address: None } };
    store.record(&object, EventKind::Verified, 1, Outcome::Success, Vec::new(), &act).expect("an event");
    drop(store);
    refused(&desk, &["export", "report", "--bagit", "bag"], 1, "K0727");
    assert!(!desk.path("bag").exists());
    // The way out that `explain` tells: without that event the log is sound, and goes on.
    fs::rename(desk.path("archive/report/logs/000002-verified.json"), desk.path("aside.json")).expect("an event");
    done(&desk, &["export", "report", "--bagit", "bag"]);
}

#[test]
fn a_verification_of_bytes_alone_is_told_from_a_full_one() {
    let desk = archived();
    let full = done(&desk, &["verify"]);
    assert!(!full.contains("bytes only"), "{full}");
    let bytes = done(&desk, &["verify", "--bytes-only"]);
    assert!(bytes.lines().next().is_some_and(|line| line.ends_with(" (bytes only)")), "{bytes}");
    let bytes = done(&desk, &["verify", "--bytes-only", "--lang", "ja"]);
    assert!(bytes.contains("(バイトのみ)"), "{bytes}");
    let shown = done(&desk, &["show", "report"]);
    assert_eq!(shown.matches("  verified  success").count(), 1, "{shown}");
    assert_eq!(shown.matches("  verified (bytes only)  success").count(), 2, "{shown}");
}

#[test]
fn a_file_and_a_report_are_told_apart() {
    let desk = archived();
    refused(&desk, &["rebuild", "nothere.pdf", "-o", "again"], 1, "K0501");
    refused(&desk, &["rebuild", "out/nothere", "-o", "again"], 1, "K0501");
    refused(&desk, &["rebuild", "nothere", "-o", "again"], 1, "K0706");
    // A file of the report's name does not hide it.
    fs::remove_dir_all(desk.path("report")).expect("a report");
    desk.write("report", "mine");
    done(&desk, &["rebuild", "report", "-o", "again", "--quiet"]);
}
