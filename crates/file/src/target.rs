//! The file that a user names for what is written.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf, is_separator};

use kakugi_diagnostic::{Diagnostic, Reason, Words};

use crate::Unwritable;
use crate::plain::NOT_A_PLAIN_FILE;
use crate::problems::NAMES_A_FOLDER;

/// A path that names a file: its folder, which is never empty, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The folder, which need not be there yet.
    pub folder: PathBuf,
    /// The name in it.
    pub name: OsString,
}

impl Target {
    /// Takes a path apart. A bare name is one in the folder where the program was started.
    ///
    /// # Errors
    /// A path that names a folder, by its end or because one is there, or that leads to a device, a pipe or a socket.
    pub fn of(path: &Path) -> Result<Self, Diagnostic> {
        Self::named_by(path).map_err(|reason| {
            Diagnostic::nowhere(Unwritable { path: path.display().to_string(), reason: Reason::Known(reason) })
        })
    }

    fn named_by(path: &Path) -> Result<Self, Words> {
        let (Some(name), false) = (path.file_name(), ends_as_folder(path)) else { return Err(NAMES_A_FOLDER) };
        match fs::metadata(path) {
            Ok(existing) if existing.is_dir() => return Err(NAMES_A_FOLDER),
            Ok(existing) if !existing.is_file() => return Err(NOT_A_PLAIN_FILE),
            _ => {}
        }
        let folder = folder_or_current(path.parent().unwrap_or(Path::new("")));
        Ok(Self { folder: folder.to_owned(), name: name.to_owned() })
    }
}

/// The folder itself, and where its name is empty the one where the program was started.
pub(crate) fn folder_or_current(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// Whether a path ends in a separator or in dots that stand for a folder; taken apart, it would lose that end.
fn ends_as_folder(path: &Path) -> bool {
    let text = path.to_string_lossy();
    let last = text.rsplit(is_separator).next().unwrap_or_default();
    ["", ".", ".."].contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Option<(String, String)> {
        let target = Target::of(Path::new(path)).ok()?;
        Some((target.folder.display().to_string(), target.name.to_string_lossy().into_owned()))
    }

    #[test]
    fn files_are_told_from_folders() {
        for (path, folder, name) in [
            ("changes.pdf", ".", "changes.pdf"),
            ("./changes.pdf", ".", "changes.pdf"),
            ("../changes.pdf", "..", "changes.pdf"),
            ("new/folder/変更点.pdf", "new/folder", "変更点.pdf"),
            ("/no-such-folder/changes.pdf", "/no-such-folder", "changes.pdf"),
            ("/changes.pdf", "/", "changes.pdf"),
            ("a b.pdf", ".", "a b.pdf"),
            (".hidden", ".", ".hidden"),
            ("name.", ".", "name."),
            ("...", ".", "..."),
        ] {
            assert_eq!(of(path), Some((folder.to_owned(), name.to_owned())), "{path}");
        }
        for path in ["", ".", "..", "/", "new/", "new/.", "new/..", "./", "../", "new//"] {
            assert_eq!(of(path), None, "{path}");
        }
    }

    #[test]
    fn a_folder_that_is_there_is_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(of(&folder.path().display().to_string()), None);
    }

    #[test]
    #[cfg(unix)]
    fn a_device_is_no_file_that_could_be_replaced() {
        assert_eq!(of("/dev/null"), None);
    }
}
