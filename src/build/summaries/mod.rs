//! What each one-page summary shows, and how it stands on its page.

mod diagnostic;
mod fitting;
mod planned;
mod problems;
mod selection;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

pub use problems::{CutKind, SuggestedCut, SummaryLeavesOut, SummaryTooLong};
pub(super) use selection::SummarySelection;

use super::Builder;
use super::layout::LaidOut;
use crate::diagnostic::Diagnostic;
use crate::fit::{self, FitResult};
use crate::model::SummaryContent;
use crate::package::Package;
use crate::template::{Document, SummaryLayout};
use crate::typeset::Typesetter;

/// Of reports with more councils than this, laid-out pages are not held until all sizes are known.
const HELD: usize = 16;
/// Of such reports, so many councils are fitted before the others.
const FIRST: usize = 8;

/// A summary's layout. What it shows is the report's, and taken from there when it is needed: of a thousand summaries it
/// would be too much to hold.
pub(super) struct FittedSummary {
    /// The layout; nothing where no layout could be made, which typesetting then explains.
    pub fit_result: Option<FitResult>,
    /// What to cut where it does not fit.
    cuts: Vec<fit::Cut>,
    /// The texts of the items that were left out.
    left_out: Vec<String>,
    /// The pages of the layout, if they are held.
    laid_out: Mutex<Option<LaidOut>>,
}

impl FittedSummary {
    /// A summary of which nothing was left out.
    fn whole(fit_result: Option<FitResult>, laid_out: Option<LaidOut>) -> Self {
        Self { fit_result, cuts: Vec::new(), left_out: Vec::new(), laid_out: Mutex::new(laid_out) }
    }

    /// How the parts of its content stand.
    fn layout(&self, content: &SummaryContent) -> SummaryLayout {
        self.fit_result.as_ref().map_or_else(|| SummaryLayout::plain(content), |result| result.layout.clone())
    }

    /// The size of its type in per cent.
    fn scale(&self) -> u32 {
        self.fit_result.as_ref().map_or(100, |result| result.layout.scale)
    }

    /// The pages of the layout, if they are held; from then on they are not.
    pub fn take_laid_out(&self) -> Option<LaidOut> {
        self.laid_out.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// How many items were left out.
    pub fn left_out_count(&self) -> usize {
        self.left_out.len()
    }

    /// Whether everything stands on its page, as far as a layout was made.
    pub fn is_fitting_or_unknown(&self) -> bool {
        self.fit_result.as_ref().is_none_or(FitResult::fits)
    }

    /// The size in which it fits, if it fits in any.
    fn fitting_size(&self) -> Option<u32> {
        self.fit_result.as_ref().filter(|result| result.fits()).map(|result| result.layout.scale)
    }
}

/// The summaries of all councils by their places, and what was made on the way of those that were asked for.
pub(super) struct FittedSummaries<T> {
    summaries: BTreeMap<usize, FittedSummary>,
    pub finished: BTreeMap<usize, Result<T, Vec<Diagnostic>>>,
}

impl<T> Default for FittedSummaries<T> {
    fn default() -> Self {
        Self { summaries: BTreeMap::new(), finished: BTreeMap::new() }
    }
}

impl<T> FittedSummaries<T> {
    /// Whether a document was made already.
    pub fn has(&self, document: Document) -> bool {
        matches!(document, Document::Summary(index) if self.finished.contains_key(&index))
    }

    /// The summaries of all councils.
    pub fn selection(&self) -> SummarySelection<'_> {
        SummarySelection(self.summaries.iter().map(|(index, summary)| (*index, summary)).collect())
    }

    /// The size of type that the summaries have in common, in per cent.
    fn common_size(&self) -> u32 {
        fit::common(self.summaries.values().filter_map(FittedSummary::fitting_size))
    }

    /// Adds a summary, in place of an earlier one of the same council.
    fn insert(&mut self, index: usize, FinishedSummary { summary, document }: FinishedSummary<T>) {
        self.summaries.insert(index, summary);
        self.finished.extend(document.map(|document| (index, document)));
    }
}

/// A summary, and its document if that was asked for.
struct FinishedSummary<T> {
    summary: FittedSummary,
    document: Option<Result<T, Vec<Diagnostic>>>,
}

/// Which summaries are wanted as documents, and what makes one whose layout is final.
pub(super) struct SummaryRequest<'a, T> {
    /// Whether the summary of a council is wanted, by the council's place.
    pub is_wanted: &'a (dyn Fn(usize) -> bool + Sync),
    /// Makes the document of a council's summary.
    pub finish: &'a FinishSummary<'a, T>,
}

type FinishSummary<'a, T> =
    dyn Fn(usize, &SummarySelection<'_>, &mut Typesetter) -> Result<T, Vec<Diagnostic>> + Sync + 'a;

impl<T> SummaryRequest<'_, T> {
    /// The document of a summary, if it is wanted. The summary's pages are held no longer.
    fn finished(&self, index: usize, summary: FittedSummary, typesetter: &mut Typesetter) -> FinishedSummary<T> {
        let selection = SummarySelection::one(index, &summary);
        let document = (self.is_wanted)(index).then(|| (self.finish)(index, &selection, typesetter));
        summary.take_laid_out();
        FinishedSummary { summary, document }
    }
}

impl Builder<'_> {
    /// The summaries of all councils, whichever are wanted: they share one size of type where they can.
    ///
    /// Of a large report, the few councils that are likely to need most room are fitted first. The others are tried in the
    /// size that these share, and those wanted are finished while their pages are at hand; should one of them need a
    /// smaller size still, that is the common one, and the others are made anew.
    pub(super) fn fitted_summaries<T: Send>(
        &self,
        package: Option<&Package>,
        request: &SummaryRequest<'_, T>,
    ) -> FittedSummaries<T> {
        if let Some(plan) = self.plan {
            return self.planned_summaries(plan, package, request);
        }
        let held = self.report.councils.len() <= HELD;
        let mut first = self.councils_by_need(held);
        let others = if held { Vec::new() } else { first.split_off(FIRST) };
        let fitted = self.on_all_cores(&first, &|index, typesetter| {
            let summary = self.fitted_summary(*index, &self.full_content(*index), package, typesetter);
            if !(held && (request.is_wanted)(*index)) {
                summary.take_laid_out();
            }
            summary
        });
        let summaries = first.into_iter().zip(fitted).collect();
        let mut all = FittedSummaries { summaries, finished: BTreeMap::new() };

        let common = all.common_size();
        let finished = self.on_all_cores(&others, &|index, typesetter| {
            let content = self.full_content(*index);
            let summary = self.summary_in_size(*index, &content, common, package, typesetter);
            let summary = summary.unwrap_or_else(|| self.fitted_summary(*index, &content, package, typesetter));
            request.finished(*index, summary, typesetter)
        });
        others.into_iter().zip(finished).for_each(|(index, finished)| all.insert(index, finished));

        let common = all.common_size();
        let larger =
            all.summaries.iter().filter(|(_, summary)| summary.fitting_size().is_some_and(|size| size > common));
        let larger: Vec<usize> = larger.map(|(index, _)| *index).collect();
        let resized = self.on_all_cores(&larger, &|index, typesetter| {
            self.resized_summary(*index, &all.summaries[index], common, package, request, typesetter)
        });
        for (index, resized) in larger.into_iter().zip(resized) {
            if let Some(resized) = resized {
                all.insert(index, resized);
            }
        }
        all
    }

    /// The councils, and if not all pages are `held`, those first that are likely to need the smallest type.
    fn councils_by_need(&self, held: bool) -> Vec<usize> {
        let mut councils: Vec<usize> = (0..self.report.councils.len()).collect();
        if !held {
            let page = self.report.head.summary_page;
            let sizes = self.on_all_cores(&councils, &|index, _| fit::likely_size(&self.full_content(*index), page));
            councils.sort_by_key(|index| sizes[*index]);
        }
        councils
    }

    /// What the summary of a council shows, and how its parts stand.
    pub(super) fn summary(
        &self,
        index: usize,
        summaries: &SummarySelection<'_>,
    ) -> Option<(SummaryContent, SummaryLayout)> {
        let summary = summaries.get(index)?;
        let content = self.shown_content(index, summary);
        let layout = summary.layout(&content);
        Some((content, layout))
    }

    /// What a summary shows.
    fn shown_content(&self, index: usize, summary: &FittedSummary) -> SummaryContent {
        let content = self.full_content(index);
        if summary.left_out.is_empty() { content } else { fit::without(&content, summary.left_out.len()).0 }
    }

    /// What a council's summary shows, if nothing is left out.
    fn full_content(&self, index: usize) -> SummaryContent {
        let mut content = self.report.councils[index].council.summary_content(&self.report.head);
        if let Some(comparison) = self.comparison {
            content.compared = true;
            content.new.clone_from(&comparison.new);
        }
        content
    }
}
