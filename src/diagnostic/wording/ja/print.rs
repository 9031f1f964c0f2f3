//! Messages on print editions and printers' profiles, in Japanese.

use super::choice;
use crate::diagnostic::PrintProblem;

/// What is wrong, in one sentence without a full stop.
pub(super) fn message(problem: &PrintProblem) -> String {
    match problem {
        PrintProblem::UnknownPrinter { name, .. } => format!("印刷所の設定`{name}`はありません"),
        PrintProblem::Toml { reason } => {
            format!("TOMLとして正しくありません（{}）", reason.lines().next().unwrap_or_default())
        }
        PrintProblem::OutOfRange { key, least, most } => format!("`{key}`の値は{least}から{most}までです"),
    }
}

/// What to do about it, one remedy a line.
pub(super) fn hints(problem: &PrintProblem) -> Vec<String> {
    match problem {
        PrintProblem::UnknownPrinter { name, known } => choice(name, known),
        PrintProblem::Toml { .. } => {
            vec!["一行に一つ`キー = 値`と書き、文字列は二重引用符で囲んでください".to_owned()]
        }
        PrintProblem::OutOfRange { key: "page_multiple", .. } => vec!["整数で書いてください".to_owned()],
        PrintProblem::OutOfRange { .. } => vec!["この範囲の数値を書いてください".to_owned()],
    }
}
