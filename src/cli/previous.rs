//! Reports that another is compared with: folders, and reports of the archive.

use std::path::{Path, PathBuf};

use kakugi::diagnostic::{Diagnostic, Problem};

/// Where the archive is unless the user says otherwise.
pub(super) const STORE: &str = "archive";

/// What precedes the id of a report of the archive.
const ARCHIVED: &str = "archive:";

/// The folder of a report that is given by its folder, or by `archive:` and its id in the archive.
///
/// # Errors
/// A report that the archive does not have.
pub(super) fn locate(report: &str, store: &Path) -> Result<PathBuf, Diagnostic> {
    match report.strip_prefix(ARCHIVED) {
        None => Ok(PathBuf::from(report)),
        Some(id) => archived(id, store).ok_or_else(|| {
            let store = store.display().to_string();
            Diagnostic::nowhere(Problem::NotInArchive { id: id.to_owned(), store })
        }),
    }
}

/// The folder of the data of an archived report.
fn archived(_: &str, _: &Path) -> Option<PathBuf> {
    None
}
