//! What sentences, tables, charts and diagrams say of metrics, where the metrics say something else.
//!
//! What a text means is read by [`crate::claim`]. It still may count something else, so what is found warns.

mod figures;
mod ledger;
mod problems;
mod tables;

pub use problems::{RateStatementDiffers, StatementDiffers, TargetStatementDiffers};
use std::collections::{BTreeMap, BTreeSet};

use self::ledger::{DatedMetric, Ledger, MetricStatement};
use super::super::{Council, Metric, ReportHead, council};
use super::Validation;
use super::prose::Prose;
use crate::claim::Role;
use crate::diagnostic::{AnyProblem, Diagnostic, Words};
use crate::japanese::{grouped, percentage};
use crate::mark::DatumId;

/// The label of a metric that is spoken of where several councils are has at least so many characters; shorter ones are
/// words that may mean anything there.
const LONG_LABEL: usize = 5;

impl Validation<'_> {
    /// Compares what is said with the metrics of the same council, and on the pages before the councils with all metrics.
    pub(super) fn check_statements(&mut self, head: &ReportHead, councils: &BTreeMap<String, Option<Council>>) {
        let mut all = Vec::new();
        let mut names = vec![head.issuer.text.as_str()];
        for council in councils.values().flatten() {
            let metrics = dated_metrics(council, head);
            names.extend([council.name.text.as_str(), council.label().text.as_str()]);
            let ledger = Ledger::new(&metrics, &[&council.name.text, &council.label().text, &head.issuer.text]);
            all.extend(metrics);
            if ledger.metrics.is_empty() {
                continue;
            }
            let mut prose = Prose::default();
            prose.council(council, &head.section_forms());
            prose.summary(council);
            prose.highlight(&council.highlight);
            let blocks = council.blocks();
            let mut stated = ledger.figures(&blocks);
            stated.extend(ledger.highlight(&council.highlight));
            self.report_contradictions(&ledger, stated, &prose);
        }
        self.check_framing(head, &all, &names);
    }

    /// Compares the pages before the councils. Their own metrics may be meant by any label, those of councils by labels
    /// that are long and stand for one metric alone.
    fn check_framing<'m>(&mut self, head: &'m ReportHead, of_councils: &[DatedMetric<'m>], names: &[&str]) {
        let blocks = head.blocks();
        let of_framing = council::metrics_of(&blocks);
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        of_councils.iter().for_each(|dated| *count.entry(&dated.metric.label.text).or_default() += 1);
        let meant = of_councils.iter().copied().filter(|dated| {
            let label = dated.metric.label.text.as_str();
            label.chars().count() >= LONG_LABEL
                && count.get(label) == Some(&1)
                && of_framing.iter().all(|metric| metric.label.text != label)
        });
        let of_framing = of_framing.iter().map(|metric| DatedMetric { metric, common: head.as_of });
        let metrics: Vec<DatedMetric<'_>> = meant.chain(of_framing).collect();
        if metrics.is_empty() {
            return;
        }
        let ledger = Ledger::new(&metrics, names);
        let mut prose = Prose::default();
        prose.head(head);
        prose.further_documents(head);
        let stated = ledger.figures(&blocks);
        self.report_contradictions(&ledger, stated, &prose);
    }

    /// Reports what contradicts a metric, each statement of a datum once.
    fn report_contradictions(&mut self, ledger: &Ledger<'_>, figures: Vec<MetricStatement>, prose: &Prose) {
        let of_prose = ledger.prose(&prose.sentences).into_iter().filter_map(|(stated, sentence)| {
            let metric = ledger.contradicted(&stated)?;
            ledger.holds_below(&stated, sentence).then_some((stated, metric))
        });
        let of_figures = figures.into_iter().filter_map(|stated| {
            let metric = ledger.contradicted(&stated)?;
            Some((stated, metric))
        });
        let mut seen = BTreeSet::new();
        for (stated, metric) in of_prose.chain(of_figures) {
            let role = stated.claim.role as usize;
            if seen.insert((stated.datum, metric, role, stated.text.clone())) {
                self.report_contradiction(ledger.metrics[metric], &stated);
            }
        }
    }

    /// Reports a statement that contradicts a metric.
    fn report_contradiction(&mut self, metric: &Metric, stated: &MetricStatement) {
        let unit = &metric.unit.text;
        let label = metric.label.text.clone();
        let written = stated.text.trim().to_owned();
        let (problem, datum): (AnyProblem, DatumId) = match stated.claim.role {
            Role::Target => {
                let Some(target) = metric.target.as_ref().map(|target| target.value) else { return };
                let value = format!("{}{unit}", grouped(target.value));
                (TargetStatementDiffers { label, stated: written, value }.into(), target.datum)
            }
            Role::Rate => {
                let rate = metric.way().and_then(|(made, whole)| percentage(made, whole, 1));
                let Some((rate, number)) = rate.zip(metric.value.number) else { return };
                let value = format!("{rate}％");
                (RateStatementDiffers { label, stated: written, value }.into(), number.datum)
            }
            Role::Value => {
                let Some(number) = metric.value.number else { return };
                let value = format!("{}{unit}", grouped(number.value));
                (StatementDiffers { label, stated: written, value }.into(), number.datum)
            }
        };
        let mut diagnostic = Diagnostic::new(self.place(stated.datum), problem);
        if let Some(place) = self.place(datum) {
            diagnostic = diagnostic.with_related(place, Words::new("the metric", "指標"));
        }
        self.diagnostics.push(diagnostic);
    }
}

/// The metrics of a council, each with the day that holds for those without one of their own.
fn dated_metrics<'m>(council: &'m Council, head: &ReportHead) -> Vec<DatedMetric<'m>> {
    let common = council.results.as_ref().and_then(|results| results.as_of).or(head.as_of);
    let results = council.results.iter().flat_map(|results| &results.metrics);
    let results = results.map(|metric| DatedMetric { metric, common });
    let sections = council.sections.iter().flat_map(|section| {
        let common = section.as_of.or(head.as_of);
        section.metrics.iter().map(move |metric| DatedMetric { metric, common })
    });
    let cards = council::metrics_of(&council.blocks()).into_iter();
    results.chain(sections).chain(cards.map(|metric| DatedMetric { metric, common: head.as_of })).collect()
}
