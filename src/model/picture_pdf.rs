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

/// A file that is larger is a document rather than a picture.
const BYTES: usize = 50 << 20;
/// A drawing that is larger takes longer to read than the whole report.
const DRAWING: usize = 30 << 20;
/// The most pixels of a picture on a page: A3 at 1,200 an inch.
const PIXELS: u64 = 20_000 * 14_000;
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
pub(super) fn drawing(bytes: &[u8], page: usize) -> Result<String, String> {
    if bytes.len() > BYTES {
        return Err(format!("it has more than {} MB; save the page alone", BYTES >> 20));
    }
    // The file may hold anything. On a thread of its own neither an endless page nor a panic of the reader stops
    // the program.
    let (send, receive) = mpsc::channel();
    let bytes = bytes.to_vec();
    let draw = move || send.send(on_this_thread(bytes, page)).unwrap_or_default();
    thread::Builder::new().stack_size(STACK).spawn(draw).map_err(|e| e.to_string())?;
    receive.recv_timeout(PATIENCE).unwrap_or_else(|e| match e {
        RecvTimeoutError::Timeout => {
            Err(format!("its page {page} takes more than {} seconds to read; simplify it", PATIENCE.as_secs()))
        }
        RecvTimeoutError::Disconnected => Err("it is broken".to_owned()),
    })
}

fn on_this_thread(bytes: Vec<u8>, page: usize) -> Result<String, String> {
    let pdf = Pdf::new(bytes).map_err(|e| match e {
        LoadPdfError::Decryption(_) => "it is encrypted; save it without a password".to_owned(),
        LoadPdfError::Invalid => "it is broken, or no PDF".to_owned(),
    })?;
    let pages = pdf.pages();
    let page = page.checked_sub(1).and_then(|at| pages.get(at)).ok_or_else(|| {
        let count = pages.len();
        let plural = if count == 1 { "" } else { "s" };
        format!("it has {count} page{plural}, and no page {page}")
    })?;
    within_limits(&pdf, page)?;
    let found = Arc::new(Mutex::new(Vec::new()));
    let drawn = convert(page, &RenderCache::new(), &settings(&found), &SvgRenderSettings::default());
    if let Some(fault) = found.lock().unwrap_or_else(PoisonError::into_inner).first() {
        return Err(fault.clone());
    }
    if drawn.len() > DRAWING {
        return Err("it has too many lines and pixels; save it with fewer, or as PNG".to_owned());
    }
    Ok(drawn)
}

/// Refuses what a few bytes can claim and no memory can hold.
fn within_limits(pdf: &Pdf, page: &Page<'_>) -> Result<(), String> {
    let (width, height) = page.render_dimensions();
    if !(1.0..=SIDE).contains(&width) || !(1.0..=SIDE).contains(&height) {
        return Err(format!("its page is {width} × {height} points large"));
    }
    for image in pdf.objects().into_iter().filter_map(|object| object.into_stream()) {
        let side = |key: &str| image_side(&image, key);
        if side("Width") * side("Height") > PIXELS {
            return Err(format!("it holds a picture of {} × {} pixels", side("Width"), side("Height")));
        }
    }
    Ok(())
}

fn image_side(image: &Stream<'_>, key: &str) -> u64 {
    image.dict().get::<u32>(key).map_or(0, u64::from)
}

/// What cannot be drawn as it was meant is written down instead of being drawn otherwise.
fn settings(found: &Arc<Mutex<Vec<String>>>) -> InterpreterSettings {
    let note = |found: &Arc<Mutex<Vec<String>>>, fault: String| {
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
            note(&fonts, format!("a font {name} is not embedded in it; save it with all its fonts"));
            None
        }),
        cmap_resolver: Arc::new(move |name| {
            // These tell what letters mean to those who copy them; drawing needs only the others.
            let unused =
                [CMapName::AdobeCns1Ucs2, CMapName::AdobeGb1Ucs2, CMapName::AdobeJapan1Ucs2, CMapName::AdobeKorea1Ucs2];
            if !unused.contains(&name) {
                note(&encodings, format!("it uses the encoding {name:?} for its letters; save it by another program"));
            }
            None
        }),
        warning_sink: Arc::new(move |warning| {
            let fault = match warning {
                InterpreterWarning::UnsupportedFont => "it holds a font of an unknown kind",
                InterpreterWarning::ImageDecodeFailure => "it holds a picture that cannot be decoded",
            };
            note(&warnings, fault.to_owned());
        }),
        render_annotations: false,
    }
}
