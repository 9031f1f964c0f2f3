//! The cells of tables: what each holds, and about how wide it is.

use serde::Serialize;

use crate::data::{Inline, Leaf, Number, Text};
use crate::japanese::{grouped, plain, width_in_em};
use crate::mark::Origin;
use crate::model::Cell;

/// A cell by what it holds; one that holds nothing prints a dash, unless it is `blank`.
#[derive(Default, Serialize)]
pub(super) struct CellView<'a> {
    text: Option<&'a Inline>,
    /// The lines of a text of several.
    lines: Vec<Leaf>,
    number: Option<Number>,
    percent: bool,
    yen: bool,
    pending: Option<&'a Text>,
    blank: bool,
}

impl<'a> CellView<'a> {
    pub fn of(cell: &'a Cell) -> Self {
        match cell {
            Cell::Text(text) if text.text.contains('\n') => Self { lines: lines(text), ..Self::default() },
            Cell::Text(text) => Self { text: Some(text), ..Self::default() },
            Cell::Number(number) => Self { number: Some(*number), ..Self::default() },
            Cell::Amount(number, unit) => {
                Self { number: Some(*number), percent: *unit == "％", yen: *unit == "円", ..Self::default() }
            }
            Cell::Pending(words) => Self { pending: Some(words), ..Self::default() },
            Cell::Unstated => Self::default(),
            Cell::Blank => Self { blank: true, ..Self::default() },
        }
    }
}

/// The lines of a text, each of which prints the same datum.
fn lines(text: &Inline) -> Vec<Leaf> {
    text.text.split('\n').map(|line| Leaf::text(Origin::Printed(text.datum), line)).collect()
}

/// What is printed in a cell, as far as it takes room: the longest of its lines.
pub(super) fn printed_text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => longest_line(&plain(&text.text)).to_owned(),
        Cell::Number(number) => grouped(number.value),
        Cell::Pending(words) => words.text.clone(),
        Cell::Amount(number, unit) => grouped(number.value) + unit,
        Cell::Unstated | Cell::Blank => String::new(),
    }
}

fn longest_line(text: &str) -> &str {
    let lines = text.split('\n');
    lines.max_by(|a, b| width_in_em(a).total_cmp(&width_in_em(b))).unwrap_or(text)
}

/// About the width of a cell, in em.
pub(super) fn cell_width(cell: &Cell) -> f64 {
    match cell {
        Cell::Text(text) => text.text.split('\n').map(width_in_em).fold(0.0, f64::max),
        Cell::Number(number) => width_in_em(&number.value.to_string()),
        Cell::Pending(words) => width_in_em(&words.text),
        Cell::Amount(number, unit) => width_in_em(&format!("{}{unit}", number.value)),
        Cell::Unstated => 1.0,
        Cell::Blank => 0.0,
    }
}
