//! All stages in their order, for all documents of a report.

mod attachments;
mod cores;
mod document;
mod gates;
mod layout;
mod locate;
mod making;
mod papers;
mod pictures;
mod plan;
mod press;
mod summaries;
mod warm;

use std::collections::BTreeMap;
use std::sync::Arc;

use typst::foundations::Bytes;

use crate::assets::Assets;
use crate::compare::Comparison;
use crate::diagnostic::{AnyProblem, Diagnostic, Place, Sources};
use crate::export::Edition;
use crate::model::Report;
use crate::observe::Observer;
use crate::template::{DocumentDate, Templates};
use crate::trace::{ShownData, not_printed};
use crate::typeset::{Files, Fonts, PressPictures, SharedFiles};
use cores::WorkerPool;
pub use document::BuiltDocument;
pub use locate::{NotConverged, Typst};
pub use plan::{BuildPlan, PlanOfOther, PlanUnreadable};
pub use press::{PrintEdition, PrintOptions, PrintRecord};
pub use summaries::{CutKind, SuggestedCut, SummaryTooLong};
pub use warm::WarmState;

/// Everything that documents are made from.
#[derive(Clone)]
pub struct Builder<'a> {
    report: &'a Report,
    assets: &'a Assets,
    templates: &'a Templates,
    sources: &'a Sources,
    fonts: Arc<Fonts>,
    files: Arc<SharedFiles>,
    added: Vec<String>,
    stamp: DocumentDate,
    edition: Edition,
    screen: bool,
    printing: Option<PrintOptions>,
    /// The pictures that the press takes as they came, while the screen gets them in three colours.
    press_pictures: PressPictures,
    traced: bool,
    dropping: bool,
    comparison: Option<&'a Comparison>,
    observer: &'a dyn Observer,
    idle: WorkerPool,
    warm: Option<&'a WarmState>,
    plan: Option<&'a BuildPlan>,
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
            files: Arc::new(SharedFiles::new(files)),
            added,
            stamp,
            edition: Edition::default(),
            screen: true,
            printing: None,
            press_pictures: PressPictures::new(),
            traced: false,
            dropping: false,
            comparison: None,
            observer: &(),
            idle: WorkerPool::default(),
            warm: None,
            plan: None,
        }
    }

    /// Tells an observer what is being done.
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
    pub fn printing(self, printing: Option<PrintOptions>) -> Self {
        let press_pictures = if printing.is_some() { self.press_pictures() } else { PressPictures::new() };
        Self { printing, press_pictures, ..self }
    }

    /// Pictures that come in the inks of the press, by their bytes in the three colours of the screen.
    fn press_pictures(&self) -> PressPictures {
        let files = self.report.pictures.iter();
        files
            .filter_map(|(path, file)| {
                let press = pictures::for_press(&file.bytes)?;
                Some((self.files.files().get(path)?.clone(), Bytes::new(press.to_vec())))
            })
            .collect()
    }

    /// Whether to leave the edition for screens out, once its pages are laid out and checked.
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

    /// Shows how metrics have moved since an earlier report, and marks what is new.
    #[must_use]
    pub fn compared(self, comparison: Option<&'a Comparison>) -> Self {
        Self { comparison, ..self }
    }

    /// Takes over what earlier builds have left, and leaves to later ones what this one finds out.
    #[must_use]
    pub fn warmed(self, warm: &'a WarmState) -> Self {
        let (files, idle) = warm.stock(SharedFiles::new(self.files.files().clone()));
        Self { files, idle, warm: Some(warm), ..self }
    }

    /// Files that a generated source reads, by their path beside it.
    pub fn files(&self) -> &Files {
        self.files.files()
    }

    /// A warning for each datum that is not among those that the documents show; they must be all of the report's.
    pub fn not_printed<'s>(&self, shown: impl IntoIterator<Item = &'s ShownData>) -> Vec<Diagnostic> {
        let mut all = ShownData::default();
        shown.into_iter().for_each(|shown| all.add(shown));
        not_printed(self.report, &all)
    }
}

/// Each error once, where it is found first: a datum is printed in several documents, but is corrected once.
pub fn without_repetitions(mut errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<Option<Place>, Vec<AnyProblem>> = BTreeMap::new();
    errors.retain(|error| {
        let at_place = seen.entry(error.place.clone()).or_default();
        let is_new = !at_place.contains(&error.problem);
        if is_new {
            at_place.push(error.problem.clone());
        }
        is_new
    });
    errors
}
