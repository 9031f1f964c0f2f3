//! `kakugi archive diff`

use std::path::PathBuf;

use clap::Args;
use kakugi::compare::{json, text};
use kakugi::diagnostic::{Diagnostic, Language, Sources, tamed};
use kakugi::export::Edition;
use kakugi::file::Target;
use kakugi::template::{Document, DocumentDate};

use super::inputs::{self, Inputs};
use super::supervise::write_file;
use super::{AnswerFormat, Exit, defaults, previous, terminal};

#[derive(Args)]
pub(super) struct DiffArguments {
    /// Earlier report: its folder, or `archive:` and its name in the store
    #[arg(value_name = "A")]
    previous: String,
    /// Later report, given in the same way
    #[arg(value_name = "B")]
    current: String,
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = AnswerFormat::Text)]
    format: AnswerFormat,
    /// Also write the differences to this PDF file
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
    /// Folder of the store
    #[arg(long, value_name = "DIR", default_value = defaults::STORE)]
    store: PathBuf,
    /// Folder of custom templates and components, which replace built-in files of the same name
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
}

/// Runs the verb, prints the differences, and says how it ended.
pub(super) fn run(arguments: &DiffArguments, language: Language) -> Exit {
    let stamp = match inputs::stamp(language) {
        Ok(stamp) => stamp,
        Err(message) => {
            return terminal::report_wrong_usage(&message, language);
        }
    };
    let mut sources = Sources::default();
    let (diagnostics, exit) = match diff(arguments, language, stamp, &mut sources) {
        Ok(warnings) => (warnings, Exit::Done),
        Err(errors) => {
            let exit = Exit::of(&errors);
            (errors, exit)
        }
    };
    terminal::report_diagnostics(&diagnostics, &sources, language, arguments.pdf.is_some());
    exit
}

/// Gives what should be looked at.
fn diff(
    arguments: &DiffArguments,
    language: Language,
    stamp: Option<DocumentDate>,
    sources: &mut Sources,
) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let target = arguments.pdf.as_deref().map(Target::of).transpose().map_err(|error| vec![error])?;
    let from = previous::locate(&arguments.previous, &arguments.store, sources)?;
    let to = previous::locate(&arguments.current, &arguments.store, sources)?;
    let shown = Some(to.shown.clone());
    let inputs =
        Inputs { report: to.path.clone(), shown, templates: arguments.templates.clone(), font_path: Vec::new() };
    // What is only likely to be wrong with either report is said when it is built.
    let mut loaded = inputs.load(stamp, sources, &mut Vec::new())?;
    let comparison = loaded.compare(from.root(), sources)?;
    let listing = match arguments.format {
        AnswerFormat::Text => tamed(&text(comparison, sources, language)),
        AnswerFormat::Json => json(comparison, sources) + "\n",
    };
    let mut warnings = comparison.doubts().to_vec();
    if let Some(target) = &target {
        // What a comparison is made from are two reports, and neither of them alone would be its source.
        let builder = loaded.builder(sources).edition(Edition::Archive2a);
        for built in loaded.make(&builder, &[Document::Comparison], true, language)? {
            warnings.extend(built.warnings);
            write_file(target, &built.pdf).map_err(|error| vec![error])?;
        }
    }
    terminal::write_output(&listing);
    Ok(warnings)
}
