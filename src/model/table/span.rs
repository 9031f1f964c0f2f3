//! How many columns or rows a cell takes.

use jsonc_parser::ast::Value;
use rust_decimal::prelude::ToPrimitive;

use crate::data::{Decode, Decoder, Json, Measure, Schemas, json, range_of};
use crate::diagnostic::problems;

/// A number of columns or rows, at least one.
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[serde(transparent)]
pub(super) struct SpanLength(pub usize);

impl Decode for SpanLength {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let measure = Measure::decode(value, decoder)?.value;
        let length = measure.to_usize().filter(|length| *length > 0 && measure.is_integer());
        if length.is_none() {
            decoder.error(range_of(value), BadSpan.into());
        }
        length.map(Self)
    }

    fn schema(_: &mut Schemas) -> Json {
        json!({ "type": "integer", "minimum": 1_i64 })
    }
}

problems! {
    /// Number of columns or rows that is none.
    K0275 error BadSpan
    en: "a cell takes a whole number of columns and rows, at least one",
        hint "write a number such as `2`, or remove the key";
    ja: "セルがまたがる列と行の数は、1以上の整数です",
        hint "`2`のような数を書くか、キーを削除してください";
}
