//! What the data say of a council's one-page summary (一枚紙).

use jsonc_parser::ast::Value;

use super::Item;
use crate::data::{Decode, Decoder, Id, Inline, Json, Lookup, Schemas, by_type, choice, json, record};

record! {
    /// The content of the one-page summary (一枚紙); what is missing is taken from the council.
    Summary, "a summary", "一枚紙" {
        /// The message in short.
        message: Option<Inline>,
        /// The purpose in short.
        purpose: Vec<Item> = Vec::new(),
        /// The achievements in short.
        achievements: Vec<Item> = Vec::new(),
        /// The ids of the metrics to show [default: all metrics and items of the results].
        metrics: Vec<Id> = Vec::new(),
        /// The items of the results in short [default: those of the council, if `metrics` is missing too].
        results: Vec<Item> = Vec::new(),
        /// The issues in short.
        issues: Vec<Item> = Vec::new(),
        /// The items of further sections in short.
        sections: Vec<ShortSection> = Vec::new(),
        /// The blocks to show; none if the list is empty [default: the first chart or short table].
        show: Option<ShownBlocks>,
    }
}

record! {
    /// A section that the report declares, in short.
    ShortSection, "a section of a summary", "一枚紙の節" {
        /// The id of the section.
        id: Id,
        /// Its items in short.
        items: Vec<Item>,
    }
}

/// The blocks that a summary shows, which may be none.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ShownBlocks(pub Vec<ShownBlock>);

impl Decode for ShownBlocks {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value {
            Value::Array(array) if array.elements.is_empty() => Some(Self(Vec::new())),
            _ => Vec::decode(value, decoder).map(Self),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let items = ShownBlock::schema(schemas);
        json!({ "type": "array", "items": items })
    }
}

/// A block that a summary shows, all of it or some columns of a table.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ShownBlock {
    /// The block's id.
    pub block: Id,
    /// Titles of the columns to show; empty for all.
    pub columns: Vec<Lookup>,
}

impl Decode for ShownBlock {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if matches!(value, Value::StringLit(_)) {
            return Id::decode(value, decoder).map(|block| Self { block, columns: Vec::new() });
        }
        ShowFields::decode(value, decoder).map(|fields| Self { block: fields.block, columns: fields.columns })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["The id of a block, or an object with the columns of a table to show."];
        schemas.define_as("Show", "a shown block", &docs, |schemas| {
            by_type(&[("string", Some(Id::schema(schemas))), ("object", Some(ShowFields::schema(schemas)))])
        })
    }
}

record! {
    /// A table of which the summary shows some columns.
    ShowFields, "a shown block", "一枚紙に載せるブロック" {
        /// The id of the table.
        block: Id,
        /// The titles of the columns to show.
        columns: Vec<Lookup>,
    }
}

choice! {
    /// The paper size of the one-page summaries.
    SummaryPage, "paper size", "用紙" {
        /// A4 landscape.
        A4Landscape = "A4 landscape",
        /// A4 portrait.
        A4Portrait = "A4 portrait",
        /// A3 landscape.
        A3Landscape = "A3 landscape",
        /// A3 portrait.
        A3Portrait = "A3 portrait",
    }
}

impl SummaryPage {
    /// Width and height in millimetres.
    pub fn size(self) -> [f64; 2] {
        match self {
            Self::A4Landscape => [297.0, 210.0],
            Self::A4Portrait => [210.0, 297.0],
            Self::A3Landscape => [420.0, 297.0],
            Self::A3Portrait => [297.0, 420.0],
        }
    }
}
