//! The rows of a table.

use std::collections::BTreeMap;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use super::cell::GivenCell;
use super::{Cell, CellSpan};
use crate::data::{Decode, Decoder, Json, Schemas};
use crate::diagnostic::{Place, Reason, Words, reasons};
use crate::limits;

pub(in crate::model) const FEWER_ROWS: Words =
    Words::new("select the rows to print, or divide the table", "載せる行を選ぶか、いくつかの表に分けてください");

reasons! {
    pub(in crate::model) rows_over_limit(limit: &str)
    en: "this table has more than {limit} rows";
    ja: "この表は{limit}行を超えています";
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The cells from left to right, one per column. Until the cells of the table are placed, those that others cover are
    /// missing.
    pub cells: Vec<Cell>,
    /// The cells that take several columns or rows, by their places among the others.
    pub spans: BTreeMap<usize, CellSpan>,
    /// The row in its file.
    pub place: Place,
}

impl Row {
    /// A row of cells that take one column each.
    pub fn new(cells: Vec<Cell>, place: Place) -> Self {
        Self { cells, spans: BTreeMap::new(), place }
    }

    /// How many columns and rows a cell takes.
    pub fn span(&self, column: usize) -> CellSpan {
        self.spans.get(&column).copied().unwrap_or(CellSpan::ONE)
    }

    /// Whether a cell takes several columns, or several rows where that matters.
    pub fn shares(&self, column: usize, rows: bool) -> bool {
        let span = self.span(column);
        span.columns > 1 || (rows && span.rows > 1)
    }
}

impl Row {
    /// The row with the cells of these columns alone, in this order.
    pub fn selected(&self, columns: &[usize]) -> Self {
        let mut row = Self::new(Vec::with_capacity(columns.len()), self.place.clone());
        // The cell that the last column belongs to, by its first column, before and after.
        let mut last: Option<(usize, usize)> = None;
        for column in columns {
            let Some(cell) = self.cells.get(*column) else { continue };
            let start = self.start(*column);
            let place = row.cells.len();
            match (cell, last) {
                (Cell::Covered(covering), Some((before, begun))) if before == start && !covering.above => {
                    row.cells.push(cell.clone());
                    let rows = self.span(start).rows;
                    row.spans.insert(begun, CellSpan { columns: place + 1 - begun, rows });
                }
                (Cell::Covered(covering), _) if !covering.above => {
                    row.begin(covering.cell.clone(), self.span(start).rows);
                    last = Some((start, place));
                }
                _ => {
                    row.begin(cell.clone(), self.span(*column).rows);
                    last = Some((start, place));
                }
            }
        }
        row
    }

    /// Adds a cell of one column and so many rows.
    fn begin(&mut self, cell: Cell, rows: usize) {
        if rows > 1 {
            self.spans.insert(self.cells.len(), CellSpan { columns: 1, rows });
        }
        self.cells.push(cell);
    }

    /// The first column of the cell that a column belongs to in this row.
    fn start(&self, column: usize) -> usize {
        let before = self.spans.range(..=column).next_back();
        before.filter(|(start, span)| *start + span.columns > column).map_or(column, |(start, _)| *start)
    }
}

impl Decode for Row {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given: Vec<GivenCell> = Vec::decode(value, decoder)?;
        let spans = given.iter().map(|cell| cell.span).enumerate().filter(|(_, span)| *span != CellSpan::ONE).collect();
        let cells = given.into_iter().map(|cell| cell.cell).collect();
        Some(Self { cells, spans, place: decoder.place(value.start()..value.end()) })
    }

    fn most() -> (usize, fn(&str) -> Reason, Words) {
        (limits::SPLIT_ROWS, rows_over_limit, FEWER_ROWS)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["The cells of a row from left to right, one per column, without those that others cover."];
        schemas.define_as("Row", "a row", &docs, Vec::<GivenCell>::schema)
    }
}

/// A cell that takes several columns or rows.
#[derive(Serialize)]
struct SpanningCell<'r> {
    text: &'r Cell,
    columns: usize,
    rows: usize,
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.cells.len()))?;
        for (index, cell) in self.cells.iter().enumerate() {
            match self.spans.get(&index) {
                Some(span) => {
                    list.serialize_element(&SpanningCell { text: cell, columns: span.columns, rows: span.rows })?;
                }
                None => list.serialize_element(cell)?,
            }
        }
        list.end()
    }
}
