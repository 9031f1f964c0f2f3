//! The words of problems that have a catalogue of their own.

mod en;
mod ja;

use super::Thing;
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
    super::PreflightProblem, preflight;
}

/// An object on a page, in words.
pub(super) fn thing(thing: &Thing, language: Language) -> String {
    match language {
        Language::English => en::thing(thing),
        Language::Japanese => ja::thing(thing),
    }
}
