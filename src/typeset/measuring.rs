//! A document's first round of layout, for what components find out in it.

use typst::foundations::{Output, StyleChain, Target, TargetElem};
use typst_layout::PagedDocument;

use super::balance::PartPlacements;
use super::closed_world::{ClosedWorld, evaluate};
use super::world::Typesetter;
use super::{EditionSetting, Files, MainSource};

impl Typesetter {
    /// Measures the parts of the councils that the file of [`measuring_request`](super::measuring_request) names and the source
    /// sets; gives none where anything goes wrong, which typesetting then finds again.
    pub fn part_placements(&mut self, source: &MainSource, request: Files) -> PartPlacements {
        self.turn_to_source(source);
        self.world.turn_to(request, EditionSetting::default());
        self.world.first_round().as_ref().map(PartPlacements::of).unwrap_or_default()
    }
}

/// Removes results from the cache that the last so many layouts, by all typesetters together, did not need.
pub fn evict_cache(layouts: usize) {
    typst::comemo::evict(layouts);
}

impl ClosedWorld {
    /// The document as it stands when nothing is known yet of where its parts are; nothing where an error is found, also
    /// one that a later round might not have.
    fn first_round(&self) -> Option<PagedDocument> {
        let (document, mut sink) = self.with_engine(|engine| {
            let module = evaluate(engine, &self.main)?;
            let target = TargetElem::target.set(Target::Paged).wrap();
            let styles = StyleChain::new(&engine.library.styles);
            PagedDocument::create(engine, &module.content(), styles.chain(&target))
        });
        let document = document.ok()?;
        sink.delayed().is_empty().then_some(document)
    }
}
