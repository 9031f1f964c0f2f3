//! Faults and warnings with their places.
//!
//! Every stage collects [`Diagnostic`]s rather than stopping at the first: an official mends
//! a report in one pass. [`Problem`] has one variant a kind of fault, so that each kind has one
//! stable code; the words live in one catalogue a language.

mod explain;
mod machine;
mod press_rule;
mod problem;
mod render;
mod sources;
mod term;
mod wording;

use std::cmp::Ordering;
use std::ops::Range;

pub use explain::{Explanation, explanations};
pub use machine::{json, sarif};
pub use press_rule::PressRule;
pub use problem::{
    ArchiveProblem, CutOf, Damage, Doing, Limit, Part, PreflightProblem, PrintProblem, Problem, RunProblem, Side, Thing,
};
pub use render::{Look, on_one_line, tamed};
pub use sources::{FileId, Position, Sources};
pub use term::{Reason, Term};

pub(crate) use wording::nearest;

use crate::language::Language;

/// Whether a diagnostic stops the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The documents cannot be made, or would be wrong.
    Fault,
    /// The documents are made, but someone should look.
    Warning,
}

/// A byte range in one of the files of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as known to [`Sources`].
    pub file: FileId,
    /// Byte offsets into the file's text.
    pub range: Range<usize>,
}

/// Places are in the order of their files, and within a file in that of their beginnings.
impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |place: &Self| (place.file, place.range.start, place.range.end);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One thing that is wrong, where it is, and what to do about it.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Box<Problem>,
    /// Where it must be mended, if it has a place.
    pub place: Option<Place>,
    /// Further places that explain the first, each with a remark.
    pub related: Vec<(Place, Term)>,
}

impl Diagnostic {
    /// A diagnostic at a place, if it has one.
    pub fn new(place: Option<Place>, problem: Problem) -> Self {
        Self { problem: Box::new(problem), place, related: Vec::new() }
    }

    /// A diagnostic at a place.
    pub fn at(place: Place, problem: Problem) -> Self {
        Self::new(Some(place), problem)
    }

    /// A diagnostic that has no place in any file of the report.
    pub fn nowhere(problem: Problem) -> Self {
        Self::new(None, problem)
    }

    /// Adds a place that explains the first one.
    #[must_use]
    pub fn with_related(mut self, place: Place, remark: Term) -> Self {
        self.related.push((place, remark));
        self
    }

    /// What is wrong, in one sentence without a full stop.
    pub fn message(&self, language: Language) -> String {
        wording::message(&self.problem, language)
    }

    /// What to do about it, one remedy a line.
    pub fn hints(&self, language: Language) -> Vec<String> {
        wording::hints(&self.problem, language)
    }

    /// How grave the problem is.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// Whether the diagnostic stops the build.
    pub fn is_fault(&self) -> bool {
        self.severity() == Severity::Fault
    }
}
