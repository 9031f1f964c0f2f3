//! The cells of a table from the fields of a file.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::{Cell, Column, Table};
use super::Reader;
use super::figures;
use crate::data::{Datum, DatumKind, Inline, Number, PathId, Text, blanks, too_long, unprintable, within_limits};
use crate::data::{ErrorValue, MarkupLeftOver};
use crate::diagnostic::{Place, Term, problems};
use crate::japanese::{
    FigureError, UnitFit, figure, grouped, in_unit, is_pending, is_withheld, named_units, normalise_inline, unit_fit,
};
use crate::limits;
use crate::sheet::{SheetRecord, error_value, markup};

/// What is remembered of a column from cell to cell.
struct Track<'a> {
    column: &'a Column,
    path: PathId,
    /// The units that its title, or else the table's note, names.
    units: Vec<String>,
    /// The first figure in brackets, and how many there are.
    brackets: Option<(Range<usize>, String, usize)>,
    /// The last cell that is filled.
    last: Option<Cell>,
}

/// Reads the cells of a table, row by row.
pub(super) struct Cells<'a> {
    tracks: Vec<Track<'a>>,
    /// Cells that are no numbers, by column and reason: the first, and how many there are. A thousand cells with the same
    /// sign need to be told of once.
    failed: BTreeMap<(usize, FigureError, String), (Range<usize>, NotANumber)>,
}

impl<'a> Cells<'a> {
    pub fn new(table: &'a Table, paths: Vec<PathId>) -> Self {
        let note = table.note.as_ref().map(|note| named_units(&note.text)).unwrap_or_default();
        let track = |(column, path): (&'a Column, PathId)| {
            let head = column.head.as_ref().map_or("", |head| head.text.as_str());
            let own = [named_units(&column.title.text), named_units(head)].concat();
            let units = if own.is_empty() { note.clone() } else { own };
            Track { column, path, units, brackets: None, last: None }
        };
        Self { tracks: table.columns.iter().zip(paths).map(track).collect(), failed: BTreeMap::new() }
    }

    /// The cells of a row.
    pub fn row(&mut self, reader: &mut Reader<'_>, record: &SheetRecord, places: &[usize]) -> Vec<Cell> {
        let mut cells = Vec::with_capacity(self.tracks.len());
        // A merged cell reaches no further than the one that it is a part of.
        let mut outer_ends = false;
        for (at, place) in places.iter().enumerate() {
            let field = record.fields.get(*place).map_or("", String::as_str);
            let cell = self.cell(reader, at, field, record.place(*place));
            let Some(track) = self.tracks.get_mut(at) else { continue };
            let fills = track.column.fill_down == Some(true) && !track.column.number;
            let cell = match cell {
                Cell::Unstated if fills && !outer_ends => track.last.clone().unwrap_or(Cell::Unstated),
                Cell::Unstated => Cell::Unstated,
                cell => {
                    outer_ends |= fills;
                    track.last = fills.then(|| cell.clone());
                    cell
                }
            };
            cells.push(cell);
        }
        cells
    }

    fn cell(&mut self, reader: &mut Reader<'_>, at: usize, field: &str, range: Range<usize>) -> Cell {
        let Some(track) = self.tracks.get_mut(at) else { return Cell::Unstated };
        let typed = field.trim();
        let (text, changes) = normalise_inline(field, &reader.rules);
        if text.trim().is_empty() {
            return Cell::Unstated;
        }
        // The text itself, without blanks and quotation marks around it.
        let raw = reader.text.get(range.clone()).unwrap_or_default();
        let range =
            raw.find(typed).map_or(range.clone(), |inner| range.start + inner..range.start + inner + typed.len());
        let error = if let Some(problem) = too_long(typed, limits::TEXT, Term::DivideText) {
            Some(problem)
        } else if let Some(found) = error_value(typed) {
            Some(ErrorValue { found: found.to_owned() }.into())
        } else {
            unprintable(&text).or_else(|| Inline::error(&text))
        };
        if let Some(problem) = error {
            reader.report(range, problem);
            return Cell::Unstated;
        }
        let place = Place { file: reader.file, range: range.clone() };
        if track.column.number && is_pending(&text) {
            let datum = reader.data.add_text(Datum::new(place, Some(track.path), DatumKind::Text), changes);
            return Cell::Pending(Text::new(text, datum));
        }
        if track.column.number && !is_withheld(typed) {
            return match track.number(typed, &range) {
                Ok((value, unit)) => {
                    let datum = reader.data.add(Datum::new(place, Some(track.path), DatumKind::Number));
                    let number = Number { value, datum };
                    unit.map_or(Cell::Number(number), |unit| Cell::Amount(number, unit))
                }
                Err((reason, write)) => {
                    let own = matches!(reason, FigureError::Words | FigureError::Unit | FigureError::OtherUnit);
                    let key = (at, reason, if own { typed.to_owned() } else { String::new() });
                    let problem = NotANumber { found: typed.to_owned(), why: reason, write, more: 0 };
                    let entry = self.failed.entry(key).and_modify(|(_, problem)| problem.more += 1);
                    entry.or_insert((range, problem));
                    Cell::Unstated
                }
            };
        }
        let doubts = [
            Inline::doubt(typed),
            markup(typed).map(|at| (at.clone(), MarkupLeftOver { found: typed[at].to_owned() }.into())),
        ];
        for (at, problem) in doubts.into_iter().flatten() {
            let exact = range.len() == typed.len();
            reader.report(if exact { range.start + at.start..range.start + at.end } else { range.clone() }, problem);
        }
        if let Some(problem) = blanks(&changes) {
            reader.report(range.clone(), problem);
        }
        let datum = reader.data.add_text(Datum::new(place, Some(track.path), DatumKind::Text), changes);
        Cell::Text(Inline { text, datum })
    }

    /// Reports what only the whole of a column shows.
    pub fn close(self, reader: &mut Reader<'_>) {
        let mut failed: Vec<_> = self.failed.into_values().collect();
        failed.sort_by_key(|(range, _)| range.start);
        failed.into_iter().for_each(|(range, problem)| reader.report(range, problem.into()));
        for track in self.tracks {
            if track.column.number && track.column.fill_down == Some(true) {
                let title = reader.data.place(track.column.title.datum);
                reader.report_at(title, FillDownNumbers.into());
            }
            if let Some((range, found, count)) = track.brackets {
                reader.report(range, BracketsAsMinus { found, more: count - 1 }.into());
            }
        }
    }
}

/// Why a text is no number, and what may be written instead.
type Refused = (FigureError, Option<String>);

impl Track<'_> {
    /// The number of a cell, with the unit that it alone states.
    fn number(
        &mut self,
        typed: &str,
        range: &Range<usize>,
    ) -> Result<(rust_decimal::Decimal, Option<&'static str>), Refused> {
        let read = figure(typed).map_err(|reason| (reason, None))?;
        let value = within_limits(read.value).ok_or((FigureError::TooLong, None))?;
        let unit = match unit_fit(&read.unit, &self.units) {
            UnitFit::Same => None,
            UnitFit::Missing if read.unit == "％" => Some("％"),
            UnitFit::Missing if read.unit == "円" => Some("円"),
            UnitFit::Missing => {
                let plain = ["円", "件", "人", ""].iter().find_map(|unit| in_unit(value, &read.unit, unit));
                let plain = plain.filter(|plain| *plain != value).map(grouped);
                return Err((FigureError::Unit, plain));
            }
            UnitFit::Different => {
                // Nobody writes 5 円 as 0.000005 百万円.
                let own = self.units.iter().find_map(|unit| in_unit(value, &read.unit, unit));
                return Err((FigureError::OtherUnit, own.filter(|own| own.scale() <= 3).map(grouped)));
            }
        };
        if read.in_brackets {
            let brackets = self.brackets.get_or_insert_with(|| (range.clone(), typed.to_owned(), 0));
            brackets.2 += 1;
        }
        Ok((value, unit))
    }
}

impl NotANumber {
    /// That a text is no number, where a table or chart wants one.
    pub fn of(found: &str) -> Self {
        Self { found: found.to_owned(), why: FigureError::Words, write: None, more: 0 }
    }
}

problems! {
    /// Cell that is not a number.
    K0231 error NotANumber { found: String, why: FigureError, write: Option<String>, more: usize }
    en: { figures::en::message(found, *why, *more) },
        hint { figures::en::hint(found, *why, write.as_deref()) };
    ja: { figures::ja::message(found, *why, *more) },
        hint { figures::ja::hint(found, *why, write.as_deref()) };

    /// Number in brackets.
    K0278 warning BracketsAsMinus { found: String, more: usize }
    en: { format!("`{found}` is read as a negative number{}", figures::en::and_more(*more)) },
        hint "write it with a minus, such as `-5`; a number that is part of another (内数) belongs into a column of \
            its own";
    ja: { format!("`{found}`を負の数として読みました{}", figures::ja::and_more(*more)) },
        hint "負の数なら`-5`のように書き、内数や再掲の数なら列を分けてください";

    /// Column of numbers that is filled down.
    K0279 error FillDownNumbers
    en: "a column of numbers cannot be filled down",
        hint "remove `fill_down`, and write the number of each row; repeated numbers would be added more than once";
    ja: "数値の列では`fill_down`を使えません",
        hint "`fill_down`を削除し、行ごとに数値を書いてください。数値を繰り返すと、合計が実際より大きくなります";
}
