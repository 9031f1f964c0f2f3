//! Files that appear whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::diagnostic::{Diagnostic, Problem};

/// A file to be written.
#[derive(Clone, Debug)]
pub struct Artefact {
    /// Its path within the output folder.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Writes all files, each by a temporary file beside it and a rename.
///
/// No file gets its name before all of them lie complete on the disk, so that a full disk
/// leaves the files of an earlier run as they were.
///
/// # Errors
/// The first file that cannot be written.
pub fn write_all(folder: &Path, artefacts: &[Artefact]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut staged = Vec::with_capacity(artefacts.len());
    for artefact in artefacts {
        let path = folder.join(&artefact.path);
        staged.push((stage(&path, &artefact.bytes).map_err(|e| unwritable(&path, &e))?, path));
    }
    let mut written = Vec::with_capacity(staged.len());
    for (file, path) in staged {
        file.persist(&path).map_err(|e| unwritable(&path, &e.error))?;
        written.push(path);
    }
    Ok(written)
}

fn stage(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    if path.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private; what is delivered follows the user's mask.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.prefix(".kakugi-").tempfile_in(parent)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn unwritable(path: &Path, e: &io::Error) -> Diagnostic {
    Diagnostic::nowhere(Problem::Unwritable { path: path.display().to_string(), reason: e.into() })
}
