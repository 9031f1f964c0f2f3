//! Exact numbers.

use std::ops::Range;

use jsonc_parser::ast::Value;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::ser::Error;
use serde::{Serialize, Serializer};

use super::printed;
use crate::data::datum::DatumKind;
use crate::data::decode::{Decode, Decoder, range_of};
use crate::data::printed::LeafContent;
use crate::data::schema::{self, Json, Schemas};
use crate::diagnostic::{Term, problems};
use crate::limits;
use crate::mark::DatumId;

/// An exact decimal number.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// The number as written, trailing zeros kept.
    pub value: Decimal,
    /// Its place in the data.
    pub datum: DatumId,
}

/// A number that is drawn and never printed, such as a column's width.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// The number.
    pub value: Decimal,
    /// Its place in the data.
    pub datum: DatumId,
}

/// The number, if it is within the limits.
pub(crate) fn within_limits(number: Decimal) -> Option<Decimal> {
    (number.abs() < Decimal::from(limits::NUMBER) && number.scale() <= limits::DECIMALS).then_some(number)
}

/// An exact decimal and where it stands.
fn decimal(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<(Decimal, Range<usize>)> {
    let Value::NumberLit(literal) = value else {
        decoder.wrong_type(value, Term::NumberWithoutQuotes);
        return None;
    };
    let range = range_of(value);
    let exact = Decimal::from_str_exact(literal.value).or_else(|_| Decimal::from_scientific(literal.value));
    match exact.ok().and_then(within_limits) {
        Some(value) => Some((value, range)),
        None => {
            decoder.error(range, BadNumber { value: literal.value.to_owned() }.into());
            None
        }
    }
}

impl Decode for Number {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (value, range) = decimal(value, decoder)?;
        Some(Self { value, datum: decoder.datum(range, DatumKind::Number) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::number(schemas)
    }
}

impl Decode for Measure {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (value, range) = decimal(value, decoder)?;
        Some(Self { value, datum: decoder.reference(range, DatumKind::Number) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::measure(schemas)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        printed(self.datum, LeafContent::Number(self.value), serializer)
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A drawing needs no more digits than a float has.
        let float = self.value.to_f64();
        serializer.serialize_f64(float.ok_or_else(|| S::Error::custom("a number cannot be written as a float"))?)
    }
}

problems! {
    /// Number with too many digits.
    K0108 error BadNumber { value: String }
    en: "the number `{value}` has too many digits; the maximum is 18, 9 of them after the decimal point",
        hint "round it, or write it as text with a larger unit such as 億";
    ja: "数値`{value}`は桁数が多すぎます（上限は全体で18桁、小数点以下は9桁）",
        hint "丸めるか、億などの大きな単位を使って文字列で書いてください";
}
