//! What can be done to a file of a report.

use super::{EditValue, Splice};

/// An operation on one file. Pointers are JSON Pointers (RFC 6901), names of operations those of JSON Patch (RFC 6902).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditOperation {
    /// Puts a value in the place of another.
    Replace {
        /// Where the value stands.
        pointer: String,
        /// The new value.
        value: EditValue,
    },
    /// Adds a member to an object, or an element to an array.
    Add {
        /// Where it will stand: for an element its index, or `-` for the end.
        pointer: String,
        /// What is added.
        value: EditValue,
        /// The key behind which a member is put; without it, at the end.
        after: Option<String>,
    },
    /// Removes a member or an element.
    Remove {
        /// Where it stands.
        pointer: String,
    },
    /// Moves an element within its array.
    Move {
        /// Where it stands.
        pointer: String,
        /// Its index afterwards.
        to: usize,
    },
    /// Writes a field of a CSV file.
    SetField {
        /// The record, counted from 0 with the heads, empty lines left out.
        record: usize,
        /// The field, counted from 0.
        field: usize,
        /// What it says afterwards.
        text: String,
    },
    /// Takes back what was done to a file.
    Restore(Splice),
}

impl EditOperation {
    /// Puts a value in the place of another.
    pub fn replace(pointer: impl Into<String>, value: impl Into<EditValue>) -> Self {
        Self::Replace { pointer: pointer.into(), value: value.into() }
    }

    /// Adds a member at the end of an object, or an element to an array.
    pub fn add(pointer: impl Into<String>, value: impl Into<EditValue>) -> Self {
        Self::Add { pointer: pointer.into(), value: value.into(), after: None }
    }

    /// Removes a member or an element.
    pub fn remove(pointer: impl Into<String>) -> Self {
        Self::Remove { pointer: pointer.into() }
    }
}
