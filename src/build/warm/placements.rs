//! The placements of councils' parts in a briefing that were measured before.

use typst::utils::hash128;

use super::super::Builder;
use crate::template::{Rendered, SourceSection};
use crate::typeset::PartPlacements;

impl Builder<'_> {
    /// A digest of everything from which the placements of a council's parts follow; nothing if nothing is left to later
    /// builds.
    pub(in crate::build) fn placement_digest(&self, rendered: &Rendered, section: &SourceSection) -> Option<u128> {
        self.warm?;
        let outside = rendered.outside_sections();
        let outside: Vec<&str> = outside.iter().filter_map(|range| rendered.source.get(range.clone())).collect();
        let notes = rendered.map.notes_within(&section.range);
        Some(hash128(&(outside, rendered.source.get(section.range.clone())?, notes)))
    }

    /// The placements that an earlier build has found under a digest.
    pub(in crate::build) fn known_placements(&self, digest: Option<u128>) -> Option<PartPlacements> {
        self.warm?.placements.get(digest?)
    }

    /// Leaves the placements of a council's parts to later builds, if there are any.
    pub(in crate::build) fn keep_placements(&self, digest: Option<u128>, placements: PartPlacements) {
        if let Some((warm, digest)) = self.warm.zip(digest).filter(|_| placements.ids().next().is_some()) {
            warm.placements.insert(digest, placements);
        }
    }
}
