//! The folder of a report on disk.

mod problems;

pub use problems::{FileMissing, FileNamedOtherwise, FileOutside, HiddenFile, NotAReport};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::names::{Found, Names, json_name};
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
        let changed = changed.cloned().unwrap_or_default();
        let names = Names::default();
        let report_path = match names.find(root, HEAD) {
            Found::Here(path) => path,
            Found::Otherwise(_) | Found::Nowhere => {
                let near = names.head(root, HEAD);
                let path = shown.display().to_string();
                return Err(vec![Diagnostic::nowhere(NotAReport { path, near })]);
            }
        };
        if let Some(what) = what_is(&report_path) {
            let path = shown.join(HEAD).display().to_string();
            return Err(vec![Diagnostic::nowhere(Unreadable { path, reason: what.into() })]);
        }
        let mut kept = BTreeMap::new();
        let mut read = |path: &Path, name: String| {
            let (bytes, text) = read_text(root, path, changed.get(&name)).map_err(Diagnostic::nowhere)?;
            let file = sources.add(shown.join(&name).display().to_string(), text);
            if let Some(at) = surplus_value(sources.text(file)) {
                let limit = limits::JSON_VALUES;
                let problem = OverLimit {
                    what: values_of_file_over_limit,
                    remedy: Words::new(
                        "move long tables to CSV files, or divide the council",
                        "長い表をCSVファイルに移すか、協議会を分けてください",
                    ),
                    limit,
                };
                return Err(Diagnostic::at(Place { file, range: at..at + 1 }, problem));
            }
            kept.insert(name, bytes);
            Ok(file)
        };
        let report = read(&report_path, HEAD.to_owned()).map_err(|error| vec![error])?;
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
            match read(&path, council_path(id)) {
                Ok(file) => drop(councils.insert(id.to_owned(), file)),
                Err(error) => drop(unread.insert(id.to_owned(), error)),
            }
        }
        let mistaken = names.mistaken(&folder);
        let (root, shown, read) = (root.to_owned(), shown.to_owned(), RefCell::new(kept));
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
        let unreadable = |reason| Unreadable { path: self.shown(path), reason };
        let bytes = match self.changed.get(path) {
            Some(bytes) => bytes.clone(),
            None => read_up_to(&real, limit).map_err(unreadable)?.into(),
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
        let in_another_case = self.councils.keys().map(|own| format!("{own}.json")).filter(|name| *name != wanted);
        let meant = |name: &String| json_name(name).is_some_and(|meant| meant == wanted);
        self.mistaken.iter().cloned().chain(in_another_case).find(meant)
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
    let outside = || FileOutside { path: path.to_owned(), near: names.meant(root, path) };
    if parts.join("/") != path {
        return Err(outside().into());
    }
    // Tools keep in them what is no part of the report, such as passwords; a document carries its files whole.
    let hidden = |path: &Path| path.iter().any(|name| name.as_encoded_bytes().starts_with(b"."));
    if hidden(relative) {
        return Err(HiddenFile { path: path.to_owned() }.into());
    }
    if !is_plain_path(path) {
        return Err(outside().into());
    }
    let missing = |_| FileMissing { path: path.to_owned(), near: names.near(root, path) };
    let found = match names.find(root, path) {
        Found::Here(found) => found,
        Found::Otherwise(real) => return Err(FileNamedOtherwise { path: path.to_owned(), real }.into()),
        Found::Nowhere => return Err(missing(()).into()),
    };
    let real = fs::canonicalize(found).map_err(|_| missing(()))?;
    let root = fs::canonicalize(root).map_err(|_| missing(()))?;
    match real.strip_prefix(root) {
        Err(_) => return Err(FileOutside { path: path.to_owned(), near: None }.into()),
        Ok(inner) if hidden(inner) => return Err(HiddenFile { path: path.to_owned() }.into()),
        Ok(_) => {}
    }
    Ok(real)
}

/// Whether a path is made of names that any system takes, and that hide nothing: reports travel within documents, and what
/// is unpacked from one must never act by its name, as `.git/hooks` does.
pub(crate) fn is_plain_path(path: &str) -> bool {
    let unfit = |c: char| c.is_control() || matches!(c, '\\' | ':' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}');
    let plain = |name: &str| !name.is_empty() && !name.starts_with('.') && !name.ends_with(['.', ' ']);
    path.split('/').all(plain) && !path.contains(unfit)
}

/// What stands at a path that is no plain file; nothing for a plain file, or where nothing is there.
fn what_is(path: &Path) -> Option<Words> {
    plain_file::is_no_file(fs::metadata(path).ok()?.file_type())
}

/// The `.json` files of a folder, sorted; none if there is no such folder.
fn json_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    // macOS keeps beside x.json what it knows of it in ._x.json, and editors have hidden files of their own.
    let hidden = |path: &Path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let json = |path: &Path| path.extension().is_some_and(|e| e == "json") && path.is_file() && !hidden(path);
    let mut paths: Vec<PathBuf> = entries.filter(|path| json(path)).collect();
    paths.sort();
    paths
}

/// Whether a path without symbolic links lies within a folder.
fn is_within(root: &Path, real: &Path) -> bool {
    fs::canonicalize(root).is_ok_and(|root| real.starts_with(root))
}

/// A text file's bytes and its text, which are the same in memory unless there is a mark before the text.
fn read_text(root: &Path, path: &Path, changed: Option<&Arc<[u8]>>) -> Result<(Arc<[u8]>, Arc<str>), AnyProblem> {
    let unreadable = |reason: Reason| Unreadable { path: path.display().to_string(), reason };
    let real = fs::canonicalize(path).map_err(|e| unreadable(e.into()))?;
    if !is_within(root, &real) {
        return Err(unreadable(
            Words::new(
                "it is a symbolic link that leads out of the report's folder",
                "報告書のフォルダーの外を指すシンボリックリンクです",
            )
            .into(),
        )
        .into());
    }
    let bytes = match changed {
        Some(bytes) => bytes.to_vec(),
        None => read_up_to(&real, limits::JSON_BYTES).map_err(unreadable)?,
    };
    let text: Arc<str> = String::from_utf8(bytes).map_err(|_| unreadable(Term::NotUtf8.into()))?.into();
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
