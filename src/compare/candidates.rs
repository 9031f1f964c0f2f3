//! Which entries of two lists are alike, so that one may be the other reworded.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::tree::Node;
use super::value::ReportValue;
use crate::japanese::likeness::{BigramIndex, Bigrams, Letters, distance, least_distance, share};

/// An entry of each list that belong together, by their places.
pub(super) type EntryPair = (usize, usize);

/// From this likeness on, an entry is taken to be another reworded.
const LIKE: f64 = 0.45;
/// So many characters are looked at.
const LOOKED_AT: usize = 400;
/// Of lists in which no more pairs come into question than this, all are compared.
const ALL: usize = 1_024;
/// In longer lists, each entry is compared with so many of the other list: those that share most pairs of neighbouring
/// characters with it.
const MOST_ALIKE: usize = 8;
/// What may be looked at to find them for all entries, in steps from one entry to another with the same pair of characters;
/// for one entry, as much as it takes in lists of 1,000 at most.
const STEPS: u64 = 400_000_000;
/// See [`STEPS`].
const STEPS_OF_ONE: u64 = 200_000;

/// Two entries and how alike they are, from 0 to 1.
pub(super) struct RatedPair {
    score: f64,
    pub pair: EntryPair,
}

impl RatedPair {
    /// The most alike first, then the nearest, then the first.
    fn order(&self, other: &Self) -> Ordering {
        let [nearness, other_nearness] =
            [self, other].map(|rated| (rated.pair.0.abs_diff(rated.pair.1), rated.pair.0 + rated.pair.1));
        other.score.total_cmp(&self.score).then(nearness.cmp(&other_nearness))
    }
}

/// What tells which entries may be one.
pub(super) struct Candidates<'n> {
    words: [Vec<EntryWords>; 2],
    types: [Vec<Option<&'n str>>; 2],
    /// The names of entries, where entries of two names are never one.
    firm_names: Option<[Vec<Option<String>>; 2]>,
}

impl<'n> Candidates<'n> {
    pub fn of(lists: [&'n [Node]; 2], firm_names: Option<[Vec<Option<String>>; 2]>) -> Self {
        let words = lists.map(|list| list.iter().map(EntryWords::of).collect::<Vec<_>>());
        let types = lists.map(|list| list.iter().map(|node| node.text("type")).collect::<Vec<_>>());
        Self { words, types, firm_names }
    }

    /// Pairs of entries that are left and alike, the most alike first.
    pub fn alike(&self, left: &[BTreeSet<usize>; 2]) -> Vec<RatedPair> {
        let pairs = self.worth_comparing(left).into_iter();
        let rated = pairs.filter_map(|pair| {
            let score = likeness(&self.words[0][pair.0], &self.words[1][pair.1])?;
            Some(RatedPair { score, pair })
        });
        let mut rated: Vec<RatedPair> = rated.collect();
        // Two candidates that are equal in all of this share no entry, so that their order is of no matter.
        rated.sort_by(RatedPair::order);
        rated
    }

    /// Entries of two names are never one where names are firm, nor are things of two types.
    fn may_be_one(&self, (before, after): EntryPair) -> bool {
        let named = self
            .firm_names
            .as_ref()
            .is_some_and(|[earlier, later]| earlier[before].is_some() && later[after].is_some());
        !named && self.types[0][before] == self.types[1][after]
    }

    /// Which entries that are left are worth comparing, each pair once.
    fn worth_comparing(&self, left: &[BTreeSet<usize>; 2]) -> BTreeSet<EntryPair> {
        let [before, after] = left;
        if before.len() * after.len() <= ALL {
            let each = before.iter().flat_map(|earlier| after.iter().map(|later| (*earlier, *later)));
            return each.filter(|pair| self.may_be_one(*pair)).collect();
        }
        let all = (before.len() + after.len()) as u64;
        let steps = (STEPS / all).min(STEPS_OF_ONE);
        // Both ways, so that swapping the lists swaps the result.
        let mut pairs = self.most_alike(0, left, steps);
        pairs.extend(self.most_alike(1, left, steps));
        pairs
    }

    /// The entries of one list, each with those of the other that share most pairs of neighbouring characters with it.
    fn most_alike(&self, side: usize, left: &[BTreeSet<usize>; 2], steps: u64) -> BTreeSet<EntryPair> {
        let others: Vec<usize> = left[1 - side].iter().copied().collect();
        let index = BigramIndex::new(others.iter().map(|other| &self.words[1 - side][*other].bigrams));
        let mut search = index.search();
        let mut pairs = BTreeSet::new();
        for entry in left[side].iter().copied() {
            let bigrams = &self.words[side][entry].bigrams;
            let alike = search.alike(bigrams, 1, steps).texts.into_iter();
            let rated = alike.map(|(number, common)| {
                let other = others[number];
                let pair = if side == 0 { (entry, other) } else { (other, entry) };
                RatedPair { score: share(common, bigrams.total(), index.total(number)), pair }
            });
            let mut rated: Vec<RatedPair> = rated.filter(|rated| self.may_be_one(rated.pair)).collect();
            if rated.len() > MOST_ALIKE {
                rated.select_nth_unstable_by(MOST_ALIKE, RatedPair::order);
                rated.truncate(MOST_ALIKE);
            }
            pairs.extend(rated.into_iter().map(|rated| rated.pair));
        }
        pairs
    }
}

/// The words of a thing, by which it is told from others.
struct EntryWords {
    letters: Vec<char>,
    sorted: Letters,
    bigrams: Bigrams,
}

impl EntryWords {
    fn of(node: &Node) -> Self {
        let text: String = node.leaves().into_iter().map(ReportValue::text).collect();
        Self::of_text(&text.chars().take(LOOKED_AT).collect::<String>())
    }

    fn of_text(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        Self { sorted: Letters::of(&letters), bigrams: Bigrams::of(text), letters }
    }
}

/// How alike two texts are, from 0 to 1, if they are alike at all; the same either way round.
fn likeness(a: &EntryWords, b: &EntryWords) -> Option<f64> {
    let longer = a.letters.len().max(b.letters.len());
    if longer == 0 {
        return Some(1.0);
    }
    let shared = a.bigrams.share(&b.bigrams);
    // Most texts differ in too many characters, in whatever order these stand.
    let least = 1.0 - least_distance(&a.sorted, &b.sorted) as f64 / longer as f64;
    let score = if least < LIKE || least <= shared {
        shared
    } else {
        shared.max(1.0 - distance(&a.letters, &b.letters) as f64 / longer as f64)
    };
    (score >= LIKE).then_some(score)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_left_out_changes_no_likeness(a in "[あいうえa]{0,20}", b in "[あいうえa]{0,20}") {
            let [one, other] = [&a, &b].map(|text| EntryWords::of_text(text));
            let wanted = if a.is_empty() && b.is_empty() {
                1.0
            } else {
                one.bigrams.share(&other.bigrams).max(strsim::normalized_levenshtein(&a, &b))
            };
            prop_assert_eq!(likeness(&one, &other), (wanted >= LIKE).then_some(wanted));
        }
    }
}
