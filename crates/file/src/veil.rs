//! Files in the making are hidden from other users until they get their names, for they hold what is not yet published.

use std::fs::{File, Permissions};
use std::io;

/// The rights that a file would have by the user's settings.
pub(super) type Usual = Permissions;

/// Hides a file that was just made; gives the rights that it had, unless it has none.
#[cfg(unix)]
pub(super) fn hide(file: &File) -> Option<Usual> {
    use std::os::unix::fs::PermissionsExt;
    let usual = file.metadata().ok()?.permissions();
    // On file systems without rights there is nothing to hide.
    file.set_permissions(Permissions::from_mode(0o600)).ok().map(|()| usual)
}

#[cfg(not(unix))]
pub(super) fn hide(_: &File) -> Option<Usual> {
    None
}

/// Gives a hidden file the rights that it would have.
///
/// # Errors
/// What the operating system says.
pub(super) fn show(file: &File, usual: &Usual) -> io::Result<()> {
    file.set_permissions(usual.clone())
}
