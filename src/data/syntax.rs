//! What is wrong with text that is not JSON, and what to write instead.
//!
//! The parser tells what it did not expect. What was meant is seen by the word at that place, which may be a number as
//! people type it, a date, or a word of another language.

use std::ops::Range;

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::errors::{ParseError, ParseErrorKind as Kind};

use crate::diagnostic::{AnyProblem, Language, Reason, Term, Words, problems};
use crate::japanese::{TypedNumber, guessed_date, typed_number};

/// The problem that an error of the parser stands for, and the range to show.
pub(super) fn problem(error: &ParseError, text: &str) -> (Range<usize>, AnyProblem) {
    let start = error.range().start.min(text.len());
    // An error that runs to the end of the file is shown where it begins.
    let line_end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    let shown = start..error.range().end.clamp(start, line_end);
    let kind = error.kind();
    let within_text = matches!(kind, Kind::String(_) | Kind::UnterminatedArray | Kind::UnterminatedObject);
    let found = if within_text { None } else { mistaken(text, start) };
    match found {
        Some((range, reason, remedy)) => (range, JsonSyntax { reason, remedy }.into()),
        None => (shown, JsonSyntax { reason: reason(kind).into(), remedy: remedy(kind).into() }.into()),
    }
}

/// Whether a word is a number as JSON has it, after which something else is wrong.
fn is_sound(typed: &str, number: &TypedNumber) -> bool {
    number.unit.is_empty() && number.digits.eq_ignore_ascii_case(typed)
}

/// The digits on both sides of blanks in a number such as 1 376, and their range.
fn parted_by_blanks(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let digits = |part: &str| part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let before = text[..at].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let after = text[at..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    let end = text.len() - after.len() + digits(after);
    let (first, second) = (&before[start..], &after[..digits(after)]);
    let grouped = (1..=3).contains(&first.len()) && second.len() == 3 && before.len() < text.len() - after.len();
    grouped.then(|| (start..end, format!("{first}{second}")))
}

/// Characters that end a word outside of texts.
fn ends(c: char) -> bool {
    c.is_whitespace() || "\",:{}[]，、：；;｛｝［］＂“”„「」『』'‘’＇=#".contains(c)
}

/// The word round a place, if it is not within a text. A number with separators is one word.
fn word(text: &str, at: usize) -> Range<usize> {
    let separates = |place: usize, c: char| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
        matches!(c, ',' | '，')
            && digit(text[..place].chars().next_back())
            && digit(text[place + c.len_utf8()..].chars().next())
    };
    let (mut start, mut end) = (at, at);
    while let Some(c) = text[..start].chars().next_back()
        && (!ends(c) || separates(start - c.len_utf8(), c))
    {
        start -= c.len_utf8();
    }
    while let Some(c) = text[end..].chars().next()
        && (!ends(c) || separates(end, c))
    {
        end += c.len_utf8();
    }
    start..end
}

/// What was meant at a place where the parser stopped, if that can be told: what to show, why, and what to write.
fn mistaken(text: &str, at: usize) -> Option<(Range<usize>, Reason, Reason)> {
    let found = text[at..].chars().next()?;
    let sign = at..at + found.len_utf8();
    if let Some((range, digits)) = parted_by_blanks(text, at) {
        return Some((range, Term::NumberMalformed.into(), Reason::Named(Term::WriteWithoutSeparators, digits)));
    }
    let range = word(text, at);
    let typed = text.get(range.clone()).unwrap_or_default();
    let known = |reason: Words, remedy: Words| Some((sign.clone(), reason.into(), remedy.into()));
    match found {
        '“' | '”' | '„' | '＂' | '「' | '『' => return known(Term::OtherQuotes, Term::StraightQuotes),
        '\'' | '‘' | '’' | '＇' | '`' => return known(Term::SingleQuotes, Term::DoubleQuotes),
        '，' if typed_number(typed).is_some() => {}
        '，' | '、' | '：' | '｛' | '｝' | '［' | '］' => {
            return known(Term::FullWidthSign, Term::HalfWidthSigns);
        }
        '#' | '＃' => return known(Term::CommentsNotAllowed, Term::NoComments),
        '/' if text[at..].starts_with("//") || text[at..].starts_with("/*") => {
            return known(Term::CommentsNotAllowed, Term::NoComments);
        }
        ';' | '；' => return known(Term::OutOfPlace, Term::CommaNotSemicolon),
        '=' | '＝' => return known(Term::OutOfPlace, Term::ColonNotEquals),
        c if c.is_whitespace() && !c.is_ascii_whitespace() || c == '\u{FEFF}' => {
            let code = format!("U+{:04X}", u32::from(c));
            return Some((sign, Reason::Named(Term::OtherBlank, code), Term::HalfWidthBlank.into()));
        }
        _ => {}
    }
    // Behind a text, a word is more of the text, which holds a quotation mark; and a word of JSON is well by itself.
    if text[..range.start].trim_end().ends_with('"') || ["true", "false", "null"].contains(&typed) {
        return None;
    }
    if let Some(date) = guessed_date(typed).filter(|_| !typed.chars().all(|c| c.is_ascii_digit())) {
        return Some((range, Reason::Named(Term::BareDate, typed.to_owned()), Reason::Named(Term::WriteDate, date)));
    }
    if let Some(number) = typed_number(typed).filter(|number| !is_sound(typed, number)) {
        let reason = Term::NumberMalformed.into();
        let write = match () {
            () if !number.unit.is_empty() => Reason::Figures(Term::WriteNumberAndUnit, [number.digits, number.unit]),
            () if typed.starts_with('0') => Reason::Named(Term::WriteNumberOrCode, number.digits),
            () if typed.contains([',', '，']) => Reason::Named(Term::WriteWithoutSeparators, number.digits),
            () => Reason::Named(Term::WriteNumber, number.digits),
        };
        return Some((range, reason, write));
    }
    // Half of what was typed may be sound: `nullable` begins with a word of JSON.
    let remedy = match typed.to_ascii_lowercase().trim_start_matches(['-', '+']) {
        "true" | "yes" | "on" => Term::WriteTrue,
        "false" | "no" | "off" => Term::WriteFalse,
        "null" | "none" | "nil" | "undefined" | "na" | "n/a" | "#n/a" | "nan" | "inf" | "infinity" => Term::WriteNull,
        // A word in the place of a key, or of a value.
        plain if plain.starts_with(char::is_alphabetic) => {
            let key = text[range.end..].trim_start().starts_with(':');
            let reason =
                if key { Term::KeyNotInQuotes.into() } else { Reason::Named(Term::NoWordOfJson, typed.to_owned()) };
            return Some((range, reason, Term::QuoteText.into()));
        }
        _ => return None,
    };
    Some((range, Reason::Named(Term::NoWordOfJson, typed.to_owned()), remedy.into()))
}

/// What to do where only the parser's own reason is known.
fn remedy(kind: &Kind) -> Words {
    match kind {
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => Term::NoComments,
        Kind::TrailingCommasNotAllowed => Term::DeleteComma,
        Kind::ExpectedComma => Term::PutComma,
        Kind::String(ParseStringErrorKind::UnterminatedStringLiteral) => Term::CloseText,
        Kind::String(_) => Term::DoubleBackslash,
        Kind::SingleQuotedStringsNotAllowed => Term::DoubleQuotes,
        Kind::BareDecimalPointNumbersNotAllowed
        | Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral
        | Kind::HexadecimalNumbersNotAllowed => Term::PlainNumber,
        Kind::NestingDepthExceeded => Term::LiftEntries,
        Kind::UnterminatedArray => Term::CloseArray,
        Kind::UnterminatedObject => Term::CloseObject,
        _ => Term::LookBefore,
    }
}

/// The parser's reason in words of ours.
fn reason(kind: &Kind) -> Words {
    match kind {
        Kind::CommentsNotAllowed => Term::CommentsNotAllowed,
        Kind::UnterminatedCommentBlock => Term::CommentOpen,
        Kind::ExpectedColonAfterObjectKey => Term::ColonMissing,
        Kind::ExpectedObjectValue => Term::ValueMissing,
        Kind::BareDecimalPointNumbersNotAllowed
        | Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral
        | Kind::HexadecimalNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed => Term::NumberMalformed,
        Kind::ExpectedStringObjectProperty => Term::KeyNotInQuotes,
        Kind::ExpectedComma => Term::CommaMissing,
        Kind::MultipleRootJsonValues => Term::TextAfterEnd,
        Kind::SingleQuotedStringsNotAllowed => Term::SingleQuotes,
        Kind::String(_) => Term::StringMalformed,
        Kind::TrailingCommasNotAllowed => Term::TrailingComma,
        Kind::UnexpectedCloseBrace | Kind::UnexpectedCloseBracket => Term::ClosingTooMuch,
        Kind::UnterminatedArray => Term::ArrayOpen,
        Kind::UnterminatedObject => Term::ObjectOpen,
        Kind::NestingDepthExceeded => Term::NestedTooDeep,
        _ => Term::OutOfPlace,
    }
}

problems! {
    /// Not valid JSON.
    K0101 error JsonSyntax { reason: Reason, remedy: Reason }
    en: { format!("this is not valid JSON: {}", reason.text(Language::English)) },
        hint { remedy.text(Language::English) };
    ja: { format!("JSONとして正しくありません: {}", reason.text(Language::Japanese)) },
        hint { remedy.text(Language::Japanese) };
}
