//! The ends of the tree of a report as templates print them.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeTuple, Serializer};

use super::tree::Tree;
use crate::japanese::{Date, Precision};
use crate::mark::{DatumId, Origin};

/// A text, a number or a date, with what it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// The datum that it is, or the data that it was computed from.
    pub origin: Origin,
    /// What it is.
    pub value: LeafValue,
}

/// What a leaf is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeafValue {
    /// A text with its marks.
    Text(String),
    /// An exact number.
    Number(Decimal),
    /// A date with the precision that is known.
    Date(Date),
}

impl Leaf {
    /// A text.
    pub fn text(origin: Origin, text: impl Into<String>) -> Self {
        Self { origin, value: LeafValue::Text(text.into()) }
    }

    /// A number.
    pub fn number(origin: Origin, number: Decimal) -> Self {
        Self { origin, value: LeafValue::Number(number) }
    }

    /// The first datum that it comes from.
    pub fn first_datum(&self) -> Option<DatumId> {
        self.origin.data().first().copied()
    }
}

impl LeafValue {
    /// The value as the data would have it: numbers exact, dates by their digits.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }
}

/// The name by which a leaf is known among what is serialised, as a struct of one field.
pub(super) const LEAF: &str = "kakugi::Leaf";

/// What a leaf is, while it is serialised.
#[derive(Clone, Copy)]
pub(crate) enum LeafContent<'a> {
    Text(&'a str),
    Number(Decimal),
    Date(Date),
}

/// Serialises a leaf. Serde knows neither exact numbers nor dates, so that they go as whole numbers, never as text.
pub(crate) fn serialize_leaf<S: Serializer>(
    origin: &Origin,
    value: LeafContent<'_>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(LEAF, &Parts { origin, value })
}

impl Serialize for Leaf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = match &self.value {
            LeafValue::Text(text) => LeafContent::Text(text),
            LeafValue::Number(number) => LeafContent::Number(*number),
            LeafValue::Date(date) => LeafContent::Date(*date),
        };
        serialize_leaf(&self.origin, value, serializer)
    }
}

/// Whether it is a datum, the data, and what it is: a text; the three words, the sign and the scale of a number; or the first
/// day and the precision of a date.
struct Parts<'a> {
    origin: &'a Origin,
    value: LeafContent<'a>,
}

const PRECISIONS: [Precision; 4] = [Precision::Year, Precision::Month, Precision::Day, Precision::FiscalYear];

impl Serialize for Parts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = serializer.serialize_tuple(3)?;
        parts.serialize_element(&matches!(self.origin, Origin::Printed(_)))?;
        parts.serialize_element(&self.origin.data().iter().map(|id| id.0).collect::<Vec<_>>())?;
        match self.value {
            LeafContent::Text(text) => parts.serialize_element(text)?,
            LeafContent::Number(number) => {
                let words = number.unpack();
                let sign = u32::from(words.negative);
                parts.serialize_element(&[words.lo, words.mid, words.hi, sign, words.scale])?;
            }
            LeafContent::Date(date) => {
                let (year, month, day) = date.first_day();
                let precision = PRECISIONS.iter().position(|known| *known == date.precision()).unwrap_or(0);
                parts.serialize_element(&(year, month, day, precision))?;
            }
        }
        parts.end()
    }
}

fn whole<T: TryFrom<i64>>(tree: &Tree) -> Option<T> {
    if let Tree::Number(number) = tree { T::try_from(number.as_i64()?).ok() } else { None }
}

impl Leaf {
    /// Reads what [`serialize_leaf`] has made.
    pub(super) fn from_parts(parts: Tree) -> Option<Self> {
        let Tree::List(parts) = parts else { return None };
        let Ok([Tree::Flag(printed), Tree::List(data), value]) = <[Tree; 3]>::try_from(parts) else { return None };
        let mut data: Vec<DatumId> =
            data.iter().map(whole).collect::<Option<Vec<u32>>>()?.into_iter().map(DatumId).collect();
        let origin = if printed { Origin::Printed(data.pop()?) } else { Origin::Derived(data) };
        let value = match value {
            Tree::Word(text) => LeafValue::Text(text),
            Tree::List(parts) => match parts.as_slice() {
                [lo, mid, hi, negative, scale] => {
                    let negative: u32 = whole(negative)?;
                    let number = Decimal::from_parts(whole(lo)?, whole(mid)?, whole(hi)?, negative == 1, whole(scale)?);
                    LeafValue::Number(number)
                }
                [year, month, day, precision] => {
                    let precision = PRECISIONS.get(whole::<usize>(precision)?)?;
                    LeafValue::Date(Date::starting((whole(year)?, whole(month)?, whole(day)?), *precision)?)
                }
                _ => return None,
            },
            _ => return None,
        };
        Some(Self { origin, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_come_out_as_they_went_in() {
        let number = |text: &str| LeafValue::Number(text.parse().expect("a number"));
        let dates =
            ["2019", "2019-03", "2019-03-31", "FY2018"].map(|text| LeafValue::Date(Date::parse(text).expect("a date")));
        let numbers = ["0", "-0.0", "1376.50", "-999999999999999999.123456789", "79228162514264337593543950335"];
        let text = LeafValue::Text("\u{F0000}値".to_owned());
        for value in numbers.map(number).into_iter().chain(dates).chain([text]) {
            for origin in [Origin::Printed(DatumId(u32::MAX)), Origin::Derived(vec![DatumId(3), DatumId(1)])] {
                let leaf = Leaf { origin, value: value.clone() };
                let Ok(Tree::Leaf(back)) = Tree::of(&leaf) else { panic!("{leaf:?} is no leaf") };
                assert_eq!((back.value.text(), back), (leaf.value.text(), leaf));
            }
        }
    }
}
