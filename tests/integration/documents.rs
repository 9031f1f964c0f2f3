//! What the documents of the repository say about it: links lead somewhere, files exist, examples work.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use kakugi::Project;

use crate::support::{Desk, copy, each_file, repository, sample};

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
    prose(text).filter(|line| line.starts_with('#')).map(anchor).collect()
}

/// The anchor of a heading: its letters and digits in lower case, with hyphens for blanks.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
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
            let quoted = line.split('`').skip(1).step_by(2);
            let missing = quoted.filter(|name| is_missing(name, &paths));
            errors.extend(missing.map(|name| format!("{}: {name}", path.display())));
        }
    }
    assert!(errors.is_empty(), "files that are not there:\n{}", errors.join("\n"));
}

/// Whether text in backticks names a source file, or a folder of one, that is not in the repository.
fn is_missing(name: &str, paths: &BTreeSet<String>) -> bool {
    if name.starts_with("src/") && name.ends_with('/') {
        return !repository(name).is_dir();
    }
    let is_source = [".rs", ".typ", ".hbs", ".py"].iter().any(|extension| name.ends_with(extension));
    // Patterns are not names, and the files of users are in no folder of the repository.
    let is_elsewhere = name.contains(['<', '*', ' ', '…']) || MADE.contains(&name) || name.starts_with("custom/");
    is_source && !is_elsewhere && !paths.iter().any(|path| path.ends_with(&format!("/{name}")))
}

/// Files that are made during a run, and endings of names.
const MADE: [&str; 4] = ["setting.typ", "fit-95/theme.typ", "document.typ", ".typ.hbs"];

#[test]
fn first_report_has_no_errors_and_no_warnings() {
    let desk = Desk::new();
    let [report, council] = first_report_files(&read(&repository("docs/first-report.md")));
    desk.write("first/report.json", report).write("first/councils/river-works.json", council);
    let project = Project::load(desk.path("first")).unwrap_or_else(|errors| panic!("{errors}"));
    assert!(project.warnings().is_empty(), "{:?}", project.warnings());
}

/// The report and the council that `docs/first-report.md` has its readers write.
fn first_report_files(text: &str) -> [String; 2] {
    let blocks = text.split("```json\n").skip(1).filter_map(|block| block.split("```").next());
    blocks.map(str::to_owned).collect::<Vec<_>>().try_into().expect("two JSON files")
}

/// Compares the examples in `docs/usage.md` and `docs/first-report.md` with what the program prints after the same edits.
#[test]
fn examples_are_what_the_program_prints() {
    let desk = Desk::new();
    let council = "data/2019/councils/drug-discovery.json";
    copy(&sample(), &desk.path("data/2019"));
    let original = desk.read(council);
    let mut usage = Examples::of("docs/usage.md");
    desk.edit(council, r#""value": 1376, "unit": "件","#, r#""value": 1376,"#);
    usage.compare(&desk);
    desk.write(council, &original).edit(council, r#""note": "1,376件""#, r#""note": "1,367件""#);
    usage.compare(&desk);
    desk.write(council, &original);
    usage.compare(&desk);
    usage.finish();

    let council = "data/first/councils/river-works.json";
    let mut first_report = Examples::of("docs/first-report.md");
    let [report, river_works] = first_report_files(&first_report.text);
    desk.write("data/first/report.json", report).write(council, &river_works);
    desk.edit(council, "堰の点検は48か所", "堰の点検は46か所");
    first_report.compare(&desk);
    desk.edit(council, r#", "unit": "か所""#, "");
    first_report.compare(&desk);
    desk.write(council, river_works);
    first_report.compare(&desk);
    first_report.finish();
}

/// The examples of a document, one after the other: a command after `$`, and what it prints.
struct Examples {
    document: &'static str,
    text: String,
    /// Where the next example is looked for, in bytes of the text.
    offset: usize,
    differences: Vec<String>,
}

impl Examples {
    const START: &str = "```console\n$ kakugi ";

    fn of(document: &'static str) -> Self {
        Self { document, text: read(&repository(document)), offset: 0, differences: Vec::new() }
    }

    /// Runs the next command, and replaces what the document says that it prints.
    fn compare(&mut self, desk: &Desk) {
        let start = self.text[self.offset..].find(Self::START).expect("one more example") + self.offset;
        let arguments = start + Self::START.len();
        let printed = self.text[arguments..].find('\n').expect("an end of the line") + arguments + 1;
        let end = self.text[printed..].find("```").expect("an end of the example") + printed;
        let command: Vec<&str> = self.text[arguments..printed].split_whitespace().chain(["--lang", "en"]).collect();
        let run = desk.run(&command);
        let output = format!("{}\n", format!("{}{}", run.stdout, run.stderr).trim_end());
        if self.text[printed..end] != output {
            self.differences.push(format!("{}\n{output}", command.join(" ")));
            self.text.replace_range(printed..end, &output);
        }
        self.offset = printed + output.len();
    }

    /// Fails if there are differences, or writes the document if that is asked for.
    fn finish(self) {
        if !self.differences.is_empty() && env::var_os(ACCEPT).is_some() {
            fs::write(repository(self.document), &self.text).expect("a document that can be written");
        } else {
            let differences = self.differences.join("\n");
            assert!(
                differences.is_empty(),
                "{} shows something else ({ACCEPT}=1 accepts):\n{differences}",
                self.document
            );
        }
    }
}

/// The environment variable by which the examples are written anew.
const ACCEPT: &str = "ACCEPT_EXAMPLES";
