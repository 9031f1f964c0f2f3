//! Writing events.

use std::io;
use std::path::{Path, PathBuf};

use kakugi_diagnostic::{Diagnostic, Language, Reason, Sources, problems};

use crate::disk::Disk;
use crate::event::{Act, EventKind, EventOutcome, StoreEvent, is_before};
use crate::inventory::version_name;
use crate::object::{EventFile, StoredObject};
use crate::store::Store;
use crate::{digest::sha512, staging, walk};

/// What happened to an object, as it is to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// What happened.
    pub kind: EventKind,
    /// The version that it is about, counted from 1.
    pub version: usize,
    /// How it ended.
    pub outcome: EventOutcome,
    /// What else is to be said, one statement per line.
    pub notes: Vec<String>,
}

/// The event after the last one of an object, about a version with an inventory of this digest.
pub(crate) fn following(
    last: Option<&EventFile>,
    id: &str,
    new: NewEvent,
    inventory_sha512: String,
    act: &Act,
) -> StoreEvent {
    StoreEvent {
        event: new.kind,
        sequence: last.map_or(0, |last| last.sequence) + 1,
        object: id.to_owned(),
        version: version_name(new.version),
        time: act.time.to_string(),
        actor: act.actor.clone(),
        outcome: new.outcome,
        tool: act.tool.clone(),
        notes: new.notes,
        inventory_sha512,
        previous_sha512: last.map(|last| sha512(&last.bytes)),
        sha512: String::new(),
    }
}

/// The last event of an object, if something that is done now can come after it.
///
/// # Errors
/// A log that cannot be read or holds something else than events, or a clock that is behind the last event.
pub(crate) fn last_before(object: &StoredObject, act: &Act) -> Result<Option<EventFile>, Diagnostic> {
    let Some(last) = object.last_event()? else { return Ok(None) };
    if let Ok(Some(before)) = StoreEvent::read(&last.path, &last.bytes, &mut Sources::default())
        && before.time.parse().is_ok_and(|before| is_before(act.time, before))
    {
        let (now, last) = (act.time.to_string(), before.time);
        return Err(Diagnostic::nowhere(ClockBehind { id: object.id.clone(), now, last }));
    }
    Ok(Some(last))
}

/// So many events are kept until they are written at once.
const BATCH: usize = 1_000;

/// An event that is to be written.
struct PendingEvent {
    id: String,
    /// The object's folder.
    folder: PathBuf,
    /// The event's path in that folder.
    path: String,
    bytes: Vec<u8>,
}

/// Writes down what happens to one object after another. To bring each event down to the medium by itself would take
/// longer than all else that is done with a small object.
pub struct Recorder<'s> {
    store: &'s Store,
    pending: Vec<PendingEvent>,
    /// Why events are not recorded.
    refused: Vec<Diagnostic>,
}

impl Store {
    /// Begins to write down what happens to objects.
    pub fn recorder(&self) -> Recorder<'_> {
        Recorder { store: self, pending: Vec::new(), refused: Vec::new() }
    }

    /// Makes sure that something that is done to an object now can come after what was done to it.
    ///
    /// # Errors
    /// A clock that is behind the last event, or a log that holds something else than events.
    pub fn check_clock(&self, object: &StoredObject, act: &Act) -> Result<(), Diagnostic> {
        last_before(object, act).map(drop)
    }

    /// Writes down that something happened to an object.
    ///
    /// # Errors
    /// A warning that the event is not recorded, and why.
    pub fn record(&self, object: &StoredObject, new: NewEvent, act: &Act) -> Result<(), Diagnostic> {
        let mut recorder = self.recorder();
        recorder.add(object, new, act);
        recorder.finish().pop().map_or(Ok(()), Err)
    }
}

impl Recorder<'_> {
    /// Adds an event about an object; an object has one at a time.
    pub fn add(&mut self, object: &StoredObject, new: NewEvent, act: &Act) {
        match self.pending_event(object, new, act) {
            Ok(event) => self.pending.push(event),
            Err(error) => self.refused.push(error),
        }
        if self.pending.len() >= BATCH {
            self.flush();
        }
    }

    fn pending_event(&self, object: &StoredObject, new: NewEvent, act: &Act) -> Result<PendingEvent, Diagnostic> {
        if !self.store.is_locked() {
            let denied = io::Error::from(io::ErrorKind::PermissionDenied);
            return Err(not_recorded(&object.id, denied.into()));
        }
        let inventory = walk::read(&object.folder, &format!("{}/inventory.json", version_name(new.version)))?;
        let last = last_before(object, act)?;
        let event = following(last.as_ref(), &object.id, new, sha512(&inventory), act);
        let (id, folder) = (object.id.clone(), object.folder.clone());
        Ok(PendingEvent { id, folder, path: event.path(), bytes: event.to_bytes()? })
    }

    /// Writes what is still pending; gives a warning for each event that is not recorded.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.flush();
        std::mem::take(&mut self.refused)
    }

    /// Writes what is pending.
    fn flush(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return;
        }
        let (disk, root) = (self.store.disk.as_ref(), &self.store.root);
        let mut named = 0;
        let written = write_together(disk, root, &pending, &mut named);
        // The events count already; leftovers are no reason to say that they do not.
        let _ = staging::end(disk, root);
        if let Err(e) = written {
            self.refused.extend(pending[named..].iter().map(|event| not_recorded(&event.id, (&e).into())));
        }
    }
}

/// Writes first all files, then, once they are on the medium, their names; `named` counts those that have theirs.
fn write_together(disk: &dyn Disk, root: &Path, events: &[PendingEvent], named: &mut usize) -> io::Result<()> {
    let staging = staging::begin(disk, root)?;
    let staged: Vec<PathBuf> = (0..events.len()).map(|index| staging.join(format!("event-{index}.json"))).collect();
    let bytes = events.iter().map(|event| event.bytes.as_slice());
    disk.write_all(&staged.iter().cloned().zip(bytes).collect::<Vec<_>>())?;
    for (staged, event) in staged.iter().zip(events) {
        disk.rename(staged, &event.folder.join(&event.path))?;
        *named += 1;
    }
    disk.sync_all(&events.iter().map(|event| event.folder.join("logs")).collect::<Vec<_>>())
}

fn not_recorded(id: &str, reason: Reason) -> Diagnostic {
    Diagnostic::nowhere(EventNotRecorded { id: id.to_owned(), reason })
}

problems! {
    /// Event not recorded.
    K0714 warning EventNotRecorded { id: String, reason: Reason }
    en: { format!("this action on `{id}` could not be recorded in the store: {}", reason.text(Language::English)) },
        hint "note it elsewhere, or run the command again where the store can be written";
    ja: { format!("`{id}`に対する今回の操作を保存庫に記録できませんでした（{}）", reason.text(Language::Japanese)) },
        hint "別の所に書き留めるか、保存庫に書き込める環境でもう一度実行してください";

    /// Clock behind.
    K0727 error ClockBehind { id: String, now: String, last: String }
    en: "an action on `{id}` at {now} cannot be recorded after one at {last}",
        hint "correct the clock of this computer or unset `SOURCE_DATE_EPOCH`, and try again; if the clock is \
            right, see `kakugi explain K0727`";
    ja: "`{id}`に対する{now}の操作は、{last}の操作より後のものとして記録できません",
        hint "このコンピューターの時計を合わせるか、`SOURCE_DATE_EPOCH`の指定をやめて、もう一度実行してください。時\
            計が正しいときは、`kakugi explain K0727`を見てください";
}
