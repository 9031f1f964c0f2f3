//! Inventories of objects (OCFL 1.1 §3.5).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::LEAVES_THE_ARCHIVE;
use crate::digest::is_digest;
use crate::event::Actor;
use crate::json;
use crate::json::BrokenRecord;
use crate::name::is_safe_path;
use kakugi_diagnostic::{Diagnostic, Sources, Words};

/// The value of `type`.
const TYPE: &str = "https://ocfl.io/1.1/spec/#inventory";
/// The name of the digest, and the ending of the file beside an inventory.
const ALGORITHM: &str = "sha512";

/// What an object holds, in all its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Inventory {
    pub id: String,
    r#type: String,
    digest_algorithm: String,
    /// The newest version, such as `v2`.
    head: String,
    /// Paths in the object's folder, by the digest of their content.
    pub manifest: BTreeMap<String, Vec<String>>,
    /// The versions, by their name.
    pub versions: BTreeMap<String, IssuedVersion>,
}

/// One issue of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct IssuedVersion {
    /// When it was made, after RFC 3339.
    pub created: String,
    /// Why it was issued.
    pub message: String,
    /// Who put it there.
    pub user: Actor,
    /// Paths in the version, by the digest of their content.
    pub state: BTreeMap<String, Vec<String>>,
}

/// A file of a version.
#[derive(Clone, Copy)]
pub(crate) struct VersionFile<'i> {
    /// The SHA-512 of its content.
    pub digest: &'i str,
    /// The path in the object's folder under which its content is stored.
    pub stored: &'i str,
}

/// The name of a version's folder, counted from 1.
pub(crate) fn version_name(number: usize) -> String {
    format!("v{number}")
}

impl Inventory {
    /// The inventory of an object without versions.
    pub fn empty(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            r#type: TYPE.to_owned(),
            digest_algorithm: ALGORITHM.to_owned(),
            head: String::new(),
            manifest: BTreeMap::new(),
            versions: BTreeMap::new(),
        }
    }

    /// Reads an inventory and makes sure that it holds together.
    ///
    /// # Errors
    /// An error where it is no JSON, or no inventory as this program writes them.
    pub fn read(name: &str, bytes: &[u8], sources: &mut Sources) -> Result<Self, Diagnostic> {
        let inventory: Self = json::read(name, bytes, sources)?;
        match inventory.contradiction() {
            Some(words) => Err(Diagnostic::nowhere(BrokenRecord { path: name.to_owned(), reason: words.into() })),
            None => Ok(inventory),
        }
    }

    /// The number of the newest version.
    pub fn head(&self) -> usize {
        self.versions.len()
    }

    /// A version by its number.
    pub fn version(&self, number: usize) -> Option<&IssuedVersion> {
        self.versions.get(&version_name(number))
    }

    /// Adds a version after the newest.
    pub fn push(&mut self, version: IssuedVersion) {
        self.head = version_name(self.versions.len() + 1);
        self.versions.insert(self.head.clone(), version);
    }

    /// The files of a version, by their path in it.
    pub fn files(&self, number: usize) -> BTreeMap<&str, VersionFile<'_>> {
        let mut files = BTreeMap::new();
        for (digest, paths) in self.version(number).into_iter().flat_map(|version| &version.state) {
            // An inventory that was read lists each digest.
            let Some(stored) = self.manifest.get(digest).and_then(|paths| paths.first()) else { continue };
            files.extend(paths.iter().map(|path| (path.as_str(), VersionFile { digest, stored })));
        }
        files
    }

    /// Whether an older inventory says the same of the versions that it knows.
    pub fn continues(&self, older: &Self) -> bool {
        older.id == self.id
            && older.versions.iter().all(|(name, version)| self.versions.get(name) == Some(version))
            && older.manifest.iter().all(|(digest, paths)| self.stores(digest, paths))
    }

    /// Whether a content is stored under all of some paths.
    fn stores(&self, digest: &str, paths: &[String]) -> bool {
        let stored = self.manifest.get(digest).map_or(&[][..], Vec::as_slice);
        paths.iter().all(|path| stored.contains(path))
    }

    /// Whether a path of the object's folder lies in the content of one of its versions.
    fn is_of_a_version(&self, path: &str) -> bool {
        let version = path.split_once("/content/").map(|(version, _)| version);
        is_safe_path(path) && version.is_some_and(|version| self.versions.contains_key(version))
    }

    /// What does not hold together, if anything.
    fn contradiction(&self) -> Option<Words> {
        let count = self.versions.len();
        let numbered = (1..=count).all(|number| self.version(number).is_some());
        let states: Vec<_> = self.versions.values().flat_map(|version| &version.state).collect();
        if self.r#type != TYPE || self.digest_algorithm != ALGORITHM {
            Some(Words::new(
                "it is not an OCFL 1.1 inventory with SHA-512",
                "SHA-512によるOCFL 1.1の目録（inventory）ではありません",
            ))
        } else if count == 0 || !numbered || self.head != version_name(count) {
            Some(Words::new("its versions are not numbered 1, 2, 3, and so on", "版の番号が1、2、3と続いていません"))
        } else if !self.manifest.keys().all(|digest| is_digest(digest)) {
            Some(Words::new(
                "it has another value where a digest is required",
                "ハッシュ値を書くところに別の値があります",
            ))
        } else if !self.manifest.values().flatten().all(|path| self.is_of_a_version(path))
            || !states.iter().flat_map(|(_, paths)| *paths).all(|path| is_safe_path(path))
        {
            Some(LEAVES_THE_ARCHIVE)
        } else if self.manifest.values().any(Vec::is_empty)
            || !states.iter().all(|(digest, _)| self.manifest.contains_key(*digest))
        {
            Some(Words::new(
                "a file of a version is not listed in its manifest",
                "版のファイルが`manifest`に記載されていません",
            ))
        } else {
            None
        }
    }
}
