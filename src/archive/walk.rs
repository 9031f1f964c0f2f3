//! Reading folders and files without following links.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::diagnostic::{ArchiveProblem, Diagnostic, Problem, Reason, Term};
use crate::limits;
use crate::plain_file::{self, is_no_file};

/// What a name in a folder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// A link, a device, a pipe, as messages call it.
    Other(Term),
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
    let shown = shown(folder, path);
    let mut at = folder.to_owned();
    let mut reason = if super::name::is_safe_path(path) { None } else { Some(Term::LeavesTheArchive) };
    for name in path.split('/') {
        at.push(name);
        if let Ok(Kind::Other(what)) = fs::symlink_metadata(&at).map(|data| Kind::of(data.file_type())) {
            reason = reason.or(Some(what));
        }
    }
    if let Some(reason) = reason {
        return Err(Diagnostic::nowhere(Problem::Unreadable { path: shown, reason: reason.into() }));
    }
    plain_file::read(&at, limits::STORED_BYTES).map_err(|reason| match reason {
        Reason::System(io::ErrorKind::NotFound, _) => Diagnostic::nowhere(ArchiveProblem::Lost { path: shown }.into()),
        reason => Diagnostic::nowhere(Problem::Unreadable { path: shown, reason }),
    })
}

/// A path for messages.
pub(super) fn shown(folder: &Path, path: &str) -> String {
    folder.join(path).display().to_string()
}

/// The fault of something that cannot be read.
pub(super) fn unreadable(path: &Path, e: &io::Error) -> Diagnostic {
    Diagnostic::nowhere(Problem::Unreadable { path: path.display().to_string(), reason: e.into() })
}

/// The fault of something that cannot be written.
pub(super) fn unwritable(path: &Path, e: &io::Error) -> Diagnostic {
    Diagnostic::nowhere(ArchiveProblem::StoreUnwritable { path: path.display().to_string(), reason: e.into() }.into())
}
