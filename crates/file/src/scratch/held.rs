//! A folder that is held open, so that whatever is done in it is done in this one, whoever exchanges names meanwhile.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{AtFlags, Dir, Mode, OFlags, fchmod, fstat, openat, statat, unlinkat};
use rustix::process::geteuid;

use crate::removal::{clear, within};

/// A folder, with the one that it lies in.
#[derive(Debug)]
pub(super) struct HeldFolder {
    around: OwnedFd,
    name: OsString,
    folder: OwnedFd,
}

/// The names in a folder, as far as they are text; none if it cannot be read.
pub(super) fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().take(super::LOOKED_AT);
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

impl HeldFolder {
    /// Opens a folder.
    ///
    /// # Errors
    /// A link, anything else that is no folder, a folder on another file system than its surroundings.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // The user named the surroundings, so these may be a link.
        let around = rustix::fs::open(parent, OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        let folder = within(around.as_fd(), name.as_bytes())?;
        if fstat(&folder)?.st_dev != fstat(&around)?.st_dev {
            return Err(io::ErrorKind::CrossesDevices.into());
        }
        Ok(Self { around, name, folder })
    }

    /// Whether the folder belongs to this user.
    pub(super) fn is_own(&self) -> bool {
        fstat(&self.folder).is_ok_and(|folder| folder.st_uid == geteuid().as_raw())
    }

    /// Whether nothing is in the folder, as in one that was just made. Nobody else can look into it from now on.
    pub(super) fn is_new(&self) -> bool {
        // File systems without rights have nobody to keep out.
        let _ = fchmod(&self.folder, Mode::RWXU);
        let dots = |name: &[u8]| name == b"." || name == b"..";
        let entries = Dir::read_from(&self.folder).map(|entries| entries.flatten());
        entries.is_ok_and(|mut entries| entries.all(|entry| dots(entry.file_name().to_bytes())))
    }

    /// A path that leads to this folder, even if its name has come to mean another.
    pub(super) fn path(&self, named: &Path) -> PathBuf {
        let handle = PathBuf::from(format!("/proc/self/fd/{}", self.folder.as_raw_fd()));
        // Other systems have no such paths, and neither has a process that sees no `/proc`.
        if cfg!(target_os = "linux") && handle.is_dir() { handle } else { named.to_owned() }
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

    /// Makes a file in the folder that nobody else can read.
    ///
    /// # Errors
    /// What the operating system says; also where something has this name already.
    pub(super) fn new_file(&self, name: &str) -> io::Result<File> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(File::from(openat(&self.folder, name, flags, Mode::RUSR | Mode::WUSR)?))
    }

    /// Removes the folder with all that is in it, this file last: if this run is killed meanwhile, the next one still
    /// knows the folder by it. What cannot be removed now will be met again.
    pub(super) fn remove(&self, last: &str) {
        let _ = clear(self.folder.as_fd(), last.as_bytes());
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
