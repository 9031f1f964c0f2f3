//! `kakugi build`

mod choice;
mod problems;
mod shard;
mod staged;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use kakugi::build::{BuildPlan, BuiltDocument, without_repetitions};
use kakugi::diagnostic::{Diagnostic, Language, Sources};
use kakugi::internal::InternalError;
use kakugi::limits;
use kakugi::model::Report;
use kakugi::observe::Stage;
use kakugi::preflight::Report as PreflightReport;
use kakugi::template::{Document, DocumentDate};

use self::choice::{DocumentChoice, EditionChoice, documents};
use self::problems::LeftBehind;
use self::shard::Shard;
use self::staged::{DocumentFiles, PdfListing, StagedDocument, components};
use super::inputs::{self, Inputs};
use super::press::PressArguments;
use super::supervise::{Limits, deliver, delivery, outside_of_archives};
use super::timings::TimingsArguments;
use super::watch::span;
use super::{Exit, defaults, previous, terminal, wording};

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
    /// Show in the documents what has changed since this report: its folder, or `archive:` and its name in the store
    #[arg(long, value_name = "REPORT")]
    previous: Option<String>,
    /// Folder of the store
    #[arg(long, value_name = "DIR", default_value = defaults::STORE)]
    store: PathBuf,
    /// Drop items by their `priority` where a summary does not fit on its page
    #[arg(long)]
    allow_drop: bool,
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
    match built.and_then(|()| arguments.timings.finish(language).map_err(|error| vec![error])) {
        Ok(()) => {
            if !arguments.quiet {
                terminal::report_diagnostics(&warnings, &sources, language, true);
            }
            Exit::Done
        }
        Err(mut errors) => {
            let exit = Exit::of(&errors);
            errors.append(&mut warnings);
            terminal::report_diagnostics(&errors, &sources, language, nothing_written);
            exit
        }
    }
}

fn build(
    arguments: &BuildArguments,
    language: Language,
    stamp: Option<DocumentDate>,
    sources: &mut Sources,
    warnings: &mut Vec<Diagnostic>,
) -> Result<(), Vec<Diagnostic>> {
    let folder = arguments.output.clone().unwrap_or_else(|| default_output(&arguments.inputs.report));
    // Better said before the work than after it.
    outside_of_archives(&folder).map_err(|error| vec![error])?;
    let printing = match arguments.edition {
        EditionChoice::Archive | EditionChoice::Archive2a => None,
        EditionChoice::Print | EditionChoice::All => Some(arguments.press.printing(sources)?),
    };
    let mut loaded = arguments.inputs.load(stamp, sources, warnings)?;
    if let Some(previous) = &arguments.previous {
        let located = previous::locate(previous, &arguments.store, sources)?;
        warnings.extend(loaded.compare(located.root(), sources)?.doubts().iter().cloned());
    }
    let plan = arguments.plan.as_deref().map(read_plan).transpose().map_err(|error| vec![error])?;
    let report = loaded.report();
    let all = documents(arguments.only, &arguments.council, report)?;
    let documents = arguments.shard.map_or_else(|| all.clone(), |shard| shard.of(&all, report));
    if arguments.only.is_none_or(|only| only == DocumentChoice::Summaries) && arguments.council.is_empty() {
        warnings.extend(loaded.set_left_out());
    }
    let builder = loaded
        .builder(sources)
        .edition(arguments.edition.edition())
        .printing(printing)
        .without_screen(arguments.edition == EditionChoice::Print)
        .dropping(arguments.allow_drop);
    let builder = match (&plan, &arguments.plan) {
        (Some(plan), Some(path)) => builder.planned(plan, &path.display().to_string()).map_err(|error| vec![error])?,
        _ => builder,
    };
    let delivery = delivery(&folder);
    let whole = documents == loaded.documents();
    let stage = |built: BuiltDocument| {
        StagedDocument::of(built, arguments.contents(), report, whole, &|artefact| delivery.stage(artefact))
    };
    let staged = loaded.make_each(&builder, &documents, arguments.quiet, language, &stage)?;
    let staged = staged.into_iter().collect::<Result<Vec<StagedDocument>, InternalError>>()?;
    warnings
        .extend(without_repetitions(staged.iter().flat_map(|document| document.warnings.iter().cloned()).collect()));
    // What some documents leave out may be in those that were not asked for.
    if whole {
        warnings.extend(builder.not_printed(staged.iter().filter_map(|document| document.shown.as_ref())));
    }
    if arguments.emit_typst {
        components(&staged, &builder).iter().for_each(|file| delivery.stage(file));
    }
    {
        let _span = span(Stage::Write, "");
        deliver(delivery, &folder).map_err(|error| vec![error])?;
    }
    warnings.extend(left_behind(&folder, report));
    if !arguments.quiet {
        list_written(arguments, &folder, staged.into_iter().flat_map(|document| document.files).collect(), language);
    }
    Ok(())
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

/// Summaries of councils that the report no longer has.
fn left_behind(folder: &Path, report: &Report) -> Vec<Diagnostic> {
    let paths = (0..report.councils.len()).map(|index| Document::Summary(index).pdf_path(report));
    let known: Vec<PathBuf> = paths.flat_map(|path| [folder.join(&path), folder.join("print").join(path)]).collect();
    let folders = ["summaries", "print/summaries"].map(|name| folder.join(name));
    let entries =
        folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten().map(|entry| entry.path());
    let mut left: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "pdf") && !known.contains(path)).collect();
    left.sort();
    left.iter().map(|path| Diagnostic::nowhere(LeftBehind { path: path.display().to_string() })).collect()
}

/// `out/2019` for `data/2019`.
fn default_output(report: &Path) -> PathBuf {
    let absolute = report.canonicalize().unwrap_or_else(|_| report.to_owned());
    Path::new(defaults::OUTPUT).join(absolute.file_name().unwrap_or("report".as_ref()))
}
