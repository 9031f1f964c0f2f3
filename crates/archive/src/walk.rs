//! Reading folders and files without following links.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::LEAVES_THE_ARCHIVE;
use crate::discrepancy::MissingFile;
use kakugi_diagnostic::{Diagnostic, Language, Reason, problems};
use kakugi_file::{EntryKind, ReadError, Unreadable, read as read_file};

/// Bytes of a file in the store, of which documents are the largest.
const STORED_BYTES: usize = 1 << 30;

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> io::Result<BTreeMap<String, EntryKind>> {
    let mut names = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        names.insert(entry.file_name().to_string_lossy().into_owned(), EntryKind::of(entry.file_type()?));
    }
    Ok(names)
}

/// Everything below a folder, by its path in it, with slashes.
pub(crate) fn below(folder: &Path) -> io::Result<BTreeMap<String, EntryKind>> {
    let mut entries = BTreeMap::new();
    let mut folders = vec![String::new()];
    while let Some(inner) = folders.pop() {
        for (name, kind) in names(&folder.join(&inner))? {
            let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
            if kind == EntryKind::Folder {
                folders.push(path.clone());
            }
            entries.insert(path, kind);
        }
    }
    Ok(entries)
}

/// The content of a file within a folder, which no link may lead to.
///
/// # Errors
/// A path that leaves the folder or goes by a link, or a file that cannot be read.
pub(crate) fn read(folder: &Path, path: &str) -> Result<Vec<u8>, Diagnostic> {
    if super::name::is_safe_path(path)
        && let Some(bytes) = read_at_once(folder, path)
    {
        return Ok(bytes);
    }
    let shown = shown(folder, path);
    let mut file = folder.to_owned();
    let mut reason = if super::name::is_safe_path(path) { None } else { Some(LEAVES_THE_ARCHIVE) };
    for name in path.split('/') {
        file.push(name);
        if let Ok(EntryKind::Other(what)) = fs::symlink_metadata(&file).map(|data| EntryKind::of(data.file_type())) {
            reason = reason.or(Some(what));
        }
    }
    if let Some(reason) = reason {
        return Err(Diagnostic::nowhere(Unreadable { path: shown, reason: reason.into() }));
    }
    read_file(&file, STORED_BYTES).map_err(|error| match error {
        ReadError::System(e) if e.kind() == io::ErrorKind::NotFound => Diagnostic::nowhere(MissingFile { path: shown }),
        other => Diagnostic::nowhere(Unreadable { path: shown, reason: other.into() }),
    })
}

/// The content of a plain file, if the system can say in one step that no link leads to it. Of everything else the steps
/// one by one tell what it is.
#[cfg(target_os = "linux")]
fn read_at_once(folder: &Path, path: &str) -> Option<Vec<u8>> {
    use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, ResolveFlags, openat, openat2, statat};
    let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = openat(CWD, folder, flags, Mode::empty()).ok()?;
    // Opening a device may already do something.
    let plain = statat(&folder, path, AtFlags::SYMLINK_NOFOLLOW).ok()?;
    if FileType::from_raw_mode(plain.st_mode) != FileType::RegularFile {
        return None;
    }
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let resolve = ResolveFlags::NO_SYMLINKS | ResolveFlags::BENEATH;
    let file = fs::File::from(openat2(&folder, path, flags, Mode::empty(), resolve).ok()?);
    let known = file.metadata().ok().filter(|data| EntryKind::of(data.file_type()) == EntryKind::PlainFile)?;
    let most = u64::try_from(STORED_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::with_capacity(usize::try_from(known.len().min(most)).unwrap_or(0) + 1);
    file.take(most + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() <= STORED_BYTES).then_some(bytes)
}

#[cfg(not(target_os = "linux"))]
fn read_at_once(_: &Path, _: &str) -> Option<Vec<u8>> {
    None
}

/// A path for messages.
pub(crate) fn shown(folder: &Path, path: &str) -> String {
    folder.join(path).display().to_string()
}

/// The error of something that cannot be read.
pub(crate) fn unreadable(path: &Path, e: &io::Error) -> Diagnostic {
    Diagnostic::nowhere(Unreadable { path: path.display().to_string(), reason: e.into() })
}

/// The error of something that cannot be written.
pub(crate) fn unwritable(path: &Path, e: &io::Error) -> Diagnostic {
    Diagnostic::nowhere(StoreUnwritable { path: path.display().to_string(), reason: e.into() })
}

problems! {
    /// Archive cannot be written.
    K0715 error StoreUnwritable { path: String, reason: Reason }
    en: { format!("`{path}` in the store cannot be written: {}", reason.text(Language::English)) },
        hint "free disk space or fix the write permissions, and try again; the store is unchanged";
    ja: { format!("保存庫の`{path}`に書き込めません（{}）", reason.text(Language::Japanese)) },
        hint "空き容量を増やすか、書き込みの権限を確かめて、もう一度実行してください。保存庫は元のままです";
}
