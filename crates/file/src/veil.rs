//! Files in the making are hidden from other users until they get their names, for they hold what is not yet published.

use std::fs::{File, Permissions};
use std::io;

/// Hides a file that was just made; gives the rights that it had by the user's settings, unless it has none.
#[cfg(unix)]
pub(crate) fn hide(file: &File) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    let usual = file.metadata().ok()?.permissions();
    // On file systems without rights there is nothing to hide.
    file.set_permissions(Permissions::from_mode(0o600)).ok().map(|()| usual)
}

#[cfg(not(unix))]
pub(crate) fn hide(_: &File) -> Option<Permissions> {
    None
}

/// Gives a hidden file the rights that it is to have.
///
/// # Errors
/// What the operating system says.
pub(crate) fn show(file: &File, rights: &Permissions) -> io::Result<()> {
    file.set_permissions(rights.clone())
}
