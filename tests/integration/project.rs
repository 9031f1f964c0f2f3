//! The front door for programs does what the command does.

use std::error::Error;

use kakugi::export::Edition;
use kakugi::project::{BuildOptions, LoadOptions, printing};
use kakugi::template::Document;
use kakugi::{Errors, Project};

use crate::support::{Desk, small};

#[test]
fn documents_are_those_of_the_command() {
    let desk = Desk::new();
    let run = desk.run(&["build", "report", "-o", "out", "--quiet"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let project = Project::load(desk.path("report")).expect("a report without errors");
    let options = BuildOptions { printing: printing("offset-coated").ok(), ..BuildOptions::default() };
    let output = project.build_with(&options).expect("documents without errors");
    assert_eq!(output.files.len(), 8);
    let written = output.write_to(desk.path("again")).expect("files that can be written");
    assert_eq!(written.len(), 8);
    for file in &output.files {
        // The archive edition carries what it was made from, in which the folder has its name.
        assert_eq!(desk.read(&format!("again/{}", file.path)), file.bytes);
        assert!(desk.read(&format!("out/{}", file.path)) == file.bytes, "{}", file.path);
    }
}

#[test]
fn one_document_of_one_edition_is_made_alone() {
    let project = Project::load(small()).expect("a report without errors");
    let documents = Some(vec![Document::Summary(1)]);
    let options = BuildOptions { edition: Some(Edition::Archive2a), documents, ..BuildOptions::default() };
    let output = project.build_with(&options).expect("a document without errors");
    let paths: Vec<&str> = output.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["summaries/parks.pdf"]);
    assert!(output.file("summaries/parks.pdf").is_some_and(|bytes| bytes.starts_with(b"%PDF-")));
    assert_eq!(output.file("briefing.pdf"), None);
}

#[test]
fn errors_are_errors_that_print_as_on_a_terminal() {
    fn load(desk: &Desk) -> Result<Project, Box<dyn Error>> {
        Ok(Project::load(desk.path("report"))?)
    }
    let desk = Desk::new();
    desk.edit("report/councils/parks.json", "\"achievements\"", "\"acheivements\"");
    let told = load(&desk).err().expect("a wrong key").to_string();
    assert!(told.starts_with("error[K0103]: a council has no key `acheivements`\n"), "{told}");
    assert!(told.contains("parks.json:7:3\n") && told.contains("hint: "), "{told}");
    let errors: Errors = Project::load(desk.path("report")).err().expect("a wrong key");
    assert_eq!(errors.diagnostics[0].to_string(), "K0103: a council has no key `acheivements`");
    assert_eq!(format!("{errors:?}"), told);
    let templates = Some(desk.path("nowhere"));
    let options = LoadOptions { templates, ..LoadOptions::default() };
    assert!(Project::load_with(small(), &options).is_err());
    assert!(printing("no-such-printer").is_err());
}
