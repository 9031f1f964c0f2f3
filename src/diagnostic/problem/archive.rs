//! What can be wrong with archive editions and with the archive.

use crate::diagnostic::Severity;

/// A fault or warning about a file for the records, or the store that keeps it.
///
/// Codes are stable: K06xx files as they are written, K07xx the archive's store.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's fields are what its message is about")]
pub enum ArchiveProblem {
    Nonconforming { document: String, clause: String, message: String },
}

impl ArchiveProblem {
    /// How grave the problem is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Nonconforming { .. } => Severity::Fault,
        }
    }

    /// The stable code of this kind of problem.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nonconforming { .. } => "K0601",
        }
    }
}
