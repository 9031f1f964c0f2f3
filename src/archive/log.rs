//! Writing events.

use std::io;
use std::path::PathBuf;

use super::digest::sha512;
use super::event::{Act, Event, EventKind, Outcome, is_before};
use super::inventory::version_name;
use super::object::Object;
use super::store::Store;
use super::{recover, walk};
use crate::diagnostic::{Diagnostic, Language, Reason, Sources, problems};

/// The program with its version, as events and records name it.
pub const TOOL: &str = concat!("kakugi ", env!("CARGO_PKG_VERSION"));

/// The note of a verification that looked at nothing but the bytes.
pub const BYTES_ONLY: &str = "bytes only: documents neither judged nor made anew";

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
    if let Some((path, bytes)) = &last
        && let Ok(Some(before)) = Event::read(path, bytes, &mut Sources::default())
        && before.time.parse().is_ok_and(|before| is_before(act.time, before))
    {
        let (now, last) = (act.time.to_string(), before.time);
        return Err(Diagnostic::nowhere(ClockBehind { id: id.to_owned(), now, last }));
    }
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

/// Events that are kept until so many can be written at once.
const TOGETHER: usize = 1_000;

/// An event that is to be written.
struct Pending {
    id: String,
    /// The object's folder, and the event's path in it.
    folder: PathBuf,
    path: String,
    bytes: Vec<u8>,
}

/// Writes down what happens to one object after another. To bring each event down to the medium by itself would take
/// longer than all else that is done with a small object.
pub struct Recorder<'s> {
    store: &'s Store,
    pending: Vec<Pending>,
    /// Warnings about what could not be recorded.
    refused: Vec<Diagnostic>,
}

impl Store {
    /// Begins to write down what happens to objects.
    pub fn recorder(&self) -> Recorder<'_> {
        Recorder { store: self, pending: Vec::new(), refused: Vec::new() }
    }

    /// Whether something that is done to an object now can come after what was done to it.
    ///
    /// # Errors
    /// A clock that stands before the last event.
    pub fn may_record(&self, object: &Object, act: &Act) -> Result<(), Diagnostic> {
        next(Some(object), &object.id, EventKind::Verified, object.head(), String::new(), Vec::new(), act).map(drop)
    }

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
        let mut recorder = self.recorder();
        recorder.add(object, kind, version, outcome, notes, act);
        recorder.finish().pop().map_or(Ok(()), Err)
    }
}

impl Recorder<'_> {
    /// Adds an event about an object; an object has one at a time.
    pub fn add(
        &mut self,
        object: &Object,
        kind: EventKind,
        version: usize,
        outcome: Outcome,
        notes: Vec<String>,
        act: &Act,
    ) {
        if !self.store.is_locked() {
            let denied = io::Error::from(io::ErrorKind::PermissionDenied);
            return self.refused.push(not_recorded(&object.id, denied.into()));
        }
        let event = || {
            let inventory = walk::read(&object.folder, &format!("{}/inventory.json", version_name(version)))?;
            let event = next(Some(object), &object.id, kind, version, sha512(&inventory), notes, act)?;
            let event = Event { outcome, ..event };
            let bytes = event.to_bytes()?;
            Ok((event, bytes))
        };
        match event() {
            Ok((event, bytes)) => {
                let (id, folder) = (object.id.clone(), object.folder.clone());
                self.pending.push(Pending { id, folder, path: event.path(), bytes });
            }
            Err(error) => self.refused.push(error),
        }
        if self.pending.len() >= TOGETHER {
            self.flush();
        }
    }

    /// Writes what is still pending; gives a warning for each event that is not recorded.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.flush();
        std::mem::take(&mut self.refused)
    }

    /// Writes what is pending: first all files, then, once they are on the medium, their names.
    fn flush(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return;
        }
        let (disk, root) = (self.store.disk.as_ref(), &self.store.root);
        let mut named = 0;
        let mut write = || -> io::Result<()> {
            let staging = recover::begin(disk, root)?;
            let staged = |at: usize| staging.join(format!("event-{at}.json"));
            let files: Vec<(PathBuf, &[u8])> =
                pending.iter().enumerate().map(|(at, event)| (staged(at), event.bytes.as_slice())).collect();
            disk.write_all(&files)?;
            for (at, event) in pending.iter().enumerate() {
                disk.rename(&staged(at), &event.folder.join(&event.path))?;
                named = at + 1;
            }
            disk.sync_all(&pending.iter().map(|event| event.folder.join("logs")).collect::<Vec<_>>())
        };
        let written = write();
        // The events count already; leftovers are no reason to say that they do not.
        let _ = recover::end(disk, root);
        if let Err(e) = written {
            self.refused.extend(pending[named..].iter().map(|event| not_recorded(&event.id, (&e).into())));
        }
    }
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
