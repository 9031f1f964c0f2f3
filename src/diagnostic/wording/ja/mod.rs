//! The catalogue of messages in Japanese.

pub(super) mod preflight;

use crate::diagnostic::Thing;

/// An object on a page, in words.
pub(super) fn thing(thing: &Thing) -> String {
    preflight::thing(thing)
}
