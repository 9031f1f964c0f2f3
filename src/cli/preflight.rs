//! `kakugi preflight`

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use kakugi::diagnostic::{Diagnostic, Problem, Sources};
use kakugi::export::{Artefact, write_all};
use kakugi::language::Language;
use kakugi::preflight::{inspect, pictures};
use kakugi::printer::Profile;

use super::{Exit, terminal, wording};

#[derive(Args)]
pub(super) struct Arguments {
    /// The PDF file, made by this program or any other
    file: PathBuf,
    /// The printer's profile: `offset-coated`, `offset-uncoated`, `office`, or a TOML file
    #[arg(long, value_name = "NAME|FILE", default_value = "offset-coated")]
    printer: String,
    /// How findings are written to standard output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Write a picture of each page with the findings drawn on it into this folder
    #[arg(long, value_name = "DIR")]
    png: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for a terminal
    Text,
    /// JSON, for other programs
    Json,
}

/// Runs the verb, prints what was found, and says how it ended.
pub(super) fn run(arguments: &Arguments, language: Language) -> Exit {
    let mut sources = Sources::default();
    let fail = |faults: &[Diagnostic], sources: &Sources, exit: Exit| {
        terminal::err(&terminal::report(faults, sources, language, false));
        exit
    };
    let profile = match Profile::load(&arguments.printer, &mut sources) {
        Ok(profile) => profile,
        Err(faults) => return fail(&faults, &sources, Exit::Failed),
    };
    let shown = arguments.file.display().to_string();
    let bytes = match fs::read(&arguments.file) {
        Ok(bytes) => bytes,
        Err(e) => {
            let problem = Problem::Unreadable { path: shown, reason: e.into() };
            return fail(&[Diagnostic::nowhere(problem)], &sources, Exit::Failed);
        }
    };
    let report = match inspect(&bytes, &profile, None) {
        Ok(report) => report,
        Err(why) => {
            let problem = Problem::Unreadable { path: shown, reason: why.reason() };
            return fail(&[Diagnostic::nowhere(problem)], &sources, Exit::Failed);
        }
    };
    if let Some(folder) = &arguments.png {
        let pages = pictures(&bytes, &report);
        if pages.is_empty() {
            terminal::err(wording::no_pictures(language));
        }
        let named = |(at, bytes): (usize, Vec<u8>)| Artefact { path: format!("{:03}.png", at + 1), bytes };
        let artefacts: Vec<Artefact> = pages.into_iter().enumerate().map(named).collect();
        if let Err(fault) = write_all(folder, &artefacts) {
            return fail(&[fault], &sources, Exit::Failed);
        }
    }
    match arguments.format {
        Format::Text => terminal::out(&report.text(language)),
        Format::Json => terminal::out(&(report.json(&shown, language) + "\n")),
    }
    if report.findings.is_empty() { Exit::Done } else { Exit::Faults }
}
