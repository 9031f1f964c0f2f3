//! Ids, choices and switches.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

use jsonc_parser::ast::Value;
use serde::{Serialize, Serializer};

use super::printed;
use crate::data::datum::DatumKind;
use crate::data::decode::{Decode, Decoder, range_of};
use crate::data::printed::Printed;
use crate::data::schema::{self, Json, Schemas};
use crate::diagnostic::{Place, Term, Words, problems};
use crate::mark::DatumId;

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
    /// The text of a [choice](crate::data::record::choice) and its range.
    pub fn choice_text<'v>(&mut self, value: &'v Value<'_>) -> Option<(&'v str, Range<usize>)> {
        let Value::StringLit(literal) = value else {
            self.wrong_type(value, Words::new("one of a few fixed values", "決められた値のどれか"));
            return None;
        };
        Some((literal.value.as_ref(), range_of(value)))
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
            let datum = decoder.reference(range.clone(), DatumKind::Name);
            Some(Self { name: literal.value.clone().into_owned(), place: decoder.place(range), datum })
        } else {
            decoder.error(range, BadId { value: literal.value.clone().into_owned() }.into());
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
        Some(Self { choice, datum: decoder.datum(range_of(value), DatumKind::Text) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        C::schema(schemas)
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

impl<C: Serialize> Serialize for PrintedChoice<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let word = serde_json::to_value(&self.choice).map_err(serde::ser::Error::custom)?;
        printed(self.datum, Printed::Text(word.as_str().unwrap_or_default()), serializer)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

/// A name made into an id, if enough of it is left.
fn valid_id(name: &str) -> Option<String> {
    let folded: String = name.nfkc().collect::<String>().to_lowercase();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let parts: Vec<&str> = folded.split(|c| !plain(c)).filter(|part| !part.is_empty()).collect();
    let id = parts.join("-");
    // Of a name in Japanese, nothing is left.
    let kept = folded.chars().all(|c| plain(c) || c.is_ascii() || c.is_whitespace());
    (kept && id.len() <= 64 && id.starts_with(|c: char| c.is_ascii_lowercase())).then_some(id)
}

problems! {
    /// Not an id.
    K0109 error BadId { value: String }
    en: "`{value}` is not a valid id",
        hints {
            {
                let mut hints =
                    vec!["use lower-case letters a–z, digits and hyphens, beginning with a letter".to_owned()];
                hints.extend(valid_id(value).map(|id| format!("for example, write `{id}`")));
                hints
            }
        };
    ja: "`{value}`はidとして正しくありません",
        hints {
            {
                let mut hints = vec!["半角の英小文字、数字、ハイフンで、英小文字から始めてください".to_owned()];
                hints.extend(valid_id(value).map(|id| format!("例: `{id}`")));
                hints
            }
        };
}
