//! The ends of the tree of a report as templates print them.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeTuple, Serializer};

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

/// The precisions of dates, each known by its place.
pub(super) const PRECISIONS: [Precision; 4] =
    [Precision::Year, Precision::Month, Precision::Day, Precision::FiscalYear];

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
