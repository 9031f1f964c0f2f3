//! `kakugi archive`: what is stored, what comes back, and what is said when something is wrong.
//!
//! How the store itself stands kills, full disks and tampering is tested beside it, in `crates/archive/src/tests/`.

use std::fs;

use kakugi::archive::{Act, Actor, AddOutcome, Description, EventKind, EventOutcome, Issue, NewEvent, Store};
use kakugi::diagnostic::Sources;
use kakugi::package::TOOL;

use crate::support::{Desk, Run};

mod refused;
mod rewritten;

const BRIEFING: &str = "archive/report/v1/content/documents/archive/briefing.pdf";

/// A desk on which the report is in the archive.
fn archived() -> Desk {
    let desk = Desk::new();
    let run = archive(&desk, &["add", "report", "--by", "記録係 <records@example.lg.jp>", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    desk
}

fn archive(desk: &Desk, arguments: &[&str]) -> Run {
    desk.run_with(&[&["archive"], arguments].concat(), &[("KAKUGI_BY", "記録係"), ("SOURCE_DATE_EPOCH", "1617235200")])
}

#[track_caller]
fn done(desk: &Desk, arguments: &[&str]) -> String {
    let run = archive(desk, arguments);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    run.stdout
}

/// What an error says, in English and in Japanese.
#[track_caller]
fn refused(desk: &Desk, arguments: &[&str], code: i32, problem: &str) {
    for (language, word) in [("en", "error"), ("ja", "誤り")] {
        let run = archive(desk, &[arguments, &["--lang", language]].concat());
        assert_eq!(run.code, Some(code), "{}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(&format!("{word}[{problem}]: ")), "{}", run.stderr);
    }
}

fn same(desk: &Desk, one: &str, other: &str) {
    let files = desk.files(one);
    assert_eq!(files, desk.files(other));
    assert!(!files.is_empty());
    for file in files {
        assert!(desk.read(&format!("{one}/{file}")) == desk.read(&format!("{other}/{file}")), "{file} differs");
    }
}

#[test]
fn a_report_goes_in_and_comes_out_byte_for_byte() {
    let desk = archived();
    // What is stored is what `build` writes.
    assert_eq!(desk.build(&[]).code, Some(0));
    same(&desk, "out", "archive/report/v1/content/documents/archive");
    assert_eq!(desk.build(&["--edition", "print"]).code, Some(0));
    same(&desk, "out/print", "archive/report/v1/content/documents/print");
    done(&desk, &["extract", BRIEFING, "-o", "data"]);
    same(&desk, "data/report", "report");
    assert_eq!(desk.read("data/data.json"), desk.read("archive/report/v1/content/data.json"));
    desk.write("elsewhere/deep/record.pdf", desk.read(BRIEFING));
    for (what, folder) in [("elsewhere/deep/record.pdf", "from-pdf"), ("report", "from-store")] {
        // A folder is no PDF: the report is looked for in the archive.
        let away = [("LC_ALL", "ja_JP.UTF-8"), ("TZ", "Asia/Tokyo")];
        let run = desk.run_with(&["archive", "rebuild", what, "-o", folder, "--quiet"], &away);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        if what == "report" {
            same(&desk, &format!("{folder}/print"), "out/print");
            fs::remove_dir_all(desk.path(&format!("{folder}/print"))).expect("a print edition");
        }
        same(&desk, folder, "archive/report/v1/content/documents/archive");
    }
    refused(&desk, &["extract", BRIEFING, "-o", "data"], 1, "K0720");
}

#[test]
fn documents_that_tell_what_has_changed_can_be_made_again() {
    let desk = archived();
    desk.edit("report/councils/water.json", "\"value\": 48, \"unit\"", "\"value\": 52, \"unit\"");
    let run = desk.build(&["--previous", "archive:report"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let told = done(&desk, &["diff", "archive:report", "report", "--format", "json"]);
    assert!(told.contains(r#""archive:report/councils/water.json""#), "{told}");
    // The file alone is enough: it carries both reports.
    fs::remove_dir_all(desk.path("archive")).expect("an archive to remove");
    done(&desk, &["rebuild", "out/briefing.pdf", "-o", "again", "--quiet"]);
    same(&desk, "again", "out");
    refused(&desk, &["diff", "archive:report", "report"], 1, "K0264");
}

#[test]
fn versions_can_be_compared_and_each_keeps_its_digest() {
    let desk = archived();
    let first = done(&desk, &["show", "report"]);
    desk.edit("report/councils/water.json", "\"value\": 48, \"unit\"", "\"value\": 52, \"unit\"");
    done(&desk, &["add", "report", "--reason", "訂正", "--quiet"]);
    let told = done(&desk, &["diff", "archive:report@1", "archive:report"]);
    assert!(told.contains("48 → 52回"), "{told}");
    let digest = first.lines().find(|line| line.contains("digest")).expect("a digest");
    assert!(done(&desk, &["show", "report"]).contains(digest));
    refused(&desk, &["diff", "archive:report@7", "archive:report"], 1, "K0707");
    refused(&desk, &["export", "report", "--bagit", "archive/bag"], 1, "K0730");
}

/// Records are anybody's words, and stand in lines that are the program's.
#[test]
fn words_of_a_record_write_no_lines_of_their_own() {
    let desk = Desk::new();
    let by = "係  kakugi 0.1.0\n  2030-01-01T00:00:00Z  v1  verified  success  監査役\u{1b}[2J";
    assert_eq!(archive(&desk, &["add", "report", "--by", by, "--quiet"]).code, Some(0));
    for (shown, lines) in [(done(&desk, &["show", "report"]), 2), (done(&desk, &["list"]), 0)] {
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown}");
        assert!(!shown.lines().any(|line| line.trim_start().starts_with("2030")), "{shown}");
        assert_eq!(shown.matches("監査役").count(), lines, "{shown}");
    }
}

#[test]
fn a_history_written_anew_is_not_shown() {
    let desk = archived();
    let path = "archive/report/inventory.json";
    let forged =
        String::from_utf8(desk.read(path)).expect("UTF-8").replace("records@example.lg.jp", "forged@example.lg.jp");
    desk.write(path, forged);
    refused(&desk, &["show", "report"], 1, "K0708");
}

#[test]
fn a_file_is_judged_by_itself() {
    let desk = Desk::new();
    assert_eq!(desk.build(&["--only", "briefing"]).code, Some(0));
    let told = done(&desk, &["check", "out/briefing.pdf"]);
    assert_eq!(told.matches(": 0 of ").count(), 3, "{told}");
    refused(&desk, &["check", "out/briefing.pdf", "--edition", "archive-2a"], 1, "K0601");
    let run = archive(&desk, &["check", "out/briefing.pdf", "--edition", "archive-2a", "--format", "json"]);
    let verdict: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let conforms = |at: usize| verdict["profiles"][at]["conforms"].as_bool();
    assert_eq!([conforms(0), conforms(1), conforms(2)], [Some(false), Some(true), Some(true)]);
}

#[test]
fn a_summary_gives_the_data_of_its_council() {
    let desk = archived();
    let summary = "archive/report/v1/content/documents/archive/summaries/parks.pdf";
    let said = done(&desk, &["extract", summary, "-o", "data"]);
    assert!(said.contains("the data of one council"), "{said}");
    assert_eq!(desk.read("data/report/councils/parks.json"), desk.read("report/councils/parks.json"));
    refused(&desk, &["rebuild", summary, "-o", "again"], 1, "K0721");
}

#[test]
fn a_re_issue_has_its_reason_and_its_place_in_the_chain() {
    let desk = archived();
    let said = done(&desk, &["add", "report", "--quiet"]);
    assert_eq!(said, "");
    let said = done(&desk, &["add", "report"]);
    assert!(said.contains("nothing added: identical to version 1, byte for byte"), "{said}");
    desk.edit("report/councils/water.json", "12.5", "13.5");
    refused(&desk, &["add", "report", "--quiet"], 1, "K0703");
    done(&desk, &["add", "report", "--quiet", "--reason", "件数の誤記の訂正"]);
    let shown = done(&desk, &["show", "report"]);
    assert!(shown.contains("v2  2021-04-01T00:00:00Z  記録係  件数の誤記の訂正\n"), "{shown}");
    assert!(shown.contains("  source/report/councils/water.json  "), "{shown}");
    let listed = done(&desk, &["list", "--lang", "ja"]);
    assert_eq!(listed, "report  第2版（2021-04-01）まで  水と緑の協議会の成果\n");
    let verified = done(&desk, &["verify"]);
    assert!(verified.starts_with("report  sound: 2 versions, "), "{verified}");
    assert!(verified.contains("documents conform to PDF/A and PDF/UA; rebuilt with identical bytes: version 1, 2\n"));
    let shown = done(&desk, &["show", "report"]);
    assert!(shown.contains("v2  verified  success  記録係  kakugi "), "{shown}");
    done(&desk, &["rebuild", "report", "--version", "1", "-o", "first", "--quiet"]);
    same(&desk, "first/print", "archive/report/v1/content/documents/print");
    fs::remove_dir_all(desk.path("first/print")).expect("a print edition");
    same(&desk, "first", "archive/report/v1/content/documents/archive");
    refused(&desk, &["show", "report", "--version", "3"], 1, "K0707");
    refused(&desk, &["show", "reports"], 1, "K0706");
}

#[test]
fn a_changed_byte_is_found_named_and_recorded() {
    let desk = archived();
    let mut bytes = desk.read(BRIEFING);
    bytes[1000] ^= 1;
    desk.write(BRIEFING, &bytes);
    let run = archive(&desk, &["verify", "--quiet"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.starts_with(&format!("error[K0708]: `{BRIEFING}` has changed since it was stored\n")));
    assert!(run.stderr.contains("restore this file from a backup copy"), "{}", run.stderr);
    let event = String::from_utf8(desk.read("archive/report/logs/000002-verified.json")).expect("UTF-8");
    assert!(event.contains(r#""outcome": "failure""#), "{event}");
    assert!(event.contains("K0708 `report/v1/content/documents/archive/briefing.pdf`"), "{event}");
    // Nothing is done with what is damaged.
    refused(&desk, &["export", "report", "--bagit", "bag"], 1, "K0708");
    refused(&desk, &["rebuild", "report", "-o", "again"], 1, "K0708");
    assert!(!desk.path("bag").exists() && !desk.path("again").exists());
    bytes[1000] ^= 1;
    desk.write(BRIEFING, &bytes);
    done(&desk, &["verify", "--bytes-only", "--quiet"]);
    // A damaged log is not written on.
    desk.edit("archive/report/logs/000002-verified.json", "failure", "success");
    refused(&desk, &["verify", "--bytes-only", "--quiet"], 1, "K0708");
    assert_eq!(desk.files("archive/report/logs").len(), 3);
}

#[test]
fn what_another_program_made_is_not_compared() {
    let desk = archived();
    let sources = &mut Sources::default();
    let mut content = {
        let store = Store::open(&desk.path("archive")).expect("a store");
        store.object("report", sources).expect("a report").contents(1).expect("sound files")
    };
    content.remove("record.json");
    let record = String::from_utf8(content["source/record.json"].clone()).expect("UTF-8");
    let older = record.replace(env!("CARGO_PKG_VERSION"), "0.0.9");
    assert_ne!(older, record);
    content.insert("source/record.json".to_owned(), older.into_bytes());
    let issue = Issue { content, report: Description::default(), made: serde_json::Value::Null, reason: None };
    let actor = Actor { name: "係".to_owned(), address: None };
    let act = Act { time: jiff::Timestamp::UNIX_EPOCH, actor, tool: TOOL.to_owned() };
    let store = Store::create(&desk.path("older")).expect("a store");
    assert_eq!(store.add("report", &issue, &act, sources).expect("an issue"), AddOutcome::Version(1));
    drop(store);
    let run = archive(&desk, &["rebuild", "report", "--store", "older", "--quiet", "-o", "again"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.starts_with("warning[K0722]: ") && run.stderr.contains("kakugi 0.0.9"), "{}", run.stderr);
    // The documents themselves say who made them.
    let run = archive(&desk, &["verify", "report", "--store", "older", "--quiet"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.starts_with("error[K0729]: `report/v1/source/record.json` does not match"), "{}", run.stderr);
    assert!(run.stderr.contains("warning[K0717]: ") && run.stderr.contains("kakugi 0.0.9"), "{}", run.stderr);
    assert!(run.stderr.contains("1 error, 1 warning"), "{}", run.stderr);
}

#[test]
fn what_holds_no_report_is_refused() {
    let desk = Desk::new();
    refused(&desk, &["extract", "report/report.json", "-o", "none"], 1, "K0719");
    assert_eq!(desk.run(&["build", "report", "--edition", "archive-2a", "-o", "bare"]).code, Some(0));
    refused(&desk, &["extract", "bare/briefing.pdf", "-o", "none"], 1, "K0718");
    refused(&desk, &["list", "--store", "report"], 1, "K0701");
    refused(&desk, &["add", "report", "--store", "report", "--quiet"], 1, "K0701");
    refused(&desk, &["add", "report", "--id", "a/b", "--quiet"], 1, "K0704");
}

#[test]
fn a_bag_is_whole_and_its_export_is_an_event() {
    let desk = archived();
    let said = done(&desk, &["export", "report", "--bagit", "bag"]);
    assert!(said.starts_with("bag  bag of version 1: "), "{said}");
    same(&desk, "bag/data/documents/archive", "archive/report/v1/content/documents/archive");
    let info = String::from_utf8(desk.read("bag/bag-info.txt")).expect("UTF-8");
    assert!(info.contains("External-Identifier: report v1\nBagging-Date: 2021-04-01\nPayload-Oxum: "), "{info}");
    assert!(desk.path("archive/report/logs/000002-exported.json").exists());
    done(&desk, &["verify", "--bytes-only", "--quiet"]);
}

#[test]
fn an_archive_in_use_is_left_alone() {
    let desk = archived();
    let lock = fs::File::open(desk.path("archive/kakugi.lock")).expect("a lock");
    lock.lock().expect("a lock");
    refused(&desk, &["verify"], 3, "K0702");
    refused(&desk, &["add", "report", "--quiet"], 3, "K0702");
    assert!(done(&desk, &["list"]).starts_with("report  1 version, "));
}

#[test]
fn somebody_has_to_do_it() {
    let desk = Desk::new();
    let nobody = [("KAKUGI_BY", ""), ("USER", ""), ("LOGNAME", ""), ("USERNAME", "")];
    let run = desk.run_with(&["archive", "add", "report"], &nobody);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("`--by`"), "{}", run.stderr);
    assert!(!desk.path("archive").exists());
}
