//! Folders for files in the making, which the next run removes if theirs was killed.
//!
//! Such a folder may lie where other users of the machine can write, as in a shared folder for temporary files. So nobody
//! else may look into it, and it is removed by [`held`] folders alone: what somebody puts in its place meanwhile stays.

#[cfg_attr(not(unix), path = "held_by_path.rs")]
mod held;

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use held::HeldFolder;

use crate::removal::remove_empty;

/// What the names of these folders begin with.
const PREFIX: &str = ".kakugi-";
/// So many folders are made at most, should other runs take each for a dead one before it is locked.
const TRIES: usize = 16;

/// So many names of a folder are looked at for leftovers: where others rename without end, reading finds
/// the same names again and again.
const LOOKED_AT: usize = 20_000;

/// A folder of this run's own, which goes when it is dropped.
#[derive(Debug)]
pub struct Scratch {
    /// Leads to the folder, whatever stands under its name by now.
    path: PathBuf,
    held: HeldFolder,
    /// The name of its lock.
    marker: String,
    // Given back after the folder is gone: whoever gets the lock may be sure that nobody works there.
    _lock: File,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.held.remove(&self.marker);
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
        let mut why = io::Error::from(io::ErrorKind::ResourceBusy);
        for _ in 0..TRIES {
            let made = owned(tempfile::Builder::new().prefix(PREFIX)).tempdir_in(folder)?.keep();
            match Self::of(&made) {
                Ok(Some(scratch)) => return Ok(scratch),
                // Another run took it for a dead one's, or somebody has put something in its place.
                Ok(None) => {}
                Err(e) => {
                    let _ = remove_empty(&made);
                    why = e;
                }
            }
        }
        Err(why)
    }

    /// Takes a folder that was just made, unless its name has come to mean another.
    fn of(made: &Path) -> io::Result<Option<Self>> {
        let held = HeldFolder::open(made)?;
        if !held.is_new() {
            return Ok(None);
        }
        let marker = lock_name(made);
        let lock = match held.new_file(&marker) {
            Ok(lock) => lock,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(e),
        };
        let locked = match lock.try_lock() {
            Ok(()) => held.file(&marker).is_ok(),
            // File systems without locks have no sweepers either.
            Err(TryLockError::Error(_)) => true,
            Err(TryLockError::WouldBlock) => false,
        };
        Ok(locked.then(|| Self { path: held.path(made), held, marker, _lock: lock }))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Removes what runs of this user that were killed have left in a folder; what a living run works with stays.
pub fn sweep(folder: &Path) {
    for name in held::names(folder) {
        let path = folder.join(&name);
        // Whatever is a link, or not ours, is nobody's scratch.
        let held = name.starts_with(PREFIX).then(|| HeldFolder::open(&path).ok()).flatten();
        let Some(held) = held.filter(HeldFolder::is_own) else { continue };
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
        let held = HeldFolder::open(&ours).expect("a folder");
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
        assert_eq!((mode(scratch.path()), mode(&scratch.path().join(&scratch.marker))), (0o700, 0o600));
    }

    /// In a folder where others can write, names mean something else from one moment to the next.
    #[cfg(target_os = "linux")]
    #[test]
    fn work_goes_on_in_the_folder_whatever_takes_its_name() {
        let (folder, victim) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        fs::write(victim.path().join("kept"), "").expect("a file");
        let scratch = Scratch::within(folder.path()).expect("a scratch");
        let named = folder.path().join(scratch.marker.trim_start_matches("lock"));
        fs::rename(&named, folder.path().join("aside")).expect("a folder");
        std::os::unix::fs::symlink(victim.path(), &named).expect("a link");
        fs::write(scratch.path().join("0"), "half a docu").expect("a file");
        assert!(folder.path().join("aside/0").exists());
        drop(scratch);
        assert_eq!(fs::read_dir(victim.path()).expect("a folder").count(), 1);
        assert_eq!(fs::read_dir(folder.path().join("aside")).expect("a folder").count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_of_somebody_elses_work_is_not_taken_for_a_new_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let swapped = folder.path().join(".kakugi-swapped");
        fs::create_dir(&swapped).expect("a folder");
        fs::write(swapped.join("thesis"), "").expect("a file");
        assert!(Scratch::of(&swapped).expect("a folder").is_none());
        assert!(swapped.join("thesis").exists());
    }
}
