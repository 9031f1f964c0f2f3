//! Which entry of one list is which of another.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Content, Node};
use crate::japanese::likeness::{BigramIndex, Bigrams, Letters, distance, least_distance, share};

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

/// Pairs entries by their names, then by equal content, then by likeness. Where names are `firm`, such as ids,
/// entries of two names are never one.
///
/// Swapping the lists swaps the result: of several candidates the most alike goes first, and of
/// those the nearest by its place in the list, then the first.
pub(super) fn pairs(before: &[Node], after: &[Node], firm: bool, name: &dyn Fn(&Node) -> Option<String>) -> Pairs {
    let names = [before, after].map(|list| list.iter().map(name).collect::<Vec<_>>());
    let mut found = Vec::new();
    let mut left = [before, after].map(|list| (0..list.len()).collect::<BTreeSet<usize>>());
    let mut join = |key: &dyn Fn(usize, usize) -> Option<String>, left: &mut [BTreeSet<usize>; 2]| {
        let mut by_key: BTreeMap<String, [Vec<usize>; 2]> = BTreeMap::new();
        for side in [0, 1] {
            for at in &left[side] {
                if let Some(key) = key(side, *at) {
                    by_key.entry(key).or_default()[side].push(*at);
                }
            }
        }
        // The first of a name is the first of it in the other list, too.
        for (a, b) in by_key.into_values().flat_map(|[a, b]| a.into_iter().zip(b)) {
            left[0].remove(&a);
            left[1].remove(&b);
            found.push((a, b));
        }
    };
    join(&|side, at| names[side][at].clone(), &mut left);
    let prints = [before, after].map(|list| list.iter().map(Node::fingerprint).collect::<Vec<_>>());
    join(&|side, at| Some(prints[side][at].clone()), &mut left);

    let texts = [before, after].map(|list| list.iter().map(Words::of).collect::<Vec<_>>());
    let types = [before, after].map(|list| list.iter().map(|node| node.text("type")).collect::<Vec<_>>());
    // Entries of two names are never one where names are firm, nor are things of two types.
    let may_be_one = |a: usize, b: usize| {
        let named = firm && names[0][a].is_some() && names[1][b].is_some();
        !named && types[0][a] == types[1][b]
    };
    let mut rated = Vec::new();
    for (a, b) in candidates(&texts, &left, &may_be_one) {
        if let Some(score) = likeness(&texts[0][a], &texts[1][b]) {
            rated.push((score, a.abs_diff(b), a + b, a, b));
        }
    }
    // Two candidates that are equal in all of this share no entry, so that their order is of no matter.
    rated.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    for (.., a, b) in rated {
        if left[0].contains(&a) && left[1].contains(&b) {
            left[0].remove(&a);
            left[1].remove(&b);
            found.push((a, b));
        }
    }
    found.extend(in_one_place([before, after], &found, &mut left));
    found.sort_by_key(|(_, b)| *b);
    let [removed, added] = left.map(|left| left.into_iter().collect());
    Pairs { pairs: found, removed, added }
}

/// Pairs blocks that hold entries and are the only ones of their type between the same neighbours: of a list whose
/// entries are others now, the entries are told and not the list.
fn in_one_place(lists: [&[Node]; 2], pairs: &[(usize, usize)], left: &mut [BTreeSet<usize>; 2]) -> Vec<(usize, usize)> {
    type Place<'a> = (Option<(usize, usize)>, Option<(usize, usize)>, &'a str);
    let place = |side: usize, at: usize| -> Option<Place<'_>> {
        let node = &lists[side][at];
        let holds =
            node.object().iter().any(|(_, field)| matches!(&field.content, Content::List(list) if !list.is_empty()));
        let kind = node.text("type").filter(|_| holds)?;
        let own = |pair: &(usize, usize)| if side == 0 { pair.0 } else { pair.1 };
        let above = pairs.iter().filter(|pair| own(pair) < at).max_by_key(|pair| own(pair)).copied();
        let below = pairs.iter().filter(|pair| own(pair) > at).min_by_key(|pair| own(pair)).copied();
        Some((above, below, kind))
    };
    let mut places: BTreeMap<Place<'_>, [Vec<usize>; 2]> = BTreeMap::new();
    for side in [0, 1] {
        for at in left[side].iter().copied().filter(|at| lists[side][*at].text("id").is_none()) {
            if let Some(place) = place(side, at) {
                places.entry(place).or_default()[side].push(at);
            }
        }
    }
    let mut found = Vec::new();
    for [a, b] in places.into_values() {
        if let ([a], [b]) = (a.as_slice(), b.as_slice()) {
            left[0].remove(a);
            left[1].remove(b);
            found.push((*a, *b));
        }
    }
    found
}

/// Which entries that are left are worth comparing, each pair once.
fn candidates(
    texts: &[Vec<Words>; 2],
    left: &[BTreeSet<usize>; 2],
    may_be_one: &dyn Fn(usize, usize) -> bool,
) -> BTreeSet<(usize, usize)> {
    let [here, there] = left;
    if here.len() * there.len() <= ALL {
        let each = here.iter().flat_map(|a| there.iter().map(|b| (*a, *b)));
        return each.filter(|(a, b)| may_be_one(*a, *b)).collect();
    }
    let all = (here.len() + there.len()) as u64;
    let steps = (STEPS / all).min(STEPS_OF_ONE);
    let mut found = BTreeSet::new();
    // Both ways, so that swapping the lists swaps the result.
    for side in [0, 1] {
        let others: Vec<usize> = left[1 - side].iter().copied().collect();
        let index = BigramIndex::new(others.iter().map(|at| &texts[1 - side][*at].bigrams));
        let mut search = index.search();
        for at in left[side].iter().copied() {
            let own = &texts[side][at].bigrams;
            let alike = search.alike(own, 1, steps).texts.into_iter();
            let pair = |other: usize| if side == 0 { (at, other) } else { (other, at) };
            let rated =
                alike.map(|(number, common)| (share(common, own.total(), index.total(number)), pair(others[number])));
            let mut rated: Vec<_> = rated.filter(|(_, (a, b))| may_be_one(*a, *b)).collect();
            let rank = |(score, (a, b)): &(f64, (usize, usize))| (-score, a.abs_diff(*b), a + b);
            if rated.len() > MOST_ALIKE {
                rated.select_nth_unstable_by(MOST_ALIKE, |x, y| {
                    let ((x, near_x, sum_x), (y, near_y, sum_y)) = (rank(x), rank(y));
                    x.total_cmp(&y).then((near_x, sum_x).cmp(&(near_y, sum_y)))
                });
                rated.truncate(MOST_ALIKE);
            }
            found.extend(rated.into_iter().map(|(_, pair)| pair));
        }
    }
    found
}

/// The words of a thing, by which it is told from others.
struct Words {
    letters: Vec<char>,
    sorted: Letters,
    bigrams: Bigrams,
}

impl Words {
    fn of(node: &Node) -> Self {
        let text: String = node.leaves().iter().map(|leaf| leaf.text.as_str()).collect();
        Self::of_text(&text.chars().take(LOOKED_AT).collect::<String>())
    }

    fn of_text(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        Self { sorted: Letters::of(&letters), bigrams: Bigrams::of(text), letters }
    }
}

/// How alike two texts are, from 0 to 1, if they are alike at all; the same either way round.
fn likeness(a: &Words, b: &Words) -> Option<f64> {
    let longer = a.letters.len().max(b.letters.len());
    if longer == 0 {
        return Some(1.0);
    }
    let shared = a.bigrams.share(&b.bigrams);
    let by_distance = |distance: usize| 1.0 - distance as f64 / longer as f64;
    // Most texts differ in too many characters, in whatever order these stand.
    let least = by_distance(least_distance(&a.sorted, &b.sorted));
    let score = if least < LIKE || least <= shared {
        shared
    } else {
        shared.max(by_distance(distance(&a.letters, &b.letters)))
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
            let [one, other] = [&a, &b].map(|text| Words::of_text(text));
            let wanted = if a.is_empty() && b.is_empty() {
                1.0
            } else {
                one.bigrams.share(&other.bigrams).max(strsim::normalized_levenshtein(&a, &b))
            };
            prop_assert_eq!(likeness(&one, &other), (wanted >= LIKE).then_some(wanted));
        }
    }
}
