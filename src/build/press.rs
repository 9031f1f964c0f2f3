//! The print edition (印刷用PDF) of a document: the same pages on sheets for the press.

mod options;
mod problems;

use super::Builder;
use super::locate::Locator;
use crate::diagnostic::{Diagnostic, Place};
use crate::export::print::{Failure, print};
use crate::preflight::{self, Finding};
use crate::template::Document;
use crate::trace::{GlyphRun, RunOrigin};
use crate::typeset::{PagedDocument, PressError, Typesetter};
pub use options::{PrintOptions, PrintRecord};
pub use problems::{AmbiguousColours, IncompleteTheme, NotForPress, OtherSheets, PreflightFinds, UnknownPattern};

/// A point in millimetres.
const MILLIMETRES: f64 = 25.4 / 72.0;

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

impl Builder<'_> {
    /// The print edition of a document that is laid out for the screen already.
    pub(super) fn printed(
        &self,
        printing: &PrintOptions,
        document: Document,
        (screen, scales): (&PagedDocument, &[u32]),
        (locator, typesetter): (&Locator<'_>, &mut Typesetter),
        runs: &[GlyphRun<'_>],
    ) -> Result<PrintEdition, Vec<Diagnostic>> {
        let setting = printing.setting(document, screen.pages().len());
        let name = &document.name(self.report);
        let pages = typesetter.for_press(screen, &setting, &self.press_pictures, scales);
        let pages = pages.map_err(|error| press_diagnostics(error, name, locator))?;
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
        let mut checked = checked.map_err(|_| vec![not_for_press(name)])?;
        keep_first(&mut checked.findings, preflight::ORIENTATION);
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
            document: document.name(self.report).into_owned(),
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

/// Leaves out all findings of a rule but the first: pages that are turned for wide tables are told of once.
fn keep_first(findings: &mut Vec<Finding>, code: &str) {
    let mut is_told = false;
    findings.retain(|finding| finding.problem.code() != code || !std::mem::replace(&mut is_told, true));
}

/// Why a document cannot be made ready for the press, each at its place in the components.
fn press_diagnostics(error: PressError, document: &str, locator: &Locator<'_>) -> Vec<Diagnostic> {
    let document = document.to_owned();
    let diagnostic = match error {
        PressError::Typst(errors) => return errors.iter().map(|error| locator.error(error)).collect(),
        PressError::Internal(error) => error.into(),
        PressError::OtherSheets { expected, drawn } => {
            locator.in_component("sheet.typ", "press-sheets", OtherSheets { document, expected, drawn })
        }
        PressError::IncompleteTheme { definition } => {
            let sign = definition.rsplit('.').next().unwrap_or_default().to_owned();
            locator.in_component("theme.typ", &sign, IncompleteTheme { definition })
        }
        PressError::UnknownPattern => {
            locator.in_component("chart-series.typ", "hatch-samples", UnknownPattern { document })
        }
        PressError::AmbiguousColours { first, second } => {
            let entry = format!("{second}: (");
            locator.in_component("theme.typ", &entry, AmbiguousColours { first, second })
        }
    };
    vec![diagnostic]
}

/// The error that the file is not one for the press, or cannot be read.
fn not_for_press(document: &str) -> Diagnostic {
    Diagnostic::nowhere(NotForPress { document: document.to_owned() })
}
