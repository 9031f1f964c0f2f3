//! Tables.

mod cell;
mod column_list;
mod grid;
mod groups;
mod row;
mod span;

use crate::data::{
    FilePath, Flag, Inline, Lookup, Measure, Text, alone_with, choice, exactly_one, json, property, record,
};
pub use cell::{Cell, CellItem, CellSpan, Covering};
pub use column_list::{ColumnList, TableHead};
pub use groups::{GroupRows, RowGroup};
pub use row::Row;
pub(super) use row::{FEWER_ROWS, rows_over_limit};

choice! {
    /// How the cells of a column are aligned.
    Align, "alignment", "配置" {
        /// Left-aligned.
        Left = "left",
        /// Centred.
        Center = "center",
        /// Right-aligned.
        Right = "right",
    }
}

record! {
    /// A column of a table.
    Column, "a column", "表の列" {
        /// The head of the column.
        title: Text,
        /// How its cells are aligned.
        align: Align = Align::Left,
        /// Its width in full-width characters; without it, columns have the widths that make the table lowest.
        width: Option<Measure>,
        /// In a table from a CSV file: the head of the column in the file, if it differs from the title.
        head: Option<Lookup>,
        /// In a table from a CSV file: whether the cells are numbers.
        number: Flag = false,
        /// In a table from a CSV file: whether empty cells repeat the text above them, as parts of merged cells do.
        fill_down: Option<Flag>,
        /// Whether the total is the sum of the column; `false` for averages and rates.
        summed: Flag = true,
        /// Columns below this one: its title then stands above theirs, and it has no cells and no other keys itself.
        columns: Vec<Column> = Vec::new(),
    } where vec![
        property("width", json!({ "exclusiveMinimum": 0_i64 })),
        alone_with("columns", &["align", "width", "head", "number", "fill_down", "summed"]),
    ]
}

impl Column {
    /// The head of the column in a CSV file.
    pub(super) fn file_head(&self) -> &str {
        self.head.as_ref().map_or(&self.title.text, |head| &head.text)
    }
}

record! {
    /// A table.
    Table, "a table", "表" {
        /// The title.
        title: Option<Text>,
        /// A remark to the right of the title, such as a unit or an as-of date.
        note: Option<Text>,
        /// The columns.
        columns: ColumnList,
        /// The rows, each with one cell per column.
        rows: Vec<Row> = Vec::new(),
        /// The rows in groups, if they have subtotals or titles of their own.
        groups: Vec<RowGroup> = Vec::new(),
        /// The CSV file from which the rows are read, if they are not given here.
        csv: Option<FilePath>,
        /// Whether it is set in parts that look like one table: thousands of rows then take less time and memory.
        split: Flag = false,
        /// The row of totals (合計), separated from the other rows.
        total: Option<Row>,
        /// Why the totals are not the sums of their columns; printed as the last remark below the table.
        total_differs: Option<Inline>,
        /// Remarks below the table.
        notes: Vec<Inline> = Vec::new(),
    } where vec![exactly_one(&["csv", "rows", "groups"])]
}
