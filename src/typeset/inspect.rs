//! A look at laid-out pages.

use typst::foundations::Value;
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::model::HeadingElem;
use typst::text::TextItem;
use typst::visualize::ImageKind;
use typst_layout::PagedDocument;

/// A run of glyphs on a page.
#[derive(Debug)]
pub struct PlacedText<'a> {
    /// The page, counted from 0.
    pub page: usize,
    /// The left end of the run's baseline, in points from the page's top left corner.
    pub x: f64,
    /// See `x`.
    pub y: f64,
    /// Whether it is part of a heading.
    pub heading: bool,
    /// The run.
    pub item: &'a TextItem,
}

impl PlacedText<'_> {
    /// The box of the run as the components set it, from 0.88 em above the baseline to 0.12 em below:
    /// left, top, right, bottom, in points from the page's top left corner.
    pub fn area(&self) -> [f64; 4] {
        let size = points(self.item.size);
        [self.x, self.y - 0.88 * size, self.x + points(self.item.width()), self.y + 0.12 * size]
    }
}

/// A picture of pixels on a page.
#[derive(Debug)]
pub struct PlacedPicture<'a> {
    /// The page, counted from 0.
    pub page: usize,
    /// Pixels an inch at the printed size, the smaller of both directions.
    pub resolution: f64,
    /// The bytes of the picture's file.
    pub bytes: &'a [u8],
}

/// All pictures of pixels of a document.
pub fn pictures(document: &PagedDocument) -> Vec<PlacedPicture<'_>> {
    let mut found = Vec::new();
    for (page, laid_out) in document.pages().iter().enumerate() {
        collect_pictures(&laid_out.frame, page, &mut found);
    }
    found
}

fn collect_pictures<'a>(frame: &'a Frame, page: usize, found: &mut Vec<PlacedPicture<'a>>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect_pictures(&group.frame, page, found),
            FrameItem::Image(image, size, _) => {
                if let ImageKind::Raster(raster) = image.kind() {
                    let across = f64::from(raster.width()) / size.x.to_inches();
                    let down = f64::from(raster.height()) / size.y.to_inches();
                    found.push(PlacedPicture { page, resolution: across.min(down), bytes: raster.data() });
                }
            }
            _ => {}
        }
    }
}

/// All runs of glyphs of a document, in the order in which they are painted.
pub fn texts(document: &PagedDocument) -> Vec<PlacedText<'_>> {
    let mut walk = Walk { page: 0, texts: Vec::new(), alternatives: Vec::new() };
    walk.document(document);
    walk.texts
}

/// The alternative texts of all figures and pictures, for readers who cannot see them.
pub fn alternatives(document: &PagedDocument) -> Vec<String> {
    let mut walk = Walk { page: 0, texts: Vec::new(), alternatives: Vec::new() };
    walk.document(document);
    walk.alternatives
}

struct Walk<'a> {
    page: usize,
    texts: Vec<PlacedText<'a>>,
    alternatives: Vec<String>,
}

impl<'a> Walk<'a> {
    fn document(&mut self, document: &'a PagedDocument) {
        let mut headings = Vec::new();
        for (page, laid_out) in document.pages().iter().enumerate() {
            self.page = page;
            self.frame(&laid_out.frame, Transform::identity(), &mut headings);
        }
    }

    fn frame(&mut self, frame: &'a Frame, transform: Transform, headings: &mut Vec<Location>) {
        for (position, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let inner =
                        transform.pre_concat(Transform::translate(position.x, position.y)).pre_concat(group.transform);
                    self.frame(&group.frame, inner, headings);
                }
                FrameItem::Text(item) => {
                    let Point { x, y } = position.transform(transform);
                    let heading = !headings.is_empty();
                    self.texts.push(PlacedText { page: self.page, x: points(x), y: points(y), heading, item });
                }
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if element.is::<HeadingElem>() {
                        headings.extend(element.location());
                    }
                    // Figures and pictures have the field, other elements do not.
                    if let Ok(Value::Str(text)) = element.get_by_name("alt") {
                        self.alternatives.push(text.to_string());
                    }
                }
                FrameItem::Tag(Tag::End(location, ..)) => headings.retain(|open| open != location),
                _ => {}
            }
        }
    }
}

fn points(length: Abs) -> f64 {
    length.to_pt()
}
