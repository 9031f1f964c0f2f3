//! Summaries whose layouts a plan gives.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::super::Builder;
use super::super::plan::BuildPlan;
use super::{FittedSummaries, FittedSummary, SummaryRequest};
use crate::fit::{self, FitResult, MeasuredHeights};
use crate::package::Package;
use crate::typeset::Typesetter;

impl Builder<'_> {
    /// The summaries of all councils as a plan has them. Those that are wanted are laid out, once each.
    pub(super) fn planned_summaries<T: Send>(
        &self,
        plan: &BuildPlan,
        package: Option<&Package>,
        request: &SummaryRequest<'_, T>,
    ) -> FittedSummaries<T> {
        let councils: Vec<usize> = (0..self.report.councils.len()).collect();
        let summaries = councils.iter().map(|index| (*index, self.planned_summary(*index, plan))).collect();
        let mut all = FittedSummaries { summaries, finished: BTreeMap::new() };
        let wanted: Vec<usize> = councils.into_iter().filter(|index| (request.is_wanted)(*index)).collect();
        let finished = self.on_all_cores(&wanted, &|index, typesetter| {
            let summary = self.laid_out_summary(*index, plan, package, typesetter);
            request.finished(*index, summary, typesetter)
        });
        wanted.into_iter().zip(finished).for_each(|(index, finished)| all.insert(index, finished));
        all
    }

    /// A summary as a plan has it. It fits, or there were no plan.
    fn planned_summary(&self, index: usize, plan: &BuildPlan) -> FittedSummary {
        let planned = self.report.councils.get(index).and_then(|filed| plan.layout(&filed.id.name));
        let Some(planned) = planned else { return FittedSummary::whole(None, None) };
        let (content, left_out) = fit::without(&self.full_content(index), planned.left_out);
        let measured = MeasuredHeights::default();
        let fit_result = planned.layout(&content).map(|layout| FitResult { layout, measured, tries: 0 });
        FittedSummary { fit_result, cuts: Vec::new(), left_out, laid_out: Mutex::default() }
    }

    /// A summary as a plan has it, with its pages and their heights.
    fn laid_out_summary(
        &self,
        index: usize,
        plan: &BuildPlan,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> FittedSummary {
        let summary = self.planned_summary(index, plan);
        let content = self.shown_content(index, &summary);
        let Some(FitResult { layout, .. }) = &summary.fit_result else { return summary };
        match self.measure(index, &content, layout, package, typesetter) {
            Some((measured, laid_out)) => {
                let fit_result = Some(FitResult { layout: layout.clone(), measured, tries: 1 });
                FittedSummary { fit_result, laid_out: Mutex::new(Some(laid_out)), ..summary }
            }
            // What is wrong with it is told by the build, which lays it out again.
            None => summary,
        }
    }
}
