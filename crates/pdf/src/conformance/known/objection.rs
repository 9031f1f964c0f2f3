//! Why the fast judge does not call a file conforming.

use super::super::Failure;

/// What keeps a file from being called conforming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Objection {
    /// A rule is broken.
    Broken(Failure),
    /// Something occurs of which nothing is known here.
    Unknown(String),
}

/// What a check returns that has no objection.
pub(super) type Kept<T = ()> = Result<T, Objection>;

/// A rule that is broken, such as 6.1.13 of PDF/A.
pub(super) fn broken<T>(clause: &str, message: impl Into<String>) -> Kept<T> {
    Err(Objection::Broken(Failure { clause: clause.to_owned(), message: message.into() }))
}

/// What is not known here.
pub(super) fn unknown<T>(construct: impl Into<String>) -> Kept<T> {
    Err(Objection::Unknown(construct.into()))
}

/// An objection unless a rule is kept.
pub(super) fn keeps(kept: bool, clause: &str, message: &str) -> Kept {
    if kept { Ok(()) } else { broken(clause, message) }
}

/// An objection unless something is as it is known.
pub(super) fn knows(known: bool, construct: &str) -> Kept {
    if known { Ok(()) } else { unknown(construct) }
}
