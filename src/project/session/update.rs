//! What a change has brought.

use super::DocumentPages;
use crate::diagnostic::{Diagnostic, Sources};
use crate::template::Document;

/// What a change has brought.
#[derive(Clone)]
pub struct Update {
    /// The documents that were laid out and whose pages differ from those before.
    pub changes: Vec<DocumentChange>,
    /// Documents that the report no longer has, by the paths of their PDF files.
    pub removed: Vec<String>,
    /// Documents that are not laid out since the last change.
    pub waiting: Vec<Document>,
    /// What is wrong with the report, and with the documents that are laid out.
    pub diagnostics: Vec<Diagnostic>,
    /// The files in which diagnostics have their places.
    pub sources: Sources,
}

/// Which pages of a document differ, by their places in the document, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentChange {
    /// The document.
    pub document: Document,
    /// The path of its PDF file.
    pub path: String,
    /// Pages that look different, or lead elsewhere.
    pub changed: Vec<usize>,
    /// Pages that the document had not.
    pub added: Vec<usize>,
    /// Pages that the document no longer has.
    pub removed: Vec<usize>,
}

impl Update {
    /// Whether nothing that is known to be wrong is an error.
    pub fn is_sound(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// That a change cannot be made.
    pub(super) fn refused(error: Diagnostic) -> Self {
        Self {
            changes: Vec::new(),
            removed: Vec::new(),
            waiting: Vec::new(),
            diagnostics: vec![error],
            sources: Sources::default(),
        }
    }
}

impl DocumentChange {
    /// How pages differ from those before, if they do.
    pub(super) fn of(
        document: Document,
        path: String,
        before: Option<&DocumentPages>,
        after: &DocumentPages,
    ) -> Option<Self> {
        let before = before.map_or(&[][..], DocumentPages::digests);
        let after = after.digests();
        let common = before.len().min(after.len());
        let changed: Vec<usize> =
            (0..common).filter(|page| before[*page] != after[*page]).map(|page| page + 1).collect();
        let (added, removed): (Vec<usize>, Vec<usize>) =
            ((common + 1..=after.len()).collect(), (common + 1..=before.len()).collect());
        let differs = !(changed.is_empty() && added.is_empty() && removed.is_empty());
        differs.then_some(Self { document, path, changed, added, removed })
    }
}
