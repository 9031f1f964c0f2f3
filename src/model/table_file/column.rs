//! A column of a table while its cells are read: its units, and its numbers.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::{Cell, Column, Table};
use crate::data::{PathId, within_limits};
use crate::japanese::{FigureError, UnitFit, figure, grouped, in_unit, named_units, unit_fit};

/// What is remembered of a column from cell to cell.
pub(super) struct ColumnTrack<'a> {
    pub column: &'a Column,
    pub path: PathId,
    /// The units that its title, or else the table's note, names.
    pub units: Vec<String>,
    /// The figures in brackets, if there are any.
    pub brackets: Option<Brackets>,
    /// The last cell that is filled.
    pub last: Option<Cell>,
}

/// Figures of a column in brackets.
pub(super) struct Brackets {
    /// The place of the first.
    pub range: Range<usize>,
    /// The first as it is written.
    pub text: String,
    /// How many there are besides the first.
    pub more: usize,
}

/// The number of a cell, with the unit that it alone states.
pub(super) struct CellNumber {
    pub value: Decimal,
    pub unit: Option<&'static str>,
}

/// Why a text is no number, and what may be written instead.
pub(super) struct NumberRefusal {
    pub why: FigureError,
    pub write: Option<String>,
}

impl From<FigureError> for NumberRefusal {
    fn from(why: FigureError) -> Self {
        Self { why, write: None }
    }
}

/// Units in which a number is offered whose column names none.
const COMMON_UNITS: [&str; 4] = ["円", "件", "人", ""];
/// A number with more decimals is not offered in the unit of its column: nobody writes 5 円 as 0.000005 百万円.
const OFFERED_DECIMALS: u32 = 3;

impl<'a> ColumnTrack<'a> {
    /// A column of which nothing was read yet.
    pub fn new(table: &'a Table, index: usize, path: PathId) -> Self {
        let column = &table.columns[index];
        let head = column.head.as_ref().map_or("", |head| head.text.as_str());
        let mut units = [named_units(&column.title.text), named_units(head)].concat();
        if units.is_empty() {
            units = table.columns.titles(index).flat_map(|title| named_units(&title.text)).collect();
        }
        if units.is_empty() {
            units = table.note.as_ref().map(|note| named_units(&note.text)).unwrap_or_default();
        }
        Self { column, path, units, brackets: None, last: None }
    }

    /// The number of a cell.
    pub fn number(&mut self, typed: &str, range: &Range<usize>) -> Result<CellNumber, NumberRefusal> {
        let read = figure(typed)?;
        let value = within_limits(read.value).ok_or(FigureError::TooLong)?;
        let unit = match unit_fit(&read.unit, &self.units) {
            UnitFit::Same => None,
            UnitFit::Missing if read.unit == "％" => Some("％"),
            UnitFit::Missing if read.unit == "円" => Some("円"),
            UnitFit::Missing => {
                let plain = COMMON_UNITS.iter().find_map(|unit| in_unit(value, &read.unit, unit));
                let write = plain.filter(|plain| *plain != value).map(grouped);
                return Err(NumberRefusal { why: FigureError::Unit, write });
            }
            UnitFit::Different => {
                let converted = self.units.iter().find_map(|unit| in_unit(value, &read.unit, unit));
                let write = converted.filter(|converted| converted.scale() <= OFFERED_DECIMALS).map(grouped);
                return Err(NumberRefusal { why: FigureError::OtherUnit, write });
            }
        };
        if read.in_brackets {
            match &mut self.brackets {
                Some(brackets) => brackets.more += 1,
                None => self.brackets = Some(Brackets { range: range.clone(), text: typed.to_owned(), more: 0 }),
            }
        }
        Ok(CellNumber { value, unit })
    }
}
