//! Totals that are not the sums of their columns.
//!
//! This is an error: one of the two numbers is wrong, and nobody can tell from paper which.

mod problems;

pub use problems::{
    CountDiffers, CountKnown, CountOfPending, CountsNoTable, TotalNoDifference, TotalNotTheSum, TotalOfPending,
    UnknownCategory,
};
use rust_decimal::Decimal;

use super::super::Table;
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
fn column_sum(table: &Table, column: usize, unit: &str) -> Option<ColumnSum> {
    let mut sum = ColumnSum { value: Decimal::ZERO, has_gaps: false, pending: None, is_positive: true };
    for row in &table.rows {
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

impl Validation<'_> {
    /// Compares the totals of a table with the sums of their columns.
    pub(super) fn check_totals(&mut self, table: &Table) {
        let Some(total) = table.total.as_ref().filter(|_| !table.is_unread()) else { return };
        let (mut compared, mut differs) = (false, false);
        for (index, _) in table.columns.iter().enumerate().filter(|(_, column)| column.summed) {
            let CellValue::Amount(stated, datum) = CellValue::of(total, index) else { continue };
            if is_share(&table.columns.words(index), &stated.unit) {
                continue;
            }
            let Some(sum) = column_sum(table, index, &stated.unit) else { continue };
            compared = true;
            differs |= sum.pending.is_some() || stated.value != sum.value;
            if table.total_differs.is_some() {
                continue;
            }
            let (title, total) = (table.columns.name(index), format!("{}{}", grouped(stated.value), stated.unit));
            // What is not yet known cannot be in the total, unless a remark says what the total is.
            if let Some(words) = sum.pending {
                self.report_at(datum, TotalOfPending { column: title, total, words }.into());
                continue;
            }
            // Where the source leaves cells open, the total may hold more than is stated.
            let may_hold_more = sum.has_gaps && (stated.value > sum.value || !sum.is_positive);
            if stated.value != sum.value && !may_hold_more {
                let sum_text = format!("{}{}", grouped(sum.value), stated.unit);
                let problem = TotalNotTheSum { column: title, total, sum: sum_text, unstated: sum.has_gaps };
                self.report_at(datum, problem.into());
            }
        }
        if let Some(remark) = table.total_differs.as_ref().filter(|_| compared && !differs) {
            self.report_at(remark.datum, TotalNoDifference.into());
        }
    }
}
