//! How alike wordings are, also among very many of them.
//!
//! Two measures are used: how many pairs of neighbouring characters two texts share, wherever they stand (Sørensen and
//! Dice), and how many characters have to be changed to make one of the other (Levenshtein). To look for what is most
//! alike in a long list, a [`BigramIndex`] leads from each pair of characters to the texts that have it.

use std::collections::BTreeMap;

/// The pairs of neighbouring characters of a text.
#[derive(Clone, Debug, Default)]
pub struct Bigrams {
    /// Each pair with how often it stands in the text, in the order of the pairs.
    counts: Vec<((char, char), u32)>,
    /// How many there are, each counted as often as it stands there.
    total: u32,
}

impl Bigrams {
    /// The pairs of a text.
    pub fn of(text: &str) -> Self {
        let mut pairs: Vec<(char, char)> = text.chars().zip(text.chars().skip(1)).collect();
        pairs.sort_unstable();
        let counts: Vec<_> = pairs.chunk_by(|a, b| a == b).map(|equal| (equal[0], count(equal.len()))).collect();
        Self { total: count(pairs.len()), counts }
    }

    /// How many pairs there are.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// How many pairs two texts have in common.
    pub fn common(&self, other: &Self) -> u32 {
        let (mut a, mut b, mut common) = (0, 0, 0);
        while let (Some((left, here)), Some((right, there))) = (self.counts.get(a), other.counts.get(b)) {
            a += usize::from(left <= right);
            b += usize::from(right <= left);
            common += if left == right { *here.min(there) } else { 0 };
        }
        common
    }

    /// The share of pairs that two texts have in common, from 0 to 1; 0 where neither has any.
    pub fn share(&self, other: &Self) -> f64 {
        share(self.common(other), self.total, other.total)
    }
}

/// The share of `common` pairs of two texts with so many.
pub fn share(common: u32, one: u32, other: u32) -> f64 {
    let all = u64::from(one) + u64::from(other);
    // Both are far below 2^52.
    if all == 0 { 0.0 } else { (2 * u64::from(common)) as f64 / all as f64 }
}

/// Texts are far shorter than 2^32 characters.
fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Texts by their pairs of characters.
#[derive(Debug, Default)]
pub struct BigramIndex {
    /// The texts, by their numbers in ascending order, that have a pair, each with how often it has it.
    texts: BTreeMap<(char, char), Vec<(u32, u32)>>,
    /// How many pairs each text has.
    totals: Vec<u32>,
}

/// Looks for texts in an index.
pub struct LikenessSearch<'i> {
    index: &'i BigramIndex,
    /// How many pairs each text shares with the one that is looked for; all 0 in between.
    shared: Vec<u32>,
}

/// What a search found.
pub struct LikenessMatches {
    /// The number of each text, and how many pairs it shares.
    pub texts: Vec<(usize, u32)>,
    /// How much work it was, in steps from text to text.
    pub work: u64,
    /// Whether the work that was allowed was enough.
    pub whole: bool,
}

impl BigramIndex {
    /// An index of texts, which are numbered in their order.
    pub fn new<'b>(all: impl Iterator<Item = &'b Bigrams>) -> Self {
        let mut index = Self::default();
        for (number, bigrams) in all.enumerate() {
            for (pair, times) in &bigrams.counts {
                index.texts.entry(*pair).or_default().push((count(number), *times));
            }
            index.totals.push(bigrams.total);
        }
        index
    }

    /// How many pairs the text of a number has.
    pub fn total(&self, number: usize) -> u32 {
        self.totals.get(number).copied().unwrap_or_default()
    }

    /// Begins to look for texts.
    pub fn search(&self) -> LikenessSearch<'_> {
        LikenessSearch { index: self, shared: vec![0; self.totals.len()] }
    }
}

impl LikenessSearch<'_> {
    /// All texts that share at least `least` pairs with one, and at least one pair, in no order; none is missed, and some
    /// that share fewer may be among them. `most` bounds the work: where it does not suffice, the pairs that most texts
    /// have are left out of the count.
    pub fn alike(&mut self, text: &Bigrams, least: u32, most: u64) -> LikenessMatches {
        let mut pairs: Vec<(&[(u32, u32)], u32)> = Vec::with_capacity(text.counts.len());
        let mut passed = 0;
        for (pair, times) in &text.counts {
            match self.index.texts.get(pair) {
                Some(texts) => pairs.push((texts, *times)),
                None => passed += times,
            }
        }
        // Rare pairs say most and cost least. Once so many are passed that the rest would not be enough, a text that was
        // not met so far is none that is looked for.
        pairs.sort_by_key(|(texts, _)| texts.len());
        let enough = text.total.saturating_sub(least.max(1)) + 1;
        let mut met: Vec<u32> = Vec::new();
        let (mut work, mut whole) = (text.counts.len() as u64, true);
        for (texts, times) in pairs {
            let rest = passed >= enough;
            passed += times;
            let through = texts.len() as u64;
            // Those met are looked up one by one where that is less work than to go through all.
            let one_by_one = met.len() as u64 * u64::from(texts.len().ilog2() + 1);
            let step = if rest { one_by_one.min(through) } else { through };
            if work + step > most {
                whole = false;
                break;
            }
            work += step;
            if rest && one_by_one < through {
                for number in &met {
                    if let Ok(index) = texts.binary_search_by_key(number, |(number, _)| *number) {
                        self.shared[*number as usize] += times.min(texts[index].1);
                    }
                }
                continue;
            }
            for (number, theirs) in texts {
                let shared = &mut self.shared[*number as usize];
                if *shared == 0 && !rest {
                    met.push(*number);
                }
                if *shared > 0 || !rest {
                    *shared += times.min(*theirs);
                }
            }
        }
        let texts = met.into_iter().map(|number| (number as usize, std::mem::take(&mut self.shared[number as usize])));
        LikenessMatches { texts: texts.collect(), work, whole }
    }
}

/// How many characters have to be put in, taken out or exchanged to make one text of the other (Levenshtein).
///
/// All of 64 rows of the table are computed at once, in the bits of a word (Myers 1999, in the form of Hyyrö 2003), which is
/// some fifty times as fast as one by one.
pub fn distance(one: &[char], other: &[char]) -> usize {
    const BITS: usize = 64;
    if one.is_empty() || other.is_empty() {
        return one.len().max(other.len());
    }
    let blocks = one.len().div_ceil(BITS);
    let mut rows: BTreeMap<char, Vec<u64>> = BTreeMap::new();
    for (index, c) in one.iter().enumerate() {
        rows.entry(*c).or_insert_with(|| vec![0; blocks])[index / BITS] |= 1 << (index % BITS);
    }
    let none = vec![0; blocks];
    // Where a row of the table is one more, or one less, than the row above it.
    let mut more = vec![u64::MAX; blocks];
    let mut less = vec![0_u64; blocks];
    let last = 1_u64 << ((one.len() - 1) % BITS);
    let mut distance = one.len();
    for c in other {
        let equal = rows.get(c).unwrap_or(&none);
        // What comes in from the block above: the first row grows by one with each column.
        let (mut more_in, mut less_in) = (1_u64, 0_u64);
        for block in 0..blocks {
            let (up, down) = (more[block], less[block]);
            let matches = equal[block] | less_in;
            let zero = ((matches & up).wrapping_add(up) ^ up) | matches | down;
            let (mut right, mut left) = (down | !(zero | up), up & zero);
            let top = if block + 1 == blocks { last } else { 1 << (BITS - 1) };
            let (more_out, less_out) = (u64::from(right & top != 0), u64::from(left & top != 0));
            if block + 1 == blocks {
                distance = distance + more_out as usize - less_out as usize;
            }
            right = right << 1 | more_in;
            left = left << 1 | less_in;
            more[block] = left | !(zero | right);
            less[block] = right & zero;
            (more_in, less_in) = (more_out, less_out);
        }
    }
    distance
}

/// At least so many of the characters of two texts have to be changed to make one of the other, as few as any order of
/// theirs would need.
pub fn least_distance(one: &Letters, other: &Letters) -> usize {
    let (mut a, mut b, mut common) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.0.get(a), other.0.get(b)) {
        a += usize::from(left <= right);
        b += usize::from(right <= left);
        common += usize::from(left == right);
    }
    one.0.len().max(other.0.len()) - common
}

/// The characters of a text, sorted.
#[derive(Clone, Debug)]
pub struct Letters(Vec<char>);

impl Letters {
    /// The characters of a text.
    pub fn of(text: &[char]) -> Self {
        let mut letters = text.to_vec();
        letters.sort_unstable();
        Self(letters)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_distance_is_that_of_the_table(one in "[あいうa]{0,150}", other in "[あいうa]{0,150}") {
            let [a, b]: [Vec<char>; 2] = [&one, &other].map(|text| text.chars().collect());
            let wanted = strsim::levenshtein(&one, &other);
            prop_assert_eq!(distance(&a, &b), wanted);
            prop_assert!(least_distance(&Letters::of(&a), &Letters::of(&b)) <= wanted);
        }

        #[test]
        fn an_index_misses_nothing(texts in prop::collection::vec("[あいう]{0,9}", 1..9), text in "[あいう]{0,12}", least in 0_u32..9) {
            let all: Vec<Bigrams> = texts.iter().map(|text| Bigrams::of(text)).collect();
            let (index, own) = (BigramIndex::new(all.iter()), Bigrams::of(&text));
            let found: BTreeMap<usize, u32> = index.search().alike(&own, least, u64::MAX).texts.into_iter().collect();
            for (number, other) in all.iter().enumerate() {
                let common = own.common(other);
                if common >= least.max(1) {
                    prop_assert_eq!(found.get(&number), Some(&common));
                }
            }
        }
    }

    #[test]
    fn pairs_are_counted_as_often_as_they_stand_there() {
        let [one, other] = ["ああああ", "あああ"].map(Bigrams::of);
        assert_eq!((one.total(), other.total(), one.common(&other)), (3, 2, 2));
        assert_eq!(one.share(&other), 0.8);
    }

    /// Of texts that are all of the same few pairs, no more is looked at than is allowed.
    #[test]
    fn the_work_is_bounded() {
        let all = vec![Bigrams::of(&"あい".repeat(50)); 1_000];
        let index = BigramIndex::new(all.iter());
        let found = index.search().alike(&all[0], 1, 500);
        assert!(found.work <= 500 && !found.whole);
    }
}
