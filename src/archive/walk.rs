//! Reading folders and files without following links.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::archive::object::Lost;
use crate::diagnostic::{Diagnostic, Language, Reason, Term, Words, problems};
use crate::limits;
use crate::plain_file::Unreadable;
use crate::plain_file::{self, is_no_file};

/// What a name in a folder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// A link, a device, a pipe, as messages call it.
    Other(Words),
}

impl Kind {
    fn of(kind: fs::FileType) -> Self {
        match is_no_file(kind) {
            None => Self::File,
            Some(Term::IsAFolder) => Self::Folder,
            Some(other) => Self::Other(other),
        }
    }
}

/// The names in a folder, sorted.
pub(super) fn names(folder: &Path) -> io::Result<BTreeMap<String, Kind>> {
    let entry = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok((entry.file_name().to_string_lossy().into_owned(), Kind::of(entry.file_type()?)))
    };
    fs::read_dir(folder)?.map(entry).collect()
}

/// Everything below a folder, by its path in it, with slashes.
pub(super) fn below(folder: &Path) -> io::Result<BTreeMap<String, Kind>> {
    let mut found = BTreeMap::new();
    let mut open = vec![String::new()];
    while let Some(inner) = open.pop() {
        for (name, kind) in names(&folder.join(&inner))? {
            let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
            if kind == Kind::Folder {
                open.push(path.clone());
            }
            found.insert(path, kind);
        }
    }
    Ok(found)
}

/// The content of a file within a folder, which no link may lead to.
///
/// # Errors
/// A path that leaves the folder or goes by a link, or a file that cannot be read.
pub(super) fn read(folder: &Path, path: &str) -> Result<Vec<u8>, Diagnostic> {
    if super::name::is_safe_path(path)
        && let Some(bytes) = read_at_once(folder, path)
    {
        return Ok(bytes);
    }
    let shown = shown(folder, path);
    let mut at = folder.to_owned();
    let mut reason = if super::name::is_safe_path(path) { None } else { Some(super::name::LEAVES_THE_ARCHIVE) };
    for name in path.split('/') {
        at.push(name);
        if let Ok(Kind::Other(what)) = fs::symlink_metadata(&at).map(|data| Kind::of(data.file_type())) {
            reason = reason.or(Some(what));
        }
    }
    if let Some(reason) = reason {
        return Err(Diagnostic::nowhere(Unreadable { path: shown, reason: reason.into() }));
    }
    plain_file::read(&at, limits::STORED_BYTES).map_err(|error| match Reason::from(error) {
        Reason::System(io::ErrorKind::NotFound, _) => Diagnostic::nowhere(Lost { path: shown }),
        reason => Diagnostic::nowhere(Unreadable { path: shown, reason }),
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
    let known = file.metadata().ok().filter(|data| is_no_file(data.file_type()).is_none())?;
    let most = u64::try_from(limits::STORED_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::with_capacity(usize::try_from(known.len().min(most)).unwrap_or(0) + 1);
    file.take(most + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() <= limits::STORED_BYTES).then_some(bytes)
}

#[cfg(not(target_os = "linux"))]
fn read_at_once(_: &Path, _: &str) -> Option<Vec<u8>> {
    None
}

/// A path for messages.
pub(super) fn shown(folder: &Path, path: &str) -> String {
    folder.join(path).display().to_string()
}

/// The error of something that cannot be read.
pub(super) fn unreadable(path: &Path, e: &io::Error) -> Diagnostic {
    Diagnostic::nowhere(Unreadable { path: path.display().to_string(), reason: e.into() })
}

/// The error of something that cannot be written.
pub(super) fn unwritable(path: &Path, e: &io::Error) -> Diagnostic {
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
