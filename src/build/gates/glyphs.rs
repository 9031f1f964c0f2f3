//! Characters without a glyph, texts off the page, and type too small to read.

use std::collections::BTreeSet;

use typst::text::{Glyph, TextItem};

use super::{DistinctErrors, GateInput};
use crate::data::characters;
use crate::diagnostic::{Diagnostic, Place, problems};
use crate::japanese::{is_variation_selector, sign_at};

/// Rounding may carry a glyph this far over the edge, in points.
const TOLERANCE: f64 = 0.5;
/// Nothing smaller can be read in print, in points.
const SMALLEST: f64 = 7.0;

/// Signs that no font has, once each a datum.
pub(super) fn missing(input: &GateInput<'_>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut errors = Vec::new();
    for text in input.texts {
        for glyph in text.item.glyphs.iter().filter(|glyph| is_unformed(text.item, glyph)) {
            // All that a reader takes for one sign is told of at once.
            let sign = sign_at(&text.item.text, glyph.range().start);
            let offset = input.typesetter.source_offset(glyph.span.0, glyph.span.1);
            let place = offset.and_then(|offset| input.locator.datum(offset).or_else(|| input.locator.line(offset)));
            let place = place.map(|place| input.locator.within(place, sign));
            let key = place.as_ref().map(|place: &Place| (place.file, place.range.start));
            if seen.insert((sign, key)) {
                let problem = MissingGlyph { sign: sign.to_owned(), added: input.added.to_vec() };
                errors.push(Diagnostic::new(place, problem));
            }
        }
    }
    errors
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
pub(super) fn outside_pages(input: &GateInput<'_>) -> Vec<Diagnostic> {
    let mut errors = DistinctErrors::default();
    for run in input.runs {
        let size = input.pages.pages()[run.page].frame.size();
        let (width, height) = (size.x.to_pt() + TOLERANCE, size.y.to_pt() + TOLERANCE);
        let ([left, _, right, _], baseline) = (run.area, run.baseline());
        if left < -TOLERANCE || right > width || baseline < -TOLERANCE || baseline > height {
            let problem = OutsidePage { document: input.name(), page: input.number(run.page) };
            errors.report(Diagnostic::new(input.place(run), problem));
        }
    }
    errors.into_list()
}

/// Texts that leave the block that they are set in, such as a cell or a column, once each a datum, and one for all of a table,
/// which is then too wide.
pub(super) fn outside_blocks(input: &GateInput<'_>) -> Vec<Diagnostic> {
    let mut errors = DistinctErrors::default();
    let mut tables = BTreeSet::new();
    for run in input.runs.iter().filter(|run| run.text.chars().any(char::is_alphanumeric)) {
        let ([left, _, right, _], room) = (run.area, run.room);
        // What runs off the page is told of as such.
        if right > input.pages.pages()[run.page].frame.width().to_pt() + TOLERANCE {
            continue;
        }
        // Full-width punctuation at a line's end may hang by its blank half (JLREQ §3.1.9).
        let hanging = if run.text.ends_with(char::is_alphanumeric) { 0.0 } else { 0.5 * run.size };
        if left < room[0] - TOLERANCE || right > room[1] + TOLERANCE + hanging {
            if input.table_of(run).is_some_and(|table| !tables.insert(table)) {
                continue;
            }
            let problem = OutsideBlock { document: input.name(), page: input.number(run.page) };
            errors.report(Diagnostic::new(input.place(run), problem));
        }
    }
    errors.into_list()
}

/// Texts that are too small to read, once each a datum.
pub(super) fn small(input: &GateInput<'_>) -> Vec<Diagnostic> {
    let mut errors = DistinctErrors::default();
    for run in input.runs.iter().filter(|run| run.size < SMALLEST - 0.01 && !run.text.trim().is_empty()) {
        let size = format!("{:.1}", run.size);
        errors.report(Diagnostic::new(input.place(run), SmallType { size }));
    }
    errors.into_list()
}

problems! {
    /// Character that no font has.
    K0404 error MissingGlyph { sign: String, added: Vec<String> }
    en: { characters::en::missing(sign) },
        hints { characters::en::missing_hints(sign, added) };
    ja: { characters::ja::missing(sign) },
        hints { characters::ja::missing_hints(sign, added) };

    /// Text that runs off the page.
    K0406 error OutsidePage { document: String, page: usize }
    en: "this text extends beyond the edge of page {page} of `{document}`",
        hint "shorten it, or write `{{|}}` where a line may be broken";
    ja: "この文字列が`{document}`の{page}ページの紙面からはみ出します",
        hint "短くするか、改行してよいところに`{{|}}`を入れてください";

    /// Text under 7 pt.
    K0408 warning SmallType { size: String }
    en: "this text is set in {size} pt; the minimum is 7 pt",
        hint "give it more space, or shorten it";
    ja: "この文字列の大きさが{size}ポイントです（7ポイント以上必要です）",
        hint "場所を広げるか、短くしてください";

    /// Text outside its figure or cell.
    K0411 error OutsideBlock { document: String, page: usize }
    en: "this text extends beyond its cell, column or figure on page {page} of `{document}`",
        hint "shorten it, write `{{|}}` where a line may be broken, or widen its column or figure";
    ja: "この文字列が`{document}`の{page}ページでセル、段、図のどれかからはみ出します",
        hint "短くするか、改行してよいところに`{{|}}`を入れるか、列や図の幅を広げてください";
}
