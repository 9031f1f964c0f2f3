//! Which arrangement of the parts is best, as far as is known before it is laid out.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::arrangement::{Arrangement, arrangements};
use super::cost::cost;
use super::height::GUTTER;
use super::measured::MeasuredHeights;
use super::notes::NoteEstimate;
use super::part::{PartEstimate, parts};
use crate::model::{PartId, SummaryContent, SummaryPage};
use crate::template::SummaryLayout;

/// How loose a column may be set, in per cent: below, items are hardly told apart; above, they no longer belong together.
const AIRS: std::ops::RangeInclusive<u32> = 70..=170;
const AIR_STEP: usize = 5;
/// What stands above the columns takes one of the first so many airs, up to 115 %, since it is read as their head.
const BAND: usize = 10;
/// Millimetres that the margins take of the width (`summary-margins`), and of the height with the head of the page.
const MARGINS: [f64; 2] = [28.0, 50.0];
const POINTS: f64 = 72.0 / 25.4;
/// Columns are planned to end this much above the foot, as a share of the room, because no estimate is exact.
const MARGIN: f64 = 0.015;
/// A column may be stretched this much further than the others can follow: they look level all the same.
const STRETCH: f64 = 1.04;

/// A part in a column of a width, in tenths of a point, with type in a size, in per cent.
type EstimateKey = (PartId, u32, u32);

/// What is known of a summary's parts.
pub(super) struct Model {
    parts: BTreeMap<PartId, PartEstimate>,
    /// By how much parts are higher than was estimated, by the last layout.
    factors: BTreeMap<PartId, f64>,
    notes: NoteEstimate,
    /// By how much the notes are higher than was estimated.
    note_factor: f64,
    /// From the first part to the foot of the page, notes included.
    room: f64,
    width: f64,
    page: SummaryPage,
    /// Estimated heights, one for each air.
    estimates: RefCell<BTreeMap<EstimateKey, Rc<[f64]>>>,
}

/// An arrangement with what it is expected to be worth.
pub(super) struct LayoutPlan {
    pub layout: SummaryLayout,
    /// Lower is better.
    pub cost: f64,
    /// How much too high the highest column is expected to be.
    pub over: f64,
}

impl LayoutPlan {
    fn is_better_than(&self, other: &Self) -> bool {
        match (self.over > 0.0, other.over > 0.0) {
            (false, true) => true,
            (true, false) => false,
            (true, true) => self.over < other.over,
            (false, false) => self.cost < other.cost,
        }
    }
}

impl Model {
    pub fn of(content: &SummaryContent, page: SummaryPage) -> Self {
        let [width, height] = page.size();
        Self {
            parts: parts(content),
            factors: BTreeMap::new(),
            notes: NoteEstimate::of(content),
            note_factor: 1.0,
            room: (height - MARGINS[1]) * POINTS,
            width: (width - MARGINS[0]) * POINTS,
            page,
            estimates: RefCell::default(),
        }
    }

    /// Corrects the estimates by what a layout showed.
    pub fn learn(&mut self, layout: &SummaryLayout, measured: &MeasuredHeights) {
        self.room = measured.whole();
        let estimate = self.notes.height(self.width, layout.widths.len(), f64::from(layout.scale) / 100.0);
        if estimate > 0.0 && measured.notes > 0.0 {
            self.note_factor = measured.notes / estimate;
        }
        for (id, part) in &self.parts {
            let Some(height) = measured.parts.get(id) else { continue };
            let column = layout.column(*id);
            let air = column.and_then(|column| layout.airs.get(column)).or(layout.airs.last());
            let air = air.map_or(1.0, |air| f64::from(*air) / 100.0);
            let width = self.column_width(&layout.widths, column);
            let estimate = part.height(width, f64::from(layout.scale) / 100.0, air);
            if estimate > 0.0 && *height > 0.0 {
                self.factors.insert(*id, height / estimate);
            }
        }
    }

    /// The width of a column in points, or of all of them.
    fn column_width(&self, widths: &[u32], column: Option<usize>) -> f64 {
        let Some(column) = column else { return self.width };
        let total: u32 = widths.iter().sum();
        let share = f64::from(widths.get(column).copied().unwrap_or(1)) / f64::from(total.max(1));
        (self.width - GUTTER * (widths.len() - 1) as f64) * share
    }

    fn arrangements(&self) -> Vec<Arrangement> {
        arrangements(self.parts.keys().copied(), self.page)
    }

    /// The best arrangement with the type in one of the sizes; of those that are too high, the lowest.
    pub fn best(&self, scales: &[u32]) -> Option<LayoutPlan> {
        let mut best: Option<LayoutPlan> = None;
        for arrangement in self.arrangements() {
            for scale in scales {
                let plan = self.plan(&arrangement, *scale);
                if best.as_ref().is_none_or(|best| plan.is_better_than(best)) {
                    best = Some(plan);
                }
            }
        }
        best
    }

    /// The estimated heights of a part, one for each air.
    fn estimate(&self, id: PartId, part: &PartEstimate, width: f64, scale: u32) -> Rc<[f64]> {
        // Widths are a few hundred points.
        let key = (id, (width * 10.0) as u32, scale);
        let mut estimates = self.estimates.borrow_mut();
        let heights = estimates.entry(key).or_insert_with(|| {
            let size = f64::from(scale) / 100.0;
            AIRS.step_by(AIR_STEP).map(|air| part.height(width, size, f64::from(air) / 100.0)).collect()
        });
        heights.clone()
    }

    /// How high a column is expected to be, or what stands above all of them; one height for each air.
    fn heights(&self, arrangement: &Arrangement, column: Option<usize>, scale: u32) -> Vec<f64> {
        let width = self.column_width(&arrangement.widths, column);
        let mut heights = vec![0.0; AIRS.step_by(AIR_STEP).count()];
        for (id, _) in arrangement.parts.iter().filter(|(_, other)| *other == column) {
            let Some(part) = self.parts.get(id) else { continue };
            let factor = self.factors.get(id).copied().unwrap_or(1.0);
            for (sum, height) in heights.iter_mut().zip(self.estimate(*id, part, width, scale).iter()) {
                *sum += factor * height;
            }
        }
        heights
    }

    /// Sets the columns of an arrangement as loosely as their common end allows.
    fn plan(&self, arrangement: &Arrangement, scale: u32) -> LayoutPlan {
        let airs: Vec<u32> = AIRS.step_by(AIR_STEP).collect();
        let columns = 0..arrangement.widths.len();
        let columns: Vec<Vec<f64>> = columns.map(|column| self.heights(arrangement, Some(column), scale)).collect();
        // The end of the highest column where all are tight, and the end that all can reach.
        let lowest = columns.iter().filter_map(|heights| heights.first()).copied().fold(0.0, f64::max);
        let reach = columns.iter().filter_map(|heights| heights.last()).copied().fold(f64::INFINITY, f64::min);
        let has_band = arrangement.parts.iter().any(|(_, column)| column.is_none());
        let bands = if has_band { self.heights(arrangement, None, scale) } else { vec![0.0] };
        let notes = self.note_factor * self.notes.height(self.width, columns.len(), f64::from(scale) / 100.0);
        let free = self.room * (1.0 - MARGIN) - notes;
        // What stands above is set as loosely as the columns below it leave room for.
        let band_air = bands.iter().take(BAND).rposition(|band| lowest <= free - band).unwrap_or(0);
        let (band, room) = (bands[band_air], free - bands[band_air]);
        let level = room.min(reach * STRETCH).max(lowest);
        let chosen: Vec<usize> =
            columns.iter().map(|heights| heights.iter().rposition(|height| *height <= level).unwrap_or(0)).collect();
        let ends: Vec<f64> = columns.iter().zip(&chosen).map(|(heights, air)| heights[*air]).collect();
        let mut chosen: Vec<u32> = chosen.iter().map(|air| airs[*air]).collect();
        let expected = MeasuredHeights { room: self.room - notes, notes, band, columns: ends, parts: BTreeMap::new() };
        let cost = arrangement.dislike + cost(scale, &chosen, &expected);
        chosen.push(airs[band_air]);
        let (widths, parts) = (arrangement.widths.clone(), arrangement.parts.clone());
        LayoutPlan { layout: SummaryLayout { scale, widths, airs: chosen, parts }, cost, over: lowest - room }
    }

    /// What a layout is worth that was made.
    pub fn worth(&self, layout: &SummaryLayout, measured: &MeasuredHeights) -> f64 {
        let mut arrangements = self.arrangements().into_iter();
        let arrangement = arrangements.find(|known| known.widths == layout.widths && known.parts == layout.parts);
        let dislike = arrangement.map_or(0.0, |arrangement| arrangement.dislike);
        dislike + cost(layout.scale, &layout.airs[..layout.widths.len()], measured)
    }
}
