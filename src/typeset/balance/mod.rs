//! How the parts of a briefing's chapters and councils stand, so that pages are well filled.
//!
//! The component `balance.typ` marks where parts begin and end. A first layout, in which each part begins a page, tells the heights
//! of those that fit on one. From these follow the placements with which the pages are laid out again. A part that needs more or
//! less air than normal is measured in two degrees of it, which suggest a third; the layout in which the part stands with that
//! one confirms it, or asks for the next.

mod components;
mod extents;
mod group;
mod marks;
mod placing;
#[cfg(test)]
mod simulated;

use std::collections::{BTreeMap, BTreeSet};

use typst_layout::PagedDocument;

use self::extents::{Air, PartExtents, PartPlacement};
use self::group::PartGroup;
use self::marks::{measured_heights, part_groups};
use self::placing::{Placing, placements_at_first};
use super::Files;

/// With more notes than this in a group, the width of their marks depends on their numbers, which a first layout does not know.
const NOTES: usize = 9;
/// How often placements may change before they are left as they are. Each change tries another degree of air for at least one part
/// of a group, of which the theme has a dozen.
const CHANGES: usize = 24;

/// What is known of the parts of a document, and how they stand.
#[derive(Debug, Default)]
pub struct Balance {
    /// The placements by the keys of groups, where they differ from those at first.
    placements: BTreeMap<String, Vec<PartPlacement>>,
    /// How far parts reach, by the keys of groups.
    extents: BTreeMap<String, Vec<PartExtents>>,
    /// What was measured already, with success or without.
    asked: BTreeSet<HeightQuery>,
    /// The groups as they were laid out last.
    groups: Vec<PartGroup>,
    changes: usize,
}

/// A height that is to be measured: the key of a group, the place of a part in it, and the air.
type HeightQuery = (String, usize, Air);

/// What a look at laid-out pages comes to.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The parts stand as they should.
    Stands,
    /// The pages are to be laid out again, with what [`Balance::files`] says now.
    Again,
    /// With these files the components measure what has to be known before; [`Balance::measured`] takes what comes of it.
    Measure(Files),
}

/// What was found of the parts of a group, for another document that has the same parts.
#[derive(Clone, Debug, Default)]
pub struct GroupBalance {
    placements: Option<Vec<PartPlacement>>,
    extents: Vec<PartExtents>,
    asked: BTreeSet<(usize, Air)>,
}

impl Balance {
    /// A balance that has found this before, by the keys of groups.
    pub fn knowing(groups: impl IntoIterator<Item = (String, GroupBalance)>) -> Self {
        let mut known = Self::default();
        for (key, GroupBalance { placements, extents, asked }) in groups {
            known.asked.extend(asked.into_iter().map(|(index, air)| (key.clone(), index, air)));
            known.placements.extend(placements.map(|placements| (key.clone(), placements)));
            known.extents.insert(key, extents);
        }
        known
    }

    /// What was found, by the keys of groups.
    pub fn groups(&self) -> impl Iterator<Item = (String, GroupBalance)> {
        self.extents.iter().map(|(key, extents)| {
            let asked = self.asked.iter().filter(|(asked, ..)| asked == key).map(|(_, index, air)| (*index, *air));
            let found = GroupBalance {
                placements: self.placements.get(key).cloned(),
                extents: extents.clone(),
                asked: asked.collect(),
            };
            (key.clone(), found)
        })
    }

    /// What tells the components how the parts stand.
    pub fn files(&self) -> Files {
        components::placing(&self.placements)
    }

    /// Looks at pages that were laid out with [`Self::files`].
    pub(super) fn look(&mut self, document: &PagedDocument) -> Outcome {
        self.groups = part_groups(document);
        for group in &self.groups {
            let known = self.extents.entry(group.key.clone()).or_default();
            known.resize_with(group.parts.len().max(known.len()), PartExtents::default);
            for (known, part) in known.iter_mut().zip(&group.parts) {
                if let Some(extent) = part.extent {
                    known.see(part.placement, extent);
                }
            }
        }
        if self.changes == 0 && self.groups.iter().any(|group| group.notes > NOTES) {
            self.changes = 1;
            return Outcome::Again;
        }
        self.decide()
    }

    /// Takes the heights that the components have measured; none where they could not.
    pub(super) fn measured(&mut self, document: Option<&PagedDocument>) -> Outcome {
        for ((key, index, air), height) in document.map(measured_heights).unwrap_or_default() {
            if let Some(known) = self.extents.get_mut(&key).and_then(|parts| parts.get_mut(index)) {
                known.measure(air, height);
            }
        }
        self.decide()
    }

    fn decide(&mut self) -> Outcome {
        let mut placements = BTreeMap::new();
        let mut unknown = BTreeSet::new();
        for group in &self.groups {
            if placements.contains_key(&group.key) {
                continue;
            }
            let extents = self.extents.get(&group.key).map(Vec::as_slice).unwrap_or_default();
            let placed = match Placing::of(group, extents).placements() {
                Ok(placed) => placed,
                Err(missing) => {
                    unknown.extend(missing.into_iter().map(|(index, air)| (group.key.clone(), index, air)));
                    placements_at_first(&group.parts)
                }
            };
            placements.insert(group.key.clone(), placed);
        }
        // What could not be measured once cannot be measured again.
        if unknown.iter().any(|query| !self.asked.contains(query)) {
            self.asked.extend(unknown.iter().cloned());
            return Outcome::Measure(components::measuring(&unknown));
        }
        let at_first = |key: &str| {
            self.groups.iter().find(|group| group.key == key).map(|group| placements_at_first(&group.parts))
        };
        placements.retain(|key, placed| at_first(key).as_ref() != Some(placed));
        if placements == self.placements || self.changes == CHANGES {
            return Outcome::Stands;
        }
        self.changes += 1;
        self.placements = placements;
        Outcome::Again
    }
}
