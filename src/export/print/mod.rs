//! PDF for the printing house: inks, boxes, overprint and output intent, with the structure of PDF/X-4 (ISO 15930-7).
//!
//! Typst writes the pages; what it cannot write is added to its file afterwards. Contents keep their bytes but for
//! operators that set colours of the screen, and for states of overprint.

mod condition;
mod content;
mod conversion;
mod metadata;
mod pictures;
mod shadings;
mod spaces;

pub use condition::{Condition, OutputProfile};

use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, ObjectId};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::internal::{ExpectInternal, InternalError};

/// Turns colours of the screen into inks, both from 0 to 1.
type ToInks<'a> = dyn Fn(&[[f32; 3]]) -> Vec<[f32; 4]> + 'a;

/// For which press a file is made.
#[derive(Clone)]
pub struct Press {
    /// Its inks and paper.
    pub condition: Condition,
    /// How far artwork reaches over the trim (塗り足し), in millimetres.
    pub bleed: f64,
    /// Whether black text and lines overprint (ノセ).
    pub overprint: bool,
    /// The most ink in one place (総インキ量), in percent of all plates together.
    pub ink_limit: f64,
    /// Whether black is the only ink (墨一色).
    pub black_only: bool,
}

/// Why a file for the press cannot be made.
pub enum Failure {
    /// What Typst does not write.
    Typst(Vec<SourceDiagnostic>),
    /// What Typst wrote cannot be completed.
    Incomplete,
    /// The program itself is wrong.
    Internal(InternalError),
}

impl From<InternalError> for Failure {
    fn from(error: InternalError) -> Self {
        Self::Internal(error)
    }
}

/// That a file cannot be read, or lacks what is to be completed.
impl From<lopdf::Error> for Failure {
    fn from(_: lopdf::Error) -> Self {
        Self::Incomplete
    }
}

/// Writes a document whose pages lie on sheets.
///
/// `ident` names the document and must stay the same from one issue to the next.
///
/// # Errors
/// What Typst does not write, and that its file cannot be completed. Whether the file keeps the rules for the press is for
/// preflight to say.
pub fn print(pages: &PagedDocument, ident: &str, press: &Press) -> Result<Vec<u8>, Failure> {
    let standards = PdfStandards::new(&[PdfStandard::V_1_6]).internal("Typst does not write PDF 1.6")?;
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(concat!("kakugi ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        tagged: false,
        ..PdfOptions::default()
    };
    let plain = typst_pdf::pdf(pages, &options).map_err(|errors| Failure::Typst(errors.to_vec()))?;
    finished(&plain, press)
}

fn finished(plain: &[u8], press: &Press) -> Result<Vec<u8>, Failure> {
    let mut document = Document::load_mem(plain)?;
    let pages: Vec<ObjectId> = document.page_iter().collect();
    for page in &pages {
        boxes(document.get_dictionary_mut(*page)?, press.bleed)?;
        // A link means nothing on paper, and nothing else is an annotation here.
        document.get_dictionary_mut(*page)?.remove(b"Annots");
    }
    for unneeded in [&b"Outlines"[..], b"Names", b"Dests", b"PageMode", b"OpenAction", b"StructTreeRoot", b"MarkInfo"] {
        document.catalog_mut()?.remove(unneeded);
    }
    conversion::convert(&mut document, &pages, press)?;
    metadata::complete(&mut document)?;
    let profile = document.add_object(press.condition.stream());
    let intent = intent(press, profile);
    let intents = document.add_object(Object::Array(vec![Object::Dictionary(intent)]));
    document.catalog_mut()?.set("OutputIntents", Object::Reference(intents));
    document.prune_objects();
    // The simplest form of a file's index is the one that every printing house's program reads.
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    for stale in ["Type", "W", "Index", "Filter", "DecodeParms", "Length", "Prev", "XRefStm"] {
        document.trailer.remove(stale.as_bytes());
    }
    document.version = "1.6".to_owned();
    let mut out = Vec::with_capacity(plain.len() * 2);
    document.save_to(&mut out).internal("the file cannot be written to memory")?;
    Ok(out)
}

/// The boxes of a page (ISO 15930-7 §6.9): the trim as Typst wrote it, the bleed around it, the medium around that.
fn boxes(page: &mut Dictionary, bleed: f64) -> lopdf::Result<()> {
    let media = page.get(b"MediaBox")?.clone();
    let trim = page.get(b"TrimBox").cloned().unwrap_or_else(|_| media.clone());
    let edges = |area: &Object| area.as_array()?.iter().map(Object::as_float).collect::<lopdf::Result<Vec<f32>>>();
    let (trim_edges, media_edges) = (edges(&trim)?, edges(&media)?);
    // Points of 1/72 inch.
    let bleed = (bleed / 25.4 * 72.0) as f32;
    let over = |at: usize| match (trim_edges.get(at), media_edges.get(at)) {
        (Some(trim), Some(media)) if at < 2 => (trim - bleed).max(*media),
        (Some(trim), Some(media)) => (trim + bleed).min(*media),
        _ => 0.0,
    };
    page.set("TrimBox", trim);
    page.set("BleedBox", Object::Array((0..4).map(|at| Object::Real(over(at))).collect()));
    page.set("CropBox", media);
    page.remove(b"ArtBox");
    Ok(())
}

fn intent(press: &Press, profile: ObjectId) -> Dictionary {
    let mut intent = Dictionary::new();
    intent.set("Type", Object::Name(b"OutputIntent".to_vec()));
    intent.set("S", Object::Name(b"GTS_PDFX".to_vec()));
    intent.set("OutputConditionIdentifier", lopdf::text_string(&press.condition.identifier));
    intent.set("Info", lopdf::text_string(&press.condition.identifier));
    intent.set("RegistryName", Object::string_literal("http://www.color.org"));
    intent.set("DestOutputProfile", Object::Reference(profile));
    intent
}
