//! The files of a document that are put together for the output folder.

use std::collections::BTreeSet;

use kakugi::build::{Builder, BuiltDocument};
use kakugi::diagnostic::Diagnostic;
use kakugi::export::png;
use kakugi::file::Artefact;
use kakugi::internal::InternalError;
use kakugi::model::Report;
use kakugi::preflight::Report as PreflightReport;
use kakugi::template::Document;
use kakugi::trace::ShownData;
use kakugi::typeset::{Balance, Files, FoundWidths, files_at};

/// Which files are written of a document besides its print edition, which is written where it was made.
#[derive(Clone, Copy)]
pub(super) struct DocumentFiles {
    /// The PDF for screens and records.
    pub archive: bool,
    /// Pictures of its pages.
    pub png: bool,
    /// Its generated source.
    pub typst: bool,
}

/// What is kept of a document once its files are staged: what is said of them. A thousand documents are too large to hold.
pub(super) struct StagedDocument {
    /// Its PDFs.
    pub files: Vec<PdfListing>,
    pub warnings: Vec<Diagnostic>,
    /// The data that it shows, where all documents are made.
    pub shown: Option<ShownData>,
    /// The sizes of type whose components its source reads.
    scales: Vec<u32>,
    /// How its parts stand.
    balance: Balance,
    /// How its wide tables are set.
    tables: FoundWidths,
}

/// What is said of a PDF that was written.
pub(super) struct PdfListing {
    /// Its path within the output folder.
    pub path: String,
    pub pages: usize,
    /// How many of the pages are blank, in a print edition.
    pub blank: Option<usize>,
    /// What preflight looked at, in a print edition.
    pub checked: Option<PreflightReport>,
    pub bytes: usize,
}

impl StagedDocument {
    /// Stages the files of a document, which is one of all if `whole`.
    pub fn of(
        built: BuiltDocument,
        wanted: DocumentFiles,
        report: &Report,
        whole: bool,
        stage: &dyn Fn(&Artefact),
    ) -> Result<Self, InternalError> {
        let path = built.document.pdf_path(report);
        if wanted.png {
            pictures(&built, report)?.iter().for_each(stage);
        }
        if wanted.typst {
            let path = format!("typst/{}.typ", built.document.source_name(report));
            stage(&Artefact { path, bytes: built.rendered.source.into_bytes() });
        }
        let mut files = Vec::new();
        if wanted.archive {
            let (pages, bytes) = (built.pages.pages().len(), built.pdf.len());
            files.push(PdfListing { path: path.clone(), pages, blank: None, checked: None, bytes });
            stage(&Artefact { path: path.clone(), bytes: built.pdf });
        }
        if let Some(printed) = built.printed {
            let path = format!("print/{path}");
            let (pages, bytes) = (printed.pages.pages().len(), printed.pdf.len());
            let (blank, checked) = (Some(printed.blank), Some(printed.checked));
            files.push(PdfListing { path: path.clone(), pages, blank, checked, bytes });
            stage(&Artefact { path, bytes: printed.pdf });
        }
        let tables = if wanted.typst { FoundWidths::of(&built.pages) } else { FoundWidths::default() };
        let BuiltDocument { warnings, scales, balance, .. } = built;
        Ok(Self { files, warnings, shown: whole.then_some(built.shown), scales, balance, tables })
    }
}

/// The components and pictures that generated sources read, beside them.
pub(super) fn components(documents: &[StagedDocument], builder: &Builder<'_>) -> Vec<Artefact> {
    let mut tables = FoundWidths::default();
    documents.iter().for_each(|document| tables.extend(&document.tables));
    let mut files: Files = builder.files().clone();
    files.extend(tables.files());
    let common = files.clone();
    let balance = Balance::knowing(documents.iter().flat_map(|document| document.balance.groups()));
    files.extend(balance.files());
    let scales: BTreeSet<u32> = documents.iter().flat_map(|document| document.scales.iter().copied()).collect();
    for scale in scales {
        files.extend(files_at(scale, &common));
    }
    files.iter().map(|(path, bytes)| Artefact { path: format!("typst/{path}"), bytes: bytes.to_vec() }).collect()
}

/// Pictures of the pages; those of the set are the same as of the summaries, but for its cover.
fn pictures(built: &BuiltDocument, report: &Report) -> Result<Vec<Artefact>, InternalError> {
    let pages = if built.document == Document::Set { Vec::new() } else { png(&built.pages)? };
    let document = built.document.source_name(report);
    let pictures = pages.into_iter().enumerate().map(|(index, bytes)| {
        let path = match built.document {
            Document::Summary(_) => format!("png/{document}.png"),
            _ => format!("png/{document}-{:02}.png", index + 1),
        };
        Artefact { path, bytes }
    });
    Ok(pictures.collect())
}
