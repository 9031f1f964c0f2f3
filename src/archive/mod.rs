//! The archive store (保存庫): reports as they were issued, kept so that they prove themselves.
//!
//! A store is a storage root of the Oxford Common File Layout 1.1 (<https://ocfl.io/1.1/spec/>)
//! with one object a report and one version an issue. Everything in it is plain files, so that it
//! can be read without this program. Who may change what:
//!
//! - `admission` tells what may be added at all,
//! - `add` puts an object together in a folder of its own and gives it its name by a rename,
//! - `recover` finishes or takes back what a killed run has left,
//! - `log` writes events, each of which holds the digest of the one before,
//! - `register` keeps a list of the reports, so that one that is taken away is missed; `renew` writes it anew,
//! - `verify` only reads.
//!
//! Time and names of persons come from the caller. Nothing here depends on how documents are made.

use crate::diagnostic::Words;

mod add;
mod admission;
mod attached;
mod bag;
mod check;
mod digest;
mod disk;
mod event;
mod inventory;
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
mod store;
#[cfg(test)]
mod tests;
mod verify;
mod walk;
mod within;

pub use add::{Added, Issue};
pub use admission::BadName;
pub use attached::AttachmentBroken;
pub use attached::attached;
pub use bag::bag;
pub use disk::{Disk, RealDisk};
pub use event::{Act, Actor, Event, EventKind, Outcome};
pub use json::BrokenRecord;
pub use log::{BYTES_ONLY, Recorder, TOOL};
pub use name::{id_of_folder, is_device, is_id, is_safe_path};
pub use object::Lost;
pub use object::Object;
pub use record::{Description, Record};
pub use store::Store;
pub use store::{StoreBusy, WithinStore};
pub use verify::Verdict;
pub use walk::StoreUnwritable;
pub use within::is_within_store;

/// What to do about a file that is not what the archive has stored.
const RESTORE: Words = Words::new(
    "change nothing else in the store, and restore this file from a backup copy; it is not repaired automatically",
    "保存庫のほかのものには手を加えず、このファイルをバックアップから戻してください。自動では修復しません",
);
