//! Removing folders with all that is in them, on Unix by handles: whoever exchanges names meanwhile has nothing else removed.
//! Elsewhere it goes by paths. Empty folders go by paths everywhere, since nothing can be lost with them.

use std::fs;
use std::io;
use std::path::Path;

#[cfg(unix)]
pub(crate) use handles::{clear, within};

/// Removes a folder within another with all that is in it; one that does not exist is no error.
///
/// Only the outer folder may be reached by a link. Whatever is a link below it is removed itself, and never followed.
///
/// # Errors
/// What the operating system says of the first thing that cannot be removed.
pub fn remove_below(outer: &Path, path: &str) -> io::Result<()> {
    match below(outer, path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// Removes a folder in which nothing is.
///
/// # Errors
/// What the operating system says; also where something is in it.
pub fn remove_empty(folder: &Path) -> io::Result<()> {
    fs::remove_dir(folder)
}

#[cfg(unix)]
use handles::below;

#[cfg(not(unix))]
fn below(outer: &Path, path: &str) -> io::Result<()> {
    fs::remove_dir_all(outer.join(path))
}

#[cfg(unix)]
mod handles {
    use std::io;
    use std::os::unix::ffi::OsStrExt;
    use std::path::Path;

    use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
    use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, fstat, openat, statat, unlinkat};
    use rustix::io::Errno;

    /// Folders are nested that deep at most in what is removed; our own are less deep.
    const DEPTH: usize = 64;

    /// Opens a folder within another, not by a link.
    pub(crate) fn within(folder: BorrowedFd<'_>, name: &[u8]) -> Result<OwnedFd, Errno> {
        openat(folder, name, OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty())
    }

    /// Removes all that is in a folder but one name; an error is the first thing that cannot be removed.
    pub(crate) fn clear(folder: BorrowedFd<'_>, but: &[u8]) -> io::Result<()> {
        clear_to(folder, but, DEPTH)
    }

    fn clear_to(folder: BorrowedFd<'_>, but: &[u8], depth: usize) -> io::Result<()> {
        let mut result = Ok(());
        let mut note = |done: Result<(), Errno>| {
            if let Err(e) = done
                && result.is_ok()
                && e != Errno::NOENT
            {
                result = Err(e.into());
            }
        };
        for entry in Dir::read_from(folder)?.flatten() {
            let name = entry.file_name();
            if [b".".as_slice(), b"..", but].contains(&name.to_bytes()) {
                continue;
            }
            match statat(folder, name, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(found) if FileType::from_raw_mode(found.st_mode) == FileType::Directory && depth > 0 => {
                    // What is in there and stays is told by the folder that cannot be removed.
                    let _ = same_system(folder, name.to_bytes()).map(|inner| clear_to(inner.as_fd(), b"", depth - 1));
                    note(unlinkat(folder, name, AtFlags::REMOVEDIR));
                }
                Ok(_) => note(unlinkat(folder, name, AtFlags::empty())),
                Err(e) => note(Err(e)),
            }
        }
        result
    }

    /// Opens a folder within another that lies on the same file system: nothing that is mounted there is emptied.
    fn same_system(folder: BorrowedFd<'_>, name: &[u8]) -> Result<OwnedFd, Errno> {
        let inner = within(folder, name)?;
        if fstat(&inner)?.st_dev == fstat(folder)?.st_dev { Ok(inner) } else { Err(Errno::XDEV) }
    }

    pub(super) fn below(outer: &Path, path: &str) -> io::Result<()> {
        let mut around = rustix::fs::open(outer, OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        let (folders, last) = path.rsplit_once('/').unwrap_or(("", path));
        for name in folders.split('/').filter(|name| !name.is_empty()) {
            around = same_system(around.as_fd(), name.as_bytes())?;
        }
        let last = std::ffi::OsStr::new(last).as_bytes();
        clear(same_system(around.as_fd(), last)?.as_fd(), b"")?;
        Ok(unlinkat(&around, last, AtFlags::REMOVEDIR)?)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn links_on_the_way_and_in_what_is_removed_lead_nowhere() {
        let (folder, victim) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        fs::create_dir_all(victim.path().join("staging/draft")).expect("a folder");
        fs::write(victim.path().join("staging/draft/file"), "").expect("a file");
        let link = |to: &Path, at: &str| std::os::unix::fs::symlink(to, folder.path().join(at)).expect("a link");
        let staging = victim.path().join("staging");
        link(victim.path(), "extensions");
        assert!(remove_below(folder.path(), "extensions/staging").is_err());
        fs::create_dir_all(folder.path().join("own/staging")).expect("a folder");
        link(&staging, "own/staging/way");
        remove_below(folder.path(), "own/staging").expect("a removal");
        link(&staging, "own/staging");
        assert!(remove_below(folder.path(), "own/staging").is_err());
        assert!(staging.join("draft/file").exists());
        // What is not there is removed already.
        remove_below(folder.path(), "other/staging").expect("a removal");
        remove_below(folder.path(), "own/other").expect("a removal");
    }
}
