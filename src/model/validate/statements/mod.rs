//! What sentences, tables, charts and diagrams say of metrics, where the metrics say something else.
//!
//! What a text means is read by [`crate::claim`]. It still may count something else, so what is found warns.

mod figures;
mod problems;
mod tables;

pub use problems::{RateStatementDiffers, StatementDiffers, TargetStatementDiffers};
use std::collections::{BTreeMap, BTreeSet};

use super::super::{Block, Content, Council, Metric, ReportHead, council};
use super::Check;
use super::prose::{Prose, Said};
use crate::claim::{Claim, ClaimSetting, Fact, Reader, Role, Subject, TargetNumber};
use crate::data::When;
use crate::diagnostic::{AnyProblem, Diagnostic, Words};
use crate::japanese::{DateStamp, grouped, percentage};
use crate::mark::DatumId;

/// The label of a metric that is spoken of where several councils are has at least so many characters; shorter ones are
/// words that may mean anything there.
const LONG_LABEL: usize = 5;

/// Metrics, and what is known of each.
struct Ledger<'m> {
    metrics: Vec<&'m Metric>,
    facts: Vec<Fact>,
    reader: Reader,
}

/// A claim and where it stands.
struct Stated {
    claim: Claim,
    /// The number as it is written.
    text: String,
    datum: DatumId,
    /// Whether it may be about a part or another time.
    narrow: bool,
}

impl<'m> Ledger<'m> {
    fn new(metrics: Vec<(&'m Metric, Option<When>)>, names: &[&str]) -> Self {
        let subject =
            |(metric, _): &(&Metric, _)| Subject { label: metric.label.text.clone(), unit: metric.unit.text.clone() };
        let subjects: Vec<Subject> = metrics.iter().map(subject).collect();
        let facts = metrics.iter().map(|(metric, common)| {
            let goal = metric.target.as_ref().map(|target| TargetNumber {
                value: target.value.value,
                by: target.by.date,
                way: metric.way(),
            });
            let as_of = metric.as_of.or(*common).map(|as_of| as_of.date);
            Fact { value: metric.number(), approximate: metric.approximate, as_of, goal }
        });
        let facts = facts.collect();
        let reader = Reader::new(&subjects, names);
        Self { metrics: metrics.into_iter().map(|(metric, _)| metric).collect(), facts, reader }
    }

    /// What the prose claims.
    fn prose(&self, said: &[Said]) -> Vec<(Stated, usize)> {
        let mut out = Vec::new();
        for (at, said) in said.iter().enumerate() {
            for claim in self.reader.claims(&said.text) {
                let text = said.text.get(claim.written.clone()).unwrap_or_default().to_owned();
                out.push((Stated { claim, text, datum: said.datum, narrow: said.narrow }, at));
            }
        }
        out
    }

    fn contradicted(&self, stated: &Stated) -> Option<usize> {
        self.reader.contradicted(&stated.claim, &self.facts, ClaimSetting { narrow: stated.narrow })
    }

    /// Whether a claim still contradicts a metric if the titles above it are looked at, which may give another time.
    fn holds_below(&self, stated: &Stated, said: &Said) -> bool {
        [&said.above, &said.beside].into_iter().all(|titles| {
            let (stamps, other) = self.reader.scope(titles);
            let with = |earlier: Option<DateStamp>, narrow: bool| {
                let claim = Claim { earlier: earlier.or(stated.claim.earlier), ..stated.claim.clone() };
                self.reader
                    .contradicted(&claim, &self.facts, ClaimSetting { narrow: stated.narrow || narrow })
                    .is_some()
            };
            stamps.iter().all(|stamp| with(Some(*stamp), other)) && with(None, other)
        })
    }
}

impl Check<'_> {
    /// Compares what is said with the metrics of the same council, and on the pages before the councils with all metrics.
    pub(super) fn statements(&mut self, head: &ReportHead, councils: &BTreeMap<String, Option<Council>>) {
        let mut all = Vec::new();
        let mut names = vec![head.issuer.text.as_str()];
        for council in councils.values().flatten() {
            let own = metrics(council, head);
            names.extend([council.name.text.as_str(), council.short_name.text.as_str()]);
            let ledger = Ledger::new(own.clone(), &[&council.name.text, &council.short_name.text, &head.issuer.text]);
            all.extend(own);
            if ledger.metrics.is_empty() {
                continue;
            }
            let mut prose = Prose::default();
            prose.council(council);
            prose.summary(council);
            prose.highlight(&council.highlight);
            let blocks = council.blocks();
            let mut stated = ledger.figures(&blocks);
            stated.extend(ledger.highlight(&council.highlight));
            self.judge(&ledger, stated, &prose);
        }
        self.pages_before(head, all, &names);
    }

    /// Compares the pages before the councils. Their own metrics may be meant by any label, those of councils by labels
    /// that are long and stand for one metric alone.
    fn pages_before<'m>(&mut self, head: &'m ReportHead, mut all: Vec<(&'m Metric, Option<When>)>, names: &[&str]) {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        all.iter().for_each(|(metric, _)| *count.entry(metric.label.text.clone()).or_default() += 1);
        all.retain(|(metric, _)| {
            let label = &metric.label.text;
            label.chars().count() >= LONG_LABEL && count.get(label) == Some(&1)
        });
        let mut blocks = Vec::new();
        council::collect(&head.framing.blocks, &mut blocks);
        let own: Vec<_> = council::metrics_of(&blocks).into_iter().map(|metric| (metric, head.as_of)).collect();
        all.retain(|(metric, _)| own.iter().all(|(other, _)| other.label.text != metric.label.text));
        all.extend(own);
        if all.is_empty() {
            return;
        }
        let ledger = Ledger::new(all, names);
        let mut prose = Prose::default();
        prose.head(head);
        let stated = ledger.figures(&blocks);
        self.judge(&ledger, stated, &prose);
    }

    fn judge(&mut self, ledger: &Ledger<'_>, figures: Vec<Stated>, prose: &Prose) {
        let mut seen = BTreeSet::new();
        let mut report = |check: &mut Self, stated: &Stated, at: usize| {
            let role = stated.claim.role as usize;
            if seen.insert((stated.datum, at, role, stated.text.clone())) {
                check.differs(ledger, stated, at);
            }
        };
        for (stated, said) in ledger.prose(&prose.said) {
            let Some(at) = ledger.contradicted(&stated) else { continue };
            if ledger.holds_below(&stated, &prose.said[said]) {
                report(self, &stated, at);
            }
        }
        for stated in figures {
            if let Some(at) = ledger.contradicted(&stated) {
                report(self, &stated, at);
            }
        }
    }

    fn differs(&mut self, ledger: &Ledger<'_>, stated: &Stated, at: usize) {
        let Some(metric) = ledger.metrics.get(at) else { return };
        let unit = &metric.unit.text;
        let label = metric.label.text.clone();
        let said = stated.text.trim().to_owned();
        let number = || metric.value.number.map(|number| (format!("{}{unit}", grouped(number.value)), number.datum));
        let (problem, place): (AnyProblem, _) = match stated.claim.role {
            Role::Target => {
                let Some(target) = metric.target.as_ref().map(|target| target.value) else { return };
                let value = format!("{}{unit}", grouped(target.value));
                (TargetStatementDiffers { label, stated: said, value }.into(), target.datum)
            }
            Role::Rate => {
                let rate = metric.way().and_then(|(made, whole)| percentage(made, whole, 1));
                let Some((rate, (_, place))) = rate.zip(number()) else { return };
                (RateStatementDiffers { label, stated: said, value: format!("{rate}％") }.into(), place)
            }
            Role::Value => {
                let Some((value, place)) = number() else { return };
                (StatementDiffers { label, stated: said, value }.into(), place)
            }
        };
        let mut diagnostic = Diagnostic::new(self.place(stated.datum), problem);
        if let Some(place) = self.place(place) {
            diagnostic = diagnostic.with_related(place, Words::new("the metric", "指標"));
        }
        self.diagnostics.push(diagnostic);
    }
}

/// The metrics of a council, each with the day that holds for those without one of their own.
fn metrics<'m>(council: &'m Council, head: &ReportHead) -> Vec<(&'m Metric, Option<When>)> {
    let common = council.results.as_ref().and_then(|results| results.as_of).or(head.as_of);
    let results = council.results.iter().flat_map(|results| &results.metrics).map(|metric| (metric, common));
    let cards = council::metrics_of(&council.blocks()).into_iter().map(|metric| (metric, head.as_of));
    results.chain(cards).collect()
}

impl Ledger<'_> {
    /// What tables, charts and diagrams claim.
    fn figures(&self, blocks: &[&Block]) -> Vec<Stated> {
        let mut out = Vec::new();
        for block in blocks {
            match &block.content {
                Content::Table(table) => {
                    // A metric that counts the table is held against it elsewhere.
                    let counted = |at: &usize| {
                        let counts = self.metrics.get(*at).and_then(|metric| metric.counts.as_ref());
                        counts.zip(block.id.as_ref()).is_some_and(|(counts, id)| counts.table.name == id.name)
                    };
                    let found =
                        self.table(table).into_iter().filter(|stated| !stated.claim.subjects.iter().any(counted));
                    out.extend(found);
                }
                Content::Chart(chart) => out.extend(self.chart(chart)),
                Content::Diagram(diagram) => out.extend(self.diagram(diagram)),
                Content::Section(_)
                | Content::Paragraph(_)
                | Content::List(_)
                | Content::Numbered(_)
                | Content::Case(_)
                | Content::Map(_)
                | Content::Picture(_)
                | Content::Columns(_)
                | Content::Metrics(_)
                | Content::Unavailable(_) => {}
            }
        }
        out
    }
}
