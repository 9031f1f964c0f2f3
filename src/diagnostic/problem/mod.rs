//! Kinds of problems that have a catalogue of their own.

mod preflight;
mod print;
mod run;

pub use preflight::{Damage, Limit, Part, PreflightProblem, Side, Statement, Thing};
pub use print::PrintProblem;
pub use run::{Doing, RunProblem};
