//! The catalogue of messages in Japanese.

pub(super) mod preflight;
pub(super) mod print;
pub(super) mod run;

use crate::diagnostic::Thing;
use crate::language::Language;

const JAPANESE: Language = Language::Japanese;

/// The hint for a name that is not among those accepted.
fn choice<S: AsRef<str>>(word: &str, names: &[S]) -> Vec<String> {
    kakugi_diagnostic::choice(word, names, JAPANESE)
}

/// An object on a page, in words.
pub(super) fn thing(thing: &Thing) -> String {
    preflight::thing(thing)
}
