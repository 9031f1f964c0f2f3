//! The record that each version holds of itself and of the version before.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The path of the record in a version.
pub(crate) const RECORD: &str = "record.json";

/// What a report is called, who issued it and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// The title.
    pub title: String,
    /// The body that issues the report.
    pub issuer: String,
    /// The date of the report, as its data give it.
    pub date: String,
}

/// What a version says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionRecord {
    /// The object.
    pub object: String,
    /// The version.
    pub version: String,
    /// The report.
    pub report: Description,
    /// The program that made it, with its version.
    pub tool: String,
    /// How it was made, in the words of whoever made it.
    pub made: Value,
    /// The version before, as it was when this one was issued.
    pub previous: Option<PreviousVersion>,
}

/// A version as the next one found it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviousVersion {
    /// Its name.
    pub version: String,
    /// The SHA-512 of its inventory, which holds the digests of all its files.
    pub inventory_sha512: String,
    /// The path of the last event before this version.
    pub event: String,
    /// The SHA-512 of that event's file.
    pub event_sha512: String,
}
