//! Cells that were merged in a spreadsheet, of which a CSV file keeps the first and leaves the others empty.

use crate::diagnostic::problems;
use rust_decimal::Decimal;

use super::super::{Cell, Row, Table};
use super::reader::TableReader;

/// Reports columns whose empty cells are likely parts of merged ones, unless the column says what they are.
///
/// Groups stand before what they group: only the first columns are looked at, beside one that counts the rows.
pub(super) fn check(reader: &mut TableReader<'_>, table: &Table, rows: &[Row]) {
    // Whether a group begins in a row, by the columns before.
    let mut begins = vec![false; rows.len()];
    for (index, column) in table.columns.iter().enumerate() {
        let empty: Vec<bool> = (0..rows.len()).map(|row| is_empty(rows, row, index)).collect();
        let merged = column.fill_down != Some(false) && is_merged(rows, index, &empty, &begins);
        if merged && column.fill_down.is_none() {
            let blank = empty.iter().filter(|empty| **empty).count();
            let problem = MergedCells { column: column.title.text.clone(), blank };
            if let Some((row, _)) = rows.iter().zip(&empty).find(|(_, empty)| **empty) {
                reader.report(row.place.range.clone(), problem.into());
            }
        }
        if merged {
            begins.iter_mut().zip(&empty).for_each(|(begins, empty)| *begins |= !empty);
        } else if column.fill_down.is_none() && !counts_rows(rows, index) {
            break;
        }
    }
}

/// Whether a cell is empty in the file, also if it was filled from above.
fn is_empty(rows: &[Row], row: usize, column: usize) -> bool {
    let above = row.checked_sub(1).and_then(|above| rows[above].cells.get(column));
    match (above, rows[row].cells.get(column)) {
        // What was filled from above has the datum of the cell there.
        (Some(Cell::Text(above)), Some(Cell::Text(text))) => above.datum == text.datum,
        (_, cell) => matches!(cell, Some(Cell::Unstated) | None),
    }
}

/// Whether the texts of a column look like merged cells: the first row has one, rows without one have something in the
/// columns behind, and none of them begins an outer group.
fn is_merged(rows: &[Row], column: usize, empty: &[bool], begins: &[bool]) -> bool {
    let has_no_numbers = rows.iter().all(|row| matches!(row.cells.get(column), Some(Cell::Text(_) | Cell::Unstated)));
    has_no_numbers
        && empty.first() == Some(&false)
        && empty.contains(&true)
        && (0..rows.len()).all(|row| !empty[row] || (!begins[row] && has_cells_behind(rows, row, column)))
}

/// Whether a row has something in the columns behind one.
fn has_cells_behind(rows: &[Row], row: usize, column: usize) -> bool {
    (column + 1..rows[row].cells.len()).any(|behind| !is_empty(rows, row, behind))
}

/// Whether the cells of a column count the rows: 1, 2, 3.
fn counts_rows(rows: &[Row], column: usize) -> bool {
    (1_i64..).zip(rows).all(|(expected, row)| match row.cells.get(column) {
        Some(Cell::Number(number)) => number.value == Decimal::from(expected),
        Some(Cell::Text(text)) => text.text.parse() == Ok(Decimal::from(expected)),
        _ => false,
    })
}

problems! {
    /// Cells that were merged.
    K0239 error MergedCells { column: String, blank: usize }
    en: "the column `{column}` has {blank} empty cells that look like parts of merged cells",
        hint "if they were merged, add `\"fill_down\": true` to the column, which repeats the text above",
        hint "if the source has no value there, add `\"fill_down\": false`, which prints －";
    ja: "列`{column}`に、結合したセルの一部とみられる空欄が{blank}か所あります",
        hint "結合したセルなら、列に`\"fill_down\": true`を加えてください。上のセルと同じ内容が印刷されます",
        hint "出典に記載がないのなら、`\"fill_down\": false`を加えてください。「－」と印刷されます";
}
