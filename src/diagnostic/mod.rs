//! What can be wrong, with its code and its words; how a diagnostic is shown is in `kakugi_diagnostic`.

mod explain;
mod keys;
mod term;

pub use explain::{explanations, manual, sarif};
pub use kakugi_diagnostic::{
    AnyProblem, Diagnostic, Errors, Explanation, FileId, Language, Look, Place, Position, Reason, Severity, Sources,
    Words, all, choice, few, json, listing, nearest, on_one_line, problems, reason, reasons, tamed,
};
pub use keys::{MissingKey, UnknownChoice, UnknownKey, WrongType};
pub use term::Term;
