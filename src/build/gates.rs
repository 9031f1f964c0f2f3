//! Checks on laid-out pages, before anything is written.

use std::collections::BTreeSet;

use typst::text::Glyph;

use super::locate::Locator;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::Report;
use crate::template::Document;
use crate::typeset::{PagedDocument, PlacedText, Typesetter, pictures, texts};

/// Everything that a document must not be.
pub(super) fn check(
    report: &Report,
    document: Document,
    pages: &PagedDocument,
    typesetter: &Typesetter,
    locator: &Locator<'_>,
) -> Vec<Diagnostic> {
    let texts = texts(pages);
    let datum =
        |glyph: &Glyph| typesetter.source_offset(glyph.span.0, glyph.span.1).and_then(|offset| locator.datum(offset));
    let mut faults = missing_glyphs(&texts, &datum);
    faults.extend(outside_pages(pages, &texts, &datum));
    faults.extend(unfit_pictures(report, pages));
    if let Document::Summary(at) = document
        && let Some(filed) = report.councils.get(at)
        && pages.pages().len() != 1
    {
        let problem = Problem::SummaryPages { council: filed.id.name.clone(), pages: pages.pages().len() };
        let place = report.data.get(filed.council.name.datum).map(|datum| datum.place.clone());
        faults.push(Diagnostic::new(place, problem));
    }
    faults
}

/// Pictures with fewer pixels an inch than printing houses ask for, and with letters that no font has.
fn unfit_pictures(report: &Report, pages: &PagedDocument) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    for picture in pictures(pages) {
        let own = report.pictures.iter().find(|(_, own)| own.bytes.as_slice() == picture.bytes);
        let Some((path, own)) = own else { continue };
        let place = report.data.get(own.datum).map(|datum| datum.place.clone());
        if picture.resolution < ENOUGH {
            // Resolutions below 300 fit. In a drawing, a coarse part may be no more than a tint.
            let ppi = picture.resolution as u32;
            let fault = picture.resolution < LEAST && !picture.drawing;
            faults.push(Diagnostic::new(place.clone(), Problem::LowResolution { path: path.clone(), ppi, fault }));
        }
        let missing = BTreeSet::from_iter(picture.missing).into_iter();
        faults.extend(missing.map(|character| Diagnostic::new(place.clone(), Problem::MissingGlyph { character })));
    }
    faults
}

/// Pixels an inch that printing houses ask for.
const ENOUGH: f64 = 300.0;
/// Pixels an inch below which a picture looks coarse to anyone.
const LEAST: f64 = 150.0;

/// Rounding may carry a glyph this far over the edge, in points.
const TOLERANCE: f64 = 0.5;

/// Texts that run off their page, once each a datum.
fn outside_pages(
    pages: &PagedDocument,
    texts: &[PlacedText<'_>],
    datum: &dyn Fn(&Glyph) -> Option<Place>,
) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    for text in texts {
        let size = pages.pages()[text.page].frame.size();
        let (right, bottom) = (size.x.to_pt() + TOLERANCE, size.y.to_pt() + TOLERANCE);
        let inside = text.x >= -TOLERANCE && text.x + text.item.width().to_pt() <= right;
        if inside && text.y >= -TOLERANCE && text.y <= bottom {
            continue;
        }
        let place = text.item.glyphs.first().and_then(datum);
        if !faults.iter().any(|fault| fault.place == place) {
            faults.push(Diagnostic::new(place, Problem::OutsidePage { page: text.page + 1 }));
        }
    }
    faults
}

/// Characters that no font has, once each a datum.
fn missing_glyphs(texts: &[PlacedText<'_>], datum: &dyn Fn(&Glyph) -> Option<Place>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for text in texts {
        for glyph in text.item.glyphs.iter().filter(|glyph| glyph.id == 0) {
            let place = datum(glyph);
            for character in text.item.text[glyph.range()].chars() {
                let key = place.as_ref().map(|place| (place.file, place.range.start));
                if seen.insert((character, key)) {
                    faults.push(Diagnostic::new(place.clone(), Problem::MissingGlyph { character }));
                }
            }
        }
    }
    faults
}
