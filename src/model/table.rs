//! Tables.

mod column_list;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;

use super::Pending;
use crate::data::{
    Decode, Decoder, FilePath, Flag, Inline, Json, Lookup, Number, Schemas, Text, alone_with, by_type, choice, either,
    record,
};
use crate::diagnostic::{Place, Reason, Words, reasons};
use crate::japanese::{is_pending, plain};
use crate::limits;
use crate::mark::DatumId;
pub use column_list::{ColumnList, TableHead};

pub(super) const FEWER_ROWS: Words =
    Words::new("select the rows to print, or divide the table", "載せる行を選ぶか、いくつかの表に分けてください");

reasons! {
    pub(super) rows_over_limit(limit: &str)
    en: "this table has more than {limit} rows";
    ja: "この表は{limit}行を超えています";
}

choice! {
    /// How the cells of a column are aligned.
    Align, "alignment", "配置" {
        /// Left-aligned.
        Left = "left",
        /// Centred.
        Center = "center",
        /// Right-aligned.
        Right = "right",
    }
}

record! {
    /// A column of a table.
    Column, "a column", "表の列" {
        /// The head of the column.
        title: Text,
        /// How its cells are aligned.
        align: Align = Align::Left,
        /// In a table from a CSV file: the head of the column in the file, if it differs from the title.
        head: Option<Lookup>,
        /// In a table from a CSV file: whether the cells are numbers.
        number: Flag = false,
        /// In a table from a CSV file: whether empty cells repeat the text above them, as parts of merged cells do.
        fill_down: Option<Flag>,
        /// Whether the total is the sum of the column; `false` for averages and rates.
        summed: Flag = true,
        /// Columns below this one: its title then stands above theirs, and it has no cells and no other keys itself.
        columns: Vec<Column> = Vec::new(),
    } where vec![alone_with("columns", &["align", "head", "number", "fill_down", "summed"])]
}

impl Column {
    /// The head of the column in a CSV file.
    pub(super) fn file_head(&self) -> &str {
        self.head.as_ref().map_or(&self.title.text, |head| &head.text)
    }
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub enum Cell {
    /// A text.
    Text(Inline),
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
}

/// A text of these alone leaves its cell empty.
const BLANKS: [char; 3] = [' ', '\u{3000}', '\n'];

impl Cell {
    /// The words and the datum of a number that is not yet known, in a place where a number is expected; also where
    /// they are given as a text.
    pub fn pending(&self) -> Option<(&str, DatumId)> {
        match self {
            Self::Pending(words) => Some((&words.text, words.datum)),
            Self::Text(text) if is_pending(&plain(&text.text)) => Some((&text.text, text.datum)),
            Self::Text(_) | Self::Number(_) | Self::Amount(..) | Self::Unstated | Self::Blank => None,
        }
    }
}

impl Decode for Cell {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value {
            Value::StringLit(literal) if literal.value.trim_matches(BLANKS).is_empty() => Some(Self::Blank),
            Value::StringLit(_) => Inline::decode_lines(value, decoder).map(Self::Text),
            Value::NumberLit(_) => Number::decode(value, decoder).map(Self::Number),
            Value::NullKeyword(_) => Some(Self::Unstated),
            Value::Object(_) => Pending::decode(value, decoder).map(|cell| Self::Pending(cell.pending)),
            _ => {
                decoder.wrong_type(value, Words::new("a text, a number or `null`", "文字列、数値、`null`のどれか"));
                None
            }
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = [
            "A text, a number, null if the source gives no value (printed as －), \"\" for an empty cell, or the text printed while a number is not known.",
        ];
        schemas.define_as("Cell", "a cell", &docs, |schemas| {
            let (text, number, pending) =
                (Inline::lines_schema(schemas), Number::schema(schemas), Pending::schema(schemas));
            by_type(&[("string", Some(text)), ("number", Some(number)), ("object", Some(pending)), ("null", None)])
        })
    }
}

impl serde::Serialize for Cell {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Number(number) | Self::Amount(number, _) => number.serialize(serializer),
            Self::Pending(words) => words.serialize(serializer),
            Self::Unstated => serializer.serialize_none(),
            Self::Blank => serializer.serialize_str(""),
        }
    }
}

/// A row of a table.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Row {
    /// The cells from left to right.
    pub cells: Vec<Cell>,
    /// The row in its file.
    #[serde(skip)]
    pub place: Place,
}

impl Decode for Row {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let cells = Vec::decode(value, decoder)?;
        Some(Self { cells, place: decoder.place(value.start()..value.end()) })
    }

    fn most() -> (usize, fn(&str) -> Reason, Words) {
        (limits::SPLIT_ROWS, rows_over_limit, FEWER_ROWS)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["The cells of a row from left to right, one per column."];
        schemas.define_as("Row", "a row", &docs, Vec::<Cell>::schema)
    }
}

record! {
    /// A table.
    Table, "a table", "表" {
        /// The title.
        title: Option<Text>,
        /// A remark to the right of the title, such as a unit or an as-of date.
        note: Option<Text>,
        /// The columns.
        columns: ColumnList,
        /// The rows, each with one cell per column.
        rows: Vec<Row> = Vec::new(),
        /// The CSV file from which the rows are read, if they are not given here.
        csv: Option<FilePath>,
        /// Whether it is set in parts that look like one table: thousands of rows then take less time and memory.
        split: Flag = false,
        /// The row of totals (合計), separated from the other rows.
        total: Option<Row>,
        /// Why the totals are not the sums of their columns; printed as the last remark below the table.
        total_differs: Option<Inline>,
        /// Remarks below the table.
        notes: Vec<Inline> = Vec::new(),
    } where vec![either("csv", &["rows"])]
}
