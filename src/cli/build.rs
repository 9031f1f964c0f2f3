//! `kakugi build`

mod problems;

pub use problems::{LeftBehind, UnknownCouncilArgument};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use kakugi::build::{Builder, BuiltDocument, without_repetitions};
use kakugi::diagnostic::{Diagnostic, Sources};
use kakugi::export::{Artefact, Delivery, Edition, png};
use kakugi::internal::InternalError;
use kakugi::language::Language;
use kakugi::model::Report;
use kakugi::observe::Stage;
use kakugi::preflight::Report as Checked;
use kakugi::template::{Document, Stamp};
use kakugi::trace::ShownData;
use kakugi::typeset::files_at;

use super::inputs::{self, Inputs};
use super::supervise::{Limits, deliver, delivery, outside_of_archives};
use super::watch::span;
use super::{Exit, previous, terminal, timings, wording};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Where the documents go [default: `out/` and the name of the report's folder]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// For whom: screens and records, with or without the source data, or the printing house
    #[arg(long, value_enum, value_name = "EDITION", default_value_t = Wanted::All)]
    edition: Wanted,
    #[command(flatten)]
    press: super::press::Arguments,
    /// Make only these documents
    #[arg(long, value_enum)]
    only: Option<Only>,
    /// Make only the summary of this council (may be given more than once)
    #[arg(long, value_name = "ID")]
    council: Vec<String>,
    /// Say in the documents what has changed since this report: its folder, or `archive:` and its id
    #[arg(long, value_name = "REPORT")]
    previous: Option<String>,
    /// Where the archive is
    #[arg(long, value_name = "DIR", default_value = previous::STORE)]
    store: PathBuf,
    /// Leave items out of summaries that have no room for them, by their `priority`
    #[arg(long)]
    allow_drop: bool,
    /// Also write each page as PNG of 150 dpi to `png/` in the output folder
    #[arg(long)]
    png: bool,
    /// Also write the generated Typst sources to `typst/` in the output folder
    #[arg(long)]
    emit_typst: bool,
    #[command(flatten)]
    timings: timings::Arguments,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    pub limits: Limits,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    /// The briefing of all councils
    Briefing,
    /// The one-page summaries, and of up to 100 the set of them
    Summaries,
    /// The set of all one-page summaries with its cover
    Set,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Wanted {
    /// PDF/A-3a and PDF/UA-1, with the source data attached
    Archive,
    /// PDF/A-2a and PDF/UA-1, without attachments
    #[value(name = "archive-2a")]
    Archive2a,
    /// For the printing house, in `print/`: process colours, bleed and marks
    Print,
    /// Both `archive` and `print`
    All,
}

impl Wanted {
    fn edition(self) -> Edition {
        match self {
            Self::Archive | Self::Print | Self::All => Edition::Archive,
            Self::Archive2a => Edition::Archive2a,
        }
    }
}

/// Runs the verb, prints what went wrong, and says how it ended.
pub(super) fn run(arguments: &Arguments, language: Language) -> Exit {
    let wrong_usage = |message: &str| {
        terminal::say(&wording::error(message, language));
        Exit::Usage
    };
    if matches!(arguments.only, Some(Only::Briefing | Only::Set)) && !arguments.council.is_empty() {
        return wrong_usage(wording::council_without_summaries(language));
    }
    let stamp = match inputs::stamp(language) {
        Ok(stamp) => stamp,
        Err(message) => return wrong_usage(&message),
    };
    if let Err(error) = arguments.timings.start() {
        terminal::tell(&[error], &Sources::default(), language, true);
        return Exit::Failed;
    }
    let mut sources = Sources::default();
    let mut warnings = Vec::new();
    let built = build(arguments, language, stamp, &mut sources, &mut warnings);
    let nothing_written = built.is_err();
    match built.and_then(|()| arguments.timings.finish(language).map_err(|error| vec![error])) {
        Ok(()) => {
            if !arguments.quiet {
                terminal::tell(&warnings, &sources, language, true);
            }
            Exit::Done
        }
        Err(mut found) => {
            let exit = Exit::of(&found);
            found.append(&mut warnings);
            terminal::tell(&found, &sources, language, nothing_written);
            exit
        }
    }
}

fn build(
    arguments: &Arguments,
    language: Language,
    stamp: Option<Stamp>,
    sources: &mut Sources,
    warnings: &mut Vec<Diagnostic>,
) -> Result<(), Vec<Diagnostic>> {
    let folder = arguments.output.clone().unwrap_or_else(|| default_output(&arguments.inputs.report));
    // Better told before the work than after it.
    outside_of_archives(&folder).map_err(|error| vec![error])?;
    let printing = match arguments.edition {
        Wanted::Archive | Wanted::Archive2a => None,
        Wanted::Print | Wanted::All => Some(arguments.press.printing(sources)?),
    };
    let mut loaded = arguments.inputs.load(stamp, sources, warnings)?;
    if let Some(previous) = &arguments.previous {
        let located = previous::locate(previous, &arguments.store, sources)?;
        warnings.extend(loaded.compare(located.root(), sources)?.doubts().iter().cloned());
    }
    let report = loaded.report();
    let documents = documents(arguments, report)?;
    if arguments.only.is_none_or(|only| only == Only::Summaries) && arguments.council.is_empty() {
        warnings.extend(loaded.set_left_out());
    }
    let builder = loaded
        .builder(sources)
        .edition(arguments.edition.edition())
        .printing(printing)
        .without_screen(arguments.edition == Wanted::Print)
        .dropping(arguments.allow_drop);
    let delivery = delivery(&folder);
    let whole = documents == loaded.documents();
    let keep = |built: BuiltDocument| Made::of(built, arguments, report, &delivery, whole);
    let made = loaded.make_each(&builder, &documents, arguments.quiet, language, &keep)?;
    let made = made.into_iter().collect::<Result<Vec<Made>, InternalError>>()?;
    warnings.extend(without_repetitions(made.iter().flat_map(|made| made.warnings.iter().cloned()).collect()));
    // What some documents leave out may stand in those that were not asked for.
    if whole {
        warnings.extend(builder.not_printed(made.iter().filter_map(|made| made.shown.as_ref())));
    }
    if arguments.emit_typst {
        components(&made, &builder).iter().for_each(|file| delivery.stage(file));
    }
    {
        let _span = span(Stage::Write, "");
        deliver(delivery, &folder).map_err(|error| vec![error])?;
    }
    let mut listed: Vec<File> = made.into_iter().flat_map(|made| made.files).collect();
    warnings.extend(left_behind(&folder, report));
    if !arguments.quiet {
        // All documents for screens are listed before those for the press.
        listed.sort_by_key(|file| file.blank.is_some());
        for File { path, pages, blank, bytes, .. } in &listed {
            let path = folder.join(path).display().to_string();
            terminal::line(&wording::written(&path, *pages, blank.unwrap_or_default(), *bytes, language));
        }
        let checked: Vec<&Checked> = listed.iter().filter_map(|file| file.checked.as_ref()).collect();
        if !checked.is_empty() {
            terminal::line(&format!("print/: {}", Checked::summary_of(&checked, language)));
        }
        if arguments.png {
            terminal::line(&wording::pictures_written(&folder.join("png").display().to_string(), language));
        }
        if arguments.emit_typst {
            terminal::line(&wording::sources_written(&folder.join("typst").display().to_string(), language));
        }
    }
    Ok(())
}

/// The documents that the arguments ask for, in the order in which they are listed.
fn documents(arguments: &Arguments, report: &Report) -> Result<Vec<Document>, Vec<Diagnostic>> {
    let ids: Vec<String> = report.councils.iter().map(|filed| filed.id.name.clone()).collect();
    let unknown = arguments.council.iter().filter(|id| !ids.contains(id));
    let errors: Vec<_> =
        unknown.map(|id| Diagnostic::nowhere(UnknownCouncilArgument { id: id.clone(), known: ids.clone() })).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    if arguments.only == Some(Only::Set) {
        return Ok(vec![Document::Set]);
    }
    let briefing = arguments.only != Some(Only::Summaries) && arguments.council.is_empty();
    let wanted = |id: &String| arguments.council.is_empty() || arguments.council.contains(id);
    let summaries = ids.iter().enumerate().filter(|(_, id)| wanted(id)).map(|(at, _)| Document::Summary(at));
    let mut documents = Vec::new();
    documents.extend(briefing.then_some(Document::Briefing));
    if arguments.only != Some(Only::Briefing) {
        documents.extend(summaries);
        documents.extend((arguments.council.is_empty() && Document::has_set(report)).then_some(Document::Set));
    }
    Ok(documents)
}

/// What is kept of a document once its files are staged: what is said of them. A thousand documents are too large to hold.
struct Made {
    /// Its PDFs.
    files: Vec<File>,
    warnings: Vec<Diagnostic>,
    /// The data that it shows, where all documents are made.
    shown: Option<ShownData>,
    /// The sizes of type whose components its source reads.
    scales: Vec<u32>,
}

/// What is told of a PDF.
struct File {
    path: String,
    pages: usize,
    /// How many of the pages are blank, in a print edition.
    blank: Option<usize>,
    /// What was looked at, in a print edition.
    checked: Option<Checked>,
    bytes: usize,
}

impl Made {
    /// Stages the files of a document.
    fn of(
        built: BuiltDocument,
        arguments: &Arguments,
        report: &Report,
        delivery: &Delivery,
        whole: bool,
    ) -> Result<Self, InternalError> {
        let path = built.document.pdf_path(report);
        let mut files = Vec::new();
        if arguments.png {
            pictures(&built, report)?.iter().for_each(|picture| delivery.stage(picture));
        }
        if arguments.emit_typst {
            let path = format!("typst/{}.typ", built.document.source_name(report));
            delivery.stage(&Artefact { path, bytes: built.rendered.source.into_bytes() });
        }
        let mut pdf = |path: String, pages: usize, press: Option<(usize, Checked)>, bytes: Vec<u8>| {
            let (blank, checked) = press.unzip();
            files.push(File { path: path.clone(), pages, blank, checked, bytes: bytes.len() });
            delivery.stage(&Artefact { path, bytes });
        };
        if arguments.edition != Wanted::Print {
            pdf(path.clone(), built.pages.pages().len(), None, built.pdf);
        }
        if let Some(printed) = built.printed {
            pdf(
                format!("print/{path}"),
                printed.pages.pages().len(),
                Some((printed.blank, printed.checked)),
                printed.pdf,
            );
        }
        Ok(Self { files, warnings: built.warnings, shown: whole.then_some(built.shown), scales: built.scales })
    }
}

/// The components and pictures that generated sources read, beside them.
fn components(made: &[Made], builder: &Builder<'_>) -> Vec<Artefact> {
    let mut read = builder.files().clone();
    let scales: BTreeSet<u32> = made.iter().flat_map(|made| made.scales.iter().copied()).collect();
    for scale in scales {
        read.extend(files_at(scale, builder.files()));
    }
    read.iter().map(|(path, bytes)| Artefact { path: format!("typst/{path}"), bytes: bytes.to_vec() }).collect()
}

/// Pictures of the pages; those of the set are the same as of the summaries, but for its cover.
fn pictures(built: &BuiltDocument, report: &Report) -> Result<Vec<Artefact>, InternalError> {
    let pages = if built.document == Document::Set { Vec::new() } else { png(&built.pages)? };
    let name = |at: usize| match built.document {
        Document::Summary(_) => built.document.source_name(report),
        _ => format!("{}-{:02}", built.document.source_name(report), at + 1),
    };
    let all = pages.into_iter().enumerate();
    Ok(all.map(|(at, bytes)| Artefact { path: format!("png/{}.png", name(at)), bytes }).collect())
}

/// Summaries of councils that the report no longer has.
fn left_behind(folder: &Path, report: &Report) -> Vec<Diagnostic> {
    let paths = (0..report.councils.len()).map(|at| Document::Summary(at).pdf_path(report));
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
    Path::new("out").join(absolute.file_name().unwrap_or("report".as_ref()))
}
