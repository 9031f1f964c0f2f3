//! Typed blocks of reference pages.

use jsonc_parser::ast::Value;

use super::{Chart, Diagram, Gantt, Item, Map, Metric, NumberedItem, Numbering, Picture, Table, Unavailable};
use crate::data::{
    Decode, Decoder, Fields, Id, Inline, Json, Measure, ObjectDecoder, ObjectSchema, ObjectShape, Schemas, Shaped,
    Text, choice, field_schema, json, property, record, tagged,
};
use crate::diagnostic::Words;

/// A block with the name by which a summary may show it.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Block {
    /// The name, unique within its council.
    pub id: Option<Id>,
    /// What the block is.
    #[serde(flatten)]
    pub content: Content,
}

/// A block of one's own.
#[derive(Clone, Debug, serde::Serialize)]
pub struct OwnBlock {
    /// Its type, the name of its template.
    #[serde(rename = "type")]
    pub tag: &'static str,
    /// The values of its keys.
    #[serde(flatten)]
    pub keys: Shaped,
}

/// Blocks in their order.
pub type BlockList = Vec<Block>;

macro_rules! contents {
    ($( $(#[doc = $doc:literal])+ $variant:ident($type:ty) = $tag:literal ),* $(,)?) => {
        /// The kinds of blocks.
        #[derive(Clone, Debug, serde::Serialize)]
        #[serde(tag = "type")]
        pub enum Content {
            $( $(#[doc = $doc])+ #[serde(rename = $tag)] $variant($type), )*
            /// A block of one's own, with the keys that its schema names.
            #[serde(untagged)]
            Own(OwnBlock),
        }

        impl Content {
            /// All values of `type` in the data but for blocks of one's own; they are also the names of the templates.
            pub const TAGS: &[&str] = &[$($tag),*];
        }

        choice! {
            /// The type of the block, which decides its other keys.
            Tag, "block type", "ブロックの種類" { $( $(#[doc = $doc])+ $variant = $tag, )* }
        }

        fn kind_schemas(schemas: &mut Schemas) -> Vec<(&'static str, Json)> {
            vec![$( ($tag, kind_schema::<$type>($tag, schemas)) ),*]
        }

        fn decode_content(tag: Tag, object: &mut ObjectDecoder<'_, '_>, decoder: &mut Decoder<'_>) -> Option<Content> {
            match tag {
                $( Tag::$variant => {
                    object.rename(<$type>::NAME);
                    <$type>::fields(object, decoder).map(Content::$variant)
                } )*
            }
        }
    };
}

contents! {
    /// A heading with blocks below it.
    Section(Section) = "section",
    /// A paragraph.
    Paragraph(Paragraph) = "paragraph",
    /// A bulleted list.
    List(List) = "list",
    /// A numbered list.
    Numbered(Numbered) = "numbered",
    /// A table.
    Table(Table) = "table",
    /// A row of metric cards.
    Metrics(MetricCards) = "metrics",
    /// A chart.
    Chart(Box<Chart>) = "chart",
    /// A case (事例) with pictures.
    Case(Case) = "case",
    /// A diagram of nodes and arrows.
    Diagram(Diagram) = "diagram",
    /// A schedule: what is done when.
    Gantt(Gantt) = "gantt",
    /// Countries on a map.
    Map(Map) = "map",
    /// A picture with its caption.
    Picture(Picture) = "picture",
    /// Blocks side by side.
    Columns(Columns) = "columns",
    /// A figure that the source mentions without its data.
    Unavailable(Unavailable) = "unavailable",
}

impl Decode for Block {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.nested(value, |decoder| {
            let mut object = ObjectDecoder::open(value, Words::new("a block", "ブロック"), decoder)?;
            if let Some((tag, shape)) = own_shape(value, decoder) {
                let tag: Option<&'static str> = object.take_with("type", None, decoder, |_, _| Some(tag));
                let id: Option<Option<Id>> = object.take("id", None, decoder);
                let keys = Shaped::keys(shape, &mut object, decoder);
                object.close(decoder)?;
                return Some(Self { id: id?, content: Content::Own(OwnBlock { tag: tag?, keys: keys? }) });
            }
            let tag: Option<Tag> = object.take("type", None, decoder);
            let id: Option<Option<Id>> = object.take("id", None, decoder);
            let Some(tag) = tag else {
                // Without a known type the remaining keys cannot be judged.
                object.abandon(decoder);
                return None;
            };
            let content = decode_content(tag, &mut object, decoder);
            object.close(decoder)?;
            Some(Self { id: id?, content: content? })
        })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define("Block", |schemas| {
            let docs = ["A block of a page, such as a table or a chart."];
            let mut object = ObjectSchema::new("Block", "a block", &docs, schemas);
            describe_id(&mut object, schemas);
            let docs = ["The type of the block, which decides its other keys."];
            let tag = field_schema::<Tag>(None, schemas);
            object.field("Block", "type", &docs, tag, schemas);
            tagged(object, "type", kind_schemas(schemas))
        })
    }
}

/// The keys of a block of one's own, if the value is one.
fn own_shape<'d>(value: &Value<'_>, decoder: &Decoder<'d>) -> Option<(&'static str, &'d ObjectShape)> {
    let Value::Object(object) = value else { return None };
    match &object.get("type")?.value {
        Value::StringLit(tag) => decoder.shapes().block(&tag.value),
        _ => None,
    }
}

/// The schema of one kind of block, with the keys that all blocks have.
fn kind_schema<T: Fields>(tag: &str, schemas: &mut Schemas) -> Json {
    schemas.define(&format!("{}Block", T::KEY), |schemas| {
        let mut object = T::object_schema(schemas);
        describe_id(&mut object, schemas);
        object.tag("type", json!({ "const": tag }));
        object.json()
    })
}

/// Describes the id of a block.
fn describe_id(object: &mut ObjectSchema, schemas: &mut Schemas) {
    let docs = ["The id by which summaries and charts refer to the block, unique within its council."];
    let id = field_schema::<Option<Id>>(None, schemas);
    object.field("Block", "id", &docs, id, schemas);
}

/// Calls a function with each block and, after it, with the blocks inside it.
pub(super) fn for_each(blocks: &mut [Block], change: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        change(block);
        match &mut block.content {
            Content::Section(section) => for_each(&mut section.blocks, change),
            Content::Case(case) => for_each(&mut case.blocks, change),
            Content::Columns(columns) => columns.columns.iter_mut().for_each(|column| for_each(column, change)),
            Content::Paragraph(_)
            | Content::List(_)
            | Content::Numbered(_)
            | Content::Table(_)
            | Content::Metrics(_)
            | Content::Chart(_)
            | Content::Diagram(_)
            | Content::Gantt(_)
            | Content::Map(_)
            | Content::Picture(_)
            | Content::Unavailable(_)
            | Content::Own(_) => {}
        }
    }
}

impl Content {
    /// The blocks inside the block, as lists.
    pub fn children(&self) -> Vec<&[Block]> {
        match self {
            Self::Section(section) => vec![&section.blocks],
            Self::Case(case) => vec![&case.blocks],
            Self::Columns(columns) => columns.columns.iter().map(Vec::as_slice).collect(),
            Self::Paragraph(_)
            | Self::List(_)
            | Self::Numbered(_)
            | Self::Table(_)
            | Self::Metrics(_)
            | Self::Chart(_)
            | Self::Diagram(_)
            | Self::Gantt(_)
            | Self::Map(_)
            | Self::Picture(_)
            | Self::Unavailable(_)
            | Self::Own(_) => Vec::new(),
        }
    }
}

record! {
    /// A heading with blocks below it.
    Section, "a section", "節" {
        /// The heading.
        title: Text,
        /// A remark to the right of the heading, such as a unit or an as-of date.
        note: Option<Text>,
        /// The blocks below the heading.
        blocks: BlockList,
    }
}

record! {
    /// A case with pictures.
    Case, "a case", "事例" {
        /// The number of the case, such as 事例1.
        label: Option<Text>,
        /// The title.
        title: Text,
        /// A summary of the case.
        text: Option<Inline>,
        /// The main points.
        items: Vec<Item> = Vec::new(),
        /// The pictures.
        pictures: Vec<Picture> = Vec::new(),
        /// More blocks.
        blocks: BlockList = Vec::new(),
    }
}

record! {
    /// A paragraph.
    Paragraph, "a paragraph", "段落" {
        /// The text.
        text: Inline,
    }
}

record! {
    /// A bulleted list.
    List, "a list", "箇条書き" {
        /// The entries.
        items: Vec<Item>,
    }
}

record! {
    /// A numbered list.
    Numbered, "a numbered list", "番号付きの箇条書き" {
        /// How the entries are numbered [default: by the report's style].
        numbering: Option<Numbering>,
        /// The entries.
        items: Vec<NumberedItem>,
    }
}

record! {
    /// A row of metric cards.
    MetricCards, "a row of metrics", "指標の並び" {
        /// The metrics.
        metrics: Vec<Metric>,
    }
}

record! {
    /// Blocks side by side.
    Columns, "a block of columns", "段組" {
        /// The blocks, one list per column.
        columns: Vec<BlockList>,
        /// The relative widths of the columns [default: equal].
        widths: Vec<Measure> = Vec::new(),
    } where vec![property("widths", json!({ "items": { "exclusiveMinimum": 0_i64 } }))]
}
