//! What a layout of a summary shows of itself.

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
    pub parts: Vec<f64>,
}

impl Measured {
    /// Reads the marks that the components left; `None` where a template of the user leaves none.
    pub fn of(marks: &[Mark], fit: &Fit) -> Option<Self> {
        let y = |name: &str| marks.iter().find(|mark| mark.name == name).map(|mark| mark.y);
        let body = y("body")?;
        let end = |place: Option<usize>| match place {
            Some(column) => y(&format!("end {column}")),
            None => y("end none"),
        };
        let top = end(None).unwrap_or(body);
        let height = |at: usize| {
            let place = fit.places[at];
            let start = y(&format!("part {at}"))?;
            let next = (at + 1..fit.places.len()).find(|next| fit.places[*next] == place);
            let stop = next.map_or_else(|| end(place), |next| y(&format!("part {next}")))?;
            Some(stop - start)
        };
        let columns: Option<Vec<f64>> = (0..fit.widths.len()).map(|at| Some(end(Some(at))? - top)).collect();
        let parts: Option<Vec<f64>> = (0..fit.places.len()).map(height).collect();
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
