//! A folder that is known by its path, where the system has no handles on folders. There, folders for temporary files are
//! each user's own.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A folder.
#[derive(Debug)]
pub(super) struct Held {
    folder: PathBuf,
}

/// The names in a folder, as far as they are text; none if it cannot be read.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

impl Held {
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
