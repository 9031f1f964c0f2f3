//! What the documents of the repository say about it: links lead somewhere, files exist, examples work.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use kakugi::Project;

use crate::support::{each_file, repository};

/// The documents, but for the manual of errors, which the program makes.
fn documents() -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "data/2019/README.md"]
        .into_iter()
        .map(repository)
        .collect();
    for entry in fs::read_dir(repository("docs")).expect("the folder of documents") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "md") {
            paths.push(path);
        }
    }
    assert!(paths.len() > 10, "only {} documents were found", paths.len());
    paths.into_iter().map(|path| (path.clone(), read(&path))).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a document")
}

/// The lines outside code blocks.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut in_code = false;
    text.lines().filter(move |line| {
        let fence = line.starts_with("```");
        in_code ^= fence;
        !in_code && !fence
    })
}

/// The anchors of a document's headings, as code hosts make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = prose(text).filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

/// The targets of the links in a text that stay within the repository.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|target| !target.contains(':'))
}

#[test]
fn links_lead_to_files_and_headings() {
    let mut errors = Vec::new();
    for (path, text) in documents() {
        for line in prose(&text) {
            // What is quoted in backticks shows how links are written.
            let unquoted: String = line.split('`').step_by(2).collect();
            for link in links(&unquoted) {
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let target = match file {
                    "" => path.clone(),
                    file => path.parent().expect("a folder").join(file),
                };
                if !target.exists() || !(anchor.is_empty() || anchors(&read(&target)).contains(anchor)) {
                    errors.push(format!("{}: {link}", path.display()));
                }
            }
        }
    }
    assert!(errors.is_empty(), "links that lead nowhere:\n{}", errors.join("\n"));
}

/// Documents name files by the end of their paths, such as `print/check.rs`.
#[test]
fn files_that_documents_name_exist() {
    let mut paths = BTreeSet::new();
    for folder in ["src", "crates", "templates", "tests", "tools", "benches", "examples", "fuzz", "schemas", "data"] {
        let root = repository("");
        each_file(&repository(folder), &mut |path| {
            let name = path.strip_prefix(&root).expect("a path in the repository").to_str().expect("UTF-8");
            paths.insert(format!("/{}", name.replace('\\', "/")));
        });
    }
    let mut errors = Vec::new();
    for (path, text) in documents() {
        for line in prose(&text) {
            for name in line.split('`').skip(1).step_by(2) {
                let source = [".rs", ".typ", ".hbs", ".py"].iter().any(|extension| name.ends_with(extension));
                let plain = !name.contains(['<', '*', ' ', '…']);
                let folder = name.ends_with('/') && name.starts_with("src/");
                let known = || paths.iter().any(|path| path.ends_with(&format!("/{name}")));
                let is_missing = if folder { !repository(name).is_dir() } else { source && plain && !known() };
                // What users write and what the program makes is in no folder of the repository.
                if is_missing && !MADE.contains(&name) && !name.starts_with("custom/") {
                    errors.push(format!("{}: {name}", path.display()));
                }
            }
        }
    }
    assert!(errors.is_empty(), "files that are not there:\n{}", errors.join("\n"));
}

/// Files that are made during a run, and endings of names.
const MADE: [&str; 4] = ["setting.typ", "fit-95/theme.typ", "document.typ", ".typ.hbs"];

#[test]
fn first_report_has_no_errors_and_no_warnings() {
    let text = read(&repository("docs/first-report.md"));
    let blocks: Vec<&str> = text.split("```json\n").skip(1).filter_map(|block| block.split("```").next()).collect();
    let [report, council] = blocks[..] else { panic!("{} JSON files", blocks.len()) };
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("councils")).expect("a folder");
    fs::write(folder.path().join("report.json"), report).expect("a file");
    fs::write(folder.path().join("councils/river-works.json"), council).expect("a file");
    let project = Project::load(folder.path()).unwrap_or_else(|errors| panic!("{errors}"));
    assert!(project.warnings().is_empty(), "{:?}", project.warnings());
}
