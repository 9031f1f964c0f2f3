//! Frames in the inks of the press.

use std::cell::RefCell;

use kakugi_diagnostic::internal::ExpectInternal;
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Sides, Size};
use typst::text::TextItem;
use typst::visualize::{FixedStroke, Geometry, Image, ImageKind, Paint, RasterImage, Shape, Tiling};
use typst_layout::PagedDocument;

use super::super::closed_world::ClosedWorld;
use super::palette::Palette;
use super::{PressError, PressPictures};

/// An area whose edge lies within this distance of the trim, in points, reaches over it.
const AT_THE_TRIM: f64 = 0.05;

/// What becomes of colours, pictures and edges on the press.
pub(super) struct Recolouring<'a> {
    palette: Palette,
    /// Hatches as the screen shows them, and as the press prints them.
    hatches: Vec<(Tiling, Tiling)>,
    pictures: &'a PressPictures,
    world: &'a ClosedWorld,
    /// The first thing that cannot be printed.
    failure: RefCell<Option<PressError>>,
}

/// Where a frame lies on its page.
#[derive(Clone, Copy)]
pub(super) struct FramePlace {
    /// The upper left corner of the frame, from that of the page.
    origin: Point,
    page: Size,
    bleed: Abs,
}

impl FramePlace {
    /// The place of a page's own frame.
    pub fn whole(page: Size, bleed: Abs) -> Self {
        Self { origin: Point::zero(), page, bleed }
    }

    fn moved(self, by: Point) -> Self {
        Self { origin: self.origin + by, ..self }
    }

    /// How far a rectangle has to grow on each side to reach over the trims that it touches.
    fn overlap(self, at: Point, size: Size) -> Sides<Abs> {
        let (from, to) = (self.origin + at, self.origin + at + size.to_point());
        let distances = Sides::new(from.x, from.y, self.page.x - to.x, self.page.y - to.y);
        // What is over the trim already has so much less to grow.
        distances.map(|distance| {
            if distance.to_pt() <= AT_THE_TRIM { (self.bleed + distance).max(Abs::zero()) } else { Abs::zero() }
        })
    }
}

impl<'a> Recolouring<'a> {
    pub fn new(
        palette: Palette,
        hatches: Vec<(Tiling, Tiling)>,
        pictures: &'a PressPictures,
        world: &'a ClosedWorld,
    ) -> Self {
        Self { palette, hatches, pictures, world, failure: RefCell::default() }
    }

    /// What was met that cannot be printed.
    pub fn failure(self) -> Option<PressError> {
        self.failure.into_inner()
    }

    fn fail(&self, error: PressError) {
        self.failure.borrow_mut().get_or_insert(error);
    }

    /// A frame in inks. Nothing of it is left that means something on a screen alone: links and tags.
    /// Of a frame that is turned or cut off it is not known where it lies.
    pub fn frame(&self, frame: &Frame, place: Option<FramePlace>) -> Frame {
        let mut made = Frame::new(frame.size(), frame.kind());
        if frame.has_baseline() {
            made.set_baseline(frame.baseline());
        }
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    made.push(*at, FrameItem::Group(self.group(group, place.map(|place| place.moved(*at)))))
                }
                FrameItem::Text(text) => made.push(*at, FrameItem::Text(self.text(text))),
                FrameItem::Shape(shape, span) => {
                    let (at, shape) = self.shape(*at, shape, place);
                    made.push(at, FrameItem::Shape(shape, *span));
                }
                FrameItem::Image(image, size, span) => {
                    made.push(*at, FrameItem::Image(self.image(image), *size, *span))
                }
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
        made
    }

    fn group(&self, group: &GroupItem, place: Option<FramePlace>) -> GroupItem {
        let moved = Point::new(group.transform.tx, group.transform.ty);
        let place = place
            .filter(|_| group.clip.is_none() && group.transform.is_only_translate())
            .map(|place| place.moved(moved));
        GroupItem {
            frame: self.frame(&group.frame, place),
            transform: group.transform,
            clip: group.clip.clone(),
            label: group.label,
            parent: None,
        }
    }

    fn text(&self, text: &TextItem) -> TextItem {
        let mut made = text.clone();
        made.fill = match &text.fill {
            Paint::Solid(colour) => match self.palette.type_ink(self.world, colour, text.size) {
                Ok(ink) => Paint::Solid(ink),
                Err(error) => {
                    self.fail(error);
                    text.fill.clone()
                }
            },
            paint => self.paint(paint),
        };
        made.stroke = text.stroke.as_ref().map(|stroke| self.stroke(stroke));
        made
    }

    fn shape(&self, at: Point, shape: &Shape, place: Option<FramePlace>) -> (Point, Shape) {
        let mut made = shape.clone();
        made.fill = shape.fill.as_ref().map(|fill| self.paint(fill));
        made.stroke = shape.stroke.as_ref().map(|stroke| self.stroke(stroke));
        match (&shape.geometry, place) {
            (Geometry::Rect(size), Some(place)) if shape.fill.is_some() && shape.stroke.is_none() => {
                let over = place.overlap(at, *size);
                made.geometry = Geometry::Rect(*size + over.sum_by_axis());
                (at - Point::new(over.left, over.top), made)
            }
            _ => (at, made),
        }
    }

    fn stroke(&self, stroke: &FixedStroke) -> FixedStroke {
        let dash = self.palette.grid_dash(stroke).cloned().or_else(|| stroke.dash.clone());
        FixedStroke { paint: self.paint(&stroke.paint), dash, ..stroke.clone() }
    }

    /// A paint in ink. Colours that are not the theme's stay as they are; they become ink by the profile of the press.
    /// A pattern that the components do not list is a failure.
    pub fn paint(&self, paint: &Paint) -> Paint {
        match paint {
            Paint::Solid(colour) => self.palette.ink(colour).cloned().map_or_else(|| paint.clone(), Paint::Solid),
            Paint::Tiling(tiling) => {
                let Some((_, press)) = self.hatches.iter().find(|(screen, _)| screen == tiling) else {
                    self.fail(PressError::UnknownPattern);
                    return paint.clone();
                };
                Paint::Tiling(press.clone())
            }
            Paint::Gradient(_) => paint.clone(),
        }
    }

    fn image(&self, image: &Image) -> Image {
        let ImageKind::Raster(raster) = image.kind() else { return image.clone() };
        let press = self.pictures.iter().find(|(screen, _)| screen == raster.data()).map(|(_, press)| press.clone());
        let Some(bytes) = press else { return image.clone() };
        match RasterImage::plain(bytes, raster.format()).internal("a picture that was checked cannot be read again") {
            Ok(raster) => Image::new(raster, image.alt().map(Into::into), image.scaling()),
            Err(error) => {
                self.fail(error.into());
                image.clone()
            }
        }
    }
}

/// Whether anything in a document is filled with a pattern.
pub(super) fn has_tilings(document: &PagedDocument) -> bool {
    document.pages().iter().any(|page| !tilings(&page.frame).is_empty())
}

/// The patterns with which shapes of a frame are filled, in their order.
pub(super) fn tilings(frame: &Frame) -> Vec<Tiling> {
    frame
        .items()
        .flat_map(|(_, item)| match item {
            FrameItem::Group(group) => tilings(&group.frame),
            FrameItem::Shape(shape, _) => match &shape.fill {
                Some(Paint::Tiling(tiling)) => vec![tiling.clone()],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_the_trim_reaches_to_the_bleed_and_no_further() {
        let (page, bleed) = (Size::new(Abs::pt(100.0), Abs::pt(80.0)), Abs::pt(9.0));
        let grown = |x: f64, y: f64, width: f64, height: f64| {
            let place = FramePlace::whole(page, bleed);
            let sides = place.overlap(Point::new(Abs::pt(x), Abs::pt(y)), Size::new(Abs::pt(width), Abs::pt(height)));
            [sides.left, sides.top, sides.right, sides.bottom].map(Abs::to_pt)
        };
        assert_eq!(grown(10.0, 10.0, 20.0, 20.0), [0.0; 4]);
        assert_eq!(grown(0.0, 0.0, 100.0, 80.0), [9.0; 4]);
        assert_eq!(grown(0.0, 10.0, 20.0, 70.0), [9.0, 0.0, 0.0, 9.0]);
        // What is over the trim already reaches no further than the bleed.
        assert_eq!(grown(-4.0, -9.0, 50.0, 20.0), [5.0, 0.0, 0.0, 0.0]);
        assert_eq!(grown(-20.0, 10.0, 50.0, 20.0), [0.0; 4]);
    }
}
