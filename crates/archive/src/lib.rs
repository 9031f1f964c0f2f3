//! The archive store (保存庫): what was issued, kept so that any change is found.
//!
//! A store is a storage root of the Oxford Common File Layout 1.1 (<https://ocfl.io/1.1/spec/>) with an object per report and a
//! version per issue. Everything in it is plain files, so that it can be read without this program. A version is added as a
//! whole or not at all, events are chained by their digests, and verification reads every byte.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use jiff::Timestamp;
//! use kakugi_archive::{Act, Actor, AddOutcome, Description, Issue, Store};
//! use kakugi_diagnostic::Sources;
//!
//! let folder = tempfile::tempdir()?;
//! let root = folder.path().join("store");
//! let issue = Issue {
//!     content: BTreeMap::from([("briefing.pdf".to_owned(), b"%PDF-1.7".to_vec())]),
//!     report: Description { title: "成果".into(), issuer: "架空市".into(), date: "2021-04".into() },
//!     made: serde_json::json!({ "editions": ["archive"] }),
//!     reason: None,
//! };
//! let actor = Actor { name: "記録係".to_owned(), address: None };
//! let act = Act { time: Timestamp::from_second(1_700_000_000)?, actor, tool: "example 1.0".to_owned() };
//!
//! let mut sources = Sources::default();
//! let store = Store::create(&root)?;
//! assert_eq!(store.add("2019", &issue, &act, &mut sources).ok(), Some(AddOutcome::Version(1)));
//! assert!(store.verify("2019", &mut sources)?.findings.is_empty());
//!
//! // Somebody changes what was issued.
//! std::fs::write(root.join("2019/v1/content/briefing.pdf"), "forged")?;
//! let verdict = store.verify("2019", &mut sources)?;
//! assert_eq!(verdict.findings.iter().map(|error| error.code()).collect::<Vec<_>>(), ["K0708"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Who may change what:
//!
//! - `admission` says to which report may be added at all, `issue` what can be its next version,
//! - `add` puts an object together in a folder of its own, `staging`, and gives it its name by a rename,
//! - `recover` finishes or takes back what a killed run has left,
//! - `log` writes events, each of which holds the digest of the one before,
//! - `register` keeps a list of the reports, so that one that is taken away is missed; `enter` adds to it, `renew` writes it
//!   anew,
//! - `verify` only reads.
//!
//! Time, names of persons and the name of the program come from the caller. Nothing here depends on how documents are made.

use kakugi_diagnostic::Words;

mod add;
mod admission;
mod bag;
mod check;
mod digest;
mod discrepancy;
mod disk;
mod enter;
mod event;
mod inventory;
mod issue;
mod json;
mod log;
mod name;
mod object;
mod record;
mod recover;
mod register;
mod renew;
mod root;
mod seal;
mod staging;
mod store;
#[cfg(test)]
mod tests;
mod verify;
mod walk;
mod within;

pub use add::AddOutcome;
pub use admission::UnusableName;
pub use bag::bag;
pub use discrepancy::MissingFile;
pub use event::{Act, Actor, EventKind, EventOutcome, StoreEvent};
pub use issue::Issue;
pub use json::BrokenRecord;
pub use log::{NewEvent, Recorder};
pub use name::{id_of_folder, is_id};
pub(crate) use name::{is_device, is_safe_path};
pub use object::{IssueNote, StoredObject};
pub use record::{Description, VersionRecord};
pub use register::ReportVersion;
pub use store::{Store, StoreBusy, WithinStore};
pub use verify::ObjectVerdict;
pub use walk::StoreUnwritable;
pub use within::is_within_store;

/// What the codes of this crate mean, in English and in Japanese: Markdown, a section per code.
pub const EXPLAINED: [&str; 2] = [include_str!("explained.en.md"), include_str!("explained.ja.md")];

/// What is said of a path that a record holds.
const LEAVES_THE_ARCHIVE: Words = Words::new("a path in it leads out of the store", "保存庫の外を指すパスがあります");
/// What is said of a record.
const NAME_DIFFERS: Words = Words::new("it is about another report or version", "別の報告書か別の版のものです");

/// What to do about a file that is not what the archive has stored.
const RESTORE: Words = Words::new(
    "change nothing else in the store, and restore this file from a backup copy; it is not repaired automatically",
    "保存庫のほかのものには手を加えず、このファイルをバックアップから戻してください。自動では修復しません",
);
