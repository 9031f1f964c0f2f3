//! Entries that are marked as repeated (再掲): the report must say them elsewhere, and first.
//!
//! Wordings are compared by likeness, so what is found only warns.

use super::Check;
use super::prose::{Prose, Said};
use crate::diagnostic::{Diagnostic, Problem, Term};

/// From this likeness on, one entry is taken to say the same as another.
const SAME: f64 = 0.7;
/// From this likeness on, one entry is shown as what may be meant.
const NEAR: f64 = 0.4;
/// Shorter wordings are contained in others by chance.
const SHORT: usize = 4;

impl Check<'_> {
    /// Checks the repeated entries among all that is said, in the order of print.
    pub(super) fn repeated(&mut self, prose: &Prose) {
        if !prose.said.iter().any(|said| said.repeated) {
            return;
        }
        let bare: Vec<(&Said, String)> = prose.said.iter().map(|said| (said, bare(&said.text))).collect();
        for (at, (said, text)) in bare.iter().enumerate().filter(|(_, (said, _))| said.repeated) {
            let own = Repeated { text, length: text.chars().count(), pairs: pairs(text) };
            let others = bare.iter().enumerate().filter(|(_, (other, _))| !other.repeated);
            let rated = others.map(|(place, (other, words))| (own.likeness(words), place, *other));
            let mut best: Option<(f64, usize, &Said)> = None;
            for (score, place, other) in rated.filter(|(score, ..)| *score >= NEAR) {
                // A first mention that stands before its repetition is right, whatever comes later.
                let right = |score: f64, place: usize| (score >= SAME && place < at, score);
                if best.is_none_or(|(s, p, _)| right(score, place) > right(s, p)) {
                    best = Some((score, place, other));
                }
            }
            let (problem, remark) = match best {
                Some((score, place, _)) if score >= SAME && place < at => continue,
                Some((score, ..)) if score >= SAME => (Problem::RepeatedFirst, Term::FirstMention),
                Some(_) => (Problem::RepeatedNowhere { near: true }, Term::IsThisMeant),
                None => (Problem::RepeatedNowhere { near: false }, Term::IsThisMeant),
            };
            let mut diagnostic = Diagnostic::new(self.place(said.datum), problem);
            if let Some(place) = best.and_then(|(.., other)| self.place(other.datum)) {
                diagnostic = diagnostic.with_related(place, remark);
            }
            self.diagnostics.push(diagnostic);
        }
    }
}

/// The letters and digits of a text.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// All pairs of neighbouring characters, sorted.
fn pairs(text: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<(char, char)> = text.chars().zip(text.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// The wording of an entry that is marked as repeated.
struct Repeated<'a> {
    text: &'a str,
    length: usize,
    pairs: Vec<(char, char)>,
}

impl Repeated<'_> {
    /// How alike another wording is, from 0 to 1; 1 where one holds the other, and 0 where there is too little to share.
    fn likeness(&self, other: &str) -> f64 {
        let length = other.chars().count();
        let held = self.length >= SHORT && other.contains(self.text);
        // A first mention may be shorter, but not a mere word of the repetition.
        let holds = length >= SHORT && length * 2 >= self.length && self.text.contains(other);
        if held || holds || self.text == other {
            return 1.0;
        }
        // Wordings of very different lengths have not enough pairs in common, whatever these are.
        let most = (2 * self.length.min(length)) as f64;
        if most < NEAR * (self.length + length).saturating_sub(2) as f64 {
            0.0
        } else {
            shared_pairs(&self.pairs, &pairs(other))
        }
    }
}

/// The share of pairs of neighbouring characters that two texts have in common (Sørensen–Dice).
fn shared_pairs(one: &[(char, char)], other: &[(char, char)]) -> f64 {
    let (mut a, mut b, mut common) = (0, 0, 0_u32);
    while let (Some(left), Some(right)) = (one.get(a), other.get(b)) {
        a += usize::from(left <= right);
        b += usize::from(right <= left);
        common += u32::from(left == right);
    }
    // Texts are far shorter than 2^32 characters.
    let all = u32::try_from(one.len() + other.len()).unwrap_or(u32::MAX);
    if all == 0 { 0.0 } else { f64::from(2 * common) / f64::from(all) }
}
