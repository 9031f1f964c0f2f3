//! `kakugi check`

use clap::{Args, ValueEnum};
use kakugi::build::{BuiltDocument, without_repetitions};
use kakugi::diagnostic::{Diagnostic, Sources, json, sarif};
use kakugi::language::Language;

use super::inputs::Inputs;
use super::supervise::Limits;
use super::{Exit, terminal, wording};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// How findings are written to standard output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Treat warnings as errors: exit with 1 if there is any
    #[arg(long)]
    strict: bool,
    /// Show no progress
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    pub limits: Limits,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for a terminal
    Text,
    /// JSON, for other programs
    Json,
    /// SARIF 2.1.0, for editors and code hosts
    Sarif,
}

/// Runs the verb, prints what was found, and says how it ended.
pub(super) fn run(arguments: &Arguments, language: Language) -> Exit {
    let mut sources = Sources::default();
    let mut found = Vec::new();
    let result = check(arguments, language, &mut sources, &mut found);
    let failed = result.is_err();
    let documents = result.unwrap_or_else(|errors| {
        found.splice(0..0, errors);
        0
    });
    match arguments.format {
        Format::Text if found.is_empty() => terminal::line(&wording::nothing_found(documents, language)),
        Format::Text => terminal::show(&found, &sources, language),
        Format::Json => terminal::data(&(json(&found, &sources, language) + "\n")),
        Format::Sarif => terminal::data(&(sarif(&found, &sources, language) + "\n")),
    }
    let wrong = failed || found.iter().any(|found| arguments.strict || found.is_error());
    let exit = Exit::of(&found);
    if wrong && exit == Exit::Done { Exit::Errors } else { exit }
}

/// Does all that a build does, except for writing; gives the number of documents.
fn check(
    arguments: &Arguments,
    language: Language,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Result<usize, Vec<Diagnostic>> {
    let loaded = arguments.inputs.load(None, sources, found)?;
    let documents = loaded.documents();
    let builder = loaded.builder(sources);
    let keep = |built: BuiltDocument| (built.warnings, built.shown);
    let built = loaded.make_each(&builder, &documents, arguments.quiet, language, &keep)?;
    found.extend(without_repetitions(built.iter().flat_map(|(warnings, _)| warnings.iter().cloned()).collect()));
    found.extend(builder.not_printed(built.iter().map(|(_, shown)| shown)));
    Ok(documents.len())
}
