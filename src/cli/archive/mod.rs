//! `kakugi archive`, one file a subcommand.

mod add;
mod check;
mod export;
mod extract;
mod list;
pub(super) mod making;
mod rebuild;
mod register;
mod show;
mod verify;
mod who;
mod wording;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use kakugi::diagnostic::{Diagnostic, Language, Sources, problems};
use kakugi::export::Artefact;
use kakugi::internal::InternalError;

use super::supervise::{Limits, write_all};
use super::{Exit, diff, previous, terminal};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    #[command(flatten)]
    limits: Limits,
}

impl Arguments {
    /// What the subcommand may use.
    pub fn limits(&self) -> Limits {
        let by_files = matches!(self.verb, Verb::Add(_) | Verb::Verify(_) | Verb::Export(_) | Verb::Register(_));
        self.limits.counting(!by_files)
    }
}

#[derive(Subcommand)]
enum Verb {
    /// Make a report's documents and add them to the store
    Add(add::Arguments),
    /// List the reports in the store
    List(list::Arguments),
    /// Show the versions, files and events of a report
    Show(show::Arguments),
    /// Check that no byte has changed
    Verify(verify::Arguments),
    /// Check whether a PDF conforms to the standards of an edition
    Check(check::Arguments),
    /// Compare two reports
    Diff(diff::DiffArguments),
    /// Extract the data from a PDF
    Extract(extract::Arguments),
    /// Make the documents again from the data in the store or in a PDF
    Rebuild(rebuild::Arguments),
    /// Export a report as a bag (BagIt) for transfer
    Export(export::Arguments),
    /// Rewrite the register of reports after a report was removed on purpose
    Register(register::Arguments),
}

/// Folder of the store.
#[derive(Args)]
struct Place {
    /// Folder of the store
    #[arg(long, value_name = "DIR", default_value = previous::STORE)]
    store: PathBuf,
}

/// What a subcommand works with.
struct Run {
    language: Language,
    sources: Sources,
    warnings: Vec<Diagnostic>,
}

/// Why a subcommand came to no good end.
enum Stop {
    /// The command line makes no sense.
    Usage(String),
    /// Something is wrong, and nothing was written.
    Errors(Vec<Diagnostic>),
    /// Something is wrong with what was looked at; whatever was to be written is.
    Found(Vec<Diagnostic>),
    /// Something is wrong, and standard output says so.
    Told,
}

impl From<Diagnostic> for Stop {
    fn from(error: Diagnostic) -> Self {
        Self::Errors(vec![error])
    }
}

impl From<InternalError> for Stop {
    fn from(error: InternalError) -> Self {
        Diagnostic::from(error).into()
    }
}

impl From<Vec<Diagnostic>> for Stop {
    fn from(errors: Vec<Diagnostic>) -> Self {
        Self::Errors(errors)
    }
}

/// Runs the subcommand, prints what went wrong, and says how it ended.
pub(super) fn run(arguments: &Arguments, language: Language) -> Exit {
    if let Verb::Diff(arguments) = &arguments.verb {
        return diff::run(arguments, language);
    }
    let mut run = Run { language, sources: Sources::default(), warnings: Vec::new() };
    let result = match &arguments.verb {
        Verb::Add(arguments) => add::run(arguments, &mut run),
        Verb::List(arguments) => list::run(arguments, &mut run),
        Verb::Show(arguments) => show::run(arguments, &mut run),
        Verb::Verify(arguments) => verify::run(arguments, &mut run),
        Verb::Check(arguments) => check::run(arguments, &mut run),
        Verb::Diff(_) => Ok(()),
        Verb::Extract(arguments) => extract::run(arguments, &mut run),
        Verb::Rebuild(arguments) => rebuild::run(arguments, &mut run),
        Verb::Export(arguments) => export::run(arguments, &mut run),
        Verb::Register(arguments) => register::run(arguments, &mut run),
    };
    let writes = matches!(arguments.verb, Verb::Add(_) | Verb::Extract(_) | Verb::Rebuild(_) | Verb::Export(_));
    run.end(result, writes)
}

impl Run {
    fn end(mut self, result: Result<(), Stop>, writes: bool) -> Exit {
        let (mut found, nothing_written) = match result {
            Ok(()) => (Vec::new(), false),
            Err(Stop::Usage(message)) => {
                terminal::say(&super::wording::error(&message, self.language));
                return Exit::Usage;
            }
            Err(Stop::Told) => return Exit::Errors,
            Err(Stop::Errors(found)) => (found, writes),
            Err(Stop::Found(found)) => (found, false),
        };
        found.append(&mut self.warnings);
        terminal::tell(&found, &self.sources, self.language, nothing_written);
        Exit::of(&found)
    }
}

/// Writes files into a folder that is new or empty.
fn write_into(folder: &Path, artefacts: &[Artefact]) -> Result<(), Stop> {
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        let path = folder.display().to_string();
        return Err(Diagnostic::nowhere(TargetNotEmpty { path }).into());
    }
    write_all(folder, artefacts)?;
    Ok(())
}

problems! {
    /// Folder not empty.
    K0720 error TargetNotEmpty { path: String }
    en: "the folder `{path}` is not empty",
        hint "choose a new or empty folder";
    ja: "フォルダー`{path}`は空ではありません",
        hint "新しいフォルダーか、空のフォルダーを指定してください";
}
