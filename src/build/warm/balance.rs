//! How the parts of chapters and councils were found to stand.

use std::collections::BTreeMap;

use typst::utils::hash128;

use super::super::Builder;
use crate::template::{Document, Rendered, SourceSection};
use crate::typeset::{Balance, GroupBalance};

/// What was found of the groups of parts that a section of the source sets, by their keys.
pub(in crate::build) type GroupBalances = BTreeMap<String, GroupBalance>;

/// How the keys of councils begin in the component `council.typ`; their ids follow.
const COUNCIL: &str = "council-";

impl Builder<'_> {
    /// What earlier builds have found of the parts that sections set which have not changed.
    pub(in crate::build) fn known_balance(&self, document: Document, rendered: &Rendered) -> Balance {
        let Some(warm) = self.warm.filter(|_| document == Document::Briefing) else { return Balance::default() };
        let known = self.section_digests(rendered).filter_map(|(_, digest)| warm.balances.get(digest));
        Balance::knowing(known.flatten())
    }

    /// Leaves to later builds what was found of parts.
    pub(in crate::build) fn keep_balance(&self, rendered: &Rendered, balance: &Balance) {
        let Some(warm) = self.warm else { return };
        let (councils, others): (GroupBalances, GroupBalances) =
            balance.groups().partition(|(key, _)| key.starts_with(COUNCIL));
        for (section, digest) in self.section_digests(rendered) {
            let groups = match section.council.and_then(|index| self.report.councils.get(index)) {
                Some(council) => {
                    let key = format!("{COUNCIL}{}", council.id.name);
                    councils.get_key_value(&key).map(|(key, group)| (key.clone(), group.clone())).into_iter().collect()
                }
                None => others.clone(),
            };
            if !groups.is_empty() {
                warm.balances.insert(digest, groups);
            }
        }
    }

    /// The sections of a source, each with a digest of everything from which the heights of its parts follow: what is around all
    /// sections, the section, and how many notes it has.
    fn section_digests<'r>(&self, rendered: &'r Rendered) -> impl Iterator<Item = (&'r SourceSection, u128)> {
        let outside = rendered.outside_sections();
        let outside: Vec<&str> = outside.iter().filter_map(|range| rendered.source.get(range.clone())).collect();
        let outside = hash128(&outside);
        rendered.map.sections().iter().filter_map(move |section| {
            let text = rendered.source.get(section.range.clone())?;
            Some((section, hash128(&(outside, text, rendered.map.notes_within(&section.range)))))
        })
    }
}
