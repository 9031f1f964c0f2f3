//! The words of problems that have a catalogue of their own.

mod en;
mod ja;

use super::{Doing, Thing};
use crate::language::Language;

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

/// Numbers in ascending order, those that follow one another as spans.
fn spans(numbers: &[usize], between: &str, to: &str) -> String {
    let follows = |a: &usize, b: &usize| a + 1 == *b;
    let span = |span: &[usize]| match span {
        [first, .., last] => format!("{first}{to}{last}"),
        one => one.first().map(usize::to_string).unwrap_or_default(),
    };
    numbers.chunk_by(follows).map(span).collect::<Vec<_>>().join(between)
}
