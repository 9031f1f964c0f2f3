//! Pages that were laid out before, and sources that were parsed.

use std::collections::BTreeMap;
use std::sync::Mutex;

use typst::utils::hash128;

use super::super::Builder;
use super::lock;
use super::memory::Memory;
use crate::template::Document;
use crate::typeset::{Files, MainSource, TypesetDocument, TypesetError, Typesetter};

/// Laid-out pages, and the source of each document that was parsed last.
#[derive(Default)]
pub(in crate::build) struct KnownPages {
    /// Pages by digests of the sources and files that they follow from.
    laid_out: Memory<TypesetDocument>,
    /// Sources by the documents' names.
    parsed: Mutex<BTreeMap<String, MainSource>>,
}

impl KnownPages {
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

    /// The pages that an earlier build has set of the same source with the same files, or those that are set now.
    pub(in crate::build) fn typeset_once(
        &self,
        source: &MainSource,
        files: &Files,
        typesetter: &mut Typesetter,
        typeset: impl FnOnce(&mut Typesetter) -> Result<TypesetDocument, Vec<TypesetError>>,
    ) -> Result<TypesetDocument, Vec<TypesetError>> {
        let Some(warm) = self.warm else { return typeset(typesetter) };
        let digest = hash128(&(source.text(), files));
        if let Some(typeset) = warm.pages.laid_out.get(digest) {
            typesetter.turn_to(&typeset);
            return Ok(typeset);
        }
        let typeset = typeset(typesetter)?;
        warm.pages.laid_out.insert(digest, typeset.clone());
        Ok(typeset)
    }
}
