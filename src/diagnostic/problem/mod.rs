//! Kinds of problems that have a catalogue of their own.

mod preflight;

pub use preflight::{Damage, Limit, Part, PreflightProblem, Side, Statement, Thing};
