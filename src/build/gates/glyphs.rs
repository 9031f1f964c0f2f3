//! Characters without a glyph, texts off the page, and type too small to read.

use std::collections::BTreeSet;

use typst::text::{Glyph, TextItem};

use super::{Laid, Once};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::japanese::{is_variation_selector, sign_at};

/// Rounding may carry a glyph this far over the edge, in points.
const TOLERANCE: f64 = 0.5;
/// Nothing smaller can be read in print, in points.
const SMALLEST: f64 = 7.0;

/// Signs that no font has, once each a datum.
pub(super) fn missing(laid: &Laid<'_>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for text in laid.texts {
        for glyph in text.item.glyphs.iter().filter(|glyph| is_unformed(text.item, glyph)) {
            // All that a reader takes for one sign is told of at once.
            let sign = sign_at(&text.item.text, glyph.range().start);
            let offset = laid.typesetter.source_offset(glyph.span.0, glyph.span.1);
            let place = offset.and_then(|offset| laid.locator.datum(offset).or_else(|| laid.locator.line(offset)));
            let place = place.map(|place| laid.locator.within(place, sign));
            let key = place.as_ref().map(|place: &Place| (place.file, place.range.start));
            if seen.insert((sign, key)) {
                let problem = Problem::MissingGlyph { sign: sign.to_owned(), added: laid.added.to_vec() };
                faults.push(Diagnostic::new(place, problem));
            }
        }
    }
    faults
}

/// Whether the page does not show what a glyph stands for: where the font has no glyph, and where it lacks the variant that
/// a selector asks for, so that the plain character stands there.
fn is_unformed(item: &TextItem, glyph: &Glyph) -> bool {
    let cluster = item.text.get(glyph.range()).unwrap_or_default();
    let mut base = None;
    glyph.id == 0
        || cluster.chars().any(|c| {
            if !is_variation_selector(c) {
                base = Some(c);
                return false;
            }
            base.and_then(|base| item.font.ttf().glyph_variation_index(base, c)).is_none()
        })
}

/// Texts that run off their page, once each a datum.
pub(super) fn outside_pages(laid: &Laid<'_>) -> Vec<Diagnostic> {
    let mut faults = Once::default();
    for run in laid.runs {
        let size = laid.pages.pages()[run.page].frame.size();
        let (width, height) = (size.x.to_pt() + TOLERANCE, size.y.to_pt() + TOLERANCE);
        let ([left, _, right, _], baseline) = (run.area, run.baseline());
        if left < -TOLERANCE || right > width || baseline < -TOLERANCE || baseline > height {
            let problem = Problem::OutsidePage { document: laid.name(), page: laid.number(run.page) };
            faults.report(Diagnostic::new(laid.place(run), problem));
        }
    }
    faults.found
}

/// Texts that leave the block that they are set in, such as a cell or a column, once each a datum.
pub(super) fn outside_blocks(laid: &Laid<'_>) -> Vec<Diagnostic> {
    let mut faults = Once::default();
    for run in laid.runs.iter().filter(|run| run.text.chars().any(char::is_alphanumeric)) {
        let ([left, _, right, _], room) = (run.area, run.room);
        // What runs off the page is told of as such.
        if right > laid.pages.pages()[run.page].frame.width().to_pt() + TOLERANCE {
            continue;
        }
        // Full-width punctuation at a line's end may hang by its blank half (JLREQ §3.1.9).
        let hanging = if run.text.ends_with(char::is_alphanumeric) { 0.0 } else { 0.5 * run.size };
        if left < room[0] - TOLERANCE || right > room[1] + TOLERANCE + hanging {
            let problem = Problem::OutsideBlock { document: laid.name(), page: laid.number(run.page) };
            faults.report(Diagnostic::new(laid.place(run), problem));
        }
    }
    faults.found
}

/// Texts that are too small to read, once each a datum.
pub(super) fn small(laid: &Laid<'_>) -> Vec<Diagnostic> {
    let mut faults = Once::default();
    for run in laid.runs.iter().filter(|run| run.size < SMALLEST - 0.01 && !run.text.trim().is_empty()) {
        let size = format!("{:.1}", run.size);
        faults.report(Diagnostic::new(laid.place(run), Problem::SmallType { size }));
    }
    faults.found
}
