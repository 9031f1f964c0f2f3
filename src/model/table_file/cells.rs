//! The cells of a table from the fields of a file.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::{Cell, Table};
use super::column::{Brackets, CellNumber, ColumnTrack, NumberRefusal};
use super::figures;
use super::reader::TableReader;
use crate::data::{Datum, DatumKind, Inline, Number, PathId, Text, blanks, too_long, unprintable};
use crate::data::{ErrorValue, MarkupLeftOver};
use crate::diagnostic::{AnyProblem, Place, Term, problems};
use crate::japanese::{FigureError, is_pending, is_withheld, normalise_inline};
use crate::limits;
use crate::sheet::{SheetRecord, error_value, markup};

/// Reads the cells of a table, row by row.
pub(super) struct CellReader<'a> {
    tracks: Vec<ColumnTrack<'a>>,
    /// Cells that are no numbers, by column and reason: the first, and how many there are. A thousand cells with the same
    /// sign need to be told of once.
    failed: BTreeMap<(usize, FigureError, String), (Range<usize>, NotANumber)>,
}

impl<'a> CellReader<'a> {
    pub fn new(table: &'a Table, paths: Vec<PathId>) -> Self {
        let tracks = paths.into_iter().enumerate().map(|(index, path)| ColumnTrack::new(table, index, path));
        Self { tracks: tracks.collect(), failed: BTreeMap::new() }
    }

    /// The cells of a row, from the fields at these places of its record.
    pub fn row(&mut self, reader: &mut TableReader<'_>, record: &SheetRecord, places: &[usize]) -> Vec<Cell> {
        let mut cells = Vec::with_capacity(self.tracks.len());
        // A merged cell reaches no further than the one that it is a part of.
        let mut outer_ends = false;
        for (index, place) in places.iter().enumerate() {
            let field = record.fields.get(*place).map_or("", String::as_str);
            let cell = self.cell(reader, index, field, record.place(*place));
            let Some(track) = self.tracks.get_mut(index) else { continue };
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

    fn cell(&mut self, reader: &mut TableReader<'_>, index: usize, field: &str, range: Range<usize>) -> Cell {
        let Some(track) = self.tracks.get_mut(index) else { return Cell::Unstated };
        let typed = field.trim();
        let (text, changes) = normalise_inline(field, &reader.rules);
        if text.trim().is_empty() {
            return Cell::Unstated;
        }
        let range = without_blanks(reader.text, range, typed);
        if let Some(problem) = cell_error(typed, &text) {
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
                Ok(CellNumber { value, unit }) => {
                    let datum = reader.data.add(Datum::new(place, Some(track.path), DatumKind::Number));
                    let number = Number { value, datum };
                    unit.map_or(Cell::Number(number), |unit| Cell::Amount(number, unit))
                }
                Err(refusal) => {
                    self.note_failure(index, typed, range, refusal);
                    Cell::Unstated
                }
            };
        }
        let doubts = [
            Inline::doubt(typed),
            markup(typed).map(|part| (part.clone(), MarkupLeftOver { found: typed[part].to_owned() }.into())),
        ];
        for (part, problem) in doubts.into_iter().flatten() {
            // Within quotation marks the text may be longer than its field, so that parts of it have no places.
            let is_exact = range.len() == typed.len();
            let place = if is_exact { range.start + part.start..range.start + part.end } else { range.clone() };
            reader.report(place, problem);
        }
        if let Some(problem) = blanks(&changes) {
            reader.report(range.clone(), problem);
        }
        let datum = reader.data.add_text(Datum::new(place, Some(track.path), DatumKind::Text), changes);
        Cell::Text(Inline { text, datum })
    }

    /// Notes a cell that is no number; those of one column with the same reason are told of together.
    fn note_failure(&mut self, index: usize, typed: &str, range: Range<usize>, refusal: NumberRefusal) {
        let NumberRefusal { why, write } = refusal;
        // What is wrong with words and units depends on which they are.
        let depends_on_text = matches!(why, FigureError::Words | FigureError::Unit | FigureError::OtherUnit);
        let key = (index, why, if depends_on_text { typed.to_owned() } else { String::new() });
        let entry = self.failed.entry(key).and_modify(|(_, problem)| problem.more += 1);
        entry.or_insert_with(|| (range, NotANumber { found: typed.to_owned(), why, write, more: 0 }));
    }

    /// Reports what only the whole of a column shows.
    pub fn close(self, reader: &mut TableReader<'_>) {
        let mut failed: Vec<_> = self.failed.into_values().collect();
        failed.sort_by_key(|(range, _)| range.start);
        failed.into_iter().for_each(|(range, problem)| reader.report(range, problem.into()));
        for track in self.tracks {
            if track.column.number && track.column.fill_down == Some(true) {
                let title = reader.data.place(track.column.title.datum);
                reader.report_at(title, FillDownNumbers.into());
            }
            if let Some(Brackets { range, text, more }) = track.brackets {
                reader.report(range, BracketsAsMinus { found: text, more }.into());
            }
        }
    }
}

/// The place of a text itself, without blanks and quotation marks around it.
fn without_blanks(file: &str, range: Range<usize>, typed: &str) -> Range<usize> {
    match file.get(range.clone()).and_then(|field| field.find(typed)) {
        Some(start) => range.start + start..range.start + start + typed.len(),
        None => range,
    }
}

/// Why a text cannot stand in a cell at all.
fn cell_error(typed: &str, text: &str) -> Option<AnyProblem> {
    if let Some(problem) = too_long(typed, limits::TEXT, Term::DivideText) {
        return Some(problem);
    }
    match error_value(typed) {
        Some(found) => Some(ErrorValue { found: found.to_owned() }.into()),
        None => unprintable(text).or_else(|| Inline::error(text)),
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
        hint "write it with a minus, such as `-5`; a number that is part of another (内数) belongs in a column of \
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
