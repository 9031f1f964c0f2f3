//! A report that is loaded once and changes from then on, for programs that show its pages while it is edited.

mod pages;
mod update;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use pages::DocumentPages;
pub use update::{DocumentChange, Update};

use super::{LoadOptions, Project};
use crate::build::{BuiltDocument, WarmState, without_repetitions};
use crate::data::{Root, refusal};
use crate::diagnostic::{Diagnostic, Errors};
use crate::template::Document;
use crate::trace::ShownData;
use crate::typeset::evict_cache;

/// Typst's results are looked through after so many changes, because that takes longer than some of the changes.
const CHANGES: usize = 4;

/// What is loaded for a [`Session`].
#[derive(Clone, Debug, Default)]
pub struct SessionOptions {
    /// Templates, fonts and the date of the documents.
    pub load: LoadOptions,
    /// The folder of an earlier report, of which the documents then speak.
    pub previous: Option<PathBuf>,
    /// Whether summaries that are too full leave items out, by their priority.
    pub allow_drop: bool,
}

/// A report that is loaded once and changes from then on.
///
/// Changes are made to texts in memory; the files of the report stay as they are. The pages are those that a new build of the
/// changed report would give, but what has not changed is neither laid out again nor looked for again.
pub struct Session {
    folder: PathBuf,
    options: SessionOptions,
    /// The files that have changed, by their paths in the report's folder.
    changed: BTreeMap<String, Arc<[u8]>>,
    /// The report as it last was without errors.
    project: Arc<Project>,
    warm: WarmState,
    /// The documents by the paths of their PDF files.
    documents: BTreeMap<String, DocumentState>,
    /// How many changes there were.
    changes: usize,
    /// The document that changes are laid out in at once.
    watched: Option<String>,
    /// What is wrong with the report as it is now, if it cannot be loaded.
    errors: Option<Errors>,
}

/// What is known of a document.
#[derive(Default)]
struct DocumentState {
    /// Its last pages without errors.
    pages: Option<Arc<DocumentPages>>,
    /// What was found in its layout; nothing if the report has changed since.
    layout: Option<LayoutReport>,
}

/// What was found when a document was laid out.
#[derive(Default)]
struct LayoutReport {
    diagnostics: Vec<Diagnostic>,
    shown: ShownData,
}

impl Session {
    /// Loads the report of a folder, with the templates and fonts that the program holds.
    ///
    /// # Errors
    /// All errors of all files.
    pub fn load(folder: impl AsRef<Path>) -> Result<Self, Errors> {
        Self::load_with(folder, &SessionOptions::default())
    }

    /// Loads the report of a folder.
    ///
    /// # Errors
    /// All errors of all files, those of templates and fonts and of the earlier report among them.
    pub fn load_with(folder: impl AsRef<Path>, options: &SessionOptions) -> Result<Self, Errors> {
        let folder = folder.as_ref().to_owned();
        let mut project = Project::load_with(&folder, &options.load)?;
        if let Some(previous) = &options.previous {
            project.compare_with(previous)?;
        }
        Ok(Self {
            folder,
            options: options.clone(),
            changed: BTreeMap::new(),
            project: Arc::new(project),
            warm: WarmState::default(),
            documents: BTreeMap::new(),
            changes: 0,
            watched: None,
            errors: None,
        })
    }

    /// The report as it last was without errors, with all that its documents are made from.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The documents of the report as it last was without errors.
    pub fn documents(&self) -> Vec<Document> {
        self.project.documents()
    }

    /// Changes the text of one of the report's files, by its path in the report's folder; the file may be new. The document
    /// that is looked at is laid out at once.
    pub fn update(&mut self, path: &str, text: impl Into<Vec<u8>>) -> Update {
        if let Some(refusal) = refusal(path, || None) {
            return Update::refused(Diagnostic::nowhere(refusal));
        }
        self.changed.insert(path.to_owned(), Arc::from(text.into()));
        let root = Root { path: &self.folder, shown: &self.folder, changed: Some(&self.changed) };
        match self.project.reloaded(root, self.options.previous.as_deref()) {
            Ok(project) => {
                self.errors = None;
                self.turn_to(project)
            }
            Err(errors) => {
                self.errors = Some(errors);
                self.summed_up(Vec::new(), Vec::new())
            }
        }
    }

    /// The pages of a document, which from now on is the one that is looked at: changes are laid out in it at once. If the
    /// report or the document has errors, they are its last pages without errors; nothing if there are none.
    pub fn pages(&mut self, document: Document) -> Option<Arc<DocumentPages>> {
        let path = document.pdf_path(self.project.report());
        self.lay_out(&[document]);
        let pages = self.documents.get(&path).and_then(|state| state.pages.clone());
        self.watched = Some(path);
        pages
    }

    /// Lays out all documents that have not been laid out since the last change. What it finds is then all that a check of the
    /// report finds in its pages.
    pub fn catch_up(&mut self) -> Update {
        let changes = self.lay_out(&self.documents());
        self.summed_up(changes, Vec::new())
    }

    /// Takes another report, in which nothing is laid out yet.
    fn turn_to(&mut self, project: Project) -> Update {
        self.project = Arc::new(project);
        let report = self.project.report();
        let existing: BTreeMap<String, Document> =
            self.documents().into_iter().map(|document| (document.pdf_path(report), document)).collect();
        let mut removed = Vec::new();
        self.documents.retain(|path, state| {
            state.layout = None;
            // A comparison is asked for by itself.
            let stays = existing.contains_key(path) || *path == Document::Comparison.pdf_path(report);
            removed.extend((!stays && state.pages.is_some()).then(|| path.clone()));
            stays
        });
        let watched = self.watched.as_ref().and_then(|path| existing.get(path).copied());
        let changes = self.lay_out(&watched.into_iter().collect::<Vec<_>>());
        self.warm.end_change();
        self.changes += 1;
        if self.changes.is_multiple_of(CHANGES) {
            evict_cache(1);
        }
        self.summed_up(changes, removed)
    }

    /// Lays out those of the documents that have not been since the last change, and says how their pages differ.
    fn lay_out(&mut self, documents: &[Document]) -> Vec<DocumentChange> {
        let project = self.project.clone();
        let report = project.report();
        let paths = documents.iter().map(|document| (*document, document.pdf_path(report)));
        let (open, paths): (Vec<Document>, Vec<String>) =
            paths.filter(|(_, path)| self.documents.get(path).is_none_or(|state| state.layout.is_none())).unzip();
        if open.is_empty() {
            return Vec::new();
        }
        let builder = project.builder().warmed(&self.warm).without_screen(true).traced();
        let builder = builder.dropping(self.options.allow_drop);
        let results = match builder.build_separately(&open, &|built: BuiltDocument| built) {
            Ok(results) => results,
            Err(error) => open.iter().map(|_| Err(error.clone().into())).collect(),
        };
        let mut changes = Vec::new();
        for ((document, path), result) in open.into_iter().zip(paths).zip(results) {
            let state = self.documents.entry(path.clone()).or_default();
            let (built, diagnostics) = match result {
                Ok(mut built) => {
                    let warnings = std::mem::take(&mut built.warnings);
                    (Some(built), warnings)
                }
                Err(errors) => (None, errors),
            };
            let mut report = LayoutReport { diagnostics, shown: ShownData::default() };
            if let Some(mut built) = built {
                report.shown = std::mem::take(&mut built.shown);
                let pages = DocumentPages::new(built, project.clone());
                changes.extend(DocumentChange::of(document, path, state.pages.as_deref(), &pages));
                state.pages = Some(Arc::new(pages));
            }
            state.layout = Some(report);
        }
        changes
    }

    /// What a change has brought, with all that is known to be wrong.
    fn summed_up(&self, changes: Vec<DocumentChange>, removed: Vec<String>) -> Update {
        let documents = self.documents();
        let states = documents.iter().map(|document| (*document, self.documents.get(&self.path(*document))));
        let (mut waiting, mut found, mut shown) = (Vec::new(), Vec::new(), Vec::new());
        for (document, state) in states {
            match state.and_then(|state| state.layout.as_ref()) {
                Some(layout) => {
                    found.extend(layout.diagnostics.iter().cloned());
                    shown.push(&layout.shown);
                }
                None => waiting.push(document),
            }
        }
        let (diagnostics, sources) = match &self.errors {
            Some(errors) => (errors.diagnostics.clone(), errors.sources.clone()),
            None => {
                let has_errors = found.iter().any(Diagnostic::is_error);
                // What some documents leave out may stand in those that are not laid out.
                let missing = if waiting.is_empty() && !has_errors {
                    self.project.builder().not_printed(shown)
                } else {
                    Vec::new()
                };
                let mut diagnostics = self.project.warnings().to_vec();
                diagnostics.extend(without_repetitions(found));
                diagnostics.extend(missing);
                (diagnostics, self.project.sources().clone())
            }
        };
        Update { changes, removed, waiting, diagnostics, sources }
    }

    fn path(&self, document: Document) -> String {
        document.pdf_path(self.project.report())
    }
}
