//! The one editor of a report's files: changes that keep every byte which they are not about.
//!
//! A [`ChangeSet`] holds operations on one file or several, and the digests of these files as whoever made the change has read
//! them. [`plan`] carries it out in memory and loads the report that comes out; [`EditPlan::write`] writes all files or none.
//! Indentation, order of keys, line ends, quotation marks and character sets stay as they are. What comes back holds the
//! change that undoes this one.

mod apply;
mod json;
mod operation;
mod refusal;
mod splice;
mod value;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use operation::EditOperation;
pub use refusal::{EditError, EditUnfit};
pub use splice::Splice;
pub use value::{EditNumber, EditValue};

use crate::data::{Root, located};
use crate::diagnostic::{AnyProblem, Diagnostic, Sources};
use crate::file::{FileChanged, Rewrite, Unreadable, rewrite, sha512};
use crate::model::Report;
use crate::{file, limits};

/// SHA-512 digests of files by their path in the report's folder.
pub type Digests = BTreeMap<String, String>;

/// The digests of files, such as [`Report::files`].
pub fn digests(files: &BTreeMap<String, Arc<[u8]>>) -> Digests {
    files.iter().map(|(path, bytes)| (path.clone(), sha512(bytes))).collect()
}

/// An operation on a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// The path of the file in the report's folder.
    pub path: String,
    /// What is done.
    pub operation: EditOperation,
}

/// Operations that are all carried out, one after the other, or none of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeSet {
    /// The operations.
    pub edits: Vec<FileEdit>,
    /// The digests that the files have as long as nobody else has written them. A file that is edited needs one.
    pub expected: Digests,
}

impl ChangeSet {
    /// A change of nothing as yet to files with these digests.
    pub fn of(expected: Digests) -> Self {
        Self { edits: Vec::new(), expected }
    }

    /// Adds an operation.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, operation: EditOperation) -> Self {
        self.edits.push(FileEdit { path: path.into(), operation });
        self
    }
}

/// A change carried out in memory.
#[derive(Debug)]
pub struct EditPlan {
    folder: PathBuf,
    files: Vec<Rewrite>,
    /// The files afterwards, by their path in the report's folder.
    pub bytes: BTreeMap<String, Arc<[u8]>>,
    /// The report that comes out, with warnings about it, or its errors.
    pub outcome: Result<(Report, Vec<Diagnostic>), Vec<Diagnostic>>,
    /// The change that undoes this one once it is written.
    pub undo: ChangeSet,
}

/// What a written change comes to.
#[derive(Clone, Debug)]
pub struct Written {
    /// The digests of the files afterwards.
    pub digests: Digests,
    /// The change that undoes this one.
    pub undo: ChangeSet,
}

/// Carries out a change in memory, and loads the report that comes out. Its files are added to the sources.
///
/// # Errors
/// All files that are not as expected, and the first operation on each file that cannot be carried out.
pub fn plan(root: Root<'_>, change: &ChangeSet, sources: &mut Sources) -> Result<EditPlan, Vec<Diagnostic>> {
    let mut errors = Vec::new();
    let mut files: BTreeMap<&str, Vec<&EditOperation>> = BTreeMap::new();
    for edit in &change.edits {
        files.entry(edit.path.as_str()).or_default().push(&edit.operation);
    }
    let (mut rewrites, mut bytes) = (Vec::new(), BTreeMap::new());
    let mut undo = ChangeSet::default();
    for (path, operations) in files {
        let opened = open(root, path, change.expected.get(path)).map_err(Diagnostic::nowhere);
        let edited = opened.and_then(|(place, old)| {
            let new = apply::apply(path, &old, &operations, &shown(root, path), sources)?;
            Ok((place, old, new))
        });
        match edited {
            Ok((place, old, new)) => {
                undo.expected.insert(path.to_owned(), sha512(&new));
                undo = undo.with(path, EditOperation::Restore(Splice::between(&new, &old)));
                let (shown, before) = (shown(root, path), sha512(&old));
                rewrites.push(Rewrite { path: place, shown, before, bytes: new.clone() });
                bytes.insert(path.to_owned(), Arc::from(new));
            }
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let outcome = Report::load(Root { changed: Some(&bytes), ..root }, sources);
    Ok(EditPlan { folder: root.path.to_owned(), files: rewrites, bytes, outcome, undo })
}

/// What messages call a file of the report.
fn shown(root: Root<'_>, path: &str) -> String {
    root.shown.join(path).display().to_string()
}

/// The place and the bytes of a file that is as expected.
fn open(root: Root<'_>, path: &str, expected: Option<&String>) -> Result<(PathBuf, Vec<u8>), AnyProblem> {
    let place = located(root.path, path)?;
    let limit = limits::JSON_BYTES.max(limits::CSV_BYTES);
    let shown = shown(root, path);
    let bytes = file::read(&place, limit).map_err(|error| Unreadable { path: shown.clone(), reason: error.into() })?;
    if expected.is_some_and(|expected| *expected == sha512(&bytes)) {
        Ok((place, bytes))
    } else {
        Err(FileChanged { path: shown }.into())
    }
}

impl EditPlan {
    /// Writes all files, if the report that comes out has no errors.
    ///
    /// # Errors
    /// The report's errors; a file that somebody else has written in the meantime, or that cannot be written. Then none is
    /// written.
    pub fn write(self) -> Result<Written, Vec<Diagnostic>> {
        match self.outcome {
            Err(errors) => Err(errors),
            Ok(_) => self.write_unfinished(),
        }
    }

    /// Writes all files, whatever is wrong with the report: the errors of a report are fixed one by one.
    ///
    /// # Errors
    /// A file that somebody else has written in the meantime, or that cannot be written. Then none is written.
    pub fn write_unfinished(self) -> Result<Written, Vec<Diagnostic>> {
        rewrite(&self.folder, &self.files).map_err(|error| vec![error])?;
        Ok(Written { digests: self.undo.expected.clone(), undo: self.undo })
    }
}
