//! Texts with marks, cut into phrases.

use std::collections::BTreeSet;

use crate::japanese::{InlineSpan, phrases};

/// The phrases of a text: between them a line may be broken. Where the text has hints (`{|}`), they alone say where.
pub(super) fn phrased<'a>(runs: &[InlineSpan<'a>]) -> Vec<Vec<InlineSpan<'a>>> {
    let mut text = String::new();
    let mut places = Places::default();
    look(runs, &mut text, &mut places);
    let ends: BTreeSet<usize> = if places.may.is_empty() {
        let all = phrases(&text);
        all.iter()
            .scan(0, |end, phrase| {
                Some({
                    *end += phrase.len();
                    *end
                })
            })
            .collect()
    } else {
        places.may.clone()
    };
    let holds = |end: &usize| *end > 0 && *end < text.len() && !places.never.contains(end);
    let inner = ends.into_iter().filter(holds);
    let ends: Vec<usize> = inner.chain([usize::MAX]).collect();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, end)| cut(runs, &mut 0, start, *end)).collect()
}

/// Where hints stand, in bytes of the words.
#[derive(Default)]
struct Places {
    /// Where a line may be broken.
    may: BTreeSet<usize>,
    /// Where it must not.
    never: BTreeSet<usize>,
}

/// Collects the words of runs and the hints between them.
fn look(runs: &[InlineSpan<'_>], text: &mut String, places: &mut Places) {
    for run in runs {
        let start = text.len();
        match run {
            InlineSpan::Text(part) => text.push_str(part),
            InlineSpan::Bold(inner) => look(inner, text, places),
            InlineSpan::MayBreak => drop(places.may.insert(start)),
            InlineSpan::NoBreak => drop(places.never.insert(start)),
            InlineSpan::Note(_) => {}
            InlineSpan::Ruby(..) | InlineSpan::Super(_) | InlineSpan::Sub(_) | InlineSpan::Link(..) => {
                text.push_str(&words(run));
                // They are whole, and what is raised or lowered stays with what stands before it.
                let attached = matches!(run, InlineSpan::Super(_) | InlineSpan::Sub(_));
                places.never.extend(start + usize::from(!attached)..text.len());
            }
        }
    }
}

/// The words of a run that is not cut.
fn words(run: &InlineSpan<'_>) -> String {
    crate::japanese::plain_runs(std::slice::from_ref(run))
}

/// The part of runs between two places in bytes of the words; `at` is the place where the runs begin.
fn cut<'a>(runs: &[InlineSpan<'a>], at: &mut usize, start: usize, end: usize) -> Vec<InlineSpan<'a>> {
    let mut out = Vec::new();
    for run in runs {
        let from = *at;
        match run {
            InlineSpan::Text(part) => {
                *at += part.len();
                let clamp = |place: usize| place.clamp(from, *at) - from;
                let part = &part[clamp(start)..clamp(end)];
                out.extend((!part.is_empty()).then_some(InlineSpan::Text(part)));
            }
            InlineSpan::Bold(inner) => {
                let inner = cut(inner, at, start, end);
                out.extend((!inner.is_empty()).then_some(InlineSpan::Bold(inner)));
            }
            // A note stands with what it is about; the first phrase has what nothing stands before.
            InlineSpan::Note(_) if from <= end && (from > start || start == 0) => out.push(run.clone()),
            InlineSpan::NoBreak if from < end && from > start => out.push(run.clone()),
            InlineSpan::Note(_) | InlineSpan::NoBreak | InlineSpan::MayBreak => {}
            InlineSpan::Ruby(..) | InlineSpan::Super(_) | InlineSpan::Sub(_) | InlineSpan::Link(..) => {
                *at += words(run).len();
                out.extend((from >= start && from < end).then(|| run.clone()));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::japanese::{literal, parse_inline, plain_runs};

    fn split(text: &str) -> String {
        phrased(&parse_inline(text)).iter().map(|phrase| plain_runs(phrase)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn marks_do_not_part_what_they_mark() {
        assert_eq!(split("**カンボジアの医療拠点**"), "カンボジアの|医療拠点");
        assert_eq!(split("{水源|すいげん}の保全を進める協議会"), "水源の|保全を|進める|協議会");
        assert_eq!(split("CO_{2}を減らす[医療機器の開発](https://a.jp)の計画"), "CO2を|減らす医療機器の開発の|計画");
        assert_eq!(split(""), "");
    }

    #[test]
    fn hints_alone_say_where_lines_are_broken() {
        assert_eq!(split("架空市の{|}協議会の成果"), "架空市の|協議会の成果");
        assert_eq!(split("架空市の{+}協議会の成果"), "架空市の協議会の|成果");
        assert_eq!(split("**架空市の{|}協議会**の成果"), "架空市の|協議会の成果");
    }

    #[test]
    fn notes_stay_with_what_they_are_about() {
        let phrases = phrased(&parse_inline("架空市の^[注]協議会^[二]"));
        assert_eq!(phrases.len(), 2);
        assert!(phrases.iter().all(|phrase| matches!(phrase.last(), Some(InlineSpan::Note(_)))), "{phrases:?}");
    }

    proptest! {
        #[test]
        fn nothing_is_lost(pieces in prop::collection::vec(prop::sample::select(vec![
            "架空市の", "{水源|すいげん}", "^[注]", "**強調した語を**", "CO_{2}", "10^{3}", "{|}", "{+}", "[頁の名](https://a.jp)", "、", "協議会", "**{|}太字^[注]**",
        ]), 0..8), plain in "\\PC{0,12}") {
            let text = pieces.concat() + &literal(&plain);
            let runs = parse_inline(&text);
            let joined: Vec<InlineSpan<'_>> = phrased(&runs).into_iter().flatten().collect();
            prop_assert_eq!(plain_runs(&joined), plain_runs(&runs));
            let notes = |runs: &[InlineSpan<'_>]| format!("{runs:?}").matches("Note(").count();
            prop_assert_eq!(notes(&joined), notes(&runs));
        }
    }
}
