//! Metrics that are not what their tables say.
//!
//! This is an error: one of the two numbers is wrong, and nobody can tell from paper which.

use rust_decimal::Decimal;

use super::super::metric::{Counts, RowFilter};
use super::super::{Block, Cell, Content, Metric, Row, Table};
use super::Validation;
use super::totals::{CountDiffers, CountKnown, CountOfPending, CountsNoTable, UnknownCategory};
use crate::data::Lookup;
use crate::diagnostic::{AnyProblem, Diagnostic, Words};
use crate::japanese::{grouped, is_withheld, plain};
use crate::model::derive::{SharedNumber, UnknownBlock};
use crate::model::table_file::NotANumber;

/// What a metric counts in a table.
enum TableCount {
    Number(Decimal),
    /// A cell of which the number is not yet known, and what it says.
    Pending(String),
}

impl Validation<'_> {
    /// Compares metrics with the tables that they count.
    pub(super) fn check_counts(&mut self, metrics: &[&Metric], blocks: &[&Block]) {
        for metric in metrics {
            let Some(counts) = &metric.counts else { continue };
            let id = &counts.table;
            let block = blocks.iter().find(|block| block.id.as_ref().is_some_and(|known| known.name == id.name));
            let problem: AnyProblem = match block.map(|block| &block.content) {
                // What is wrong with its file was told.
                Some(Content::Table(table)) if table.is_unread() => continue,
                Some(Content::Table(table)) => {
                    match self.counted(counts, table) {
                        Ok(counted) => self.compare_count(metric, counted, counts),
                        Err(error) => self.diagnostics.push(error),
                    }
                    continue;
                }
                Some(_) => CountsNoTable { id: id.name.clone(), known: table_ids(blocks) }.into(),
                None => UnknownBlock { id: id.name.clone(), known: table_ids(blocks) }.into(),
            };
            self.report(id.place.clone(), problem);
        }
    }

    fn compare_count(&mut self, metric: &Metric, counted: TableCount, counts: &Counts) {
        let problem: AnyProblem = match (metric.number(), counted) {
            (Some(value), TableCount::Number(counted)) => {
                if value == counted || (metric.approximate && is_near(value, counted)) {
                    return;
                }
                CountDiffers { counted: grouped(counted), value: grouped(value) }.into()
            }
            (Some(value), TableCount::Pending(words)) => CountOfPending { value: grouped(value), words }.into(),
            (None, TableCount::Number(counted)) => {
                let words = metric.pending.as_ref().map(|words| words.text.clone()).unwrap_or_default();
                CountKnown { counted: grouped(counted), words }.into()
            }
            (None, TableCount::Pending(_)) => return,
        };
        let diagnostic = Diagnostic::at(metric.value.place.clone(), problem);
        self.diagnostics.push(
            diagnostic
                .with_related(counts.table.place.clone(), Words::new("the table of this metric", "数えた表の指定")),
        );
    }

    /// The number of chosen rows, or the sum of what they hold in a column.
    fn counted(&self, counts: &Counts, table: &Table) -> Result<TableCount, Diagnostic> {
        let rows = match &counts.rows {
            Some(filter) => chosen_rows(filter, table)?,
            None => table.rows.iter().collect(),
        };
        let Some(title) = &counts.sum else { return Ok(TableCount::Number(Decimal::from(rows.len()))) };
        let column = table.columns.find(title)?;
        let mut sum = Decimal::ZERO;
        let mut pending = None;
        for row in rows {
            let cell = row.cells.get(column);
            if let Some((words, _)) = cell.and_then(Cell::pending) {
                pending.get_or_insert_with(|| words.to_owned());
                continue;
            }
            let number = match cell {
                Some(Cell::Number(number) | Cell::Amount(number, _)) if !row.shares(column, counts.rows.is_some()) => {
                    number.value
                }
                Some(Cell::Number(number) | Cell::Amount(number, _)) => {
                    return Err(Diagnostic::new(self.place(number.datum), SharedNumber));
                }
                Some(Cell::Covered(covering)) => match &covering.cell {
                    Cell::Number(number) | Cell::Amount(number, _) if covering.wide || counts.rows.is_some() => {
                        return Err(Diagnostic::new(self.place(number.datum), SharedNumber));
                    }
                    _ => continue,
                },
                Some(Cell::Text(text)) if is_withheld(&text.text) => continue,
                Some(Cell::Text(text)) => {
                    return Err(Diagnostic::new(self.place(text.datum), NotANumber::of(&text.text)));
                }
                Some(Cell::Pending(_) | Cell::Unstated | Cell::Blank | Cell::Items(_)) | None => continue,
            };
            // Sums of so many numbers that they leave the limits cannot be what a metric says.
            sum = sum.checked_add(number).unwrap_or(Decimal::MAX);
        }
        Ok(pending.map_or(TableCount::Number(sum), TableCount::Pending))
    }
}

/// The rows of a table that a filter chooses.
///
/// # Errors
/// There are none.
fn chosen_rows<'t>(filter: &RowFilter, table: &'t Table) -> Result<Vec<&'t Row>, Diagnostic> {
    let column = table.columns.find(&filter.column)?;
    let texts = table.rows.iter().filter_map(|row| Some((row, plain(&row.cells.get(column)?.text()?.text))));
    let texts: Vec<(&Row, String)> = texts.collect();
    if !texts.iter().any(|(_, text)| *text == filter.is.text) {
        let mut known: Vec<String> = texts.into_iter().map(|(_, text)| text).collect();
        known.sort();
        known.dedup();
        let Lookup { text, place } = filter.is.clone();
        return Err(Diagnostic::at(place, UnknownCategory { text, known }));
    }
    Ok(texts.into_iter().filter(|(_, text)| *text == filter.is.text).map(|(row, _)| row).collect())
}

/// The ids of tables among blocks.
fn table_ids(blocks: &[&Block]) -> Vec<String> {
    let tables = blocks.iter().filter(|block| matches!(block.content, Content::Table(_)));
    tables.filter_map(|block| block.id.as_ref()).map(|id| id.name.clone()).collect()
}

/// Whether a rounded number may stand for an exact one: 1,550 for 1,548, but not for 1,560.
fn is_near(rounded: Decimal, exact: Decimal) -> bool {
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
