//! The few operations by which a store changes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kakugi_file::{remove_below, remove_empty};

/// What a store does to the disk; tests put one in its place that fails.
pub(crate) trait Disk: Send + Sync {
    /// Makes a folder within one that exists.
    ///
    /// # Errors
    /// What the operating system says.
    fn folder(&self, path: &Path) -> io::Result<()>;
    /// Writes a file that does not exist yet, down to the medium.
    ///
    /// # Errors
    /// What the operating system says.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Writes files that do not exist yet, all of them down to the medium at the end.
    ///
    /// # Errors
    /// What the operating system says.
    fn write_all(&self, files: &[(PathBuf, &[u8])]) -> io::Result<()> {
        files.iter().try_for_each(|(path, bytes)| self.write(path, bytes))
    }
    /// Gives a file a second name.
    ///
    /// # Errors
    /// What the operating system says.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file or folder another name in one step.
    ///
    /// # Errors
    /// What the operating system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Deletes a folder of the store with all that is in it; one that does not exist is no error.
    ///
    /// # Errors
    /// What the operating system says; also where a link leads to it.
    fn remove(&self, root: &Path, path: &str) -> io::Result<()>;
    /// Deletes a folder in which nothing is.
    ///
    /// # Errors
    /// What the operating system says.
    fn remove_empty(&self, folder: &Path) -> io::Result<()>;
    /// Brings the names in a folder down to the medium.
    ///
    /// # Errors
    /// What the operating system says.
    fn sync(&self, folder: &Path) -> io::Result<()>;
    /// Brings the names in folders down to the medium.
    ///
    /// # Errors
    /// What the operating system says.
    fn sync_all(&self, folders: &[PathBuf]) -> io::Result<()> {
        folders.iter().try_for_each(|folder| self.sync(folder))
    }
}

/// From so many files on it is faster to bring all down that is to go to a file system than one after the other.
const MANY: usize = 16;

/// The file system.
pub(crate) struct RealDisk;

impl Disk for RealDisk {
    fn folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    #[cfg(target_os = "linux")]
    fn write_all(&self, files: &[(PathBuf, &[u8])]) -> io::Result<()> {
        let Some((first, _)) = files.first().filter(|_| files.len() >= MANY) else {
            return files.iter().try_for_each(|(path, bytes)| self.write(path, bytes));
        };
        files.iter().try_for_each(|(path, bytes)| File::create_new(path)?.write_all(bytes))?;
        Ok(rustix::fs::syncfs(File::open(first)?)?)
    }

    #[cfg(target_os = "linux")]
    fn sync_all(&self, folders: &[PathBuf]) -> io::Result<()> {
        match folders.first().filter(|_| folders.len() >= MANY) {
            Some(first) => Ok(rustix::fs::syncfs(File::open(first)?)?),
            None => folders.iter().try_for_each(|folder| self.sync(folder)),
        }
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        // File systems without second names, such as FAT, get a copy.
        fs::hard_link(from, to).or_else(|_| self.write(to, &fs::read(from)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, root: &Path, path: &str) -> io::Result<()> {
        remove_below(root, path)
    }

    fn remove_empty(&self, folder: &Path) -> io::Result<()> {
        remove_empty(folder)
    }

    fn sync(&self, folder: &Path) -> io::Result<()> {
        // Elsewhere than on Unix a folder cannot be opened as a file.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

/// Makes the folder of a store with all those above it.
pub(crate) fn make_root(root: &Path) -> io::Result<()> {
    fs::create_dir_all(root)
}

/// Opens the file that stands for the store when it is locked.
pub(crate) fn open_lock(path: &Path) -> io::Result<File> {
    // A link would have a file made, or locked, outside the store.
    if fs::symlink_metadata(path).is_ok_and(|data| !data.is_file()) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}
