//! What to cut from a summary that does not fit even in the smallest type.

use std::collections::BTreeMap;

use super::cut::{Cut, CutUnit, Field};
use super::shorten::{apply, characters};
use super::{FitResult, MeasuredHeights, SCALES, notes, part, search};
use crate::model::{Content, Item, PartId, SummaryContent, SummaryPage};
use crate::template::SummaryLayout;

/// Advice is made stricter this many times before it is given as it is.
const ROUNDS: usize = 8;
/// So much of a part's height is cut before another part is touched.
const SHARE: f64 = 0.6;
/// Only where that is not enough, so much of each part's height is cut: more than a tenth of it should stay.
const LAST_SHARE: f64 = 0.9;
/// A section's head with the gaps around it, which stays.
const HEAD: f64 = 30.0;
/// So much more than is needed is cut, in points, because lines are cut as a whole.
const SPARE: f64 = 4.0;
/// Of a list without which its heading would stand alone, so many characters stay.
const LEAST_WORDS: usize = 12;

/// What to cut, in the order of effect, so that the rest fits; each advice is tried before it is given.
pub fn advice(
    content: &SummaryContent,
    page: SummaryPage,
    found: &FitResult,
    set: &mut dyn FnMut(&SummaryContent, &SummaryLayout) -> Option<MeasuredHeights>,
) -> Vec<Cut> {
    let mut rest = content.clone();
    // The places that the blocks which are left have among all.
    let mut shown: Vec<usize> = (0..content.show.len()).collect();
    let mut found = found.clone();
    let mut all: BTreeMap<(Field, CutUnit), Cut> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for cut in cuts(&rest, &found) {
            apply(&mut rest, &cut);
            let field = match cut.field {
                Field::Shown(at) => Field::Shown(shown[at]),
                other => other,
            };
            if let (Field::Shown(at), CutUnit::Whole) = (cut.field, cut.measure) {
                shown.remove(at);
                all.retain(|(other, _), _| *other != field);
            }
            let entry = all.entry((field, cut.measure));
            let known = entry.or_insert(Cut { field, count: 0, saves: 0.0, ..cut });
            known.count += cut.count;
            known.saves += cut.saves;
        }
        match search(&rest, page, &SCALES, &mut |layout| set(&rest, layout)) {
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
fn cuts(content: &SummaryContent, found: &FitResult) -> Vec<Cut> {
    let measured = &found.measured;
    let parts = measured.parts.iter().map(|(part, height)| (Taker::Part(*part), *height));
    let heights: BTreeMap<Taker, f64> = parts.chain([(Taker::Notes, measured.notes)]).collect();
    let mut saved: BTreeMap<Taker, f64> = heights.keys().map(|taker| (*taker, 0.0)).collect();
    let mut cuts: BTreeMap<Taker, Vec<Cut>> = BTreeMap::new();
    for (column, height) in measured.columns.iter().enumerate() {
        let takers = heights.keys().filter(|taker| match taker {
            Taker::Part(part) => found.layout.column(*part).is_none_or(|own| own == column),
            Taker::Notes => true,
        });
        let mut takers: Vec<Taker> = takers.copied().collect();
        let mut need =
            height + measured.band - measured.room + SPARE - takers.iter().map(|own| saved[own]).sum::<f64>();
        takers.sort_by(|a, b| heights[b].total_cmp(&heights[a]));
        for share in [SHARE, LAST_SHARE] {
            for taker in &takers {
                let (height, before) = (heights[taker], saved[taker]);
                let most = (height - HEAD) * share - before;
                if need <= 0.0 || most <= 0.0 {
                    continue;
                }
                let save = before + need.min(most);
                let cut = match taker {
                    Taker::Notes => note_cuts(content, height, save),
                    Taker::Part(part) => part_cuts(content, *part, height, save),
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
                cuts.insert(*taker, vec![Cut { field: Field::Shown(*at), measure: CutUnit::Whole, count: 1, saves }]);
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
fn part_cuts(content: &SummaryContent, part: PartId, height: f64, save: f64) -> Vec<Cut> {
    match part {
        PartId::Shown(block) => match content.show.get(block).map(|block| &block.content) {
            Some(Content::Table(table)) => {
                let rows = (table.rows.len(), 1);
                cut(Field::Shown(block), CutUnit::Rows, rows, height - HEAD, save).into_iter().collect()
            }
            _ => Vec::new(),
        },
        // Words are cut before numbers.
        _ => {
            let Some(section) = content.section(part) else { return Vec::new() };
            let share = part::share_of_words(section, content);
            let (least, most) =
                if section.metrics.is_empty() { (LEAST_WORDS, save) } else { (0, save.min(height * share)) };
            let of_words = word_cut(Field::Items(part), &section.items, least, height * share, most);
            let rest = save - of_words.as_ref().map_or(0.0, |cut| cut.saves);
            let metrics = (section.metrics.len(), 1);
            let of_metrics = (rest > 1.0 && !section.metrics.is_empty())
                .then(|| cut(Field::Metrics(part), CutUnit::Metrics, metrics, height * (1.0 - share) - HEAD, rest))
                .flatten();
            of_words.into_iter().chain(of_metrics).collect()
        }
    }
}

/// A cut of characters from a list of such a height with its head, of which at least so many characters stay.
fn word_cut(field: Field, items: &[Item], least: usize, height: f64, save: f64) -> Option<Cut> {
    cut(field, CutUnit::Characters, (characters(items), least), height - HEAD, save)
}

/// Cuts that save about so much of the height of all notes, first from the part that has most of them.
fn note_cuts(content: &SummaryContent, height: f64, save: f64) -> Vec<Cut> {
    let counts = notes::counts(content);
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    // Without any note their rule goes, too.
    let Some(mut left) = cut(Field::Message, CutUnit::Notes, (all, 0), height, save).map(|cut| cut.count) else {
        return Vec::new();
    };
    let each = height / all as f64;
    let mut cuts = Vec::new();
    for (field, own) in counts {
        let count = left.min(own);
        left -= count;
        if count > 0 {
            cuts.push(Cut { field, measure: CutUnit::Notes, count, saves: count as f64 * each });
        }
    }
    cuts
}

/// A cut from so many, of which at least so many stay, that saves about so much of their height.
fn cut(field: Field, measure: CutUnit, (all, least): (usize, usize), height: f64, save: f64) -> Option<Cut> {
    let each = height.max(1.0) / all.max(1) as f64;
    // Counts are small and not negative.
    let count = ((save * 1.1 / each).ceil() as usize).max(least).min(all.saturating_sub(least));
    (count > 0).then_some(Cut { field, measure, count, saves: count as f64 * each })
}
