//! Messages on print editions and printers' profiles, in Japanese.

use super::choice;
use crate::diagnostic::PrintProblem;

/// What is wrong, in one sentence without a full stop.
pub(super) fn message(problem: &PrintProblem) -> String {
    match problem {
        PrintProblem::UnknownPrinter { name, .. } => format!("印刷所の設定`{name}`はありません"),
    }
}

/// What to do about it, one remedy a line.
pub(super) fn hints(problem: &PrintProblem) -> Vec<String> {
    match problem {
        PrintProblem::UnknownPrinter { name, known } => choice(name, known),
    }
}
