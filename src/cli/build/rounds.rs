//! The rounds of a build: councils with errors are left out of the next one, so that what is sound is made, and so that one
//! page that cannot be set hides no errors on others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use kakugi::build::{BuildPlan, Builder, BuiltDocument, PrintOptions, Typst, without_repetitions};
use kakugi::diagnostic::{Diagnostic, Language, Sources};
use kakugi::file::Delivery;
use kakugi::model::Report;
use kakugi::project::councils_at_fault;
use kakugi::template::{Document, DocumentDate};

use super::super::inputs::Loaded;
use super::super::previous;
use super::BuildArguments;
use super::choice::{DocumentChoice, EditionChoice, documents};
use super::problems::{LeftBehind, NotComplete};
use super::staged::{PdfListing, StagedDocument, components};

/// A build, with what holds for all of its rounds.
pub(super) struct Work<'a> {
    pub arguments: &'a BuildArguments,
    pub language: Language,
    pub stamp: Option<DocumentDate>,
    pub printing: Option<PrintOptions>,
    pub plan: Option<BuildPlan>,
    pub delivery: &'a Delivery,
    pub folder: &'a Path,
    pub sources: &'a mut Sources,
    pub warnings: &'a mut Vec<Diagnostic>,
}

/// What has become of a build whose files may be delivered.
#[derive(Default)]
pub(super) struct Finished {
    /// The files that are there.
    pub written: Vec<PdfListing>,
    /// The errors in spite of which they are.
    pub errors: Vec<Diagnostic>,
    /// Files of an earlier run.
    pub left_behind: Vec<Diagnostic>,
}

/// What one round has made.
struct Round {
    staged: Vec<StagedDocument>,
    /// The documents that have errors.
    failed: Vec<(Document, Vec<Diagnostic>)>,
    /// The names of documents that are missing.
    missing: Vec<String>,
    warnings: Vec<Diagnostic>,
    left_behind: Vec<Diagnostic>,
}

/// After so many rounds, what is still wrong stays so: every round lays out all pages.
const ROUNDS: usize = 16;

impl Work<'_> {
    /// Makes the documents, and stages their files for delivery.
    ///
    /// # Errors
    /// All errors, if none of the files may be delivered.
    pub fn finish(&mut self) -> Result<Finished, Vec<Diagnostic>> {
        let mut left_out = BTreeSet::new();
        // Of the documents of all councils, those that the last round could not make; nothing in the first round.
        let mut again: Option<Vec<Document>> = None;
        let mut finished = Finished::default();
        let mut missing = BTreeSet::new();
        let mut rounds = 1..=ROUNDS;
        loop {
            let may_go_on = rounds.next().is_some();
            let round = match self.round(&left_out, again.as_deref()) {
                Ok(round) => round,
                Err(errors) => {
                    let at_fault = self.newly_at_fault(&errors, &left_out);
                    finished.errors.extend(errors);
                    if !(self.arguments.keep_going && may_go_on) || at_fault.is_empty() {
                        return Err(without_repetitions(finished.errors));
                    }
                    left_out.extend(at_fault);
                    continue;
                }
            };
            let errors: Vec<Diagnostic> = round.failed.iter().flat_map(|(_, errors)| errors.clone()).collect();
            let of_all = round.failed.iter().filter(|(document, _)| document.council().is_none());
            let of_all: Vec<Document> = of_all.map(|(document, _)| *document).collect();
            let at_fault = self.newly_at_fault(&errors, &left_out);
            let hides = errors.iter().any(|error| error.problem.is::<Typst>());
            finished.errors.extend(errors);
            missing.extend(round.missing);
            finished.written.extend(round.staged.into_iter().flat_map(|document| document.files));
            if may_go_on && (self.arguments.keep_going || hides) && !of_all.is_empty() && !at_fault.is_empty() {
                left_out.extend(at_fault);
                again = Some(of_all);
                continue;
            }
            self.warnings.extend(round.warnings);
            finished.left_behind = round.left_behind;
            finished.errors = without_repetitions(finished.errors);
            if finished.errors.is_empty() {
                return Ok(finished);
            }
            if !self.arguments.keep_going || finished.written.is_empty() {
                return Err(finished.errors);
            }
            // What one round could not make, a later one may have made without the councils at fault.
            missing.retain(|path| finished.written.iter().all(|file| file.path.trim_start_matches("print/") != path));
            let (councils, documents) = (left_out.into_iter().collect(), missing.into_iter().collect());
            finished.errors.push(Diagnostic::nowhere(NotComplete { councils, documents }));
            return Ok(finished);
        }
    }

    /// The councils in whose files the errors lie, if they were not left out before.
    fn newly_at_fault(&self, errors: &[Diagnostic], left_out: &BTreeSet<String>) -> BTreeSet<String> {
        let at_fault = councils_at_fault(errors, self.sources, self.arguments.inputs.shown());
        at_fault.difference(left_out).cloned().collect()
    }

    /// Makes the documents without some councils: all that are asked for, or some of them again.
    fn round(&mut self, left_out: &BTreeSet<String>, again: Option<&[Document]>) -> Result<Round, Vec<Diagnostic>> {
        let arguments = self.arguments;
        let mut warnings = Vec::new();
        let mut loaded = arguments.inputs.load_without(left_out, self.stamp, self.sources, &mut warnings)?;
        if let Some(previous) = &arguments.previous {
            let located = previous::locate(previous, &arguments.store, self.sources)?;
            warnings.extend(loaded.compare(located.root(), self.sources)?.doubts().iter().cloned());
        }
        let report = loaded.report();
        let wanted: Vec<&String> = arguments.council.iter().filter(|id| !left_out.contains(*id)).collect();
        if wanted.is_empty() && !arguments.council.is_empty() {
            return Err(Vec::new());
        }
        let all = documents(arguments.only, &wanted, &arguments.document, report)?;
        let documents = arguments.shard.map_or_else(|| all.clone(), |shard| shard.of(&all, report));
        let documents: Vec<Document> =
            documents.into_iter().filter(|one| again.is_none_or(|again| again.contains(one))).collect();
        let asked_for_one = !arguments.council.is_empty() || !arguments.document.is_empty();
        if arguments.only.is_none_or(|only| only == DocumentChoice::Summaries) && !asked_for_one {
            warnings.extend(loaded.set_left_out());
        }
        let builder = self.builder(&loaded)?;
        let whole = left_out.is_empty() && documents == loaded.documents();
        let stage = |built: BuiltDocument| {
            StagedDocument::of(built, arguments.contents(), report, whole, &|artefact| self.delivery.stage(artefact))
        };
        let made = loaded.make_separately(&builder, &documents, arguments.quiet, self.language, &stage)?;
        let (mut staged, mut failed, mut missing) = (Vec::new(), Vec::new(), Vec::new());
        for (document, result) in documents.iter().zip(made) {
            match result {
                Ok(document) => staged.push(document?),
                Err(errors) => {
                    missing.push(document.pdf_path(report));
                    failed.push((*document, errors));
                }
            }
        }
        let of_documents = staged.iter().flat_map(|document: &StagedDocument| document.warnings.iter().cloned());
        warnings.extend(without_repetitions(of_documents.collect()));
        // What some documents leave out may be in those that were not asked for.
        if whole && failed.is_empty() {
            warnings.extend(builder.not_printed(staged.iter().filter_map(|document| document.shown.as_ref())));
        }
        if arguments.emit_typst {
            components(&staged, &builder).iter().for_each(|file| self.delivery.stage(file));
        }
        let left_behind = if left_out.is_empty() { left_behind(self.folder, report) } else { Vec::new() };
        Ok(Round { staged, failed, missing, warnings, left_behind })
    }

    fn builder<'b>(&'b self, loaded: &'b Loaded) -> Result<Builder<'b>, Vec<Diagnostic>> {
        let arguments = self.arguments;
        let builder = loaded
            .builder(self.sources)
            .edition(arguments.edition.edition())
            .printing(self.printing.clone())
            .without_screen(arguments.edition == EditionChoice::Print)
            .dropping(arguments.allow_drop);
        match (&self.plan, &arguments.plan) {
            (Some(plan), Some(path)) => builder.planned(plan, &path.display().to_string()).map_err(|error| vec![error]),
            _ => Ok(builder),
        }
    }
}

/// Summaries, and further documents, of councils that the report no longer has.
fn left_behind(folder: &Path, report: &Report) -> Vec<Diagnostic> {
    let summaries = (0..report.councils.len()).map(Document::Summary);
    let paths = summaries.chain(Document::further(report)).map(|document| document.pdf_path(report));
    let known: Vec<PathBuf> = paths.flat_map(|path| [folder.join(&path), folder.join("print").join(path)]).collect();
    let per_council = report.head.documents.iter().filter(|document| document.is_per_council());
    let names = std::iter::once("summaries").chain(per_council.map(|document| document.id.name.as_str()));
    let folders: Vec<PathBuf> = names.flat_map(|name| [folder.join(name), folder.join("print").join(name)]).collect();
    let entries =
        folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten().map(|entry| entry.path());
    let mut left: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "pdf") && !known.contains(path)).collect();
    left.sort();
    left.iter().map(|path| Diagnostic::nowhere(LeftBehind { path: path.display().to_string() })).collect()
}
