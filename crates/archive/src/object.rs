//! A report in the store with all its versions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kakugi_diagnostic::{Diagnostic, Sources, problems};

use crate::digest::{self, sha512};
use crate::discrepancy::{AlteredFile, MissingFile, StrayFile};
use crate::event::StoreEvent;
use crate::inventory::{Inventory, version_name};
use crate::json::{self, BrokenRecord};
use crate::record::{RECORD, VersionRecord};
use crate::{NAME_DIFFERS, walk};

/// What an object says of itself; the store may have been tampered with unless it is verified.
pub struct StoredObject {
    /// Its name.
    pub id: String,
    pub(crate) folder: PathBuf,
    pub(crate) inventory: Inventory,
    /// The SHA-512 of its inventory: whoever has noted it elsewhere can see that nothing was changed since.
    pub inventory_digest: String,
    /// What happened to it, as far as the events can be read.
    pub events: Vec<StoreEvent>,
}

/// When a version was issued, by whom and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssueNote<'o> {
    /// The time, after RFC 3339.
    pub created: &'o str,
    /// The name of the person.
    pub actor: &'o str,
    /// The reason.
    pub reason: &'o str,
}

/// The file of an event.
pub(crate) struct EventFile {
    /// The number of the event, counted from 1, as the name of the file has it.
    pub sequence: usize,
    /// Its path in the object's folder.
    pub path: String,
    pub bytes: Vec<u8>,
}

impl StoredObject {
    /// Reads the inventory and the events of an object.
    pub(crate) fn read(folder: &Path, id: &str, sources: &mut Sources) -> Result<Self, Diagnostic> {
        let name = walk::shown(folder, "inventory.json");
        let bytes = walk::read(folder, "inventory.json")?;
        // The two are written together; where they differ, what follows would be told of a forged past.
        let sidecar = walk::read(folder, "inventory.json.sha512")?;
        let inventory_digest = sha512(&bytes);
        if sidecar != digest::sidecar(&inventory_digest) {
            return Err(Diagnostic::nowhere(AlteredFile { path: name }));
        }
        let inventory = Inventory::read(&name, &bytes, sources)?;
        if inventory.id != id {
            return Err(Diagnostic::nowhere(BrokenRecord { path: name, reason: NAME_DIFFERS.into() }));
        }
        let logs = walk::names(&folder.join("logs")).unwrap_or_default();
        let events = logs.into_keys().filter_map(|name| readable_event(folder, &name)).collect();
        Ok(Self { id: id.to_owned(), folder: folder.to_owned(), inventory, inventory_digest, events })
    }

    /// The SHA-512 that the inventory had when a version was the newest, if the version's own inventory can be read.
    pub fn inventory_digest_of(&self, number: usize) -> Option<String> {
        let path = format!("{}/inventory.json", version_name(number));
        walk::read(&self.folder, &path).ok().map(|bytes| sha512(&bytes))
    }

    /// The number of the newest version.
    pub fn head(&self) -> usize {
        self.inventory.head()
    }

    /// Makes sure that there is a version of this number.
    ///
    /// # Errors
    /// There is none.
    pub fn expect_version(&self, number: usize) -> Result<(), Diagnostic> {
        if self.inventory.version(number).is_some() {
            return Ok(());
        }
        let problem = UnknownVersion { id: self.id.clone(), version: number, head: self.head() };
        Err(Diagnostic::nowhere(problem))
    }

    /// When a version was issued, by whom and why; nothing if there is no such version.
    pub fn issue(&self, number: usize) -> Option<IssueNote<'_>> {
        let version = self.inventory.version(number)?;
        Some(IssueNote { created: &version.created, actor: &version.user.name, reason: &version.message })
    }

    /// The SHA-512 of each file of a version, by its path in the version.
    pub fn files(&self, number: usize) -> BTreeMap<&str, &str> {
        self.inventory.files(number).into_iter().map(|(path, file)| (path, file.digest)).collect()
    }

    /// The size of a file of a version in bytes, if it is there.
    pub fn size(&self, number: usize, path: &str) -> Option<u64> {
        let stored = self.inventory.files(number).get(path)?.stored;
        std::fs::symlink_metadata(self.folder.join(stored)).ok().map(|data| data.len())
    }

    /// The content of a file of a version.
    ///
    /// # Errors
    /// A file that the version does not have, that cannot be read, or that is not what it was.
    pub fn file(&self, number: usize, path: &str) -> Result<Vec<u8>, Diagnostic> {
        let Some(file) = self.inventory.files(number).get(path).copied() else {
            let path = format!("{}/{path}", walk::shown(&self.folder, &version_name(number)));
            return Err(Diagnostic::nowhere(MissingFile { path }));
        };
        let bytes = walk::read(&self.folder, file.stored)?;
        if sha512(&bytes) == file.digest {
            return Ok(bytes);
        }
        let path = walk::shown(&self.folder, file.stored);
        Err(Diagnostic::nowhere(AlteredFile { path }))
    }

    /// All files of a version, by their path in it.
    ///
    /// # Errors
    /// Each file that cannot be read or is not what it was.
    pub fn contents(&self, number: usize) -> Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>> {
        let mut contents = BTreeMap::new();
        let mut errors = Vec::new();
        for path in self.files(number).into_keys() {
            match self.file(number, path) {
                Ok(bytes) => drop(contents.insert(path.to_owned(), bytes)),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok(contents) } else { Err(errors) }
    }

    /// What a version says of itself.
    ///
    /// # Errors
    /// A record that is missing or cannot be read.
    pub fn record(&self, number: usize, sources: &mut Sources) -> Result<VersionRecord, Diagnostic> {
        let bytes = self.file(number, RECORD)?;
        let name = self.inventory.files(number).get(RECORD).map_or(RECORD, |file| file.stored).to_owned();
        json::read(&walk::shown(&self.folder, &name), &bytes, sources)
    }

    /// The last event; none before the first.
    ///
    /// # Errors
    /// A log that cannot be read, or one with a file that is no event by its name: nobody knows then what number is next.
    pub(crate) fn last_event(&self) -> Result<Option<EventFile>, Diagnostic> {
        let logs = self.folder.join("logs");
        let mut last: Option<(usize, String)> = None;
        for name in walk::names(&logs).map_err(|e| walk::unreadable(&logs, &e))?.into_keys() {
            let path = format!("logs/{name}");
            let Some(sequence) = StoreEvent::sequence_in(&name) else {
                let path = walk::shown(&self.folder, &path);
                return Err(Diagnostic::nowhere(StrayFile { path }));
            };
            if last.as_ref().is_none_or(|(before, _)| *before <= sequence) {
                last = Some((sequence, path));
            }
        }
        let Some((sequence, path)) = last else { return Ok(None) };
        let bytes = walk::read(&self.folder, &path)?;
        Ok(Some(EventFile { sequence, path, bytes }))
    }
}

/// The event in a file of a log, if it is what was once written.
fn readable_event(folder: &Path, name: &str) -> Option<StoreEvent> {
    let path = format!("logs/{name}");
    let bytes = walk::read(folder, &path).ok()?;
    StoreEvent::read(&path, &bytes, &mut Sources::default()).ok().flatten()
}

problems! {
    /// Unknown version.
    K0707 error UnknownVersion { id: String, version: usize, head: usize }
    en: "`{id}` has no version {version}",
        hint "choose a version from 1 to {head}";
    ja: "`{id}`に第{version}版はありません",
        hint "第1版から第{head}版までのどれかを指定してください";
}
