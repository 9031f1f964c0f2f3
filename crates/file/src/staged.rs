//! Files that are written under names of their own until all are complete.

use std::path::PathBuf;

/// A file in the making.
pub(crate) struct StagedFile {
    /// Where it is put together.
    pub staged: PathBuf,
    /// The path that it will have.
    pub path: PathBuf,
}

/// Who may read and write the files of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rights {
    /// As the user's settings have it.
    Usual,
    /// Nobody but this user.
    Private,
    /// As with the files that they replace.
    AsBefore,
}
