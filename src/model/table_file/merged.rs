//! Cells that were merged in a spreadsheet, of which a CSV file keeps the first and leaves the others empty.

use crate::diagnostic::problems;
use rust_decimal::Decimal;

use super::super::{Cell, Row, Table};
use super::Reader;

/// Reports columns whose empty cells are likely parts of merged ones, unless the column says what they are.
///
/// Groups stand before what they group: only the first columns are looked at, beside one that counts the rows.
pub(super) fn look(reader: &mut Reader<'_>, table: &Table, rows: &[Row]) {
    // Whether a group begins in a row, by the columns before.
    let mut begins = vec![false; rows.len()];
    for (at, column) in table.columns.iter().enumerate() {
        let empty: Vec<bool> = (0..rows.len()).map(|row| is_empty(rows, row, at)).collect();
        let merged = column.fill_down != Some(false) && is_merged(rows, at, &empty, &begins);
        if merged && column.fill_down.is_none() {
            let first = rows.iter().zip(&empty).find(|(_, empty)| **empty);
            let blank = empty.iter().filter(|empty| **empty).count();
            let problem = MergedCells { column: column.title.text.clone(), blank };
            first.into_iter().for_each(|(row, _)| reader.report(row.place.range.clone(), problem.clone().into()));
        }
        if merged {
            begins.iter_mut().zip(&empty).for_each(|(begins, empty)| *begins |= !empty);
        } else if column.fill_down.is_none() && !is_count(rows, at) {
            break;
        }
    }
}

/// Whether a cell is empty in the file, also if it was filled from above.
fn is_empty(rows: &[Row], row: usize, at: usize) -> bool {
    let above = row.checked_sub(1).and_then(|above| rows[above].cells.get(at));
    match (above, rows[row].cells.get(at)) {
        (Some(Cell::Text(above)), Some(Cell::Text(own))) => above.datum == own.datum,
        (_, cell) => matches!(cell, Some(Cell::Unstated) | None),
    }
}

/// Whether the texts of a column look like merged cells: the first row has one, rows without one have something in the
/// columns behind, and none of them begins an outer group.
fn is_merged(rows: &[Row], at: usize, empty: &[bool], begins: &[bool]) -> bool {
    let text = |row: &Row| matches!(row.cells.get(at), Some(Cell::Text(_) | Cell::Unstated));
    let behind = |row: usize| (at + 1..rows[row].cells.len()).any(|other| !is_empty(rows, row, other));
    let part = |row: usize| !empty[row] || (!begins[row] && behind(row));
    rows.iter().all(text) && empty.first() == Some(&false) && empty.contains(&true) && (0..rows.len()).all(part)
}

/// Whether the cell of a column counts the rows: 1, 2, 3.
fn is_count(rows: &[Row], at: usize) -> bool {
    let number = |cell: Option<&Cell>| match cell {
        Some(Cell::Number(number)) => Some(number.value),
        Some(Cell::Text(text)) => text.text.parse().ok(),
        _ => None,
    };
    (1_i64..).zip(rows).all(|(n, row)| number(row.cells.get(at)) == Some(Decimal::from(n)))
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
