//! Reports that another is compared with: folders, and reports of the archive.

use std::path::{Path, PathBuf};

use kakugi::archive::{Store, is_id};
use kakugi::data::Root;
use kakugi::diagnostic::{Diagnostic, Sources, problems};
use kakugi::file::{Scratch, write_privately};
use kakugi::package::REPORT;

use super::archive::making;
use super::inputs::report_folder;
use super::supervise::scratch_folder;

/// What precedes the id of a report of the archive.
const ARCHIVED: &str = "archive:";

/// A report that lies in a folder, if only for as long as this lives.
pub(super) struct LocatedReport {
    pub path: PathBuf,
    /// What messages call it.
    pub shown: PathBuf,
    /// Keeps the folder of a report that was laid out for the comparison.
    _scratch: Option<Scratch>,
}

impl LocatedReport {
    /// The folder under the name that messages use.
    pub fn root(&self) -> Root<'_> {
        Root::shown(&self.path, &self.shown)
    }
}

/// The report that is given by its folder, by `archive:` and its id in the archive, with `@` and a version unless it is the newest,
/// or by this id alone if there is no such folder.
///
/// # Errors
/// A report that the archive does not have, or that is not what it was.
pub(super) fn locate(report: &str, store: &Path, sources: &mut Sources) -> Result<LocatedReport, Vec<Diagnostic>> {
    if let Some(id) = report.strip_prefix(ARCHIVED) {
        return archived(id, store, sources);
    }
    let path = report_folder(report.into());
    let id = report.rsplit_once('@').map_or(report, |(id, _)| id);
    if !path.exists() && is_id(id) {
        return archived(report, store, sources);
    }
    Ok(LocatedReport { shown: path.clone(), path, _scratch: None })
}

/// A version of a report of the archive, such as `2019@1`, or its newest, the files laid out in a temporary folder.
fn archived(asked: &str, store: &Path, sources: &mut Sources) -> Result<LocatedReport, Vec<Diagnostic>> {
    let versioned = asked.rsplit_once('@').and_then(|(id, version)| Some((id, version.parse().ok()?)));
    let (id, version) = versioned.map_or((asked, None), |(id, version): (&str, usize)| (id, Some(version)));
    if !store.is_dir() {
        let problem = NotInArchive { id: id.to_owned(), store: store.display().to_string() };
        return Err(vec![Diagnostic::nowhere(problem)]);
    }
    let object = Store::open(store).map_err(|error| vec![error])?.object(id, sources).map_err(|error| vec![error])?;
    let version = version.unwrap_or(object.head());
    object.expect_version(version).map_err(|error| vec![error])?;
    let contents = making::contents(&object, version)?;
    let folder = scratch_folder().map_err(|error| vec![error])?;
    write_privately(folder.path(), &making::artefacts(&contents)?).map_err(|error| vec![error])?;
    let shown = PathBuf::from(format!("{ARCHIVED}{asked}"));
    Ok(LocatedReport { path: folder.path().join(REPORT), shown, _scratch: Some(folder) })
}

problems! {
    /// Report that is not in the archive.
    K0264 error NotInArchive { id: String, store: String }
    en: "the store `{store}` has no report `{id}`",
        hint "give a report that `kakugi archive list` shows, or the folder of a report";
    ja: "保存庫`{store}`に報告書`{id}`はありません",
        hint "`kakugi archive list`で表示される報告書か、報告書のフォルダーを指定してください";
}
