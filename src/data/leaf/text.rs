//! Texts, with marks and without.

mod problems;

pub use problems::{
    BadLink, BrokenMark, EmptyCell, EmptyText, ErrorValue, ForbiddenCharacter, LineBreakInText, MarkReadAloud,
    MarkupLeftOver, NothingButMarks, Padding,
};
use std::ops::Range;

use jsonc_parser::ast::{StringLit, Value};
use serde::{Serialize, Serializer};

use super::printed;
use crate::address::Address;
use crate::data::datum::DatumKind;
use crate::data::decode::OverLimit;
use crate::data::decode::{Decode, Decoder, range_of};
use crate::data::printed::Printed;
use crate::data::schema::{self, Json, Schemas};
use crate::diagnostic::{AnyProblem, Place, Term, Words, reasons};
use crate::japanese::{
    InlineSpan, TextChange, TextRule, broken_mark, composed, first_mark, normalise_inline, normalise_with,
    parse_inline, plain, sign_at, wide_mark,
};
use crate::limits;
use crate::mark::{self, DatumId};
use crate::sheet::{error_value, markup};

reasons! {
    marks_over_limit(limit: &str)
    en: "this text has more than {limit} marks, such as notes and ruby";
    ja: "この文字列の注やルビなどの記号が{limit}個を超えています";

    text_over_limit(limit: &str)
    en: "this text has more than {limit} characters";
    ja: "この文字列は{limit}字を超えています";
}

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

/// A text as it is set, its range in the file, and what normalisation changed.
type Line = (String, Range<usize>, Vec<TextChange>);

impl Decoder<'_> {
    /// A text without line breaks and unprintable characters, as it is set.
    fn line(&mut self, value: &Value<'_>, long: bool, marks: bool) -> Option<Line> {
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
            return Some((text, range, changes));
        }
        None
    }

    /// A text that is printed, like [`line`](Self::line), without what other programs leave in texts.
    fn printed_line(&mut self, value: &Value<'_>, long: bool) -> Option<Line> {
        let (text, range, changes) = self.line(value, long, true)?;
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
        Some((text, range, changes))
    }

    /// The same for a text that may hold marks, which are looked at.
    fn marked_line(&mut self, value: &Value<'_>, long: bool) -> Option<Line> {
        let (text, range, changes) = self.printed_line(value, long)?;
        if let Some(problem) = Inline::error(&text) {
            self.error(range, problem);
            return None;
        }
        if let Value::StringLit(literal) = value
            && let Some((at, problem)) = Inline::doubt(&literal.value)
        {
            self.error(part_of(&range, literal, at), problem);
        }
        Some((text, range, changes))
    }
}

/// The place of a part of a text in its file. Where the file spells characters by escapes, places in the text are not those
/// in the file, and it is the whole.
fn part_of(range: &Range<usize>, literal: &StringLit<'_>, at: Range<usize>) -> Range<usize> {
    let exact = range.len() == literal.value.len() + 2;
    if exact { range.start + 1 + at.start..range.start + 1 + at.end } else { range.clone() }
}

/// What is wrong with the length of a text.
pub(crate) fn too_long(text: &str, limit: usize, remedy: Words) -> Option<AnyProblem> {
    let longer = text.len() > limit && text.chars().nth(limit).is_some();
    longer.then_some(OverLimit { what: text_over_limit, remedy, limit }.into())
}

/// So many blanks in a row are no slip of the finger, but move what follows to another place of the line.
const PADDING: usize = 4;

/// What is likely to be wrong with the blanks of a text, by what normalisation changed in it.
pub(crate) fn blanks(changes: &[TextChange]) -> Option<AnyProblem> {
    let runs =
        changes.iter().filter(|change| change.rule == TextRule::Blanks).map(|change| change.from.chars().count());
    runs.max().filter(|longest| *longest >= PADDING).map(|blanks| Padding { blanks }.into())
}

/// What is wrong with the characters of a text.
pub(crate) fn unprintable(text: &str) -> Option<AnyProblem> {
    text.char_indices().find(|(_, c)| is_unprintable(*c)).map(|(at, c)| match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => LineBreakInText.into(),
        // Some emoji are several that an invisible character joins.
        c => ForbiddenCharacter { code_point: u32::from(c), sign: sign_at(text, at).to_owned() }.into(),
    })
}

/// Controls, directional overrides, characters without a form, noncharacters and the marks of the source map.
pub(in crate::data) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || mark::is_mark(c)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
        // What has no form of its own (Default_Ignorable_Code_Point), but for selectors of variants.
        || matches!(c, '\u{AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}')
        || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFC}')
        || matches!(c, '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
        || matches!(c, '\u{FFFD}' | '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
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
        let (text, range, changes) = decoder.marked_line(value, false)?;
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
        let (text, range, changes) = decoder.line(value, false, false)?;
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

impl Inline {
    /// What is wrong with the marks of a text.
    pub(crate) fn error(text: &str) -> Option<AnyProblem> {
        let runs = parse_inline(text);
        if marks_in(&runs) > limits::MARKS {
            let (what, remedy) = (
                marks_over_limit,
                Words::new("divide the text, or remove some marks", "文を分けるか、記号を減らしてください"),
            );
            return Some(OverLimit { what, remedy, limit: limits::MARKS }.into());
        }
        bad_link(&runs)
    }

    /// What is likely to be wrong with the marks of a text as typed, and where in it.
    pub(crate) fn doubt(text: &str) -> Option<(Range<usize>, AnyProblem)> {
        let problem = |range: &Range<usize>, meant| BrokenMark { mark: text[range.clone()].to_owned(), meant };
        let broken = broken_mark(text);
        match wide_mark(text) {
            Some((range, meant)) if broken.as_ref().is_none_or(|broken| range.start <= broken.start) => {
                Some((range.clone(), problem(&range, Some(meant)).into()))
            }
            _ => broken.map(|range| (range.clone(), problem(&range, None).into())),
        }
    }
}

impl Decode for Inline {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, range, changes) = decoder.marked_line(value, true)?;
        Some(Self { text, datum: decoder.text_datum(range, changes) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::inline(schemas)
    }
}

/// How many marks a text holds.
fn marks_in(runs: &[InlineSpan<'_>]) -> usize {
    let each = runs.iter().map(|run| match run {
        InlineSpan::Text(_) => 0,
        InlineSpan::Bold(inner) | InlineSpan::Note(inner) | InlineSpan::Link(inner, _) => 1 + marks_in(inner),
        InlineSpan::Ruby(..)
        | InlineSpan::Super(_)
        | InlineSpan::Sub(_)
        | InlineSpan::MayBreak
        | InlineSpan::NoBreak => 1,
    });
    each.sum()
}

/// What is wrong with the first link target that is no web or mail address.
fn bad_link(runs: &[InlineSpan<'_>]) -> Option<AnyProblem> {
    runs.iter().find_map(|run| match run {
        InlineSpan::Link(inner, target) => match Address::parse(target) {
            Ok(_) => bad_link(inner),
            Err(flaw) => Some(BadLink { target: (*target).to_owned(), flaw }.into()),
        },
        InlineSpan::Bold(inner) | InlineSpan::Note(inner) => bad_link(inner),
        InlineSpan::Text(_)
        | InlineSpan::Ruby(..)
        | InlineSpan::Super(_)
        | InlineSpan::Sub(_)
        | InlineSpan::MayBreak
        | InlineSpan::NoBreak => None,
    })
}

impl Decode for FilePath {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (_, range, _) = decoder.line(value, false, false)?;
        let Value::StringLit(literal) = value else { return None };
        Some(Self { path: composed(&literal.value), datum: decoder.reference(range, DatumKind::Name) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::path(schemas)
    }
}

impl Decode for Lookup {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, range, _) = decoder.line(value, false, true)?;
        Some(Self { text: plain(&text), place: decoder.place(range) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::plain_text(schemas)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        printed(self.datum, Printed::Text(self.marked.as_deref().unwrap_or(&self.text)), serializer)
    }
}

impl Serialize for AltText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        printed(self.datum, Printed::Text(&self.text), serializer)
    }
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        printed(self.datum, Printed::Text(&self.text), serializer)
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
