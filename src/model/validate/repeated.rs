//! Entries that are marked as repeated (再掲): the report must say them elsewhere, and first.
//!
//! Wordings are compared by likeness, so what is found only warns.

use std::collections::BTreeMap;

use super::Check;
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

impl Check<'_> {
    /// Checks the repeated entries among all that is said, in the order of print.
    pub(super) fn repeated(&mut self, prose: &Prose) {
        let bare: Vec<String> = prose.said.iter().map(|said| bare(&said.text)).collect();
        let all = || prose.said.iter().zip(&bare).enumerate();
        if !prose.said.iter().any(|said| said.repeated) {
            return;
        }
        let mentions = Mentions::new(all().filter(|(_, (said, _))| !said.repeated).map(|(at, (_, text))| (at, text)));
        let (mut finder, mut known) = (Finder::new(&mentions, limits::COMPARISONS), BTreeMap::new());
        let mut left = Vec::new();
        for (at, (said, text)) in all().filter(|(_, (said, _))| said.repeated) {
            let found = *known.entry(text.as_str()).or_insert_with(|| finder.find(text));
            let Some(Found { same, best }) = found else {
                left.push(said.datum);
                continue;
            };
            // A first mention that stands before its repetition is right, whatever comes later.
            if same.is_some_and(|same| same < at) {
                continue;
            }
            let (problem, remark): (AnyProblem, _) = match best {
                Some((score, _)) if score >= SAME => (RepeatedFirst.into(), Words::new("the first mention", "初出")),
                best => (
                    RepeatedNowhere { near: best.is_some() }.into(),
                    Words::new("perhaps this one", "この項目のことですか"),
                ),
            };
            let mut diagnostic = Diagnostic::new(self.place(said.datum), problem);
            if let Some(place) = best.and_then(|(_, other)| self.place(prose.said[other].datum)) {
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
struct Mentions<'a> {
    first: BTreeMap<&'a str, usize>,
    /// The wordings in the order of their numbers in the index, with how many characters they have.
    texts: Vec<(&'a str, usize, usize)>,
    index: BigramIndex,
}

impl<'a> Mentions<'a> {
    fn new(all: impl Iterator<Item = (usize, &'a String)>) -> Self {
        let mut first = BTreeMap::new();
        for (at, text) in all {
            first.entry(text.as_str()).or_insert(at);
        }
        let texts: Vec<_> = first.iter().map(|(text, at)| (*text, text.chars().count(), *at)).collect();
        let bigrams: Vec<Bigrams> = texts.iter().map(|(text, ..)| Bigrams::of(text)).collect();
        Self { first, index: BigramIndex::new(bigrams.iter()), texts }
    }
}

/// What says the same as a repeated wording, or nearly so.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Found {
    /// The first place that says the same.
    same: Option<usize>,
    /// The likeness of what is most alike, and where it stands first.
    best: Option<(f64, usize)>,
}

/// Looks for mentions, as long as there is work left.
struct Finder<'m> {
    mentions: &'m Mentions<'m>,
    search: LikenessSearch<'m>,
    /// How much work is left, in steps of the index.
    work: u64,
}

impl<'m> Finder<'m> {
    fn new(mentions: &'m Mentions<'m>, work: u64) -> Self {
        Self { search: mentions.index.search(), mentions, work }
    }

    /// What says the same as a wording; nothing if there was not enough work left to look at all.
    fn find(&mut self, text: &str) -> Option<Found> {
        let own = Bigrams::of(text);
        let length = text.chars().count();
        let alike = self.search.alike(&own, own.total().div_ceil(SHARED), self.work);
        self.work = self.work.saturating_sub(alike.work);
        if !alike.whole {
            return None;
        }
        let mut found = Found { same: None, best: None };
        let mut note = |score: f64, at: usize| {
            if score >= SAME && found.same.is_none_or(|same| at < same) {
                found.same = Some(at);
            }
            let better = |(best, before): (f64, usize)| score > best || (score == best && at < before);
            if score >= NEAR && found.best.is_none_or(better) {
                found.best = Some((score, at));
            }
        };
        self.mentions.first.get(text).iter().for_each(|at| note(1.0, **at));
        for (number, common) in alike.texts {
            let (other, others, at) = self.mentions.texts[number];
            let total = self.mentions.index.total(number);
            let mut holds = |whole: &str, part: &str| {
                self.work = self.work.saturating_sub(whole.len() as u64);
                whole.contains(part)
            };
            let held = common == own.total() && length >= SHORT && holds(other, text);
            // A first mention may be shorter, but not a mere word of the repetition.
            let holds = held || (common == total && others >= SHORT && others * 2 >= length && holds(text, other));
            note(if holds { 1.0 } else { share(common, own.total(), total) }, at);
        }
        Some(found)
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
    fn one_by_one(own: &str, others: &[String]) -> Found {
        let rated: Vec<(f64, usize)> =
            others.iter().enumerate().map(|(at, other)| (likeness(own, other), at)).collect();
        let same = rated.iter().find(|(score, _)| *score >= SAME).map(|(_, at)| *at);
        let near = rated.iter().copied().filter(|(score, _)| *score >= NEAR);
        let best = near.reduce(|best, other| if other.0 > best.0 { other } else { best });
        Found { same, best }
    }

    proptest! {
        #[test]
        fn nothing_is_found_otherwise_than_one_by_one(
            others in prop::collection::vec("[あいうえ]{0,14}", 0..12),
            own in "[あいうえ]{0,14}",
        ) {
            let mentions = Mentions::new(others.iter().enumerate());
            let found = Finder::new(&mentions, u64::MAX).find(&own);
            prop_assert_eq!(found, Some(one_by_one(&own, &others)));
        }
    }

    /// Twice as many entries of a text of few letters take no more than some four times the work, and the work ends.
    #[test]
    fn the_work_is_bounded() {
        let texts: Vec<String> = (0..200).map(|at| format!("{at:03}{}", "再掲".repeat(100))).collect();
        let mentions = Mentions::new(texts.iter().enumerate());
        let mut finder = Finder::new(&mentions, 10_000);
        let found = (0..100).filter(|at| finder.find(&format!("{at:03}再掲{}", "掲再".repeat(100))).is_some()).count();
        assert!((1..100).contains(&found), "{found}");
        assert_eq!(finder.find("まったく別のこと"), Some(Found { same: None, best: None }));
    }
}
