//! Pictures: their resolution where they are placed, their colours, and the ink of each pixel.

mod problems;

use lopdf::{Dictionary, Object};

use super::ink::{Ink, Spots, ink_of};
use super::paint::Use;
use super::pixels::{self, NoPixels, Pixels};
use super::raster::Runs;
use super::scan::Scan;
use super::state::{Colour, State};
use crate::colour_space::Space;
use crate::file::as_dictionary;
use crate::geometry::{Area, Matrix, Outline};
use crate::preflight::problems::IncompleteCheck;
use crate::preflight::{CheckLimit, PageObject, Standard};
use kakugi_diagnostic::AnyProblem;

pub use problems::{AlternatePicture, BitmapResolution, PictureResolution, UndecodablePicture};

impl<'a> Scan<'a, '_> {
    /// A picture of pixels; `own` is its dictionary if it is an object of the file.
    pub fn picture(
        &mut self,
        dictionary: &Dictionary,
        bytes: &[u8],
        resources: Option<&'a Dictionary>,
        state: &State<'a>,
        own: Option<&'a Dictionary>,
    ) {
        let file = &self.shared.file;
        let get = |key: &[u8]| match dictionary.get(key).ok()? {
            Object::Reference(id) => file.by_id(*id),
            other => Some(other),
        };
        let number = |key: &[u8]| get(key).and_then(|value| value.as_i64().ok());
        let [width, height] = [number(b"Width").unwrap_or(0), number(b"Height").unwrap_or(0)];
        let mask = get(b"ImageMask").is_some_and(|mask| mask.as_bool().unwrap_or(false));
        let bits = if mask { 1 } else { number(b"BitsPerComponent").unwrap_or(8) };
        let space = match get(b"ColorSpace") {
            _ if mask => Space::Grey,
            Some(space) => Space::read(file, resources, space, 0),
            None => Space::Unknown,
        };
        let masked = ["SMask", "Mask"].iter().any(|key| get(key.as_bytes()).is_some());
        let soft = own.is_some_and(|own| file.get(own, b"SMask").is_some());
        let decode: Option<Vec<f64>> = get(b"Decode")
            .and_then(|decode| decode.as_array().ok())
            .and_then(|list| list.iter().map(|item| item.as_float().ok().map(f64::from)).collect());
        self.transparent |= soft;
        let object = PageObject::Picture { width, height };
        let outline = Outline::polygon(&state.ctm.corners(Area::UNIT));
        let Some(area) = outline.area().filter(|area| area.touches(state.clip_area)) else { return };
        let shown = area.common(state.clip_area).unwrap_or(area);
        if width <= 0 || height <= 0 {
            return self.add_finding(UndecodablePicture, Some(area), Some(object));
        }
        if self.shared.profile.standard == Standard::X4 && own.is_some_and(|own| self.has_alternate_for_print(own)) {
            self.add_finding(AlternatePicture, Some(area), Some(object.clone()));
        }
        let bitmap = mask || (bits == 1 && space.components() == 1);
        self.check_resolution([width, height], state.ctm, bitmap, area, &object);
        let runs = self.runs(&outline, false, state);
        if mask {
            let colour = state.fill.clone();
            self.check_space(&colour.space, Some(shown), &object);
            let ink = colour.ink(&mut self.shared.spots);
            let manner = self.manner(state, &colour, Use::Fill, false);
            self.check_overprint(ink.as_ref(), &manner, &colour, shown, &object);
            return self.put(&runs, ink, &manner, Some(shown), &object);
        }
        self.check_space(&space, Some(shown), &object);
        self.check_reach(Some(shown), None, &object);
        self.shared.work += (width as u64).saturating_mul(height as u64).min(100_000_000);
        let decoded = pixels::decode(&self.shared.file, dictionary, bytes, [width, height], &space, bits);
        let colour = Colour { space: std::rc::Rc::new(space), values: Vec::new(), pattern: None };
        match decoded {
            Ok(pixels) => {
                if !pixels.whole {
                    self.add_finding(UndecodablePicture, Some(area), Some(object.clone()));
                }
                let manner =
                    super::plates::Manner { overprint: false, ..self.manner(state, &colour, Use::Fill, !masked) };
                let inks = Inks::new(&pixels, &colour.space, decode.as_deref(), bits);
                self.pixels(&inks, &runs, state.ctm, &manner, shown, &object);
            }
            Err(NoPixels::Broken) => self.add_finding(UndecodablePicture, Some(area), Some(object)),
            Err(NoPixels::TooLarge) => {
                self.add_finding(IncompleteCheck { limit: CheckLimit::Work }, Some(area), Some(object));
            }
            Err(NoPixels::NotNeeded) => self.printed |= shown.touches(self.trim),
        }
    }

    /// Whether another picture is to be printed instead (ISO 32000-1, 8.9.5.4).
    fn has_alternate_for_print(&self, picture: &'a Dictionary) -> bool {
        let file = &self.shared.file;
        let alternates = file.array(picture, b"Alternates").unwrap_or_default();
        let mut alternates = alternates.iter().filter_map(|alternate| as_dictionary(file.resolve(alternate)?));
        alternates.any(|alternate| file.boolean(alternate, b"DefaultForPrinting") == Some(true))
    }

    fn check_resolution(&mut self, sides: [i64; 2], ctm: Matrix, bitmap: bool, area: Area, object: &PageObject) {
        let [across, down] = ctm.units();
        let ppi = (sides[0] as f64 * 72.0 / across).min(sides[1] as f64 * 72.0 / down);
        let profile = self.shared.profile;
        let wanted = if bitmap { profile.bitmap_resolution } else { profile.resolution };
        // A single pixel is a tint.
        if sides == [1, 1] || ppi.is_nan() || ppi >= wanted - 0.5 {
            return;
        }
        let (found, wanted) = (format!("{ppi:.0}"), format!("{wanted:.0}"));
        let problem: AnyProblem =
            if bitmap { BitmapResolution { found, wanted }.into() } else { PictureResolution { found, wanted }.into() };
        self.add_finding(problem, Some(area), Some(object.clone()));
    }

    /// The ink of a picture: that of every pixel for its peak, and of the pixel below each cell for the page.
    fn pixels(
        &mut self,
        inks: &Inks<'_>,
        runs: &Runs,
        ctm: Matrix,
        manner: &super::plates::Manner,
        area: Area,
        object: &PageObject,
    ) {
        let count = inks.pixels.width * inks.pixels.height;
        let mut heaviest: Option<Ink> = None;
        let (mut last, mut known): (Option<&[u8]>, Option<Ink>) = (None, None);
        for at in 0..count {
            // Neighbours are often equal.
            let raw = inks.raw(at);
            if raw != last {
                (last, known) = (raw, inks.ink(raw, &mut self.shared.spots));
            }
            if let Some(ink) = known.filter(|ink| heaviest.is_none_or(|most| ink.total() > most.total())) {
                heaviest = Some(ink);
            }
        }
        // Tells of the object once, and lets the page know of its cells.
        self.put(&Runs::new(), heaviest, manner, Some(area), object);
        if heaviest.is_none() || self.measured.is_some() {
            return;
        }
        let Some(back) = inverse(ctm) else { return };
        let most = self.most_ink(object);
        let (mut last, mut known): (Option<&[u8]>, Option<Ink>) = (None, None);
        for (row, from, to) in runs {
            for column in *from..*to {
                let [x, y] = back.apply(self.plates.grid.middle(column, *row));
                let side = |share: f64, cells: usize| ((share * cells as f64).max(0.0) as usize).min(cells - 1);
                let at = side(1.0 - y, inks.pixels.height) * inks.pixels.width + side(x, inks.pixels.width);
                let raw = inks.raw(at);
                if raw != last {
                    (last, known) = (raw, inks.ink(raw, &mut self.shared.spots));
                }
                if let Some(ink) = &known {
                    self.plates.paint(&[(*row, column, column + 1)], ink, manner, most);
                }
            }
        }
    }
}

/// The pixels of a picture with what they mean.
struct Inks<'p> {
    pixels: &'p Pixels,
    space: &'p Space,
    decode: Option<&'p [f64]>,
    /// What an index was multiplied with when it became a byte.
    step: f64,
    /// The space of a photograph that has none of its own.
    own: Option<Space>,
}

impl<'p> Inks<'p> {
    fn new(pixels: &'p Pixels, space: &'p Space, decode: Option<&'p [f64]>, bits: i64) -> Self {
        let step = if bits < 8 { 255.0 / f64::from((1_u16 << bits.clamp(1, 8)) - 1) } else { 1.0 };
        let own = match (space, pixels.components) {
            (Space::Unknown, 1) => Some(Space::Grey),
            (Space::Unknown, 4) => Some(Space::Cmyk),
            _ => None,
        };
        Self { pixels, space, decode, step, own }
    }

    fn raw(&self, at: usize) -> Option<&'p [u8]> {
        let count = self.pixels.components;
        self.pixels.data.get(at * count..(at + 1) * count)
    }

    fn ink(&self, raw: Option<&[u8]>, spots: &mut Spots) -> Option<Ink> {
        let space = self.own.as_ref().unwrap_or(self.space);
        let raw = raw.filter(|raw| raw.len() == space.components() || matches!(space, Space::Indexed { .. }))?;
        if matches!(space, Space::Indexed { .. }) {
            return ink_of(space, &[(f64::from(*raw.first()?) / self.step).round()], spots);
        }
        let mut values = [0.0; 16];
        for (at, (value, byte)) in values.iter_mut().zip(raw).enumerate() {
            let share = f64::from(*byte) / 255.0;
            let bounds = self.decode.and_then(|decode| Some((*decode.get(2 * at)?, *decode.get(2 * at + 1)?)));
            *value = bounds.map_or(share, |(from, to)| from + share * (to - from));
        }
        ink_of(space, values.get(..raw.len())?, spots)
    }
}

/// From page space back to the unit square of a picture.
fn inverse(matrix: Matrix) -> Option<Matrix> {
    let [a, b, c, d, e, f] = matrix.0;
    let det = a * d - b * c;
    (det.abs() > 1e-12)
        .then(|| Matrix([d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det]))
}
