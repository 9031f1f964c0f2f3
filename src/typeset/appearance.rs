//! Digests of pages that look alike.

use std::hash::{Hash, Hasher};

use typst::layout::{Frame, FrameItem};
use typst::model::Destination;
use typst::text::TextItem;
use typst::utils::hash128;
use typst_layout::{Page, PagedDocument};

/// A digest of each page. Pages with the same digest have the same items at the same places and lead to the same places; where
/// in the source these come from, and how they are tagged, may differ.
pub fn page_digests(document: &PagedDocument) -> Vec<u128> {
    document.pages().iter().map(|page| hash128(&PageAppearance { page, document })).collect()
}

struct PageAppearance<'a> {
    page: &'a Page,
    document: &'a PagedDocument,
}

impl Hash for PageAppearance<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.page.fill, &self.page.bleed).hash(state);
        self.frame(&self.page.frame, state);
    }
}

impl PageAppearance<'_> {
    fn frame(&self, frame: &Frame, state: &mut impl Hasher) {
        (frame.size(), frame.kind()).hash(state);
        for (position, item) in frame.items() {
            if let FrameItem::Tag(_) = item {
                continue;
            }
            position.hash(state);
            match item {
                FrameItem::Group(group) => {
                    (0, group.transform, &group.clip).hash(state);
                    self.frame(&group.frame, state);
                }
                FrameItem::Text(text) => text_appearance(text, state),
                FrameItem::Shape(shape, _) => (2, shape).hash(state),
                FrameItem::Image(image, size, _) => (3, image, size).hash(state),
                FrameItem::Link(Destination::Location(location), size) => {
                    let position = self.document.introspector().position(*location);
                    (4, position.map(|position| (position.page, position.point)), size).hash(state);
                }
                FrameItem::Link(destination, size) => (5, destination, size).hash(state),
                FrameItem::Tag(_) => {}
            }
        }
        // What follows the end of a group is not in it.
        6.hash(state);
    }
}

fn text_appearance(text: &TextItem, state: &mut impl Hasher) {
    (1, &text.font, text.size, &text.fill, &text.stroke, text.lang, text.region, &text.text).hash(state);
    for glyph in &text.glyphs {
        (glyph.id, glyph.x_advance, glyph.x_offset, glyph.y_advance, glyph.y_offset, &glyph.range).hash(state);
    }
}
