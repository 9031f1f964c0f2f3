//! What the cells of a table say in numbers.

use rust_decimal::Decimal;

use super::super::{Cell, Row};
use crate::japanese::{is_withheld, number_before, plain};
use crate::mark::DatumId;

/// A number with the unit that stands behind it in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CellAmount {
    pub value: Decimal,
    pub unit: String,
}

/// What a cell says.
pub(super) enum CellValue {
    Amount(CellAmount, DatumId),
    /// Not yet known, and what is printed instead.
    Pending(String),
    /// Not stated by the source.
    Nothing,
    /// Anything that is not a number.
    Words,
    /// Part of a number that was met in the row above.
    Met,
}

/// The longest unit that may stand behind a number, in characters: 百万米ドル.
const LONGEST_UNIT: usize = 6;

/// Signs of negative numbers in texts.
const NEGATIVE: [char; 4] = ['▲', '△', '−', '-'];

/// The number that a text is, with its unit: `1,376件`, `13.17億円`.
fn amount(text: &str) -> Option<CellAmount> {
    // What is more than a unit, such as a second number, makes no number of the whole.
    let (text, negative) =
        NEGATIVE.iter().find_map(|sign| text.strip_prefix(*sign)).map_or((text, false), |rest| (rest, true));
    let (value, unit) = number_before(text)?;
    let value = if negative { -value } else { value };
    let is_unit =
        unit.chars().count() <= LONGEST_UNIT && unit.chars().all(|c| c.is_alphabetic() || matches!(c, '％' | '%'));
    let value = crate::data::within_limits(value).filter(|_| is_unit)?;
    Some(CellAmount { value, unit: unit.to_owned() })
}

impl CellValue {
    /// What a row says in a column; it may have no such cell. A number of several columns is that of none of them.
    pub fn of(row: &Row, column: usize) -> Self {
        match (row.cells.get(column), row.span(column).columns > 1) {
            (Some(Cell::Covered(covering)), _) => match Self::of_cell(Some(&covering.cell)) {
                Self::Amount(..) if covering.above && !covering.wide => Self::Met,
                Self::Amount(..) => Self::Words,
                other => other,
            },
            (cell, wide) => match Self::of_cell(cell) {
                Self::Amount(..) if wide => Self::Words,
                other => other,
            },
        }
    }

    fn of_cell(cell: Option<&Cell>) -> Self {
        if let Some((words, _)) = cell.and_then(Cell::pending) {
            return Self::Pending(words.to_owned());
        }
        match cell {
            Some(Cell::Number(number)) => {
                Self::Amount(CellAmount { value: number.value, unit: String::new() }, number.datum)
            }
            Some(Cell::Amount(number, unit)) => {
                Self::Amount(CellAmount { value: number.value, unit: (*unit).to_owned() }, number.datum)
            }
            Some(Cell::Text(text)) => {
                let words = plain(&text.text);
                match amount(&words) {
                    Some(amount) => Self::Amount(amount, text.datum),
                    None if matches!(words.as_str(), "－" | "―" | "-" | "–" | "…") || is_withheld(&words) => {
                        Self::Nothing
                    }
                    None => Self::Words,
                }
            }
            Some(Cell::Items(_)) => Self::Words,
            Some(Cell::Pending(_) | Cell::Unstated | Cell::Blank | Cell::Covered(_)) | None => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_with_its_unit_is_an_amount() {
        let decimal = |text: &str| text.parse::<Decimal>().expect(text);
        for (text, value, unit) in [
            ("▲25", "-25", ""),
            ("△1,376件", "-1376", "件"),
            ("1,376件", "1376", "件"),
            ("13.17億円", "13.17", "億円"),
            ("0", "0", ""),
        ] {
            assert_eq!(amount(text), Some(CellAmount { value: decimal(value), unit: unit.to_owned() }), "{text}");
        }
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
}
