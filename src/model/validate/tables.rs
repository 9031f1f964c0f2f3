//! Tables.

use super::super::Table;
use super::super::table_file::surplus_rows;
use super::Check;
use crate::diagnostic::{Problem, Term};
use crate::limits;

impl Check<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        // A file without rows was told of when it was read.
        if table.rows.is_empty() && table.csv.is_none() {
            let title = table.columns.first().map(|column| column.title.datum);
            title.into_iter().for_each(|datum| self.report_at(datum, Problem::TableWithoutRows));
        }
        self.size(table);
        let expected = table.columns.len();
        for row in table.rows.iter().chain(&table.total).filter(|row| row.cells.len() != expected) {
            let problem = Problem::RowWidth { expected, found: row.cells.len() };
            self.report(row.place.clone(), problem);
        }
        self.once(table.columns.iter().map(|column| &column.title), Term::Column);
        self.totals(table);
    }

    /// Reports a table that is too large to be set, or takes long.
    fn size(&mut self, table: &Table) {
        let title = table.title.as_ref().or(table.columns.first().map(|column| &column.title));
        let Some(title) = title.map(|title| title.datum) else { return };
        if let Some(column) = table.columns.get(limits::COLUMNS) {
            let (what, remedy) = (Term::ColumnsOverLimit, Term::FewerColumns);
            self.report_at(column.title.datum, Problem::OverLimit { what, remedy, limit: limits::COLUMNS });
        }
        let rows = table.rows.len();
        if rows > if table.split { limits::SPLIT_ROWS } else { limits::ROWS } {
            self.report_at(title, surplus_rows(table.split));
        } else if rows > limits::LONG_TABLE {
            self.report_at(title, Problem::LongTable { rows, split: table.split });
        }
    }
}
