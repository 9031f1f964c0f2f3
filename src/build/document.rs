//! A document from its laid-out pages to its finished files.

use super::cores::side_by_side;
use super::layout::LaidOut;
use super::locate::Locator;
use super::press::PrintEdition;
use super::summaries::{FittedSummary, SummarySelection};
use super::{Builder, gates};
use crate::conformance::{self, Verdict};
use crate::diagnostic::Diagnostic;
use crate::export::{self, PdfError};
use crate::fit::FitResult;
use crate::observe::{Stage, StageSpan};
use crate::package::Package;
use crate::template::{Document, Rendered};
use crate::trace::{PrintedRun, ShownData, runs};
use crate::typeset::{Balance, PagedDocument, Typesetter, page_number, texts_and_alternatives};

/// A finished document.
pub struct BuiltDocument {
    /// Which document it is.
    pub document: Document,
    /// The generated source with its map.
    pub rendered: Rendered,
    /// The laid-out pages.
    pub pages: PagedDocument,
    /// The PDF for screens; empty if the builder leaves it out.
    pub pdf: Vec<u8>,
    /// What was found out about the PDF under each set of rules; nothing where the edition for screens was left out.
    pub verdicts: Vec<Verdict>,
    /// The print edition, if the builder was asked for it.
    pub printed: Option<PrintEdition>,
    /// The data that it shows.
    pub shown: ShownData,
    /// What each run of glyphs comes from, if the builder was asked to keep it.
    pub prints: Vec<PrintedRun>,
    /// What should be looked at.
    pub warnings: Vec<Diagnostic>,
    /// The layout that was found for a summary.
    pub fit_result: Option<FitResult>,
    /// How the parts of its chapters and councils stand.
    pub balance: Balance,
    /// The sizes of type, in per cent, whose components the source reads from folders of their own.
    pub scales: Vec<u32>,
}

/// What the gates have seen of a laid-out document.
struct GateReport {
    diagnostics: Vec<Diagnostic>,
    shown: ShownData,
    prints: Vec<PrintedRun>,
}

impl GateReport {
    fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// The PDF of the edition for screens, with the verdicts that say that it keeps its standards.
#[derive(Default)]
struct ScreenEdition {
    pdf: Vec<u8>,
    verdicts: Vec<Verdict>,
}

impl Builder<'_> {
    /// Makes a document, with the layouts that were found for the summaries that it shows.
    pub(super) fn document(
        &self,
        document: Document,
        summaries: &SummarySelection<'_>,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> Result<BuiltDocument, Vec<Diagnostic>> {
        let name = &document.name(self.report);
        let summary = match document {
            Document::Summary(index) => summaries.get(index),
            Document::Briefing | Document::Set | Document::Comparison | Document::Further(..) => None,
        };
        let LaidOut { rendered, typeset, balance, attachments } = match summary.and_then(FittedSummary::take_laid_out) {
            Some(laid_out) => {
                typesetter.turn_to(&laid_out.typeset);
                laid_out
            }
            None => self.lay_out(document, &|index| self.summary(index, summaries), package, typesetter)?,
        };
        let locator = self.locator(&rendered);
        let pages = typeset.document;
        let tracing = StageSpan::enter(self.observer, Stage::Gates, name);
        let (texts, alternatives) = texts_and_alternatives(&pages);
        let runs = runs(&texts, typesetter, &rendered.map);
        drop(tracing);
        let gate_input = gates::GateInput {
            report: self.report,
            document,
            pages: &pages,
            texts: &texts,
            runs: &runs,
            locator: &locator,
            typesetter,
            added: &self.added,
            attachments: &attachments,
        };
        // Of a summary that fits in no way the gates say what to cut, which is why its page is too high.
        let all_fit = summaries.all().all(FittedSummary::is_fitting_or_unknown);
        // What is written is not handed out if the gates find an error.
        let (gate_report, screen_edition) = side_by_side(
            || self.pass_gates(&gate_input, summaries, &alternatives, &rendered),
            || self.screen_edition(document, all_fit, &pages, &locator, gate_input.typesetter),
            GateReport::has_errors,
        );
        let GateReport { diagnostics, shown, prints } = gate_report;
        let Some(screen_edition) = screen_edition else { return Err(diagnostics) };
        let ScreenEdition { pdf, verdicts } = screen_edition?;
        let mut warnings: Vec<Diagnostic> = typeset.warnings.iter().map(|warning| locator.warning(warning)).collect();
        warnings.extend(diagnostics);
        let scales = summaries.scales(document);
        let printed = match &self.printing {
            Some(printing) => {
                let _span = StageSpan::enter(self.observer, Stage::Press, name);
                Some(self.printed(printing, document, (&pages, &scales), (&locator, typesetter), &runs)?)
            }
            None => None,
        };
        warnings.extend(printed.iter().flat_map(|printed| printed.warnings.iter().cloned()));
        let fit_result = summary.and_then(|summary| summary.fit_result.clone());
        drop((runs, texts));
        Ok(BuiltDocument {
            document,
            pages,
            pdf,
            verdicts,
            printed,
            shown,
            prints,
            warnings,
            rendered,
            fit_result,
            balance,
            scales,
        })
    }

    fn pass_gates(
        &self,
        input: &gates::GateInput<'_>,
        summaries: &SummarySelection<'_>,
        alternatives: &[String],
        rendered: &Rendered,
    ) -> GateReport {
        let name = &input.document.name(self.report);
        let _span = StageSpan::enter(self.observer, Stage::Gates, name);
        let mut diagnostics = gates::check(input);
        let shown = match input.document {
            Document::Summary(index) => index..index + 1,
            Document::Set => 0..self.report.councils.len(),
            Document::Briefing | Document::Comparison | Document::Further(..) => 0..0,
        };
        diagnostics.extend(shown.filter_map(|index| self.summary_diagnostic(index, summaries.get(index)?)));
        let kept = if self.traced { input.runs } else { &[] };
        let prints = kept
            .iter()
            .map(|run| PrintedRun::new(name, page_number(input.pages, run.page), run, input.locator.run_line(run)));
        GateReport { diagnostics, shown: ShownData::of(input.runs, alternatives, rendered), prints: prints.collect() }
    }

    /// The edition for screens, which keeps its standards; empty if the builder leaves it out.
    fn screen_edition(
        &self,
        document: Document,
        all_fit: bool,
        pages: &PagedDocument,
        locator: &Locator<'_>,
        typesetter: &Typesetter,
    ) -> Result<ScreenEdition, Vec<Diagnostic>> {
        if !self.screen {
            return Ok(ScreenEdition::default());
        }
        let name = &document.name(self.report);
        let exporting = StageSpan::enter(self.observer, Stage::Export, name);
        let pdf = export::pdf(pages, &self.ident(document), self.edition).map_err(|error| match error {
            PdfError::Typst(errors) => {
                errors.iter().map(|error| locator.pdf_error(&typesetter.describe(error))).collect::<Vec<_>>()
            }
            PdfError::Internal(error) => error.into(),
        })?;
        drop(exporting);
        let path = document.pdf_path(self.report);
        let file = export::read(&pdf);
        let misfits = self.misfits(document, &path, pages, (0.0, 0.0), file.as_ref());
        if !misfits.is_empty() && (all_fit || !document.shows_summaries()) {
            return Err(misfits);
        }
        let _judging = StageSpan::enter(self.observer, Stage::Conformance, name);
        let level = self.edition.archival_level();
        let verdicts = match file {
            Some(file) => conformance::check_read(&pdf, file, level),
            None => conformance::check(&pdf, level),
        };
        let nonconforming: Vec<Diagnostic> =
            verdicts.iter().flat_map(|verdict| verdict.diagnostics(&path, true)).collect();
        if nonconforming.is_empty() { Ok(ScreenEdition { pdf, verdicts }) } else { Err(nonconforming) }
    }

    /// What names a document through all its versions.
    pub(super) fn ident(&self, document: Document) -> String {
        format!("{}/{}", self.report.head.title.text, document.source_name(self.report))
    }
}
