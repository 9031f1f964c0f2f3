//! What happened to an object, when, by whom, and how it ended.
//!
//! Each event is a file of its own in the object's `logs/` (OCFL 1.1 §3.8.1). It holds the SHA-512 of
//! the event before it, and its own: that of the file in which the 128 digits of its own stand as zeros.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::json;
use crate::seal::{self, Seal};
use kakugi_diagnostic::internal::InternalError;
use kakugi_diagnostic::{Diagnostic, Sources};

/// Somebody who does something to the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The name.
    pub name: String,
    /// How to reach them, as a URI such as `mailto:records@example.lg.jp`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// Who does something, when, and by which program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The time, which is recorded in UTC.
    pub time: Timestamp,
    /// Who.
    pub actor: Actor,
    /// The program that does it, with its version, such as `kakugi 0.1.0`.
    pub tool: String,
}

/// What can happen to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// Its first version was put into the store.
    Created,
    /// A further version was put into the store.
    Reissued,
    /// It was verified.
    Verified,
    /// A version was handed over.
    Exported,
    /// The register was written anew from what was there.
    Registered,
}

impl EventKind {
    /// The name in records and names of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Reissued => "reissued",
            Self::Verified => "verified",
            Self::Exported => "exported",
            Self::Registered => "registered",
        }
    }
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventOutcome {
    /// As it should.
    Success,
    /// Something was wrong.
    Failure,
}

/// Clocks of two machines may differ by so much, and calendars be set right by a day.
const SLACK: SignedDuration = SignedDuration::from_hours(24);

/// Whether a time is earlier than one before it, by more than clocks differ.
pub(crate) fn is_before(time: Timestamp, before: Timestamp) -> bool {
    before.duration_since(time) > SLACK
}

/// Something that happened to an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreEvent {
    /// What happened.
    pub event: EventKind,
    /// Its number, counted from 1.
    pub sequence: usize,
    /// The object.
    pub object: String,
    /// The version that it is about.
    pub version: String,
    /// When, after RFC 3339.
    pub time: String,
    /// Who did it.
    pub actor: Actor,
    /// How it ended.
    pub outcome: EventOutcome,
    /// The program that did it, with its version.
    pub tool: String,
    /// What else is to be said, one statement a line.
    pub notes: Vec<String>,
    /// The SHA-512 of the inventory of that version.
    pub inventory_sha512: String,
    /// The SHA-512 of the file of the event before.
    pub previous_sha512: Option<String>,
    /// The SHA-512 of this file with zeros in this place.
    pub(crate) sha512: String,
}

impl StoreEvent {
    /// The path of its file in the object's folder.
    pub fn path(&self) -> String {
        format!("logs/{:06}-{}.json", self.sequence, self.event.name())
    }

    /// The number of an event by the name of its file, such as `000001-created.json`; nothing if the name is no event's.
    pub(crate) fn sequence_in(name: &str) -> Option<usize> {
        let (digits, _) = name.strip_suffix(".json")?.split_once('-')?;
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
        number.filter(|number| *number > 0)
    }

    /// Its file, with its digest.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, InternalError> {
        seal::sealed(json::write(&Self { sha512: seal::blank(), ..self.clone() })?)
    }

    /// Reads the file of an event; `None` if it is not what was once written.
    ///
    /// # Errors
    /// A file that holds no event.
    pub(crate) fn read(name: &str, bytes: &[u8], sources: &mut Sources) -> Result<Option<Self>, Diagnostic> {
        match seal::state(bytes) {
            Seal::Whole => json::read(name, bytes, sources).map(Some),
            Seal::Broken => Ok(None),
            Seal::None => json::read::<Self>(name, bytes, sources).map(|_| None),
        }
    }
}
