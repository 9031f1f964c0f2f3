//! A look at laid-out pages.

use std::sync::Arc;

use typst::foundations::Value;
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::text::TextItem;
use typst::visualize::ImageKind;
use typst_layout::PagedDocument;
use usvg::{Group, Node};

/// A run of glyphs on a page.
#[derive(Debug)]
pub struct PlacedText<'a> {
    /// The page, counted from 0.
    pub page: usize,
    /// The left end of the run's baseline, in points from the page's top left corner.
    pub x: f64,
    /// See `x`.
    pub y: f64,
    /// Left and right of the innermost block that it is set in, in points from the page's left edge.
    pub room: [f64; 2],
    /// The elements that the run is part of, the outermost first.
    pub within: Arc<[OpenElement]>,
    /// The run.
    pub item: &'a TextItem,
}

/// An element of the document of which a run is part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenElement {
    /// Typst's name of the kind of element, such as `heading` or `par`.
    pub kind: &'static str,
    /// Tells the elements of a document apart.
    pub location: Location,
}

/// Boxes of text reach this share of the size below the baseline, and the rest of it above.
pub const DESCENT: f64 = 0.12;

impl PlacedText<'_> {
    /// Whether the run is part of an element of this kind.
    pub fn is_in(&self, kind: &str) -> bool {
        self.within.iter().any(|open| open.kind == kind)
    }

    /// The box of the run as the components set it, from 0.88 em above the baseline to 0.12 em below:
    /// left, top, right, bottom, in points from the page's top left corner.
    pub fn area(&self) -> [f64; 4] {
        let size = points(self.item.size);
        [self.x, self.y - (1.0 - DESCENT) * size, self.x + points(self.item.width()), self.y + DESCENT * size]
    }
}

/// The number that a page shows, given its place from 0; a cover without a number before numbered pages is 0.
pub fn page_number(document: &PagedDocument, page: usize) -> usize {
    let pages = document.pages();
    match pages.get(page) {
        // Page counters stay far below 2^32.
        Some(laid_out) if laid_out.numbering.is_some() => laid_out.number as usize,
        Some(_) if pages.iter().any(|other| other.numbering.is_some()) => 0,
        _ => page + 1,
    }
}

/// A picture on a page.
#[derive(Debug)]
pub struct PlacedPicture<'a> {
    /// The page, counted from 0.
    pub page: usize,
    /// Pixels an inch at the printed size, the smaller of both directions; of a drawing, those of
    /// its coarsest part; infinite where it has no pixels.
    pub resolution: f64,
    /// Whether it is a drawing, of which pixels are only a part.
    pub drawing: bool,
    /// The characters in it that no font has.
    pub missing: Vec<char>,
    /// The bytes of the picture's file.
    pub bytes: &'a [u8],
}

/// All pictures of a document.
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
            FrameItem::Image(image, size, _) => match image.kind() {
                ImageKind::Raster(raster) => {
                    let across = f64::from(raster.width()) / size.x.to_inches();
                    let down = f64::from(raster.height()) / size.y.to_inches();
                    let (resolution, missing) = (across.min(down), Vec::new());
                    found.push(PlacedPicture { page, resolution, drawing: false, missing, bytes: raster.data() });
                }
                ImageKind::Svg(svg) => {
                    let mut placed = PlacedPicture {
                        page,
                        resolution: f64::INFINITY,
                        drawing: true,
                        missing: Vec::new(),
                        bytes: svg.data(),
                    };
                    look_into(svg.tree().root(), size.x.to_inches() / svg.width(), &mut placed);
                    found.push(placed);
                }
                ImageKind::Pdf(_) => {}
            },
            _ => {}
        }
    }
}

/// Looks at the pixels and letters of a drawing of which one unit is printed `unit` inches long.
fn look_into(group: &Group, unit: f64, placed: &mut PlacedPicture<'_>) {
    for node in group.children() {
        match node {
            Node::Group(group) => look_into(group, unit, placed),
            Node::Image(image) => {
                let (x, y) = image.abs_transform().get_scale();
                let (own, printed) = (image.size(), image.bounding_box());
                let across = f64::from(own.width()) / (f64::from(printed.width() * x) * unit);
                let down = f64::from(own.height()) / (f64::from(printed.height() * y) * unit);
                placed.resolution = placed.resolution.min(across).min(down);
            }
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                placed.missing.extend(glyphs.filter(|glyph| glyph.id.0 == 0).flat_map(|glyph| glyph.text.chars()));
            }
            Node::Path(_) => {}
        }
    }
}

/// All runs of glyphs of a document, in the order in which they are painted.
pub fn texts(document: &PagedDocument) -> Vec<PlacedText<'_>> {
    texts_and_alternatives(document).0
}

/// All runs of glyphs, and the alternative texts of all figures and pictures for readers who cannot see them.
pub fn texts_and_alternatives(document: &PagedDocument) -> (Vec<PlacedText<'_>>, Vec<String>) {
    let mut walk = PageWalk::default();
    walk.document(document);
    (walk.texts, walk.alternatives)
}

#[derive(Default)]
struct PageWalk<'a> {
    page: usize,
    /// The corner of the sheet on which the page lies, from the page's own.
    sheet: Option<Point>,
    open: Vec<OpenElement>,
    /// What is open, shared by all runs up to the next tag.
    within: Option<Arc<[OpenElement]>>,
    texts: Vec<PlacedText<'a>>,
    alternatives: Vec<String>,
}

impl<'a> PageWalk<'a> {
    fn document(&mut self, document: &'a PagedDocument) {
        for (page, laid_out) in document.pages().iter().enumerate() {
            self.page = page;
            let room = [0.0, points(laid_out.frame.width())];
            let bleed = laid_out.bleed;
            self.sheet = (!bleed.is_zero()).then(|| Point::new(-bleed.left, -bleed.top));
            self.frame(&laid_out.frame, Transform::identity(), room);
        }
    }

    fn frame(&mut self, frame: &'a Frame, transform: Transform, room: [f64; 2]) {
        for (position, item) in frame.items() {
            match item {
                // What stands on the sheet around the page is not the page's.
                FrameItem::Group(_) if Some(*position) == self.sheet => {}
                FrameItem::Group(group) => {
                    let inner =
                        transform.pre_concat(Transform::translate(position.x, position.y)).pre_concat(group.transform);
                    let left = points(Point::zero().transform(inner).x);
                    let width = points(group.frame.width());
                    // Boxes of no width hold what is set beside a text, such as ruby.
                    let own = group.frame.kind().is_hard() && width > 0.0;
                    self.frame(&group.frame, inner, if own { [left, left + width] } else { room });
                }
                FrameItem::Text(item) => {
                    let Point { x, y } = position.transform(transform);
                    let within = self.within.get_or_insert_with(|| Arc::from(self.open.as_slice())).clone();
                    self.texts.push(PlacedText { page: self.page, x: points(x), y: points(y), room, within, item });
                }
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Some(location) = element.location() {
                        self.open.push(OpenElement { kind: element.elem().name(), location });
                        self.within = None;
                    }
                    // Figures and pictures have the field, other elements do not.
                    if let Ok(Value::Str(text)) = element.get_by_name("alt") {
                        self.alternatives.push(text.to_string());
                    }
                }
                FrameItem::Tag(Tag::End(location, ..)) => {
                    self.open.retain(|open| open.location != *location);
                    self.within = None;
                }
                _ => {}
            }
        }
    }
}

fn points(length: Abs) -> f64 {
    length.to_pt()
}
