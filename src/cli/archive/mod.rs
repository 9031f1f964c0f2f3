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
use kakugi::file::Artefact;
use kakugi::internal::InternalError;

use super::supervise::{Limits, write_all};
use super::{Exit, defaults, diff, terminal};

#[derive(Args)]
pub(super) struct ArchiveArguments {
    #[command(subcommand)]
    verb: ArchiveVerb,
    #[command(flatten)]
    limits: Limits,
}

impl ArchiveArguments {
    /// What the subcommand may use.
    pub fn limits(&self) -> Limits {
        let by_files = matches!(
            self.verb,
            ArchiveVerb::Add(_) | ArchiveVerb::Verify(_) | ArchiveVerb::Export(_) | ArchiveVerb::Register(_)
        );
        self.limits.counting(!by_files)
    }
}

#[derive(Subcommand)]
enum ArchiveVerb {
    /// Make a report's documents and add them to the store
    Add(add::AddArguments),
    /// List the reports in the store
    List(list::ListArguments),
    /// Show the versions, files and events of a report
    Show(show::ShowArguments),
    /// Check that no byte of the store has changed
    Verify(verify::VerifyArguments),
    /// Check whether a PDF conforms to the standards of an edition
    Check(check::ConformanceArguments),
    /// Compare two reports
    Diff(diff::DiffArguments),
    /// Extract the data attached to a PDF
    Extract(extract::ExtractArguments),
    /// Make the documents again from the data in the store or in a PDF
    Rebuild(rebuild::RebuildArguments),
    /// Export a report as a bag (BagIt) for transfer
    Export(export::ExportArguments),
    /// Rewrite the register of reports after a report was removed on purpose
    Register(register::RegisterArguments),
}

/// Folder of the store.
#[derive(Args)]
struct StoreLocation {
    /// Folder of the store
    #[arg(long, value_name = "DIR", default_value = defaults::STORE)]
    store: PathBuf,
}

/// What a subcommand works with.
struct ArchiveRun {
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
    Reported,
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
pub(super) fn run(arguments: &ArchiveArguments, language: Language) -> Exit {
    if let ArchiveVerb::Diff(arguments) = &arguments.verb {
        return diff::run(arguments, language);
    }
    let mut run = ArchiveRun { language, sources: Sources::default(), warnings: Vec::new() };
    let result = match &arguments.verb {
        ArchiveVerb::Add(arguments) => add::run(arguments, &mut run),
        ArchiveVerb::List(arguments) => list::run(arguments, &mut run),
        ArchiveVerb::Show(arguments) => show::run(arguments, &mut run),
        ArchiveVerb::Verify(arguments) => verify::run(arguments, &mut run),
        ArchiveVerb::Check(arguments) => check::run(arguments, &mut run),
        ArchiveVerb::Diff(_) => Ok(()),
        ArchiveVerb::Extract(arguments) => extract::run(arguments, &mut run),
        ArchiveVerb::Rebuild(arguments) => rebuild::run(arguments, &mut run),
        ArchiveVerb::Export(arguments) => export::run(arguments, &mut run),
        ArchiveVerb::Register(arguments) => register::run(arguments, &mut run),
    };
    let writes = matches!(
        arguments.verb,
        ArchiveVerb::Add(_) | ArchiveVerb::Extract(_) | ArchiveVerb::Rebuild(_) | ArchiveVerb::Export(_)
    );
    run.end(result, writes)
}

impl ArchiveRun {
    fn end(mut self, result: Result<(), Stop>, writes: bool) -> Exit {
        let (mut found, nothing_written) = match result {
            Ok(()) => (Vec::new(), false),
            Err(Stop::Usage(message)) => {
                terminal::report_line(&super::wording::error(&message, self.language));
                return Exit::Usage;
            }
            Err(Stop::Reported) => return Exit::Errors,
            Err(Stop::Errors(found)) => (found, writes),
            Err(Stop::Found(found)) => (found, false),
        };
        found.append(&mut self.warnings);
        terminal::report_diagnostics(&found, &self.sources, self.language, nothing_written);
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
