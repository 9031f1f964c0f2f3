//! How wide the columns of a table have to be, at least and at most.

use super::cell::TableCell;

/// Phrases up to this width, in em, are never broken if a width without it exists.
const PHRASE: f64 = 6.5;
/// Short cells and phrases up to this width, and heads up to the other, are not broken if smaller type is enough for it.
const SHORT: f64 = 8.5;
const SHORT_HEAD: f64 = 5.0;
/// A text takes no more lines than this because of a narrow column, unless the column has the width that follows, in em.
const LINES: f64 = 6.0;
/// So many lines it takes where only phrases stay whole.
const MOST_LINES: f64 = 15.0;
const READABLE: f64 = 10.0;
/// In the narrowest columns a line of text has so many characters.
const CHARACTERS: f64 = 2.0;

/// How a table is set: smaller type and less air where it needs it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TableStep {
    /// The size of type, as a share of the normal one.
    pub size: f64,
    /// The air at the left and the right of a cell, in points.
    pub inset: f64,
}

/// How narrow columns may become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrowness {
    /// Short cells stay whole, and texts have room to be read.
    Whole,
    /// Only phrases stay whole.
    Phrases,
    /// Only what is never broken stays whole.
    Pieces,
}

/// A table as it was measured, its heads among its rows. Lengths are points.
#[derive(Clone, Debug, PartialEq)]
pub struct TableMeasures {
    /// The normal size of type.
    pub em: f64,
    /// The widths that columns were given, without their air.
    pub given: Vec<Option<f64>>,
    /// The cells by rows.
    pub rows: Vec<Vec<TableCell>>,
    /// How many of the rows are heads.
    pub heads: usize,
}

impl TableMeasures {
    /// How wide a cell has to be, at least, in type of the normal size.
    fn least_of(&self, row: usize, cell: &TableCell, narrowness: Narrowness) -> f64 {
        let (natural, em) = (cell.natural, self.em);
        let kept = |width: f64, most: f64| if width <= most * em { width } else { 0.0 };
        match narrowness {
            Narrowness::Whole => {
                let (short, readable) = match row < self.heads {
                    true => (SHORT_HEAD, 0.0),
                    false => (SHORT, (natural / LINES).min(READABLE * em)),
                };
                cell.piece.max(kept(cell.phrase, SHORT)).max(kept(natural, short)).max(readable)
            }
            Narrowness::Phrases => {
                let readable = if row < self.heads { 0.0 } else { (natural / MOST_LINES).min(READABLE * em) };
                cell.piece.max(kept(cell.phrase, PHRASE)).max(readable)
            }
            Narrowness::Pieces => cell.piece.max(natural.min(CHARACTERS * em)),
        }
    }

    /// The least widths of columns, with their air.
    pub fn leasts(&self, step: TableStep, narrowness: Narrowness) -> Vec<f64> {
        self.widths(step, |row, cell| self.least_of(row, cell, narrowness))
    }

    /// The widths of columns in which no line is broken, with their air.
    pub fn naturals(&self, step: TableStep) -> Vec<f64> {
        self.widths(step, |_, cell| cell.natural)
    }

    fn widths(&self, step: TableStep, width_of: impl Fn(usize, &TableCell) -> f64) -> Vec<f64> {
        let air = 2.0 * step.inset;
        let mut widths = vec![air; self.given.len()];
        let mut spanning = Vec::new();
        for (row, cells) in self.rows.iter().enumerate() {
            for cell in cells {
                let width = width_of(row, cell) * step.size + air;
                match widths.get_mut(cell.columns.start) {
                    Some(column) if cell.columns.len() == 1 => *column = column.max(width),
                    _ => spanning.push((cell.columns.clone(), width)),
                }
            }
        }
        for (column, given) in widths.iter_mut().zip(&self.given) {
            if let Some(given) = given {
                *column = given * step.size + air;
            }
        }
        for (columns, width) in spanning {
            let Some(columns) = widths.get_mut(columns) else { continue };
            let missing = (width - columns.iter().sum::<f64>()).max(0.0) / columns.len().max(1) as f64;
            columns.iter_mut().for_each(|column| *column += missing);
        }
        widths
    }
}
