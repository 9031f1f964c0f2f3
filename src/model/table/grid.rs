//! Cells that take several columns or rows: where the others of a table stand because of them.

use super::{Cell, CellSpan, ColumnList, Covering, Row, Table};
use crate::diagnostic::{AnyProblem, Diagnostic, problems};
use std::collections::BTreeMap;

/// A cell that reaches into rows below its own.
#[derive(Clone)]
struct OpenCell {
    cell: Cell,
    /// How many more rows it takes.
    left: usize,
    /// Whether it takes several columns.
    wide: bool,
}

/// The rows of a table while their cells are placed.
struct Grid<'t> {
    columns: &'t ColumnList,
    /// For each column the cell that covers it from above.
    open: Vec<Option<OpenCell>>,
}

/// What is wrong with a row, and the row that it is placed in nevertheless.
struct PlacedRow {
    cells: Vec<Cell>,
    spans: BTreeMap<usize, CellSpan>,
    problem: Option<AnyProblem>,
}

impl Table {
    /// Places the cells of all rows, so that each row has one per column, and reports rows that do not fit the columns.
    pub(in crate::model) fn place_cells(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(row) = self.rows.first().filter(|_| !self.groups.is_empty()) {
            diagnostics.push(Diagnostic::at(row.place.clone(), RowsBesideGroups));
            self.rows.clear();
        }
        place(&self.columns, &mut self.rows, diagnostics);
        for group in &mut self.groups {
            place(&self.columns, &mut group.rows, diagnostics);
            self.rows.append(&mut group.rows);
            group.subtotal.iter_mut().for_each(|row| place(&self.columns, std::slice::from_mut(row), diagnostics));
        }
        self.total.iter_mut().for_each(|total| place(&self.columns, std::slice::from_mut(total), diagnostics));
    }
}

/// Places the cells of rows that belong together.
fn place(columns: &ColumnList, rows: &mut [Row], diagnostics: &mut Vec<Diagnostic>) {
    let mut grid = Grid { columns, open: vec![None; columns.len()] };
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        let PlacedRow { cells, spans, problem } = grid.place(row, count - index);
        row.cells = cells;
        row.spans = spans;
        diagnostics.extend(problem.map(|problem| Diagnostic::at(row.place.clone(), problem)));
    }
}

impl Grid<'_> {
    /// Places the cells of a row, below which there are so many rows, itself counted.
    fn place(&mut self, row: &Row, rows_left: usize) -> PlacedRow {
        let width = self.columns.len();
        let covered: Vec<usize> = (0..width).filter(|column| self.open[*column].is_some()).collect();
        let mut placed = PlacedRow { cells: Vec::with_capacity(width), spans: BTreeMap::new(), problem: None };
        let taken: usize = (0..row.cells.len()).map(|index| row.span(index).columns).sum();
        if taken + covered.len() != width {
            placed.problem = Some(self.width_problem(row, taken, &covered));
        }
        for (index, cell) in row.cells.iter().enumerate() {
            self.cover(&mut placed.cells);
            let (column, span) = (placed.cells.len(), row.span(index));
            if column == width {
                break;
            }
            self.add(&mut placed, cell, span, rows_left, column);
        }
        self.cover(&mut placed.cells);
        placed.cells.resize(width, Cell::Unstated);
        for open in &mut self.open {
            *open = open.take().filter(|cell| cell.left > 1).map(|cell| OpenCell { left: cell.left - 1, ..cell });
        }
        placed
    }

    /// Adds the cells that are covered from above, up to the next that is not.
    fn cover(&self, cells: &mut Vec<Cell>) {
        while let Some(Some(OpenCell { cell, wide, .. })) = self.open.get(cells.len()) {
            cells.push(Cell::Covered(Box::new(Covering { cell: cell.clone(), above: true, wide: *wide })));
        }
    }

    /// Adds a cell, and those that it covers to the right.
    fn add(&mut self, placed: &mut PlacedRow, cell: &Cell, span: CellSpan, rows_left: usize, column: usize) {
        let end = (column + span.columns).min(self.columns.len());
        let free = (column..end).take_while(|column| self.open[*column].is_none()).count();
        let fits = CellSpan { columns: free.max(1), rows: span.rows.min(rows_left) };
        if placed.problem.is_none() && free < span.columns.min(end - column) {
            let title = self.columns.name(column + free);
            placed.problem = Some(CellsOverlap { columns: span.columns, title }.into());
        }
        if placed.problem.is_none() && fits.rows < span.rows {
            placed.problem = Some(CellTooHigh { rows: span.rows, left: rows_left }.into());
        }
        if fits != CellSpan::ONE {
            placed.spans.insert(column, fits);
        }
        placed.cells.push(cell.clone());
        let wide = fits.columns > 1;
        for _ in 1..fits.columns {
            placed.cells.push(Cell::Covered(Box::new(Covering { cell: cell.clone(), above: false, wide })));
        }
        if fits.rows > 1 {
            // This row is counted off when it ends.
            let open = OpenCell { cell: cell.clone(), left: fits.rows, wide };
            self.open[column..column + fits.columns].fill(Some(open));
        }
    }

    /// What is wrong with the number of columns that the cells of a row take.
    fn width_problem(&self, row: &Row, taken: usize, covered: &[usize]) -> AnyProblem {
        let expected = self.columns.len() - covered.len();
        if covered.is_empty() && row.spans.is_empty() {
            return RowWidth { expected, found: taken }.into();
        }
        let covered = covered.iter().map(|column| self.columns.name(*column)).collect();
        RowSpan { expected, found: taken, columns: self.columns.len(), covered }.into()
    }
}

problems! {
    /// Rows in two keys.
    K0230 error RowsBesideGroups
    en: "this table has `rows` as well as `groups`",
        hint "put the rows into a group without a title, or remove them";
    ja: "この表には`rows`と`groups`の両方があります",
        hint "行を`title`のない組に入れるか、削除してください";

    /// Row that does not fit its table.
    K0210 error RowWidth { expected: usize, found: usize }
    en: "this row has {found} cells, but the table has {expected} columns",
        hints {
            if found < expected { vec!["write `null` for each cell without a value in the source".to_owned()] } else { vec!["remove the surplus cells, or add columns".to_owned()] }
        };
    ja: "この行のセルは{found}個ですが、表の列は{expected}個です",
        hints {
            if found < expected { vec!["出典に値のないセルには`null`を書いてください".to_owned()] } else { vec!["余分なセルを削除するか、列を加えてください".to_owned()] }
        };

    /// Row that does not fit its table, because of cells that take several columns or rows.
    K0210 error RowSpan { expected: usize, found: usize, columns: usize, covered: Vec<String> }
    en: "the cells of this row take {found} columns instead of {expected}",
        hints {
            let free = match covered.as_slice() {
                [] => format!("the table has {columns} columns; a cell with `\"columns\": 2` takes two of them"),
                covered => format!(
                    "the table has {columns} columns, of which cells above cover {} here ({}); leave those cells out",
                    covered.len(),
                    crate::diagnostic::all(covered, crate::diagnostic::Language::English)
                ),
            };
            vec![free]
        };
    ja: "この行のセルは{found}列分ですが、{expected}列分が必要です",
        hints {
            let free = match covered.as_slice() {
                [] => format!("表の列は{columns}個です。`\"columns\": 2`のセルは、そのうち2個を占めます"),
                covered => format!(
                    "表の列は{columns}個ですが、この行では上のセルが{}個（{}）にまたがっています。その分のセルは書かないでください",
                    covered.len(),
                    crate::diagnostic::all(covered, crate::diagnostic::Language::Japanese)
                ),
            };
            vec![free]
        };

    /// Cells in one place.
    K0276 error CellsOverlap { columns: usize, title: String }
    en: "a cell of {columns} columns in this row reaches into the column `{title}`, which a cell above covers",
        hint "reduce `columns` of the cell, or `rows` of the cell above";
    ja: "この行の{columns}列にまたがるセルが、上のセルのある列`{title}`に重なっています",
        hint "セルの`columns`か、上のセルの`rows`を小さくしてください";

    /// Cell that takes more rows than there are.
    K0276 error CellTooHigh { rows: usize, left: usize }
    en: "a cell in this row takes {rows} rows, but the table or group has only {left} from here on",
        hint "reduce `rows` of the cell; it reaches neither into another group nor into the total";
    ja: "この行に{rows}行にまたがるセルがありますが、表（組）の終わりまでは{left}行しかありません",
        hint "セルの`rows`を小さくしてください。別の組や合計の行にまたがることはできません";
}
