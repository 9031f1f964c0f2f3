//! Messages on print editions and printers' profiles, in English.

use super::choice;
use crate::diagnostic::PrintProblem;

/// What is wrong, in one sentence without a full stop.
pub(super) fn message(problem: &PrintProblem) -> String {
    match problem {
        PrintProblem::UnknownPrinter { name, .. } => format!("there is no printer's profile `{name}`"),
    }
}

/// What to do about it, one remedy a line.
pub(super) fn hints(problem: &PrintProblem) -> Vec<String> {
    match problem {
        PrintProblem::UnknownPrinter { name, known } => choice(name, known),
    }
}
