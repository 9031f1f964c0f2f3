//! Tables that are wider than their room: the widths of their columns, and the size of their type.
//!
//! The component `table-widths.typ` hands its cells over. They are measured here, where pieces can be told from one another, and
//! `crates/columns/` decides. The ordinary `typst` knows no such function: emitted sources have what was found in `tables.typ`.

mod found;
mod measured;

use std::sync::LazyLock;

use typst::comemo::Tracked;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{
    Args, Array, CastInfo, Content, Context, Dict, Func, IntoValue, NativeFuncData, NativeFuncPtr, Scope, Value, dict,
};

pub use self::found::FoundWidths;
use self::measured::Measurer;
use crate::columns::{TableMeasures, TableStep, TableWidths, table_widths};

/// The components' function `table-widths(rows, heads:, em:, given:, usual:, steps:, room:)`.
///
/// Rows are arrays of cells, each with `lines`, which have a `body` and the same in `phrases` or none, and its columns, `first` and
/// `count`; so many rows are `heads`. All lengths are numbers of points. It gives the `size` of type as a share of the usual one, the `inset` of
/// cells, the `widths` of columns with it, and whether what is never broken `fits`; or none if the usual widths are as good.
pub(super) fn function() -> Func {
    Func::from(&TABLE_WIDTHS)
}

static TABLE_WIDTHS: NativeFuncData = NativeFuncData {
    function: NativeFuncPtr(&|engine, context, arguments| widths(engine, context, arguments)),
    name: "table-widths",
    title: "Widths of columns",
    docs: "Finds the widths of a table's columns.",
    def_site: None,
    keywords: &[],
    contextual: true,
    scope: LazyLock::new(&|| Scope::new()),
    params: LazyLock::new(&|| Vec::new()),
    returns: LazyLock::new(&|| CastInfo::Any),
};

fn widths(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, arguments: &mut Args) -> SourceResult<Value> {
    let rows: Array = arguments.expect("rows")?;
    let heads: usize = named(arguments, "heads")?;
    let em: f64 = named(arguments, "em")?;
    let given: Array = named(arguments, "given")?;
    let usual: Array = named(arguments, "usual")?;
    let steps: Array = named(arguments, "steps")?;
    let room: f64 = named(arguments, "room")?;
    let given: Vec<Option<f64>> = given.into_iter().map(|width| width.cast().ok()).collect();
    let usual: Vec<f64> = usual.into_iter().filter_map(|width| width.cast().ok()).collect();
    let steps: Vec<TableStep> = steps.into_iter().filter_map(step).collect();
    let mut measurer = Measurer::new(engine, context, em)?;
    let mut measured = Vec::with_capacity(rows.len());
    for row in rows {
        let cells = row.cast::<Array>().unwrap_or_default().into_iter().filter_map(|cell| cell.cast::<Dict>().ok());
        measured.push(
            cells
                .filter_map(|cell| handed_cell(&cell))
                .map(|cell| measurer.cell(&cell))
                .collect::<SourceResult<Vec<_>>>()?,
        );
    }
    let measures = TableMeasures { em, given, rows: measured, heads };
    Ok(table_widths(&measures, &steps, &usual, room).map_or(Value::None, widths_value))
}

/// A named argument.
fn named<T: typst::foundations::FromValue<typst::syntax::Spanned<Value>>>(
    arguments: &mut Args,
    name: &str,
) -> SourceResult<T> {
    match arguments.named(name)? {
        Some(value) => Ok(value),
        None => arguments.expect(name),
    }
}

fn step(value: Value) -> Option<TableStep> {
    let fields: Dict = value.cast().ok()?;
    Some(TableStep { size: number(&fields, "size")?, inset: number(&fields, "inset")? })
}

fn number(fields: &Dict, name: &str) -> Option<f64> {
    fields.get(name).ok()?.clone().cast().ok()
}

/// A cell as the component hands it over.
struct HandedCell {
    lines: Vec<HandedLine>,
    first: usize,
    count: usize,
}

/// A line of a cell, and the same in phrases.
struct HandedLine {
    body: Content,
    phrases: Option<Content>,
}

fn handed_cell(fields: &Dict) -> Option<HandedCell> {
    let whole = |name| fields.get(name).ok()?.clone().cast::<usize>().ok();
    let lines: Array = fields.get("lines").ok()?.clone().cast().ok()?;
    let lines = lines.into_iter().filter_map(|line| handed_line(&line.cast().ok()?)).collect();
    Some(HandedCell { lines, first: whole("first")?, count: whole("count").unwrap_or(1) })
}

fn handed_line(fields: &Dict) -> Option<HandedLine> {
    let content = |name| fields.get(name).ok()?.clone().cast::<Content>().ok();
    Some(HandedLine { body: content("body")?, phrases: content("phrases").filter(|content| !content.is_empty()) })
}

fn widths_value(found: TableWidths) -> Value {
    let widths: Array = found.columns.into_iter().map(Value::Float).collect();
    dict! { "size" => found.step.size, "inset" => found.step.inset, "widths" => widths, "fits" => found.fits }
        .into_value()
}
