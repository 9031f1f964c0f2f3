//! Tagged PDF with bookmarks and links, for screens and records.

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::{Edition, contacts, edits, line_ends};
use crate::internal::{ExpectInternal, InternalError};

/// Why a file for the screen cannot be made.
#[derive(Debug)]
pub enum PdfError {
    /// What Typst does not write, or the edition's standards forbid.
    Typst(Vec<SourceDiagnostic>),
    /// The program itself is wrong.
    Internal(InternalError),
}

impl From<InternalError> for PdfError {
    fn from(error: InternalError) -> Self {
        Self::Internal(error)
    }
}

/// Writes a document as a PDF of an edition.
///
/// The date in the metadata is the one that the document sets; `ident` names the document and
/// must stay the same from one issue to the next.
///
/// # Errors
/// What the edition's standards forbid, such as a figure without alternative text.
pub fn pdf(document: &PagedDocument, ident: &str, edition: Edition) -> Result<Vec<u8>, PdfError> {
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(concat!("kakugi ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards: edition.standards()?,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(document, &options).map_err(|errors| PdfError::Typst(errors.to_vec()))?;
    // What follows would leave any other file as it is.
    edits::objects(&pdf).internal("Typst has written a file without a single plain cross-reference table")?;
    Ok(contacts::in_japanese(line_ends::separate(pdf)))
}
