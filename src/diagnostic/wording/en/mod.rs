//! The catalogue of messages in English.

pub(super) mod preflight;
pub(super) mod print;
pub(super) mod run;

use crate::diagnostic::Thing;
use crate::language::Language;

const ENGLISH: Language = Language::English;

/// A list of names.
fn listing<S: AsRef<str>>(names: &[S]) -> String {
    kakugi_diagnostic::listing(names, ENGLISH)
}

/// The hint for a name that is not among those accepted.
fn choice<S: AsRef<str>>(word: &str, names: &[S]) -> Vec<String> {
    kakugi_diagnostic::choice(word, names, ENGLISH)
}

/// An object on a page, in words.
pub(super) fn thing(thing: &Thing) -> String {
    preflight::thing(thing)
}
