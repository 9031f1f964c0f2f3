//! Totals that are not the sums of their columns, and metrics that are not what their tables say.
//!
//! Both are errors: one of the two numbers is wrong, and nobody can tell from paper which.

mod problems;

pub use problems::{
    CountDiffers, CountKnown, CountOfPending, CountsNoTable, TotalNoDifference, TotalNotTheSum, TotalOfPending,
    UnknownCategory,
};
use rust_decimal::Decimal;

use super::super::metric::Counts;
use super::super::{Block, Cell, Column, Content, Metric, Table};
use super::Check;
use crate::data::Lookup;
use crate::diagnostic::{AnyProblem, Diagnostic, Words};
use crate::japanese::{grouped, is_withheld, number_before, plain};
use crate::mark::DatumId;
use crate::model::derive::UnknownBlock;
use crate::model::table_file::NotANumber;

/// A number with the unit that stands behind it in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Amount {
    value: Decimal,
    unit: String,
}

/// What a cell says.
enum Said {
    Amount(Amount, DatumId),
    /// Not yet known, and what is printed instead.
    Pending(String),
    /// Not stated by the source.
    Nothing,
    /// Anything that is no number.
    Words,
}

/// The number that a text is, with its unit: `1,376件`, `13.17億円`.
pub(super) fn amount(text: &str) -> Option<(Decimal, &str)> {
    // What is more than a unit, such as a second number, makes no number of the whole.
    let (value, unit) = number_before(text)?;
    let simple = unit.chars().count() <= 6 && unit.chars().all(|c| c.is_alphabetic() || matches!(c, '％' | '%'));
    crate::data::within_limits(value).filter(|_| simple).map(|value| (value, unit))
}

fn said(cell: Option<&Cell>) -> Said {
    if let Some((words, _)) = cell.and_then(Cell::pending) {
        return Said::Pending(words.to_owned());
    }
    match cell {
        Some(Cell::Number(number)) => Said::Amount(Amount { value: number.value, unit: String::new() }, number.datum),
        Some(Cell::Amount(number, unit)) => {
            Said::Amount(Amount { value: number.value, unit: (*unit).to_owned() }, number.datum)
        }
        Some(Cell::Text(text)) => {
            let words = plain(&text.text);
            match amount(&words) {
                Some((value, unit)) => Said::Amount(Amount { value, unit: unit.to_owned() }, text.datum),
                None if matches!(words.as_str(), "－" | "―" | "-" | "–" | "…") || is_withheld(&words) => {
                    Said::Nothing
                }
                None => Said::Words,
            }
        }
        Some(Cell::Pending(_) | Cell::Unstated) | None => Said::Nothing,
    }
}

/// The sum of a column.
struct Sum {
    value: Decimal,
    /// Whether the source leaves a cell open.
    unstated: bool,
    /// What stands in a cell of which the number is not yet known.
    pending: Option<String>,
    /// Whether every cell is zero or more.
    positive: bool,
}

/// The sum of a column, if it holds numbers of one unit alone.
fn sum(table: &Table, at: usize, unit: &str) -> Option<Sum> {
    let mut sum = Sum { value: Decimal::ZERO, unstated: false, pending: None, positive: true };
    for row in &table.rows {
        match said(row.cells.get(at)) {
            Said::Amount(amount, _) if amount.unit == unit => {
                sum.value = sum.value.checked_add(amount.value)?;
                sum.positive &= amount.value >= Decimal::ZERO;
            }
            Said::Pending(words) => {
                sum.pending.get_or_insert(words);
            }
            Said::Nothing => sum.unstated = true,
            Said::Amount(..) | Said::Words => return None,
        }
    }
    Some(sum)
}

/// What a metric counts in a table.
enum Counted {
    Number(Decimal),
    /// A cell of which the number is not yet known, and what it says.
    Pending(String),
}

/// Shares are rounded one by one, and those of different wholes do not add up at all.
fn is_share(column: &Column, unit: &str) -> bool {
    unit.contains(['％', '%']) || column.title.text.contains(['％', '%'])
}

impl Check<'_> {
    /// Compares the totals of a table with the sums of their columns.
    pub(super) fn totals(&mut self, table: &Table) {
        let Some(total) = table.total.as_ref().filter(|_| !table.is_unread()) else { return };
        let (mut compared, mut differs) = (false, false);
        for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| column.summed) {
            let Said::Amount(stated, datum) = said(total.cells.get(at)) else { continue };
            if is_share(column, &stated.unit) {
                continue;
            }
            let Some(sum) = sum(table, at, &stated.unit) else { continue };
            compared = true;
            let total = format!("{}{}", grouped(stated.value), stated.unit);
            // What is not yet known cannot be in the total, unless a remark says what the total is.
            if let Some(words) = sum.pending {
                differs = true;
                if table.total_differs.is_none() {
                    let column = column.title.text.clone();
                    self.report_at(datum, TotalOfPending { column, total, words }.into());
                }
                continue;
            }
            // Where the source leaves cells open, the total may hold more than is stated.
            let right = stated.value == sum.value || (sum.unstated && (stated.value > sum.value || !sum.positive));
            differs |= stated.value != sum.value;
            if !right && table.total_differs.is_none() {
                let problem = TotalNotTheSum {
                    column: column.title.text.clone(),
                    total,
                    sum: format!("{}{}", grouped(sum.value), stated.unit),
                    unstated: sum.unstated,
                };
                self.report_at(datum, problem.into());
            }
        }
        if let Some(remark) = table.total_differs.as_ref().filter(|_| compared && !differs) {
            self.report_at(remark.datum, TotalNoDifference.into());
        }
    }

    /// Compares metrics with the tables that they count.
    pub(super) fn counts(&mut self, metrics: &[&Metric], blocks: &[&Block]) {
        for metric in metrics {
            let Some(counts) = &metric.counts else { continue };
            let id = &counts.table;
            let found = blocks.iter().find(|block| block.id.as_ref().is_some_and(|own| own.name == id.name));
            let problem: AnyProblem = match found.map(|block| &block.content) {
                // What is wrong with its file was told.
                Some(Content::Table(table)) if table.is_unread() => continue,
                Some(Content::Table(table)) => {
                    match self.counted(counts, table) {
                        Ok(counted) => self.compare(metric, counted, counts),
                        Err(error) => self.diagnostics.push(error),
                    }
                    continue;
                }
                Some(_) => CountsNoTable { id: id.name.clone(), known: tables(blocks) }.into(),
                None => UnknownBlock { id: id.name.clone(), known: tables(blocks) }.into(),
            };
            self.report(id.place.clone(), problem);
        }
    }

    fn compare(&mut self, metric: &Metric, counted: Counted, counts: &Counts) {
        let problem: AnyProblem = match (metric.number(), counted) {
            (Some(value), Counted::Number(counted)) => {
                if value == counted || (metric.approximate && is_near(value, counted)) {
                    return;
                }
                CountDiffers { counted: grouped(counted), value: grouped(value) }.into()
            }
            (Some(value), Counted::Pending(words)) => CountOfPending { value: grouped(value), words }.into(),
            (None, Counted::Number(counted)) => {
                let words = metric.pending.as_ref().map(|words| words.text.clone()).unwrap_or_default();
                CountKnown { counted: grouped(counted), words }.into()
            }
            (None, Counted::Pending(_)) => return,
        };
        let diagnostic = Diagnostic::at(metric.value.place.clone(), problem);
        self.diagnostics.push(
            diagnostic
                .with_related(counts.table.place.clone(), Words::new("the table of this metric", "数えた表の指定")),
        );
    }

    /// The number of chosen rows, or the sum of what they hold in a column.
    fn counted(&self, counts: &Counts, table: &Table) -> Result<Counted, Diagnostic> {
        let mut rows: Vec<_> = table.rows.iter().collect();
        if let Some(filter) = &counts.rows {
            let at = table.column(&filter.column)?;
            let text = |row: &super::super::Row| match row.cells.get(at) {
                Some(Cell::Text(text)) => Some(plain(&text.text)),
                _ => None,
            };
            rows.retain(|row| text(row).is_some_and(|text| text == filter.is.text));
            if rows.is_empty() {
                let mut known: Vec<String> = table.rows.iter().filter_map(text).collect();
                known.sort();
                known.dedup();
                let Lookup { text, place } = filter.is.clone();
                return Err(Diagnostic::at(place, UnknownCategory { text, known }));
            }
        }
        let Some(title) = &counts.sum else { return Ok(Counted::Number(Decimal::from(rows.len()))) };
        let at = table.column(title)?;
        let mut sum = Decimal::ZERO;
        let mut pending = None;
        for row in rows {
            let cell = row.cells.get(at);
            if let Some((words, _)) = cell.and_then(Cell::pending) {
                pending.get_or_insert_with(|| words.to_owned());
                continue;
            }
            let number = match cell {
                Some(Cell::Number(number) | Cell::Amount(number, _)) => number.value,
                Some(Cell::Text(text)) if is_withheld(&text.text) => continue,
                Some(Cell::Text(text)) => {
                    return Err(Diagnostic::new(self.place(text.datum), NotANumber::of(&text.text)));
                }
                Some(Cell::Pending(_) | Cell::Unstated) | None => continue,
            };
            // Sums of so many numbers that they leave the limits cannot be what a metric says.
            sum = sum.checked_add(number).unwrap_or(Decimal::MAX);
        }
        Ok(pending.map_or(Counted::Number(sum), Counted::Pending))
    }
}

/// The ids of tables among blocks.
fn tables(blocks: &[&Block]) -> Vec<String> {
    let tables = blocks.iter().filter(|block| matches!(block.content, Content::Table(_)));
    tables.filter_map(|block| block.id.as_ref()).map(|id| id.name.clone()).collect()
}

/// Whether a rounded number may stand for an exact one: 1,550 for 1,548, but not for 1,560.
pub(super) fn is_near(rounded: Decimal, exact: Decimal) -> bool {
    let plain = rounded.normalize();
    let digits = plain.mantissa().to_string();
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let step = match plain.scale() {
        0 if plain.is_zero() => return exact.is_zero(),
        0 => (0..zeros).fold(Decimal::ONE, |step, _| step * Decimal::TEN),
        scale => Decimal::new(1, scale),
    };
    rounded.checked_sub(exact).is_some_and(|difference| difference.abs() < step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_with_its_unit_is_an_amount() {
        let decimal = |text: &str| text.parse::<Decimal>().expect(text);
        assert_eq!(amount("1,376件"), Some((decimal("1376"), "件")));
        assert_eq!(amount("13.17億円"), Some((decimal("13.17"), "億円")));
        assert_eq!(amount("0"), Some((Decimal::ZERO, "")));
        for text in [
            "",
            "件",
            "約10件",
            "3大学が提携した海外の大学",
            "2018年12月",
            "424百万米ドル＋208.6億円",
            "1.2.3",
            "令和元年",
        ] {
            assert_eq!(amount(text), None, "{text}");
        }
    }

    #[test]
    fn a_rounded_number_is_near_within_its_last_digit() {
        let near =
            |rounded: &str, exact: &str| is_near(rounded.parse().expect("a number"), exact.parse().expect("a number"));
        for (rounded, exact) in [("1550", "1548"), ("650", "659"), ("12.5", "12.46"), ("1000", "1999"), ("0", "0")] {
            assert!(near(rounded, exact), "{rounded} {exact}");
        }
        for (rounded, exact) in [("1550", "1560"), ("12.5", "12.6"), ("7", "8"), ("0", "1")] {
            assert!(!near(rounded, exact), "{rounded} {exact}");
        }
    }
}
