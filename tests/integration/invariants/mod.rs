//! Rules that the code of the program keeps, read off its text.

mod circles;
mod source;

use std::collections::BTreeMap;
use std::fs;

use crate::support::{each_file, repository};

/// The stages, each with those that it may use: typesetting knows nothing of the report, and
/// export knows pages alone.
const STAGES: [(&str, &[&str]); 12] = [
    ("data", &[]),
    ("model", &["data"]),
    ("compare", &["data", "model"]),
    ("template", &["data", "model", "compare"]),
    ("package", &["data", "model"]),
    ("typeset", &[]),
    ("export", &["typeset"]),
    ("edit", &["data", "model"]),
    ("trace", &["data", "model", "template", "typeset"]),
    ("fit", &["data", "model", "template", "typeset"]),
    ("build", &["data", "model", "compare", "package", "template", "typeset", "fit", "export", "trace"]),
    ("project", &["data", "model", "compare", "template", "typeset", "build", "export", "trace"]),
];
/// What every stage may use.
const LEAVES: [&str; 6] = ["assets", "diagnostic", "limits", "mark", "observe", "printer"];

/// The code of the program's own crate by path within `src/`, without comments and unit tests. What imports what in the other
/// crates the compiler holds.
fn code() -> BTreeMap<String, String> {
    code_in("src")
}

/// The code of all crates, by path within the repository.
fn all_code() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for folder in crates().into_iter().map(|name| format!("{name}/src")).chain(["src".to_owned()]) {
        found.extend(code_in(&folder).into_iter().map(|(path, code)| (format!("{folder}/{path}"), code)));
    }
    found
}

/// The folders of the crates beside the program's own.
fn crates() -> Vec<String> {
    let folders = fs::read_dir(repository("crates")).expect("the folder of crates");
    let mut names: Vec<String> =
        folders.map(|folder| format!("crates/{}", folder.expect("a folder").file_name().display())).collect();
    names.sort();
    names
}

fn code_in(folder: &str) -> BTreeMap<String, String> {
    let root = repository(folder);
    let mut found = BTreeMap::new();
    each_file(&root, &mut |path| {
        let name = path.strip_prefix(&root).expect("a path in the folder").to_str().expect("UTF-8").replace('\\', "/");
        if !name.ends_with(".rs") || name.contains("tests/") {
            return;
        }
        let text = fs::read_to_string(path).expect("a source file");
        let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = program.lines().filter(|line| !line.trim_start().starts_with("//"));
        found.insert(name, lines.collect::<Vec<_>>().join("\n"));
    });
    assert!(found.len() > 2, "only {} source files were found in {folder}", found.len());
    found
}

/// The module of the crate's root that a file belongs to.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// The modules of the crate's root that code names after `crate::`.
fn uses(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        // `$crate::` in a macro names modules in the same way.
        let rest = &code[at + start.len()..];
        let group = rest.strip_prefix('{').map(|group| group.split("};").next().unwrap_or_default());
        for path in group.map_or(vec![rest], |group| group.split(',').collect()) {
            let name: String =
                path.trim_start().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            found.push(name);
        }
    }
    found
}

#[test]
fn stages_use_only_those_before_them() {
    let mut errors = Vec::new();
    for (path, code) in code() {
        let own = module(&path);
        // The leaves are there for all, so they themselves may use no stage.
        let stages = STAGES.iter().find(|(stage, _)| *stage == own).map_or(&[][..], |(_, stages)| stages);
        for used in uses(&code).iter().filter(|used| *used != own && known(used)) {
            let allowed = LEAVES.contains(&used.as_str()) || stages.contains(&used.as_str());
            errors.extend((!allowed).then(|| format!("src/{path} uses `{used}`")));
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// Whether the crate's root has a module of this name; macros and items have none.
fn known(name: &str) -> bool {
    repository("src").join(name).is_dir() || repository("src").join(format!("{name}.rs")).is_file()
}

/// The stages are in order, but nothing yet says that the leaves are.
#[test]
fn no_module_uses_itself_by_way_of_others() {
    let mut graph: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, code) in code() {
        let own = module(&path).to_owned();
        let used = uses(&code).into_iter().filter(|used| *used != own && known(used));
        graph.entry(own.clone()).or_default().extend(used);
    }
    for start in graph.keys() {
        let mut reached: Vec<&String> = graph[start].iter().collect();
        let mut at = 0;
        while let Some(next) = reached.get(at).copied() {
            assert_ne!(next, start, "`{start}` uses itself by way of {reached:?}");
            for further in graph.get(next).into_iter().flatten() {
                if !reached.contains(&further) {
                    reached.push(further);
                }
            }
            at += 1;
        }
    }
}

/// The same input gives the same bytes, whatever the machine and the day.
#[test]
fn below_the_command_line_nothing_depends_on_the_machine() {
    let forbidden = [
        "std::env",
        "env::",
        "SystemTime",
        "Instant::",
        "Timestamp::now",
        "Zoned::now",
        "std::net",
        "process::Command",
    ];
    let mut errors = Vec::new();
    for (path, code) in all_code().into_iter().filter(|(path, _)| !is_of_command_line(path)) {
        let found = forbidden.into_iter().filter(|word| code.contains(word));
        errors.extend(found.map(|word| format!("{path}: `{word}`")));
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// Files are written in a folder of the run's own and renamed, in one place; the archive store, which lasts, has its own. What
/// the worker writes to is a pipe.
#[test]
fn only_one_module_writes_files() {
    let writing = ["fs::write", "File::create", "OpenOptions", "create_dir", "fs::rename", "fs::remove", "fs::copy"];
    let mut errors = Vec::new();
    // What only reads a file opens it with options, too, so that a pipe does not hold it up.
    let may = [
        "crates/file/src/delivery.rs",
        "crates/file/src/plain.rs",
        "crates/file/src/removal.rs",
        "crates/file/src/scratch/mod.rs",
        "crates/file/src/scratch/held_by_path.rs",
        "crates/archive/src/disk.rs",
        "src/cli/supervise/worker.rs",
    ];
    for (path, code) in all_code().into_iter().filter(|(path, _)| !may.contains(&path.as_str())) {
        let found = writing.into_iter().filter(|word| code.contains(word));
        errors.extend(found.map(|word| format!("{path}: `{word}`")));
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// What a report's files hold is changed by the editor, which knows what was read and keeps all other bytes.
#[test]
fn only_the_editor_changes_files_of_a_report() {
    let changing = |code: &str| ["Rewrite {", "Rewrite,"].iter().any(|word| code.contains(word));
    let users: Vec<String> = all_code().into_iter().filter(|(_, code)| changing(code)).map(|(path, _)| path).collect();
    assert_eq!(users, ["crates/file/src/lib.rs", "crates/file/src/rewrite.rs", "src/edit/mod.rs"]);
}

/// Whether a file of the repository belongs to the command line, which alone knows the machine and the terminal.
fn is_of_command_line(path: &str) -> bool {
    path.starts_with("src/cli/")
}

#[test]
fn no_code_talks_past_the_command_line() {
    let mut errors = Vec::new();
    let printing = ["println!", "eprintln!", "print!", "eprint!", "dbg!", "process::exit"];
    for (path, code) in all_code().into_iter().filter(|(path, _)| !is_of_command_line(path)) {
        let found = printing.into_iter().filter(|word| code.contains(word));
        errors.extend(found.map(|word| format!("{path}: `{word}`")));
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// The lints of the workspace, of which one forbids `unsafe`, hold for the crates that ask for them.
#[test]
fn all_crates_have_the_lints_of_the_workspace() {
    for folder in crates().into_iter().chain([".".to_owned()]) {
        let manifest = fs::read_to_string(repository(&folder).join("Cargo.toml")).expect("a manifest");
        assert!(manifest.contains("\n[lints]\nworkspace = true\n"), "{folder}/Cargo.toml");
    }
}
