//! A look at laid-out pages.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
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
    /// The run.
    pub item: &'a TextItem,
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
    let mut found = Vec::new();
    for (page, laid_out) in document.pages().iter().enumerate() {
        walk(&laid_out.frame, Transform::identity(), page, &mut found);
    }
    found
}

fn walk<'a>(frame: &'a Frame, transform: Transform, page: usize, found: &mut Vec<PlacedText<'a>>) {
    for (position, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let inner =
                    transform.pre_concat(Transform::translate(position.x, position.y)).pre_concat(group.transform);
                walk(&group.frame, inner, page, found);
            }
            FrameItem::Text(item) => {
                let Point { x, y } = position.transform(transform);
                found.push(PlacedText { page, x: points(x), y: points(y), item });
            }
            _ => {}
        }
    }
}

fn points(length: Abs) -> f64 {
    length.to_pt()
}
