//! The words of findings, a catalogue per language.

pub(super) mod en;
pub(super) mod ja;
