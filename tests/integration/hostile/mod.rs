//! Data that mean harm, or were broken on their way: each is a clear error at its place or a correct page, never a
//! panic, a hang, or a byte read from outside the report's folder.

mod arguments;
mod characters;
mod drawings;
mod files;
mod json;
mod limits;
mod numbers;
mod pdf;
mod strange_pdf;
mod tables;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kakugi::diagnostic::{Diagnostic, Language, Look, Sources};
use kakugi::model::Report;
use serde_json::Value;

use crate::support::Desk;

const REPORT: &str = "report/report.json";
const PARKS: &str = "report/councils/parks.json";

/// A desk whose council of parks is changed.
fn parks(change: impl FnOnce(&mut Value)) -> Desk {
    let desk = Desk::new();
    let mut council: Value = serde_json::from_slice(&desk.read(PARKS)).expect("JSON");
    change(&mut council);
    desk.write(PARKS, council.to_string());
    desk
}

/// A desk whose council of parks has this text instead of its purpose's.
fn purpose(text: &str) -> Desk {
    parks(|council| council["purpose"] = serde_json::json!([text]))
}

/// A desk whose council of parks has a reference page with this block.
fn block(block: Value) -> Desk {
    parks(|council| council["reference"] = serde_json::json!([{ "title": "参考", "blocks": [block] }]))
}

/// A desk whose council of parks is these bytes.
fn bytes(bytes: impl AsRef<[u8]>) -> Desk {
    let desk = Desk::new();
    desk.write(PARKS, bytes);
    desk
}

/// The text of the council of parks with more keys.
fn with_keys(keys: &str) -> String {
    let text = String::from_utf8(Desk::new().read(PARKS)).expect("UTF-8");
    let open = text.trim_end().strip_suffix('}').expect("an object");
    format!("{open},{keys}}}")
}

/// What is found when a report is loaded, with the messages as text.
fn found(folder: &Path) -> (Vec<Diagnostic>, String) {
    let mut sources = Sources::default();
    let found = match Report::load(folder, &mut sources) {
        Ok((_, warnings)) => warnings,
        Err(errors) => errors,
    };
    let both = [Language::English, Language::Japanese];
    // As many as a terminal shows.
    let shown = found.iter().take(50);
    let text = shown.flat_map(|each| both.map(|language| sources.render(each, language, Look::default()))).collect();
    (found, text)
}

/// The codes of all that is found, each once; messages must be of a length that can be read.
#[track_caller]
fn codes(desk: &Desk) -> Vec<&'static str> {
    let (found, text) = found(&desk.path("report"));
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    assert!(longest < 1000, "a line of {longest} characters");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "controls reach the terminal");
    let codes: BTreeSet<&str> = found.iter().map(|each| each.problem.code()).collect();
    codes.into_iter().collect()
}

/// Runs `kakugi check` with so many megabytes of memory to its name, and gives the codes of the errors.
#[cfg(unix)]
#[track_caller]
fn checked_within(desk: &Desk, megabytes: usize) -> Vec<String> {
    let script = format!("ulimit -v {}; exec \"$0\" check report", megabytes << 10);
    let run = std::process::Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_kakugi")])
        .current_dir(desk.path(""))
        .env("LC_ALL", "C")
        .output()
        .expect("a shell");
    let text = String::from_utf8([run.stdout, run.stderr].concat()).expect("UTF-8");
    assert_eq!(run.status.code(), Some(1), "{text}");
    assert!(!text.contains("10 s"), "it was drawn instead of being refused");
    let codes = text.lines().filter_map(|line| line.strip_prefix("error[")?.split(']').next());
    let codes: BTreeSet<String> = codes.map(str::to_owned).collect();
    codes.into_iter().collect()
}

/// What a run may use that refuses what it is given: the program itself takes some 300 MB of addresses.
const SMALL: usize = 1_200;

/// Makes a folder of files with these names.
fn fill(folder: &Path, names: impl Iterator<Item = String>) {
    fs::create_dir_all(folder).expect("a folder");
    names.for_each(|name| fs::write(folder.join(name), "{}").expect("a file"));
}
