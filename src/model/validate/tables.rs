//! Tables.

use super::super::Table;
use super::Check;
use crate::diagnostic::{Problem, Term};

impl Check<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        if table.rows.is_empty() && table.csv.is_none() {
            let title = table.columns.first().map(|column| column.title.datum);
            title.into_iter().for_each(|datum| self.report_at(datum, Problem::TableWithoutRows));
        }
        let expected = table.columns.len();
        for row in table.rows.iter().chain(&table.total).filter(|row| row.cells.len() != expected) {
            let problem = Problem::RowWidth { expected, found: row.cells.len() };
            self.report(row.place.clone(), problem);
        }
        self.once(table.columns.iter().map(|column| &column.title), Term::Column);
        self.totals(table);
    }
}
