//! Dates.

use std::ops::Range;

use jsonc_parser::ast::Value;
use serde::{Serialize, Serializer};

use super::printed;
use crate::data::datum::DatumKind;
use crate::data::decode::{Decode, Decoder, range_of};
use crate::data::printed::Printed;
use crate::data::schema::{self, Json, Schemas};
use crate::diagnostic::{Place, Term, problems};
use crate::japanese::{Date, guessed_date};
use crate::mark::DatumId;

/// A date with the precision that is known.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// The date.
    pub date: Date,
    /// Its place in the data.
    pub datum: DatumId,
}

/// A date that others are compared with and that nobody has to print.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The date.
    pub date: Date,
    /// Where it stands.
    pub place: Place,
    /// Its place in the data, should a template print it.
    pub datum: DatumId,
}

/// A date and where it stands.
fn date(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<(Date, Range<usize>)> {
    let Value::StringLit(literal) = value else {
        decoder.wrong_type(value, Term::DateInQuotes);
        return None;
    };
    let range = range_of(value);
    let Some(date) = Date::parse(&literal.value) else {
        decoder.error(range, BadDate { value: literal.value.clone().into_owned() }.into());
        return None;
    };
    Some((date, range))
}

impl Decode for When {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        date(value, decoder).map(|(date, range)| Self { date, datum: decoder.datum(range, DatumKind::Date) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::date(schemas)
    }
}

impl Decode for Bound {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        date(value, decoder).map(|(date, range)| Self {
            date,
            place: decoder.place(range.clone()),
            datum: decoder.reference(range, DatumKind::Date),
        })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::date(schemas)
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        printed(self.datum, Printed::Date(self.date), serializer)
    }
}

impl Serialize for Bound {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        printed(self.datum, Printed::Date(self.date), serializer)
    }
}

problems! {
    /// Not a date.
    K0107 error BadDate { value: String }
    en: "`{value}` is not a valid date",
        hints {
            match guessed_date(value) {
                Some(date) => vec![format!("write `{date}`")],
                None => vec!["write an existing day, month, year or fiscal year of the Western calendar: `2019-03-31`, `2019-03`, `2019` or `FY2018`".to_owned()],
            }
        };
    ja: "`{value}`は日付として正しくありません",
        hints {
            match guessed_date(value) {
                Some(date) => vec![format!("`{date}`と書いてください")],
                None => vec!["実在する日付を西暦で、`2019-03-31`、`2019-03`、`2019`のどれかの形で書いてください（年度は`FY2018`）".to_owned()],
            }
        };
}
