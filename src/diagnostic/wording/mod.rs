//! The words of every message, one catalogue a language.
//!
//! Both catalogues match on every kind of problem, so that the compiler finds one that is missing.

mod en;
mod ja;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::{Doing, Problem, Thing};
use crate::japanese::grouped;
use crate::language::Language;

/// What is wrong, in one sentence without a full stop.
pub(super) fn message(problem: &Problem, language: Language) -> String {
    match language {
        Language::English => en::message(problem),
        Language::Japanese => ja::message(problem),
    }
}

/// What to do about it, one remedy a line.
pub(super) fn hints(problem: &Problem, language: Language) -> Vec<String> {
    match language {
        Language::English => en::hints(problem),
        Language::Japanese => ja::hints(problem),
    }
}

/// Tells the problems of a room by its own catalogues.
macro_rules! told {
    ($( $problem:ty, $room:ident; )*) => { $(
        impl kakugi_diagnostic::Problem for $problem {
            fn code(&self) -> &'static str {
                Self::code(self)
            }

            fn severity(&self) -> kakugi_diagnostic::Severity {
                Self::severity(self)
            }

            fn message(&self, language: Language) -> String {
                match language {
                    Language::English => en::$room::message(self),
                    Language::Japanese => ja::$room::message(self),
                }
            }

            fn hints(&self, language: Language) -> Vec<String> {
                match language {
                    Language::English => en::$room::hints(self),
                    Language::Japanese => ja::$room::hints(self),
                }
            }
        }
    )* };
}

told! {
    super::PrintProblem, print;
    super::PreflightProblem, preflight;
    super::RunProblem, run;
}

/// The code points of a sign: `U+0031 U+FE0F U+20E3`.
fn code_points(sign: &str) -> String {
    sign.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ")
}

/// A count with separators.
fn count(number: usize) -> String {
    grouped(Decimal::from(number))
}

/// The first of many names.
fn few(names: &[String]) -> Vec<&String> {
    names.iter().filter(|name| !name.trim().is_empty()).take(8).collect()
}

/// An object on a page, in words.
pub(super) fn thing(thing: &Thing, language: Language) -> String {
    match language {
        Language::English => en::thing(thing),
        Language::Japanese => ja::thing(thing),
    }
}

/// The files in which to look for what made a run end, by preference those with this ending: none if all are built in.
fn suspects(doing: &Doing, ending: &str) -> Vec<String> {
    let likely: Vec<String> = doing.changed.iter().filter(|file| file.ends_with(ending)).cloned().collect();
    let changed = if likely.is_empty() { doing.changed.clone() } else { likely };
    match changed.len() {
        0..=5 => changed,
        _ if changed.iter().all(|file| file.ends_with(".typ")) => vec!["typst/*.typ".to_owned()],
        _ => vec!["*.typ.hbs".to_owned()],
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

/// The countries' codes that may have been meant by a wrong one.
enum CountryGuess<'a> {
    /// The same letters as capitals.
    Capitals(String),
    /// Those with the same first letter.
    SameLetter(Vec<&'a str>),
    /// None.
    Nothing,
}

impl<'a> CountryGuess<'a> {
    fn of(code: &str, known: &'a [String]) -> Self {
        let capitals = code.to_ascii_uppercase();
        if known.contains(&capitals) {
            return Self::Capitals(capitals);
        }
        let first = capitals.chars().next().unwrap_or_default();
        let near: Vec<&str> = known.iter().map(String::as_str).filter(|known| known.starts_with(first)).collect();
        if near.is_empty() { Self::Nothing } else { Self::SameLetter(near) }
    }
}

/// Numbers in ascending order, those that follow one another as spans.
fn spans(numbers: &[usize], between: &str, to: &str) -> String {
    let follows = |a: &usize, b: &usize| a + 1 == *b;
    let span = |span: &[usize]| match span {
        [first, .., last] => format!("{first}{to}{last}"),
        one => one.first().map(usize::to_string).unwrap_or_default(),
    };
    numbers.chunk_by(follows).map(span).collect::<Vec<_>>().join(between)
}
