//! Folders for files in the making, which the next run removes if theirs was killed.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// What the names of these folders begin with.
const PREFIX: &str = ".kakugi-";
/// The file in each, on which its run holds a lock for as long as it lives.
const LOCK: &str = "lock";
/// So many folders are made at most, should other runs take each for a dead one before it is locked.
const TRIES: usize = 16;

/// A folder of this run's own, which goes when it is dropped.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
    // Given back after the folder is gone: whoever gets the lock may be sure that nobody works there.
    _lock: File,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        remove(&self.folder);
    }
}

impl Scratch {
    /// Makes a folder within another, and removes what runs that were killed have left there.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn within(folder: &Path) -> io::Result<Self> {
        sweep(folder);
        for _ in 0..TRIES {
            let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(folder)?.keep();
            let path = folder.join(LOCK);
            let lock = match File::create(&path) {
                Ok(lock) => lock,
                // Another run took it for a dead one's.
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(e) => {
                    remove(&folder);
                    return Err(e);
                }
            };
            match lock.try_lock() {
                Ok(()) if path.exists() => return Ok(Self { folder, _lock: lock }),
                // File systems without locks have no sweepers either.
                Err(TryLockError::Error(_)) => return Ok(Self { folder, _lock: lock }),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
            }
        }
        Err(io::Error::from(io::ErrorKind::ResourceBusy))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.folder
    }
}

/// Removes what runs that were killed have left in a folder; what a living run works with stays.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let ours = |path: &PathBuf| {
        let named = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX));
        // Links are nobody's scratch.
        named && fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
    };
    for path in entries.flatten().map(|entry| entry.path()).filter(ours) {
        match File::open(path.join(LOCK)) {
            Ok(lock) => {
                if lock.try_lock().is_ok() {
                    remove(&path);
                }
            }
            // Killed before it had a lock; if it is only about to get one, the folder is empty, and it makes another.
            Err(e) if e.kind() == io::ErrorKind::NotFound => drop(fs::remove_dir(&path)),
            Err(_) => {}
        }
    }
}

/// Removes a folder, its lock last: if this run is killed meanwhile, the next one still knows the folder by it. What cannot
/// be removed now will be met again.
fn remove(folder: &Path) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.file_name().is_some_and(|name| name != LOCK) {
            let _ =
                if path.is_dir() && !path.is_symlink() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }
    let _ = fs::remove_dir_all(folder);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_removed_and_what_lives_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let living = Scratch::within(folder.path()).expect("a scratch");
        let (dead, bare) = (folder.path().join(".kakugi-dead00"), folder.path().join(".kakugi-bare00"));
        fs::create_dir(&dead).expect("a folder");
        fs::create_dir(&bare).expect("a folder");
        fs::write(dead.join(LOCK), "").expect("a file");
        fs::write(dead.join("0"), "half a docu").expect("a file");
        // What only looks like ours: a file, and a folder that nobody of us filled.
        let (file, foreign) = (folder.path().join(".kakugi-file"), folder.path().join(".kakugi-notes"));
        fs::write(&file, "").expect("a file");
        fs::create_dir(&foreign).expect("a folder");
        fs::write(foreign.join("diary"), "").expect("a file");
        let next = Scratch::within(folder.path()).expect("a scratch");
        let there = [living.path(), next.path(), &file, &foreign].map(Path::exists);
        assert_eq!((there, dead.exists(), bare.exists()), ([true; 4], false, false));
        drop((living, next));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }
}
