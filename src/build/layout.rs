//! A document from its data to its laid-out pages.

use super::Builder;
use super::locate::Locator;
use crate::diagnostic::Diagnostic;
use crate::model::SummaryContent;
use crate::observe::{Stage, StageSpan};
use crate::package::Package;
use crate::template::{Document, Rendered, SummaryLayout};
use crate::typeset::{Files, TypesetDocument, Typesetter};

/// A document's source and its pages.
pub(super) struct LaidOut {
    pub rendered: Rendered,
    pub typeset: TypesetDocument,
    /// The files that it may carry.
    pub attachments: Files,
}

impl Builder<'_> {
    /// Lays a document out; `summary` gives what the summary of a council shows, by the council's place in the report, and how
    /// its parts stand.
    pub(super) fn lay_out(
        &self,
        document: Document,
        summary: &dyn Fn(usize) -> Option<(SummaryContent, SummaryLayout)>,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> Result<LaidOut, Vec<Diagnostic>> {
        let name = document.name(self.report);
        let rendering = StageSpan::enter(self.observer, Stage::Template, name);
        self.observer.follow(&self.templates.trail());
        let rendered = self
            .templates
            .render_fitted(self.report, document, summary, self.comparison, self.stamp)
            .map_err(|error| vec![error])?;
        drop(rendering);
        let packing = StageSpan::enter(self.observer, Stage::Package, name);
        let attachments = self.attachments(document, package)?;
        drop(packing);
        let source = self.parsed(document, &rendered.source, typesetter);
        let typeset = match self.guessed_placements(document) {
            Some(guess) => self.typeset_by_guess(document, &rendered, &source, (guess, &attachments), typesetter),
            None => {
                let placements = self.part_placements(document, &rendered, &source);
                let files = attachments.clone().into_iter().chain(placements.files()).collect();
                let _typesetting = StageSpan::enter(self.observer, Stage::Typeset, name);
                self.typeset_once(&source, files, typesetter)
            }
        };
        let typeset = typeset
            .map_err(|errors| errors.iter().map(|error| self.locator(&rendered).error(error)).collect::<Vec<_>>())?;
        Ok(LaidOut { rendered, typeset, attachments })
    }

    pub(super) fn locator<'l>(&'l self, rendered: &'l Rendered) -> Locator<'l> {
        let Self { report, assets, templates, sources, .. } = self;
        Locator { report, assets, templates, rendered, sources }
    }
}
