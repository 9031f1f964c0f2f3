//! The widths between which the lines of a column's cells differ.

use super::measures::{TableMeasures, TableStep};

/// Widths are tried in steps of a point, or in so many where a column may have very different ones.
const STEP: f64 = 1.0;
const STEPS: f64 = 240.0;

/// A width of a column, and what it comes to.
#[derive(Clone, Debug)]
pub(crate) struct ColumnOption {
    /// The width with its air, in points.
    pub width: f64,
    /// The lines of its cell in each row.
    pub lines: Vec<u16>,
}

/// The widths that a column may have, from the least to the widest that makes a difference within the room.
pub(crate) fn column_options(
    measures: &TableMeasures,
    step: TableStep,
    column: usize,
    least: f64,
    widest: f64,
) -> Vec<ColumnOption> {
    let cells: Vec<_> =
        measures.rows.iter().map(|row| row.iter().find(|cell| cell.columns == (column..column + 1))).collect();
    let option = |width: f64| {
        let room = width - 2.0 * step.inset;
        ColumnOption {
            width,
            lines: cells.iter().map(|cell| cell.map_or(1, |cell| cell.line_count(room, step.size))).collect(),
        }
    };
    let grid = STEP.max((widest - least) / STEPS);
    let mut options = vec![option(least)];
    let mut width = least;
    while width < widest {
        width = (width + grid).min(widest);
        let next = option(width);
        if options.last().is_some_and(|last| last.lines != next.lines) {
            options.push(next);
        }
    }
    options
}
