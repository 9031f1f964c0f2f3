//! The catalogue of messages in English.

pub(super) mod preflight;

use crate::diagnostic::Thing;

/// An object on a page, in words.
pub(super) fn thing(thing: &Thing) -> String {
    preflight::thing(thing)
}
