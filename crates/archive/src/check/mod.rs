//! Whether every byte of an object is what it was.
//!
//! Each file answers for another, or for itself:
//!
//! | file | is held by |
//! |---|---|
//! | declarations | the standard |
//! | content | the inventory |
//! | inventory | its sidecar, its copy, the next version's record, the events about its version, the register |
//! | sidecar | the inventory |
//! | event | its own digest, the next event, the next version's record |
//! | register | its own digest |
//!
//! Where witnesses contradict each other, the majority is right; a single flipped byte thus names
//! its file. The seams between versions show where somebody has changed a past issue and made the
//! files beside it agree.

mod copies;
mod log;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::digest::{sha512, sidecar};
use super::inventory::{Inventory, version_name};
use super::json;
use super::record::{RECORD, VersionRecord};
use super::register::RegisterEntry;
use super::root::{OBJECT_DECLARATION, REGISTER};
use super::walk;
use crate::NAME_DIFFERS;
use crate::discrepancy::{AlteredFile, MissingFile, StrayFile};
use crate::json::BrokenRecord;
use crate::register::MissingVersion;
use kakugi_diagnostic::{AnyProblem, Diagnostic, Sources, Words, problems};
use kakugi_file::{EntryKind, Unreadable};

/// What a check of an object gives.
#[derive(Default)]
pub(super) struct CheckResult {
    /// What is wrong, each with the name of the file.
    pub findings: Vec<Diagnostic>,
    /// How many files were read, and their bytes.
    pub files: usize,
    pub bytes: u64,
    /// The number of versions.
    pub head: usize,
    /// The SHA-512 of the inventory.
    pub inventory_digest: String,
    /// Whether events can be added.
    pub log_is_sound: bool,
}

/// Reads every file of an object that is not, or not yet, in the register.
pub(super) fn object(folder: &Path, id: &str, sources: &mut Sources) -> CheckResult {
    entered(folder, id, None, sources)
}

/// Reads every file of an object, and holds it against its entry in the register.
pub(super) fn entered(folder: &Path, id: &str, entry: Option<&RegisterEntry>, sources: &mut Sources) -> CheckResult {
    let files = match walk::below(folder) {
        Ok(files) => files,
        Err(e) => return CheckResult { findings: vec![walk::unreadable(folder, &e)], ..CheckResult::default() },
    };
    let (seen, measure) = (BTreeSet::new(), String::new());
    let mut check = ObjectCheck { folder, files, seen, measure, checked: CheckResult::default(), sources };
    check.all(id, entry);
    check.checked
}

/// Something that says what the digest of an inventory or event is, and the file where it stands.
struct DigestClaim {
    digest: String,
    witness: String,
}

struct ObjectCheck<'a> {
    folder: &'a Path,
    /// All that is below the folder, by its path in it.
    files: BTreeMap<String, EntryKind>,
    /// What was read, by its path.
    seen: BTreeSet<String>,
    /// The digest of the inventory by which all else is measured.
    measure: String,
    checked: CheckResult,
    sources: &'a mut Sources,
}

impl ObjectCheck<'_> {
    fn all(&mut self, id: &str, entry: Option<&RegisterEntry>) {
        self.constant(OBJECT_DECLARATION);
        if let Some(inventory) = self.trusted() {
            self.checked.head = inventory.head();
            if inventory.id != id {
                self.broken("inventory.json", NAME_DIFFERS);
            }
            let altered = self.content(&inventory);
            let (mut claims, about_events) = self.records(&inventory, &altered);
            if let Some(entry) = entry {
                let claim = DigestClaim { digest: entry.inventory_sha512.clone(), witness: REGISTER.to_owned() };
                claims.entry(entry.version).or_default().push(claim);
                if entry.version > inventory.head() {
                    let (id, version, head) = (id.to_owned(), entry.version, inventory.head());
                    self.push(MissingVersion { id, version, head }.into());
                }
            }
            self.events(&inventory, &mut claims, &about_events);
            self.copies(&inventory, &claims);
            self.strays();
        }
    }

    /// The content of a file, which is counted; an error and nothing if it cannot be read.
    fn take(&mut self, path: &str) -> Option<Vec<u8>> {
        self.seen.insert(path.to_owned());
        match walk::read(self.folder, path) {
            Ok(bytes) => {
                self.checked.files += 1;
                self.checked.bytes += bytes.len() as u64;
                Some(bytes)
            }
            Err(error) => {
                self.checked.findings.push(error);
                None
            }
        }
    }

    fn shown(&self, path: &str) -> String {
        // The register is no file of the object, and lies beside its folder.
        let folder = if path == REGISTER { self.folder.parent().unwrap_or(self.folder) } else { self.folder };
        walk::shown(folder, path)
    }

    fn push(&mut self, problem: AnyProblem) {
        self.checked.findings.push(Diagnostic::nowhere(problem));
    }

    fn altered(&mut self, path: &str) {
        let path = self.shown(path);
        self.push(AlteredFile { path }.into());
    }

    fn broken(&mut self, path: &str, term: Words) {
        let path = self.shown(path);
        self.push(BrokenRecord { path, reason: term.into() }.into());
    }

    fn contradicts(&mut self, path: &str, witness: &str) {
        let (path, witness) = (self.shown(path), self.shown(witness));
        self.push(ChainBroken { path, witness }.into());
    }

    fn constant(&mut self, (name, text): (&str, &str)) {
        if self.take(name).is_some_and(|bytes| bytes != text.as_bytes()) {
            self.altered(name);
        }
    }

    /// The inventory by which all else is measured: the root's if it agrees with its sidecar, else that of
    /// the newest version, else whichever can be read.
    fn trusted(&mut self) -> Option<Inventory> {
        let folders = (1..).map(version_name).take_while(|name| self.files.contains_key(name));
        let newest = folders.last().map(|name| format!("{name}/inventory.json"));
        let mut readable = None;
        for path in ["inventory.json".to_owned()].into_iter().chain(newest) {
            let Ok(bytes) = walk::read(self.folder, &path) else { continue };
            let digest = sha512(&bytes);
            let agrees =
                walk::read(self.folder, &format!("{path}.sha512")).is_ok_and(|beside| beside == sidecar(&digest));
            match Inventory::read(&self.shown(&path), &bytes, &mut Sources::default()) {
                Ok(inventory) if agrees => {
                    self.measure = digest;
                    return Some(inventory);
                }
                Ok(inventory) => readable = readable.or(Some(inventory)),
                Err(_) => {}
            }
        }
        if readable.is_none() {
            // Says what is wrong with the one that counts.
            let name = self.shown("inventory.json");
            let read = self.take("inventory.json").map(|bytes| Inventory::read(&name, &bytes, self.sources));
            self.checked.findings.extend(read.and_then(Result::err));
        }
        readable
    }

    /// Compares all stored content with the manifest; gives the paths that differ.
    fn content(&mut self, inventory: &Inventory) -> BTreeSet<String> {
        let mut altered = BTreeSet::new();
        for (digest, paths) in &inventory.manifest {
            for path in paths {
                match self.take(path) {
                    Some(bytes) if sha512(&bytes) == *digest => {}
                    Some(_) => {
                        self.altered(path);
                        altered.insert(path.clone());
                    }
                    None => drop(altered.insert(path.clone())),
                }
            }
        }
        altered
    }

    /// What the records of versions say of the versions before: their inventories by number, and
    /// events by path.
    fn records(
        &mut self,
        inventory: &Inventory,
        altered: &BTreeSet<String>,
    ) -> (BTreeMap<usize, Vec<DigestClaim>>, BTreeMap<String, DigestClaim>) {
        let mut inventories: BTreeMap<usize, Vec<DigestClaim>> = BTreeMap::new();
        let mut events = BTreeMap::new();
        for number in 1..=inventory.head() {
            let Some(stored) = inventory.files(number).get(RECORD).map(|file| file.stored.to_owned()) else {
                let path = self.shown(&format!("{}/content/{RECORD}", version_name(number)));
                self.push(MissingFile { path }.into());
                continue;
            };
            if altered.contains(&stored) {
                continue;
            }
            let Ok(bytes) = walk::read(self.folder, &stored) else { continue };
            let record: VersionRecord = match json::read(&self.shown(&stored), &bytes, self.sources) {
                Ok(record) => record,
                Err(error) => {
                    self.checked.findings.push(error);
                    continue;
                }
            };
            let before = record.previous.as_ref().map_or(String::new(), |previous| previous.version.clone());
            let expected = if number == 1 { String::new() } else { version_name(number - 1) };
            if record.object != inventory.id || record.version != version_name(number) || before != expected {
                self.broken(&stored, NAME_DIFFERS);
            } else if let Some(previous) = record.previous {
                let claim = DigestClaim { digest: previous.inventory_sha512, witness: stored.clone() };
                inventories.entry(number - 1).or_default().push(claim);
                events.insert(previous.event, DigestClaim { digest: previous.event_sha512, witness: stored });
            }
        }
        (inventories, events)
    }

    /// Finds what is there and belongs to nothing.
    fn strays(&mut self) {
        let mut folders: BTreeSet<String> = BTreeSet::from(["logs".to_owned()]);
        for path in &self.seen {
            folders.extend(path.match_indices('/').map(|(end, _)| path[..end].to_owned()));
        }
        for (path, kind) in &self.files {
            if self.seen.contains(path) || folders.contains(path) {
                continue;
            }
            let path = self.shown(path);
            self.checked.findings.push(match kind {
                EntryKind::Other(what) => Diagnostic::nowhere(Unreadable { path, reason: (*what).into() }),
                EntryKind::PlainFile | EntryKind::Folder => Diagnostic::nowhere(StrayFile { path }),
            });
        }
    }
}

problems! {
    /// Contradiction.
    K0712 error ChainBroken { path: String, witness: String }
    en: "`{path}` and `{witness}` contradict each other: one of them was changed after it was written",
        hint "compare both with a backup copy, and the digest with the one noted when the report was issued";
    ja: "`{path}`と`{witness}`が食い違っています。どちらかが後から変更されています",
        hint "両方をバックアップと比べ、ハッシュ値も発行時に書き留めたものと比べてください";
}
