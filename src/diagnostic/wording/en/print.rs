//! Messages on print editions and printers' profiles, in English.

use super::choice;
use crate::diagnostic::PrintProblem;

/// What is wrong, in one sentence without a full stop.
pub(super) fn message(problem: &PrintProblem) -> String {
    match problem {
        PrintProblem::UnknownPrinter { name, .. } => format!("there is no printer's profile `{name}`"),
        PrintProblem::Toml { reason } => {
            format!("this is not valid TOML: {}", reason.lines().next().unwrap_or_default())
        }
        PrintProblem::OutOfRange { key, least, most } => format!("`{key}` is from {least} to {most}"),
    }
}

/// What to do about it, one remedy a line.
pub(super) fn hints(problem: &PrintProblem) -> Vec<String> {
    match problem {
        PrintProblem::UnknownPrinter { name, known } => choice(name, known),
        PrintProblem::Toml { .. } => vec!["write one `key = value` a line, texts in double quotes".to_owned()],
        PrintProblem::OutOfRange { key: "page_multiple", .. } => vec!["write a whole number".to_owned()],
        PrintProblem::OutOfRange { .. } => vec!["write a number within these bounds".to_owned()],
    }
}
