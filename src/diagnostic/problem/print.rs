//! What can be wrong with print editions and printers' profiles.

use super::PreflightProblem;
use crate::diagnostic::{Severity, Words};

/// A fault or warning about a file for the printing house.
///
/// Codes are stable: K08xx printers' profiles and print editions, K09xx findings of preflight.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's fields are what its message is about")]
pub enum PrintProblem {
    PreflightFinds { document: String, sheets: Vec<usize>, finding: PreflightProblem, held: bool },
    UnknownPrinter { name: String, known: Vec<String> },
    Toml { reason: String },
    OutOfRange { key: &'static str, least: String, most: String },
    OutputProfile { path: String, reason: Words },
    ConditionUnknown { condition: String, printer: String },
    NotForPress { document: String },
    EditionsDiffer { document: String, sheet: usize },
}

impl PrintProblem {
    /// How grave the problem is.
    pub fn severity(&self) -> Severity {
        match self {
            // What a file of ours is held to is a fault; in all else the printing house and the official decide.
            Self::PreflightFinds { held: false, .. } => Severity::Warning,
            Self::PreflightFinds { held: true, .. }
            | Self::UnknownPrinter { .. }
            | Self::Toml { .. }
            | Self::OutOfRange { .. }
            | Self::OutputProfile { .. }
            | Self::ConditionUnknown { .. }
            | Self::NotForPress { .. }
            | Self::EditionsDiffer { .. } => Severity::Fault,
        }
    }

    /// The stable code of this kind of problem.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PreflightFinds { finding, .. } => finding.code(),
            Self::UnknownPrinter { .. } => "K0801",
            Self::Toml { .. } => "K0802",
            Self::OutOfRange { .. } => "K0803",
            Self::OutputProfile { .. } => "K0811",
            Self::ConditionUnknown { .. } => "K0812",
            Self::NotForPress { .. } => "K0813",
            Self::EditionsDiffer { .. } => "K0814",
        }
    }
}
