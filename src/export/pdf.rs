//! PDF for screen and office printer: tagged, with bookmarks and links.

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Writes a document as PDF 1.7 that conforms to PDF/UA-1 (ISO 14289-1).
///
/// The date in the metadata is the one that the document sets; `ident` names the document and
/// must stay the same from one issue to the next.
///
/// # Errors
/// What the standard forbids, such as a figure without alternative text.
pub fn pdf(document: &PagedDocument, ident: &str) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let standards = PdfStandards::new(&[PdfStandard::V_1_7, PdfStandard::Ua_1]).unwrap_or_default();
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(concat!("kakugi ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| errors.to_vec())
}
