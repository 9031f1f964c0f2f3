//! Messages on print editions and printers' profiles, in English.

use super::choice;
use super::preflight;
use crate::diagnostic::{PreflightProblem, PrintProblem};
use crate::language::Language;

/// What is wrong, in one sentence without a full stop.
pub(in crate::diagnostic) fn message(problem: &PrintProblem) -> String {
    match problem {
        PrintProblem::PreflightFinds { document, sheets, finding, .. } => {
            let numbers = sheets.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
            let place = match sheets.len() {
                0 => String::new(),
                1 => format!(", sheet {numbers}"),
                _ => format!(", sheets {numbers}"),
            };
            format!("the print edition of `{document}`{place}: {}", preflight::message(finding))
        }
        PrintProblem::UnknownPrinter { name, .. } => format!("there is no printer's profile `{name}`"),
        PrintProblem::Toml { reason } => {
            format!("this is not valid TOML: {}", reason.lines().next().unwrap_or_default())
        }
        PrintProblem::OutOfRange { key, least, most } => format!("`{key}` is from {least} to {most}"),
        PrintProblem::OutputProfile { path, reason } => {
            format!("`{path}` cannot be the output profile: {}", reason.text(Language::English))
        }
        PrintProblem::ConditionUnknown { condition, printer } => {
            format!("the profile of the condition `{condition}`, for which `{printer}` prints, is not bundled")
        }
        PrintProblem::NotForPress { document } => format!("the print edition of `{document}` cannot be read again"),
        PrintProblem::EditionsDiffer { document, sheet } => {
            format!("sheet {sheet} of `{document}` is laid out otherwise in print than on the screen")
        }
    }
}

/// What to do about it, one remedy a line.
pub(in crate::diagnostic) fn hints(problem: &PrintProblem) -> Vec<String> {
    match problem {
        PrintProblem::PreflightFinds { finding, held: true, .. } => held(finding),
        PrintProblem::PreflightFinds { finding, .. } => preflight::hints(finding),
        PrintProblem::UnknownPrinter { name, known } => choice(name, known),
        PrintProblem::Toml { .. } => vec!["write one `key = value` a line, texts in double quotes".to_owned()],
        PrintProblem::OutOfRange { key: "page_multiple", .. } => vec!["write a whole number".to_owned()],
        PrintProblem::OutOfRange { .. } => vec!["write a number within these bounds".to_owned()],
        PrintProblem::OutputProfile { .. } => {
            vec!["ask the printing house for its ICC profile, of the class `prtr` and for CMYK".to_owned()]
        }
        PrintProblem::ConditionUnknown { .. } => {
            vec!["give the printing house's ICC profile by `--output-icc FILE`".to_owned()]
        }
        PrintProblem::NotForPress { .. } => vec!["this is a fault of the program; please report it".to_owned()],
        PrintProblem::EditionsDiffer { .. } => {
            vec!["let templates of your own ask for colours only by `edition`, never for lengths".to_owned()]
        }
    }
}

/// The same for what keeps a file of ours from being written.
fn held(finding: &PreflightProblem) -> Vec<String> {
    let remedies: &[&str] = match finding {
        PreflightProblem::ForeignColour { .. } => &[
            "use the theme's colours in templates of your own: `colour(\"navy\")`",
            "save a picture as PNG or JPEG with 8 bits a channel",
        ],
        PreflightProblem::ObjectInk { .. } => {
            &["choose colours with less ink in `theme.typ`, or another printer's profile"]
        }
        _ => &["templates of your own cause this; without them it is a fault of the program"],
    };
    remedies.iter().map(|remedy| (*remedy).to_owned()).collect()
}
