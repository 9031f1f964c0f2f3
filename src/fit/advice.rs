//! What to cut from a summary that does not fit even in the smallest type.

use std::collections::BTreeMap;

use super::{Found, Measured, SCALES, notes, part, search};
use crate::japanese::{InlineSpan, plain, plain_spans, ranged};
use crate::model::{Content, Digest, Item, PartId, SummaryPage};
use crate::template::Fit;

/// A part of a summary that something may be cut from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The message, from which only notes are cut.
    Message,
    /// The purpose.
    Purpose,
    /// The achievements.
    Achievements,
    /// The metrics.
    Metrics,
    /// The items of the results.
    Results,
    /// A shown block, by its place among them.
    Shown(usize),
}

/// In what a cut is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Characters, from the end.
    Characters,
    /// Rows of a table, from the end.
    Rows,
    /// Metrics, from the end.
    Metrics,
    /// Notes, from the end; addresses of links among them.
    Notes,
    /// The block as a whole.
    Whole,
}

/// Something to cut, with what it saves.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// From which part.
    pub field: Field,
    /// In what it is counted.
    pub measure: Measure,
    /// How much.
    pub count: usize,
    /// About how many points of height that saves.
    pub saves: f64,
}

/// Advice is made stricter this many times before it is given as it is.
const ROUNDS: usize = 8;
/// So much of a part's height is cut before another part is touched.
const SHARE: f64 = 0.6;
/// A section's head, which stays.
const HEAD: f64 = 30.0;

/// What to cut, in the order of effect, so that the rest fits; each advice is tried before it is given.
pub fn advice(
    digest: &Digest,
    page: SummaryPage,
    found: &Found,
    set: &mut dyn FnMut(&Digest, &Fit) -> Option<Measured>,
) -> Vec<Cut> {
    let mut rest = digest.clone();
    // The places that the blocks which are left have among all.
    let mut shown: Vec<usize> = (0..digest.show.len()).collect();
    let mut found = found.clone();
    let mut all: BTreeMap<(Field, Measure), Cut> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for cut in cuts(&rest, &found) {
            apply(&mut rest, &cut);
            let field = match cut.field {
                Field::Shown(at) => Field::Shown(shown[at]),
                other => other,
            };
            if let (Field::Shown(at), Measure::Whole) = (cut.field, cut.measure) {
                shown.remove(at);
                all.retain(|(other, _), _| *other != field);
            }
            let entry = all.entry((field, cut.measure));
            let known = entry.or_insert(Cut { field, count: 0, saves: 0.0, ..cut });
            known.count += cut.count;
            known.saves += cut.saves;
        }
        match search(&rest, page, &SCALES, &mut |fit| set(&rest, fit)) {
            Some(next) if !next.fits() => found = next,
            _ => break,
        }
    }
    let mut cuts: Vec<Cut> = all.into_values().collect();
    cuts.sort_by(|a, b| b.saves.total_cmp(&a.saves));
    cuts
}

/// What to cut from the columns of a layout that are too high. Blocks go last, and from the last on, so
/// that the places of those before stay.
fn cuts(digest: &Digest, found: &Found) -> Vec<Cut> {
    let measured = &found.measured;
    let parts = measured.parts.iter().map(|(part, height)| (Taker::Part(*part), *height));
    let heights: BTreeMap<Taker, f64> = parts.chain([(Taker::Notes, measured.notes)]).collect();
    let mut saved: BTreeMap<Taker, f64> = heights.keys().map(|taker| (*taker, 0.0)).collect();
    let mut cuts: BTreeMap<Taker, Vec<Cut>> = BTreeMap::new();
    for (column, height) in measured.columns.iter().enumerate() {
        let takers = heights.keys().filter(|taker| match taker {
            Taker::Part(part) => found.fit.column(*part).is_none_or(|own| own == column),
            Taker::Notes => true,
        });
        let mut takers: Vec<Taker> = takers.copied().collect();
        let mut need = height + measured.band - measured.room + 4.0 - takers.iter().map(|own| saved[own]).sum::<f64>();
        takers.sort_by(|a, b| heights[b].total_cmp(&heights[a]));
        for share in [SHARE, 0.9] {
            for taker in &takers {
                let (height, before) = (heights[taker], saved[taker]);
                let most = (height - HEAD) * share - before;
                if need <= 0.0 || most <= 0.0 {
                    continue;
                }
                let save = before + need.min(most);
                let cut = match taker {
                    Taker::Notes => note_cuts(digest, height, save),
                    Taker::Part(part) => part_cuts(digest, *part, height, save),
                };
                let saves: f64 = cut.iter().map(|cut| cut.saves).sum();
                if saves > before {
                    need -= saves - before;
                    saved.insert(*taker, saves);
                    cuts.insert(*taker, cut);
                }
            }
        }
        // What cannot be shortened goes as a whole, the highest first.
        for taker in &takers {
            if let (true, Taker::Part(PartId::Shown(at))) = (need > 0.0, taker) {
                let saves = heights[taker];
                need -= saves - saved[taker];
                saved.insert(*taker, saves);
                cuts.insert(*taker, vec![Cut { field: Field::Shown(*at), measure: Measure::Whole, count: 1, saves }]);
            }
        }
    }
    cuts.into_values().rev().flatten().collect()
}

/// What takes room in the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Taker {
    /// A part, in its column or above all of them.
    Part(PartId),
    /// The notes, which take their room from all columns.
    Notes,
}

/// Cuts that save about so much of a part's height; none where the part cannot be shortened.
fn part_cuts(digest: &Digest, part: PartId, height: f64, save: f64) -> Vec<Cut> {
    let words = |field: Field, items: &[Item], height: f64, save: f64, least: usize| {
        cut(field, Measure::Characters, (characters(items), least), height - HEAD, save)
    };
    match part {
        PartId::Purpose => words(Field::Purpose, &digest.purpose, height, save, 12).into_iter().collect(),
        PartId::Achievements => {
            words(Field::Achievements, &digest.achievements, height, save, 12).into_iter().collect()
        }
        PartId::Shown(block) => match digest.show.get(block).map(|block| &block.content) {
            Some(Content::Table(table)) => {
                let rows = (table.rows.len(), 1);
                cut(Field::Shown(block), Measure::Rows, rows, height - HEAD, save).into_iter().collect()
            }
            _ => Vec::new(),
        },
        // Words are cut before numbers.
        PartId::Results => {
            let share = part::share_of_words(digest);
            let least = if digest.metrics.is_empty() { 12 } else { 0 };
            let of_words = words(Field::Results, &digest.results, height * share, save.min(height * share), least);
            let rest = save - of_words.as_ref().map_or(0.0, |cut| cut.saves);
            let metrics = (digest.metrics.len(), 1);
            let of_metrics = (rest > 1.0)
                .then(|| cut(Field::Metrics, Measure::Metrics, metrics, height * (1.0 - share) - HEAD, rest))
                .flatten();
            of_words.into_iter().chain(of_metrics).collect()
        }
    }
}

/// Cuts that save about so much of the height of all notes, first from the part that has most of them.
fn note_cuts(digest: &Digest, height: f64, save: f64) -> Vec<Cut> {
    let counts = notes::counts(digest);
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    // Without any note their rule goes, too.
    let Some(mut left) = cut(Field::Message, Measure::Notes, (all, 0), height, save).map(|cut| cut.count) else {
        return Vec::new();
    };
    let each = height / all as f64;
    let mut cuts = Vec::new();
    for (field, own) in counts {
        let count = left.min(own);
        left -= count;
        if count > 0 {
            cuts.push(Cut { field, measure: Measure::Notes, count, saves: count as f64 * each });
        }
    }
    cuts
}

/// A cut from so many, of which at least so many stay, that saves about so much of their height.
fn cut(field: Field, measure: Measure, (all, least): (usize, usize), height: f64, save: f64) -> Option<Cut> {
    let each = height.max(1.0) / all.max(1) as f64;
    // Counts are small and not negative.
    let count = ((save * 1.1 / each).ceil() as usize).max(least).min(all.saturating_sub(least));
    (count > 0).then_some(Cut { field, measure, count, saves: count as f64 * each })
}

/// The characters that a part prints, without its notes.
fn characters(items: &[Item]) -> usize {
    items.iter().map(|item| length(&item.text.text) + characters(&item.items)).sum()
}

fn length(text: &str) -> usize {
    plain(text).chars().count()
}

/// The first so many characters of a text, with their notes. What stands within marks goes as a whole.
fn beginning(text: &str, mut left: usize) -> String {
    let mut end = 0;
    for (range, run) in ranged(text) {
        let printed = plain_spans(std::slice::from_ref(&run)).chars().count();
        match run {
            InlineSpan::Text(own) if printed > left => {
                let cut = own.char_indices().nth(left).map_or(own.len(), |(at, _)| at);
                // Notes behind what is cut stay: whoever shortens a text need not give them up.
                let notes =
                    ranged(&text[range.end..]).into_iter().take_while(|(_, run)| matches!(run, InlineSpan::Note(_)));
                let behind = notes.last().map_or(range.end, |(note, _)| range.end + note.end);
                return format!("{}{}", &text[..range.start + cut], &text[range.end..behind]);
            }
            _ if printed > left => break,
            _ => {}
        }
        left -= printed;
        end = range.end;
    }
    text[..end].to_owned()
}

/// Cuts from what a summary shows.
fn apply(digest: &mut Digest, cut: &Cut) {
    let mut left = cut.count;
    if cut.measure == Measure::Notes {
        return notes::take_out(digest, cut.field, cut.count);
    }
    match cut.field {
        Field::Message => {}
        Field::Purpose => shorten(&mut digest.purpose, &mut left),
        Field::Achievements => shorten(&mut digest.achievements, &mut left),
        Field::Results => shorten(&mut digest.results, &mut left),
        Field::Metrics => digest.metrics.truncate(digest.metrics.len() - left.min(digest.metrics.len())),
        Field::Shown(at) => match (&mut digest.show[at].content, cut.measure) {
            (Content::Table(table), Measure::Rows) => {
                table.rows.truncate(table.rows.len() - left.min(table.rows.len()));
            }
            _ => drop(digest.show.remove(at)),
        },
    }
}

/// Takes characters from the end of a list, and with an item's last one the item.
fn shorten(items: &mut Vec<Item>, left: &mut usize) {
    while let (true, Some(item)) = (*left > 0, items.last_mut()) {
        shorten(&mut item.0.items, left);
        let length = length(&item.text.text);
        if *left >= length {
            *left -= length;
            items.pop();
        } else {
            item.0.text.text = beginning(&item.text.text, length - *left);
            *left = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shortened_by_what_they_print() {
        assert_eq!(length("甲乙^[注の文]丙**丁**[頁](https://a.jp)"), 5);
        for (left, rest) in [
            (5, "甲乙^[注の文]丙**丁**[頁](https://a.jp)"),
            (4, "甲乙^[注の文]丙**丁**"),
            (3, "甲乙^[注の文]丙"),
            (2, "甲乙^[注の文]"),
            (1, "甲^[注の文]"),
        ] {
            assert_eq!(beginning("甲乙^[注の文]丙**丁**[頁](https://a.jp)", left), rest, "{left}");
        }
    }
}
