//! The widths that a careful person would give to the columns of a table.

use super::lowest::LowestSearch;
use super::measures::{Narrowness, TableMeasures, TableStep};
use super::options::{ColumnOption, column_options};

/// Widths that a table has without a search are kept unless others make it lower by more than this share.
const LOWER: f64 = 0.15;

/// Type is made smaller where it thereby takes fewer lines by more than this share, in tables whose rows have more than so many lines.
const FEWER: f64 = 0.25;
const ROW_LINES: u64 = 2;

/// How a table is set.
#[derive(Clone, Debug, PartialEq)]
pub struct TableWidths {
    /// The size of type and the air of cells.
    pub step: TableStep,
    /// The widths of columns with their air, in points.
    pub columns: Vec<f64>,
    /// Whether no piece is wider than its column that is never broken.
    pub fits: bool,
}

/// The widths within a room, in the first of the steps in which words stay whole, or else in the last; nothing if the usual ones
/// are as good.
pub fn table_widths(measures: &TableMeasures, steps: &[TableStep], usual: &[f64], room: f64) -> Option<TableWidths> {
    let last = *steps.last()?;
    for narrowness in [Narrowness::Whole, Narrowness::Phrases, Narrowness::Pieces] {
        let mut found: Option<(TableWidths, u64)> = None;
        for (index, step) in steps.iter().enumerate() {
            let leasts = measures.leasts(*step, narrowness);
            if leasts.iter().sum::<f64>() > room {
                continue;
            }
            let usual = if index == 0 { usual } else { &[] };
            let (columns, lines) = lowest(measures, *step, &leasts, usual, room)?;
            let is_better = found.as_ref().is_none_or(|(_, before)| lines as f64 * (1.0 + FEWER) < *before as f64);
            if is_better {
                found = Some((TableWidths { step: *step, columns, fits: true }, lines));
            }
            if lines <= ROW_LINES * measures.rows.len() as u64 {
                break;
            }
        }
        if let Some((found, _)) = found {
            return Some(found);
        }
    }
    let columns = capped(measures.leasts(last, Narrowness::Pieces), room);
    Some(TableWidths { step: last, columns, fits: false })
}

/// Widths of which the widest give way until all have room: what is too wide then is in few columns.
fn capped(mut widths: Vec<f64>, room: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..widths.len()).collect();
    order.sort_by(|a, b| widths[*a].total_cmp(&widths[*b]));
    let mut left = room;
    for (done, column) in order.iter().enumerate() {
        widths[*column] = widths[*column].min(left / (order.len() - done) as f64);
        left -= widths[*column];
    }
    widths
}

/// The widths, none less than these, that make a table lowest, and its lines; nothing if the usual ones are as good.
fn lowest(
    measures: &TableMeasures,
    step: TableStep,
    leasts: &[f64],
    usual: &[f64],
    room: f64,
) -> Option<(Vec<f64>, u64)> {
    let naturals = measures.naturals(step);
    let slack = room - leasts.iter().sum::<f64>();
    let widest = |column: usize| match measures.given.get(column) {
        Some(Some(_)) => leasts[column],
        _ => naturals[column].clamp(leasts[column], leasts[column] + slack),
    };
    let options: Vec<Vec<ColumnOption>> = leasts
        .iter()
        .enumerate()
        .map(|(column, least)| column_options(measures, step, column, *least, widest(column)))
        .collect();
    let search = LowestSearch::new(&options, room);
    let found = search.lowest(usual);
    let are_wide_enough =
        usual.len() == leasts.len() && usual.iter().zip(leasts).all(|(width, least)| *width >= least - 1e-6);
    let is_low_enough = || search.height_with(usual) as f64 <= (1.0 + LOWER) * search.height_with(&found) as f64;
    if are_wide_enough && measures.given.iter().all(Option::is_none) && is_low_enough() {
        return None;
    }
    let given: Vec<bool> = measures.given.iter().map(Option::is_some).collect();
    let lines = search.height_with(&found);
    Some((filled(found, &naturals, &given, room), lines))
}

/// Widths that fill the room: what is left goes to columns in which lines are broken, or else to all whose width is not given.
fn filled(mut widths: Vec<f64>, naturals: &[f64], given: &[bool], room: f64) -> Vec<f64> {
    let left = room - widths.iter().sum::<f64>();
    let is_broken = |column: &usize| naturals[*column] - widths[*column] > 0.1;
    let free: Vec<usize> = (0..widths.len()).filter(|column| !given[*column]).collect();
    let broken: Vec<usize> = free.iter().copied().filter(is_broken).collect();
    let takers = match (broken.is_empty(), free.is_empty()) {
        (false, _) => broken,
        (true, false) => free,
        (true, true) => (0..widths.len()).collect(),
    };
    let total: f64 = takers.iter().map(|column| widths[*column]).sum();
    for column in takers {
        widths[column] += left * widths[column] / total;
    }
    widths
}
