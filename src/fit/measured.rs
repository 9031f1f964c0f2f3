//! What a layout of a summary shows of itself.

use std::collections::BTreeMap;

use crate::model::PartId;
use crate::template::SummaryLayout;
use crate::typeset::{FitMark, FitPlace};

/// Heights on a laid-out summary, in points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeasuredHeights {
    /// From the first part to the foot of the page, or to the notes there.
    pub room: f64,
    /// The notes at the foot, with the rule above them.
    pub notes: f64,
    /// What stands above the columns.
    pub band: f64,
    /// Each column.
    pub columns: Vec<f64>,
    /// Each part.
    pub parts: BTreeMap<PartId, f64>,
}

impl MeasuredHeights {
    /// Reads the marks that the components left; `None` where a template of the user leaves none.
    pub fn of(marks: &[FitMark], layout: &SummaryLayout) -> Option<Self> {
        let body = y(marks, &FitPlace::Body)?;
        let top = y(marks, &FitPlace::End { column: None }).unwrap_or(body);
        let ends = (0..layout.widths.len()).map(|index| y(marks, &FitPlace::End { column: Some(index) }));
        let columns: Option<Vec<f64>> = ends.map(|end| Some(end? - top)).collect();
        let parts = layout.parts.iter().enumerate();
        let parts: Option<BTreeMap<PartId, f64>> =
            parts.map(|(index, (part, _))| Some((*part, height(marks, *part, index)?))).collect();
        let room = y(marks, &FitPlace::Foot)? - body;
        let notes = marks.iter().find_map(|mark| match mark.place {
            FitPlace::Notes { height } => Some(height),
            _ => None,
        });
        // A template of the user may set no notes, and then has no mark for them.
        let notes = notes.unwrap_or(0.0);
        Some(Self { room, notes, band: top - body, columns: columns?, parts: parts? })
    }

    /// How much the highest column is too high; not above zero where all fit.
    pub fn over(&self) -> f64 {
        self.columns.iter().fold(0.0, |high: f64, column| high.max(*column)) + self.band - self.room
    }

    /// From the first part to the foot of the page, where the notes stand last.
    pub fn whole(&self) -> f64 {
        self.room + self.notes
    }

    /// The share of the page's height that is used, notes included, 1 where it is full.
    pub fn fill(&self) -> f64 {
        1.0 + self.over() / self.whole()
    }

    /// By how much the columns end at different heights, as a share of the page's height.
    pub fn unbalance(&self) -> f64 {
        let high = self.columns.iter().fold(0.0, |high: f64, column| high.max(*column));
        let low = self.columns.iter().fold(high, |low: f64, column| low.min(*column));
        (high - low) / self.whole()
    }
}

/// How far below the page's upper edge a place is marked.
fn y(marks: &[FitMark], place: &FitPlace) -> Option<f64> {
    marks.iter().find(|mark| mark.place == *place).map(|mark| mark.y)
}

/// The height of a part, from its mark to the next part in its column or to the column's end.
fn height(marks: &[FitMark], part: PartId, index: usize) -> Option<f64> {
    let part_name = part.to_string();
    let named = marks
        .iter()
        .position(|mark| matches!(&mark.place, FitPlace::Part { name: Some(name), .. } if *name == part_name));
    // Templates that do not say which parts they set have them in their order.
    let start = named.or_else(|| marks.iter().position(|mark| mark.place == FitPlace::Part { name: None, index }))?;
    let stop =
        marks[start + 1..].iter().find(|mark| matches!(mark.place, FitPlace::Part { .. } | FitPlace::End { .. }))?;
    Some(stop.y - marks[start].y)
}
