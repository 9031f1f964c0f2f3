//! Councils and what is said about each.

use super::{Block, BlockList, Content, CouncilSection, Item, Metric, Summary};
use crate::data::{Id, Inline, Text, When, either, record};

record! {
    /// A council (協議会): its purpose, achievements and results.
    Council, "a council", "協議会" {
        /// The full name.
        name: Text,
        /// A short name for narrow places, such as the time line [default: the name].
        short_name: Option<Text>,
        /// The date when it was established. Reports whose units have no dates leave it out.
        established: Option<When>,
        /// The key message, for a reader who has ten seconds.
        message: Option<Inline>,
        /// The entry in the overview of all councils.
        highlight: Highlight,
        /// Why it was established.
        purpose: Vec<Item> = Vec::new(),
        /// What it did.
        achievements: Vec<Item> = Vec::new(),
        /// The results, in numbers.
        results: Option<Results>,
        /// What is still to be done, and how (課題と今後の対応).
        issues: Vec<Item> = Vec::new(),
        /// Further sections: those that the report declares, and the council's own.
        sections: Vec<CouncilSection> = Vec::new(),
        /// Reference pages (参考).
        reference: Vec<Reference> = Vec::new(),
        /// The content of the one-page summary [default: chosen by the program].
        summary: Option<Summary>,
    }
}

record! {
    /// A council's entry in the overview: a metric or a short text.
    Highlight, "a highlight", "代表的な成果" {
        /// What the entry is about.
        label: Text,
        /// The metric to show.
        metric: Option<Id>,
        /// The text to show.
        text: Option<Inline>,
    } where vec![either("metric", &["text"])]
}

record! {
    /// The results of a council's work (実績).
    Results, "the results", "実績" {
        /// The as-of date of the numbers.
        as_of: Option<When>,
        /// The results as numbers.
        metrics: Vec<Metric> = Vec::new(),
        /// The results that numbers cannot show.
        items: Vec<Item> = Vec::new(),
    }
}

record! {
    /// A reference page (参考), or several.
    Reference, "a reference page", "参考ページ" {
        /// The title.
        title: Text,
        /// The content.
        blocks: BlockList,
    }
}

impl Council {
    /// The name for narrow places.
    pub fn label(&self) -> &Text {
        self.short_name.as_ref().unwrap_or(&self.name)
    }

    /// All blocks of its sections and reference pages, also those inside others, in reading order.
    pub fn blocks(&self) -> Vec<&Block> {
        let mut all = Vec::new();
        for section in &self.sections {
            collect(&section.blocks, &mut all);
        }
        for reference in &self.reference {
            collect(&reference.blocks, &mut all);
        }
        all
    }

    /// The block with this id.
    pub fn block(&self, id: &Id) -> Option<&Block> {
        self.blocks().into_iter().find(|block| block.id.as_ref().is_some_and(|known| known.name == id.name))
    }

    /// All metrics, those of the results first.
    pub fn metrics(&self) -> Vec<&Metric> {
        let results = self.results.iter().flat_map(|results| &results.metrics);
        let sections = self.sections.iter().flat_map(|section| &section.metrics);
        results.chain(sections).chain(metrics_of(&self.blocks())).collect()
    }

    /// The metric with this id.
    pub fn metric(&self, id: &Id) -> Option<&Metric> {
        self.metrics().into_iter().find(|metric| metric.id.name == id.name)
    }
}

/// The metrics of cards among blocks.
pub(super) fn metrics_of<'a>(blocks: &[&'a Block]) -> Vec<&'a Metric> {
    let cards = blocks.iter().filter_map(|block| match &block.content {
        Content::Metrics(cards) => Some(&cards.metrics),
        _ => None,
    });
    cards.flatten().collect()
}

/// Adds blocks and, after each, the blocks inside it.
pub(super) fn collect<'a>(blocks: &'a [Block], all: &mut Vec<&'a Block>) {
    for block in blocks {
        all.push(block);
        for children in block.content.children() {
            collect(children, all);
        }
    }
}
