//! Texts: their fonts, sizes, places and blacks.

mod problems;

use lopdf::{Dictionary, Object};

use super::ink::{FULL, Ink};
use super::paint::Use;
use super::scan::Scan;
use super::state::State;
use crate::geometry::{Area, Matrix, Outline, POINTS};
use crate::preflight::PageObject;
use crate::preflight::paint::ThinLine;
use crate::preflight::profile::Colours;

pub use problems::{FontNotEmbedded, FourPlateBlack, RichBlackType, TextNearTrim, TypeBelowMinimum};

/// Glyphs of a text that are looked at together.
const TOGETHER: usize = 20_000;
/// What a glyph costs, in steps.
const GLYPH: u64 = 200;
/// Letters that are shown of a text.
const LETTERS: usize = 24;
/// Where a glyph's ink is taken to be: from the baseline in shares of the size, and within its advance.
const INK: Area = Area { left: 0.1, bottom: 0.05, right: 0.9, top: 0.65 };

/// A text, or as much of a long one as is looked at together.
#[derive(Default)]
struct Piece {
    /// The first letters of the text.
    letters: String,
    boxes: Outline,
    area: Option<Area>,
}

impl<'a> Scan<'a, '_> {
    /// Shows a text; gives the text matrix after it.
    pub fn show(
        &mut self,
        pieces: &[Object],
        mut matrix: Matrix,
        state: &State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> Matrix {
        let text = &state.text;
        let Some(font) = text.font.clone() else { return matrix };
        let mut piece = Piece::default();
        let mut letters = 0;
        for operand in pieces {
            let bytes = match operand {
                Object::String(bytes, _) => bytes,
                other => {
                    let shift = -other.as_float().map(f64::from).unwrap_or(0.0) / 1_000.0 * text.size;
                    let (x, y) = if font.vertical { (0.0, shift) } else { (shift * text.scale, 0.0) };
                    matrix = Matrix::translation(x, y).then(matrix);
                    continue;
                }
            };
            for code in font.codes(bytes) {
                self.shared.work += GLYPH;
                if !self.has_work_left() {
                    self.give_up(Some(object(&piece.letters, &font.name, text.size)));
                    return matrix;
                }
                let own = Matrix([text.size * text.scale, 0.0, 0.0, text.size, 0.0, text.rise]);
                let glyph = own.then(matrix).then(state.ctm);
                let advance = font.advance(code);
                if letters < LETTERS {
                    letters += 1;
                    piece.letters.push_str(&font.letters(code));
                }
                // Vertical glyphs stand below and astride their origin.
                let (from, up) = if font.vertical { (-0.5, -0.9) } else { (0.0, 0.0) };
                let wide = if font.vertical { 1.0 } else { advance };
                let place = |area: Area| Area {
                    left: from + area.left * wide,
                    right: from + area.right * wide,
                    bottom: up + area.bottom,
                    top: up + area.top,
                };
                let corners = glyph.corners(place(Area { left: 0.0, bottom: 0.0, right: 1.0, top: 0.75 }));
                piece.boxes.rings.push((glyph.corners(place(INK)).to_vec(), true));
                piece.area = Area::around(corners.into_iter().chain(piece.area.into_iter().flat_map(Area::ends)));
                if let Some(drawn) = &font.drawn {
                    let mut inner = state.clone();
                    inner.ctm = drawn.matrix.then(glyph);
                    self.drawn_glyph(&font, code, &inner, resources, depth);
                }
                let word = if font.is_blank(code) { text.word_space } else { 0.0 };
                let spaced = if font.vertical { -text.size } else { advance * text.size } + text.character_space + word;
                let (x, y) = if font.vertical { (0.0, spaced) } else { (spaced * text.scale, 0.0) };
                matrix = Matrix::translation(x, y).then(matrix);
                if piece.boxes.rings.len() >= TOGETHER {
                    let rest = Piece { letters: piece.letters.clone(), ..Piece::default() };
                    self.shown(&std::mem::replace(&mut piece, rest), matrix, state, resources, depth);
                }
            }
        }
        self.shown(&piece, matrix, state, resources, depth);
        matrix
    }

    /// Looks at a text, or a piece of one, behind which the text matrix is this.
    fn shown(
        &mut self,
        piece: &Piece,
        matrix: Matrix,
        state: &State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) {
        let (text, letters) = (&state.text, &piece.letters);
        let (Some(font), Some(area)) = (&text.font, piece.area.filter(|_| !letters.is_empty())) else { return };
        let own = Matrix([text.size * text.scale, 0.0, 0.0, text.size, 0.0, 0.0]).then(matrix).then(state.ctm);
        let unit = font.drawn.as_ref().map_or(1.0, |drawn| drawn.matrix.units()[1] * 1_000.0);
        let size = own.units()[1] * unit;
        // What is not shown, such as the text behind a scan, needs no font (ISO 15930-7, 6.3).
        if !font.embedded && text.mode != 3 {
            let object = object(letters, &font.name, size);
            self.add_finding(FontNotEmbedded { font: font.name.clone() }, Some(area), Some(object));
        }
        // Invisible text, such as that of a scan, is not printed.
        if text.mode != 3 && text.mode != 7 && !letters.trim().is_empty() && area.touches(state.clip_area) {
            let object = object(letters, &font.name, size);
            self.visible(&piece.boxes, area, size, &object, state, resources, depth);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "these are what a text is")]
    fn visible(
        &mut self,
        boxes: &Outline,
        area: Area,
        size: f64,
        object: &PageObject,
        state: &State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) {
        let used = if matches!(state.text.mode, 1 | 5) { Use::Stroke } else { Use::Fill };
        let colour = if used == Use::Stroke { state.stroke.clone() } else { state.fill.clone() };
        if matches!(state.text.mode, 1 | 2 | 5 | 6) {
            let width = state.line_width * state.ctm.thinnest();
            let wanted = self.shared.profile.minimal_line;
            if used == Use::Stroke && width < wanted - 0.005 {
                let problem = ThinLine { found: format!("{width:.2}"), wanted: format!("{wanted:.2}") };
                self.add_finding(problem, Some(area), Some(object.clone()));
            }
        }
        let paint = self.paint(&colour, Some(area), object, state, resources, depth);
        self.check_size(size, area, object);
        self.check_safe_area(area, object);
        if let Some(ink) = &paint.ink {
            self.check_black(ink, size, area, object);
        }
        let manner = self.manner(state, &colour, used, false);
        self.check_overprint(paint.ink.as_ref(), &manner, &colour, area, object);
        let runs = self.runs(boxes, false, state);
        self.check_knock_out(paint.ink.as_ref(), &manner, &runs, area, object);
        self.put(&runs, paint.ink, &manner, Some(area), object);
    }

    fn check_size(&mut self, size: f64, area: Area, object: &PageObject) {
        let wanted = self.shared.profile.minimal_type;
        if size < wanted - 0.01 {
            let problem = TypeBelowMinimum { found: format!("{size:.1}"), wanted: format!("{wanted:.1}") };
            self.add_finding(problem, Some(area), Some(object.clone()));
        }
    }

    /// Text near the trim may be cut; text beyond it, such as a slug line, is not part of the page.
    fn check_safe_area(&mut self, area: Area, object: &PageObject) {
        let wanted = self.shared.profile.safe_area;
        if area.common(self.trim).is_none() {
            return;
        }
        let sides = [
            area.left - self.trim.left,
            self.trim.top - area.top,
            self.trim.right - area.right,
            area.bottom - self.trim.bottom,
        ];
        let nearest = sides.into_iter().fold(f64::INFINITY, f64::min) / POINTS;
        if nearest < wanted - 0.1 {
            let found = format!("{nearest:.1}");
            let problem = TextNearTrim { found, wanted: format!("{wanted:.1}") };
            self.add_finding(problem, Some(area), Some(object.clone()));
        }
    }

    /// Small black type is on the black plate alone, so that plates that shift do not blur it.
    fn check_black(&mut self, ink: &Ink, size: f64, area: Area, object: &PageObject) {
        let threshold = self.shared.profile.rich_black_type;
        if ink.registration || self.shared.profile.colours != Colours::Cmyk || size >= threshold - 0.01 {
            return;
        }
        let share = |plate: usize| f64::from(ink.plates[plate]) / f64::from(FULL);
        let others = [share(0), share(1), share(2)];
        if share(3) >= 0.6 && others.iter().all(|plate| *plate >= 0.3) {
            self.add_finding(FourPlateBlack, Some(area), Some(object.clone()));
        } else if share(3) >= 0.9 && others.iter().any(|plate| *plate > 0.01) {
            let (found, wanted) = (format!("{size:.1}"), format!("{threshold:.1}"));
            self.add_finding(RichBlackType { found, wanted }, Some(area), Some(object.clone()));
        }
    }
}

fn object(letters: &str, font: &str, size: f64) -> PageObject {
    PageObject::Text { text: letters.to_owned(), font: font.to_owned(), size: format!("{size:.1}") }
}
