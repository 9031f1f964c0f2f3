//! The words of every message, one catalogue a language.
//!
//! Both catalogues match on every kind of problem, so that the compiler finds one that is missing.

mod en;
mod ja;

use std::io::ErrorKind;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::{Doing, Problem, Thing};
use crate::japanese::grouped;
use crate::language::Language;
use crate::limits;

/// What is wrong, in one sentence without a full stop.
pub(super) fn message(problem: &Problem, language: Language) -> String {
    abridged(match language {
        Language::English => en::message(problem),
        Language::Japanese => ja::message(problem),
    })
}

/// What to do about it, one remedy a line.
pub(super) fn hints(problem: &Problem, language: Language) -> Vec<String> {
    let hints = match language {
        Language::English => en::hints(problem),
        Language::Japanese => ja::hints(problem),
    };
    hints.into_iter().map(abridged).collect()
}

/// A message in which names from the data are cut where they are longer than anybody reads.
fn abridged(message: String) -> String {
    if message.len() <= limits::QUOTED {
        return message;
    }
    let parts = message.split('`').enumerate().map(|(at, part)| {
        let quoted = at % 2 == 1 && part.chars().nth(limits::QUOTED).is_some();
        if quoted { part.chars().take(limits::QUOTED).chain(['…']).collect() } else { part.to_owned() }
    });
    parts.collect::<Vec<_>>().join("`")
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

/// What the operating system's faults are called, where its own words are of another language.
pub(super) fn io_error(kind: ErrorKind, language: Language) -> Option<&'static str> {
    match language {
        Language::English => None,
        Language::Japanese => ja::io_error(kind),
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

/// Says that a picture's name and content are of different formats.
pub(super) fn misnamed(named: &str, found: &str, language: Language) -> String {
    match language {
        Language::English => format!("its name says {named}, its content {found}"),
        Language::Japanese => format!("名前は{named}ですが、中身は{found}です"),
    }
}

/// What to say about a name that is not among those accepted.
enum Choice<'a> {
    /// The accepted name that was probably meant.
    Nearest(&'a str),
    /// Any of the accepted names.
    Any,
    /// No name is accepted here.
    Nothing,
}

impl<'a> Choice<'a> {
    fn of<S: AsRef<str>>(word: &str, names: &'a [S]) -> Self {
        match nearest(word, names) {
            Some(name) => Self::Nearest(name),
            None if names.is_empty() => Self::Nothing,
            None => Self::Any,
        }
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

/// The accepted name nearest to a mistyped one, if it is near enough to be meant.
pub(crate) fn nearest<'a, S: AsRef<str>>(word: &str, names: &'a [S]) -> Option<&'a str> {
    // No name is mistyped into one of a hundred characters and more, and comparing takes the product of the lengths.
    if word.len() > limits::QUOTED {
        return None;
    }
    let word: String = word.nfkc().collect();
    names
        .iter()
        .map(|name| (strsim::jaro_winkler(&word, name.as_ref()), name.as_ref()))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
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
