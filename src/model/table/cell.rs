//! The cells of a table as they are given.

use jsonc_parser::ast::Value;

use super::span::SpanLength;
use crate::data::{Decode, Decoder, Inline, Json, Number, Schemas, Text, by_type, exactly_one, range_of, record};
use crate::diagnostic::{UnknownKey, Words, problems};
use crate::japanese::{is_pending, plain};
use crate::mark::DatumId;

/// A cell of a table.
#[derive(Clone, Debug)]
pub enum Cell {
    /// A text.
    Text(Inline),
    /// A list.
    Items(Vec<CellItem>),
    /// A number, printed with separators.
    Number(Number),
    /// What is printed in place of a number that is not yet known.
    Pending(Text),
    /// A number of a CSV file with the unit that stands behind it there, and that its column does not name: `％`, `円`.
    Amount(Number, &'static str),
    /// Not stated by the source.
    Unstated,
    /// Left empty on purpose.
    Blank,
    /// Covered by a cell that spans columns or rows.
    Covered(Box<Covering>),
}

/// The cell that covers another.
#[derive(Clone, Debug)]
pub struct Covering {
    /// What it holds.
    pub cell: Cell,
    /// Whether it begins in a row above.
    pub above: bool,
    /// Whether it spans several columns.
    pub wide: bool,
}

/// How many columns and rows a cell takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellSpan {
    /// Columns.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
}

impl CellSpan {
    /// A cell of one column and one row.
    pub const ONE: Self = Self { columns: 1, rows: 1 };
}

/// A cell with what it spans, as it stands in a row.
pub(super) struct GivenCell {
    pub cell: Cell,
    pub span: CellSpan,
}

/// A text of these alone leaves its cell empty.
const BLANKS: [char; 3] = [' ', '\u{3000}', '\n'];

impl Cell {
    /// The words and the datum of a number that is not yet known, in a place where a number is expected; also where
    /// they are given as a text, and where the cell is covered by such words.
    pub fn pending(&self) -> Option<(&str, DatumId)> {
        match self {
            Self::Pending(words) => Some((&words.text, words.datum)),
            Self::Text(text) if is_pending(&plain(&text.text)) => Some((&text.text, text.datum)),
            Self::Covered(covering) => covering.cell.pending(),
            Self::Text(_) | Self::Items(_) | Self::Number(_) | Self::Amount(..) | Self::Unstated | Self::Blank => None,
        }
    }

    /// The text of a cell, or of the one that covers it from above.
    pub fn text(&self) -> Option<&Inline> {
        match self {
            Self::Text(text) => Some(text),
            Self::Covered(covering) if covering.above => covering.cell.text(),
            _ => None,
        }
    }
}

impl Cell {
    /// The texts that it prints itself.
    pub fn texts(&self) -> Vec<&Inline> {
        match self {
            Self::Text(text) => vec![text],
            Self::Items(items) => items.iter().flat_map(CellItem::texts).collect(),
            _ => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn texts_mut(&mut self) -> Vec<&mut Inline> {
        match self {
            Self::Text(text) => vec![text],
            Self::Items(items) => items.iter_mut().flat_map(CellItem::texts_mut).collect(),
            _ => Vec::new(),
        }
    }
}

impl CellItem {
    fn texts(&self) -> Vec<&Inline> {
        std::iter::once(&self.0.text).chain(self.0.items.iter().flat_map(Self::texts)).collect()
    }

    fn texts_mut(&mut self) -> Vec<&mut Inline> {
        std::iter::once(&mut self.0.text).chain(self.0.items.iter_mut().flat_map(Self::texts_mut)).collect()
    }
}

/// The text of a cell, which may be empty.
#[derive(Clone, Debug)]
pub(super) struct CellText(Cell);

impl Decode for CellText {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value {
            Value::StringLit(literal) if literal.value.trim_matches(BLANKS).is_empty() => Some(Self(Cell::Blank)),
            _ => Inline::decode_lines(value, decoder).map(Cell::Text).map(Self),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        Inline::lines_schema(schemas)
    }
}

impl serde::Serialize for CellText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

record! {
    /// An entry of a list in a cell.
    CellItemFields, "an entry of a cell's list", "セルの箇条書きの項目" {
        /// The text of the entry.
        text: Inline,
        /// Entries below this one.
        items: Vec<CellItem> = Vec::new(),
    }
}

/// An entry of a list in a cell, written as a text or as an object.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct CellItem(pub CellItemFields);

impl Decode for CellItem {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if matches!(value, Value::StringLit(_)) {
            return Some(Self(CellItemFields { text: Inline::decode(value, decoder)?, items: Vec::new() }));
        }
        decoder.nested(value, |decoder| CellItemFields::decode(value, decoder)).map(Self)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["A text, or an object if the entry has entries below it."];
        schemas.define_as("CellItem", "an entry of a cell's list", &docs, |schemas| {
            by_type(&[("string", Some(Inline::schema(schemas))), ("object", Some(CellItemFields::schema(schemas)))])
        })
    }
}

/// The keys of which a cell has one.
const CONTENTS: [&str; 4] = ["text", "number", "pending", "items"];

record! {
    /// What a cell holds, and how many columns and rows it takes.
    CellFields, "a cell", "セル" {
        /// The text.
        text: Option<CellText>,
        /// The number.
        number: Option<Number>,
        /// What is printed in place of a number that is not yet known, such as 集計中.
        pending: Option<Text>,
        /// The entries of a list.
        items: Vec<CellItem> = Vec::new(),
        /// How many columns it takes, from its own to the right. The cells that it covers are left out.
        columns: Option<SpanLength>,
        /// How many rows it takes, from its own down. The cells that it covers are left out of the rows below.
        rows: Option<SpanLength>,
    } where vec![exactly_one(&CONTENTS)]
}

/// What the keys of other formats are called here.
const OTHER_NAMES: [(&str, &str); 8] = [
    ("colspan", "columns"),
    ("colSpan", "columns"),
    ("col_span", "columns"),
    ("cols", "columns"),
    ("rowspan", "rows"),
    ("rowSpan", "rows"),
    ("row_span", "rows"),
    ("value", "number"),
];

/// Reports keys by the names that other formats give them; whether there are none.
fn check_names(value: &Value<'_>, decoder: &mut Decoder<'_>) -> bool {
    let Value::Object(object) = value else { return true };
    let mut sound = true;
    for property in &object.properties {
        let key = property.name.as_str();
        if let Some((_, name)) = OTHER_NAMES.iter().find(|(other, _)| *other == key) {
            let owner = Words::new("a cell", "セル");
            let problem = UnknownKey { key: key.to_owned(), owner, accepted: vec![*name] };
            decoder.error(range_of(&property.name), problem.into());
            sound = false;
        }
    }
    sound
}

impl Decode for GivenCell {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let cell = match value {
            Value::StringLit(_) => CellText::decode(value, decoder).map(|text| text.0),
            Value::NumberLit(_) => Number::decode(value, decoder).map(Cell::Number),
            Value::NullKeyword(_) => Some(Cell::Unstated),
            Value::Object(_) => return Self::of_object(value, decoder),
            _ => {
                decoder.wrong_type(value, Words::new("a text, a number or `null`", "文字列、数値、`null`のどれか"));
                None
            }
        };
        cell.map(|cell| Self { cell, span: CellSpan::ONE })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = [
            "A text, a number, null if the source gives no value (printed as －), \"\" for an empty cell, or an object for a \
             number that is not yet known, a list, and a cell that takes several columns or rows.",
        ];
        schemas.define_as("Cell", "a cell", &docs, |schemas| {
            let (text, number, object) =
                (Inline::lines_schema(schemas), Number::schema(schemas), CellFields::schema(schemas));
            by_type(&[("string", Some(text)), ("number", Some(number)), ("object", Some(object)), ("null", None)])
        })
    }
}

impl GivenCell {
    fn of_object(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if !check_names(value, decoder) {
            return None;
        }
        let fields = decoder.nested(value, |decoder| CellFields::decode(value, decoder))?;
        let span = CellSpan {
            columns: fields.columns.map_or(1, |length| length.0),
            rows: fields.rows.map_or(1, |length| length.0),
        };
        let contents = [
            fields.text.map(|text| text.0),
            fields.number.map(Cell::Number),
            fields.pending.map(Cell::Pending),
            (!fields.items.is_empty()).then_some(Cell::Items(fields.items)),
        ];
        let mut contents = contents.into_iter().flatten();
        match (contents.next(), contents.next()) {
            (Some(cell), None) => Some(Self { cell, span }),
            (first, _) => {
                decoder.error(range_of(value), CellContents { several: first.is_some() }.into());
                None
            }
        }
    }
}

impl serde::Serialize for Cell {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Items(items) => items.serialize(serializer),
            Self::Number(number) | Self::Amount(number, _) => number.serialize(serializer),
            Self::Pending(words) => words.serialize(serializer),
            Self::Unstated | Self::Covered(_) => serializer.serialize_none(),
            Self::Blank => serializer.serialize_str(""),
        }
    }
}

problems! {
    /// Cell with no content, or with several.
    K0274 error CellContents { several: bool }
    en: {
        match several {
            true => "this cell has several of `text`, `number`, `pending` and `items`".to_owned(),
            false => "this cell has none of `text`, `number`, `pending` and `items`".to_owned(),
        }
    },
        hint "write one of them; for an empty cell write `\"text\": \"\"`";
    ja: {
        match several {
            true => "このセルには、`text`、`number`、`pending`、`items`のうち複数のキーがあります".to_owned(),
            false => "このセルには、`text`、`number`、`pending`、`items`のどのキーもありません".to_owned(),
        }
    },
        hint "どれか一つを書いてください。空欄なら`\"text\": \"\"`と書きます";
}
