//! `kakugi plan`

use std::path::PathBuf;

use clap::Args;
use kakugi::diagnostic::{Diagnostic, Language, Sources};
use kakugi::file::Target;
use kakugi::template::DocumentDate;

use super::inputs::{self, Inputs};
use super::supervise::{Limits, write_file};
use super::watch::watch;
use super::{Exit, defaults, previous, terminal, wording};

#[derive(Args)]
pub(super) struct PlanArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// File to write the plan to
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Show in the documents what has changed since this report: its folder, or `archive:` and its name in the store
    #[arg(long, value_name = "REPORT")]
    previous: Option<String>,
    /// Folder of the store
    #[arg(long, value_name = "DIR", default_value = defaults::STORE)]
    store: PathBuf,
    /// Drop items by their `priority` where a summary does not fit on its page
    #[arg(long)]
    allow_drop: bool,
    #[command(flatten)]
    pub limits: Limits,
}

/// Runs the verb, prints what went wrong, and says how it ended.
pub(super) fn run(arguments: &PlanArguments, language: Language) -> Exit {
    let stamp = match inputs::stamp(language) {
        Ok(stamp) => stamp,
        Err(message) => return terminal::report_wrong_usage(&message, language),
    };
    let mut sources = Sources::default();
    match plan(arguments, language, stamp, &mut sources) {
        Ok(()) => Exit::Done,
        Err(errors) => {
            terminal::report_diagnostics(&errors, &sources, language, true);
            Exit::of(&errors)
        }
    }
}

fn plan(
    arguments: &PlanArguments,
    language: Language,
    stamp: Option<DocumentDate>,
    sources: &mut Sources,
) -> Result<(), Vec<Diagnostic>> {
    let target = Target::of(&arguments.output).map_err(|error| vec![error])?;
    // What should be looked at is said by the builds.
    let mut loaded = arguments.inputs.load(stamp, sources, &mut Vec::new())?;
    if let Some(previous) = &arguments.previous {
        let located = previous::locate(previous, &arguments.store, sources)?;
        loaded.compare(located.root(), sources)?;
    }
    let builder = loaded.builder(sources).dropping(arguments.allow_drop).observed(watch());
    let text = builder.plan()?.to_json()?;
    write_file(&target, text.as_bytes()).map_err(|error| vec![error])?;
    let size = wording::size(text.len(), language);
    terminal::print_line(&format!("{}  {size}", arguments.output.display()));
    Ok(())
}
