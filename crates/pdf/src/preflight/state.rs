//! The graphics state (ISO 32000-1, 8.4), as far as preflight looks at it.

use std::rc::Rc;

use super::font::Font;
use super::ink::{Ink, Spots, ink_of};
use super::raster::Clip;
use crate::colour_space::Space;
use crate::geometry::{Area, Matrix};

/// A colour as it was set.
#[derive(Clone, Debug)]
pub(super) struct Colour {
    pub space: Rc<Space>,
    pub values: Vec<f64>,
    /// The name of a pattern.
    pub pattern: Option<Vec<u8>>,
}

impl Colour {
    pub fn new(space: Space) -> Self {
        let values = space.initial();
        Self { space: Rc::new(space), values, pattern: None }
    }

    pub fn of(space: Space, values: Vec<f64>) -> Self {
        Self { space: Rc::new(space), values, pattern: None }
    }

    pub fn ink(&self, spots: &mut Spots) -> Option<Ink> {
        ink_of(&self.space, &self.values, spots)
    }
}

/// What text is set with.
#[derive(Clone)]
pub(super) struct TextState<'a> {
    pub font: Option<Rc<Font<'a>>>,
    pub size: f64,
    pub character_space: f64,
    pub word_space: f64,
    pub scale: f64,
    pub leading: f64,
    pub rise: f64,
    pub mode: i64,
}

#[derive(Clone)]
pub(super) struct State<'a> {
    pub ctm: Matrix,
    pub clip: Clip,
    /// A rectangle around the clip.
    pub clip_area: Area,
    pub fill: Colour,
    pub stroke: Colour,
    pub line_width: f64,
    pub overprint_fill: bool,
    pub overprint_stroke: bool,
    /// Overprint mode 1: zero tints of `DeviceCMYK` leave their plates alone.
    pub overprint_mode: bool,
    pub alpha_fill: f64,
    pub alpha_stroke: f64,
    pub blends: bool,
    pub adds: bool,
    pub soft_mask: bool,
    pub text: TextState<'a>,
}

impl State<'_> {
    /// The state in which a page begins.
    pub fn new(area: Area) -> Self {
        let text = TextState {
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        Self {
            ctm: Matrix::IDENTITY,
            clip: None,
            clip_area: area,
            fill: Colour::new(Space::Grey),
            stroke: Colour::new(Space::Grey),
            line_width: 1.0,
            overprint_fill: false,
            overprint_stroke: false,
            overprint_mode: false,
            alpha_fill: 1.0,
            alpha_stroke: 1.0,
            blends: false,
            adds: false,
            soft_mask: false,
            text,
        }
    }
}
