//! Documents that several runs make are those of one.

use std::collections::BTreeMap;

use crate::support::{Desk, headlines, previous, snapshot};

/// The PDF files of a folder by their paths.
fn pdfs(desk: &Desk, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    crate::support::each_file(&desk.path(folder), &mut |path| {
        let name = path.strip_prefix(desk.path(folder)).expect("a path in the folder").display().to_string();
        found.insert(name, std::fs::read(path).expect("a file"));
    });
    found
}

/// Holds that all shards together write what one run does.
fn hold_equal(desk: &Desk, options: &[&str], editions: &[&str], counts: &[usize]) {
    let run = desk.run(&[&["plan", "report", "-o", "plan.json"], options].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let whole = desk.run(&[&["build", "report", "--quiet", "-o", "whole"], options, editions].concat());
    assert_eq!(whole.code, Some(0), "{}", whole.stderr);
    let expected = pdfs(desk, "whole");
    for count in counts {
        let folder = format!("shards-{count}");
        for number in 1..=*count {
            let shard = format!("{number}/{count}");
            let own = ["build", "report", "--quiet", "--plan", "plan.json", "--shard", &shard, "-o", &folder];
            let run = desk.run(&[&own[..], options, editions].concat());
            assert_eq!(run.code, Some(0), "{}", run.stderr);
        }
        let made = pdfs(desk, &folder);
        assert!(made.keys().eq(expected.keys()), "{:?}", made.keys());
        for (path, bytes) in &expected {
            assert!(made[path] == *bytes, "{path} of {count} shards");
        }
    }
}

#[test]
fn all_shards_together_make_what_one_run_makes() {
    let desk = Desk::new();
    // Summaries of several sizes, which then share one.
    desk.edit(
        "report/councils/parks.json",
        "\"苗木を配布。\"",
        "\"苗木を配布し、講習を行った。\", ".repeat(30).trim_end_matches(", "),
    );
    hold_equal(&desk, &[], &[], &[1, 2, 3, 7]);
    let previous = previous().display().to_string();
    hold_equal(&Desk::new(), &["--previous", &previous], &["--edition", "archive-2a"], &[2]);
}

#[test]
fn summaries_of_many_councils_have_the_layouts_of_one_run() {
    let desk = Desk::of_many(20);
    let items = "\"苗木を配布し、講習を行い、巡回した。\", ".repeat(24);
    desk.edit("report/councils/parks-13.json", "\"achievements\": [", &format!("\"achievements\": [{items}"));
    hold_equal(&desk, &["--allow-drop"], &["--edition", "archive-2a", "--only", "summaries"], &[3]);
}

#[test]
fn a_plan_for_something_else_is_refused() {
    let desk = Desk::new();
    let plan = |desk: &Desk, options: &[&str]| {
        let run = desk.run(&[&["plan", "report", "-o", "plan.json"], options].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    };
    let mut messages = String::new();
    let mut refused = |desk: &Desk, options: &[&str]| {
        let own = ["build", "report", "--plan", "plan.json", "--shard", "1/2"];
        for language in ["en", "ja"] {
            let run = desk.run(&[&own[..], options, &["--lang", language]].concat());
            assert_eq!(run.code, Some(1), "{}", run.stderr);
            messages.push_str(&run.stderr);
        }
        assert!(!desk.path("out").exists());
    };
    plan(&desk, &[]);
    refused(&desk, &["--allow-drop"]);
    let theme = std::fs::read(crate::support::repository("templates/typst/theme.typ")).expect("a theme");
    desk.write("own/typst/theme.typ", [&theme[..], b"\n"].concat());
    refused(&desk, &["--templates", "own"]);
    refused(&desk, &["--previous", &previous().display().to_string()]);
    desk.edit("report/report.json", "2020年度", "令和2年度");
    refused(&desk, &[]);
    plan(&desk, &[]);
    let text = String::from_utf8(desk.read("plan.json")).expect("UTF-8");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&version));
    desk.write("plan.json", text.replace(&version, "\"version\": \"0.0.1\""));
    refused(&desk, &[]);
    desk.write("plan.json", "{}");
    refused(&desk, &[]);
    desk.remove("plan.json");
    let missing = desk.run(&["build", "report", "--plan", "plan.json", "--shard", "1/2"]);
    assert_ne!(missing.code, Some(0));
    messages.push_str(&missing.stderr);
    snapshot("shards", "refused_plans", &messages);
}

#[test]
fn a_shard_that_there_cannot_be_exits_with_2() {
    for shard in ["0/3", "4/3", "a/b", "3", "1/0", "+1/3"] {
        for language in ["en", "ja"] {
            let run =
                Desk::new().run(&["build", "report", "--plan", "plan.json", "--shard", shard, "--lang", language]);
            assert_eq!(run.code, Some(2), "{shard}");
            assert!(run.stderr.contains(shard) && run.stderr.contains("--shard"), "{}", run.stderr);
        }
    }
    let run = Desk::new().run(&["build", "report", "--shard", "1/3"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("--plan"), "{}", run.stderr);
}

#[test]
fn a_plan_says_what_does_not_fit() {
    let desk = Desk::new();
    let items = "\"苗木を配布し、講習を行い、公園を巡回した。\", ".repeat(120);
    desk.edit("report/councils/parks.json", "[\"苗木を配布。\"", &format!("[{items}\"苗木を配布。\""));
    let run = desk.run(&["plan", "report", "-o", "plan.json"]);
    assert_eq!(run.code, Some(1));
    assert!(headlines(&run.stderr).starts_with("error[K0403]"), "{}", run.stderr);
    assert!(!desk.path("plan.json").exists());
}
