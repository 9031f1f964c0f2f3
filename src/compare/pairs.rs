//! Which entry of one list is which of another.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Content, Node};

/// From this likeness on, an entry is taken to be another reworded.
const LIKE: f64 = 0.45;
/// So many characters are looked at.
const LOOKED_AT: usize = 400;

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

    let texts = [before, after].map(|list| list.iter().map(words).collect::<Vec<_>>());
    let mut rated = Vec::new();
    for a in &left[0] {
        for b in &left[1] {
            let named = firm && names[0][*a].is_some() && names[1][*b].is_some();
            let kinds = before[*a].text("type") == after[*b].text("type");
            let score = if named || !kinds { 0.0 } else { likeness(&texts[0][*a], &texts[1][*b]) };
            if score >= LIKE {
                rated.push((score, a.abs_diff(*b), a + b, *a, *b));
            }
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
        let own = |pair: &(usize, usize)| if side == 0 { pair.0 } else { pair.1 };
        let above = pairs.iter().filter(|pair| own(pair) < at).max_by_key(|pair| own(pair)).copied();
        let below = pairs.iter().filter(|pair| own(pair) > at).min_by_key(|pair| own(pair)).copied();
        node.text("type").filter(|_| holds).map(|kind| (above, below, kind))
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

/// The words of a thing, by which it is told from others.
fn words(node: &Node) -> String {
    let text: String = node.leaves().iter().map(|leaf| leaf.text.as_str()).collect();
    text.chars().take(LOOKED_AT).collect()
}

/// How alike two texts are, from 0 to 1; the same either way round.
fn likeness(a: &str, b: &str) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    shared(a, b).max(strsim::normalized_levenshtein(a, b))
}

/// The share of pairs of neighbouring characters that two texts have in common (Sørensen and Dice), wherever they
/// stand.
fn shared(a: &str, b: &str) -> f64 {
    let [a, b] = [a, b].map(|text| {
        let mut counts: BTreeMap<(char, char), usize> = BTreeMap::new();
        text.chars().zip(text.chars().skip(1)).for_each(|pair| *counts.entry(pair).or_default() += 1);
        counts
    });
    let both: usize = a.iter().map(|(pair, count)| b.get(pair).map_or(0, |other| *count.min(other))).sum();
    let all = a.values().chain(b.values()).sum::<usize>();
    if all == 0 { 0.0 } else { 2.0 * both as f64 / all as f64 }
}
