//! Totals that are not the sums of their columns.
//!
//! This is an error: one of the two numbers is wrong, and nobody can tell from paper which.

mod problems;

pub use problems::{
    CountDiffers, CountKnown, CountOfPending, CountsNoTable, TotalNoDifference, TotalNotTheSum, TotalOfPending,
    UnknownCategory,
};
use rust_decimal::Decimal;

use super::super::{GroupRows, Row, Table};
use super::Validation;
use super::cells::CellValue;
use crate::japanese::grouped;

/// The sum of a column.
struct ColumnSum {
    value: Decimal,
    /// Whether the source leaves a cell open.
    has_gaps: bool,
    /// What stands in a cell of which the number is not yet known.
    pending: Option<String>,
    /// Whether every cell is zero or more.
    is_positive: bool,
}

/// The sum of a column, if it holds numbers of one unit alone.
fn column_sum(rows: &[Row], column: usize, unit: &str) -> Option<ColumnSum> {
    let mut sum = ColumnSum { value: Decimal::ZERO, has_gaps: false, pending: None, is_positive: true };
    for row in rows {
        match CellValue::of(row, column) {
            CellValue::Amount(amount, _) if amount.unit == unit => {
                sum.value = sum.value.checked_add(amount.value)?;
                sum.is_positive &= amount.value >= Decimal::ZERO;
            }
            CellValue::Pending(words) => {
                sum.pending.get_or_insert(words);
            }
            CellValue::Nothing => sum.has_gaps = true,
            CellValue::Met => {}
            CellValue::Amount(..) | CellValue::Words => return None,
        }
    }
    Some(sum)
}

/// Whether a column holds shares: they are rounded one by one, and those of different wholes do not add up at all.
fn is_share(heads: &str, unit: &str) -> bool {
    unit.contains(['％', '%']) || heads.contains(['％', '%'])
}

/// A row of totals with the rows that it is the total of.
struct TotalRow<'t> {
    total: &'t Row,
    rows: &'t [Row],
    /// The title of the group, if it is a subtotal.
    group: Option<&'t str>,
}

/// Which totals were compared, and whether one is not the sum.
#[derive(Default)]
struct TotalOutcome {
    compared: bool,
    differs: bool,
}

impl Validation<'_> {
    /// Compares the totals of a table with the sums of their columns, and subtotals with those of their groups.
    pub(super) fn check_totals(&mut self, table: &Table) {
        if table.is_unread() {
            return;
        }
        let groups = table.grouped();
        let subtotals = groups.iter().filter_map(|GroupRows { group, rows, .. }| {
            let title = group.title.as_ref().map_or("", |title| title.text.as_str());
            Some(TotalRow { total: group.subtotal.as_ref()?, rows, group: Some(title) })
        });
        let total = table.total.as_ref().map(|total| TotalRow { total, rows: &table.rows, group: None });
        let mut outcome = TotalOutcome::default();
        for row in subtotals.chain(total) {
            for (index, _) in table.columns.iter().enumerate().filter(|(_, column)| column.summed) {
                self.check_total(table, &row, index, &mut outcome);
            }
        }
        if let Some(remark) = table.total_differs.as_ref().filter(|_| outcome.compared && !outcome.differs) {
            self.report_at(remark.datum, TotalNoDifference.into());
        }
    }

    fn check_total(&mut self, table: &Table, row: &TotalRow<'_>, index: usize, outcome: &mut TotalOutcome) {
        let CellValue::Amount(stated, datum) = CellValue::of(row.total, index) else { return };
        if is_share(&table.columns.words(index), &stated.unit) {
            return;
        }
        let Some(sum) = column_sum(row.rows, index, &stated.unit) else { return };
        outcome.compared = true;
        outcome.differs |= sum.pending.is_some() || stated.value != sum.value;
        if table.total_differs.is_some() {
            return;
        }
        let column = row.group.into_iter().filter(|title| !title.is_empty()).map(|title| format!("{title}　"));
        let column = column.collect::<String>() + &table.columns.name(index);
        let total = format!("{}{}", grouped(stated.value), stated.unit);
        // What is not yet known cannot be in the total, unless a remark says what the total is.
        if let Some(words) = sum.pending {
            self.report_at(datum, TotalOfPending { column, total, words }.into());
            return;
        }
        // Where the source leaves cells open, the total may hold more than is stated.
        let may_hold_more = sum.has_gaps && (stated.value > sum.value || !sum.is_positive);
        if stated.value != sum.value && !may_hold_more {
            let sum_text = format!("{}{}", grouped(sum.value), stated.unit);
            let subtotal = row.group.is_some();
            let problem = TotalNotTheSum { column, total, sum: sum_text, unstated: sum.has_gaps, subtotal };
            self.report_at(datum, problem.into());
        }
    }
}
