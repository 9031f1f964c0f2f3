//! Why a run had to be ended.

use super::super::{Reason, Severity};
use crate::observe::Stage;

/// What a run was doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doing {
    /// The kind of work, if any had begun.
    pub stage: Option<Stage>,
    /// The document, file or folder that was worked on.
    pub of: Option<String>,
    /// How far the run had come in its templates, such as `templates/blocks/table.typ.hbs:12`.
    pub place: Option<String>,
    /// The templates and components that differ from those built in.
    pub changed: Vec<String>,
}

/// What can end a run as a whole, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's fields are what its message is about")]
pub enum RunProblem {
    TimeUp { seconds: u64, doing: Doing },
    Exhausted { mebibytes: u64, doing: Doing },
    Killed { signal: i32, doing: Doing },
    Panicked { doing: Doing, at: Option<String> },
    NotDrawn { path: String, pages: Vec<usize>, reason: Reason },
}

impl RunProblem {
    /// How grave the problem is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::NotDrawn { .. } => Severity::Warning,
            _ => Severity::Fault,
        }
    }

    /// The stable code of this kind of problem.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TimeUp { .. } => "K0510",
            Self::Exhausted { .. } => "K0511",
            Self::Killed { .. } => "K0512",
            Self::Panicked { .. } => "K0513",
            Self::NotDrawn { .. } => "K0514",
        }
    }
}
