//! Entries that are marked as repeated (再掲): the report must say them elsewhere, and first.
//!
//! Wordings are compared by likeness, so what is found only warns.

use std::collections::BTreeMap;

use super::Validation;
use super::prose::Prose;
use crate::diagnostic::{AnyProblem, Diagnostic, Words, problems};
use crate::japanese::likeness::{BigramIndex, Bigrams, LikenessSearch, share};
use crate::limits;

/// From this likeness on, one entry is taken to say the same as another.
const SAME: f64 = 0.7;
/// From this likeness on, one entry is shown as what may be meant.
const NEAR: f64 = 0.4;
/// A text that is as near as that shares at least one in so many of its pairs of characters: with `c` of `n` and `m`
/// pairs in common, `2c / (n + m)` is at least 0.4 and `m` at least `c`, so that `c` is at least `n / 4`.
const SHARED: u32 = 4;
/// Shorter wordings are contained in others by chance.
const SHORT: usize = 4;

impl Validation<'_> {
    /// Checks the repeated entries among all that is said, in the order of print.
    pub(super) fn check_repeated(&mut self, prose: &Prose) {
        let sentences = &prose.sentences;
        if !sentences.iter().any(|sentence| sentence.repeated) {
            return;
        }
        let wordings: Vec<String> = sentences.iter().map(|sentence| bare(&sentence.text)).collect();
        let first_mentions = wordings.iter().enumerate().filter(|(index, _)| !sentences[*index].repeated);
        let mentions = MentionIndex::new(first_mentions);
        let (mut finder, mut known) = (MentionFinder::new(&mentions, limits::COMPARISONS), BTreeMap::new());
        let mut left = Vec::new();
        for (index, wording) in wordings.iter().enumerate().filter(|(index, _)| sentences[*index].repeated) {
            let sentence = &sentences[index];
            let found = *known.entry(wording.as_str()).or_insert_with(|| finder.find(wording));
            let Some(MentionMatch { same, best }) = found else {
                left.push(sentence.datum);
                continue;
            };
            // A first mention that stands before its repetition is right, whatever comes later.
            if same.is_some_and(|same| same < index) {
                continue;
            }
            let (problem, remark): (AnyProblem, _) = match best {
                Some(best) if best.score >= SAME => (RepeatedFirst.into(), Words::new("the first mention", "初出")),
                best => (
                    RepeatedNowhere { near: best.is_some() }.into(),
                    Words::new("perhaps this one", "この項目のことですか"),
                ),
            };
            let mut diagnostic = Diagnostic::new(self.place(sentence.datum), problem);
            if let Some(place) = best.and_then(|best| self.place(sentences[best.index].datum)) {
                diagnostic = diagnostic.with_related(place, remark);
            }
            self.diagnostics.push(diagnostic);
        }
        if let Some(first) = left.first() {
            self.report_at(*first, RepeatedNotCompared { count: left.len() }.into());
        }
    }
}

/// The letters and digits of a text.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What is said without being marked as repeated, each wording once, with the place where it stands first.
struct MentionIndex<'a> {
    /// The number of each wording in the index.
    numbers: BTreeMap<&'a str, usize>,
    wordings: Vec<Wording<'a>>,
    index: BigramIndex,
}

/// A wording that is looked for others in.
struct Wording<'a> {
    text: &'a str,
    /// How many characters it has.
    length: usize,
    /// The index of the first sentence that is so worded.
    first: usize,
}

impl<'a> MentionIndex<'a> {
    fn new(mentions: impl Iterator<Item = (usize, &'a String)>) -> Self {
        let mut first = BTreeMap::new();
        for (index, text) in mentions {
            first.entry(text.as_str()).or_insert(index);
        }
        let wordings: Vec<Wording<'_>> =
            first.iter().map(|(text, first)| Wording { text, length: text.chars().count(), first: *first }).collect();
        let numbers = first.into_keys().zip(0..).collect();
        let bigrams: Vec<Bigrams> = wordings.iter().map(|wording| Bigrams::of(wording.text)).collect();
        Self { numbers, index: BigramIndex::new(bigrams.iter()), wordings }
    }
}

/// A sentence that is like a repeated wording.
#[derive(Clone, Copy, Debug, PartialEq)]
struct MentionLikeness {
    /// From 0 to 1.
    score: f64,
    /// The index of the sentence.
    index: usize,
}

/// What says the same as a repeated wording, or nearly so.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct MentionMatch {
    /// The index of the first sentence that says the same.
    same: Option<usize>,
    /// What is most alike, where it stands first.
    best: Option<MentionLikeness>,
}

impl MentionMatch {
    fn note(&mut self, likeness: MentionLikeness) {
        let MentionLikeness { score, index } = likeness;
        if score >= SAME && self.same.is_none_or(|same| index < same) {
            self.same = Some(index);
        }
        let is_better = self.best.is_none_or(|best| score > best.score || (score == best.score && index < best.index));
        if score >= NEAR && is_better {
            self.best = Some(likeness);
        }
    }
}

/// Looks for mentions, as long as there is work left.
struct MentionFinder<'m> {
    mentions: &'m MentionIndex<'m>,
    search: LikenessSearch<'m>,
    /// How much work is left, in steps of the index.
    work: u64,
}

impl<'m> MentionFinder<'m> {
    fn new(mentions: &'m MentionIndex<'m>, work: u64) -> Self {
        Self { search: mentions.index.search(), mentions, work }
    }

    /// What says the same as a wording; nothing if there was not enough work left to look at all.
    fn find(&mut self, text: &str) -> Option<MentionMatch> {
        let bigrams = Bigrams::of(text);
        let length = text.chars().count();
        let alike = self.search.alike(&bigrams, bigrams.total().div_ceil(SHARED), self.work);
        self.work = self.work.saturating_sub(alike.work);
        if !alike.whole {
            return None;
        }
        let mut result = MentionMatch::default();
        if let Some(number) = self.mentions.numbers.get(text) {
            result.note(MentionLikeness { score: 1.0, index: self.mentions.wordings[*number].first });
        }
        for (number, common) in alike.texts {
            let other = &self.mentions.wordings[number];
            let total = self.mentions.index.total(number);
            // What another holds has all of its pairs in common with it. A first mention may be shorter, but not a mere
            // word of the repetition.
            let is_held = (common == bigrams.total() && length >= SHORT && self.holds(other.text, text))
                || (common == total
                    && other.length >= SHORT
                    && other.length * 2 >= length
                    && self.holds(text, other.text));
            let score = if is_held { 1.0 } else { share(common, bigrams.total(), total) };
            result.note(MentionLikeness { score, index: other.first });
        }
        Some(result)
    }

    /// Whether a text contains another, which costs a step for each byte.
    fn holds(&mut self, whole: &str, part: &str) -> bool {
        self.work = self.work.saturating_sub(whole.len() as u64);
        whole.contains(part)
    }
}

problems! {
    /// Repeated entry without a first.
    K0253 warning RepeatedNowhere { near: bool }
    en: "this entry is marked as repeated (再掲), but does not appear anywhere else in the report",
        hints {
            match near {
                true => vec!["word it as in the first place, or remove `repeated`".to_owned()],
                false => vec!["remove `repeated`".to_owned()],
            }
        };
    ja: "再掲とした項目ですが、同じ項目が報告書のほかの箇所にありません",
        hints {
            match near {
                true => vec!["最初に述べた箇所と同じ言葉で書くか、`repeated`を削除してください".to_owned()],
                false => vec!["`repeated`を削除してください".to_owned()],
            }
        };

    /// Repeated entry before its first.
    K0254 warning RepeatedFirst
    en: "this entry is marked as repeated (再掲), but comes before the entry that is not marked",
        hint "move `repeated` to the later entry";
    ja: "再掲とした項目が、再掲としていない同じ項目より前にあります",
        hint "`repeated`を後のほうの項目に移してください";

    /// Repeated entries that were not looked for.
    K0290 warning RepeatedNotCompared { count: usize }
    en: "from here on, {count} entries marked as repeated (再掲) were not checked, because there are too many",
        hint "check by reading that they appear elsewhere, or mark fewer entries";
    ja: "再掲とした項目が多すぎるため、ここから後の{count}件は、最初に述べた箇所と照合していません",
        hint "最初に述べた箇所があることを目で確かめるか、再掲とする項目を減らしてください";
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How alike a repeated wording and another are, by themselves: 1 where one holds the other, else the share of pairs of
    /// neighbouring characters that both have.
    fn likeness(own: &str, other: &str) -> f64 {
        let [length, others] = [own, other].map(|text| text.chars().count());
        let held = length >= SHORT && other.contains(own);
        let holds = others >= SHORT && others * 2 >= length && own.contains(other);
        if held || holds || own == other { 1.0 } else { Bigrams::of(own).share(&Bigrams::of(other)) }
    }

    /// What is found by comparing with each.
    fn one_by_one(own: &str, others: &[String]) -> MentionMatch {
        let rated: Vec<MentionLikeness> = others
            .iter()
            .enumerate()
            .map(|(index, other)| MentionLikeness { score: likeness(own, other), index })
            .collect();
        let same = rated.iter().find(|likeness| likeness.score >= SAME).map(|likeness| likeness.index);
        let near = rated.iter().copied().filter(|likeness| likeness.score >= NEAR);
        let best = near.reduce(|best, other| if other.score > best.score { other } else { best });
        MentionMatch { same, best }
    }

    proptest! {
        #[test]
        fn nothing_is_found_otherwise_than_one_by_one(
            others in prop::collection::vec("[あいうえ]{0,14}", 0..12),
            own in "[あいうえ]{0,14}",
        ) {
            let mentions = MentionIndex::new(others.iter().enumerate());
            let found = MentionFinder::new(&mentions, u64::MAX).find(&own);
            prop_assert_eq!(found, Some(one_by_one(&own, &others)));
        }
    }

    /// Twice as many entries of a text of few letters take no more than some four times the work, and the work ends.
    #[test]
    fn the_work_is_bounded() {
        let texts: Vec<String> = (0..200).map(|at| format!("{at:03}{}", "再掲".repeat(100))).collect();
        let mentions = MentionIndex::new(texts.iter().enumerate());
        let mut finder = MentionFinder::new(&mentions, 10_000);
        let found = (0..100).filter(|at| finder.find(&format!("{at:03}再掲{}", "掲再".repeat(100))).is_some()).count();
        assert!((1..100).contains(&found), "{found}");
        assert_eq!(finder.find("まったく別のこと"), Some(MentionMatch { same: None, best: None }));
    }
}
