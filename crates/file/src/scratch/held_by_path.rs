//! A folder that is known by its path, where the system has no handles on folders. There, folders for temporary files are
//! each user's own.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A folder.
#[derive(Debug)]
pub(super) struct HeldFolder {
    folder: PathBuf,
}

/// The names in a folder, as far as they are text; none if it cannot be read.
pub(super) fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().take(super::LOOKED_AT);
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

impl HeldFolder {
    /// Takes a folder.
    ///
    /// # Errors
    /// A link, or anything else that is no folder.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        if !fs::symlink_metadata(path)?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(Self { folder: path.to_owned() })
    }

    /// Whether the folder belongs to this user, as all do.
    pub(super) fn is_own(&self) -> bool {
        true
    }

    /// Whether nothing is in the folder, as in one that was just made.
    pub(super) fn is_new(&self) -> bool {
        fs::read_dir(&self.folder).is_ok_and(|mut entries| entries.next().is_none())
    }

    /// A path that leads to this folder.
    pub(super) fn path(&self, named: &Path) -> PathBuf {
        named.to_owned()
    }

    /// Makes a file in the folder.
    ///
    /// # Errors
    /// What the operating system says; also where something has this name already.
    pub(super) fn new_file(&self, name: &str) -> io::Result<File> {
        fs::OpenOptions::new().read(true).write(true).create_new(true).open(self.folder.join(name))
    }

    /// Opens a plain file in the folder.
    ///
    /// # Errors
    /// What is missing, a link, or anything else that is no plain file.
    pub(super) fn file(&self, name: &str) -> io::Result<File> {
        let path = self.folder.join(name);
        if fs::symlink_metadata(&path)?.is_file() { File::open(path) } else { Err(io::ErrorKind::InvalidInput.into()) }
    }

    /// Removes the folder with all that is in it, this file last: if this run is killed meanwhile, the next one still
    /// knows the folder by it. What cannot be removed now will be met again.
    pub(super) fn remove(&self, last: &str) {
        for path in fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.file_name().is_some_and(|name| name != last) {
                let folder = path.is_dir() && !path.is_symlink();
                let _ = if folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            }
        }
        let _ = fs::remove_dir_all(&self.folder);
    }

    /// Removes the folder if there is nothing in it.
    pub(super) fn remove_empty(&self) {
        let _ = fs::remove_dir(&self.folder);
    }
}
