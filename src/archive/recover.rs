//! What a run prepares, and what is done about it when the run was killed.
//!
//! In the staging folder, `draft/<id>` is an object that is being written, `new/<id>` one that is
//! complete and about to replace the one in the store, and `old/<id>` the one that it replaces. A
//! name in `old/` without one in the store can only mean that the run was killed between the two
//! renames: then the new object gets its name, and all is as if the run had ended well.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::name::is_id;
use super::root::STAGING;
use super::walk::{self, Kind, unwritable};
use crate::diagnostic::{Diagnostic, Problem, Term};

/// Makes an empty staging folder.
pub(super) fn begin(disk: &dyn Disk, root: &Path) -> io::Result<PathBuf> {
    let staging = root.join(STAGING);
    disk.remove(&staging)?;
    let parent = root.join("extensions");
    if !parent.exists() {
        disk.folder(&parent)?;
    }
    disk.folder(&staging)?;
    Ok(staging)
}

/// Removes the staging folder, and the one around it if nothing else is in there.
pub(super) fn end(disk: &dyn Disk, root: &Path) -> io::Result<()> {
    disk.remove(&root.join(STAGING))?;
    let parent = root.join("extensions");
    if walk::names(&parent).is_ok_and(|names| names.is_empty()) {
        disk.remove(&parent)?;
    }
    Ok(())
}

/// Puts in order what a killed run has left; the caller holds the lock.
///
/// # Errors
/// A staging folder behind a link, or a store that cannot be written.
pub(super) fn tidy(disk: &dyn Disk, root: &Path) -> Result<(), Diagnostic> {
    let [old, new] = ["old", "new"].map(|part| format!("{STAGING}/{part}"));
    for part in ["extensions", STAGING, &old, &new] {
        let path = root.join(part);
        match fs::symlink_metadata(&path) {
            Ok(data) if !data.is_dir() => {
                let path = path.display().to_string();
                return Err(Diagnostic::nowhere(Problem::Unreadable { path, reason: Term::NoPlainFolder.into() }));
            }
            Ok(_) => {}
            Err(_) if part == "extensions" => return Ok(()),
            Err(_) => {}
        }
    }
    let finish = || -> io::Result<()> {
        let staging = root.join(STAGING);
        let replaced = walk::names(&staging.join("old")).unwrap_or_default();
        for (id, _) in replaced.into_iter().filter(|(id, kind)| *kind == Kind::Folder && is_id(id)) {
            let (object, new, old) = (root.join(&id), staging.join("new").join(&id), staging.join("old").join(&id));
            // What stands here under a link was put here by somebody else.
            let complete = fs::symlink_metadata(&new).is_ok_and(|data| data.is_dir());
            if !object.exists() {
                disk.rename(if complete { &new } else { &old }, &object)?;
                disk.sync(root)?;
            }
        }
        end(disk, root)
    };
    finish().map_err(|e| unwritable(&root.join(STAGING), &e))
}
