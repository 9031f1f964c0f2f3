//! `kakugi preflight`

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;
use kakugi::build::BuiltDocument;
use kakugi::diagnostic::{Diagnostic, Language, Reason, Sources, problems};
use kakugi::file::Artefact;
use kakugi::file::Unreadable;
use kakugi::internal::InternalError;
use kakugi::observe::Stage;
use kakugi::preflight::{Finding, PAGES, Report, inspect_telling, png};
use kakugi::printer::PrintingHouse;
use kakugi::trace::{RunOrigin, at};
use kakugi::typeset::page_number;
use kakugi::{file, limits};

use super::defaults::{PRINTER, printers};
use super::inputs::{Inputs, Loaded};
use super::supervise::{Limits, draw_pages, frame_findings, keep_finding, write_all};
use super::watch::span;
use super::{AnswerFormat, Exit, terminal, wording};

#[derive(Args)]
pub(super) struct PreflightArguments {
    /// PDF file, made by any program
    file: PathBuf,
    #[arg(long, value_name = "NAME|FILE", default_value = PRINTER, help = printers(Language::English))]
    printer: String,
    /// Folder of the report that the file was made from; findings then name the data
    #[arg(long, value_name = "DIR")]
    report: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = AnswerFormat::Text)]
    format: AnswerFormat,
    /// Also write a PNG picture of each page, with the findings marked, to this folder
    #[arg(long, value_name = "DIR")]
    png: Option<PathBuf>,
    #[command(flatten)]
    pub limits: Limits,
}

/// Runs the verb, prints what was found, and says how it ended.
pub(super) fn run(arguments: &PreflightArguments, language: Language) -> Exit {
    let mut sources = Sources::default();
    match preflight(arguments, language, &mut sources) {
        Ok(exit) => exit,
        Err(PreflightFailure { errors, exit }) => {
            terminal::report_diagnostics(&errors, &sources, language, false);
            exit
        }
    }
}

/// What kept a file from being looked at, and how a run ends by that.
struct PreflightFailure {
    errors: Vec<Diagnostic>,
    exit: Exit,
}

impl PreflightFailure {
    /// Whatever is wrong with what was asked for is not an error of the file.
    fn of(errors: Vec<Diagnostic>) -> Self {
        Self { errors, exit: Exit::Failed }
    }

    fn unreadable(path: &str, reason: Reason) -> Self {
        Self::of(vec![Diagnostic::nowhere(Unreadable { path: path.to_owned(), reason })])
    }
}

fn preflight(
    arguments: &PreflightArguments,
    language: Language,
    sources: &mut Sources,
) -> Result<Exit, PreflightFailure> {
    let profile = PrintingHouse::load(&arguments.printer, sources).map_err(PreflightFailure::of)?.profile;
    let shown = arguments.file.display().to_string();
    let bytes = file::read(&arguments.file, limits::PDF_BYTES);
    let bytes = bytes.map_err(|error| PreflightFailure::unreadable(&shown, error.into()))?;
    let traced = match &arguments.report {
        None => None,
        Some(report) => match TracedDocument::of(report, &arguments.file, sources) {
            Ok(Some(traced)) => Some(traced),
            Ok(None) => return Ok(terminal::report_wrong_usage(wording::no_such_document(language), language)),
            Err(errors) => return Err(PreflightFailure { exit: Exit::of(&errors), errors }),
        },
    };
    let inspecting = span(Stage::Press, &shown);
    // What is found is printed even if the rest takes too long, or more memory than there is.
    let is_text = arguments.format == AnswerFormat::Text;
    let count = AtomicUsize::new(0);
    frame_findings(frame(is_text, &shown));
    let ask = |page: usize, x: f64, y: f64| traced.as_ref().and_then(|traced| traced.datum(page, [x, y], sources));
    let report = inspect_telling(&bytes, &profile, traced.is_some().then_some(&ask), &|finding: &Finding| {
        let number = count.fetch_add(1, Ordering::Relaxed) + 1;
        keep_finding(match is_text {
            true => finding.text(number, &profile.name, language),
            false => finding.json(language).to_string(),
        });
    });
    let report = report.map_err(|error| PreflightFailure::unreadable(&shown, error.reason()))?;
    drop(inspecting);
    match arguments.format {
        AnswerFormat::Text => terminal::print_text(&report.text(language)),
        AnswerFormat::Json => terminal::write_output(&(report.json(&shown, language) + "\n")),
    }
    frame_findings(frame(is_text, &shown));
    if let Some(folder) = &arguments.png {
        let (pages, undrawn) = pictures(&bytes, &report, &shown);
        terminal::report_diagnostics(&undrawn, sources, language, false);
        let written = pages.map_err(Diagnostic::from).and_then(|pages| write_all(folder, &pages));
        written.map_err(|error| PreflightFailure::of(vec![error]))?;
    }
    Ok(if report.findings.is_empty() { Exit::Done } else { Exit::Errors })
}

/// What is printed around findings where a run comes to no good end.
fn frame(text: bool, file: &str) -> [String; 3] {
    if text {
        return [String::new(), "\n".to_owned(), "\n".to_owned()];
    }
    let file = serde_json::Value::from(file);
    [format!("{{\"file\":{file},\"finished\":false,\"findings\":[\n"), ",\n".to_owned(), "\n]}\n".to_owned()]
}

/// A picture of each page with the findings on it, and a warning about those that cannot be drawn.
fn pictures(bytes: &[u8], report: &Report, shown: &str) -> (Result<Vec<Artefact>, InternalError>, Vec<Diagnostic>) {
    let drawing = RefCell::new(Some(span(Stage::Press, shown)));
    let mut pages = Ok(Vec::new());
    let undrawn = draw_pages(bytes, report.pages.len().min(PAGES), &mut |at, canvas| {
        // Each page is a step of its own.
        drop(drawing.take());
        let picture = png(canvas, at, report).map(|bytes| Artefact { path: format!("{:03}.png", at + 1), bytes });
        match (&mut pages, picture) {
            (Ok(pages), Ok(picture)) => pages.push(picture),
            (Ok(_), Err(error)) => pages = Err(error),
            (Err(_), _) => {}
        }
        drawing.replace(Some(span(Stage::Press, shown)));
    });
    let mut reasons: Vec<(Reason, Vec<usize>)> = Vec::new();
    for (page, reason) in undrawn {
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, pages)) => pages.push(page + 1),
            None => reasons.push((reason, vec![page + 1])),
        }
    }
    let problems = reasons.into_iter().map(|(reason, pages)| NotDrawn { path: shown.to_owned(), pages, reason });
    (pages, problems.map(Diagnostic::nowhere).collect())
}

/// A document made from its data, so that what is on its pages can be traced.
struct TracedDocument {
    loaded: Loaded,
    built: BuiltDocument,
}

impl TracedDocument {
    /// The document that a file is the print edition of, which its name says; nothing if the report has no such document.
    fn of(report: &Path, file: &Path, sources: &mut Sources) -> Result<Option<Self>, Vec<Diagnostic>> {
        let inputs = Inputs { report: report.to_owned(), shown: None, templates: None, font_path: Vec::new() };
        let loaded = inputs.load(None, sources, &mut Vec::new())?;
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let report = loaded.report();
        let documents = loaded.documents();
        let same_path = documents.iter().find(|document| file.ends_with(document.pdf_path(report)));
        let same_name = || documents.iter().find(|document| document.name(report) == stem);
        let Some(document) = same_path.or_else(same_name).copied() else { return Ok(None) };
        let builder = loaded.builder(sources).traced();
        let built = builder.build(&[document])?.pop();
        Ok(built.map(|built| Self { loaded, built }))
    }

    /// The place of the datum that is printed at a point, in points from the trim's top left corner; both editions are
    /// laid out alike. Pages count from 1.
    fn datum(&self, page: usize, point: [f64; 2], sources: &Sources) -> Option<String> {
        let place = page.checked_sub(1).filter(|page| *page < self.built.pages.pages().len())?;
        let number = page_number(&self.built.pages, place);
        let print = at(&self.built.prints, &self.built.document.name(self.loaded.report()), number, point)?;
        let RunOrigin::Data(origin) = &print.origin else { return None };
        let data = &self.loaded.report().data;
        let datum = origin.data().iter().find_map(|id| data.get(*id))?;
        Some(sources.locate(&datum.place()))
    }
}

/// Numbers in ascending order, those that follow one another as spans.
fn spans(numbers: &[usize], between: &str, to: &str) -> String {
    let spans = numbers.chunk_by(|number, next| number + 1 == *next).map(|span| match span {
        [first, .., last] => format!("{first}{to}{last}"),
        single => single.iter().map(usize::to_string).collect(),
    });
    spans.collect::<Vec<_>>().join(between)
}

problems! {
    /// Pages that cannot be drawn.
    K0514 warning NotDrawn { path: String, pages: Vec<usize>, reason: Reason }
    en: {
        let word = if pages.len() == 1 { "page" } else { "pages" };
        let pages = spans(pages, ", ", "–");
        format!("{word} {pages} of `{path}` cannot be drawn: {}", reason.text(Language::English))
    },
        hint "look at the page in another program; the findings are complete";
    ja: {
        let pages = spans(pages, "、", "～");
        format!("`{path}`の{pages}ページを画像にできません（{}）", reason.text(Language::Japanese))
    },
        hint "このページは別のソフトで見てください。点検の結果に漏れはありません";
}
