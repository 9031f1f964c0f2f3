//! The register: which reports the store holds, so that one whose folder is taken away, or put back to an earlier version, is
//! missed.
//!
//! Stores of earlier releases have none; it is made when a version is added, or when all is found to be sound. An entry is
//! written beside the version that it is about, and gets into the register after that has got its name. So the register may
//! be behind a store that is sound; where it is before the store, somebody has taken something away, and nothing is added
//! to that (`admission`) until `renew` is asked for.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::digest::{is_digest, sha512};
use crate::discrepancy::AlteredFile;
use crate::disk::Disk;
use crate::inventory::version_name;
use crate::object::StoredObject;
use crate::root::REGISTER;
use crate::seal::{self, Seal};
use crate::{is_id, json, staging, walk};
use kakugi_diagnostic::internal::InternalError;
use kakugi_diagnostic::{Diagnostic, Language, Sources, Words, problems};

/// What the event of a version notes whose report is in the register: so a store knows that it had one.
pub(crate) const NOTE: &str = "entered in kakugi-register.json";

/// The reports by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Register {
    pub reports: BTreeMap<String, RegisterEntry>,
    /// The SHA-512 of this file with zeros in this place.
    sha512: String,
}

/// A report as it was when it was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegisterEntry {
    /// The number of its newest version.
    pub version: usize,
    /// The SHA-512 of the inventory of that version.
    pub inventory_sha512: String,
}

impl Register {
    /// Reads the register of a store; none if there is no such file.
    ///
    /// # Errors
    /// One that cannot be read, or is not what was written.
    pub fn read(root: &Path) -> Result<Option<Self>, Diagnostic> {
        let bytes = match walk::read(root, REGISTER) {
            Ok(bytes) => bytes,
            Err(_) if !root.join(REGISTER).is_symlink() && !root.join(REGISTER).exists() => return Ok(None),
            Err(error) => return Err(error),
        };
        Self::of(&bytes, &walk::shown(root, REGISTER)).map(Some)
    }

    fn of(bytes: &[u8], path: &str) -> Result<Self, Diagnostic> {
        if seal::state(bytes) == Seal::Whole {
            let register: Self = json::read(path, bytes, &mut Sources::default())?;
            if register.reports.iter().all(|(id, entry)| is_id(id) && entry.is_possible()) {
                return Ok(register);
            }
        }
        Err(Diagnostic::nowhere(AlteredFile { path: path.to_owned() }))
    }

    /// The register of these reports.
    pub fn listing(objects: &[StoredObject]) -> Self {
        let reports = objects.iter().map(|object| {
            let inventory_sha512 = object.inventory_digest.clone();
            (object.id.clone(), RegisterEntry { version: object.head(), inventory_sha512 })
        });
        Self { reports: reports.collect(), ..Self::default() }
    }

    fn to_bytes(&self) -> Result<Vec<u8>, InternalError> {
        seal::sealed(json::write(&Self { sha512: seal::blank(), ..self.clone() })?)
    }

    /// Writes the register into the staging folder, where a run that is killed leaves it to the next one.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn stage(&self, disk: &dyn Disk, staging: &Path) -> Result<(), Diagnostic> {
        let path = staged(staging);
        disk.write(&path, &self.to_bytes()?).map_err(|e| walk::unwritable(&path, &e))
    }

    /// Puts this register in the place of the one that a store has.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn replace(&self, disk: &dyn Disk, root: &Path) -> Result<(), Diagnostic> {
        let written = write(disk, root, &self.to_bytes()?);
        let _ = staging::end(disk, root);
        written.map_err(|e| walk::unwritable(root, &e))
    }

    /// Enters a version of the object in a folder, unless a later one is entered already, or the one that is entered is not
    /// among the object's: a contradiction is never overwritten.
    pub fn enter(&mut self, new: &ReportVersion, folder: &Path) {
        let known = self.reports.get(&new.id);
        if known.is_none_or(|entry| entry.version < new.version && entry.is_in(folder)) {
            let entry = RegisterEntry { version: new.version, inventory_sha512: new.inventory_digest.clone() };
            self.reports.insert(new.id.clone(), entry);
        }
    }
}

/// A version of a report, as it was found to be sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportVersion {
    /// The name of the report.
    pub id: String,
    /// The number of the version.
    pub version: usize,
    /// The SHA-512 of its inventory.
    pub inventory_digest: String,
}

impl RegisterEntry {
    /// Whether there can be such a version.
    fn is_possible(&self) -> bool {
        self.version > 0 && is_digest(&self.inventory_sha512)
    }

    /// Whether the object in a folder has the version that is entered, as it was then.
    fn is_in(&self, folder: &Path) -> bool {
        walk::read(folder, &format!("{}/inventory.json", version_name(self.version)))
            .is_ok_and(|bytes| sha512(&bytes) == self.inventory_sha512)
    }
}

/// The register that a run has written and not yet given its name, if it had written it to the end.
fn staged(staging: &Path) -> PathBuf {
    staging.join(REGISTER)
}

fn write(disk: &dyn Disk, root: &Path, bytes: &[u8]) -> io::Result<()> {
    let staging = staging::begin(disk, root)?;
    disk.write(&staged(&staging), bytes)?;
    disk.rename(&staged(&staging), &root.join(REGISTER))?;
    disk.sync(root)
}

/// Gives the register its name that a run has prepared, if the versions are there that it tells of.
pub(crate) fn finish(disk: &dyn Disk, root: &Path, staging: &Path) -> io::Result<()> {
    let path = staged(staging);
    let Ok(bytes) = walk::read(staging, REGISTER) else { return Ok(()) };
    let Ok(new) = Register::of(&bytes, REGISTER) else { return Ok(()) };
    let old = Register::read(root).ok().flatten().unwrap_or_default();
    let mut changed = new.reports.iter().filter(|(id, entry)| old.reports.get(*id) != Some(*entry));
    if changed.all(|(id, entry)| entry.is_in(&root.join(id))) {
        disk.rename(&path, &root.join(REGISTER))
    } else {
        Ok(())
    }
}

/// What to do about a report or a version that was taken away.
const BRING_BACK: Words = Words::new(
    "find out who changed the store, and restore the folder from a backup copy; if the report was removed on \
     purpose, see `kakugi explain K0724`",
    "誰が保存庫を変更したかを確かめ、フォルダーをバックアップから戻してください。意図して取り除いた場合は、\
     `kakugi explain K0724`を見てください",
);

problems! {
    /// Missing report.
    K0724 error MissingReport { id: String, version: usize }
    en: "the report `{id}` is missing, although the store has had its version {version}",
        hint { BRING_BACK.text(Language::English) };
    ja: "報告書`{id}`がありません。保存庫には第{version}版まで保存されていました",
        hint { BRING_BACK.text(Language::Japanese) };

    /// Missing version.
    K0725 error MissingVersion { id: String, version: usize, head: usize }
    en: "version {version} of `{id}` is missing: the newest version in its folder is {head}",
        hint { BRING_BACK.text(Language::English) };
    ja: "`{id}`の第{version}版がありません。フォルダーにあるのは第{head}版までです",
        hint { BRING_BACK.text(Language::Japanese) };
}
