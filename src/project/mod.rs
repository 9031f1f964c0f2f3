//! The front door for programs: a report is loaded, its documents are made, and written to a folder.
//!
//! What the command `kakugi build` does takes three lines here. Whoever needs more of it than [`LoadOptions`] and
//! [`BuildOptions`] say has the [`Builder`] of a project, and the report itself.

mod at_fault;
mod materials;
mod output;
mod session;

use std::path::Path;

pub use at_fault::councils_at_fault;
pub use materials::{LoadOptions, Materials};
pub use output::Output;
pub use session::{DocumentChange, DocumentPages, Session, SessionOptions, Update};

use crate::build::{Builder, BuiltDocument, PrintOptions, without_repetitions};
use crate::compare::Comparison;
use crate::data::Root;
use crate::diagnostic::{Diagnostic, Errors, Sources};
use crate::export::Edition;
use crate::export::OutputProfile;
use crate::export::print::Condition;
use crate::file::Artefact;
use crate::model::Report;
use crate::printer::PrintingHouse;
use crate::template::Document;

/// A report without errors, with all that its documents are made from.
pub struct Project {
    materials: Materials,
    sources: Sources,
    warnings: Vec<Diagnostic>,
}

/// What is made of a report. As it stands, all documents for screens and records.
#[derive(Clone)]
pub struct BuildOptions {
    /// The edition for screens and records; nothing to leave it out.
    pub edition: Option<Edition>,
    /// How the edition for a printing house is made, see [`printing`]; nothing to leave it out.
    pub printing: Option<PrintOptions>,
    /// The documents; nothing for all of them.
    pub documents: Option<Vec<Document>>,
    /// Whether summaries that are too full leave items out, by their priority.
    pub allow_drop: bool,
}

impl Default for BuildOptions {
    fn default() -> Self {
        Self { edition: Some(Edition::default()), printing: None, documents: None, allow_drop: false }
    }
}

impl Project {
    /// Loads the report of a folder, with the templates and fonts that the program holds.
    ///
    /// # Errors
    /// All errors of all files.
    pub fn load(folder: impl AsRef<Path>) -> Result<Self, Errors> {
        Self::load_with(folder, &LoadOptions::default())
    }

    /// Loads the report of a folder.
    ///
    /// # Errors
    /// All errors of all files, those of templates and fonts among them.
    pub fn load_with(folder: impl AsRef<Path>, options: &LoadOptions) -> Result<Self, Errors> {
        let mut sources = Sources::default();
        match Materials::load(Root::from(folder.as_ref()), options, &(), &mut sources) {
            Ok((materials, warnings)) => Ok(Self { materials, sources, warnings }),
            Err(diagnostics) => Err(Errors { diagnostics, sources }),
        }
    }

    /// The report of a folder, read anew with the same templates and fonts, and compared with an earlier one if there is any.
    fn reloaded(&self, root: Root<'_>, previous: Option<&Path>) -> Result<Self, Errors> {
        let (materials, sources, warnings) = self.materials.reload(root)?;
        let mut project = Self { materials, sources, warnings };
        if let Some(previous) = previous {
            project.compare_with(previous)?;
        }
        Ok(project)
    }

    /// Compares the report with an earlier one, of which its documents then speak.
    ///
    /// # Errors
    /// All errors of the earlier report.
    pub fn compare_with(&mut self, previous: impl AsRef<Path>) -> Result<&Comparison, Errors> {
        let Self { materials, sources, warnings } = self;
        match materials.compare(Root::from(previous.as_ref()), sources) {
            Ok(comparison) => {
                warnings.extend(comparison.doubts().iter().cloned());
                Ok(comparison)
            }
            Err(diagnostics) => Err(Errors { diagnostics, sources: sources.clone() }),
        }
    }

    /// The report.
    pub fn report(&self) -> &Report {
        &self.materials.report
    }

    /// The documents of the report, the briefing first and the set of summaries last.
    pub fn documents(&self) -> Vec<Document> {
        Document::all(self.report())
    }

    /// What should be looked at in the report.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The files that were read, in which diagnostics have their places.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// A builder of documents, for what [`BuildOptions`] do not say.
    pub fn builder(&self) -> Builder<'_> {
        self.materials.builder(&self.sources)
    }

    /// Makes all documents for screens and records in memory, on all cores.
    ///
    /// # Errors
    /// All errors of all documents.
    pub fn build(&self) -> Result<Output, Errors> {
        self.build_with(&BuildOptions::default())
    }

    /// Makes documents in memory, on all cores.
    ///
    /// # Errors
    /// All errors of all documents.
    pub fn build_with(&self, options: &BuildOptions) -> Result<Output, Errors> {
        let all = self.documents();
        let documents = options.documents.as_ref().unwrap_or(&all);
        let builder = self
            .builder()
            .edition(options.edition.unwrap_or_default())
            .printing(options.printing.clone())
            .without_screen(options.edition.is_none())
            .dropping(options.allow_drop);
        let screen = options.edition.is_some();
        let made =
            builder.build_each(documents, &|built| (files(self.report(), screen, &built), built.warnings, built.shown));
        let made = made.map_err(|diagnostics| Errors { diagnostics, sources: self.sources.clone() })?;
        // What some documents leave out may stand in those that were not asked for.
        let missing =
            if *documents == all { builder.not_printed(made.iter().map(|(.., shown)| shown)) } else { Vec::new() };
        let mut output = Output::default();
        for (files, warnings, _) in made {
            output.files.extend(files);
            output.warnings.extend(warnings);
        }
        output.warnings = without_repetitions(output.warnings);
        output.warnings.extend(missing);
        Ok(output)
    }
}

/// The files of a finished document.
fn files(report: &Report, screen: bool, built: &BuiltDocument) -> Vec<Artefact> {
    let path = built.document.pdf_path(report);
    let print =
        built.printed.iter().map(|printed| Artefact { path: format!("print/{path}"), bytes: printed.pdf.clone() });
    let screen = screen.then(|| Artefact { path: path.clone(), bytes: built.pdf.clone() });
    screen.into_iter().chain(print).collect()
}

/// How documents are made for a printing house: `offset-coated`, `offset-uncoated`, `office`, or the file of a profile of
/// your own. The output condition is the bundled one.
///
/// # Errors
/// What is wrong with the profile.
pub fn printing(printer: &str) -> Result<PrintOptions, Errors> {
    let mut sources = Sources::default();
    let house = PrintingHouse::load(printer, &mut sources).map_err(|diagnostics| Errors { diagnostics, sources })?;
    let condition = Condition::bundled(house.intent).map_err(|reason| {
        let problem = OutputProfile { path: printer.to_owned(), reason };
        Errors { diagnostics: vec![Diagnostic::nowhere(problem)], sources: Sources::default() }
    })?;
    Ok(PrintOptions::of(&house, condition, false))
}
