//! `kakugi preflight`

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;
use kakugi::build::BuiltDocument;
use kakugi::diagnostic::{Diagnostic, Reason, Sources, problems};
use kakugi::export::Artefact;
use kakugi::internal::InternalError;
use kakugi::language::Language;
use kakugi::observe::Stage;
use kakugi::plain_file::Unreadable;
use kakugi::preflight::{Finding, PAGES, Report, inspect_telling, png};
use kakugi::printer::Profile;
use kakugi::template::Document;
use kakugi::trace::{RunOrigin, at};
use kakugi::typeset::page_number;
use kakugi::{limits, plain_file};

use super::inputs::{Inputs, Loaded};
use super::supervise::{Limits, draw_pages, found, keep, write_all};
use super::watch::span;
use super::{Exit, Format, terminal, wording};

#[derive(Args)]
pub(super) struct Arguments {
    /// The PDF file, made by this program or any other
    file: PathBuf,
    /// The printer's profile: `offset-coated`, `offset-uncoated`, `office`, or a TOML file
    #[arg(long, value_name = "NAME|FILE", default_value = "offset-coated")]
    printer: String,
    /// The report of which the file is the print edition: each finding then names its datum
    #[arg(long, value_name = "DIR")]
    report: Option<PathBuf>,
    /// How findings are written to standard output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Write a picture of each page with the findings drawn on it into this folder
    #[arg(long, value_name = "DIR")]
    png: Option<PathBuf>,
    #[command(flatten)]
    pub limits: Limits,
}

/// Runs the verb, prints what was found, and says how it ended.
pub(super) fn run(arguments: &Arguments, language: Language) -> Exit {
    let mut sources = Sources::default();
    let fail = |errors: &[Diagnostic], sources: &Sources, exit: Exit| {
        terminal::tell(errors, sources, language, false);
        exit
    };
    let profile = match Profile::load(&arguments.printer, &mut sources) {
        Ok(profile) => profile,
        Err(errors) => return fail(&errors, &sources, Exit::Failed),
    };
    let shown = arguments.file.display().to_string();
    let bytes = match plain_file::read(&arguments.file, limits::PDF_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => {
            let problem = Unreadable { path: shown, reason: error.into() };
            return fail(&[Diagnostic::nowhere(problem)], &sources, Exit::Failed);
        }
    };
    let traced = match arguments.report.as_deref().map(|report| Traced::of(report, &arguments.file, &mut sources)) {
        Some(Ok(Some(traced))) => Some(traced),
        Some(Ok(None)) => {
            terminal::say(&wording::error(wording::no_such_document(language), language));
            return Exit::Usage;
        }
        Some(Err(errors)) => return fail(&errors, &sources, Exit::of(&errors)),
        None => None,
    };
    let ask = |page: usize, x: f64, y: f64| traced.as_ref().and_then(|traced| traced.datum(page, [x, y], &sources));
    let inspecting = span(Stage::Press, &shown);
    // What is found is told even if the rest takes too long, or more memory than there is.
    let (text, count) = (arguments.format == Format::Text, AtomicUsize::new(0));
    keep(frame(text, &shown));
    let tell = |finding: &Finding| {
        let number = count.fetch_add(1, Ordering::Relaxed) + 1;
        found(match text {
            true => finding.text(number, &profile.name, language),
            false => finding.json(language).to_string(),
        });
    };
    let report = match inspect_telling(&bytes, &profile, traced.is_some().then_some(&ask), &tell) {
        Ok(report) => report,
        Err(why) => {
            let problem = Unreadable { path: shown.clone(), reason: why.reason() };
            return fail(&[Diagnostic::nowhere(problem)], &sources, Exit::Failed);
        }
    };
    drop(inspecting);
    match arguments.format {
        Format::Text => terminal::out(&report.text(language)),
        Format::Json => terminal::data(&(report.json(&shown, language) + "\n")),
    }
    keep(frame(text, &shown));
    if let Some(folder) = &arguments.png {
        let (pages, undrawn) = pictures(&bytes, &report, &shown);
        terminal::tell(&undrawn, &sources, language, false);
        if let Err(error) = pages.map_err(Diagnostic::from).and_then(|pages| write_all(folder, &pages)) {
            return fail(&[error], &sources, Exit::Failed);
        }
    }
    if report.findings.is_empty() { Exit::Done } else { Exit::Errors }
}

/// What stands around findings where a run comes to no good end.
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
    let warning = |(reason, pages)| {
        let problem = NotDrawn { path: shown.to_owned(), pages, reason };
        Diagnostic::nowhere(problem)
    };
    (pages, reasons.into_iter().map(warning).collect())
}

/// A document made from its data, so that what stands on its pages can be traced.
struct Traced {
    loaded: Loaded,
    built: BuiltDocument,
}

impl Traced {
    /// The document that a file is the print edition of, which its name tells; nothing if the report has no such document.
    fn of(report: &Path, file: &Path, sources: &mut Sources) -> Result<Option<Self>, Vec<Diagnostic>> {
        let inputs = Inputs { report: report.to_owned(), shown: None, templates: None, font_path: Vec::new() };
        let loaded = inputs.load(None, sources, &mut Vec::new())?;
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let named = |document: &Document| document.name(loaded.report()) == stem;
        let Some(document) = loaded.documents().into_iter().find(named) else { return Ok(None) };
        let builder = loaded.builder(sources).traced();
        let built = builder.build(&[document])?.pop();
        Ok(built.map(|built| Self { loaded, built }))
    }

    /// The place of the datum that is printed at a point, in points from the trim's top left corner; both editions are
    /// laid out alike. Pages count from 1.
    fn datum(&self, page: usize, point: [f64; 2], sources: &Sources) -> Option<String> {
        let place = page.checked_sub(1).filter(|page| *page < self.built.pages.pages().len())?;
        let number = page_number(&self.built.pages, place);
        let print = at(&self.built.prints, self.built.document.name(self.loaded.report()), number, point)?;
        let RunOrigin::Data(origin) = &print.origin else { return None };
        let data = &self.loaded.report().data;
        let datum = origin.data().iter().find_map(|id| data.get(*id))?;
        Some(sources.locate(&datum.place()))
    }
}

/// Numbers in ascending order, those that follow one another as spans.
fn spans(numbers: &[usize], between: &str, to: &str) -> String {
    let follows = |a: &usize, b: &usize| a + 1 == *b;
    let span = |span: &[usize]| match span {
        [first, .., last] => format!("{first}{to}{last}"),
        one => one.first().map(usize::to_string).unwrap_or_default(),
    };
    numbers.chunk_by(follows).map(span).collect::<Vec<_>>().join(between)
}

problems! {
    /// Pages that cannot be drawn.
    K0514 warning NotDrawn { path: String, pages: Vec<usize>, reason: Reason }
    en: {
        let word = if pages.len() == 1 { "page" } else { "pages" };
        let pages = spans(pages, ", ", "–");
        format!("{word} {pages} of `{path}` cannot be drawn: {}", reason.text(Language::English))
    },
        hint "the findings are complete all the same; look at the page in another program";
    ja: {
        let pages = spans(pages, "、", "～");
        format!("`{path}`の{pages}ページを画像にできません（{}）", reason.text(Language::Japanese))
    },
        hint "点検の結果に漏れはありません。このページは別のソフトで見てください";
}
