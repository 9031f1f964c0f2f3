//! What tells tables from one another, and the rows by which the widths of a long one are found.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::printed_text;
use crate::file::sha512;
use crate::japanese::width_in_em;
use crate::model::Table;

/// Cells of a table are measured to find its widths: all of so many rows, or so many cells, but no fewer rows than this. Each is
/// laid out up to three times, which Typst keeps: with 80 rows, a report of such tables took a third more time and memory, and
/// its pages were no fewer.
const ROWS: usize = 24;
const CELLS: usize = 160;
const ROWS_LEAST: usize = 16;
/// Of each column, so many of the longest cells are measured, and of those with the longest words.
const LONGEST: usize = 3;
/// So many digits of a digest tell tables apart.
const DIGITS: usize = 16;

/// A key that no other part of a table in a document has, unless it prints the same.
pub(super) fn table_key(table: &Table, part: usize) -> String {
    let mut text = format!("{part}\0");
    text.extend(table.columns.iter().map(|column| format!("{}\0", column.title.text)));
    for row in table.rows.iter().chain(table.sums()) {
        row.cells.iter().for_each(|cell| text.extend([printed_text(cell).as_str(), "\0"]));
        text.extend(row.spans.iter().map(|(column, span)| format!("{column}+{}×{}\0", span.columns, span.rows)));
    }
    sha512(text.as_bytes()).chars().take(DIGITS).collect()
}

/// The rows that are measured, if these are not all of them.
pub(super) fn measured_rows(table: &Table) -> Option<Vec<usize>> {
    let count = (CELLS / table.columns.len().max(1)).clamp(ROWS_LEAST, ROWS);
    if table.rows.len() <= count {
        return None;
    }
    let mut rows: BTreeSet<usize> = (0..count).map(|index| index * table.rows.len() / count).collect();
    for column in 0..table.columns.len() {
        let texts: Vec<String> =
            table.rows.iter().map(|row| row.cells.get(column).map_or_else(String::new, printed_text)).collect();
        for length in [|text: &str| text.chars().count(), longest_word] {
            let mut order: Vec<usize> = (0..texts.len()).collect();
            order.sort_by_key(|row| (usize::MAX - length(&texts[*row]), *row));
            rows.extend(order.into_iter().take(LONGEST));
        }
    }
    Some(rows.into_iter().collect())
}

/// The length of the longest run of characters between which no line is broken.
fn longest_word(text: &str) -> usize {
    let is_kept = |c: char| c.is_ascii_graphic() || ('ァ'..='ー').contains(&c);
    text.split(|c| !is_kept(c)).map(|word| word.chars().count()).max().unwrap_or(0)
}

/// Of so many cells the width is measured, to be sure of the widest.
const CANDIDATES: usize = 6;

/// The rows, by their places, that are likely to have the widest cell of a column, as far as can be told without its font.
pub(super) fn likely_widest(table: &Table, column: usize) -> Vec<usize> {
    let texts = table.rows.iter().map(|row| row.cells.get(column).map_or_else(String::new, printed_text));
    let rows_by_text: BTreeMap<String, usize> = texts.enumerate().map(|(row, text)| (text, row)).collect();
    let mut rows: Vec<(f64, usize)> =
        rows_by_text.iter().map(|(text, row)| (text.chars().map(widest_in_em).sum(), *row)).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    rows.into_iter().take(CANDIDATES).map(|(_, row)| row).collect()
}

/// About the width of a character in em in a wide typeface.
fn widest_in_em(c: char) -> f64 {
    match c {
        'W' | 'M' | 'm' | 'w' | '@' | '%' => 0.95,
        'I' | 'i' | 'l' | 'j' | '1' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' => 0.35,
        c if c.is_ascii_uppercase() => 0.72,
        c if c.is_ascii_digit() => 0.62,
        c => width_in_em(c.encode_utf8(&mut [0; 4])),
    }
}
