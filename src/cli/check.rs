//! `kakugi check`

use clap::{Args, ValueEnum};
use kakugi::build::without_repetitions;
use kakugi::diagnostic::{Diagnostic, Language, Sources, json, sarif};

use super::inputs::Inputs;
use super::supervise::Limits;
use super::{Exit, terminal, wording};

#[derive(Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = CheckFormat::Text)]
    format: CheckFormat,
    /// Treat warnings as errors: exit with 1 if there are any
    #[arg(long)]
    strict: bool,
    /// Do not show progress
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    pub limits: Limits,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// Text for a terminal
    Text,
    /// JSON for other programs
    Json,
    /// SARIF 2.1.0 for editors and code hosting services
    Sarif,
}

/// Runs the verb, prints what was found, and says how it ended.
pub(super) fn run(arguments: &CheckArguments, language: Language) -> Exit {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let result = check(arguments, language, &mut sources, &mut diagnostics);
    let failed = result.is_err();
    let documents = result.unwrap_or_else(|errors| {
        diagnostics.splice(0..0, errors);
        0
    });
    match arguments.format {
        CheckFormat::Text if diagnostics.is_empty() => {
            terminal::print_line(&wording::nothing_found(documents, language))
        }
        CheckFormat::Text => terminal::print_diagnostics(&diagnostics, &sources, language),
        CheckFormat::Json => terminal::write_output(&(json(&diagnostics, &sources, language) + "\n")),
        CheckFormat::Sarif => terminal::write_output(&(sarif(&diagnostics, &sources, language) + "\n")),
    }
    let wrong = failed || diagnostics.iter().any(|diagnostic| arguments.strict || diagnostic.is_error());
    let exit = Exit::of(&diagnostics);
    if wrong && exit == Exit::Done { Exit::Errors } else { exit }
}

/// Does all that a build does, except for writing; gives the number of documents.
fn check(
    arguments: &CheckArguments,
    language: Language,
    sources: &mut Sources,
    warnings: &mut Vec<Diagnostic>,
) -> Result<usize, Vec<Diagnostic>> {
    let loaded = arguments.inputs.load(None, sources, warnings)?;
    let documents = loaded.documents();
    let builder = loaded.builder(sources);
    let built =
        loaded.make_each(&builder, &documents, arguments.quiet, language, &|built| (built.warnings, built.shown))?;
    warnings.extend(without_repetitions(built.iter().flat_map(|(warnings, _)| warnings.iter().cloned()).collect()));
    warnings.extend(builder.not_printed(built.iter().map(|(_, shown)| shown)));
    Ok(documents.len())
}
