//! Adding a version, so that it is there as a whole or not at all.
//!
//! The object is put together in the staging folder: what older versions hold under second names,
//! what is new as new files, all of it brought down to the medium and then read again and checked.
//! A first version gets its name by one rename. A further one takes two, the old object away and
//! the new one in its place; see `recover` for a run that is killed between them.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::admission::UnusableName;
use crate::digest::{sha512, sidecar};
use crate::disk::Disk;
use crate::event::{Act, EventKind, EventOutcome};
use crate::inventory::{Inventory, IssuedVersion, version_name};
use crate::issue::Issue;
use crate::log::{NewEvent, following, last_before};
use crate::object::StoredObject;
use crate::record::{PreviousVersion, RECORD, VersionRecord};
use crate::register::ReportVersion;
use crate::root::OBJECT_DECLARATION;
use crate::store::Store;
use crate::walk::{self, unwritable};
use crate::{check, is_safe_path, json, recover, register, staging};
use kakugi_diagnostic::internal::ExpectInternal;
use kakugi_diagnostic::{Diagnostic, Sources, Words};
use kakugi_file::EntryKind;

/// What became of an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddOutcome {
    /// It is this version now.
    Version(usize),
    /// It is the same as this version, the newest; nothing was added.
    Same(usize),
}

/// What is said of a path that a version cannot have.
const RULE_OF_PATHS: Words = Words::new(
    "it leads out of its folder, or is reserved for the store itself",
    "フォルダーの外を指すパスか、保存庫の管理に使う名前です",
);

/// The message of a first version without a reason.
const FIRST: &str = "初版 (first issue)";

impl Store {
    /// Adds an issue of a report as the first or next version of an object.
    ///
    /// # Errors
    /// What [`Store::admit`] finds, paths that cannot be kept, a further version without a reason, another report of the
    /// same name, or a store that cannot be written. Nothing is added then.
    pub fn add(
        &self,
        id: &str,
        issue: &Issue,
        act: &Act,
        sources: &mut Sources,
    ) -> Result<AddOutcome, Vec<Diagnostic>> {
        let object = self.admit(id, sources)?;
        let unsafe_paths = issue.content.keys().filter(|path| !is_safe_path(path) || *path == RECORD);
        let errors: Vec<_> = unsafe_paths
            .map(|path| Diagnostic::nowhere(UnusableName { name: path.clone(), rule: RULE_OF_PATHS }))
            .collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        if let Some(object) = &object {
            let mut head = object.files(object.head());
            head.remove(RECORD);
            let digests: Vec<String> = issue.content.values().map(|bytes| sha512(bytes)).collect();
            if head.into_iter().eq(issue.content.keys().map(String::as_str).zip(digests.iter().map(String::as_str))) {
                return Ok(AddOutcome::Same(object.head()));
            }
            issue.check_succession(object, sources).map_err(|error| vec![error])?;
        }
        let result = self.stage(id, object.as_ref(), issue, act, sources);
        if result.is_err() {
            // What cannot be cleaned up now is cleaned up by the next run.
            let _ = recover::tidy(self.disk.as_ref(), &self.root);
        }
        result
    }

    fn stage(
        &self,
        id: &str,
        object: Option<&StoredObject>,
        issue: &Issue,
        act: &Act,
        sources: &mut Sources,
    ) -> Result<AddOutcome, Vec<Diagnostic>> {
        let disk = self.disk.as_ref();
        let place = self.root.join(id);
        let staging = staging::begin(disk, &self.root).map_err(|e| vec![unwritable(&place, &e)])?;
        let mut draft = ObjectDraft { disk, root: staging.join("draft").join(id), folders: BTreeSet::new() };
        let number = draft.fill(id, object, issue, act).map_err(|error| vec![error])?;
        draft.sync().map_err(|e| vec![unwritable(&place, &e)])?;
        // A disk that takes bytes and gives others back is found before the version counts.
        let checked = check::object(&draft.root, id, sources);
        if !checked.findings.is_empty() {
            return Err(checked.findings);
        }
        let version = ReportVersion { id: id.to_owned(), version: number, inventory_digest: checked.inventory_digest };
        self.prepare_register(&staging, &draft.root, &version).map_err(|error| vec![error])?;
        let named = match object {
            None => disk.rename(&draft.root, &place),
            Some(_) => replace(disk, &draft.root, &place, &staging, id),
        };
        named.map_err(|e| vec![unwritable(&place, &e)])?;
        // The version counts already. What is still to do is done by the next run if it cannot be done now.
        let entered = register::finish(disk, &self.root, &staging);
        disk.sync(&self.root).map_err(|e| vec![unwritable(&place, &e)])?;
        if entered.is_ok() {
            let _ = staging::end(disk, &self.root);
        }
        Ok(AddOutcome::Version(number))
    }
}

/// Puts a further version, whose object is a draft, in the place of the object that it continues.
fn replace(disk: &dyn Disk, draft: &Path, place: &Path, staging: &Path, id: &str) -> io::Result<()> {
    let (new, old) = (staging.join("new"), staging.join("old"));
    disk.folder(&new)?;
    disk.folder(&old)?;
    disk.rename(draft, &new.join(id))?;
    disk.sync(&new)?;
    disk.rename(place, &old.join(id))?;
    disk.rename(&new.join(id), place).or_else(|e| {
        disk.rename(&old.join(id), place)?;
        Err(e)
    })
}

/// An object that is being put together.
struct ObjectDraft<'a> {
    disk: &'a dyn Disk,
    root: PathBuf,
    folders: BTreeSet<PathBuf>,
}

impl ObjectDraft<'_> {
    /// Writes all files of the object; gives the number of the new version.
    fn fill(&mut self, id: &str, object: Option<&StoredObject>, issue: &Issue, act: &Act) -> Result<usize, Diagnostic> {
        let mut inventory = object.map_or_else(|| Inventory::empty(id), |object| object.inventory.clone());
        let number = inventory.head() + 1;
        let version = version_name(number);
        let previous = object.map(previous).transpose()?;
        let record = VersionRecord {
            object: id.to_owned(),
            version: version.clone(),
            report: issue.report.clone(),
            tool: act.tool.clone(),
            made: issue.made.clone(),
            previous,
        };
        match object {
            Some(object) => self.link_all(&object.folder)?,
            None => self.put(OBJECT_DECLARATION.0, OBJECT_DECLARATION.1.as_bytes())?,
        }
        let record = json::write(&record)?;
        let content = issue.content.iter().map(|(path, bytes)| (path.as_str(), bytes)).chain([(RECORD, &record)]);
        let mut state: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, bytes) in content {
            let digest = sha512(bytes);
            if !inventory.manifest.contains_key(&digest) {
                let stored = format!("{version}/content/{path}");
                self.put(&stored, bytes)?;
                inventory.manifest.insert(digest.clone(), vec![stored]);
            }
            state.entry(digest).or_default().push(path.to_owned());
        }
        let message = issue.reason.clone().unwrap_or_else(|| FIRST.to_owned());
        let notes = vec![message.clone(), register::NOTE.to_owned()];
        inventory.push(IssuedVersion { created: act.time.to_string(), message, user: act.actor.clone(), state });
        let bytes = json::write(&inventory)?;
        let digest = sha512(&bytes);
        for folder in ["", &format!("{version}/")] {
            self.put(&format!("{folder}inventory.json"), &bytes)?;
            self.put(&format!("{folder}inventory.json.sha512"), &sidecar(&digest))?;
        }
        let kind = if object.is_none() { EventKind::Created } else { EventKind::Reissued };
        let last = object.map(|object| last_before(object, act)).transpose()?.flatten();
        let new = NewEvent { kind, version: number, outcome: EventOutcome::Success, notes };
        let event = following(last.as_ref(), id, new, digest, act);
        self.put(&event.path(), &event.to_bytes()?)?;
        Ok(number)
    }

    /// Takes over all files of an object but those that the new version replaces.
    fn link_all(&mut self, from: &Path) -> Result<(), Diagnostic> {
        let below = walk::below(from).map_err(|e| walk::unreadable(from, &e))?;
        for (path, kind) in &below {
            let replaced = matches!(path.as_str(), "inventory.json" | "inventory.json.sha512");
            if replaced || *kind != EntryKind::PlainFile {
                continue;
            }
            let to = self.root.join(path);
            self.parents(&to).and_then(|()| self.disk.link(&from.join(path), &to)).map_err(|e| unwritable(&to, &e))?;
        }
        Ok(())
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let to = self.root.join(path);
        self.parents(&to).and_then(|()| self.disk.write(&to, bytes)).map_err(|e| unwritable(&to, &e))
    }

    /// Makes the folders above a file.
    fn parents(&mut self, path: &Path) -> io::Result<()> {
        let missing: Vec<&Path> =
            path.ancestors().skip(1).take_while(|folder| !self.folders.contains(*folder) && !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            self.disk.folder(folder)?;
            self.folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Brings the names of all files down to the medium, the innermost first.
    fn sync(&self) -> io::Result<()> {
        self.folders.iter().rev().try_for_each(|folder| self.disk.sync(folder))
    }
}

/// The newest version as the next one finds it.
fn previous(object: &StoredObject) -> Result<PreviousVersion, Diagnostic> {
    let last = object.last_event()?.internal("a sound object has no event")?;
    Ok(PreviousVersion {
        version: version_name(object.head()),
        inventory_sha512: object.inventory_digest.clone(),
        event: last.path,
        event_sha512: sha512(&last.bytes),
    })
}
