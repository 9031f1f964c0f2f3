//! `kakugi archive extract`

use std::path::{Path, PathBuf};

use clap::Args;
use kakugi::diagnostic::Diagnostic;
use kakugi::file::Artefact;
use kakugi::limits;
use kakugi::package::DATA;

use super::super::inputs::named_file;
use super::super::terminal;
use super::{ArchiveRun, Stop, making, wording, write_into};

#[derive(Args)]
pub(super) struct ExtractArguments {
    /// PDF of the archive edition
    file: PathBuf,
    /// Folder for the data, new or empty
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Print errors and warnings only
    #[arg(short, long)]
    quiet: bool,
}

/// Writes what the PDF was made from, and its data as one JSON file.
pub(super) fn run(arguments: &ExtractArguments, run: &mut ArchiveRun) -> Result<(), Stop> {
    let (contents, data) = making::carried(&arguments.file.display().to_string(), &read(&arguments.file)?)?;
    let mut artefacts = making::artefacts(&contents)?;
    artefacts.push(Artefact { path: DATA.to_owned(), bytes: data });
    write_into(&arguments.output, &artefacts)?;
    let folder = arguments.output.display().to_string();
    if arguments.quiet {
        return Ok(());
    }
    terminal::print_line(&wording::extracted(&folder, artefacts.len(), contents.record.whole, run.language));
    Ok(())
}

/// The content of a PDF file that the user names.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    named_file(path, limits::PDF_BYTES).map_err(Diagnostic::nowhere)
}
