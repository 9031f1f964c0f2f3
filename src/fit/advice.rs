//! What to cut from a summary that does not fit even in the smallest type.

use std::collections::BTreeMap;

use super::{Found, Measured, SCALES, search};
use crate::model::{Content, Digest, Item, SummaryPage};
use crate::template::Fit;

/// A part of a summary that something may be cut from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The purpose.
    Purpose,
    /// The achievements.
    Achievements,
    /// The metrics.
    Metrics,
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
    let mut saved = vec![0.0; measured.parts.len()];
    let mut cuts: BTreeMap<usize, Cut> = BTreeMap::new();
    for (column, height) in measured.columns.iter().enumerate() {
        let own = |at: &usize| found.fit.places[*at].is_none_or(|place| place == column);
        let mut parts: Vec<usize> = (0..saved.len()).filter(own).collect();
        let mut need = height + measured.band - measured.room + 4.0 - parts.iter().map(|at| saved[*at]).sum::<f64>();
        parts.sort_by(|a, b| measured.parts[*b].total_cmp(&measured.parts[*a]));
        for share in [SHARE, 0.9] {
            for at in &parts {
                let most = (measured.parts[*at] - HEAD) * share - saved[*at];
                if need <= 0.0 || most <= 0.0 {
                    continue;
                }
                let Some(cut) = part_cut(digest, *at, measured.parts[*at], saved[*at] + need.min(most)) else {
                    continue;
                };
                need -= cut.saves - saved[*at];
                saved[*at] = cut.saves;
                cuts.insert(*at, cut);
            }
        }
        // What cannot be shortened goes as a whole, the highest first.
        for at in &parts {
            if let (true, Field::Shown(_)) = (need > 0.0, field(digest, *at)) {
                let saves = measured.parts[*at];
                need -= saves - saved[*at];
                saved[*at] = saves;
                cuts.insert(*at, Cut { field: field(digest, *at), measure: Measure::Whole, count: 1, saves });
            }
        }
    }
    cuts.into_values().rev().collect()
}

/// The field of a part by its place among all parts.
fn field(digest: &Digest, at: usize) -> Field {
    match at {
        0 => Field::Purpose,
        1 => Field::Achievements,
        2 if !digest.metrics.is_empty() => Field::Metrics,
        at => Field::Shown(at - 2 - usize::from(!digest.metrics.is_empty())),
    }
}

/// A cut that saves about so much of a part's height; `None` where the part cannot be shortened.
fn part_cut(digest: &Digest, at: usize, height: f64, save: f64) -> Option<Cut> {
    let field = field(digest, at);
    let (measure, all, least) = match field {
        Field::Purpose => (Measure::Characters, characters(&digest.purpose), 12),
        Field::Achievements => (Measure::Characters, characters(&digest.achievements), 12),
        Field::Metrics => (Measure::Metrics, digest.metrics.len(), 1),
        Field::Shown(block) => match &digest.show.get(block)?.content {
            Content::Table(table) => (Measure::Rows, table.rows.len(), 1),
            _ => return None,
        },
    };
    let each = (height - HEAD).max(1.0) / all.max(1) as f64;
    // Counts are small and not negative.
    let count = ((save * 1.1 / each).ceil() as usize).max(least).min(all.saturating_sub(least));
    (count > 0).then_some(Cut { field, measure, count, saves: count as f64 * each })
}

fn characters(items: &[Item]) -> usize {
    items.iter().map(|item| item.text.text.chars().count() + characters(&item.items)).sum()
}

/// Cuts from what a summary shows.
fn apply(digest: &mut Digest, cut: &Cut) {
    let mut left = cut.count;
    match cut.field {
        Field::Purpose => shorten(&mut digest.purpose, &mut left),
        Field::Achievements => shorten(&mut digest.achievements, &mut left),
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
        let length = item.text.text.chars().count();
        if *left >= length {
            *left -= length;
            items.pop();
        } else {
            item.0.text.text = item.text.text.chars().take(length - *left).collect();
            *left = 0;
        }
    }
}
