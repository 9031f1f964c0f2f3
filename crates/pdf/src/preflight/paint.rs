//! Areas, lines and gradients: their colours, their edges, and the ink that they bring onto the page.

mod problems;

use lopdf::{Dictionary, Object};

use super::function;
use super::ink::{self, Ink, ink_of};
use super::plates::Manner;
use super::raster::{self, Runs};
use super::scan::Scan;
use super::state::{Colour, State};
use crate::colour_space::{Space, entry};
use crate::file::as_dictionary;
use crate::geometry::{Area, Outline, POINTS};
use crate::preflight::profile::{Colours, Standard};
use crate::preflight::{NamedKind, PageObject, Side};

pub use problems::{
    ArtworkShortOfBleed, BlackKnockout, ColourInBlackJob, ForeignColour, ForeignSpot, Hairline, ObjectInk,
    RegistrationColour, ThinFill, ThinLine, UnwantedOverprint, WhiteOverprint,
};

/// Rounding may move an edge this far, in points.
const TOLERANCE: f64 = 0.1 * POINTS;

/// Whether a paint is for an area or a line.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Use {
    Fill,
    Stroke,
}

/// What is painted with: one ink, or one of which only the heaviest is known.
pub(super) struct Paint {
    pub ink: Option<Ink>,
    pub even: bool,
}

impl<'a> Scan<'a, '_> {
    /// How ink comes onto the page in a state.
    pub fn manner(&self, state: &State<'a>, colour: &Colour, used: Use, certain: bool) -> Manner {
        let (overprint, alpha) = match used {
            Use::Fill => (state.overprint_fill, state.alpha_fill),
            Use::Stroke => (state.overprint_stroke, state.alpha_stroke),
        };
        let spare_zeros = state.overprint_mode && *colour.space == Space::Cmyk;
        Manner { overprint, spare_zeros, alpha, adds: state.adds, certain: certain && !state.soft_mask }
    }

    /// Finds out what a colour paints with, going through the pattern if it is one.
    pub fn paint(
        &mut self,
        colour: &Colour,
        area: Option<Area>,
        object: &PageObject,
        state: &State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> Paint {
        self.check_space(&colour.space, area, object);
        let Some(name) = &colour.pattern else {
            return Paint { ink: colour.ink(&mut self.shared.spots), even: true };
        };
        let pattern = self.resource(resources, b"Pattern", name);
        let ink = match pattern {
            Some(Object::Stream(cell)) => {
                let mut ink = None;
                self.within(NamedKind::Pattern, name, |scan| ink = scan.tile(cell, colour, state, resources, depth));
                ink
            }
            Some(Object::Dictionary(own)) => match self.shared.file.get(own, b"Shading") {
                Some(shading) => self.gradient(shading, resources, area),
                None => None,
            },
            _ => {
                self.missing();
                None
            }
        };
        Paint { ink, even: false }
    }

    /// Goes through the cell of a pattern and gives its heaviest ink.
    fn tile(
        &mut self,
        cell: &'a lopdf::Stream,
        colour: &Colour,
        state: &State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> Option<Ink> {
        let file = &self.shared.file;
        let own = entry(file, &cell.dict, b"Resources").or(resources);
        let mut inner = State::new(self.plates.grid.area);
        inner.ctm = file.matrix(&cell.dict, b"Matrix");
        inner.overprint_fill = state.overprint_fill;
        if let (Some(2.0), Space::Pattern(Some(base))) = (file.number(&cell.dict, b"PaintType"), &*colour.space) {
            inner.fill = Colour::of((**base).clone(), colour.values.clone());
            inner.stroke = inner.fill.clone();
        }
        let content = self.whole_content(cell, None)?;
        let before = self.measured.replace(Ink::default());
        self.run(&content, own, inner, depth + 1);
        std::mem::replace(&mut self.measured, before)
    }

    /// The heaviest ink of a gradient; its colour space is checked.
    fn gradient(&mut self, shading: &'a Object, resources: Option<&'a Dictionary>, area: Option<Area>) -> Option<Ink> {
        let own = as_dictionary(shading)?;
        let space = self.shared.file.get(own, b"ColorSpace");
        let space = space.map_or(Space::Unknown, |space| Space::read(&self.shared.file, resources, space, 0));
        self.check_space(&space, area, &PageObject::Shading);
        self.shared.work += 200_000;
        let colours = function::colours(&self.shared.file, own, &space)?;
        let inks = colours.iter().filter_map(|values| ink_of(&space, values, &mut self.shared.spots));
        inks.max_by(|a, b| a.total().total_cmp(&b.total()))
    }

    /// A gradient over the whole clip.
    pub fn shade(&mut self, shading: &'a Object, resources: Option<&'a Dictionary>, state: &State<'a>) {
        let area = Some(state.clip_area);
        let ink = self.gradient(shading, resources, area);
        let Area { left, bottom, right, top } = state.clip_area;
        let outline = Outline::polygon(&[[left, bottom], [right, bottom], [right, top], [left, top]]);
        self.check_reach(area, ink.as_ref(), &PageObject::Shading);
        let runs = self.runs(&outline, false, state);
        let colour = Colour::new(Space::Unknown);
        let manner = self.manner(state, &colour, Use::Fill, false);
        self.put(&runs, ink, &manner, area, &PageObject::Shading);
    }

    pub fn runs(&mut self, outline: &Outline, even_odd: bool, state: &State<'a>) -> Runs {
        let Some(runs) = raster::fill(outline, even_odd, &self.plates.grid, &mut self.shared.work) else {
            self.give_up(None);
            return Runs::new();
        };
        self.shared.work += runs.len() as u64 + state.clip.as_ref().map_or(0, |clip| clip.len() as u64);
        raster::clipped(runs, &state.clip)
    }

    pub fn fill_path(
        &mut self,
        path: &Outline,
        even_odd: bool,
        state: &State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) {
        let Some(area) = path.area() else { return };
        let area = area.common(state.clip_area).unwrap_or(area);
        if !area.touches(state.clip_area) {
            return;
        }
        let colour = state.fill.clone();
        let paint = self.paint(&colour, Some(area), &PageObject::Area, state, resources, depth);
        self.check_thin_fill(path, area, paint.ink.as_ref());
        self.check_reach(Some(area), paint.ink.as_ref(), &PageObject::Area);
        let manner = self.manner(state, &colour, Use::Fill, paint.even);
        self.check_overprint(paint.ink.as_ref(), &manner, &colour, area, &PageObject::Area);
        let runs = self.runs(path, even_odd, state);
        self.put(&runs, paint.ink, &manner, Some(area), &PageObject::Area);
        // What is thinner than a cell may lie between the middles of cells.
        let cell = 1.0 / self.plates.grid.scale;
        let counts = |ink: &Ink| !ink.registration && area.width().min(area.height()) < 2.0 * cell;
        if let Some(ink) = paint.ink.filter(counts).filter(|_| self.measured.is_none()) {
            let edge = self.runs(&path.stroked(cell), false, state);
            let most = self.most_ink(&PageObject::Area);
            self.plates.paint(&edge, &ink, &Manner { certain: false, ..manner }, most);
        }
    }

    pub fn stroke_path(&mut self, path: &Outline, state: &State<'a>, resources: Option<&'a Dictionary>, depth: usize) {
        let width = state.line_width * state.ctm.thinnest();
        let Some(area) = path.area() else { return };
        let area = area.grown(width / 2.0);
        let Some(area) = area.common(state.clip_area).or_else(|| area.touches(state.clip_area).then_some(area)) else {
            return;
        };
        let object = PageObject::Line { width: format!("{width:.2}") };
        let colour = state.stroke.clone();
        let paint = self.paint(&colour, Some(area), &object, state, resources, depth);
        let wanted = self.shared.profile.minimal_line;
        if state.line_width == 0.0 && wanted > 0.0 {
            self.add_finding(Hairline, Some(area), Some(object.clone()));
        } else if width < wanted - 0.005 {
            let problem = ThinLine { found: format!("{width:.2}"), wanted: format!("{wanted:.2}") };
            self.add_finding(problem, Some(area), Some(object.clone()));
        }
        // A line thinner than a cell may lie between the middles of cells.
        let cell = 1.0 / self.plates.grid.scale;
        let manner = self.manner(state, &colour, Use::Stroke, paint.even && width > cell);
        let runs = self.runs(&path.stroked(width.max(cell)), false, state);
        self.check_overprint(paint.ink.as_ref(), &manner, &colour, area, &object);
        self.check_knock_out(paint.ink.as_ref(), &manner, &runs, area, &object);
        self.put(&runs, paint.ink, &manner, Some(area), &object);
    }

    /// Puts ink on the page, and looks at how much it is and what kind.
    pub fn put(&mut self, runs: &Runs, ink: Option<Ink>, manner: &Manner, area: Option<Area>, object: &PageObject) {
        let Some(ink) = ink else {
            // Light is not counted as ink, but it prints.
            self.printed |= area.is_some_and(|area| area.touches(self.trim));
            return;
        };
        if let Some(heaviest) = self.measured.as_mut().filter(|heaviest| ink.total() > heaviest.total()) {
            *heaviest = ink;
        }
        let inside = area.is_none_or(|area| area.common(self.trim.grown(-TOLERANCE)).is_some());
        if !ink.is_nothing() {
            self.printed |= inside;
        }
        if ink.registration {
            if inside && !ink.is_nothing() {
                self.add_finding(RegistrationColour, area, Some(object.clone()));
            }
            return;
        }
        let (limit, most) = (self.shared.profile.ink_limit, self.most_ink(object));
        let near = area.is_none_or(|area| area.touches(self.bleed));
        if ink.total() > most && near {
            let digits = usize::from(ink.total() < limit + 1.0);
            let found = format!("{:.digits$}", ink.total());
            let problem = ObjectInk { found, wanted: format!("{limit:.0}") };
            self.add_finding(problem, area, Some(object.clone()));
        }
        if self.shared.profile.colours == Colours::Grey
            && ink.plates.iter().enumerate().any(|(at, p)| at != 3 && *p > 0)
        {
            self.add_finding(ColourInBlackJob, area, Some(object.clone()));
        }
        if self.measured.is_none() {
            self.shared.work += 1;
            self.plates.paint(runs, &ink, manner, most);
        }
    }

    /// The most ink that an object may have, in percent.
    pub fn most_ink(&self, object: &PageObject) -> f64 {
        let is_of_pixels = matches!(object, PageObject::Picture { .. });
        self.shared.profile.ink_limit + if is_of_pixels { ink::COARSE_TOLERANCE } else { ink::TOLERANCE }
    }

    /// A colour space of light, or a spot colour that falls back on one.
    pub fn check_space(&mut self, space: &Space, area: Option<Area>, object: &PageObject) {
        if self.shared.profile.colours == Colours::Any {
            return;
        }
        if let Some(light) = space.light() {
            let problem = ForeignColour { space: light.to_owned() };
            self.add_finding(problem, area, Some(object.clone()));
        }
        if let Some((name, light)) = space.light_stand_in() {
            let problem = ForeignSpot { name, space: light.to_owned() };
            self.add_finding(problem, area, Some(object.clone()));
        }
    }

    /// White that overprints vanishes; what overprints where the house does that by itself.
    pub fn check_overprint(
        &mut self,
        ink: Option<&Ink>,
        manner: &Manner,
        colour: &Colour,
        area: Area,
        object: &PageObject,
    ) {
        let Some(ink) = ink.filter(|_| manner.overprint) else { return };
        let spot = matches!(*colour.space, Space::Spot { .. });
        if ink.is_nothing() && (manner.spare_zeros || spot) {
            self.add_finding(WhiteOverprint, Some(area), Some(object.clone()));
        } else if self.by_the_house() && ink.is_black_only() {
            self.add_finding(UnwantedOverprint, Some(area), Some(object.clone()));
        }
    }

    /// Whether the printing house sets overprint by itself; to a printer in an office it means nothing.
    fn by_the_house(&self) -> bool {
        !self.shared.profile.overprint && self.shared.profile.standard == Standard::X4
    }

    /// Black letters and lines that leave the colour below them out.
    pub fn check_knock_out(
        &mut self,
        ink: Option<&Ink>,
        manner: &Manner,
        runs: &Runs,
        area: Area,
        object: &PageObject,
    ) {
        let wanted = self.shared.profile.overprint && self.measured.is_none();
        let black = ink.is_some_and(Ink::is_black_only);
        // With overprint mode 0, `DeviceCMYK` knocks out although overprint is on.
        let knocks_out = !manner.overprint || (!manner.spare_zeros && ink.is_some_and(|ink| ink.named & 0b111 != 0));
        if wanted && black && knocks_out && !manner.adds && self.plates.coloured(runs) {
            self.add_finding(BlackKnockout, Some(area), Some(object.clone()));
        }
    }

    /// A filled rectangle that is drawn for a line and is thinner than one may be.
    fn check_thin_fill(&mut self, path: &Outline, area: Area, ink: Option<&Ink>) {
        let wanted = self.shared.profile.minimal_line;
        let [(ring, _)] = path.rings.as_slice() else { return };
        let thin = area.width().min(area.height());
        let long = area.width().max(area.height());
        let rectangle = ring.len() <= 5;
        if rectangle && thin < wanted - 0.005 && long > 3.0 * thin && ink.is_none_or(|ink| !ink.is_nothing()) {
            let problem = ThinFill { found: format!("{thin:.2}"), wanted: format!("{wanted:.2}") };
            self.add_finding(problem, Some(area), Some(PageObject::Area));
        }
    }

    /// What reaches the trim must reach over the whole bleed, or the knife leaves a white edge.
    pub fn check_reach(&mut self, area: Option<Area>, ink: Option<&Ink>, object: &PageObject) {
        let wanted = self.shared.profile.bleed;
        let Some(area) = area.filter(|_| wanted > 0.0 && self.measured.is_none()) else { return };
        if ink.is_some_and(Ink::is_nothing) || area.common(self.trim.grown(-TOLERANCE)).is_none() {
            return;
        }
        let sides = [
            (Side::Left, self.trim.left - area.left),
            (Side::Top, area.top - self.trim.top),
            (Side::Right, area.right - self.trim.right),
            (Side::Bottom, self.trim.bottom - area.bottom),
        ];
        for (side, over) in sides {
            if over > -TOLERANCE && over < wanted * POINTS - TOLERANCE {
                let found = format!("{:.1}", (over / POINTS).max(0.0));
                let problem = ArtworkShortOfBleed { side, found, wanted: format!("{wanted:.1}") };
                self.add_finding(problem, Some(area), Some(object.clone()));
            }
        }
    }
}
