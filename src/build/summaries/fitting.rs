//! Looks for the layout of one summary.

use std::sync::Mutex;

use super::super::Builder;
use super::super::layout::LaidOut;
use super::super::warm::FoundFit;
use super::{FinishedSummary, FittedSummary, SummaryRequest};
use crate::fit::{self, FitResult, MeasuredHeights};
use crate::model::SummaryContent;
use crate::observe::{Stage, StageSpan};
use crate::package::Package;
use crate::template::{Document, SummaryLayout};
use crate::typeset::{Typesetter, fit_marks};

impl Builder<'_> {
    /// The summary of a council in the size that suits it best, without the fewest items that have to go.
    pub(super) fn fitted_summary(
        &self,
        index: usize,
        content: &SummaryContent,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> FittedSummary {
        let digest = self.fit_digest(index, content, None);
        if let Some(known) = self.known_fit(digest).flatten() {
            return known;
        }
        let fitted = self.newly_fitted_summary(index, content, package, typesetter);
        self.keep_fit(digest, Some(&fitted));
        fitted
    }

    fn newly_fitted_summary(
        &self,
        index: usize,
        content: &SummaryContent,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> FittedSummary {
        let name = Document::Summary(index).name(self.report);
        let _span = StageSpan::enter(self.observer, Stage::Fit, &name);
        let (fit_result, laid_out) = self.search(index, content, &fit::SCALES, package, typesetter);
        let whole = FittedSummary::whole(fit_result, laid_out);
        let Some(fit_result) = whole.fit_result.clone().filter(|result| !result.fits()) else { return whole };
        let shortened = if self.dropping { self.shortened_summary(index, content, package, typesetter) } else { None };
        if let Some(shortened) = shortened {
            return shortened;
        }
        let page = self.report.head.summary_page;
        let cuts = fit::advice(content, page, &fit_result, &mut |content, layout| {
            Some(self.measure(index, content, layout, package, typesetter)?.0)
        });
        FittedSummary { cuts, ..whole }
    }

    /// The summary of a council without as few items as possible, if it fits without those that may go.
    fn shortened_summary(
        &self,
        index: usize,
        content: &SummaryContent,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> Option<FittedSummary> {
        let (mut fewest, mut most) = (1, fit::droppable(content));
        let mut best = None;
        while fewest <= most {
            let count = usize::midpoint(fewest, most);
            let (content, left_out) = fit::without(content, count);
            let (fit_result, laid_out) = self.search(index, &content, &fit::SCALES, package, typesetter);
            if fit_result.as_ref().is_some_and(FitResult::fits) {
                best = Some(FittedSummary { left_out, ..FittedSummary::whole(fit_result, laid_out) });
                most = count - 1;
            } else {
                fewest = count + 1;
            }
        }
        best
    }

    /// The summary of a council in one size, if it fits in that.
    pub(super) fn summary_in_size(
        &self,
        index: usize,
        content: &SummaryContent,
        size: u32,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> Option<FittedSummary> {
        let digest = self.fit_digest(index, content, Some(size));
        if let Some(known) = self.known_fit(digest) {
            return known;
        }
        let name = Document::Summary(index).name(self.report);
        let _span = StageSpan::enter(self.observer, Stage::Fit, &name);
        let (fit_result, laid_out) = self.search(index, content, &[size], package, typesetter);
        let fit_result = fit_result.filter(FitResult::fits);
        let fitted = fit_result.map(|fit_result| FittedSummary::whole(Some(fit_result), laid_out));
        self.keep_fit(digest, fitted.as_ref());
        fitted
    }

    /// What an earlier build has found under a digest: a summary, or that there is none.
    fn known_fit(&self, digest: Option<u128>) -> Option<Option<FittedSummary>> {
        let known = self.warm?.fits.get(digest?)?;
        Some(known.map(|FoundFit { fit_result, cuts, left_out }| FittedSummary {
            fit_result,
            cuts,
            left_out,
            laid_out: Mutex::default(),
        }))
    }

    /// Leaves what was found to later builds.
    fn keep_fit(&self, digest: Option<u128>, fitted: Option<&FittedSummary>) {
        let Some((warm, digest)) = self.warm.zip(digest) else { return };
        let found = fitted.map(|FittedSummary { fit_result, cuts, left_out, .. }| FoundFit {
            fit_result: fit_result.clone(),
            cuts: cuts.clone(),
            left_out: left_out.clone(),
        });
        warm.fits.insert(digest, found);
    }

    /// A summary in the common size, if it fits in that, finished if it is wanted.
    pub(super) fn resized_summary<T>(
        &self,
        index: usize,
        before: &FittedSummary,
        common: u32,
        package: Option<&Package>,
        request: &SummaryRequest<'_, T>,
        typesetter: &mut Typesetter,
    ) -> Option<FinishedSummary<T>> {
        let content = self.shown_content(index, before);
        let resized = self.summary_in_size(index, &content, common, package, typesetter)?;
        let tries = before.fit_result.as_ref().map_or(0, |result| result.tries);
        let fit_result = resized.fit_result.map(|result| FitResult { tries: result.tries + tries, ..result });
        let summary = FittedSummary { fit_result, left_out: before.left_out.clone(), ..resized };
        Some(request.finished(index, summary, typesetter))
    }

    /// Looks for the best layout of what a summary shows, and gives its pages if they were laid out last.
    fn search(
        &self,
        index: usize,
        content: &SummaryContent,
        scales: &[u32],
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> (Option<FitResult>, Option<LaidOut>) {
        let page = self.report.head.summary_page;
        let mut last = None;
        let fit_result = fit::search(content, page, scales, &mut |layout| {
            let (heights, laid_out) = self.measure(index, content, layout, package, typesetter)?;
            last = Some((layout.clone(), laid_out));
            Some(heights)
        });
        let last = last.filter(|(layout, _)| fit_result.as_ref().is_some_and(|result| result.layout == *layout));
        (fit_result, last.map(|(_, laid_out)| laid_out))
    }

    /// Lays a summary out and reads its heights.
    pub(super) fn measure(
        &self,
        index: usize,
        content: &SummaryContent,
        layout: &SummaryLayout,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> Option<(MeasuredHeights, LaidOut)> {
        let summary = |_: usize| Some((content.clone(), layout.clone()));
        // What is wrong with it is told by the build, which lays it out again.
        let laid_out = self.lay_out(Document::Summary(index), &summary, package, typesetter).ok()?;
        let heights = MeasuredHeights::of(&fit_marks(&laid_out.typeset.document), layout)?;
        Some((heights, laid_out))
    }
}
