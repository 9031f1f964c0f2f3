//! Blocks with what their components need beyond the data.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{chart, derived, diagram, metric};
use crate::data::{Inline, Number, Text};
use crate::japanese::{grouped, numeral, plain, width_in_em};
use crate::limits;
use crate::model::{Align, Block, Cell, Content, NumberedItem, Numbering, Row, Style, Table};

/// Gives list items their type, so that `render` finds their template.
pub(super) fn items(items: &mut Value) {
    typed(items, "item");
}

fn typed(items: &mut Value, kind: &str) {
    for item in items.as_array_mut().into_iter().flatten() {
        item["type"] = json!(kind);
        typed(&mut item["items"], kind);
    }
}

/// Gives the entries of a numbered list, and those below them, the numbers that are printed before them.
fn numbers(views: &mut Value, items: &[NumberedItem], numbering: Numbering, depth: usize, style: &Style) {
    for (at, item) in items.iter().enumerate() {
        views[at]["number"] = derived(&[item.text.datum], &numeral(numbering.counter(), at + 1));
        let below = item.numbering.unwrap_or_else(|| style.numbering(depth, Some(numbering)));
        numbers(&mut views[at]["items"], &item.items, below, depth + 1, style);
    }
}

/// Extends the views of blocks. `level` is the heading level of sections among them.
pub(super) fn extend(views: &mut Value, blocks: &[Block], level: usize, style: &Style) {
    for (at, block) in blocks.iter().enumerate() {
        let view = &mut views[at];
        match &block.content {
            Content::Section(section) => {
                view["level"] = json!(level);
                extend(&mut view["blocks"], &section.blocks, level + 1, style);
            }
            Content::List(_) => items(&mut view["items"]),
            Content::Numbered(list) => {
                typed(&mut view["items"], "numbered-item");
                let numbering = list.numbering.unwrap_or_else(|| style.numbering(0, None));
                numbers(&mut view["items"], &list.items, numbering, 1, style);
            }
            Content::Table(table) => extend_table(view, table),
            Content::Metrics(cards) => metric::extend(&mut view["metrics"], &cards.metrics, &style.writing()),
            Content::Chart(chart) => chart::extend(view, chart, &style.writing()),
            Content::Case(case) => {
                items(&mut view["items"]);
                for (at, picture) in case.pictures.iter().enumerate() {
                    view["pictures"][at]["file"] = json!(picture.shown());
                }
                extend(&mut view["blocks"], &case.blocks, level, style);
            }
            Content::Columns(columns) => {
                for (column, blocks) in columns.columns.iter().enumerate() {
                    extend(&mut view["columns"][column], blocks, level, style);
                }
                if columns.widths.is_empty() {
                    view["widths"] = vec![json!(1); columns.columns.len()].into();
                }
            }
            Content::Diagram(diagram) => diagram::extend(view, diagram),
            Content::Map(map) => diagram::extend_map(view, map),
            Content::Picture(picture) => view["file"] = json!(picture.shown()),
            Content::Paragraph(_) | Content::Unavailable(_) => {}
        }
    }
}

/// Up to this width in em a column takes what its cells need; wider ones share the rest.
const NARROW: f64 = 9.5;

/// Whether a table is set in parts.
fn in_parts(table: &Table) -> bool {
    table.split && table.rows.len() > limits::PART_ROWS
}

/// Whether blocks hold a table so long that its height is not measured beforehand.
pub(super) fn are_long(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match &block.content {
        Content::Table(table) => in_parts(table) || table.rows.len() > limits::LONG_TABLE,
        content => content.children().into_iter().any(are_long),
    })
}

/// Cells of tables of more rows are broken anywhere, because phrases take time and memory.
const PHRASED_ROWS: usize = 60;

fn extend_table(view: &mut Value, table: &Table) {
    let split = in_parts(table);
    for (at, column) in table.columns.iter().enumerate() {
        let rows = table.rows.iter().chain(&table.total);
        let cells = rows.map(|row| row.cells.get(at).map_or(0.0, cell_width));
        let widest = cells.fold(width_in_em(&column.title.text), f64::max);
        // Parts know nothing of each other's cells, so that their columns agree by what is computed here.
        let natural = widest <= NARROW && !split;
        view["columns"][at]["width"] = if natural { json!("auto") } else { json!(widest.min(60.0)) };
        view["columns"][at]["widest"] = json!(if split { likely_widest(table, at) } else { Vec::new() });
        if column.align == Align::Left && is_of_numbers(table, at) {
            view["columns"][at]["align"] = json!("right");
        }
    }
    let rows: Vec<Value> = table.rows.iter().map(cells).collect();
    let size = if split { limits::PART_ROWS } else { rows.len().max(1) };
    let mut parts: Vec<Value> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        parts.push(rows.by_ref().take(size).collect());
    }
    view["split"] = json!(split);
    view["phrased"] = json!(table.rows.len() <= PHRASED_ROWS);
    view["rows"] = parts.first().cloned().unwrap_or_else(|| json!([]));
    view["more"] = parts.into_iter().skip(1).collect();
    if let Some(total) = &table.total {
        view["total"] = cells(total);
    }
}

/// Whether the cells of a column are numbers, or say why there is none.
fn is_of_numbers(table: &Table, at: usize) -> bool {
    let cells = || table.rows.iter().map(|row| row.cells.get(at));
    let pending = |cell: &Cell| cell.pending().is_some();
    let numeric = |cell: &Cell| matches!(cell, Cell::Number(_) | Cell::Amount(..) | Cell::Unstated) || pending(cell);
    // Words alone may name a state.
    let worded = cells().flatten().any(pending)
        && !cells().flatten().any(|cell| matches!(cell, Cell::Number(_) | Cell::Amount(..)));
    cells().all(|cell| cell.is_some_and(numeric)) && !worded
}

/// The cells of a row, told apart by what they hold.
fn cells(row: &Row) -> Value {
    let told = |text: Option<&Inline>, number: Option<&Number>, unit: &str, pending: Option<&Text>| json!({ "text": text, "number": number, "percent": unit == "％", "yen": unit == "円", "pending": pending });
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => told(Some(text), None, "", None),
        Cell::Number(number) => told(None, Some(number), "", None),
        Cell::Amount(number, unit) => told(None, Some(number), unit, None),
        Cell::Pending(words) => told(None, None, "", Some(words)),
        Cell::Unstated => told(None, None, "", None),
    };
    row.cells.iter().map(cell).collect()
}

/// Of so many cells the width is measured, to be sure of the widest.
const CANDIDATES: usize = 6;

/// The rows, by their places, that are likely to have the widest cell of a column, as far as can be told without its font.
fn likely_widest(table: &Table, column: usize) -> Vec<usize> {
    let printed = |cell: &Cell| match cell {
        Cell::Text(text) => plain(&text.text),
        Cell::Number(number) => grouped(number.value),
        Cell::Pending(words) => words.text.clone(),
        Cell::Amount(number, unit) => grouped(number.value) + unit,
        Cell::Unstated => String::new(),
    };
    let texts = table.rows.iter().map(|row| row.cells.get(column).map_or_else(String::new, printed));
    let known: BTreeMap<String, usize> = texts.enumerate().map(|(at, text)| (text, at)).collect();
    let mut rows: Vec<(f64, usize)> = known.iter().map(|(text, at)| (text.chars().map(most).sum(), *at)).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    rows.into_iter().take(CANDIDATES).map(|(_, at)| at).collect()
}

/// About the width of a character in em in a wide typeface.
fn most(c: char) -> f64 {
    match c {
        'W' | 'M' | 'm' | 'w' | '@' | '%' => 0.95,
        'I' | 'i' | 'l' | 'j' | '1' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' => 0.35,
        c if c.is_ascii_uppercase() => 0.72,
        c if c.is_ascii_digit() => 0.62,
        c => width_in_em(c.encode_utf8(&mut [0; 4])),
    }
}

fn cell_width(cell: &Cell) -> f64 {
    match cell {
        Cell::Text(text) => width_in_em(&text.text),
        Cell::Number(number) => width_in_em(&number.value.to_string()),
        Cell::Pending(words) => width_in_em(&words.text),
        Cell::Amount(number, unit) => width_in_em(&format!("{}{unit}", number.value)),
        Cell::Unstated => 1.0,
    }
}
