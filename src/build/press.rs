//! The print edition (印刷用PDF) of a document: the same pages on sheets for the press.

mod options;
mod problems;

use typst::foundations::Bytes;

use super::Builder;
use super::gates::strange;
use super::locate::Locator;
use super::pictures::for_press;
use crate::diagnostic::{Diagnostic, Place};
use crate::export::print::{Failure, print};
use crate::model::Report;
use crate::preflight::{self, Finding};
use crate::template::{Document, Rendered};
use crate::trace::{GlyphRun, RunOrigin};
use crate::typeset::{Files, PagedDocument, PartPlacements, PlacedText, Typesetter, texts};
pub use options::{PrintOptions, PrintRecord};
pub use problems::{EditionsDiffer, NotForPress, PreflightFinds};

/// A point in millimetres.
const MILLIMETRES: f64 = 25.4 / 72.0;
/// The editions of a page may lie apart by this much, in points, which is less than anyone can see.
const APART: f64 = 0.01;

/// A document's print edition.
pub struct PrintEdition {
    /// The laid-out pages, on sheets.
    pub pages: PagedDocument,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages at the end are blank, so that the booklet can be bound.
    pub blank: usize,
    /// What was looked at, and what was found by that.
    pub checked: preflight::Report,
    /// What should be looked at.
    pub warnings: Vec<Diagnostic>,
}

/// The pictures that are brought into three colours for the screen, as they came.
pub(super) fn pictures_in_inks(report: &Report) -> Files {
    let own = report.pictures.iter();
    own.filter_map(|(path, file)| Some((path.clone(), Bytes::new(for_press(&file.bytes)?.to_vec())))).collect()
}

impl Builder<'_> {
    /// The print edition of a document that is laid out for the screen already.
    pub(super) fn printed(
        &self,
        printing: &PrintOptions,
        document: Document,
        (rendered, placements): (&Rendered, &PartPlacements),
        screen: &PagedDocument,
        (locator, typesetter): (&Locator<'_>, &mut Typesetter),
        runs: &[GlyphRun<'_>],
    ) -> Result<PrintEdition, Vec<Diagnostic>> {
        let setting = printing.setting(document, screen.pages().len());
        let own = self.in_inks.clone().into_iter().chain(placements.files()).collect();
        let typeset = typesetter
            .typeset_for(&rendered.source, own, setting.clone())
            .map_err(|errors| errors.iter().map(|error| locator.error(error)).collect::<Vec<_>>())?;
        let pages = typeset.document;
        let name = document.name(self.report);
        if let Some(page) = differing(screen, &pages, setting.sheet.blank) {
            let problem = EditionsDiffer { document: name.to_owned(), sheet: page + 1 };
            return Err(vec![Diagnostic::nowhere(problem)]);
        }
        // What is set for the press may lead elsewhere than what is set for the screen.
        let strange = strange(&pages, &Files::new(), locator, typesetter);
        if !strange.is_empty() {
            return Err(strange);
        }
        let pdf = print(&pages, &self.ident(document), &printing.press).map_err(|failure| match failure {
            Failure::Typst(errors) => {
                errors.iter().map(|error| locator.pdf_error(&typesetter.describe(error))).collect::<Vec<_>>()
            }
            Failure::Incomplete => vec![not_for_press(name)],
            Failure::Internal(error) => error.into(),
        })?;
        let finished = preflight::open(&pdf).map_err(|_| vec![not_for_press(name)])?;
        let path = format!("print/{}", document.pdf_path(self.report));
        let misfits = self.misfits(document, &path, &pages, (setting.sheet.bleed, setting.sheet.slug), Some(&finished));
        if !misfits.is_empty() {
            return Err(misfits);
        }
        let made_for = printing.made_for();
        let checked = preflight::inspect_ours(&finished, &pdf, &made_for, printing.profile.as_ref());
        let checked = checked.map_err(|_| vec![not_for_press(name)])?;
        let (errors, warnings) = self.preflight_diagnostics(&checked, document, runs);
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(PrintEdition { pages, pdf, blank: setting.sheet.blank, checked, warnings })
    }

    /// What keeps the file from being written, and what the printing house would find in it; each with the datum that is
    /// printed there.
    fn preflight_diagnostics(
        &self,
        checked: &preflight::Report,
        document: Document,
        runs: &[GlyphRun<'_>],
    ) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let (held, passed): (Vec<&Finding>, Vec<&Finding>) =
            checked.findings.iter().partition(|finding| finding.stops_ours);
        // What stops all of the file is said once, with all sheets.
        let mut errors: Vec<Vec<&Finding>> = Vec::new();
        for finding in held {
            match errors.iter_mut().find(|same| same[0].problem == finding.problem) {
                Some(same) if same.iter().all(|other| other.page != finding.page) => same.push(finding),
                Some(_) => {}
                None => errors.push(vec![finding]),
            }
        }
        let errors = errors.iter().filter_map(|same| self.preflight_diagnostic(same, true, document, runs));
        let warnings =
            passed.iter().filter_map(|finding| self.preflight_diagnostic(&[*finding], false, document, runs));
        (errors.collect(), warnings.collect())
    }

    /// What several sheets have in common, at the place of the first; `held` says whether it keeps the file from being written.
    fn preflight_diagnostic(
        &self,
        findings: &[&Finding],
        held: bool,
        document: Document,
        runs: &[GlyphRun<'_>],
    ) -> Option<Diagnostic> {
        let first = findings.first()?;
        let problem = PreflightFinds {
            document: document.name(self.report).to_owned(),
            sheets: findings.iter().filter_map(|finding| finding.page).collect(),
            finding: first.problem.clone(),
            held,
        };
        Some(Diagnostic::new(self.printed_datum(first, runs), problem))
    }

    /// The place of the datum that is printed where something was found.
    fn printed_datum(&self, finding: &Finding, runs: &[GlyphRun<'_>]) -> Option<Place> {
        let (page, [left, top, right, bottom]) = finding.page.zip(finding.area)?;
        let [x, y] = [left + right, top + bottom].map(|sum| sum / 2.0 / MILLIMETRES);
        let run = runs.iter().find(|run| {
            let [left, top, right, bottom] = run.area;
            run.page + 1 == page && (left..=right).contains(&x) && (top..=bottom).contains(&y)
        })?;
        match &run.origin {
            RunOrigin::Data(origin) => origin.data().iter().find_map(|id| self.report.data.place(*id)),
            RunOrigin::Template | RunOrigin::Component => None,
        }
    }
}

/// The error that the file is not one for the press, or cannot be read.
fn not_for_press(document: &str) -> Diagnostic {
    Diagnostic::nowhere(NotForPress { document: document.to_owned() })
}

/// The first page, counted from 0, whose texts stand elsewhere in print than on the screen.
///
/// The summaries were fitted, and all pages checked, on the screen; that is worth nothing unless both are the same.
fn differing(screen: &PagedDocument, sheets: &PagedDocument, blank: usize) -> Option<usize> {
    let (on_screen, in_print) = (texts(screen), texts(sheets));
    let differing = on_screen.iter().zip(&in_print).find(|(screen, print)| !are_same(screen, print));
    let differing = differing.map(|(text, _)| text.page);
    let more = on_screen.get(in_print.len()).or(in_print.get(on_screen.len())).map(|text| text.page);
    let pages = screen.pages().len();
    let last = (pages + blank != sheets.pages().len()).then_some(pages.saturating_sub(1));
    differing.or(more).or(last)
}

/// Whether two editions set the same text at the same place.
fn are_same(screen: &PlacedText<'_>, print: &PlacedText<'_>) -> bool {
    let near = (screen.x - print.x).abs() < APART && (screen.y - print.y).abs() < APART;
    screen.page == print.page && near && screen.item.text == print.item.text && screen.item.size == print.item.size
}
