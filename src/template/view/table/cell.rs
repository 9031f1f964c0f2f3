//! The cells of tables: what each holds, and about how wide it is.

use serde::Serialize;

use crate::data::{Inline, Leaf, Number, Text};
use crate::japanese::{grouped, plain, width_in_em};
use crate::mark::Origin;
use crate::model::{Cell, CellItem, CellSpan, Row};

/// Cells of tables of more rows are broken anywhere, because phrases take time and memory.
pub(super) const PHRASED_ROWS: usize = 60;

/// A cell by what it holds; one that holds nothing prints a dash, unless it is `blank`.
#[derive(Default, Serialize)]
pub(super) struct CellView<'a> {
    text: Option<&'a Inline>,
    /// The lines of a text of several.
    lines: Vec<Leaf>,
    /// The entries of a list.
    items: Vec<CellItemView<'a>>,
    number: Option<Number>,
    percent: bool,
    yen: bool,
    pending: Option<&'a Text>,
    blank: bool,
    /// Whether another cell covers it, so that it is not there.
    covered: bool,
    /// Whether it is more than a line in one column and row.
    parts: bool,
    /// Whether it holds neither lines nor entries.
    single: bool,
    columns: usize,
    rows: usize,
}

/// An entry of a list in a cell, with the type by which `render` finds its template.
#[derive(Serialize)]
struct CellItemView<'a> {
    r#type: &'static str,
    text: &'a Inline,
    items: Vec<CellItemView<'a>>,
}

impl<'a> CellItemView<'a> {
    fn of(item: &'a CellItem) -> Self {
        Self { r#type: "cell-item", text: &item.0.text, items: item.0.items.iter().map(Self::of).collect() }
    }
}

/// Some cells of a row, below which there are so many more rows in its part of the table, itself counted. No cell spans columns of
/// which only some are chosen.
pub(super) fn cells<'a>(row: &'a Row, rows_left: usize, chosen: &[usize]) -> Vec<CellView<'a>> {
    let cells = chosen.iter().filter_map(|column| Some((*column, row.cells.get(*column)?)));
    cells.map(|(column, cell)| CellView::of(cell, row.span(column), rows_left)).collect()
}

impl<'a> CellView<'a> {
    fn of(cell: &'a Cell, span: CellSpan, rows_left: usize) -> Self {
        let mut view = Self::holding(cell);
        // A summary may leave out the last of the rows.
        (view.columns, view.rows) = (span.columns, span.rows.min(rows_left));
        view.single = view.lines.is_empty() && view.items.is_empty();
        view.parts = !view.single || (view.columns, view.rows) != (1, 1);
        view
    }

    fn holding(cell: &'a Cell) -> Self {
        match cell {
            Cell::Text(text) if text.text.contains('\n') => Self { lines: lines(text), ..Self::default() },
            Cell::Text(text) => Self { text: Some(text), ..Self::default() },
            Cell::Items(items) => Self { items: items.iter().map(CellItemView::of).collect(), ..Self::default() },
            Cell::Number(number) => Self { number: Some(*number), ..Self::default() },
            Cell::Amount(number, unit) => {
                Self { number: Some(*number), percent: *unit == "％", yen: *unit == "円", ..Self::default() }
            }
            Cell::Pending(words) => Self { pending: Some(words), ..Self::default() },
            Cell::Unstated => Self::default(),
            Cell::Blank => Self { blank: true, ..Self::default() },
            Cell::Covered(_) => Self { covered: true, ..Self::default() },
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
        Cell::Text(text) => longest(plain(&text.text).split('\n')),
        Cell::Items(_) => {
            let texts: Vec<String> = cell.texts().into_iter().map(|text| plain(&text.text)).collect();
            longest(texts.iter().map(String::as_str)) + MARK
        }
        Cell::Number(number) => grouped(number.value),
        Cell::Pending(words) => words.text.clone(),
        Cell::Amount(number, unit) => grouped(number.value) + unit,
        Cell::Unstated | Cell::Blank | Cell::Covered(_) => String::new(),
    }
}

/// The mark before an entry of a list takes as much room.
const MARK: &str = "・";

fn longest<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    lines.max_by(|a, b| width_in_em(a).total_cmp(&width_in_em(b))).unwrap_or_default().to_owned()
}

/// About the width of a cell, in em.
pub(super) fn cell_width(cell: &Cell) -> f64 {
    match cell {
        Cell::Text(text) => text.text.split('\n').map(width_in_em).fold(0.0, f64::max),
        Cell::Items(_) => cell.texts().into_iter().map(|text| 1.0 + width_in_em(&text.text)).fold(0.0, f64::max),
        Cell::Number(number) => width_in_em(&number.value.to_string()),
        Cell::Pending(words) => width_in_em(&words.text),
        Cell::Amount(number, unit) => width_in_em(&format!("{}{unit}", number.value)),
        Cell::Unstated => 1.0,
        Cell::Blank | Cell::Covered(_) => 0.0,
    }
}
