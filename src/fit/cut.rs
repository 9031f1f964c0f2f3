//! What may be cut from a summary.

use crate::model::PartId;

/// A part of a summary that something may be cut from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The message, from which only notes are cut.
    Message,
    /// The items of a section.
    Items(PartId),
    /// The metrics of a section.
    Metrics(PartId),
    /// A shown block, by its place among them.
    Shown(usize),
}

/// In what a cut is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CutUnit {
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
    pub measure: CutUnit,
    /// How much.
    pub count: usize,
    /// About how many points of height that saves.
    pub saves: f64,
}
