//! The folder of a report on disk.

mod problems;

pub use problems::{FileMissing, FileNamedOtherwise, FileOutside, HiddenFile, NotAReport};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::names::{FileMatch, Names, json_name};
use crate::data::decode::OverLimit;
use crate::diagnostic::{AnyProblem, Diagnostic, FileId, Place, Reason, Sources, Term, Words, reasons};
use crate::plain_file::{ReadError, Unreadable};
use crate::{limits, plain_file};

reasons! {
    file_over_limit(megabytes: usize)
    en: "it is larger than {megabytes} MB; divide it";
    ja: "{megabytes}MBを超えています。分けてください";

    councils_over_limit(limit: &str)
    en: "the folder `councils` has more than {limit} files";
    ja: "フォルダー`councils`のファイルが{limit}個を超えています";

    values_of_file_over_limit(limit: &str)
    en: "this file has more than {limit} values";
    ja: "このファイルの値が{limit}個を超えています";
}

const LINK_LEADS_OUT: Words = Words::new(
    "it is a symbolic link that leads out of the report's folder",
    "報告書のフォルダーの外を指すシンボリックリンクです",
);

/// The path of the file with a report's head.
pub const HEAD: &str = "report.json";

/// The path of a council's file.
pub fn council_path(id: &str) -> String {
    format!("councils/{id}.json")
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
        let paths = json_files(&folder);
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
        let real = locate(&self.names, &self.root, path)?;
        let bytes = match self.changed.get(path) {
            Some(bytes) => bytes.clone(),
            None => read_up_to(&real, limit).map_err(|reason| Unreadable { path: self.shown(path), reason })?.into(),
        };
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

/// Reads the JSON files of a report.
struct JsonReader<'a> {
    place: Root<'a>,
    /// Every file that was read, byte for byte, by its path in the folder.
    read: &'a mut BTreeMap<String, Arc<[u8]>>,
    sources: &'a mut Sources,
}

impl JsonReader<'_> {
    /// Reads a file that has a name within the report's folder.
    fn read(&mut self, path: &Path, name: String) -> Result<FileId, Diagnostic> {
        let changed = self.place.changed.and_then(|changed| changed.get(&name));
        let (bytes, text) = read_text(self.place.path, path, changed)
            .map_err(|reason| Diagnostic::nowhere(Unreadable { path: path.display().to_string(), reason }))?;
        let file = self.sources.add(self.place.shown.join(&name).display().to_string(), text);
        if let Some(offset) = surplus_value(self.sources.text(file)) {
            let remedy = Words::new(
                "move long tables to CSV files, or divide the council",
                "長い表をCSVファイルに移すか、協議会を分けてください",
            );
            let problem = OverLimit { what: values_of_file_over_limit, remedy, limit: limits::JSON_VALUES };
            return Err(Diagnostic::at(Place { file, range: offset..offset + 1 }, problem));
        }
        self.read.insert(name, bytes);
        Ok(file)
    }
}

/// Where a file of a report lies, links followed, by its path relative to the folder.
///
/// # Errors
/// As [`Folder::file`], but for what is told only by reading.
pub(crate) fn located(root: &Path, path: &str) -> Result<PathBuf, AnyProblem> {
    locate(&Names::default(), root, path)
}

fn locate(names: &Names, root: &Path, path: &str) -> Result<PathBuf, AnyProblem> {
    let relative = Path::new(path);
    let parts: Vec<_> = relative
        .components()
        .filter_map(|part| if let Component::Normal(name) = part { name.to_str() } else { None })
        .collect();
    // Anything but plain names joined by single slashes comes out different.
    let joined_by_slashes = parts.join("/") == path;
    if joined_by_slashes && is_hidden(relative) {
        return Err(HiddenFile { path: path.to_owned() }.into());
    }
    if !joined_by_slashes || !is_plain_path(path) {
        return Err(FileOutside { path: path.to_owned(), near: names.meant(root, path) }.into());
    }
    let place = match names.find(root, path) {
        FileMatch::Here(place) => Some(place),
        FileMatch::Otherwise(real) => return Err(FileNamedOtherwise { path: path.to_owned(), real }.into()),
        FileMatch::Nowhere => None,
    };
    let real = place.and_then(|place| fs::canonicalize(place).ok());
    let Some((real, root)) = real.zip(fs::canonicalize(root).ok()) else {
        return Err(FileMissing { path: path.to_owned(), near: names.near(root, path) }.into());
    };
    match real.strip_prefix(root) {
        Err(_) => Err(FileOutside { path: path.to_owned(), near: None }.into()),
        Ok(inner) if is_hidden(inner) => Err(HiddenFile { path: path.to_owned() }.into()),
        Ok(_) => Ok(real),
    }
}

/// Whether a path has a hidden file or folder in it. Tools keep in them what is no part of the report, such as passwords; a
/// document carries its files whole.
fn is_hidden(path: &Path) -> bool {
    path.iter().any(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Whether a path is made of names that any system takes, and that hide nothing: reports travel within documents, and what
/// is unpacked from one must never act by its name, as `.git/hooks` does.
pub(crate) fn is_plain_path(path: &str) -> bool {
    let plain_names =
        path.split('/').all(|name| !name.is_empty() && !name.starts_with('.') && !name.ends_with(['.', ' ']));
    plain_names
        && !path.contains(|c: char| {
            c.is_control() || matches!(c, '\\' | ':' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        })
}

/// What stands at a path that is no plain file; nothing for a plain file, or where nothing is there.
fn what_is(path: &Path) -> Option<Words> {
    plain_file::is_no_file(fs::metadata(path).ok()?.file_type())
}

/// The `.json` files of a folder, sorted; none if there is no such folder.
fn json_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    // macOS keeps beside x.json what it knows of it in ._x.json, and editors have hidden files of their own.
    let json_paths = entries.filter(|path| {
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        path.extension().is_some_and(|e| e == "json") && path.is_file() && !hidden
    });
    let mut paths: Vec<PathBuf> = json_paths.collect();
    paths.sort();
    paths
}

/// Whether a path without symbolic links lies within a folder.
fn is_within(root: &Path, real: &Path) -> bool {
    fs::canonicalize(root).is_ok_and(|root| real.starts_with(root))
}

/// A text file's bytes and its text, which are the same in memory unless there is a mark before the text.
fn read_text(root: &Path, path: &Path, changed: Option<&Arc<[u8]>>) -> Result<(Arc<[u8]>, Arc<str>), Reason> {
    let real = fs::canonicalize(path)?;
    if !is_within(root, &real) {
        return Err(LINK_LEADS_OUT.into());
    }
    let bytes = match changed {
        Some(bytes) => bytes.to_vec(),
        None => read_up_to(&real, limits::JSON_BYTES)?,
    };
    let text: Arc<str> = String::from_utf8(bytes).map_err(|_| Term::NotUtf8)?.into();
    // RFC 8259 §8.1 lets a reader ignore the byte order mark that some editors write.
    let unmarked = text.strip_prefix('\u{FEFF}').map(Arc::from);
    Ok((text.clone().into(), unmarked.unwrap_or(text)))
}

/// A file's bytes, if it has no more than the limit.
fn read_up_to(path: &Path, limit: usize) -> Result<Vec<u8>, Reason> {
    plain_file::read(path, limit).map_err(|error| match error {
        ReadError::TooLarge { limit } => file_over_limit(limit >> 20),
        ReadError::Other(reason) => reason,
    })
}

/// Where the first value beyond the limit begins or ends, by signs that stand outside strings. It is looked for before
/// the text is parsed, because a tree takes many times the memory of its text.
fn surplus_value(text: &str) -> Option<usize> {
    let (mut count, mut quoted, mut escaped) = (0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b',' | b'[' | b'{' if !quoted => {
                count += 1;
                if count > limits::JSON_VALUES {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}
