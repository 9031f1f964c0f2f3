//! `kakugi build`

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use kakugi::assets::Assets;
use kakugi::build::{Builder, Built};
use kakugi::diagnostic::{Diagnostic, Problem, Sources};
use kakugi::export::{Artefact, write_all};
use kakugi::model::Report;
use kakugi::template::{Document, Stamp, Templates};
use kakugi::typeset::Fonts;

use super::Exit;
use super::terminal::{self, Progress};

#[derive(Args)]
pub(super) struct Arguments {
    /// The report's folder, such as `data/2019`
    report: PathBuf,
    /// Where the documents go [default: `out/` and the name of the report's folder]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Make only these documents
    #[arg(long, value_enum)]
    only: Option<Only>,
    /// Make only the summary of this council (may be given more than once)
    #[arg(long, value_name = "ID")]
    council: Vec<String>,
    /// Also write the generated Typst sources to `typst/` in the output folder
    #[arg(long)]
    emit_typst: bool,
    /// Take templates and components from this folder where it has a file of the same name
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// Add the fonts of this folder to the bundled ones (may be given more than once)
    #[arg(long, value_name = "DIR")]
    font_path: Vec<PathBuf>,
    /// Say nothing but faults
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    /// The briefing of all councils
    Briefing,
    /// The one-page summaries
    Summaries,
}

/// Runs the verb, prints what went wrong, and says how it ended.
pub(super) fn run(arguments: &Arguments) -> Exit {
    if arguments.only == Some(Only::Briefing) && !arguments.council.is_empty() {
        eprintln!("error: `--council` chooses summaries, but `--only briefing` makes none");
        return Exit::Usage;
    }
    let stamp = match stamp() {
        Ok(stamp) => stamp,
        Err(message) => {
            eprintln!("error: {message}");
            return Exit::Usage;
        }
    };
    let mut sources = Sources::default();
    let mut warnings = Vec::new();
    match build(arguments, stamp, &mut sources, &mut warnings) {
        Ok(()) => {
            if !arguments.quiet {
                terminal::report(&warnings, &sources);
            }
            Exit::Done
        }
        Err(mut found) => {
            let failed = found.iter().any(|found| matches!(*found.problem, Problem::Unwritable { .. }));
            found.append(&mut warnings);
            terminal::report(&found, &sources);
            if failed { Exit::Failed } else { Exit::Faults }
        }
    }
}

fn build(
    arguments: &Arguments,
    stamp: Option<Stamp>,
    sources: &mut Sources,
    warnings: &mut Vec<Diagnostic>,
) -> Result<(), Vec<Diagnostic>> {
    let assets = Assets::load(arguments.templates.as_deref(), sources);
    let report = Report::load(&arguments.report, sources);
    let ((report, found), assets) = both(report, assets)?;
    warnings.extend(found);
    let (templates, fonts) = both(Templates::load(&assets, sources), Fonts::load(&arguments.font_path))?;
    let documents = documents(arguments, &report)?;
    let stamp = stamp.unwrap_or_else(|| Stamp::of(&report));
    let builder = Builder::new(&report, &assets, &templates, sources, Arc::new(fonts), stamp);
    let progress = Progress::new(documents.len(), arguments.quiet);
    let result = builder.build(&documents, &|document| progress.done(&document.pdf_path(&report)));
    progress.finish();
    let built = result?;
    for document in &built {
        warnings.extend(document.warnings.iter().cloned());
    }
    let folder = arguments.output.clone().unwrap_or_else(|| default_output(&arguments.report));
    let mut artefacts: Vec<Artefact> = built.iter().map(|built| pdf(built, &report)).collect();
    if arguments.emit_typst {
        artefacts.extend(sources_of(&built, &builder, &report));
    }
    let written = write_all(&folder, &artefacts).map_err(|fault| vec![fault])?;
    warnings.extend(left_behind(&folder, &report));
    if !arguments.quiet {
        for (path, built) in written.iter().zip(&built) {
            let pages = terminal::plural(built.pages.pages().len(), "page");
            println!("{}  {pages}, {}", path.display(), terminal::size(built.pdf.len()));
        }
        if arguments.emit_typst {
            println!("{}  generated sources", folder.join("typst").display());
        }
    }
    Ok(())
}

/// Both results, or the faults of both.
fn both<A, B>(a: Result<A, Vec<Diagnostic>>, b: Result<B, Vec<Diagnostic>>) -> Result<(A, B), Vec<Diagnostic>> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (a, b) => Err(a.err().into_iter().chain(b.err()).flatten().collect()),
    }
}

/// The documents that the arguments ask for, in the order in which they are listed.
fn documents(arguments: &Arguments, report: &Report) -> Result<Vec<Document>, Vec<Diagnostic>> {
    let ids: Vec<String> = report.councils.iter().map(|filed| filed.id.name.clone()).collect();
    let unknown = arguments.council.iter().filter(|id| !ids.contains(id));
    let faults: Vec<_> = unknown
        .map(|id| Diagnostic::nowhere(Problem::UnknownCouncilArgument { id: id.clone(), known: ids.clone() }))
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let briefing = arguments.only != Some(Only::Summaries) && arguments.council.is_empty();
    let wanted = |id: &String| arguments.council.is_empty() || arguments.council.contains(id);
    let summaries = ids.iter().enumerate().filter(|(_, id)| wanted(id)).map(|(at, _)| Document::Summary(at));
    let mut documents = Vec::new();
    documents.extend(briefing.then_some(Document::Briefing));
    if arguments.only != Some(Only::Briefing) {
        documents.extend(summaries);
    }
    Ok(documents)
}

fn pdf(built: &Built, report: &Report) -> Artefact {
    Artefact { path: built.document.pdf_path(report), bytes: built.pdf.clone() }
}

/// The generated sources, and beside them the components and pictures that they read.
fn sources_of(built: &[Built], builder: &Builder<'_>, report: &Report) -> Vec<Artefact> {
    let main = built.iter().map(|built| Artefact {
        path: format!("typst/{}.typ", built.document.source_name(report)),
        bytes: built.rendered.source.clone().into_bytes(),
    });
    let read = builder.files().iter();
    main.chain(read.map(|(path, bytes)| Artefact { path: format!("typst/{path}"), bytes: bytes.to_vec() })).collect()
}

/// Summaries of councils that the report no longer has.
fn left_behind(folder: &Path, report: &Report) -> Vec<Diagnostic> {
    let known: Vec<PathBuf> =
        (0..report.councils.len()).map(|at| folder.join(Document::Summary(at).pdf_path(report))).collect();
    let entries = fs::read_dir(folder.join("summaries")).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut left: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "pdf") && !known.contains(path)).collect();
    left.sort();
    left.iter().map(|path| Diagnostic::nowhere(Problem::LeftBehind { path: path.display().to_string() })).collect()
}

/// `out/2019` for `data/2019`.
fn default_output(report: &Path) -> PathBuf {
    let absolute = report.canonicalize().unwrap_or_else(|_| report.to_owned());
    Path::new("out").join(absolute.file_name().unwrap_or("report".as_ref()))
}

/// The date of `SOURCE_DATE_EPOCH`, if it is set (seconds since 1970, in UTC).
fn stamp() -> Result<Option<Stamp>, String> {
    let Some(value) = env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let text = value.to_string_lossy();
    let seconds: Option<i64> = text.parse().ok().filter(|seconds| *seconds >= 0);
    let time = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let time =
        time.ok_or_else(|| format!("`SOURCE_DATE_EPOCH` is `{text}`, which is no number of seconds since 1970"))?;
    let date = jiff::tz::Offset::UTC.to_datetime(time).date();
    Ok(Some(Stamp { year: date.year(), month: date.month(), day: date.day() }))
}
