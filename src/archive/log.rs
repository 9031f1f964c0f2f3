//! Writing events.

use std::io;

use super::digest::sha512;
use super::event::{Act, Event, EventKind, Outcome};
use super::inventory::version_name;
use super::object::Object;
use super::store::Store;
use super::{recover, walk};
use crate::diagnostic::{ArchiveProblem, Diagnostic, Reason};

/// The program with its version, as events and records name it.
pub const TOOL: &str = concat!("kakugi ", env!("CARGO_PKG_VERSION"));

/// The event after an object's last one, about a version with an inventory of this digest.
pub(super) fn next(
    object: Option<&Object>,
    id: &str,
    kind: EventKind,
    version: usize,
    inventory_sha512: String,
    notes: Vec<String>,
    act: &Act,
) -> Result<Event, Diagnostic> {
    let last = object.map(Object::last_event).transpose()?.flatten();
    let number = |(path, _): &(String, Vec<u8>)| path.get("logs/".len()..)?.split('-').next()?.parse::<usize>().ok();
    Ok(Event {
        event: kind,
        sequence: last.as_ref().and_then(number).unwrap_or(0) + 1,
        object: id.to_owned(),
        version: version_name(version),
        time: act.time.to_string(),
        actor: act.actor.clone(),
        outcome: Outcome::Success,
        tool: TOOL.to_owned(),
        notes,
        inventory_sha512,
        previous_sha512: last.map(|(_, bytes)| sha512(&bytes)),
        sha512: String::new(),
    })
}

impl Store {
    /// Writes down that something happened to an object, with what is to be said about it.
    ///
    /// # Errors
    /// A warning that the event is not recorded, and why.
    pub fn record(
        &self,
        object: &Object,
        kind: EventKind,
        version: usize,
        outcome: Outcome,
        notes: Vec<String>,
        act: &Act,
    ) -> Result<(), Diagnostic> {
        let warn = |reason: Reason| {
            Diagnostic::nowhere(ArchiveProblem::EventNotRecorded { id: object.id.clone(), reason }.into())
        };
        if !self.is_locked() {
            return Err(warn(Reason::from(io::Error::from(io::ErrorKind::PermissionDenied))));
        }
        let inventory = walk::read(&object.folder, &format!("{}/inventory.json", version_name(version)))?;
        let event = next(Some(object), &object.id, kind, version, sha512(&inventory), notes, act)?;
        let event = Event { outcome, ..event };
        let write = || -> io::Result<()> {
            let staged = recover::begin(self.disk.as_ref(), &self.root)?.join("event.json");
            self.disk.write(&staged, &event.to_bytes())?;
            self.disk.rename(&staged, &object.folder.join(event.path()))?;
            self.disk.sync(&object.folder.join("logs"))?;
            recover::end(self.disk.as_ref(), &self.root)
        };
        write().map_err(|e| {
            let _ = recover::end(self.disk.as_ref(), &self.root);
            warn(e.into())
        })
    }
}
