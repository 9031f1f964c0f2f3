//! Pages that were laid out before, and sources that were parsed.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;

use typst::utils::hash128;

use super::super::Builder;
use super::lock;
use super::memory::Memory;
use crate::template::{Document, Rendered};
use crate::typeset::{Files, MainSource, PartPlacements, TypesetDocument, TypesetError, Typesetter};

/// Laid-out pages, and the source of each document that was parsed last.
#[derive(Default)]
pub(in crate::build) struct KnownPages {
    /// Pages by digests of the sources and files that they follow from.
    laid_out: Memory<TypesetDocument>,
    /// Sources by the documents' names.
    parsed: Mutex<BTreeMap<String, MainSource>>,
    /// The placements of the briefing that was laid out last.
    placements: Mutex<Option<PartPlacements>>,
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

    /// Typesets a document, unless an earlier build has set the same.
    pub(in crate::build) fn typeset_once(
        &self,
        source: &MainSource,
        files: Files,
        typesetter: &mut Typesetter,
    ) -> Result<TypesetDocument, Vec<TypesetError>> {
        let Some(warm) = self.warm else { return typesetter.typeset_with(source, files) };
        let digest = hash128(&(source.text(), &files));
        if let Some(typeset) = warm.pages.laid_out.get(digest) {
            typesetter.turn_to(&typeset);
            return Ok(typeset);
        }
        let typeset = typesetter.typeset_with(source, files)?;
        warm.pages.laid_out.insert(digest, typeset.clone());
        Ok(typeset)
    }

    /// The placements of the briefing that was laid out last: most changes leave them as they are.
    pub(in crate::build) fn guessed_placements(&self, document: Document) -> Option<PartPlacements> {
        let warm = self.warm.filter(|_| document == Document::Briefing)?;
        Some(lock(&warm.pages.placements).clone().unwrap_or_default())
    }

    /// Typesets a briefing, beside the files that it carries, with placements that are guessed, while they are measured, and once
    /// more if the guess was wrong.
    pub(in crate::build) fn typeset_by_guess(
        &self,
        document: Document,
        rendered: &Rendered,
        source: &MainSource,
        guess: (PartPlacements, &Files),
        typesetter: &mut Typesetter,
    ) -> Result<TypesetDocument, Vec<TypesetError>> {
        let (guess, attachments) = guess;
        let with = |placements: &PartPlacements| attachments.clone().into_iter().chain(placements.files()).collect();
        let measure = || self.part_placements(document, rendered, source);
        let (placements, typeset) = match guess.ids().next() {
            None => (measure(), None),
            Some(_) => thread::scope(|scope| {
                let measured = scope.spawn(measure);
                let typeset = self.typeset_once(source, with(&guess), typesetter);
                (measured.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), Some(typeset))
            }),
        };
        if let Some(warm) = self.warm {
            *lock(&warm.pages.placements) = Some(placements.clone());
        }
        match typeset {
            Some(typeset) if placements == guess => typeset,
            _ => self.typeset_once(source, with(&placements), typesetter),
        }
    }
}
