//! Where a table has room: on an upright page, on a turned one, or in parts.
//!
//! This is decided before anything is laid out, because the headings above a table go onto its page. Typst then measures
//! exactly; where it finds a little less room than was thought, type gets a little smaller.

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use super::cell::{PHRASED_ROWS, printed_text};
use super::em_widths::em_width;
use crate::columns::{CellLine, Narrowness, TableCell, TableMeasures, TableStep};
use crate::japanese::{phrases, plain};
use crate::model::{Cell, Column, Row, Table};

/// The width of an upright and of a turned page's text in points, as the theme has it.
const UPRIGHT: f64 = 475.0;
const TURNED: f64 = 721.6;
/// The usual size of type in tables in points, and the smallest step that the theme takes.
const EM: f64 = 8.2;
const SMALLEST: TableStep = TableStep { size: 7.0 / 8.2, inset: 3.0 };
/// What is thought to fit may be wider by this share.
const CERTAIN: f64 = 0.99;
/// Tables of fewer columns are never turned, nor set in parts: what is too wide in them is a single word.
const COLUMNS: usize = 5;
/// The first columns of a table, if they are texts, are repeated in each of its parts: so many, and up to this share of the room.
const KEYS: usize = 2;
const KEY_SHARE: f64 = 0.4;

/// Where a table stands.
pub struct TablePlacement {
    /// Whether the page is turned.
    pub is_turned: bool,
    /// The columns of each of its parts.
    pub parts: Vec<Vec<usize>>,
}

/// Where a table stands that may have pages of its own.
pub fn placement(table: &Table) -> TablePlacement {
    let all: Vec<usize> = (0..table.columns.len()).collect();
    let whole = |is_turned| TablePlacement { is_turned, parts: vec![all.clone()] };
    if all.len() < COLUMNS {
        return whole(false);
    }
    let leasts = measures(table).leasts(SMALLEST, Narrowness::Phrases);
    let total: f64 = leasts.iter().sum();
    for (room, is_turned) in [(UPRIGHT, false), (TURNED, true)] {
        if total <= CERTAIN * room {
            return whole(is_turned);
        }
    }
    let blocks = blocks(table);
    let keys = key_count(table, &leasts, &blocks);
    for (room, is_turned) in [(UPRIGHT, false), (TURNED, true)] {
        if let Some(parts) = divided(&leasts, &blocks[keys..], CERTAIN * room) {
            return TablePlacement { is_turned, parts };
        }
    }
    whole(true)
}

/// The columns that have to stand side by side, because a cell spans them.
fn blocks(table: &Table) -> Vec<Range<usize>> {
    let mut is_joined = vec![false; table.columns.len()];
    for row in table.rows.iter().chain(table.sums()) {
        for column in 0..row.cells.len() {
            let span = row.span(column);
            let joined = is_joined.iter_mut().skip(column + 1).take(span.columns.saturating_sub(1));
            joined.for_each(|joined| *joined = true);
        }
    }
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for (column, joined) in is_joined.into_iter().enumerate() {
        match blocks.last_mut() {
            Some(block) if joined => block.end = column + 1,
            _ => blocks.push(column..column + 1),
        }
    }
    blocks
}

/// How many of the first columns say what a row is about.
fn key_count(table: &Table, leasts: &[f64], blocks: &[Range<usize>]) -> usize {
    let is_text = |column: &usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(*column));
        cells.clone().any(|cell| matches!(cell, Cell::Text(_)))
            && !cells.clone().any(|cell| matches!(cell, Cell::Number(_)))
            && blocks.get(*column).is_some_and(|block| *block == (*column..*column + 1))
    };
    let texts = (0..KEYS.min(leasts.len() - 1)).take_while(is_text).count();
    let has_room = |count: &usize| leasts[..*count].iter().sum::<f64>() <= KEY_SHARE * UPRIGHT;
    (0..=texts).rev().find(has_room).unwrap_or(0)
}

/// The columns of as few parts as can be, which are about equally wide; nothing if a block has no room beside the columns before
/// all of them, which each part has.
fn divided(leasts: &[f64], blocks: &[Range<usize>], room: f64) -> Option<Vec<Vec<usize>>> {
    let keys = blocks.first()?.start;
    let left = room - leasts[..keys].iter().sum::<f64>();
    let widths: Vec<f64> = blocks.iter().map(|block| leasts[block.clone()].iter().sum()).collect();
    if widths.iter().any(|width| *width > left) {
        return None;
    }
    let count = runs(&widths, left).len();
    let equal = widths.iter().sum::<f64>() / count as f64;
    // The narrowest room in which there are no more parts makes them equal.
    let rooms = (0..=100).map(|percent| equal + (left - equal) * f64::from(percent) / 100.0);
    let narrowest =
        rooms.filter(|room| widths.iter().all(|width| width <= room)).find(|room| runs(&widths, *room).len() == count);
    let parts = runs(&widths, narrowest.unwrap_or(left)).into_iter();
    Some(parts.map(|run| (0..keys).chain(run.into_iter().flat_map(|block| blocks[block].clone())).collect()).collect())
}

/// Columns one after the other, as many in each run as there is room for.
fn runs(widths: &[f64], room: f64) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut filled = room;
    for (column, width) in widths.iter().enumerate() {
        filled += width;
        match runs.last_mut() {
            Some(run) if filled <= room => run.push(column),
            _ => {
                runs.push(vec![column]);
                filled = *width;
            }
        }
    }
    runs
}

/// A table as it is likely to be measured.
fn measures(table: &Table) -> TableMeasures {
    let is_phrased = table.rows.len() <= PHRASED_ROWS;
    let levels = table.columns.levels();
    let heads = (0..levels).map(|level| {
        let heads = table.columns.heads(level).into_iter();
        heads.map(|head| cell(head.column..head.column + head.columns, &head.title.text, true, true)).collect()
    });
    let row = |row: &Row| {
        let cells = row.cells.iter().enumerate();
        let columns = |column: usize| column..column + row.span(column).columns.max(1);
        let printed = cells.filter(|(_, each)| !matches!(each, Cell::Covered(_)));
        printed.map(|(column, each)| cell(columns(column), &cell_text(each), false, is_phrased)).collect::<Vec<_>>()
    };
    let rows = heads.chain(table.rows.iter().map(row)).chain(table.sums().map(row)).collect();
    let given = |column: &Column| column.width.and_then(|width| width.value.to_f64()).map(|width| width * EM);
    TableMeasures { em: EM, given: table.columns.iter().map(given).collect(), rows, heads: levels }
}

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => plain(&text.text),
        other => printed_text(other),
    }
}

fn cell(columns: Range<usize>, text: &str, is_bold: bool, is_phrased: bool) -> TableCell {
    let width = |text: &str| text.chars().map(|c| em_width(c, is_bold)).sum::<f64>() * EM;
    let lines: Vec<CellLine> = text
        .split('\n')
        .map(|line| CellLine { natural: width(line), pieces: pieces(line).into_iter().map(width).collect() })
        .collect();
    let phrases = if is_phrased { phrases(text) } else { vec![text] };
    let phrase = phrases.into_iter().map(width).fold(0.0, f64::max);
    TableCell::new(columns, &lines, phrase)
}

/// What is never broken: numbers with what follows them, words in Latin letters and katakana.
fn pieces(text: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut before: Option<char> = None;
    for (index, c) in text.char_indices() {
        let stays = before.is_some_and(|before| {
            (kind(before) == kind(c) && kind(c) != Kind::Other)
                || (before.is_ascii_digit() && kind(c) == Kind::Other && !c.is_whitespace())
                || "、。，．）］」』％".contains(c)
                || "（［「『".contains(before)
        });
        if index > 0 && !stays {
            starts.push(index);
        }
        before = Some(c);
    }
    starts.push(text.len());
    starts.windows(2).map(|ends| text[ends[0]..ends[1]].trim()).filter(|piece| !piece.is_empty()).collect()
}

#[derive(PartialEq)]
enum Kind {
    Latin,
    Katakana,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        c if c.is_ascii_graphic() => Kind::Latin,
        'ァ'..='ヺ' | 'ー' => Kind::Katakana,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_few_and_about_equally_wide() {
        let widths: Vec<f64> = std::iter::once(60.0).chain([50.0; 20]).collect();
        let blocks: Vec<Range<usize>> = (1..21).map(|column| column..column + 1).collect();
        let parts = divided(&widths, &blocks, 470.0).expect("parts");
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [8, 8, 7]);
        assert!(parts.iter().all(|part| part[0] == 0));
        assert_eq!(divided(&[60.0, 500.0], &blocks[..1], 470.0), None);
    }

    #[test]
    fn numbers_and_words_are_whole() {
        assert_eq!(pieces("約12,345件のデータ（RPA）"), ["約", "12,345件", "の", "データ", "（RPA）"]);
    }
}
