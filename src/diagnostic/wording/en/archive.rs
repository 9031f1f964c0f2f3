//! Messages on archive editions and the archive, in English.

use crate::diagnostic::ArchiveProblem;

/// What is wrong, in one sentence without a full stop.
pub(super) fn message(problem: &ArchiveProblem) -> String {
    match problem {
        ArchiveProblem::Nonconforming { document, clause, message } => {
            format!("`{document}` does not conform to {clause}: {message}")
        }
    }
}

/// What to do about it, one remedy a line.
pub(super) fn hints(problem: &ArchiveProblem) -> Vec<String> {
    match problem {
        ArchiveProblem::Nonconforming { .. } => vec![
            "look into components and templates of your own first; without them, this is a fault of the program"
                .to_owned(),
        ],
    }
}
