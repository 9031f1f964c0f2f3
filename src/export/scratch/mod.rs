//! Folders for files in the making, which the next run removes if theirs was killed.
//!
//! Such a folder may lie where other users of the machine can write, as in a shared folder for temporary files. So nobody
//! else may look into it, and it is removed by [`held`] folders alone: what somebody puts in its place meanwhile stays.

#[cfg_attr(not(unix), path = "held_by_path.rs")]
mod held;

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use held::Held;

/// What the names of these folders begin with.
const PREFIX: &str = ".kakugi-";
/// So many folders are made at most, should other runs take each for a dead one before it is locked.
const TRIES: usize = 16;

/// A folder of this run's own, which goes when it is dropped.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
    /// The same folder, whatever stands under its name by now.
    held: Held,
    // Given back after the folder is gone: whoever gets the lock may be sure that nobody works there.
    _lock: File,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.held.remove(&lock_name(&self.folder));
    }
}

impl Scratch {
    /// Makes a folder within another, which nobody but its owner can read, and removes what runs that were killed have left
    /// there.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn within(folder: &Path) -> io::Result<Self> {
        sweep(folder);
        for _ in 0..TRIES {
            let folder = owned(tempfile::Builder::new().prefix(PREFIX)).tempdir_in(folder)?.keep();
            let held = Held::open(&folder)?;
            let name = lock_name(&folder);
            let path = folder.join(&name);
            let lock = match new_lock(&path) {
                Ok(lock) => lock,
                // Another run took it for a dead one's.
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(e) => {
                    held.remove(&name);
                    return Err(e);
                }
            };
            match lock.try_lock() {
                Ok(()) if path.exists() => return Ok(Self { folder, held, _lock: lock }),
                // File systems without locks have no sweepers either.
                Err(TryLockError::Error(_)) => return Ok(Self { folder, held, _lock: lock }),
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

/// Removes what runs of this user that were killed have left in a folder; what a living run works with stays.
pub fn sweep(folder: &Path) {
    for name in held::names(folder) {
        let path = folder.join(&name);
        // Whatever is a link, or not ours, is nobody's scratch.
        let Some(held) = name.starts_with(PREFIX).then(|| Held::open(&path).ok()).flatten() else { continue };
        let lock = lock_name(&path);
        match held.file(&lock) {
            Ok(file) => {
                if file.try_lock().is_ok() {
                    held.remove(&lock);
                }
            }
            // Killed before it had a lock; if it is only about to get one, the folder is empty, and it makes another.
            Err(e) if e.kind() == io::ErrorKind::NotFound => held.remove_empty(),
            Err(_) => {}
        }
    }
}

/// The file in a folder on which its run holds a lock for as long as it lives. It repeats the folder's name, so that no other
/// program's folder is taken for one of ours.
fn lock_name(folder: &Path) -> String {
    format!("lock{}", folder.file_name().unwrap_or_default().to_string_lossy())
}

/// Makes the lock of a folder.
fn new_lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Lets nobody but the owner look into the folder, since what lies there is not yet published.
#[cfg(unix)]
fn owned<'b, 'p, 's>(builder: &'b mut tempfile::Builder<'p, 's>) -> &'b mut tempfile::Builder<'p, 's> {
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700))
}

#[cfg(not(unix))]
fn owned<'b, 'p, 's>(builder: &'b mut tempfile::Builder<'p, 's>) -> &'b mut tempfile::Builder<'p, 's> {
    builder
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder as a killed run leaves it, with a file in it and one in a folder of its own.
    fn dead(within: &Path, name: &str) -> PathBuf {
        let folder = within.join(name);
        fs::create_dir_all(folder.join("inner")).expect("a folder");
        fs::write(folder.join(lock_name(&folder)), "").expect("a file");
        fs::write(folder.join("0"), "half a docu").expect("a file");
        fs::write(folder.join("inner/1"), "half a docu").expect("a file");
        folder
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_what_lives_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let living = Scratch::within(folder.path()).expect("a scratch");
        let dead = dead(folder.path(), ".kakugi-dead00");
        let bare = folder.path().join(".kakugi-bare00");
        fs::create_dir(&bare).expect("a folder");
        let next = Scratch::within(folder.path()).expect("a scratch");
        let there = [living.path(), next.path()].map(Path::exists);
        assert_eq!((there, dead.exists(), bare.exists()), ([true; 2], false, false));
        drop((living, next));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn what_only_looks_like_a_scratch_folder_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let within = |name: &str| folder.path().join(name);
        let (file, foreign, locked, renamed) =
            (within(".kakugi-file"), within(".kakugi-notes"), within(".kakugi-tools"), within(".kakugi-moved"));
        fs::write(&file, "").expect("a file");
        fs::create_dir(&foreign).expect("a folder");
        fs::write(foreign.join("diary"), "").expect("a file");
        // Another program's folder with a lock of its own, and one whose lock is another folder's.
        fs::create_dir(&locked).expect("a folder");
        fs::write(locked.join("lock"), "").expect("a file");
        fs::rename(dead(folder.path(), ".kakugi-dead00"), &renamed).expect("a folder");
        drop(Scratch::within(folder.path()).expect("a scratch"));
        assert_eq!([&file, &foreign.join("diary"), &locked, &renamed.join("0")].map(|path| path.exists()), [true; 4]);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_and_for_a_scratch_folder_lead_nowhere() {
        let (folder, victim) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let kept = dead(victim.path(), ".kakugi-dead00");
        let link = std::os::unix::fs::symlink;
        // A link instead of a folder; a folder with links to folders; a lock that is a link.
        link(&kept, folder.path().join(".kakugi-dead00")).expect("a link");
        link(&kept, dead(folder.path(), ".kakugi-dead01").join("way")).expect("a link");
        let third = folder.path().join(".kakugi-dead02");
        fs::create_dir(&third).expect("a folder");
        link(&kept.join("lock.kakugi-dead00"), third.join("lock.kakugi-dead02")).expect("a link");
        sweep(folder.path());
        assert_eq!(["", "lock.kakugi-dead00", "0", "inner/1"].map(|inner| kept.join(inner).exists()), [true; 4]);
        assert!(!folder.path().join(".kakugi-dead01").exists() && third.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_was_exchanged_while_it_was_held_stays() {
        let (folder, victim) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let kept = dead(victim.path(), ".kakugi-dead00");
        let ours = dead(folder.path(), ".kakugi-dead00");
        let held = Held::open(&ours).expect("a folder");
        fs::rename(&ours, folder.path().join("aside")).expect("a folder");
        std::os::unix::fs::symlink(&kept, &ours).expect("a link");
        held.remove(&lock_name(&ours));
        assert!(kept.join("inner/1").exists() && ours.is_symlink());
        assert!(!folder.path().join("aside/0").exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_look_into_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let scratch = Scratch::within(folder.path()).expect("a scratch");
        let mode = |path: &Path| fs::metadata(path).expect("metadata").permissions().mode() & 0o777;
        assert_eq!((mode(scratch.path()), mode(&scratch.path().join(lock_name(scratch.path())))), (0o700, 0o600));
    }
}
