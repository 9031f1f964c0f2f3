//! A folder that is held open, so that whatever is done in it is done in this one, whoever exchanges names meanwhile.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, fstat, openat, statat, unlinkat};
use rustix::io::Errno;
use rustix::process::geteuid;

/// Folders are nested that deep at most in what is removed; our own are three deep.
const DEPTH: usize = 64;

/// A folder of this user's, with the one that it lies in.
#[derive(Debug)]
pub(super) struct Held {
    around: OwnedFd,
    name: OsString,
    folder: OwnedFd,
}

/// The names in a folder, as far as they are text; none if it cannot be read.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

impl Held {
    /// Opens a folder.
    ///
    /// # Errors
    /// A link, anything else that is no folder, another user's folder, one on another file system than its surroundings.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // The user named the surroundings, so these may be a link.
        let around = rustix::fs::open(parent, OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        let folder = within(around.as_fd(), name.as_bytes())?;
        let (outer, inner) = (fstat(&around)?, fstat(&folder)?);
        if inner.st_uid != geteuid().as_raw() || inner.st_dev != outer.st_dev {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(Self { around, name, folder })
    }

    /// Opens a plain file in the folder.
    ///
    /// # Errors
    /// What is missing, a link, or anything else that is no plain file.
    pub(super) fn file(&self, name: &str) -> io::Result<File> {
        // A pipe would hold whoever opens it up.
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = File::from(openat(&self.folder, name, flags, Mode::empty())?);
        if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::InvalidInput.into()) }
    }

    /// Removes the folder with all that is in it, this file last: if this run is killed meanwhile, the next one still
    /// knows the folder by it. What cannot be removed now will be met again.
    pub(super) fn remove(&self, last: &str) {
        clear(self.folder.as_fd(), last.as_bytes(), DEPTH);
        let _ = unlinkat(&self.folder, last, AtFlags::empty());
        self.remove_empty();
    }

    /// Removes the folder if there is nothing in it, and its name still means it.
    pub(super) fn remove_empty(&self) {
        let named = statat(&self.around, &self.name, AtFlags::SYMLINK_NOFOLLOW);
        let same = |named: rustix::fs::Stat| {
            fstat(&self.folder).is_ok_and(|held| (held.st_dev, held.st_ino) == (named.st_dev, named.st_ino))
        };
        // Should the name come to mean another folder just now, that one is empty or stays.
        if named.is_ok_and(same) {
            let _ = unlinkat(&self.around, &self.name, AtFlags::REMOVEDIR);
        }
    }
}

/// Opens a folder within another, not by a link.
fn within(folder: BorrowedFd<'_>, name: &[u8]) -> Result<OwnedFd, Errno> {
    openat(folder, name, OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty())
}

/// Removes all that is in a folder but one name.
fn clear(folder: BorrowedFd<'_>, but: &[u8], depth: usize) {
    let Ok(entries) = Dir::read_from(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if [b".".as_slice(), b"..", but].contains(&name.to_bytes()) {
            continue;
        }
        let kind = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).map(|found| FileType::from_raw_mode(found.st_mode));
        match kind {
            Ok(FileType::Directory) if depth > 0 => {
                if let Ok(inner) = within(folder, name.to_bytes()) {
                    clear(inner.as_fd(), b"", depth - 1);
                }
                let _ = unlinkat(folder, name, AtFlags::REMOVEDIR);
            }
            Ok(_) => drop(unlinkat(folder, name, AtFlags::empty())),
            Err(_) => {}
        }
    }
}
