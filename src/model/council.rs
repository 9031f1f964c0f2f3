//! Councils and what is said about each.

use jsonc_parser::ast::Value;

use super::{Block, BlockList, Content, Item, Metric};
use crate::data::{Decode, Decoder, Id, Inline, Json, Lookup, Schemas, Text, When, by_type, either, record};

record! {
    /// A council (協議会): why it exists, what it did, what came of it.
    Council, Council {
        /// Its full name.
        name: Text,
        /// Its name where there is little room.
        short_name: Text,
        /// When it was established.
        established: When,
        /// What a reader with ten seconds shall know.
        message: Option<Inline>,
        /// Its line in the overview of all councils.
        highlight: Highlight,
        /// Why it was established.
        purpose: Vec<Item>,
        /// What it did.
        achievements: Vec<Item>,
        /// What came of it, in numbers.
        results: Option<Results>,
        /// Reference pages (参考).
        reference: Vec<Reference> = Vec::new(),
        /// What its one-page summary shows.
        summary: Summary = Summary::default(),
    }
}

record! {
    /// A council's line in the overview: a metric or a short text.
    Highlight, Highlight {
        /// What it is about.
        label: Text,
        /// The metric to show.
        metric: Option<Id>,
        /// The text to show.
        text: Option<Inline>,
    } where vec![either("metric", &["text"])]
}

record! {
    /// What came of a council's work (実績).
    Results, Results {
        /// The day up to which was counted.
        as_of: Option<When>,
        /// The numbers.
        metrics: Vec<Metric> = Vec::new(),
        /// What numbers cannot say.
        items: Vec<Item> = Vec::new(),
    }
}

record! {
    /// A reference page (参考), or several.
    Reference, ReferencePage {
        /// The title.
        title: Text,
        /// What it holds.
        blocks: BlockList,
    }
}

record! {
    /// What the one-page summary (一枚紙) shows; what is absent is taken from the council.
    #[derive(Default)]
    Summary, Summary {
        /// The purpose in short.
        purpose: Vec<Item> = Vec::new(),
        /// The achievements in short.
        achievements: Vec<Item> = Vec::new(),
        /// The metrics to show; all results where absent.
        metrics: Vec<Id> = Vec::new(),
        /// The blocks to show.
        show: Vec<Show> = Vec::new(),
    }
}

/// A block that a summary shows, all of it or some columns of a table.
#[derive(Clone, Debug)]
pub struct Show {
    /// The block's id.
    pub block: Id,
    /// Titles of the columns to show; empty for all.
    pub columns: Vec<Lookup>,
}

impl Decode for Show {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if matches!(value, Value::StringLit(_)) {
            return Id::decode(value, decoder).map(|block| Self { block, columns: Vec::new() });
        }
        ShowFields::decode(value, decoder).map(|fields| Self { block: fields.block, columns: fields.columns })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["The id of a block, or an object that also says which columns of a table to show."];
        schemas.define_as("Show", "a shown block", &docs, |schemas| {
            by_type(&[("string", Some(Id::schema(schemas))), ("object", Some(ShowFields::schema(schemas)))])
        })
    }
}

impl serde::Serialize for Show {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.block.serialize(serializer)
    }
}

record! {
    /// A table of which a summary shows some columns.
    ShowFields, ShownBlock {
        /// The block's id.
        block: Id,
        /// Titles of the columns to show.
        columns: Vec<Lookup>,
    }
}

impl Council {
    /// All blocks of the reference pages, also those inside others, in reading order.
    pub fn blocks(&self) -> Vec<&Block> {
        let mut all = Vec::new();
        for reference in &self.reference {
            collect(&reference.blocks, &mut all);
        }
        all
    }

    /// The block with this id.
    pub fn block(&self, id: &Id) -> Option<&Block> {
        self.blocks().into_iter().find(|block| block.id.as_ref().is_some_and(|own| own.name == id.name))
    }

    /// All metrics, those of the results first.
    pub fn metrics(&self) -> Vec<&Metric> {
        let results = self.results.iter().flat_map(|results| &results.metrics);
        results.chain(metrics_of(&self.blocks())).collect()
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
