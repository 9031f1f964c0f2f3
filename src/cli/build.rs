//! `kakugi build`

mod choice;
mod problems;
mod rounds;
mod shard;
mod staged;

use std::path::{Path, PathBuf};

use clap::Args;
use kakugi::build::BuildPlan;
use kakugi::diagnostic::{Diagnostic, Language, Sources};
use kakugi::limits;
use kakugi::observe::Stage;
use kakugi::preflight::Report as PreflightReport;
use kakugi::template::DocumentDate;

use self::choice::{DocumentChoice, EditionChoice};
use self::rounds::{Finished, Work};
use self::shard::Shard;
use self::staged::{DocumentFiles, PdfListing};
use super::inputs::{self, Inputs};
use super::press::PressArguments;
use super::supervise::{Limits, deliver, delivery, outside_of_archives};
use super::timings::TimingsArguments;
use super::watch::span;
use super::{Exit, defaults, terminal, wording};

#[derive(Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Folder for the documents
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Edition of the documents
    #[arg(long, value_enum, value_name = "EDITION", default_value_t = EditionChoice::All)]
    edition: EditionChoice,
    #[command(flatten)]
    press: PressArguments,
    /// Make only this kind of document
    #[arg(long, value_enum)]
    only: Option<DocumentChoice>,
    /// Make only the summary of this council (can be repeated)
    #[arg(long, value_name = "ID")]
    council: Vec<String>,
    /// Make only this document of those in `documents` of `report.json` (can be repeated)
    #[arg(long, value_name = "ID", conflicts_with_all = ["only", "council"])]
    document: Vec<String>,
    /// Show in the documents what has changed since this report: its folder, or `archive:` and its name in the store
    #[arg(long, value_name = "REPORT")]
    previous: Option<String>,
    /// Folder of the store
    #[arg(long, value_name = "DIR", default_value = defaults::STORE)]
    store: PathBuf,
    /// Drop items by their `priority` where a summary does not fit on its page
    #[arg(long)]
    allow_drop: bool,
    /// Make what has no errors, and leave out councils that have some; the documents then say that they are not complete
    #[arg(long, conflicts_with_all = ["shard", "plan"])]
    keep_going: bool,
    /// Make only this part of the documents, such as `2/5`, with the layouts of `--plan`
    #[arg(long, value_name = "I/N", value_parser = Shard::parse, requires = "plan")]
    shard: Option<Shard>,
    /// Take the layouts of summaries from this file, which `kakugi plan` has written
    #[arg(long, value_name = "FILE")]
    plan: Option<PathBuf>,
    /// Also write each page as a PNG picture (150 dpi) to `png/` in the output folder
    #[arg(long)]
    png: bool,
    /// Also write the generated Typst sources to `typst/` in the output folder
    #[arg(long)]
    emit_typst: bool,
    #[command(flatten)]
    timings: TimingsArguments,
    /// Print errors only
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    pub limits: Limits,
}

impl BuildArguments {
    /// What is written of each document.
    fn contents(&self) -> DocumentFiles {
        DocumentFiles { archive: self.edition != EditionChoice::Print, png: self.png, typst: self.emit_typst }
    }
}

/// Runs the verb, prints what went wrong, and says how it ended.
pub(super) fn run(arguments: &BuildArguments, language: Language) -> Exit {
    if matches!(arguments.only, Some(DocumentChoice::Briefing | DocumentChoice::Set)) && !arguments.council.is_empty() {
        return terminal::report_wrong_usage(wording::council_without_summaries(language), language);
    }
    let stamp = match inputs::stamp(language) {
        Ok(stamp) => stamp,
        Err(message) => return terminal::report_wrong_usage(&message, language),
    };
    if let Err(error) = arguments.timings.start() {
        terminal::report_diagnostics(&[error], &Sources::default(), language, true);
        return Exit::Failed;
    }
    let mut sources = Sources::default();
    let mut warnings = Vec::new();
    let built = build(arguments, language, stamp, &mut sources, &mut warnings);
    let nothing_written = built.is_err();
    let timed = |errors| arguments.timings.finish(language).map_err(|error| vec![error]).map(|()| errors);
    match built.and_then(timed) {
        Ok(errors) if errors.is_empty() => {
            if !arguments.quiet {
                terminal::report_diagnostics(&warnings, &sources, language, true);
            }
            Exit::Done
        }
        Ok(mut errors) | Err(mut errors) => {
            let exit = Exit::of(&errors);
            errors.append(&mut warnings);
            terminal::report_diagnostics(&errors, &sources, language, nothing_written);
            exit
        }
    }
}

/// Makes and writes the documents, and gives the errors in spite of which some were written.
fn build(
    arguments: &BuildArguments,
    language: Language,
    stamp: Option<DocumentDate>,
    sources: &mut Sources,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let folder = arguments.output.clone().unwrap_or_else(|| default_output(&arguments.inputs.report));
    // Better said before the work than after it.
    outside_of_archives(&folder).map_err(|error| vec![error])?;
    let printing = match arguments.edition {
        EditionChoice::Archive | EditionChoice::Archive2a => None,
        EditionChoice::Print | EditionChoice::All => Some(arguments.press.printing(sources)?),
    };
    let plan = arguments.plan.as_deref().map(read_plan).transpose().map_err(|error| vec![error])?;
    let delivery = delivery(&folder);
    let mut work =
        Work { arguments, language, stamp, printing, plan, delivery: &delivery, folder: &folder, sources, warnings };
    let Finished { written, errors, left_behind } = work.finish()?;
    {
        let _span = span(Stage::Write, "");
        deliver(delivery, &folder).map_err(|error| vec![error])?;
    }
    warnings.extend(left_behind);
    if !arguments.quiet {
        list_written(arguments, &folder, written, language);
    }
    Ok(errors)
}

/// Reads a plan.
fn read_plan(path: &Path) -> Result<BuildPlan, Diagnostic> {
    let bytes = inputs::named_file(path, limits::JSON_BYTES).map_err(Diagnostic::nowhere)?;
    BuildPlan::parse(&bytes, &path.display().to_string())
}

/// Says what was written: all documents for screens before those for the press.
fn list_written(arguments: &BuildArguments, folder: &Path, mut files: Vec<PdfListing>, language: Language) {
    files.sort_by_key(|file| file.blank.is_some());
    for PdfListing { path, pages, blank, bytes, .. } in &files {
        let path = folder.join(path).display().to_string();
        terminal::print_line(&wording::written(&path, *pages, blank.unwrap_or_default(), *bytes, language));
    }
    let checked: Vec<&PreflightReport> = files.iter().filter_map(|file| file.checked.as_ref()).collect();
    if !checked.is_empty() {
        terminal::print_line(&format!("print/: {}", PreflightReport::summary_of(&checked, language)));
    }
    if arguments.png {
        terminal::print_line(&wording::pictures_written(&folder.join("png").display().to_string(), language));
    }
    if arguments.emit_typst {
        terminal::print_line(&wording::sources_written(&folder.join("typst").display().to_string(), language));
    }
}

/// `out/2019` for `data/2019`.
fn default_output(report: &Path) -> PathBuf {
    let absolute = report.canonicalize().unwrap_or_else(|_| report.to_owned());
    Path::new(defaults::OUTPUT).join(absolute.file_name().unwrap_or("report".as_ref()))
}
