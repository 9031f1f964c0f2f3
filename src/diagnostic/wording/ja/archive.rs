//! Messages on archive editions and the archive, in Japanese.

use crate::diagnostic::ArchiveProblem;

/// What is wrong, in one sentence without a full stop.
pub(super) fn message(problem: &ArchiveProblem) -> String {
    match problem {
        ArchiveProblem::Nonconforming { document, clause, message } => {
            format!("`{document}`は{clause}に適合していません（`{message}`）")
        }
    }
}

/// What to do about it, one remedy a line.
pub(super) fn hints(problem: &ArchiveProblem) -> Vec<String> {
    match problem {
        ArchiveProblem::Nonconforming { .. } => vec![
            "独自の部品やテンプレートを使っている場合は、まずそれを調べてください。使っていない場合は、プログラムの不具合です".to_owned(),
        ],
    }
}
