//! Checks on input-out pages, before anything is written.

mod glyphs;
mod headings;
mod outward;
mod overprint;
mod resolution;
mod styles;

use std::collections::BTreeSet;

use outward::strange;

use super::locate::Locator;
use crate::build::summaries::SummaryTooLong;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::Report;
use crate::template::Document;
use crate::trace::{GlyphRun, RunOrigin};
use crate::typeset::{Files, PagedDocument, PlacedText, Typesetter, page_number};

/// The keys of a table below which its cells are.
const CELLS: [&str; 3] = ["/rows/", "/columns/", "/total/"];

/// A input-out document as the checks see it.
pub(super) struct GateInput<'a> {
    pub report: &'a Report,
    pub document: Document,
    pub pages: &'a PagedDocument,
    pub texts: &'a [PlacedText<'a>],
    pub runs: &'a [GlyphRun<'a>],
    pub locator: &'a Locator<'a>,
    pub typesetter: &'a Typesetter,
    /// The families of fonts that the user added.
    pub added: &'a [String],
    /// The files that the document may carry.
    pub attachments: &'a Files,
}

impl GateInput<'_> {
    /// What users call the document.
    fn name(&self) -> String {
        self.document.name(self.report).into_owned()
    }

    /// The number that a page shows.
    fn number(&self, page: usize) -> usize {
        page_number(self.pages, page)
    }

    /// The table whose cell a run prints, as far as the data tell: its file and its pointer within it.
    fn table_of(&self, run: &GlyphRun<'_>) -> Option<String> {
        let RunOrigin::Data(origin) = &run.origin else { return None };
        let data = &self.report.data;
        let datum = data.get(*origin.data().first()?)?;
        let pointer = data.pointer(datum);
        let end = CELLS.iter().filter_map(|key| pointer.find(key)).min()?;
        Some(format!("{}{}", self.locator.sources.name(datum.place().file), &pointer[..end]))
    }

    /// Where what a run prints is to be corrected: at its datum, or else at the template's line.
    fn place(&self, run: &GlyphRun<'_>) -> Option<Place> {
        match &run.origin {
            RunOrigin::Data(_) => run.offset.and_then(|offset| self.locator.datum(offset)),
            RunOrigin::Template => run.offset.and_then(|offset| self.locator.line(offset)),
            RunOrigin::Component => None,
        }
    }
}

/// Errors, at most one of a kind at each place.
#[derive(Default)]
struct DistinctErrors {
    errors: Vec<Diagnostic>,
    seen: BTreeSet<(&'static str, Option<Place>)>,
}

impl DistinctErrors {
    /// Adds an error, unless the same kind stands at the same place already.
    fn report(&mut self, error: Diagnostic) {
        if self.seen.insert((error.problem.code(), error.place.clone())) {
            self.errors.push(error);
        }
    }

    fn into_list(self) -> Vec<Diagnostic> {
        self.errors
    }
}

/// All errors and warnings of a laid-out document.
pub(super) fn check(input: &GateInput<'_>) -> Vec<Diagnostic> {
    let mut errors = glyphs::missing(input);
    errors.extend(glyphs::outside_pages(input));
    errors.extend(glyphs::outside_blocks(input));
    errors.extend(glyphs::small(input));
    // A text that leaves its block will often run into another as well.
    let outside: BTreeSet<Option<Place>> = errors.iter().map(|error| error.place.clone()).collect();
    let overprints = overprint::check(input).into_iter();
    errors.extend(overprints.filter(|error| {
        let others = error.related.iter().map(|(place, _)| Some(place.clone()));
        !std::iter::once(error.place.clone()).chain(others).any(|place| outside.contains(&place))
    }));
    errors.extend(headings::alone(input));
    errors.extend(resolution::check(input));
    errors.extend(styles::check(input));
    errors.extend(pages(input));
    errors.extend(strange(input.pages, input.attachments, input.locator, input.typesetter));
    errors
}

/// A summary has one page, also by templates of the user, whose layout nobody looks for.
fn pages(input: &GateInput<'_>) -> Option<Diagnostic> {
    let Document::Summary(at) = input.document else { return None };
    let filed = input.report.councils.get(at)?;
    let pages = input.pages.pages().len();
    let problem = SummaryTooLong { council: filed.id.name.clone(), cuts: Vec::new() };
    let place = input.report.data.place(filed.council.name.datum);
    (pages != 1).then(|| Diagnostic::new(place, problem))
}
