//! What a layout of a summary shows of itself.

use std::collections::BTreeMap;

use crate::model::PartId;
use crate::template::Fit;
use crate::typeset::Mark;

/// Heights on a laid-out summary, in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
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

impl Measured {
    /// Reads the marks that the components left; `None` where a template of the user leaves none.
    pub fn of(marks: &[Mark], fit: &Fit) -> Option<Self> {
        let y = |name: &str| marks.iter().find(|mark| mark.name == name).map(|mark| mark.y);
        let body = y("body")?;
        let top = y("end none").unwrap_or(body);
        let columns: Option<Vec<f64>> = (0..fit.widths.len()).map(|at| Some(y(&format!("end {at}"))? - top)).collect();
        let parts: Option<BTreeMap<PartId, f64>> =
            fit.parts.iter().enumerate().map(|(at, (part, _))| Some((*part, height(marks, *part, at)?))).collect();
        let notes = marks.iter().find_map(|mark| mark.name.strip_prefix("notes ")?.parse().ok());
        let (room, notes) = (y("foot")? - body, notes.unwrap_or(0.0));
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

/// The height of a part, from its mark to the next part in its column or to the column's end.
fn height(marks: &[Mark], part: PartId, at: usize) -> Option<f64> {
    let named = |name: String| marks.iter().position(|mark| mark.name == name);
    // Templates that do not say which parts they set have them in their order.
    let start = named(format!("part {part}")).or_else(|| named(format!("part {at}")))?;
    let stop =
        marks[start + 1..].iter().find(|mark| mark.name.starts_with("part ") || mark.name.starts_with("end "))?;
    Some(stop.y - marks[start].y)
}
