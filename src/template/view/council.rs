//! Councils, and the page before them.

use serde::Serialize;

use super::blocks::BlockView;
use super::items::{ItemView, items};
use super::metric::MetricView;
use super::{Viewer, blocks, derived};
use crate::data::{Inline, Leaf, Text, When};
use crate::model::{Council, FiledCouncil, Framing, Highlight, Reference, ReportHead, Results, Summary};

#[derive(Serialize)]
pub(super) struct FramingView<'a> {
    title: &'a Text,
    items: Vec<ItemView<'a>>,
    blocks: Vec<BlockView<'a>>,
    /// Whether its height is not measured beforehand.
    long: bool,
}

#[derive(Serialize)]
pub(super) struct CouncilView<'a> {
    id: &'a str,
    number: Leaf,
    name: &'a Text,
    short_name: &'a Text,
    established: When,
    message: Option<&'a Inline>,
    highlight: HighlightView<'a>,
    purpose: Vec<ItemView<'a>>,
    achievements: Vec<ItemView<'a>>,
    results: Option<ResultsView<'a>>,
    reference: Vec<ReferenceView<'a>>,
    summary: Option<&'a Summary>,
}

#[derive(Serialize)]
struct HighlightView<'a> {
    label: &'a Text,
    metric: Option<MetricView<'a>>,
    text: Option<&'a Inline>,
}

#[derive(Serialize)]
struct ResultsView<'a> {
    as_of: Option<When>,
    metrics: Vec<MetricView<'a>>,
    items: Vec<ItemView<'a>>,
}

#[derive(Serialize)]
struct ReferenceView<'a> {
    title: &'a Text,
    blocks: Vec<BlockView<'a>>,
    /// Whether its height is not measured beforehand.
    long: bool,
}

impl<'a> Viewer<'a> {
    pub fn framing(&self, framing: &'a Framing) -> FramingView<'a> {
        let Framing { title, items, blocks } = framing;
        let long = blocks::are_long(blocks);
        FramingView { title, items: self::items(items), blocks: self.blocks(blocks, 2), long }
    }

    /// A council by its place in the report.
    pub fn council(&self, at: usize, filed: &'a FiledCouncil, head: &ReportHead) -> CouncilView<'a> {
        let FiledCouncil { id, council } = filed;
        let Council {
            name,
            short_name,
            established,
            message,
            highlight,
            purpose,
            achievements,
            results,
            reference,
            summary,
        } = council;
        CouncilView {
            id: &id.name,
            number: derived(&[id.datum], (at + 1).to_string()),
            name,
            short_name,
            established: *established,
            message: message.as_ref(),
            highlight: self.highlight(council, highlight, head),
            purpose: items(purpose),
            achievements: items(achievements),
            results: results.as_ref().map(|results| self.results(results)),
            reference: reference.iter().map(|reference| self.reference(reference)).collect(),
            summary: summary.as_ref(),
        }
    }

    fn highlight(&self, council: &'a Council, highlight: &'a Highlight, head: &ReportHead) -> HighlightView<'a> {
        let Highlight { label, metric, text } = highlight;
        let metric = metric.as_ref().and_then(|id| council.metric(id)).map(|metric| {
            let counted =
                council.results.iter().find(|results| results.metrics.iter().any(|own| own.id.name == metric.id.name));
            let as_of = metric.as_of.or(counted.and_then(|results| results.as_of));
            // The head of the overview gives the date that holds where none is printed.
            let as_of = as_of.filter(|as_of| head.as_of.is_none_or(|common| common.date != as_of.date));
            self.metric(metric).dated(as_of)
        });
        HighlightView { label, metric, text: text.as_ref() }
    }

    fn results(&self, results: &'a Results) -> ResultsView<'a> {
        let Results { as_of, metrics, items } = results;
        ResultsView { as_of: *as_of, metrics: self.metrics(metrics, *as_of), items: self::items(items) }
    }

    fn reference(&self, reference: &'a Reference) -> ReferenceView<'a> {
        let Reference { title, blocks } = reference;
        ReferenceView { title, blocks: self.blocks(blocks, 3), long: blocks::are_long(blocks) }
    }
}
