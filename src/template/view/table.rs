//! Tables: how wide their columns are, and what each cell holds.

mod cell;
mod em_widths;
mod room;
mod sample;

use serde::Serialize;

use self::cell::{CellView, PHRASED_ROWS, cell_width, cells};
pub(super) use self::room::{TablePlacement, placement};
use self::sample::{likely_widest, measured_rows, table_key};
use crate::data::{FilePath, Flag, Inline, Lookup, Measure, Text};
use crate::japanese::width_in_em;
use crate::limits;
use crate::model::{Align, Cell, Column, ColumnList, GroupRows, Row, Table, TableHead};

#[derive(Serialize)]
pub(super) struct TableView<'a> {
    /// What tells it from other tables.
    key: String,
    /// The rows by which its widths are found, if these are not all.
    sample: Option<Vec<usize>>,
    title: Option<&'a Text>,
    /// Which of several parts it is, counted from 1, and how many there are.
    number: Option<usize>,
    of: usize,
    note: Option<&'a Text>,
    columns: Vec<ColumnView<'a>>,
    /// The heads by their levels, if there are several levels.
    heads: Vec<Vec<HeadView<'a>>>,
    /// The rows, or those of the first part.
    rows: Vec<Vec<CellView<'a>>>,
    /// The rows of further parts.
    more: Vec<Vec<Vec<CellView<'a>>>>,
    groups: Vec<GroupView<'a>>,
    csv: Option<&'a FilePath>,
    /// Whether it is set in parts.
    split: bool,
    /// Whether cells are broken between phrases only.
    phrased: bool,
    total: Option<Vec<CellView<'a>>>,
    total_differs: Option<&'a Inline>,
    notes: &'a [Inline],
}

#[derive(Serialize)]
struct ColumnView<'a> {
    /// What the head says, if there is one level of heads.
    title: Option<&'a Text>,
    align: Align,
    /// The width that the report gives it, in em.
    given: Option<Measure>,
    head: Option<&'a Lookup>,
    number: Flag,
    fill_down: Option<Flag>,
    summed: Flag,
    width: Width,
    /// The rows whose cells are measured to learn the width.
    widest: Vec<usize>,
}

/// A group of rows, by the place of its first row.
#[derive(Serialize)]
struct GroupView<'a> {
    from: usize,
    count: usize,
    title: Option<&'a Text>,
    subtotal: Option<Vec<CellView<'a>>>,
}

/// A head of a table that has several levels of them.
#[derive(Serialize)]
struct HeadView<'a> {
    title: &'a Text,
    column: usize,
    columns: usize,
    levels: usize,
}

/// How wide a column is.
enum Width {
    /// As its cells need.
    Natural,
    /// A share in em.
    Share(f64),
}

impl Serialize for Width {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Natural => serializer.serialize_str("auto"),
            Self::Share(em) => serializer.serialize_f64(*em),
        }
    }
}

/// Up to this width in em a column takes what its cells need; wider ones share the rest.
const NARROW: f64 = 9.5;

/// Whether a table is set in parts.
fn in_parts(table: &Table) -> bool {
    table.split && table.rows.len() > limits::PART_ROWS
}

/// Whether the height of a table is not measured beforehand: it is long, or may have pages of its own.
pub(super) fn is_long(table: &Table) -> bool {
    in_parts(table) || table.rows.len() > limits::LONG_TABLE || placement(table).is_turned
}

/// A table in one piece.
pub(super) fn table(table: &Table) -> TableView<'_> {
    let all: Vec<usize> = (0..table.columns.len()).collect();
    table_part(table, &all, TablePart { index: 0, count: 1 })
}

/// Which of its parts a table is.
#[derive(Clone, Copy, Serialize)]
pub(super) struct TablePart {
    /// Its place among them, counted from 0.
    pub index: usize,
    /// How many there are.
    pub count: usize,
}

/// Some columns of a table.
pub(super) fn table_part<'a>(table: &'a Table, chosen: &[usize], part: TablePart) -> TableView<'a> {
    let Table { title, note, columns, rows, csv, split: _, groups: _, total, total_differs, notes } = table;
    let split = in_parts(table);
    let is_last = part.index + 1 == part.count;
    let sheets = parts_of(rows, if split { limits::PART_ROWS } else { rows.len() });
    let mut sheets = sheets.into_iter().map(|rows| sheet(rows, chosen));
    let views = chosen.iter().filter_map(|index| Some(column(table, *index, columns.get(*index)?, split)));
    TableView {
        key: table_key(table, part.index),
        sample: measured_rows(table),
        title: title.as_ref(),
        number: (part.count > 1).then_some(part.index + 1),
        of: part.count,
        note: note.as_ref(),
        columns: views.collect(),
        heads: if columns.levels() > 1 { heads(columns, chosen) } else { Vec::new() },
        rows: sheets.next().unwrap_or_default(),
        more: sheets.collect(),
        groups: table.grouped().into_iter().map(|rows| group(&rows, chosen)).collect(),
        csv: csv.as_ref(),
        split,
        phrased: rows.len() <= PHRASED_ROWS,
        total: total.as_ref().map(|row| cells(row, 1, chosen)),
        total_differs: total_differs.as_ref().filter(|_| is_last),
        notes: if is_last { notes } else { &[] },
    }
}

/// Rows in parts of about this size: a cell that spans rows keeps them together.
fn parts_of(rows: &[Row], size: usize) -> Vec<&[Row]> {
    let mut parts = Vec::new();
    let (mut start, mut held) = (0, 0);
    for (index, row) in rows.iter().enumerate() {
        if index >= held && index - start >= size {
            parts.push(&rows[start..index]);
            start = index;
        }
        held = row.spans.values().map(|span| index + span.rows).fold(held, usize::max);
    }
    parts.push(&rows[start..]);
    parts
}

fn group<'a>(group: &GroupRows<'a>, chosen: &[usize]) -> GroupView<'a> {
    let GroupRows { group, from, rows } = *group;
    let subtotal = group.subtotal.as_ref().map(|row| cells(row, 1, chosen));
    GroupView { from, count: rows.len(), title: group.title.as_ref(), subtotal }
}

/// Some columns of rows.
fn sheet<'a>(rows: &'a [Row], chosen: &[usize]) -> Vec<Vec<CellView<'a>>> {
    rows.iter().enumerate().map(|(index, row)| cells(row, rows.len() - index, chosen)).collect()
}

/// The heads of some columns, level by level: those above columns side by side.
fn heads<'a>(columns: &'a ColumnList, chosen: &[usize]) -> Vec<Vec<HeadView<'a>>> {
    let above = |TableHead { title, column, columns, levels }: TableHead<'a>| {
        let is_above = |index: &usize| (column..column + columns).contains(index);
        let first = chosen.iter().position(is_above)?;
        Some(HeadView {
            title,
            column: first,
            columns: chosen.iter().copied().filter(|index| is_above(index)).count(),
            levels,
        })
    };
    (0..columns.levels()).map(|level| columns.heads(level).into_iter().filter_map(above).collect()).collect()
}

fn column<'a>(table: &Table, index: usize, column: &'a Column, split: bool) -> ColumnView<'a> {
    let Column { title, align, width, head, number, fill_down, summed, columns: _ } = column;
    let rows = table.rows.iter().chain(table.sums());
    // What spans columns does not say how wide each is.
    let own = rows.filter(|row| row.span(index).columns == 1);
    let cells = own.map(|row| row.cells.get(index).map_or(0.0, cell_width));
    let widest = cells.fold(width_in_em(&title.text), f64::max);
    // Parts know nothing of each other's cells, so that their columns agree by what is computed here.
    let natural = widest <= NARROW && !split;
    let right = *align == Align::Left && is_of_numbers(table, index);
    ColumnView {
        title: (table.columns.levels() == 1).then_some(title),
        align: if right { Align::Right } else { *align },
        given: *width,
        head: head.as_ref(),
        number: *number,
        fill_down: *fill_down,
        summed: *summed,
        width: if natural { Width::Natural } else { Width::Share(widest.min(60.0)) },
        widest: if split { likely_widest(table, index) } else { Vec::new() },
    }
}

/// Whether the cells of a column are numbers, or say why there is none.
fn is_of_numbers(table: &Table, column: usize) -> bool {
    let cells: Option<Vec<&Cell>> = table.rows.iter().map(|row| row.cells.get(column)).collect();
    let Some(mut cells) = cells else { return false };
    // Cells that are empty, or covered, are of no kind.
    cells.retain(|cell| !matches!(cell, Cell::Blank | Cell::Covered(_)));
    let has_numbers = cells.iter().any(|cell| matches!(cell, Cell::Number(_) | Cell::Amount(..)));
    let has_words = cells.iter().any(|cell| cell.pending().is_some());
    let holds_texts =
        cells.iter().any(|cell| matches!(cell, Cell::Text(_) | Cell::Items(_)) && cell.pending().is_none());
    // Words alone may name a state.
    !holds_texts && (has_numbers || (!has_words && !cells.is_empty()))
}
