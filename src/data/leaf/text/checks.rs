//! What is wrong with texts: their length, characters, blanks and marks.

use std::ops::Range;

use super::{BadLink, BrokenMark, ForbiddenCharacter, Inline, LineBreakInText, Padding};
use crate::address::Address;
use crate::data::characters::is_unprintable;
use crate::data::decode::OverLimit;
use crate::diagnostic::{AnyProblem, Words, reasons};
use crate::japanese::{InlineSpan, TextChange, TextRule, broken_mark, parse_inline, sign_at, wide_mark};
use crate::limits;

reasons! {
    marks_over_limit(limit: &str)
    en: "this text has more than {limit} marks, such as notes and ruby";
    ja: "この文字列の注やルビなどの記号が{limit}個を超えています";

    text_over_limit(limit: &str)
    en: "this text has more than {limit} characters";
    ja: "この文字列は{limit}字を超えています";
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
        let broken = broken_mark(text);
        let (range, meant) = match wide_mark(text) {
            Some((range, meant)) if broken.as_ref().is_none_or(|broken| range.start <= broken.start) => {
                (range, Some(meant))
            }
            _ => (broken?, None),
        };
        let mark = text[range.clone()].to_owned();
        Some((range, BrokenMark { mark, meant }.into()))
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
