//! Inventories of objects (OCFL 1.1 §3.5).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::digest::is_digest;
use super::event::Actor;
use super::json;
use super::name::{LEAVES_THE_ARCHIVE, is_safe_path};
use crate::archive::json::BrokenRecord;
use crate::diagnostic::{Diagnostic, Sources, Words};

/// The value of `type`.
const TYPE: &str = "https://ocfl.io/1.1/spec/#inventory";
/// The name of the digest, and the ending of the file beside an inventory.
const ALGORITHM: &str = "sha512";

/// What an object holds, in all its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Inventory {
    pub id: String,
    r#type: String,
    digest_algorithm: String,
    /// The newest version, such as `v2`.
    head: String,
    /// Paths in the object's folder, by the digest of their content.
    pub manifest: BTreeMap<String, Vec<String>>,
    /// The versions, by their name.
    pub versions: BTreeMap<String, Version>,
}

/// One issue of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Version {
    /// When it was made, after RFC 3339.
    pub created: String,
    /// Why it was issued.
    pub message: String,
    /// Who put it there.
    pub user: Actor,
    /// Paths in the version, by the digest of their content.
    pub state: BTreeMap<String, Vec<String>>,
}

/// The name of a version's folder, counted from 1.
pub(super) fn version_name(number: usize) -> String {
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
        let wrong = |term: Words| Diagnostic::nowhere(BrokenRecord { path: name.to_owned(), reason: term.into() });
        match inventory.wrong() {
            Some(term) => Err(wrong(term)),
            None => Ok(inventory),
        }
    }

    /// The number of the newest version.
    pub fn head(&self) -> usize {
        self.versions.len()
    }

    /// A version by its number.
    pub fn version(&self, number: usize) -> Option<&Version> {
        self.versions.get(&version_name(number))
    }

    /// Adds a version after the newest.
    pub fn push(&mut self, version: Version) {
        self.head = version_name(self.versions.len() + 1);
        self.versions.insert(self.head.clone(), version);
    }

    /// The digest of a path of a version, and the path under which its content is stored.
    pub fn files(&self, number: usize) -> BTreeMap<&str, (&str, &str)> {
        let stored = |digest: &String| self.manifest.get(digest).and_then(|paths| paths.first());
        let state = self.version(number).into_iter().flat_map(|version| &version.state);
        let each = state.flat_map(|(digest, paths)| {
            let stored = stored(digest).map_or("", String::as_str);
            paths.iter().map(move |path| (path.as_str(), (digest.as_str(), stored)))
        });
        each.collect()
    }

    /// Whether an older inventory says the same of the versions that it knows.
    pub fn continues(&self, older: &Self) -> bool {
        let stored = |digest: &String, paths: &Vec<String>| {
            let here = self.manifest.get(digest);
            paths.iter().all(|path| here.is_some_and(|here| here.contains(path)))
        };
        older.id == self.id
            && older.versions.iter().all(|(name, version)| self.versions.get(name) == Some(version))
            && older.manifest.iter().all(|(digest, paths)| stored(digest, paths))
    }

    fn wrong(&self) -> Option<Words> {
        let count = self.versions.len();
        let numbered = (1..=count).all(|number| self.version(number).is_some());
        let within = |path: &String| {
            let content = path.split_once("/content/").map(|(version, _)| version);
            is_safe_path(path) && content.is_some_and(|version| self.versions.contains_key(version))
        };
        let states = || self.versions.values().flat_map(|version| &version.state);
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
        } else if !self.manifest.values().flatten().all(within)
            || !states().flat_map(|(_, paths)| paths).all(|path| is_safe_path(path))
        {
            Some(LEAVES_THE_ARCHIVE)
        } else if self.manifest.values().any(Vec::is_empty)
            || !states().all(|(digest, _)| self.manifest.contains_key(digest))
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
