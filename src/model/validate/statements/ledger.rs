//! The metrics that texts are held against, and what is claimed of them.

use super::super::super::{Block, Content, Metric};
use super::super::prose::Sentence;
use crate::claim::{Claim, ClaimSetting, Fact, Reader, Subject, TargetNumber};
use crate::data::When;
use crate::japanese::DateStamp;
use crate::mark::DatumId;

/// A metric with the day that holds for it where it has none of its own.
#[derive(Clone, Copy)]
pub(super) struct DatedMetric<'m> {
    pub metric: &'m Metric,
    pub common: Option<When>,
}

/// Metrics, and what is known of each.
pub(super) struct Ledger<'m> {
    pub metrics: Vec<&'m Metric>,
    pub facts: Vec<Fact>,
    pub reader: Reader,
}

/// A claim and where it stands.
pub(super) struct MetricStatement {
    pub claim: Claim,
    /// The number as it is written.
    pub text: String,
    pub datum: DatumId,
    /// Whether it may be about a part or another time.
    pub narrow: bool,
}

impl<'m> Ledger<'m> {
    pub fn new(metrics: &[DatedMetric<'m>], names: &[&str]) -> Self {
        let subjects: Vec<Subject> = metrics
            .iter()
            .map(|DatedMetric { metric, .. }| Subject {
                label: metric.label.text.clone(),
                unit: metric.unit.text.clone(),
            })
            .collect();
        Self {
            metrics: metrics.iter().map(|dated| dated.metric).collect(),
            facts: metrics.iter().map(DatedMetric::fact).collect(),
            reader: Reader::new(&subjects, names),
        }
    }

    /// What the prose claims.
    pub fn prose<'s>(&self, sentences: &'s [Sentence]) -> Vec<(MetricStatement, &'s Sentence)> {
        let mut out = Vec::new();
        for sentence in sentences {
            for claim in self.reader.claims(&sentence.text) {
                let text = sentence.text.get(claim.written.clone()).unwrap_or_default().to_owned();
                out.push((MetricStatement { claim, text, datum: sentence.datum, narrow: sentence.narrow }, sentence));
            }
        }
        out
    }

    /// The index of a metric that says something else.
    pub fn contradicted(&self, stated: &MetricStatement) -> Option<usize> {
        self.reader.contradicted(&stated.claim, &self.facts, ClaimSetting { narrow: stated.narrow })
    }

    /// Whether a claim still contradicts a metric if the titles above it are looked at, which may give another time.
    pub fn holds_below(&self, stated: &MetricStatement, sentence: &Sentence) -> bool {
        [&sentence.above, &sentence.beside].into_iter().all(|titles| {
            let (stamps, is_other) = self.reader.scope(titles);
            let stamps = stamps.into_iter().map(Some).chain([None]);
            stamps.into_iter().all(|stamp| self.holds_at(stated, stamp, is_other))
        })
    }

    /// Whether a claim contradicts a metric if it is of another time, or of a part.
    fn holds_at(&self, stated: &MetricStatement, earlier: Option<DateStamp>, narrow: bool) -> bool {
        let claim = Claim { earlier: earlier.or(stated.claim.earlier), ..stated.claim.clone() };
        self.reader.contradicted(&claim, &self.facts, ClaimSetting { narrow: stated.narrow || narrow }).is_some()
    }
}

impl DatedMetric<'_> {
    /// What claims are compared with.
    fn fact(&self) -> Fact {
        let Self { metric, common } = self;
        let goal = metric.target.as_ref().map(|target| TargetNumber {
            value: target.value.value,
            by: target.by.date,
            way: metric.way(),
        });
        let as_of = metric.as_of.or(*common).map(|as_of| as_of.date);
        Fact { value: metric.number(), approximate: metric.approximate, as_of, goal }
    }
}

impl Ledger<'_> {
    /// What tables, charts and diagrams claim.
    pub fn figures(&self, blocks: &[&Block]) -> Vec<MetricStatement> {
        let mut out = Vec::new();
        for block in blocks {
            match &block.content {
                Content::Table(table) => {
                    // A metric that counts the table is held against it elsewhere.
                    let statements = self.table(table).into_iter();
                    out.extend(statements.filter(|stated| !self.is_counted(&stated.claim, block)));
                }
                Content::Chart(chart) => out.extend(self.chart(chart)),
                Content::Diagram(diagram) => out.extend(self.diagram(diagram)),
                Content::Section(_)
                | Content::Paragraph(_)
                | Content::List(_)
                | Content::Numbered(_)
                | Content::Case(_)
                | Content::Gantt(_)
                | Content::Map(_)
                | Content::Picture(_)
                | Content::Columns(_)
                | Content::Metrics(_)
                | Content::Unavailable(_)
                | Content::Own(_) => {}
            }
        }
        out
    }

    /// Whether a metric that a claim is about counts this block.
    fn is_counted(&self, claim: &Claim, block: &Block) -> bool {
        claim.subjects.iter().any(|index| {
            let counts = self.metrics.get(*index).and_then(|metric| metric.counts.as_ref());
            counts.zip(block.id.as_ref()).is_some_and(|(counts, id)| counts.table.name == id.name)
        })
    }
}
