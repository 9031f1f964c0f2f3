//! A document from its data to its laid-out pages.

use super::Builder;
use super::locate::Locator;
use crate::diagnostic::Diagnostic;
use crate::model::SummaryContent;
use crate::observe::{Stage, StageSpan};
use crate::package::Package;
use crate::template::{Document, Rendered, SummaryLayout};
use crate::typeset::{Balance, Files, TypesetDocument, Typesetter};

/// A document's source and its pages.
pub(super) struct LaidOut {
    pub rendered: Rendered,
    pub typeset: TypesetDocument,
    /// How its parts stand.
    pub balance: Balance,
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
        let name = &document.name(self.report);
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
        let _typesetting = StageSpan::enter(self.observer, Stage::Typeset, name);
        let mut balance = self.known_balance(document, &rendered);
        let typeset = self.typeset_once(&source, &attachments, typesetter, |typesetter| match document {
            Document::Summary(_) | Document::Set => typesetter.typeset_with(&source, attachments.clone()),
            Document::Briefing | Document::Comparison | Document::Further(..) => {
                let round_done = || self.observer.part_done(Stage::Typeset, name);
                let typeset = typesetter.typeset_balanced(&source, &attachments, &mut balance, &round_done);
                self.keep_balance(&rendered, &balance);
                typeset
            }
        });
        let typeset = typeset
            .map_err(|errors| errors.iter().map(|error| self.locator(&rendered).error(error)).collect::<Vec<_>>())?;
        Ok(LaidOut { rendered, typeset, balance, attachments })
    }

    pub(super) fn locator<'l>(&'l self, rendered: &'l Rendered) -> Locator<'l> {
        let Self { report, assets, templates, sources, .. } = self;
        Locator { report, assets, templates, rendered, sources }
    }
}
