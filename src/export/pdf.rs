//! Tagged PDF with bookmarks and links, for screens and records.

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::{Edition, contacts, line_ends};

/// Writes a document as a PDF of an edition.
///
/// The date in the metadata is the one that the document sets; `ident` names the document and
/// must stay the same from one issue to the next.
///
/// # Errors
/// What the edition's standards forbid, such as a figure without alternative text.
pub fn pdf(document: &PagedDocument, ident: &str, edition: Edition) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(concat!("kakugi ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards: edition.standards(),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options)
        .map(line_ends::separate)
        .map(contacts::in_japanese)
        .map_err(|errors| errors.to_vec())
}
