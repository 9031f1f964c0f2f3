//! Reading the JSON files of a report.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Root;
use crate::data::decode::OverLimit;
use crate::diagnostic::{Diagnostic, FileId, Place, Reason, Sources, Words, reasons};
use crate::file::{ReadError, Unreadable};
use crate::{file, limits};

const LINK_LEADS_OUT: Words = Words::new(
    "it is a symbolic link that leads out of the report's folder",
    "報告書のフォルダーの外を指すシンボリックリンクです",
);

reasons! {
    file_over_limit(megabytes: usize)
    en: "it is larger than {megabytes} MB; divide it";
    ja: "{megabytes}MBを超えています。分けてください";

    values_of_file_over_limit(limit: &str)
    en: "this file has more than {limit} values";
    ja: "このファイルの値が{limit}個を超えています";
}

/// Reads the JSON files of a report.
pub(super) struct JsonReader<'a> {
    pub place: Root<'a>,
    /// Every file that was read, byte for byte, by its path in the folder.
    pub read: &'a mut BTreeMap<String, Arc<[u8]>>,
    pub sources: &'a mut Sources,
}

impl JsonReader<'_> {
    /// Reads a file that has a name within the report's folder.
    pub fn read(&mut self, path: &Path, name: String) -> Result<FileId, Diagnostic> {
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

/// The `.json` files of a folder, sorted; none if there is no such folder.
pub(super) fn json_files(folder: &Path) -> Vec<PathBuf> {
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
    let real = fs::canonicalize(path);
    if real.as_ref().is_ok_and(|real| !is_within(root, real)) {
        return Err(LINK_LEADS_OUT.into());
    }
    let bytes = match changed {
        Some(bytes) => within(bytes, limits::JSON_BYTES)?.to_vec(),
        None => read_up_to(&real?, limits::JSON_BYTES)?,
    };
    let text: Arc<str> = String::from_utf8(bytes).map_err(|_| ReadError::NotUtf8)?.into();
    // RFC 8259 §8.1 lets a reader ignore the byte order mark that some editors write.
    let unmarked = text.strip_prefix('\u{FEFF}').map(Arc::from);
    Ok((text.clone().into(), unmarked.unwrap_or(text)))
}

/// The bytes, if they are no more than the limit.
pub(super) fn within(bytes: &Arc<[u8]>, limit: usize) -> Result<&Arc<[u8]>, Reason> {
    if bytes.len() > limit { Err(file_over_limit(limit >> 20)) } else { Ok(bytes) }
}

/// A file's bytes, if it has no more than the limit.
pub(super) fn read_up_to(path: &Path, limit: usize) -> Result<Vec<u8>, Reason> {
    file::read(path, limit).map_err(|error| match error {
        ReadError::TooLarge { limit } => file_over_limit(limit >> 20),
        other => other.into(),
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
