//! All stages in their order, for all documents of a report.

mod attachments;
mod cores;
mod gates;
mod locate;
mod papers;
mod pictures;
mod places;
mod press;
mod sheets;

use std::collections::BTreeMap;
use std::sync::Arc;

use typst::foundations::Bytes;

use crate::assets::Assets;
use crate::compare::Comparison;
use crate::conformance::{self, Verdict};
use crate::diagnostic::{AnyProblem, Diagnostic, Place, Sources};
use crate::export::{self, Edition, PdfError};
use crate::fit::Found;
use crate::model::{Digest, Report};
use crate::observe::{Observer, Span, Stage};
use crate::package::Package;
use crate::template::{Document, DocumentDate, Fit, Rendered, Templates};
use crate::trace::{Print, Run, Shown, not_printed, runs};
use crate::typeset::{Files, Fonts, PagedDocument, Typesetter, page_number, texts_and_alternatives};
use cores::{Idle, is_one_of_many, side_by_side};
pub use locate::NotConverged;
pub use press::{Printed, Printing, PrintingRecord};
pub use sheets::{CutKind, CutOf, SummaryTooLong};
use sheets::{Fitted, Laid, Sheet, Sheets};

/// Everything that documents are made from.
#[derive(Clone)]
pub struct Builder<'a> {
    report: &'a Report,
    assets: &'a Assets,
    templates: &'a Templates,
    sources: &'a Sources,
    fonts: Arc<Fonts>,
    files: Arc<Files>,
    added: Vec<String>,
    stamp: DocumentDate,
    edition: Edition,
    screen: bool,
    printing: Option<Printing>,
    /// The pictures that the press takes as they came, while the screen gets them in three colours.
    in_inks: Files,
    traced: bool,
    dropping: bool,
    comparison: Option<&'a Comparison>,
    observer: &'a dyn Observer,
    idle: Idle,
}

/// A finished document.
pub struct Built {
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
    pub printed: Option<Printed>,
    /// The data that it shows.
    pub shown: Shown,
    /// What each run of glyphs comes from, if the builder was asked to keep it.
    pub prints: Vec<Print>,
    /// What should be looked at.
    pub warnings: Vec<Diagnostic>,
    /// The layout that was found for a summary.
    pub found: Option<Found>,
    /// The sizes of type, in per cent, whose components the source reads from folders of their own.
    pub scales: Vec<u32>,
}

impl<'a> Builder<'a> {
    /// A builder for the documents of a report.
    pub fn new(
        report: &'a Report,
        assets: &'a Assets,
        templates: &'a Templates,
        sources: &'a Sources,
        fonts: Arc<Fonts>,
        stamp: DocumentDate,
    ) -> Self {
        let components = assets.components.iter();
        let mut files: Files =
            components.map(|(name, file)| (name.clone(), Bytes::from_string(sources.text(*file).to_owned()))).collect();
        files.extend(
            report
                .pictures
                .iter()
                .map(|(path, file)| (path.clone(), Bytes::new(pictures::for_pages(&file.bytes).into_owned()))),
        );
        let added = fonts.added_families();
        Self {
            report,
            assets,
            templates,
            sources,
            fonts,
            files: Arc::new(files),
            added,
            stamp,
            edition: Edition::default(),
            screen: true,
            printing: None,
            in_inks: Files::new(),
            traced: false,
            dropping: false,
            comparison: None,
            observer: &(),
            idle: Idle::default(),
        }
    }

    /// Tells somebody what is being done.
    #[must_use]
    pub fn observed(self, observer: &'a dyn Observer) -> Self {
        Self { observer, ..self }
    }

    /// Makes the documents for another edition than the archive's.
    #[must_use]
    pub fn edition(self, edition: Edition) -> Self {
        Self { edition, ..self }
    }

    /// Makes the print edition of each document as well.
    #[must_use]
    pub fn printing(self, printing: Option<Printing>) -> Self {
        let in_inks = if printing.is_some() { press::pictures_in_inks(self.report) } else { Files::new() };
        Self { printing, in_inks, ..self }
    }

    /// Leaves the edition for screens out, once its pages are laid out and checked.
    #[must_use]
    pub fn without_screen(self, without: bool) -> Self {
        Self { screen: !without, ..self }
    }

    /// Keeps what each run of glyphs comes from, for questions after the build.
    #[must_use]
    pub fn traced(self) -> Self {
        Self { traced: true, ..self }
    }

    /// Leaves items out of summaries that have no room for them, by their priority.
    #[must_use]
    pub fn dropping(self, dropping: bool) -> Self {
        Self { dropping, ..self }
    }

    /// Says of metrics how they have moved since an earlier report, and of what is new that it is.
    #[must_use]
    pub fn compared(self, comparison: Option<&'a Comparison>) -> Self {
        Self { comparison, ..self }
    }

    /// Files that a generated source reads, by their path beside it.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Makes the documents on all cores.
    ///
    /// # Errors
    /// All errors of all documents, in the order of the documents.
    pub fn build(&self, documents: &[Document]) -> Result<Vec<Built>, Vec<Diagnostic>> {
        self.build_each(documents, &|built| built)
    }

    /// Makes the documents on all cores, and hands each over as soon as it is finished, so that not all of them have to be
    /// held at once. What `keep` makes of them comes back in the order of the documents. A summary of a large report may
    /// come a second time, in the size that turned out to be the common one; then the second one counts.
    ///
    /// # Errors
    /// All errors of all documents, in the order of the documents.
    pub fn build_each<T: Send>(
        &self,
        documents: &[Document],
        keep: &(dyn Fn(Built) -> T + Sync),
    ) -> Result<Vec<T>, Vec<Diagnostic>> {
        let package = if self.screen { self.package()? } else { None };
        let package = package.as_ref();
        let one = |document: Document, sheets: &Sheets<'_>, typesetter: &mut Typesetter| {
            let path = document.pdf_path(self.report);
            let _span = Span::enter(self.observer, Stage::Document, &path);
            let built = self.one(document, sheets, package, typesetter)?;
            Ok(keep(built))
        };
        let mut fitted = Fitted::default();
        if documents.iter().any(|document| document.shows_summaries()) {
            let wanted = |at: usize| documents.contains(&Document::Summary(at));
            fitted = self.fitted(package, &wanted, &|at, sheet, typesetter| {
                one(Document::Summary(at), &Sheets::One(at, sheet), typesetter)
            });
        }
        let sheets = Sheets::All(&fitted.sheets);
        let open: Vec<(usize, Document)> = documents.iter().copied().enumerate().collect();
        let open: Vec<(usize, Document)> = open.into_iter().filter(|(_, document)| !fitted.has(*document)).collect();
        let made = self.on_all_cores(&open, &|(_, document), typesetter| one(*document, &sheets, typesetter));
        let made = open.iter().map(|(place, _)| *place).zip(made);
        let place = |at: usize| documents.iter().position(|document| *document == Document::Summary(at));
        let finished = fitted.finished.into_iter().filter_map(|(at, made)| Some((place(at)?, made)));
        let results: BTreeMap<usize, _> = made.chain(finished).collect();
        let mut kept = Vec::new();
        let mut errors = Vec::new();
        for result in results.into_values() {
            match result {
                Ok(document) => kept.push(document),
                Err(found) => errors.extend(found),
            }
        }
        if errors.is_empty() { Ok(kept) } else { Err(without_repetitions(errors)) }
    }

    /// A warning for each datum that is not among those that the documents show; they must be all of the report's.
    pub fn not_printed<'s>(&self, shown: impl IntoIterator<Item = &'s Shown>) -> Vec<Diagnostic> {
        let mut all = Shown::default();
        shown.into_iter().for_each(|shown| all.add(shown));
        not_printed(self.report, &all)
    }

    /// Lays a document out, with what each summary shows and how it stands.
    fn laid(
        &self,
        document: Document,
        sheet: &dyn Fn(usize) -> Option<(Digest, Fit)>,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> Result<Laid, Vec<Diagnostic>> {
        let span = |stage| Span::enter(self.observer, stage, document.name(self.report));
        let rendering = span(Stage::Template);
        self.observer.follow(&self.templates.trail());
        let rendered = self
            .templates
            .render_fitted(self.report, document, sheet, self.comparison, self.stamp)
            .map_err(|error| vec![error])?;
        drop(rendering);
        let packing = span(Stage::Package);
        let attachments = self.attachments(document, package)?;
        drop(packing);
        let places = self.places(document, &rendered.source, typesetter);
        let own = attachments.clone().into_iter().chain(places.files()).collect();
        let _typesetting = span(Stage::Typeset);
        let typeset = typesetter
            .typeset_with(&rendered.source, own)
            .map_err(|errors| errors.iter().map(|error| self.locator(&rendered).error(error)).collect::<Vec<_>>())?;
        Ok(Laid { rendered, typeset, places, attachments })
    }

    fn locator<'l>(&'l self, rendered: &'l Rendered) -> locate::Locator<'l> {
        let Self { report, assets, templates, sources, .. } = self;
        locate::Locator { report, assets, templates, rendered, sources }
    }

    fn one(
        &self,
        document: Document,
        sheets: &Sheets<'_>,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> Result<Built, Vec<Diagnostic>> {
        let name = document.name(self.report);
        let span = |stage| Span::enter(self.observer, stage, name);
        let own = match document {
            Document::Summary(at) => sheets.get(at),
            Document::Briefing | Document::Set | Document::Comparison => None,
        };
        let Laid { rendered, typeset, places, attachments } = match own.and_then(Sheet::take_laid) {
            Some(laid) => {
                typesetter.turn_to(&laid.typeset);
                laid
            }
            None => {
                let sheet = |at: usize| {
                    let sheet = sheets.get(at)?;
                    let digest = self.content(at, sheet);
                    let fit = sheet.fit(&digest);
                    Some((digest, fit))
                };
                self.laid(document, &sheet, package, typesetter)?
            }
        };
        let locator = self.locator(&rendered);
        let pages = typeset.document;
        let tracing = span(Stage::Gates);
        let (texts, alternatives) = texts_and_alternatives(&pages);
        let runs = runs(&texts, typesetter, &rendered.map);
        drop(tracing);
        let print = |run: &Run<'_>| Print::new(name, page_number(&pages, run.page), run, locator.run_line(run));
        let check = || {
            let _checking = span(Stage::Gates);
            let mut found = gates::check(&gates::Laid {
                report: self.report,
                document,
                pages: &pages,
                texts: &texts,
                runs: &runs,
                locator: &locator,
                typesetter,
                added: &self.added,
                attachments: &attachments,
            });
            if let Document::Summary(at) = document {
                found.extend(own.and_then(|sheet| self.findings(at, sheet)));
            }
            let prints: Vec<Print> = if self.traced { runs.iter().map(print).collect() } else { Vec::new() };
            (found, Shown::of(&runs, &alternatives, &rendered), prints)
        };
        let write = || {
            // Of a summary that fits in no way it is told what to cut, which is why its page in the set is too high.
            let fits = sheets.all().iter().all(|sheet| sheet.found.as_ref().is_none_or(Found::fits));
            if self.screen {
                self.written(document, fits, &pages, &locator, typesetter)
            } else {
                Ok(Default::default())
            }
        };
        // What is written is not handed out if the checks find an error.
        let bad = |(found, ..): &(Vec<Diagnostic>, Shown, Vec<Print>)| found.iter().any(Diagnostic::is_error);
        let ((found, shown, prints), written) = side_by_side(check, write, bad);
        let (found, (pdf, verdicts)) = match written {
            Some(written) => (found, written?),
            None => return Err(found),
        };
        let typst = typeset.warnings.iter().map(|warning| locator.warning(warning));
        let mut warnings: Vec<Diagnostic> = typst.chain(found).collect();
        let found = own.and_then(|sheet| sheet.found.clone());
        let mut scales: Vec<u32> = match document {
            Document::Briefing | Document::Comparison => Vec::new(),
            Document::Summary(_) => own.map(Sheet::scale).into_iter().collect(),
            // The cover stands in the theme's own size.
            Document::Set => sheets.all().iter().map(Sheet::scale).chain([100]).collect(),
        };
        scales.sort_unstable();
        scales.dedup();
        let printed = match &self.printing {
            Some(printing) => {
                let _span = span(Stage::Press);
                Some(self.printed(printing, document, (&rendered, &places), &pages, (&locator, typesetter), &runs)?)
            }
            None => None,
        };
        drop((runs, texts));
        warnings.extend(printed.iter().flat_map(|printed| printed.warnings.iter().cloned()));
        Ok(Built { document, pages, pdf, verdicts, printed, shown, prints, warnings, rendered, found, scales })
    }

    /// The PDF of the edition for screens, which keeps its standards, and the verdicts that say so.
    fn written(
        &self,
        document: Document,
        fits: bool,
        pages: &PagedDocument,
        locator: &locate::Locator<'_>,
        typesetter: &Typesetter,
    ) -> Result<(Vec<u8>, Vec<Verdict>), Vec<Diagnostic>> {
        let name = document.name(self.report);
        let exporting = Span::enter(self.observer, Stage::Export, name);
        let pdf = export::pdf(pages, &self.ident(document), self.edition).map_err(|error| match error {
            PdfError::Typst(errors) => {
                errors.iter().map(|error| locator.pdf_error(&typesetter.describe(error))).collect::<Vec<_>>()
            }
            PdfError::Internal(error) => error.into(),
        })?;
        drop(exporting);
        let path = document.pdf_path(self.report);
        let misfits = self.misfits(document, &path, pages, (0.0, 0.0), export::read(&pdf).as_ref());
        if !misfits.is_empty() && (fits || !document.shows_summaries()) {
            return Err(misfits);
        }
        let _judging = Span::enter(self.observer, Stage::Conformance, name);
        let judge = if is_one_of_many() { conformance::check_here } else { conformance::check };
        let verdicts = judge(&pdf, self.edition.archival_level());
        let nonconforming: Vec<Diagnostic> =
            verdicts.iter().flat_map(|verdict| verdict.diagnostics(&path, true)).collect();
        if nonconforming.is_empty() { Ok((pdf, verdicts)) } else { Err(nonconforming) }
    }

    /// What names a document through all its issues.
    fn ident(&self, document: Document) -> String {
        format!("{}/{}", self.report.head.title.text, document.source_name(self.report))
    }
}

/// Each finding once, where it is found first: a datum stands in several documents, but must be mended once.
pub fn without_repetitions(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<Option<Place>, Vec<AnyProblem>> = BTreeMap::new();
    found.retain(|found| {
        let here = seen.entry(found.place.clone()).or_default();
        let new = !here.contains(&found.problem);
        if new {
            here.push(found.problem.clone());
        }
        new
    });
    found
}
