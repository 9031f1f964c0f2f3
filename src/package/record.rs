//! How the documents of a report were made.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::internal::{ExpectInternal, InternalError};

/// What must be known, besides the files, to make the same documents again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRecord {
    /// The program that made the documents.
    pub tool: Tool,
    /// The date that the documents carry, as `2019-03-29`.
    pub date: String,
    /// Whether items were left out of summaries that had no room for them.
    pub allow_drop: bool,
    /// Whether the package holds all files of the report, or those of one council.
    pub whole: bool,
    /// The SHA-512 digest of each font by its file's name.
    pub fonts: BTreeMap<String, String>,
    /// The SHA-512 digest of each file by its path in the package.
    pub files: BTreeMap<String, String>,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Tool {
    /// This program.
    pub fn own() -> Self {
        Self { name: env!("CARGO_PKG_NAME").to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// This program with its version, as the archive store names it.
pub const TOOL: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

impl PackageRecord {
    /// The record as JSON.
    ///
    /// # Errors
    /// None but those of the program itself: maps with texts as keys can always be written.
    pub fn to_json(&self) -> Result<String, InternalError> {
        Ok(serde_json::to_string_pretty(self).internal("the record of a package cannot be written as JSON")? + "\n")
    }
}
