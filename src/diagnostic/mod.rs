//! What can be wrong, with its code and its words; how a diagnostic is told is in `kakugi_diagnostic`.

mod explain;
mod problem;
mod term;
mod wording;

pub use explain::{explanations, sarif};
pub use kakugi_diagnostic::{
    AnyProblem, Diagnostic, Explanation, Faults, FileId, Language, Look, Place, Position, Reason, Severity, Sources,
    Words, choice, json, listing, nearest, on_one_line, problems, reason, tamed,
};
pub use problem::{
    CutOf, Damage, Doing, Limit, Part, PreflightProblem, PrintProblem, Problem, RunProblem, Side, Statement, Thing,
};
pub use term::Term;
