//! Documents in memory, and in a folder.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Errors, Sources};
use crate::file::{Artefact, write_all};

/// The files that were made.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The files, those of a document together.
    pub files: Vec<Artefact>,
    /// What should be looked at in the documents.
    pub warnings: Vec<Diagnostic>,
}

impl Output {
    /// The bytes of a file by its path, such as `summaries/parks.pdf`.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.iter().find(|file| file.path == path).map(|file| file.bytes.as_slice())
    }

    /// Writes all files into a folder, or none; their paths come back.
    ///
    /// # Errors
    /// The first file that cannot be written.
    pub fn write_to(&self, folder: impl AsRef<Path>) -> Result<Vec<PathBuf>, Errors> {
        write_all(folder.as_ref(), &self.files)
            .map_err(|error| Errors { diagnostics: vec![error], sources: Sources::default() })
    }
}
