//! Runs of glyphs that come from one place.

use crate::mark::Origin;
use crate::template::SourceMap;
use crate::typeset::{DESCENT, PlacedText, Typesetter};

/// What a run of glyphs comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunOrigin {
    /// It prints data, or was computed from them.
    Data(Origin),
    /// It is a fixed word of a template.
    Template,
    /// It is set by a component, such as a page number.
    Component,
}

/// A run of neighbouring glyphs that come from the same datum, the same template line or the components.
#[derive(Clone, Debug)]
pub struct GlyphRun<'a> {
    /// The page, counted from 0.
    pub page: usize,
    /// Left, top, right and bottom in points from the page's top left corner.
    pub area: [f64; 4],
    /// Left and right of the block that it is set in, in points from the page's left edge.
    pub room: [f64; 2],
    /// The size of the type, in points.
    pub size: f64,
    /// The glyphs' text.
    pub text: &'a str,
    /// Whether it is part of a heading.
    pub heading: bool,
    /// What it comes from.
    pub origin: RunOrigin,
    /// The byte of the generated source that the first glyph comes from.
    pub offset: Option<usize>,
}

impl GlyphRun<'_> {
    /// The height of the baseline, in points from the page's upper edge.
    pub fn baseline(&self) -> f64 {
        self.area[3] - DESCENT * self.size
    }
}

/// All runs of a document, in the order in which they are painted.
pub fn runs<'a>(texts: &[PlacedText<'a>], typesetter: &Typesetter, map: &SourceMap) -> Vec<GlyphRun<'a>> {
    let mut found: Vec<GlyphRun<'a>> = Vec::new();
    // The glyphs of a literal lead to the same node of the source, which is looked for once.
    let mut node = None;
    for text in texts {
        let [left, top, _, bottom] = text.area();
        let size = text.item.size.to_pt();
        let mut x = left;
        // The byte where the run's datum begins in the source tells neighbouring data apart.
        let mut last: Option<(Option<usize>, std::ops::Range<usize>)> = None;
        for glyph in &text.item.glyphs {
            let start = match node {
                Some((span, start)) if span == glyph.span.0 => start,
                _ => typesetter.source_start(glyph.span.0),
            };
            node = Some((glyph.span.0, start));
            let offset = start.map(|start| start + usize::from(glyph.span.1));
            let span = offset.and_then(|offset| map.datum_at(offset));
            let key = span.map(|span| span.range.start).or(offset.map(|_| usize::MAX));
            let range = glyph.range();
            let next = x + glyph.x_advance.at(text.item.size).to_pt();
            // Justification widens the last glyph of a line, too, by space that nobody sees.
            let own = text.item.font.x_advance(glyph.id).map(|own| x + own.at(text.item.size).to_pt());
            let right = own.map_or(next, |own| own.min(next));
            match (&mut last, found.last_mut()) {
                (Some((same, covered)), Some(run)) if *same == key => {
                    *covered = covered.start.min(range.start)..covered.end.max(range.end);
                    run.text = text.item.text.as_str().get(covered.clone()).unwrap_or_default();
                    run.area[2] = right;
                }
                _ => {
                    let origin = match (span, offset) {
                        (Some(span), _) => RunOrigin::Data(span.origin.clone()),
                        (None, Some(_)) => RunOrigin::Template,
                        (None, None) => RunOrigin::Component,
                    };
                    let words = text.item.text.as_str().get(range.clone()).unwrap_or_default();
                    let area = [x, top, right, bottom];
                    found.push(GlyphRun {
                        page: text.page,
                        area,
                        room: text.room,
                        size,
                        text: words,
                        heading: text.is_in("heading"),
                        origin,
                        offset,
                    });
                    last = Some((key, range));
                }
            }
            x = next;
        }
    }
    found
}
