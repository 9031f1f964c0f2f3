//! Pages that were laid out before, and sources that were parsed.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::super::Builder;
use super::lock;
use super::memory::Memory;
use crate::template::Document;
use crate::typeset::{MainSource, TypesetDocument, Typesetter};

/// Laid-out pages, and the source of each document that was parsed last.
#[derive(Default)]
pub(in crate::build) struct KnownPages {
    /// Pages by digests of the sources and files that they follow from.
    laid_out: Memory<TypesetDocument>,
    /// Sources by the documents' names.
    parsed: Mutex<BTreeMap<String, MainSource>>,
}

impl KnownPages {
    /// The pages under a digest.
    pub fn get(&self, digest: u128) -> Option<TypesetDocument> {
        self.laid_out.get(digest)
    }

    /// Keeps laid-out pages.
    pub fn insert(&self, digest: u128, pages: &TypesetDocument) {
        self.laid_out.insert(digest, pages.clone());
    }

    /// Forgets pages that several changes on end have not needed.
    pub fn age(&self) {
        self.laid_out.age();
    }

    /// Forgets all pages.
    pub fn clear(&self) {
        self.laid_out.clear();
    }
}

impl Builder<'_> {
    /// Parses a document's source; what it has in common with the document's last one keeps its place, and so its results.
    pub(in crate::build) fn parsed(&self, document: Document, source: &str, typesetter: &mut Typesetter) -> MainSource {
        let Some(warm) = self.warm else { return typesetter.parse(source) };
        let name = document.source_name(self.report);
        let last = lock(&warm.pages.parsed).get(&name).cloned();
        let parsed = last.map_or_else(|| typesetter.parse(source), |last| last.with_text(source));
        lock(&warm.pages.parsed).insert(name, parsed.clone());
        parsed
    }
}
