//! Which entry of one list is which of another.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::{Candidates, EntryPair, RatedPair};
use super::tree::Node;

/// Entries of two lists that belong together, by their places.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub pairs: Vec<(usize, usize)>,
    /// Entries of the first list that the second does not have.
    pub removed: Vec<usize>,
    /// Entries of the second list that the first does not have.
    pub added: Vec<usize>,
}

impl Pairs {
    /// Whether the entries that both lists have stand in another order.
    pub fn reordered(&self) -> bool {
        self.pairs.windows(2).any(|pair| pair[1].0 < pair[0].0)
    }
}

/// The entries of two lists that have no counterpart yet, by their places, and the pairs that were found.
struct Pairing<'n> {
    lists: [&'n [Node]; 2],
    left: [BTreeSet<usize>; 2],
    found: Vec<EntryPair>,
}

/// Pairs entries by their names, then by equal content, then by likeness. Where names are `firm`, such as ids,
/// entries of two names are never one.
///
/// Swapping the lists swaps the result: of several candidates the most alike goes first, and of
/// those the nearest by its place in the list, then the first.
pub(super) fn pairs(before: &[Node], after: &[Node], firm: bool, name: &dyn Fn(&Node) -> Option<String>) -> Pairs {
    let lists = [before, after];
    let left = lists.map(|list| (0..list.len()).collect::<BTreeSet<usize>>());
    let mut pairing = Pairing { lists, left, found: Vec::new() };
    let names = lists.map(|list| list.iter().map(name).collect::<Vec<_>>());
    pairing.pair_equal(&names);
    pairing.pair_equal(&lists.map(|list| list.iter().map(|node| Some(node.fingerprint())).collect()));
    pairing.pair_alike(&Candidates::of(lists, firm.then_some(names)));
    pairing.pair_in_one_place();
    let Pairing { left, mut found, .. } = pairing;
    found.sort_by_key(|(_, after)| *after);
    let [removed, added] = left.map(|left| left.into_iter().collect());
    Pairs { pairs: found, removed, added }
}

impl Pairing<'_> {
    fn join(&mut self, (before, after): EntryPair) {
        self.left[0].remove(&before);
        self.left[1].remove(&after);
        self.found.push((before, after));
    }

    /// Pairs entries of equal keys; `keys` has one for each entry of each list.
    fn pair_equal(&mut self, keys: &[Vec<Option<String>>; 2]) {
        let mut by_key: BTreeMap<&str, [Vec<usize>; 2]> = BTreeMap::new();
        for side in [0, 1] {
            for entry in &self.left[side] {
                if let Some(key) = &keys[side][*entry] {
                    by_key.entry(key).or_default()[side].push(*entry);
                }
            }
        }
        // The first of a name is the first of it in the other list, too.
        for [before, after] in by_key.into_values() {
            before.into_iter().zip(after).for_each(|pair| self.join(pair));
        }
    }

    /// Pairs entries that are alike, the most alike first.
    fn pair_alike(&mut self, candidates: &Candidates<'_>) {
        for RatedPair { pair, .. } in candidates.alike(&self.left) {
            if self.left[0].contains(&pair.0) && self.left[1].contains(&pair.1) {
                self.join(pair);
            }
        }
    }

    /// Pairs blocks that hold entries and are the only ones of their type between the same neighbours: of a list whose
    /// entries are others now, the entries are told and not the list.
    fn pair_in_one_place(&mut self) {
        let mut blocks: BTreeMap<Neighbours<'_>, [Vec<usize>; 2]> = BTreeMap::new();
        for side in [0, 1] {
            for entry in self.left[side].iter().copied() {
                if let Some(neighbours) = self.neighbours(side, entry) {
                    blocks.entry(neighbours).or_default()[side].push(entry);
                }
            }
        }
        let alone: Vec<EntryPair> = blocks
            .into_values()
            .filter_map(|[before, after]| match (before.as_slice(), after.as_slice()) {
                ([before], [after]) => Some((*before, *after)),
                _ => None,
            })
            .collect();
        alone.into_iter().for_each(|pair| self.join(pair));
    }

    /// Where a block without an id stands that holds entries.
    fn neighbours<'s>(&'s self, side: usize, entry: usize) -> Option<Neighbours<'s>> {
        let node = &self.lists[side][entry];
        let has_entries = node.object().iter().any(|(_, field)| !field.entries().is_empty());
        if node.text("id").is_some() || !has_entries {
            return None;
        }
        let pairs = self.found.iter().copied();
        let above = pairs.clone().filter(|pair| entry_of(*pair, side) < entry);
        let below = pairs.filter(|pair| entry_of(*pair, side) > entry);
        let above = above.max_by_key(|pair| entry_of(*pair, side));
        let below = below.min_by_key(|pair| entry_of(*pair, side));
        Some(Neighbours { above, below, kind: node.text("type")? })
    }
}

/// The entry of a pair in one of the lists.
fn entry_of((before, after): EntryPair, side: usize) -> usize {
    if side == 0 { before } else { after }
}

/// The pairs next to a block, and its type.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Neighbours<'n> {
    above: Option<EntryPair>,
    below: Option<EntryPair>,
    kind: &'n str,
}
