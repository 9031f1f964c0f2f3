//! The values at the ends of the tree: texts, numbers, dates, ids.
//!
//! Printable leaves serialise between the marks of their datum, so that whatever a template
//! prints can be traced.

use std::ops::Range;

use jsonc_parser::ast::Value;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Serialize, Serializer};

use super::decode::{Decode, Decoder, range_of};
use super::schema::{self, Json, Schemas};
use crate::diagnostic::{Place, Problem, Term};
use crate::japanese::{Date, Run, normalise, parse_inline};
use crate::mark::{self, DatumId, Origin};

/// A plain text of one line.
#[derive(Clone, Debug)]
pub struct Text {
    /// The text as it is set.
    pub text: String,
    /// Its place in the data.
    pub datum: DatumId,
}

/// A text that may hold bold, notes, links and ruby.
#[derive(Clone, Debug)]
pub struct Inline {
    /// The text as it is set, with its marks.
    pub text: String,
    /// Its place in the data.
    pub datum: DatumId,
}

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

/// A date with the precision that is known.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// The date.
    pub date: Date,
    /// Its place in the data.
    pub datum: DatumId,
}

/// A date that others are compared with and that is never printed.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The date.
    pub date: Date,
    /// Where it stands.
    pub place: Place,
}

/// A name by which other parts of the data refer to something; never printed.
#[derive(Clone, Debug)]
pub struct Id {
    /// Small letters, digits and hyphens.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// Its place in the data, for what is computed from the mere presence of the id.
    pub datum: DatumId,
}

/// A text that refers to another by its wording, such as a column's title; never printed.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// The wording.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A path within the report's folder, to the letter.
#[derive(Clone, Debug)]
pub struct FilePath {
    /// The path as written; file systems tell characters apart that look alike.
    pub path: String,
    /// Its place in the data.
    pub datum: DatumId,
}

/// One of a few fixed texts that is printed as it stands.
#[derive(Clone, Debug)]
pub struct PrintedChoice<C> {
    /// What is chosen.
    pub choice: C,
    /// Its place in the data.
    pub datum: DatumId,
}

/// `true` or `false`.
pub type Flag = bool;

impl Decoder<'_> {
    /// A text without line breaks and unprintable characters, as it is set.
    fn line(&mut self, value: &Value<'_>) -> Option<(String, Range<usize>)> {
        let Value::StringLit(literal) = value else {
            self.wrong_type(value, Term::TextInQuotes);
            return None;
        };
        let range = range_of(value);
        if let Some(at) = literal.value.find(is_unprintable) {
            let problem = unprintable(&literal.value[at..]).unwrap_or(Problem::EmptyText);
            self.fault(self.character(&range, at), problem);
        } else if literal.value.trim().is_empty() {
            self.fault(range, Problem::EmptyText);
        } else {
            return Some((normalise(&literal.value).into_owned(), range));
        }
        None
    }

    /// The text of a [choice](super::record::choice) and its range.
    pub fn choice_text<'v>(&mut self, value: &'v Value<'_>) -> Option<(&'v str, Range<usize>)> {
        let Value::StringLit(literal) = value else {
            self.wrong_type(value, Term::FixedText);
            return None;
        };
        Some((literal.value.as_ref(), range_of(value)))
    }
}

/// What is wrong with the characters of a text.
pub(crate) fn unprintable(text: &str) -> Option<Problem> {
    text.chars().find(|c| is_unprintable(*c)).map(|c| match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Problem::LineBreakInText,
        c => Problem::ForbiddenCharacter { code_point: u32::from(c) },
    })
}

/// The number, if it is within the limits in which sums, differences and quotients of two
/// numbers never overflow.
pub(crate) fn within_limits(number: Decimal) -> Option<Decimal> {
    (number.abs() < Decimal::from(LARGEST) && number.scale() <= DECIMALS).then_some(number)
}

/// Controls, directional overrides, noncharacters and the marks of the source map.
pub(super) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || mark::is_mark(c)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{061C}' | '\u{200B}' | '\u{3164}' | '\u{E0000}'..='\u{E007F}')
        || matches!(c, '\u{FFFD}' | '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

impl Decode for Text {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, range) = decoder.line(value)?;
        Some(Self { text, datum: decoder.datum(range) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::text(schemas)
    }
}

impl Inline {
    /// What is wrong with the marks of a text.
    pub(crate) fn fault(text: &str) -> Option<Problem> {
        bad_link(&parse_inline(text)).map(|target| Problem::BadLink { target })
    }
}

impl Decode for Inline {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, range) = decoder.line(value)?;
        if let Some(problem) = Self::fault(&text) {
            decoder.fault(range, problem);
            return None;
        }
        Some(Self { text, datum: decoder.datum(range) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::inline(schemas)
    }
}

/// The first link target that is no web or mail address.
fn bad_link(runs: &[Run<'_>]) -> Option<String> {
    runs.iter().find_map(|run| match run {
        Run::Link(inner, target) => {
            let schemes = ["https://", "http://", "mailto:"].iter();
            let known = schemes.filter_map(|scheme| target.strip_prefix(scheme)).any(|rest| !rest.is_empty());
            let plain = !target.chars().any(|c| c.is_whitespace() || c == '"' || c == '\\');
            if known && plain { bad_link(inner) } else { Some((*target).to_owned()) }
        }
        Run::Bold(inner) | Run::Note(inner) => bad_link(inner),
        Run::Text(_) | Run::Ruby(..) => None,
    })
}

/// Numbers are smaller than this.
pub(super) const LARGEST: u64 = 1_000_000_000_000_000_000;
/// Numbers have at most this many digits after the point.
const DECIMALS: u32 = 9;

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
            decoder.fault(range, Problem::BadNumber { value: literal.value.to_owned() });
            None
        }
    }
}

impl Decode for Number {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (value, range) = decimal(value, decoder)?;
        Some(Self { value, datum: decoder.datum(range) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::number(schemas)
    }
}

impl Decode for Measure {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (value, range) = decimal(value, decoder)?;
        Some(Self { value, datum: decoder.reference(range) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::measure(schemas)
    }
}

/// A date and where it stands.
fn date(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<(Date, Range<usize>)> {
    let Value::StringLit(literal) = value else {
        decoder.wrong_type(value, Term::DateInQuotes);
        return None;
    };
    let range = range_of(value);
    let Some(date) = Date::parse(&literal.value) else {
        decoder.fault(range, Problem::BadDate { value: literal.value.clone().into_owned() });
        return None;
    };
    Some((date, range))
}

impl Decode for When {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        date(value, decoder).map(|(date, range)| Self { date, datum: decoder.datum(range) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::date(schemas)
    }
}

impl Decode for Bound {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        date(value, decoder).map(|(date, range)| Self { date, place: decoder.place(range) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::date(schemas)
    }
}

impl Id {
    /// Whether a text may serve as an id, and so as part of a file name and a label.
    pub fn is_valid(name: &str) -> bool {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        name.len() <= 64 && name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(plain)
    }
}

impl Decode for Id {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::StringLit(literal) = value else {
            decoder.wrong_type(value, Term::IdInQuotes);
            return None;
        };
        let range = range_of(value);
        if Self::is_valid(&literal.value) {
            let datum = decoder.reference(range.clone());
            Some(Self { name: literal.value.clone().into_owned(), place: decoder.place(range), datum })
        } else {
            decoder.fault(range, Problem::BadId { value: literal.value.clone().into_owned() });
            None
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::id(schemas)
    }
}

impl<C: Decode> Decode for PrintedChoice<C> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let choice = C::decode(value, decoder)?;
        Some(Self { choice, datum: decoder.datum(range_of(value)) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        C::schema(schemas)
    }
}

impl Decode for FilePath {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (_, range) = decoder.line(value)?;
        let Value::StringLit(literal) = value else { return None };
        Some(Self { path: literal.value.clone().into_owned(), datum: decoder.reference(range) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::path(schemas)
    }
}

impl Decode for Lookup {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, range) = decoder.line(value)?;
        Some(Self { text, place: decoder.place(range) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::text(schemas)
    }
}

impl Decode for Flag {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::BooleanLit(literal) = value else {
            decoder.wrong_type(value, Term::BooleanWithoutQuotes);
            return None;
        };
        Some(literal.value)
    }

    fn schema(_: &mut Schemas) -> Json {
        schema::flag()
    }
}

fn marked<S: Serializer>(datum: DatumId, text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&mark::wrap(&Origin::Printed(datum), text))
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        marked(self.datum, &self.text, serializer)
    }
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        marked(self.datum, &self.text, serializer)
    }
}

impl<C: Serialize> Serialize for PrintedChoice<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let word = serde_json::to_value(&self.choice).map_err(serde::ser::Error::custom)?;
        marked(self.datum, word.as_str().unwrap_or_default(), serializer)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        marked(self.datum, &self.value.to_string(), serializer)
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A drawing needs no more digits than a float has.
        serializer.serialize_f64(self.value.to_f64().unwrap_or(0.0))
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        marked(self.datum, &self.date.to_string(), serializer)
    }
}

impl Serialize for Bound {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.date.to_string())
    }
}

impl Serialize for FilePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path)
    }
}

impl Serialize for Lookup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}
