//! Pages of PDF files as drawings.
//!
//! A tagged PDF (PDF/UA-1) may not take in pages of another PDF, so a page becomes an SVG drawing
//! of the same lines: letters become outlines, pictures of pixels stay what they are.

mod annotations;
mod fonts;
mod layers;
mod operators;
mod page;
mod said;
mod size;
mod whole;

use std::collections::BTreeSet;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use hayro_svg::hayro_interpret::font::FontQuery;
use hayro_svg::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro_svg::hayro_syntax::object::Stream;
use hayro_svg::hayro_syntax::{LoadPdfError, Pdf};
use hayro_svg::{RenderCache, SvgRenderSettings, convert};
use roxmltree::{Document, Node};

use super::PictureError;
use super::remark::{Refusal, Remark};
use super::words;
use crate::diagnostic::{Reason, Term, Words, reason, reasons};
use crate::limits;
use layers::Layers;
use said::Said;

reasons! {
    picture_of_size(width: u64, height: u64)
    en: "it has a picture of {width} × {height} pixels, which is too large";
    ja: "{width}×{height}画素の、大きすぎる画像が入っています";

    page_broken(page: usize)
    en: "its page {page} is damaged";
    ja: "{page}ページが壊れています";
}

/// A page that takes longer was made to take long.
const PATIENCE: Duration = Duration::from_secs(10);
/// Forms may be nested deeply.
const STACK: usize = 64 << 20;

/// A page, counted from 1, of a PDF file as an SVG drawing.
///
/// # Errors
/// Why the page cannot be drawn, and what to do about it.
pub(super) fn drawing(bytes: &[u8], page: usize) -> Result<(String, Vec<Remark>), Refusal> {
    if bytes.len() > limits::PICTURE_BYTES {
        return Err(reason!(
            "it is larger than {limit} MB; save only the page that you need",
            "{limit}MBを超えています。そのページだけを保存してください",
            limit = limits::PICTURE_BYTES >> 20
        )
        .into());
    }
    // The file may hold anything. On a thread of its own neither an endless page nor a panic of the reader stops
    // the program.
    let (send, receive) = mpsc::channel();
    let bytes = bytes.to_vec();
    let draw = move || send.send(on_this_thread(bytes, page)).unwrap_or_default();
    thread::Builder::new().stack_size(STACK).spawn(draw)?;
    receive.recv_timeout(PATIENCE).unwrap_or_else(|e| match e {
        RecvTimeoutError::Timeout => Err(reason!(
            "it takes more than {limit} s to read; simplify it",
            "読み取りに{limit}秒以上かかります。簡単な図にしてください",
            limit = PATIENCE.as_secs()
        )
        .into()),
        RecvTimeoutError::Disconnected => Err(words::BROKEN.into()),
    })
}

fn on_this_thread(bytes: Vec<u8>, number: usize) -> Result<(String, Vec<Remark>), Refusal> {
    size::objects(&bytes)?;
    let mut document = size::document(&bytes)?;
    size::claims(&document)?;
    let all = page::all(&document)?;
    let id = number.checked_sub(1).and_then(|at| all.get(at)).copied();
    let id = id.ok_or(PictureError::NoSuchPage { page: number, pages: all.len() })?;
    let id = id.ok_or_else(|| page_broken(number))?;
    let layers = Layers::of(&document);
    let mut said = Said::of(number);
    let mended = page::mend_size(&mut document, id, number)?;
    let bytes = if annotations::flatten(&mut document, id, &layers, &mut said) || mended {
        let mut anew = Vec::new();
        document.save_to(&mut anew)?;
        anew
    } else {
        bytes
    };
    let pdf = Pdf::new(bytes).map_err(|e| match e {
        LoadPdfError::Decryption(_) => Term::Encrypted,
        LoadPdfError::Invalid => Term::NoPdf,
    })?;
    let sizes = size::streams(&pdf)?;
    let pages = pdf.pages();
    // Both readers must mean the same page.
    let page = pages.get(number - 1).filter(|_| pages.len() == all.len()).ok_or(words::BROKEN)?;
    within_limits(&pdf)?;
    size::operators(page, &sizes)?;
    let shown = whole::check(&document, id, &layers, &mut said);
    let remarks = said.outcome()?;
    let found = Arc::new(Mutex::new(Found::default()));
    let drawn = convert(page, &RenderCache::new(), &settings(&found), &SvgRenderSettings::default());
    let found = std::mem::take(&mut *found.lock().unwrap_or_else(PoisonError::into_inner));
    if let Some(error) = found.error(&shown) {
        return Err(error.into());
    }
    if drawn.len() > limits::DRAWING_BYTES {
        return Err(words::TOO_MANY_LINES.into());
    }
    Ok((drawn, remarks))
}

/// Whether a drawing draws anything.
pub(super) fn draws(drawing: &Document<'_>) -> bool {
    let kept =
        |node: &Node<'_, '_>| matches!(node.tag_name().name(), "defs" | "clipPath" | "mask" | "pattern" | "symbol");
    let mut open = vec![drawing.root_element()];
    while let Some(node) = open.pop() {
        if matches!(node.tag_name().name(), "path" | "use" | "image" | "rect") {
            return true;
        }
        open.extend(node.children().filter(|child| !kept(child)));
    }
    false
}

/// Refuses what a few bytes can claim and no memory can hold.
fn within_limits(pdf: &Pdf) -> Result<(), Reason> {
    for image in pdf.objects().into_iter().filter_map(|object| object.into_stream()) {
        let side = |key: &str| image_side(&image, key);
        let sides = [side("Width"), side("Height")];
        if sides[0] * sides[1] > limits::PDF_PIXELS {
            return Err(picture_of_size(sides[0], sides[1]));
        }
    }
    Ok(())
}

fn image_side(image: &Stream<'_>, key: &str) -> u64 {
    image.dict().get::<u32>(key).map_or(0, u64::from)
}

/// What the reader met that it cannot draw as it was meant.
#[derive(Default)]
struct Found {
    errors: Vec<Reason>,
    /// Fonts that it could not use.
    fonts: Vec<String>,
}

impl Found {
    /// The first error. Of fonts only those count of which something is shown: others may well be missing.
    fn error(self, shown: &BTreeSet<String>) -> Option<Reason> {
        let font = self.fonts.into_iter().find(|name| name.is_empty() || shown.contains(fonts::plain(name)));
        self.errors.into_iter().next().or_else(|| font.map(|name| words::font_not_embedded(&name)))
    }
}

fn settings(found: &Arc<Mutex<Found>>) -> InterpreterSettings {
    let note = |found: &Arc<Mutex<Found>>, add: &dyn Fn(&mut Found)| {
        add(&mut found.lock().unwrap_or_else(PoisonError::into_inner));
    };
    let (fonts, warnings) = (found.clone(), found.clone());
    InterpreterSettings {
        font_resolver: Arc::new(move |query| {
            // A font that is not embedded is found before the page is drawn; this is one that is, and cannot be read.
            if let FontQuery::Fallback(font) = query {
                let name = font.post_script_name.as_ref().or(font.font_name.as_ref()).cloned().unwrap_or_default();
                note(&fonts, &|found| found.fonts.push(name.clone()));
            }
            None
        }),
        // Encodings that shown letters need are looked at before the page is drawn.
        cmap_resolver: Arc::new(|_| None),
        warning_sink: Arc::new(move |warning| {
            let error = match warning {
                InterpreterWarning::UnsupportedFont => {
                    Words::new("it has a font of an unknown type", "種類の分からないフォントが入っています")
                }
                InterpreterWarning::ImageDecodeFailure => words::PICTURE_INSIDE_BROKEN,
            };
            note(&warnings, &|found| found.errors.push(error.into()));
        }),
        // They are part of the content already.
        render_annotations: false,
    }
}
