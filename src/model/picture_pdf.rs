//! Pages of PDF files as drawings.
//!
//! A tagged PDF (PDF/UA-1) may not take in pages of another PDF, so a page becomes an SVG drawing
//! of the same lines: letters become outlines, pictures of pixels stay what they are.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use hayro_svg::hayro_interpret::font::FontQuery;
use hayro_svg::hayro_interpret::hayro_cmap::CMapName;
use hayro_svg::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro_svg::hayro_syntax::object::Stream;
use hayro_svg::hayro_syntax::page::Page;
use hayro_svg::hayro_syntax::{LoadPdfError, Pdf};
use hayro_svg::{RenderCache, SvgRenderSettings, convert};

use super::picture_pdf_size as size;
use crate::diagnostic::{Reason, Term};
use crate::limits;

/// The longest side of a page, in points (ISO 32000-1, annex C).
const SIDE: f32 = 14_400.0;
/// A page that takes longer was made to take long.
const PATIENCE: Duration = Duration::from_secs(10);
/// Forms may be nested deeply.
const STACK: usize = 64 << 20;

/// A page, counted from 1, of a PDF file as an SVG drawing.
///
/// # Errors
/// Why the page cannot be drawn, and what to do about it.
pub(super) fn drawing(bytes: &[u8], page: usize) -> Result<String, Reason> {
    if bytes.len() > limits::PICTURE_BYTES {
        return Err(Reason::Named(Term::TooManyMegabytes, (limits::PICTURE_BYTES >> 20).to_string()));
    }
    // The file may hold anything. On a thread of its own neither an endless page nor a panic of the reader stops
    // the program.
    let (send, receive) = mpsc::channel();
    let bytes = bytes.to_vec();
    let draw = move || send.send(on_this_thread(bytes, page)).unwrap_or_default();
    thread::Builder::new().stack_size(STACK).spawn(draw)?;
    receive.recv_timeout(PATIENCE).unwrap_or_else(|e| match e {
        RecvTimeoutError::Timeout => Err(Reason::Named(Term::TooLongToRead, PATIENCE.as_secs().to_string())),
        RecvTimeoutError::Disconnected => Err(Term::Broken.into()),
    })
}

fn on_this_thread(bytes: Vec<u8>, page: usize) -> Result<String, Reason> {
    size::objects(&bytes)?;
    size::tree(&bytes)?;
    let pdf = Pdf::new(bytes).map_err(|e| match e {
        LoadPdfError::Decryption(_) => Term::Encrypted,
        LoadPdfError::Invalid => Term::NoPdf,
    })?;
    let sizes = size::streams(&pdf)?;
    let pages = pdf.pages();
    let page = page
        .checked_sub(1)
        .and_then(|at| pages.get(at))
        .ok_or_else(|| Reason::Figures(Term::NoSuchPage, [page.to_string(), pages.len().to_string()]))?;
    within_limits(&pdf, page)?;
    size::operators(page, &sizes)?;
    let found = Arc::new(Mutex::new(Vec::new()));
    let drawn = convert(page, &RenderCache::new(), &settings(&found), &SvgRenderSettings::default());
    if let Some(fault) = found.lock().unwrap_or_else(PoisonError::into_inner).first() {
        return Err(fault.clone());
    }
    if drawn.len() > limits::DRAWING_BYTES {
        return Err(Term::TooManyLines.into());
    }
    Ok(drawn)
}

/// Refuses what a few bytes can claim and no memory can hold.
fn within_limits(pdf: &Pdf, page: &Page<'_>) -> Result<(), Reason> {
    let (width, height) = page.render_dimensions();
    if !(1.0..=SIDE).contains(&width) || !(1.0..=SIDE).contains(&height) {
        return Err(Reason::Figures(Term::PageOfSize, [width, height].map(|side| side.to_string())));
    }
    for image in pdf.objects().into_iter().filter_map(|object| object.into_stream()) {
        let side = |key: &str| image_side(&image, key);
        let sides = [side("Width"), side("Height")];
        if sides[0] * sides[1] > limits::PDF_PIXELS {
            return Err(Reason::Figures(Term::PictureOfSize, sides.map(|side| side.to_string())));
        }
    }
    Ok(())
}

fn image_side(image: &Stream<'_>, key: &str) -> u64 {
    image.dict().get::<u32>(key).map_or(0, u64::from)
}

/// What cannot be drawn as it was meant is written down instead of being drawn otherwise.
fn settings(found: &Arc<Mutex<Vec<Reason>>>) -> InterpreterSettings {
    let note = |found: &Arc<Mutex<Vec<Reason>>>, fault: Reason| {
        found.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
    };
    let (fonts, encodings, warnings) = (found.clone(), found.clone(), found.clone());
    InterpreterSettings {
        font_resolver: Arc::new(move |query| {
            let name = match query {
                // This is what stands in for the font that the file names.
                FontQuery::Standard(font) => format!("({font:?} or one like it)"),
                FontQuery::Fallback(font) => {
                    font.post_script_name.as_ref().or(font.font_name.as_ref()).cloned().unwrap_or_default()
                }
            };
            note(&fonts, Reason::Named(Term::FontNotEmbedded, name));
            None
        }),
        cmap_resolver: Arc::new(move |name| {
            // These tell what letters mean to those who copy them; drawing needs only the others.
            let unused =
                [CMapName::AdobeCns1Ucs2, CMapName::AdobeGb1Ucs2, CMapName::AdobeJapan1Ucs2, CMapName::AdobeKorea1Ucs2];
            if !unused.contains(&name) {
                note(&encodings, Reason::Named(Term::UnknownEncoding, format!("{name:?}")));
            }
            None
        }),
        warning_sink: Arc::new(move |warning| {
            let fault = match warning {
                InterpreterWarning::UnsupportedFont => Term::UnknownFontKind,
                InterpreterWarning::ImageDecodeFailure => Term::PictureInsideBroken,
            };
            note(&warnings, fault.into());
        }),
        render_annotations: false,
    }
}
