//! Words of strangers, such as names of files, stand in lines of the program. None may write a line of its own, or steer the
//! terminal.

use std::fs;

use crate::support::{Desk, Run};

/// A name that would be a verdict if its line break were one, and clear the screen.
const NAME: &str = "x\nforged  sound\u{1b}[2J\u{9b}1m\u{202E}";

#[track_caller]
fn no_lines_of_its_own(what: &str, run: &Run) {
    let said = format!("{}{}", run.stdout, run.stderr);
    assert!(said.contains("forged"), "{what}: {said}");
    assert!(!said.lines().any(|line| line.trim_start().starts_with("forged")), "{what}: {said}");
    let steering = |c: char| (c.is_control() && c != '\n') || c == '\u{202E}';
    assert!(!said.contains(steering), "{what}: {said:?}");
}

#[test]
fn arguments_write_no_lines() {
    let desk = Desk::new();
    let at = format!("{NAME}:1:1,1");
    let pointer = format!("{NAME}#/a");
    for language in ["en", "ja"] {
        for arguments in [
            &["explain", NAME][..],
            &["explain", "K0101", NAME],
            &["explain", "--lang", NAME],
            &["trace", "report", "--at", &at],
            &["trace", "report", "--pointer", &pointer],
            &["trace", NAME, "text"],
            &["build", NAME],
            &["build", "report", "--council", NAME],
            &["build", "report", "--only", NAME],
            &["build", "report", "--font-path", NAME],
            &["check", NAME],
            &["preflight", NAME],
            &["preflight", "report/report.json", "--printer", NAME],
            &["archive", "list", "--store", NAME],
            &["archive", "check", NAME],
            &["archive", "add", "report", "--id", NAME, "--by", "係", "--quiet"],
            &["archive", "diff", NAME, "report"],
            &[NAME],
        ] {
            let run = desk.run(&[arguments, &["--lang", language]].concat());
            no_lines_of_its_own(&format!("{arguments:?}"), &run);
        }
        let variable = [("SOURCE_DATE_EPOCH", NAME)];
        no_lines_of_its_own("SOURCE_DATE_EPOCH", &desk.run_with(&["build", "report", "--lang", language], &variable));
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_and_folders_write_no_lines() {
    let desk = Desk::new();
    let within = |path: &str| format!("{NAME}/{path}");
    fs::create_dir(desk.path(NAME)).expect("a folder");
    fs::rename(desk.path("report"), desk.path(&within("report"))).expect("a folder");
    let (report, out, store) = (within("report"), within("out"), within("archive"));
    // An error in a file, which is shown with its place.
    let council = within("report/councils/parks.json");
    let sound = desk.read(&council);
    desk.write(&council, "{\"nonsense\": 1}");
    no_lines_of_its_own("check", &desk.run(&["check", &report]));
    desk.write(&council, sound);
    let summary = ["--council", "parks", "--edition", "archive", "--png", "--emit-typst"];
    no_lines_of_its_own("build", &desk.run(&[&["build", &report, "-o", &out], &summary[..]].concat()));
    let pdf = within("out/summaries/parks.pdf");
    no_lines_of_its_own("archive check", &desk.run(&["archive", "check", &pdf]));
    no_lines_of_its_own("preflight", &desk.run(&["preflight", &pdf, "--printer", &report]));
    no_lines_of_its_own("extract", &desk.run(&["archive", "extract", &pdf, "-o", &within("data")]));
    no_lines_of_its_own("trace", &desk.run(&["trace", &report, "公園", "--quiet"]));
    no_lines_of_its_own("schema", &desk.run(&["schema", "-o", &within("schemas")]));
    let by = ["--store", &store, "--by", "係", "--quiet"];
    let added = desk.run(&[&["archive", "add", &report], &by[..4]].concat());
    assert_eq!(added.code, Some(0), "{}", added.stderr);
    no_lines_of_its_own("archive add", &added);
    fs::write(desk.path(&within("archive/report/v1/content/data.json")), "").expect("a file");
    no_lines_of_its_own("archive verify", &desk.run(&[&["archive", "verify"], &by[..]].concat()));
}

/// What an archive holds is anybody's word, and so is the time of an event.
#[test]
fn events_write_no_lines() {
    let desk = Desk::new();
    let by = ["--by", "係", "--quiet"];
    assert_eq!(desk.run(&[&["archive", "add", "report"], &by[..]].concat()).code, Some(0));
    let path = "archive/report/logs/000001-created.json";
    let text = String::from_utf8(desk.read(path)).expect("UTF-8");
    let mut event: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    event["time"] = NAME.into();
    event["version"] = NAME.into();
    event["sha512"] = "0".repeat(128).into();
    let members = ["event", "sequence", "object", "version", "time", "actor", "outcome", "tool", "notes"];
    let members = members.iter().chain(&["inventory_sha512", "previous_sha512", "sha512"]);
    // Written as the program writes it, and with a digest that is right.
    let pretty = |value: &serde_json::Value| {
        serde_json::to_string_pretty(value).expect("JSON").lines().collect::<Vec<_>>().join("\n  ")
    };
    let lines: Vec<String> = members.map(|name| format!("  \"{name}\": {}", pretty(&event[*name]))).collect();
    let blank = format!("{{\n{}\n}}\n", lines.join(",\n"));
    let digest = kakugi::file::sha512(blank.as_bytes());
    desk.write(path, blank.replace(&"0".repeat(128), &digest));
    let shown = desk.run(&["archive", "show", "report"]);
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
    no_lines_of_its_own("show", &shown);
}
