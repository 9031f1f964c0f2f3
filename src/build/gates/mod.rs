//! Checks on laid-out pages, before anything is written.

mod glyphs;
mod headings;
mod outward;
mod overprint;
mod resolution;
mod styles;

use std::collections::BTreeSet;

pub(super) use outward::strange;

use super::locate::Locator;
use crate::build::sheets::SummaryTooLong;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::Report;
use crate::template::Document;
use crate::trace::{Cause, Run};
use crate::typeset::{Files, PagedDocument, PlacedText, Typesetter, page_number};

/// A laid-out document as the checks see it.
pub(super) struct Laid<'a> {
    pub report: &'a Report,
    pub document: Document,
    pub pages: &'a PagedDocument,
    pub texts: &'a [PlacedText<'a>],
    pub runs: &'a [Run<'a>],
    pub locator: &'a Locator<'a>,
    pub typesetter: &'a Typesetter,
    /// The families of fonts that the user added.
    pub added: &'a [String],
    /// The files that the document may carry.
    pub attachments: &'a Files,
}

impl Laid<'_> {
    /// What users call the document.
    fn name(&self) -> String {
        self.document.name(self.report).to_owned()
    }

    /// The number that a page shows.
    fn number(&self, page: usize) -> usize {
        page_number(self.pages, page)
    }

    /// Where what a run prints must be mended: at its datum, or else at the template's line.
    fn place(&self, run: &Run<'_>) -> Option<Place> {
        match &run.cause {
            Cause::Data(_) => run.offset.and_then(|offset| self.locator.datum(offset)),
            Cause::Template => run.offset.and_then(|offset| self.locator.line(offset)),
            Cause::Component => None,
        }
    }
}

/// Errors, of which one of a kind stands at a place.
#[derive(Default)]
struct Once {
    found: Vec<Diagnostic>,
    seen: BTreeSet<(&'static str, Option<Place>)>,
}

impl Once {
    /// Adds an error, unless the same kind stands at the same place already.
    fn report(&mut self, error: Diagnostic) {
        if self.seen.insert((error.problem.code(), error.place.clone())) {
            self.found.push(error);
        }
    }
}

/// Everything that a document must not be.
pub(super) fn check(laid: &Laid<'_>) -> Vec<Diagnostic> {
    let mut found = glyphs::missing(laid);
    found.extend(glyphs::outside_pages(laid));
    found.extend(glyphs::outside_blocks(laid));
    found.extend(glyphs::small(laid));
    // A text that leaves its block will often run into another as well.
    let outside: BTreeSet<Option<Place>> = found.iter().map(|error| error.place.clone()).collect();
    let over = |error: &Diagnostic| {
        let other = error.related.iter().map(|(place, _)| Some(place.clone()));
        std::iter::once(error.place.clone()).chain(other).any(|place| outside.contains(&place))
    };
    found.extend(overprint::check(laid).into_iter().filter(|error| !over(error)));
    found.extend(headings::alone(laid));
    found.extend(resolution::check(laid));
    found.extend(styles::check(laid));
    found.extend(pages(laid));
    found.extend(strange(laid.pages, laid.attachments, laid.locator, laid.typesetter));
    found
}

/// A summary has one page, also by templates of the user, whose layout nobody looks for.
fn pages(laid: &Laid<'_>) -> Option<Diagnostic> {
    let Document::Summary(at) = laid.document else { return None };
    let filed = laid.report.councils.get(at)?;
    let pages = laid.pages.pages().len();
    let problem = SummaryTooLong { council: filed.id.name.clone(), cuts: Vec::new() };
    let place = laid.report.data.place(filed.council.name.datum);
    (pages != 1).then(|| Diagnostic::new(place, problem))
}
