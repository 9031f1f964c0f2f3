//! Which arrangement of the parts is best, as far as is known before it is laid out.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::measured::Measured;
use super::notes::Notes;
use super::part::{Part, parts};
use crate::model::{Digest, PartId, SummaryPage};
use crate::template::Fit;

/// How loose a column may be set, in per cent.
const AIRS: std::ops::RangeInclusive<u32> = 70..=170;
const AIR_STEP: usize = 5;
/// What stands above the columns takes one of the first so many airs, up to 115 %.
const BAND: usize = 10;
/// Millimetres that the margins take of the width, and of the height with the head of the page.
const MARGINS: [f64; 2] = [28.0, 50.0];
const POINTS: f64 = 72.0 / 25.4;
const GUTTER: f64 = 28.3;
/// Columns are planned to end this much above the foot, because no estimate is exact.
const MARGIN: f64 = 0.015;
/// With more shown blocks than this, not every way to arrange them is tried.
const FREE: usize = 4;

type Estimates = BTreeMap<(PartId, u32, u32), Rc<[f64]>>;

/// What is known of a summary's parts.
pub(super) struct Model {
    parts: BTreeMap<PartId, Part>,
    /// By how much parts are higher than was estimated, by the last layout.
    factors: BTreeMap<PartId, f64>,
    notes: Notes,
    /// By how much the notes are higher than was estimated.
    noted: f64,
    /// From the first part to the foot of the page, notes included.
    room: f64,
    width: f64,
    page: SummaryPage,
    /// Estimated heights by part, width in tenths of a point, and size, a figure an air.
    estimates: RefCell<Estimates>,
}

/// An arrangement with what it is expected to be worth.
pub(super) struct Plan {
    pub fit: Fit,
    /// Lower is better.
    pub cost: f64,
    /// How much too high the highest column is expected to be.
    pub over: f64,
}

impl Model {
    pub fn of(digest: &Digest, page: SummaryPage) -> Self {
        let [width, height] = page.size();
        Self {
            parts: parts(digest),
            factors: BTreeMap::new(),
            notes: Notes::of(digest),
            noted: 1.0,
            room: (height - MARGINS[1]) * POINTS,
            width: (width - MARGINS[0]) * POINTS,
            page,
            estimates: RefCell::default(),
        }
    }

    /// Corrects the estimates by what a layout showed.
    pub fn learn(&mut self, fit: &Fit, measured: &Measured) {
        self.room = measured.whole();
        let estimate = self.notes.height(self.width, fit.widths.len(), f64::from(fit.scale) / 100.0);
        if estimate > 0.0 && measured.notes > 0.0 {
            self.noted = measured.notes / estimate;
        }
        for (id, part) in &self.parts {
            let Some(height) = measured.parts.get(id) else { continue };
            let column = fit.column(*id);
            let air = column.and_then(|column| fit.airs.get(column)).or(fit.airs.last());
            let air = air.map_or(1.0, |air| f64::from(*air) / 100.0);
            let width = self.column(&fit.widths, column);
            let estimate = part.height(width, f64::from(fit.scale) / 100.0, air);
            if estimate > 0.0 && *height > 0.0 {
                self.factors.insert(*id, height / estimate);
            }
        }
    }

    /// The width of a column in points, or of all of them.
    pub fn column(&self, widths: &[u32], place: Option<usize>) -> f64 {
        let Some(column) = place else { return self.width };
        let total: u32 = widths.iter().sum();
        let share = f64::from(widths.get(column).copied().unwrap_or(1)) / f64::from(total.max(1));
        (self.width - GUTTER * (widths.len() - 1) as f64) * share
    }

    /// The best arrangement with the type in one of the sizes; of those that are too high, the lowest.
    pub fn best(&self, scales: &[u32]) -> Option<Plan> {
        let mut best: Option<Plan> = None;
        for arrangement in self.arrangements() {
            for scale in scales {
                let plan = self.plan(&arrangement, *scale);
                let better = best.as_ref().is_none_or(|best| match (plan.over > 0.0, best.over > 0.0) {
                    (false, true) => true,
                    (true, false) => false,
                    (true, true) => plan.over < best.over,
                    (false, false) => plan.cost < best.cost,
                });
                if better {
                    best = Some(plan);
                }
            }
        }
        best
    }

    /// The estimated heights of a part, one an air.
    fn estimate(&self, id: PartId, part: &Part, width: f64, scale: u32) -> Rc<[f64]> {
        // Widths are a few hundred points.
        let key = (id, (width * 10.0) as u32, scale);
        let size = f64::from(scale) / 100.0;
        let all = || AIRS.step_by(AIR_STEP).map(|air| part.height(width, size, f64::from(air) / 100.0)).collect();
        self.estimates.borrow_mut().entry(key).or_insert_with(all).clone()
    }

    /// Sets the columns of an arrangement as loosely as their common end allows.
    fn plan(&self, arrangement: &Arrangement, scale: u32) -> Plan {
        let airs: Vec<u32> = AIRS.step_by(AIR_STEP).collect();
        let heights = |place: Option<usize>| -> Vec<f64> {
            let width = self.column(&arrangement.widths, place);
            let mut sum = vec![0.0; airs.len()];
            for (id, _) in arrangement.parts.iter().filter(|(_, other)| *other == place) {
                let Some(part) = self.parts.get(id) else { continue };
                let factor = self.factors.get(id).copied().unwrap_or(1.0);
                for (sum, height) in sum.iter_mut().zip(self.estimate(*id, part, width, scale).iter()) {
                    *sum += factor * height;
                }
            }
            sum
        };
        let columns: Vec<Vec<f64>> = (0..arrangement.widths.len()).map(|column| heights(Some(column))).collect();
        let edge = |heights: &Vec<f64>, last: bool| if last { heights.last() } else { heights.first() }.copied();
        let lowest = columns.iter().filter_map(|heights| edge(heights, false)).fold(0.0, f64::max);
        let reach = columns.iter().filter_map(|heights| edge(heights, true)).fold(f64::INFINITY, f64::min);
        let banded = arrangement.parts.iter().any(|(_, column)| column.is_none());
        let bands = if banded { heights(None) } else { vec![0.0] };
        let notes = self.noted * self.notes.height(self.width, columns.len(), f64::from(scale) / 100.0);
        let free = self.room * (1.0 - MARGIN) - notes;
        // What stands above is set as loosely as the columns below it leave room for.
        let at = bands.iter().take(BAND).rposition(|band| lowest <= free - band).unwrap_or(0);
        let (band, room) = (bands[at], free - bands[at]);
        // A column may be stretched as far as the others can follow, and a little beyond.
        let level = room.min(reach * 1.04).max(lowest);
        let chosen: Vec<usize> =
            columns.iter().map(|heights| heights.iter().rposition(|height| *height <= level).unwrap_or(0)).collect();
        let ends: Vec<f64> = columns.iter().zip(&chosen).map(|(heights, at)| heights[*at]).collect();
        let mut chosen: Vec<u32> = chosen.iter().map(|at| airs[*at]).collect();
        let expected = Measured { room: self.room - notes, notes, band, columns: ends, parts: BTreeMap::new() };
        let over = lowest - room;
        let cost = arrangement.dislike + cost(scale, &chosen, &expected);
        chosen.push(airs[at]);
        let fit = Fit { scale, widths: arrangement.widths.clone(), airs: chosen, parts: arrangement.parts.clone() };
        Plan { fit, cost, over }
    }

    /// What a layout is worth that was made.
    pub fn worth(&self, fit: &Fit, measured: &Measured) -> f64 {
        let known = self.arrangements().into_iter();
        let own = known.filter(|own| own.widths == fit.widths && own.parts == fit.parts);
        own.map(|own| own.dislike).next().unwrap_or(0.0) + cost(fit.scale, &fit.airs[..fit.widths.len()], measured)
    }

    /// The ways in which the parts may stand.
    fn arrangements(&self) -> Vec<Arrangement> {
        let [width, height] = self.page.size();
        let (crosswise, large) = (width > height, width * height > 100_000.0);
        let results = self.parts.contains_key(&PartId::Results);
        let shown = self.parts.keys().filter(|part| matches!(part, PartId::Shown(_))).count();
        let mut all = Vec::new();
        let mut add = |dislike: f64, widths: &[u32], words: Words, shown: &[Option<usize>]| {
            let column = |part: &PartId| match part {
                PartId::Purpose => words[0],
                PartId::Achievements => words[1],
                PartId::Results => words[2],
                PartId::Shown(at) => shown.get(*at).copied().flatten(),
            };
            let parts = self.parts.keys().map(|part| (*part, column(part))).collect();
            all.push(Arrangement { widths: widths.to_vec(), parts, dislike });
        };
        let (left, right) = (Some(0), Some(1));
        let upright = if crosswise { 0.0 } else { 1.5 };
        for ways in ways(shown, 2) {
            // Words at the left, figures at the right.
            if results {
                add(upright, &[100, 108], [left, left, right], &ways);
                // Results above both.
                add(upright + 0.5, &[100, 108], [left, left, None], &ways);
                add(upright + 0.8, &[100, 108], [left, right, None], &ways);
                add(upright + 1.0, &[100, 108], [left, right, left], &ways);
                add(upright + 1.2, &[100, 108], [left, right, right], &ways);
            } else {
                add(upright, &[100, 108], [left, left, None], &ways);
                add(upright + if shown == 0 { 0.0 } else { 0.8 }, &[100, 108], [left, right, None], &ways);
            }
            if !crosswise {
                add(0.3, &[100, 100], [None; 3], &ways);
            }
        }
        let three = if large && crosswise {
            -0.2
        } else if crosswise {
            1.2
        } else {
            3.0
        };
        for ways in ways(shown, 3) {
            let centre = Some(1);
            if results {
                add(three, &[100, 100, 100], [left, left, centre], &ways);
                add(three, &[100, 100, 100], [left, centre, centre], &ways);
                add(three + 0.3, &[100, 100, 100], [left, centre, left], &ways);
                add(three + 0.3, &[100, 100, 100], [left, centre, None], &ways);
            } else {
                add(three, &[100, 100, 100], [left, left, None], &ways);
                add(three, &[100, 100, 100], [left, centre, None], &ways);
            }
        }
        // All below each other.
        add(if crosswise { 2.5 } else { 0.0 }, &[100], [left; 3], &vec![left; shown]);
        all
    }
}

/// The columns of the purpose, the achievements and the results, if there are any.
type Words = [Option<usize>; 3];

/// Where parts stand, and how much this is disliked for its own sake.
struct Arrangement {
    widths: Vec<u32>,
    parts: Vec<(PartId, Option<usize>)>,
    dislike: f64,
}

/// All ways to put blocks into columns other than the first few of very many blocks, which go in turn.
fn ways(blocks: usize, columns: usize) -> Vec<Vec<Option<usize>>> {
    let free = blocks.min(FREE);
    (0..columns.pow(u32::try_from(free).unwrap_or(0)))
        .map(|way| {
            let digit = |at: usize| Some(columns - 1 - way / columns.pow(u32::try_from(at).unwrap_or(0)) % columns);
            (0..blocks).map(|at| if at < free { digit(at) } else { Some(at % columns) }).collect()
        })
        .collect()
}

/// How far a layout is from the ideal: the theme's size, normal air, a full page, and columns of one height.
fn cost(scale: u32, airs: &[u32], measured: &Measured) -> f64 {
    let size = f64::from(scale) - 100.0;
    let sized = if size < 0.0 { -size / 5.0 * 3.0 } else { size / 5.0 * 0.3 };
    let air = |air: &u32| {
        let air = f64::from(*air) / 100.0;
        if air < 1.0 { (1.0 - air) * 8.0 } else { (air - 1.2).max(0.0) * 2.0 }
    };
    let aired = airs.iter().map(air).sum::<f64>() / airs.len().max(1) as f64;
    let (most, least) = (airs.iter().max().unwrap_or(&100), airs.iter().min().unwrap_or(&100));
    let spread = f64::from(most - least) / 100.0 * 3.0;
    let unbalance = measured.unbalance();
    let uneven = 4.0 * unbalance + 45.0 * (unbalance - 0.09).max(0.0);
    sized + aired + spread + uneven + 40.0 * (0.78 - measured.fill()).max(0.0)
}
