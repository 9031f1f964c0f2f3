//! Files that documents read.

use std::collections::BTreeMap;
use std::str;
use std::sync::{Mutex, PoisonError};

use typst::foundations::Bytes;
use typst::syntax::{FileId, Source};

/// Files that documents may read: components and pictures, by path.
pub type Files = BTreeMap<String, Bytes>;

/// The files that all documents of a report may read. Typesetters share them, so that each component is parsed once.
#[derive(Default)]
pub struct SharedFiles {
    files: Files,
    /// Components by the whole path under which documents read them.
    parsed: Mutex<BTreeMap<String, Source>>,
}

impl SharedFiles {
    /// Shares these files.
    pub fn new(files: Files) -> Self {
        Self { files, parsed: Mutex::default() }
    }

    /// The files by their paths.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// A component as Typst parses it, under the id by which a document reads it; nothing if there is none, or it is not text.
    pub(super) fn parsed(&self, id: FileId, component: &str) -> Option<Source> {
        let bytes = self.files.get(component)?;
        let rooted = id.get();
        let path = rooted.vpath().get_without_slash();
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(source) = parsed.get(path) {
            return Some(source.clone());
        }
        let text = str::from_utf8(bytes).ok().filter(|text| !text.starts_with('\u{feff}'))?;
        let source = Source::new(id, text.to_owned());
        parsed.insert(path.to_owned(), source.clone());
        Some(source)
    }
}
