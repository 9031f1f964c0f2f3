//! Texts, with marks and without.

mod checks;
mod lines;
mod problems;

pub(crate) use checks::{blanks, too_long, unprintable};
pub use problems::{
    BadLink, BrokenMark, EmptyText, ErrorValue, ForbiddenCharacter, LineBreakInText, MarkReadAloud, MarkupLeftOver,
    NothingButMarks, Padding,
};
use std::ops::Range;

use jsonc_parser::ast::{StringLit, Value};
use serde::{Serialize, Serializer};

use super::printed;
use crate::data::characters::is_unprintable;
use crate::data::datum::DatumKind;
use crate::data::decode::{Decode, Decoder, range_of};
use crate::data::printed::LeafContent;
use crate::data::schema::{self, Json, Schemas};
use crate::diagnostic::{Place, Term};
use crate::japanese::{TextChange, composed, first_mark, normalise_inline, normalise_with, plain};
use crate::limits;
use crate::mark::DatumId;
use crate::sheet::{error_value, markup};

/// A short text of one line, such as a title, which may hold marks.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its words as they are set, without marks, notes and readings: what it is called by, looked up by and compared by.
    pub text: String,
    /// The text with its marks and backslashes, where it has any.
    marked: Option<Box<str>>,
    /// Its place in the data.
    pub datum: DatumId,
}

/// A text that is read aloud instead of a figure and never set, so that marks mean nothing in it.
#[derive(Clone, Debug)]
pub struct AltText {
    /// The text.
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

/// A text that refers to another by its wording, such as a column's title; never printed.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// The wording, without marks.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A path within the report's folder, to the letter.
#[derive(Clone, Debug)]
pub struct FilePath {
    /// The path in composed characters (NFC), as all files of the report are known.
    pub path: String,
    /// Its place in the data.
    pub datum: DatumId,
}

/// A text of one line as it is set.
struct TextLine {
    text: String,
    /// The range of the literal in the file.
    range: Range<usize>,
    /// What normalisation changed.
    changes: Vec<TextChange>,
}

impl Decoder<'_> {
    /// A text without line breaks and unprintable characters, as it is set.
    fn line(&mut self, value: &Value<'_>, long: bool, marks: bool) -> Option<TextLine> {
        let Value::StringLit(literal) = value else {
            self.wrong_type(value, Term::TextInQuotes);
            return None;
        };
        let range = range_of(value);
        let (limit, remedy) = if long { (limits::TEXT, Term::DivideText) } else { (limits::LABEL, Term::ShortenText) };
        if let Some(error) = too_long(&literal.value, limit, remedy) {
            self.error(range, error);
        } else if let Some(at) = literal.value.find(is_unprintable) {
            let problem = unprintable(&literal.value).unwrap_or(EmptyText.into());
            self.error(self.character(&range, at), problem);
        } else if literal.value.trim().is_empty() {
            self.error(range, EmptyText.into());
        } else {
            let normalise = if marks { normalise_inline } else { normalise_with };
            let (text, changes) = normalise(&literal.value, self.rules());
            return Some(TextLine { text, range, changes });
        }
        None
    }

    /// A text that is printed, like [`line`](Self::line), without what other programs leave in texts.
    fn printed_line(&mut self, value: &Value<'_>, long: bool) -> Option<TextLine> {
        let TextLine { text, range, changes } = self.line(value, long, true)?;
        let Value::StringLit(literal) = value else { return None };
        if let Some(found) = error_value(&literal.value) {
            self.error(range, ErrorValue { found: found.to_owned() }.into());
            return None;
        }
        if let Some(left) = markup(&literal.value) {
            let problem = MarkupLeftOver { found: literal.value[left.clone()].to_owned() };
            self.error(self.character(&range, left.start), problem.into());
        }
        if let Some(problem) = blanks(&changes) {
            self.error(range.clone(), problem);
        }
        Some(TextLine { text, range, changes })
    }

    /// The same for a text that may hold marks, which are looked at.
    fn marked_line(&mut self, value: &Value<'_>, long: bool) -> Option<TextLine> {
        let TextLine { text, range, changes } = self.printed_line(value, long)?;
        if let Some(problem) = Inline::error(&text) {
            self.error(range, problem);
            return None;
        }
        if let Value::StringLit(literal) = value
            && let Some((at, problem)) = Inline::doubt(&literal.value)
        {
            self.error(part_of(&range, literal, at), problem);
        }
        Some(TextLine { text, range, changes })
    }
}

/// The place of a part of a text in its file. Where the file spells characters by escapes, places in the text are not those
/// in the file, and it is the whole.
fn part_of(range: &Range<usize>, literal: &StringLit<'_>, at: Range<usize>) -> Range<usize> {
    let exact = range.len() == literal.value.len() + 2;
    if exact { range.start + 1 + at.start..range.start + 1 + at.end } else { range.clone() }
}

impl Text {
    /// A text with its marks.
    pub(crate) fn new(marked: String, datum: DatumId) -> Self {
        let text = plain(&marked);
        let marked = (text != marked).then(|| marked.into_boxed_str());
        Self { text, marked, datum }
    }
}

impl Decode for Text {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let TextLine { text, range, changes } = decoder.marked_line(value, false)?;
        if plain(&text).trim().is_empty() {
            // It counts as a text nevertheless, so that what else is wrong around it is told as well.
            decoder.error(range.clone(), NothingButMarks.into());
        }
        Some(Self::new(text, decoder.text_datum(range, changes)))
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::text(schemas)
    }
}

impl Decode for AltText {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let TextLine { text, range, changes } = decoder.line(value, false, false)?;
        if let Value::StringLit(literal) = value
            && let Some(at) = first_mark(&literal.value)
        {
            let mark = literal.value[at.clone()].to_owned();
            decoder.error(part_of(&range, literal, at), MarkReadAloud { mark }.into());
        }
        Some(Self { text, datum: decoder.text_datum(range, changes) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::plain_text(schemas)
    }
}

impl Decode for Inline {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let TextLine { text, range, changes } = decoder.marked_line(value, true)?;
        Some(Self { text, datum: decoder.text_datum(range, changes) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::inline(schemas)
    }
}

impl Decode for FilePath {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let TextLine { range, .. } = decoder.line(value, false, false)?;
        let Value::StringLit(literal) = value else { return None };
        Some(Self { path: composed(&literal.value), datum: decoder.reference(range, DatumKind::Name) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::path(schemas)
    }
}

impl Decode for Lookup {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let TextLine { text, range, .. } = decoder.line(value, false, true)?;
        Some(Self { text: plain(&text), place: decoder.place(range) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::plain_text(schemas)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        printed(self.datum, LeafContent::Text(self.marked.as_deref().unwrap_or(&self.text)), serializer)
    }
}

impl Serialize for AltText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        printed(self.datum, LeafContent::Text(&self.text), serializer)
    }
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        printed(self.datum, LeafContent::Text(&self.text), serializer)
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
