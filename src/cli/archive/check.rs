//! `kakugi archive check`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use kakugi::conformance::{self, Verdict};
use kakugi::diagnostic::{Language, Look, Sources, on_one_line};
use kakugi::export::Edition;
use kakugi::observe::Stage;
use serde_json::{Value, json};

use super::super::supervise::{frame_findings, keep_finding};
use super::super::watch::span;
use super::super::{AnswerFormat, terminal};
use super::extract::read;
use super::{ArchiveRun, Stop, making, wording};

#[derive(Args)]
pub(super) struct ConformanceArguments {
    /// PDF file, made by any program
    file: PathBuf,
    /// Edition whose standards apply
    #[arg(long, value_enum, value_name = "EDITION", default_value_t = CheckedEdition::Archive)]
    edition: CheckedEdition,
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = AnswerFormat::Text)]
    format: AnswerFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckedEdition {
    /// PDF/A-3a and PDF/UA-1
    Archive,
    /// PDF/A-2a and PDF/UA-1
    #[value(name = "archive-2a")]
    Archive2a,
}

/// A verdict in words, with all that is wrong.
fn verdict_text(name: &str, verdict: &Verdict, language: Language) -> String {
    let broken = verdict.failures.len();
    let sources = Sources::default();
    let failures = verdict.diagnostics(name, false);
    let failures: String =
        failures.iter().map(|failure| sources.render(failure, language, Look::default()) + "\n").collect();
    on_one_line(&wording::judged(name, verdict.profile, verdict.rules, broken, language)) + "\n" + &failures
}

/// Says which rules the file keeps and which it breaks.
pub(super) fn run(arguments: &ConformanceArguments, run: &mut ArchiveRun) -> Result<(), Stop> {
    let pdf = read(&arguments.file)?;
    let edition = match arguments.edition {
        CheckedEdition::Archive => Edition::Archive,
        CheckedEdition::Archive2a => Edition::Archive2a,
    };
    let name = arguments.file.display().to_string();
    let language = run.language;
    let verdicts = {
        let _span = span(Stage::Conformance, &name);
        frame_findings(match arguments.format {
            AnswerFormat::Text => [String::new(), String::new(), String::new()],
            AnswerFormat::Json => {
                let file = Value::from(name.as_str());
                [
                    format!("{{\"file\":{file},\"finished\":false,\"profiles\":[\n"),
                    ",\n".to_owned(),
                    "\n]}\n".to_owned(),
                ]
            }
        });
        conformance::check_strange(&pdf, edition.archival_level(), &|verdict| {
            keep_finding(match arguments.format {
                AnswerFormat::Text => verdict_text(&name, verdict, language),
                AnswerFormat::Json => making::verdict(verdict).to_string(),
            });
        })
    };
    frame_findings(<[String; 3]>::default());
    match arguments.format {
        AnswerFormat::Text => {
            for verdict in &verdicts {
                let broken = verdict.failures.len();
                terminal::print_line(&wording::judged(&name, verdict.profile, verdict.rules, broken, run.language));
            }
            let found: Vec<_> = verdicts.iter().flat_map(|verdict| verdict.diagnostics(&name, false)).collect();
            if found.is_empty() { Ok(()) } else { Err(Stop::Found(found)) }
        }
        AnswerFormat::Json => {
            let profiles: Vec<Value> = verdicts.iter().map(making::verdict).collect();
            let verdicts_json = json!({ "file": name, "profiles": profiles });
            terminal::write_output(&String::from_utf8_lossy(&making::pretty(&verdicts_json)));
            if verdicts.iter().all(conformance::Verdict::conforms) { Ok(()) } else { Err(Stop::Reported) }
        }
    }
}
