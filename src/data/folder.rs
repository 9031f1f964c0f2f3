//! The folder of a report on disk.

mod json_files;
mod locate;
mod problems;

pub use problems::{FileMissing, FileNamedOtherwise, FileOutside, HiddenFile, NotAReport};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::json_files::{JsonReader, json_files, read_up_to, within};
use self::locate::locate;
pub(crate) use self::locate::{located, refusal};
use super::names::{FileMatch, Names, json_name};
use crate::data::decode::OverLimit;
use crate::diagnostic::{AnyProblem, Diagnostic, FileId, Sources, Words, reasons};
use crate::file::{EntryKind, Unreadable};
use crate::limits;

reasons! {
    councils_over_limit(limit: &str)
    en: "the folder `councils` has more than {limit} files";
    ja: "フォルダー`councils`のファイルが{limit}個を超えています";
}

/// The path of the file with a report's head.
pub const HEAD: &str = "report.json";

/// The path of a council's file.
pub fn council_path(id: &str) -> String {
    format!("councils/{id}.json")
}

/// The id of the council whose file has this path.
pub fn council_of_path(path: &str) -> Option<&str> {
    path.strip_prefix("councils/")?.strip_suffix(".json")
}

/// Where a report lies, and what messages call that place.
#[derive(Clone, Copy, Debug)]
pub struct Root<'a> {
    /// The folder.
    pub path: &'a Path,
    /// What messages call it.
    pub shown: &'a Path,
    /// Files that are read from here rather than from the folder, by their path in it: how they would be after a change.
    pub changed: Option<&'a BTreeMap<String, Arc<[u8]>>>,
}

impl<'a> Root<'a> {
    /// A folder that messages call otherwise.
    pub fn shown(path: &'a Path, shown: &'a Path) -> Self {
        Self { path, shown, changed: None }
    }
}

impl<'a> From<&'a Path> for Root<'a> {
    fn from(path: &'a Path) -> Self {
        Self::shown(path, path)
    }
}

impl<'a> From<&'a PathBuf> for Root<'a> {
    fn from(path: &'a PathBuf) -> Self {
        path.as_path().into()
    }
}

/// A report's folder with its JSON files read.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    shown: PathBuf,
    /// `report.json`.
    pub report: FileId,
    /// `councils/<id>.json` by id.
    pub councils: BTreeMap<String, FileId>,
    /// What is wrong with files of councils that cannot be read, by id: nothing is said of one that the report leaves out.
    pub unread: BTreeMap<String, Diagnostic>,
    /// Names in `councils` that end otherwise than those of JSON files, but are likely meant to be such.
    pub mistaken: Vec<String>,
    names: Names,
    /// Every file that was read, byte for byte, by its path in the folder.
    read: RefCell<BTreeMap<String, Arc<[u8]>>>,
    /// Files that are read from here rather than from the folder.
    changed: BTreeMap<String, Arc<[u8]>>,
}

impl Folder {
    /// Reads all JSON files of a report.
    ///
    /// # Errors
    /// That the folder holds no report, has too many councils, or that `report.json` cannot be read.
    pub fn read(place: Root<'_>, sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        let Root { path: root, shown, changed } = place;
        let names = Names::default();
        let report_path = match names.find(root, HEAD) {
            FileMatch::Here(path) => path,
            FileMatch::Otherwise(_) | FileMatch::Nowhere => {
                let near = names.head(root, HEAD);
                let path = shown.display().to_string();
                return Err(vec![Diagnostic::nowhere(NotAReport { path, near })]);
            }
        };
        if let Some(what) = what_is(&report_path) {
            let path = shown.join(HEAD).display().to_string();
            return Err(vec![Diagnostic::nowhere(Unreadable { path, reason: what.into() })]);
        }
        let mut read = BTreeMap::new();
        let mut reader = JsonReader { place, read: &mut read, sources };
        let report = reader.read(&report_path, HEAD.to_owned()).map_err(|error| vec![error])?;
        let (mut councils, mut unread) = (BTreeMap::new(), BTreeMap::new());
        let folder = root.join("councils");
        let mut paths = json_files(&folder);
        paths.extend(new_councils(root, changed).filter(|path| !path.exists()));
        paths.sort();
        if paths.len() > limits::COUNCILS {
            let (what, remedy) = (
                councils_over_limit,
                Words::new(
                    "divide the report, or move files that it does not need to another folder",
                    "報告書を分けるか、使わないファイルを別の場所に移してください",
                ),
            );
            let problem = OverLimit { what, remedy, limit: limits::COUNCILS };
            return Err(vec![Diagnostic::nowhere(problem)]);
        }
        for path in paths {
            let Some(id) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            match reader.read(&path, council_path(id)) {
                Ok(file) => drop(councils.insert(id.to_owned(), file)),
                Err(error) => drop(unread.insert(id.to_owned(), error)),
            }
        }
        let mistaken = names.mistaken(&folder);
        let (root, shown, read) = (root.to_owned(), shown.to_owned(), RefCell::new(read));
        let changed = changed.cloned().unwrap_or_default();
        Ok(Self { root, shown, report, councils, unread, mistaken, names, read, changed })
    }

    /// The path of a file of the report, for messages.
    pub fn shown(&self, path: &str) -> String {
        self.shown.join(path).display().to_string()
    }

    /// Reads a picture or table by its path relative to the report's folder, in composed characters (NFC) as all paths of
    /// reports are; the file's own name may have them apart.
    ///
    /// # Errors
    /// A path that leaves the folder, also by a symbolic link, or leads to a hidden file; a file that cannot be read,
    /// or has more bytes than the limit.
    pub fn file(&self, path: &str, limit: usize) -> Result<Arc<[u8]>, AnyProblem> {
        if let Some(bytes) = self.read.borrow().get(path) {
            return Ok(bytes.clone());
        }
        let bytes = match (locate(&self.names, &self.root, path), self.changed.get(path)) {
            // Of those that were changed, some are new.
            (Err(error), Some(bytes)) if error.is::<FileMissing>() => within(bytes, limit).cloned(),
            (Err(error), _) => return Err(error),
            (Ok(_), Some(bytes)) => within(bytes, limit).cloned(),
            (Ok(real), None) => read_up_to(&real, limit).map(Arc::from),
        };
        let bytes = bytes.map_err(|reason| Unreadable { path: self.shown(path), reason })?;
        self.read.borrow_mut().insert(path.to_owned(), bytes.clone());
        Ok(bytes)
    }

    /// What stands in the place of a file of the report and is none, such as a folder; nothing where nothing is there.
    pub fn no_file(&self, path: &str) -> Option<Words> {
        what_is(&self.root.join(path))
    }

    /// The file in `councils` that is likely meant by the id of a council that has none.
    pub fn mistaken_for(&self, id: &str) -> Option<String> {
        let wanted = format!("{id}.json");
        let in_another_case = self.councils.keys().map(|id| format!("{id}.json")).filter(|name| *name != wanted);
        let mut candidates = self.mistaken.iter().cloned().chain(in_another_case);
        candidates.find(|name| json_name(name).is_some_and(|meant| meant == wanted))
    }

    /// The name that a file in `councils` should have.
    pub fn meant_by(&self, name: &str) -> Option<String> {
        json_name(name)
    }

    /// Every file that was read, byte for byte, by its path in the folder.
    pub fn into_files(self) -> BTreeMap<String, Arc<[u8]>> {
        self.read.into_inner()
    }
}

/// The files of councils among files that were changed.
fn new_councils<'c>(
    root: &'c Path,
    changed: Option<&'c BTreeMap<String, Arc<[u8]>>>,
) -> impl Iterator<Item = PathBuf> + 'c {
    let names = changed.into_iter().flatten().map(|(name, _)| name);
    let councils = names.filter(|name| {
        name.strip_prefix("councils/").is_some_and(|file| file.ends_with(".json") && !file.contains('/'))
    });
    councils.map(move |name| root.join(name))
}

/// What stands at a path that is no plain file; nothing for a plain file, or where nothing is there.
fn what_is(path: &Path) -> Option<Words> {
    EntryKind::of(fs::metadata(path).ok()?.file_type()).refusal()
}
