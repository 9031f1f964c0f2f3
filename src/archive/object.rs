//! A report in the store with all its versions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::RESTORE;
use super::digest::{self, sha512};
use super::event::Event;
use super::inventory::{Inventory, Version, version_name};
use super::record::{RECORD, Record};
use super::{json, walk};
use crate::archive::json::BrokenRecord;
use crate::diagnostic::{Diagnostic, Language, Sources, Words, problems};
use crate::plain_file::Unreadable;

pub(super) const NAME_DIFFERS: Words =
    Words::new("it is about another report or version", "別の報告書か別の版のものです");

/// What an object says of itself; the store may have been tampered with unless it is verified.
pub struct Object {
    /// Its name.
    pub id: String,
    pub(super) folder: PathBuf,
    pub(super) inventory: Inventory,
    /// The SHA-512 of its inventory: whoever has noted it elsewhere can tell that nothing was changed since.
    pub fingerprint: String,
    /// What happened to it, as far as the events can be read.
    pub events: Vec<Event>,
}

impl Object {
    /// Reads the inventory and the events of an object.
    pub(super) fn read(folder: &Path, id: &str, sources: &mut Sources) -> Result<Self, Diagnostic> {
        let name = walk::shown(folder, "inventory.json");
        let bytes = walk::read(folder, "inventory.json")?;
        // The two are written together; where they differ, what follows would be told of a forged past.
        let sidecar = walk::read(folder, "inventory.json.sha512")?;
        if sidecar != digest::sidecar(&sha512(&bytes)) {
            return Err(Diagnostic::nowhere(Altered { path: name }));
        }
        let inventory = Inventory::read(&name, &bytes, sources)?;
        if inventory.id != id {
            let reason = NAME_DIFFERS.into();
            return Err(Diagnostic::nowhere(BrokenRecord { path: name, reason }));
        }
        let logs = walk::names(&folder.join("logs")).unwrap_or_default();
        let event = |name: String| {
            let path = format!("logs/{name}");
            let bytes = walk::read(folder, &path).ok()?;
            Event::read(&path, &bytes, &mut Sources::default()).ok().flatten()
        };
        let events = logs.into_keys().filter_map(event).collect();
        Ok(Self { id: id.to_owned(), folder: folder.to_owned(), inventory, fingerprint: sha512(&bytes), events })
    }

    /// The fingerprint that a version had when it was the newest, if its own inventory can be read.
    pub fn fingerprint_of(&self, number: usize) -> Option<String> {
        let path = format!("{}/inventory.json", version_name(number));
        walk::read(&self.folder, &path).ok().map(|bytes| sha512(&bytes))
    }

    /// The number of the newest version.
    pub fn head(&self) -> usize {
        self.inventory.head()
    }

    /// Whether there is a version of this number.
    ///
    /// # Errors
    /// An error if there is none.
    pub fn has_version(&self, number: usize) -> Result<(), Diagnostic> {
        if self.inventory.version(number).is_some() {
            return Ok(());
        }
        let problem = UnknownVersion { id: self.id.clone(), version: number, head: self.head() };
        Err(Diagnostic::nowhere(problem))
    }

    /// When a version was made, by whom and why.
    pub(super) fn version(&self, number: usize) -> Option<&Version> {
        self.inventory.version(number)
    }

    /// When a version was made (RFC 3339), by whom and why.
    pub fn issue(&self, number: usize) -> [&str; 3] {
        self.version(number).map_or([""; 3], |version| [&version.created, &version.user.name, &version.message])
    }

    /// The SHA-512 of each file of a version, by its path in the version.
    pub fn files(&self, number: usize) -> BTreeMap<&str, &str> {
        self.inventory.files(number).into_iter().map(|(path, (digest, _))| (path, digest)).collect()
    }

    /// The size of a file of a version in bytes, if it is there.
    pub fn size(&self, number: usize, path: &str) -> Option<u64> {
        let stored = self.inventory.files(number).get(path)?.1.to_owned();
        std::fs::symlink_metadata(self.folder.join(stored)).ok().map(|data| data.len())
    }

    /// The content of a file of a version.
    ///
    /// # Errors
    /// A file that the version does not have, that cannot be read, or that is not what it was.
    pub fn file(&self, number: usize, path: &str) -> Result<Vec<u8>, Diagnostic> {
        let Some((digest, stored)) = self.inventory.files(number).get(path).copied() else {
            let path = format!("{}/{path}", walk::shown(&self.folder, &version_name(number)));
            return Err(Diagnostic::nowhere(Lost { path }));
        };
        let bytes = walk::read(&self.folder, stored)?;
        if sha512(&bytes) == digest {
            return Ok(bytes);
        }
        let path = walk::shown(&self.folder, stored);
        Err(Diagnostic::nowhere(Altered { path }))
    }

    /// All files of a version, by their path in it.
    ///
    /// # Errors
    /// Each file that cannot be read or is not what it was.
    pub fn contents(&self, number: usize) -> Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>> {
        let mut contents = BTreeMap::new();
        let mut errors = Vec::new();
        for path in self.inventory.files(number).into_keys() {
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
    pub fn record(&self, number: usize, sources: &mut Sources) -> Result<Record, Diagnostic> {
        let bytes = self.file(number, RECORD)?;
        let name = self.inventory.files(number).get(RECORD).map_or(RECORD, |(_, stored)| stored).to_owned();
        json::read(&walk::shown(&self.folder, &name), &bytes, sources)
    }

    /// The last event's path and file.
    pub(super) fn last_event(&self) -> Result<Option<(String, Vec<u8>)>, Diagnostic> {
        let logs = self.folder.join("logs");
        let unreadable =
            |e| Diagnostic::nowhere(Unreadable { path: logs.display().to_string(), reason: Into::into(&e) });
        let names = walk::names(&logs).map_err(unreadable)?;
        let Some(name) = names.into_keys().next_back() else { return Ok(None) };
        let path = format!("logs/{name}");
        let bytes = walk::read(&self.folder, &path)?;
        Ok(Some((path, bytes)))
    }
}

problems! {
    /// Unknown version.
    K0707 error UnknownVersion { id: String, version: usize, head: usize }
    en: "`{id}` has no version {version}",
        hint "choose a version from 1 to {head}";
    ja: "`{id}`に第{version}版はありません",
        hint "第1版から第{head}版までのどれかを指定してください";

    /// Altered file.
    K0708 error Altered { path: String }
    en: "`{path}` has changed since it was stored",
        hint { RESTORE.text(Language::English) };
    ja: "`{path}`の内容が、保存したときから変わっています",
        hint { RESTORE.text(Language::Japanese) };

    /// Missing file.
    K0709 error Lost { path: String }
    en: "`{path}` is missing",
        hint { RESTORE.text(Language::English) };
    ja: "`{path}`がありません",
        hint { RESTORE.text(Language::Japanese) };
}
