//! The folder in which a run prepares what it will give a name.

use std::io;
use std::path::{Path, PathBuf};

use crate::disk::Disk;
use crate::root::STAGING;
use crate::walk;

/// Makes an empty staging folder.
pub(crate) fn begin(disk: &dyn Disk, root: &Path) -> io::Result<PathBuf> {
    let staging = root.join(STAGING);
    disk.remove(root, STAGING)?;
    let parent = root.join("extensions");
    if !parent.exists() {
        disk.folder(&parent)?;
    }
    disk.folder(&staging)?;
    Ok(staging)
}

/// Removes the staging folder, and the one around it if nothing else is in there.
pub(crate) fn end(disk: &dyn Disk, root: &Path) -> io::Result<()> {
    disk.remove(root, STAGING)?;
    let parent = root.join("extensions");
    if walk::names(&parent).is_ok_and(|names| names.is_empty()) {
        disk.remove_empty(&parent)?;
    }
    Ok(())
}
