//! Goes through the content of a page, with all forms, patterns and drawn glyphs in it.

mod problems;

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::findings::Findings;
use super::font::Font;
use super::ink::{Ink, Spots};
use super::plates::Plates;
use super::state::{Colour, State};
use crate::colour_space::{Space, entry};
use crate::content::{Lexer, Operation};
use crate::file::{File, as_dictionary};
use crate::geometry::{Area, Matrix, Outline};
use crate::preflight::problems::{DamagedFile, IncompleteCheck};
use crate::preflight::profile::{Colours, Profile, Standard};
use crate::preflight::{CheckLimit, DamagedPart, ForeignColour, NamedKind, PageObject};
use kakugi_diagnostic::AnyProblem;

pub use problems::{BlendSpaceNotInks, ExternalContent, HalftonePhase, PostScriptCode, TransferFunction};

/// Forms, patterns and glyphs within each other.
const DEPTH: usize = 24;
/// Saved states.
const STATES: usize = 256;
/// What may be done for a whole file, in steps of the order of a cell or an operator.
pub(super) const WORK: u64 = 6_000_000_000;
/// What may be done for one page.
const PAGE_WORK: u64 = 600_000_000;
/// What an operator costs, besides its operands and what it paints.
const OPERATION: u64 = 64;

/// What is shared by the pages of a file.
pub(super) struct Shared<'a> {
    pub file: File<'a>,
    pub profile: &'a Profile,
    pub spots: Spots,
    pub fonts: BTreeMap<ObjectId, Rc<Font<'a>>>,
    pub findings: Findings<'a>,
    pub work: u64,
}

impl Shared<'_> {
    /// What was done so far, in steps.
    fn done(&self) -> u64 {
        self.work.saturating_add(self.file.unpacked())
    }
}

/// A page while it is gone through.
pub(super) struct Scan<'a, 's> {
    pub shared: &'s mut Shared<'a>,
    pub page: usize,
    pub trim: Area,
    /// The trim with the bleed that the profile asks for.
    pub bleed: Area,
    pub plates: Plates,
    /// Set while a pattern is gone through: its heaviest ink.
    pub measured: Option<Ink>,
    /// Whether anything is printed within the trim.
    pub printed: bool,
    /// Whether anything is transparent.
    pub transparent: bool,
    drawn: std::collections::BTreeSet<(usize, u32)>,
    /// Whether a soft mask is gone through, of which nothing is printed.
    masking: bool,
    /// The soft masks that were gone through, by their places in memory.
    masks: std::collections::BTreeSet<usize>,
    /// What is gone through at this moment, the outermost first, as the file calls it.
    inside: Vec<(NamedKind, Vec<u8>)>,
    limit: u64,
}

/// What the interpreter of one stream keeps besides the graphics state.
struct Stack<'a> {
    states: Vec<State<'a>>,
    path: Outline,
    /// The clip that the next painting operator sets, by the even-odd rule or not.
    clip: Option<bool>,
    text_matrix: Matrix,
    line_matrix: Matrix,
    ignored: usize,
}

impl<'a, 's> Scan<'a, 's> {
    pub fn new(shared: &'s mut Shared<'a>, page: usize, media: Area, trim: Area, bleed: Area) -> Self {
        let limit = shared.done().saturating_add(PAGE_WORK).min(WORK);
        Self {
            shared,
            page,
            trim,
            bleed,
            plates: Plates::new(media),
            measured: None,
            printed: false,
            transparent: false,
            drawn: std::collections::BTreeSet::new(),
            masking: false,
            masks: std::collections::BTreeSet::new(),
            inside: Vec::new(),
            limit,
        }
    }

    /// Adds a finding about the page.
    pub fn add_finding(&mut self, problem: impl Into<AnyProblem>, area: Option<Area>, object: Option<PageObject>) {
        let problem = problem.into();
        // How a mask is drawn does not show; what it is drawn with has to be there, and in inks.
        let of_masks = problem.is::<DamagedFile>()
            || problem.is::<IncompleteCheck>()
            || problem.is::<ForeignColour>()
            || problem.is::<ExternalContent>();
        if self.masking && !of_masks {
            return;
        }
        self.shared.findings.add(problem, Some(self.page), area, object);
    }

    /// Whether there is work left; if not, that is told once a page.
    pub fn goes_on(&mut self) -> bool {
        let goes_on = self.has_work_left();
        if !goes_on {
            self.give_up(None);
        }
        goes_on
    }

    /// Looks at nothing more of the page, and tells at what that was, or within what.
    pub fn give_up(&mut self, at: Option<PageObject>) {
        if self.limit > 0 {
            self.limit = 0;
            let object = at.or_else(|| self.here());
            self.add_finding(IncompleteCheck { limit: CheckLimit::Work }, None, object);
        }
    }

    /// Whether there is work left, of which nothing is told yet if there is not.
    pub fn has_work_left(&self) -> bool {
        self.shared.done() < self.limit
    }

    /// What is gone through at this moment.
    fn here(&self) -> Option<PageObject> {
        let (part, name) = self.inside.last()?;
        Some(PageObject::Named { kind: *part, name: String::from_utf8_lossy(name).into_owned() })
    }

    /// Goes through something that the file has a name for.
    pub fn within(&mut self, part: NamedKind, name: &[u8], go: impl FnOnce(&mut Self)) {
        self.inside.push((part, name.to_vec()));
        go(self);
        self.inside.pop();
    }

    /// Goes through a content stream.
    pub fn run(&mut self, content: &[u8], resources: Option<&'a Dictionary>, state: State<'a>, depth: usize) {
        if depth > DEPTH {
            return self.add_finding(IncompleteCheck { limit: CheckLimit::Depth }, None, self.here());
        }
        self.shared.work += content.len() as u64 / 2;
        let mut lexer = Lexer::new(content);
        let mut stack = Stack {
            states: vec![state],
            path: Outline::default(),
            clip: None,
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            ignored: 0,
        };
        let mut balanced = true;
        let mut known = true;
        let mut sought = 0;
        loop {
            let components = |space: &Object| Space::read(&self.shared.file, resources, space, 0).known_components();
            let Some(operation) = lexer.operation(&components) else { break };
            self.shared.work += OPERATION + 8 * operation.operands.len() as u64 + (lexer.sought() - sought) as u64 / 2;
            sought = lexer.sought();
            if !self.goes_on() {
                return;
            }
            match operation.operator.as_slice() {
                b"q" => match stack.states.last().cloned() {
                    Some(state) if stack.states.len() < STATES => stack.states.push(state),
                    _ => balanced = false,
                },
                b"Q" if stack.states.len() > 1 => drop(stack.states.pop()),
                b"Q" => balanced = false,
                _ => known &= self.operate(&operation, &mut stack, resources, depth),
            }
        }
        if lexer.broken || !known {
            self.add_finding(DamagedFile { part: DamagedPart::Content }, None, None);
        }
        if !balanced || stack.states.len() != 1 {
            self.add_finding(DamagedFile { part: DamagedPart::States }, None, None);
        }
    }

    /// Does one operation; says whether its operator is known.
    fn operate(
        &mut self,
        operation: &Operation,
        stack: &mut Stack<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> bool {
        let Some(mut state) = stack.states.pop() else { return true };
        let operands = &operation.operands;
        let numbers: Vec<f64> =
            operands.iter().filter_map(|n| n.as_float().ok()).map(f64::from).filter(|n| n.is_finite()).collect();
        let number = |at: usize| numbers.get(at).copied().unwrap_or(0.0);
        let point = |at: usize| [number(at), number(at + 1)];
        let name = operands.last().and_then(|name| name.as_name().ok());
        let operator = operation.operator.as_slice();
        let known = match operator {
            b"cm" => {
                if let Ok(matrix) = <[f64; 6]>::try_from(numbers.as_slice()) {
                    state.ctm = Matrix(matrix).then(state.ctm);
                }
                true
            }
            b"w" => {
                state.line_width = number(0).abs();
                true
            }
            b"J" | b"j" | b"M" | b"d" | b"ri" | b"i" | b"d0" | b"d1" | b"MP" | b"DP" | b"BMC" | b"BDC" | b"EMC" => true,
            b"BX" => {
                stack.ignored += 1;
                true
            }
            b"EX" => {
                stack.ignored = stack.ignored.saturating_sub(1);
                true
            }
            b"gs" => {
                let own = name.and_then(|name| self.resource(resources, b"ExtGState", name));
                match own.and_then(as_dictionary) {
                    Some(own) => self.graphics_state(own, &mut state, depth),
                    None => self.missing(),
                }
                true
            }
            b"m" => {
                stack.path.start(state.ctm.apply(point(0)));
                true
            }
            b"l" => {
                stack.path.line(state.ctm.apply(point(0)));
                true
            }
            b"c" => {
                stack.path.curve([point(0), point(2), point(4)].map(|point| state.ctm.apply(point)));
                true
            }
            b"v" => {
                let [one, end] = [point(0), point(2)].map(|point| state.ctm.apply(point));
                let from = stack.path.current().unwrap_or(one);
                stack.path.curve([from, one, end]);
                true
            }
            b"y" => {
                let [one, end] = [point(0), point(2)].map(|point| state.ctm.apply(point));
                stack.path.curve([one, end, end]);
                true
            }
            b"h" => {
                stack.path.close();
                true
            }
            b"re" => {
                let ([x, y], [w, h]) = (point(0), point(2));
                stack.path.start(state.ctm.apply([x, y]));
                [[x + w, y], [x + w, y + h], [x, y + h]].into_iter().for_each(|p| stack.path.line(state.ctm.apply(p)));
                stack.path.close();
                true
            }
            b"W" | b"W*" => {
                stack.clip = Some(operator == b"W*");
                true
            }
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => {
                if matches!(operator, b"s" | b"b" | b"b*") {
                    stack.path.close();
                }
                let path = std::mem::take(&mut stack.path);
                let even_odd = operator.ends_with(b"*");
                if matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") {
                    self.fill_path(&path, even_odd, &state, resources, depth);
                }
                if matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") {
                    self.stroke_path(&path, &state, resources, depth);
                }
                if let Some(even_odd) = stack.clip.take() {
                    self.clip(&path, even_odd, &mut state);
                }
                true
            }
            b"CS" | b"cs" => {
                let space = name.map_or(Space::Unknown, |name| {
                    Space::read(&self.shared.file, resources, &Object::Name(name.to_vec()), 0)
                });
                let colour = Colour::new(space);
                if operator == b"CS" {
                    state.stroke = colour
                } else {
                    state.fill = colour
                }
                true
            }
            b"SC" | b"SCN" | b"sc" | b"scn" => {
                let colour = if operator[0] == b'S' { &mut state.stroke } else { &mut state.fill };
                colour.values = numbers.clone();
                colour.pattern = name.map(<[u8]>::to_vec);
                true
            }
            b"G" | b"RG" | b"K" | b"g" | b"rg" | b"k" => {
                let space = match operator {
                    b"G" | b"g" => Space::Grey,
                    b"RG" | b"rg" => Space::Light { name: "DeviceRGB", components: 3 },
                    _ => Space::Cmyk,
                };
                let colour = Colour::of(space, numbers.clone());
                if operator[0].is_ascii_uppercase() {
                    state.stroke = colour
                } else {
                    state.fill = colour
                }
                true
            }
            b"sh" => {
                match name.and_then(|name| self.resource(resources, b"Shading", name)) {
                    Some(shading) => self.shade(shading, resources, &state),
                    None => self.missing(),
                }
                true
            }
            b"Do" => {
                match name.and_then(|name| self.resource(resources, b"XObject", name)) {
                    Some(Object::Stream(object)) => {
                        let name = name.unwrap_or_default();
                        self.within(NamedKind::Form, name, |scan| scan.object(object, resources, &state, depth));
                    }
                    _ => self.missing(),
                }
                true
            }
            b"BI" => {
                if let Some((picture, bytes)) = &operation.inline {
                    self.picture(picture, bytes, resources, &state, None);
                }
                true
            }
            _ => self.text_operator(operation, &numbers, stack, &mut state, resources, depth),
        };
        let known = known || stack.ignored > 0;
        stack.states.push(state);
        known
    }

    fn text_operator(
        &mut self,
        operation: &Operation,
        numbers: &[f64],
        stack: &mut Stack<'a>,
        state: &mut State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> bool {
        let number = |at: usize| numbers.get(at).copied().unwrap_or(0.0);
        let operands = &operation.operands;
        let next_line = |stack: &mut Stack<'a>, x: f64, y: f64| {
            stack.line_matrix = Matrix::translation(x, y).then(stack.line_matrix);
            stack.text_matrix = stack.line_matrix;
        };
        let text = &mut state.text;
        match operation.operator.as_slice() {
            b"BT" => {
                stack.text_matrix = Matrix::IDENTITY;
                stack.line_matrix = Matrix::IDENTITY;
            }
            b"ET" => {}
            b"Tc" => text.character_space = number(0),
            b"Tw" => text.word_space = number(0),
            b"Tz" => text.scale = number(0) / 100.0,
            b"TL" => text.leading = number(0),
            b"Ts" => text.rise = number(0),
            b"Tr" => text.mode = number(0) as i64,
            b"Tf" => {
                text.size = number(0);
                let name = operands.first().and_then(|name| name.as_name().ok());
                text.font = name.and_then(|name| self.font(resources, name));
                if text.font.is_none() {
                    self.missing();
                }
            }
            b"Td" => next_line(stack, number(0), number(1)),
            b"TD" => {
                text.leading = -number(1);
                next_line(stack, number(0), number(1));
            }
            b"T*" => next_line(stack, 0.0, -text.leading),
            b"Tm" => {
                if let Ok(matrix) = <[f64; 6]>::try_from(numbers) {
                    stack.line_matrix = Matrix(matrix);
                    stack.text_matrix = stack.line_matrix;
                }
            }
            b"Tj" | b"TJ" | b"'" | b"\"" => {
                if operation.operator == b"\"" {
                    text.word_space = number(0);
                    text.character_space = number(1);
                }
                if matches!(operation.operator.as_slice(), b"'" | b"\"") {
                    let leading = text.leading;
                    next_line(stack, 0.0, -leading);
                }
                let single;
                let pieces = match operands.last() {
                    Some(Object::Array(pieces)) => pieces.as_slice(),
                    Some(other) => {
                        single = [other.clone()];
                        &single
                    }
                    None => &[],
                };
                stack.text_matrix = self.show(pieces, stack.text_matrix, state, resources, depth);
            }
            _ => return false,
        }
        true
    }

    /// A named resource of a kind.
    pub fn resource(&self, resources: Option<&'a Dictionary>, kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        let file = &self.shared.file;
        file.get(entry(file, resources?, kind)?, name)
    }

    pub fn missing(&mut self) {
        self.add_finding(DamagedFile { part: DamagedPart::Resource }, None, None);
    }

    fn font(&mut self, resources: Option<&'a Dictionary>, name: &[u8]) -> Option<Rc<Font<'a>>> {
        let fonts = entry(&self.shared.file, resources?, b"Font")?;
        let id = fonts.get(name).and_then(Object::as_reference).ok();
        if let Some(font) = id.and_then(|id| self.shared.fonts.get(&id)) {
            return Some(font.clone());
        }
        let font = Rc::new(Font::read(&self.shared.file, entry(&self.shared.file, fonts, name)?));
        self.shared.work += 10_000 + 100 * font.listed as u64;
        if !font.whole {
            let object = PageObject::Named { kind: NamedKind::Font, name: font.name.clone() };
            self.add_finding(IncompleteCheck { limit: CheckLimit::Work }, None, Some(object));
        }
        if let Some(id) = id {
            self.shared.fonts.insert(id, font.clone());
        }
        Some(font)
    }

    /// Goes through a glyph that is drawn by a content stream, once a font and glyph.
    pub fn drawn_glyph(
        &mut self,
        font: &Rc<Font<'a>>,
        code: u32,
        state: &State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) {
        let Some(drawn) = &font.drawn else { return };
        // The address tells fonts apart while they are kept.
        if !self.drawn.insert((Rc::as_ptr(font).cast::<()>() as usize, code)) {
            return;
        }
        let glyph = drawn.glyph(code).and_then(|name| self.shared.file.get(drawn.glyphs, name));
        let Some(glyph) = glyph.and_then(|glyph| glyph.as_stream().ok()) else { return };
        let object = PageObject::Named { kind: NamedKind::Letter, name: font.name.clone() };
        if let Some(content) = self.whole_content(glyph, Some(object)) {
            let (resources, state) = (drawn.resources.or(resources), state.clone());
            self.within(NamedKind::Letter, font.name.as_bytes(), |scan| {
                scan.run(&content, resources, state, depth + 1)
            });
        }
    }

    /// What a form, a pattern or a letter draws, as far as it can be had; that some is missing is told.
    pub fn whole_content(&mut self, own: &Stream, object: Option<PageObject>) -> Option<Vec<u8>> {
        let file = &self.shared.file;
        let (content, whole) = (file.content(own), file.is_whole(own));
        if content.is_none() || !whole {
            let object = object.or_else(|| self.here());
            self.add_finding(DamagedFile { part: DamagedPart::Content }, None, object);
        }
        content
    }

    /// A form, a picture or PostScript.
    fn object(&mut self, object: &'a Stream, resources: Option<&'a Dictionary>, state: &State<'a>, depth: usize) {
        if let Some(key) = ["OPI", "Ref", "F"].into_iter().find(|key| object.dict.has(key.as_bytes())) {
            self.add_finding(ExternalContent { key }, None, None);
        }
        match self.shared.file.name(&object.dict, b"Subtype") {
            Some(b"Form") if self.shared.file.name(&object.dict, b"Subtype2") == Some(b"PS") => {
                self.add_finding(PostScriptCode, None, None);
            }
            Some(b"Form") => self.form(object, resources, state.clone(), depth),
            Some(b"Image") => self.picture(&object.dict, &object.content, resources, state, Some(&object.dict)),
            Some(b"PS") => self.add_finding(PostScriptCode, None, None),
            _ => self.missing(),
        }
    }

    /// Goes through a form XObject.
    pub fn form(&mut self, form: &'a Stream, resources: Option<&'a Dictionary>, mut state: State<'a>, depth: usize) {
        self.shared.work += 1_000;
        let file = &self.shared.file;
        state.ctm = file.matrix(&form.dict, b"Matrix").then(state.ctm);
        if let Some(group) = entry(file, &form.dict, b"Group") {
            self.group(group, resources);
        }
        let file = &self.shared.file;
        if let Some(inside) = file.rectangle(&form.dict, b"BBox") {
            let outline = Outline::polygon(&state.ctm.corners(inside));
            self.clip(&outline, false, &mut state);
        }
        let own = entry(&self.shared.file, &form.dict, b"Resources").or(resources);
        if let Some(content) = self.whole_content(form, Some(PageObject::Form)) {
            self.run(&content, own, state, depth + 1);
        }
    }

    /// Goes through what a soft mask is drawn with, once a page.
    fn mask(&mut self, mask: &'a Dictionary, state: &State<'a>, depth: usize) {
        let Some(Object::Stream(drawing)) = self.shared.file.get(mask, b"G") else { return };
        if !self.masks.insert(std::ptr::from_ref(drawing).addr()) {
            return;
        }
        let mut inner = State::new(self.plates.grid.area);
        inner.ctm = state.ctm;
        let (before, printed) = (self.measured.replace(Ink::default()), self.printed);
        let outer = std::mem::replace(&mut self.masking, true);
        self.form(drawing, None, inner, depth + 1);
        (self.measured, self.printed, self.masking) = (before, printed, outer);
    }

    /// A group's blend space must be of ink (ISO 15930-7, 6.3).
    pub fn group(&mut self, group: &'a Dictionary, resources: Option<&'a Dictionary>) {
        if self.shared.profile.colours == Colours::Any {
            return;
        }
        let Some(space) = self.shared.file.get(group, b"CS") else { return };
        if let Some(light) = Space::read(&self.shared.file, resources, space, 0).light() {
            self.add_finding(BlendSpaceNotInks { space: light.to_owned() }, None, None);
        }
    }

    fn clip(&mut self, path: &Outline, even_odd: bool, state: &mut State<'a>) {
        state.clip = Some(std::sync::Arc::new(self.runs(path, even_odd, state)));
        let nowhere = Area { left: 0.0, bottom: 0.0, right: 0.0, top: 0.0 };
        state.clip_area = path.area().and_then(|area| area.common(state.clip_area)).unwrap_or(nowhere);
    }

    /// Takes over what an ExtGState says.
    fn graphics_state(&mut self, own: &'a Dictionary, state: &mut State<'a>, depth: usize) {
        let file = &self.shared.file;
        if let Some(width) = file.number(own, b"LW") {
            state.line_width = width.abs();
        }
        if let Some(stroke) = file.boolean(own, b"OP") {
            state.overprint_stroke = stroke;
            // Without `op`, `OP` is for both.
            state.overprint_fill = stroke;
        }
        if let Some(fill) = file.boolean(own, b"op") {
            state.overprint_fill = fill;
        }
        if let Some(mode) = file.number(own, b"OPM") {
            state.overprint_mode = mode == 1.0;
        }
        if let Some(alpha) = file.number(own, b"ca") {
            state.alpha_fill = alpha.clamp(0.0, 1.0);
        }
        if let Some(alpha) = file.number(own, b"CA") {
            state.alpha_stroke = alpha.clamp(0.0, 1.0);
        }
        let mode = match file.get(own, b"BM") {
            Some(Object::Array(modes)) => modes.first().and_then(|mode| mode.as_name().ok()),
            Some(mode) => mode.as_name().ok(),
            None => None,
        };
        if let Some(mode) = mode {
            state.blends = !matches!(mode, b"Normal" | b"Compatible");
            state.adds = matches!(mode, b"Multiply" | b"Darken" | b"ColorBurn");
        }
        match file.get(own, b"SMask") {
            Some(Object::Name(_)) => state.soft_mask = false,
            Some(_) => state.soft_mask = true,
            None => {}
        }
        if let Some([font, size]) = file.array(own, b"Font") {
            state.text.size = file.as_number(size).unwrap_or(state.text.size);
            let font = file.resolve(font).and_then(as_dictionary);
            let font = font.map(|font| Rc::new(Font::read(file, font)));
            self.shared.work += 10_000 + font.as_ref().map_or(0, |font| 100 * font.listed as u64);
            state.text.font = font;
        }
        let keys: [&[u8]; 2] = [b"TR", b"TR2"];
        let plain = |value: &Object| matches!(value.as_name(), Ok(b"Identity" | b"Default"));
        let transfers = keys.iter().any(|key| file.get(own, key).is_some_and(|value| !plain(value)));
        if transfers && self.shared.profile.standard == Standard::X4 {
            self.add_finding(TransferFunction, None, None);
        }
        if self.shared.profile.standard == Standard::X4
            && let Some(key) = ["HTP", "HTO"].into_iter().find(|key| own.has(key.as_bytes()))
        {
            self.add_finding(HalftonePhase { key }, None, None);
        }
        if let Some(mask) = self.shared.file.dictionary(own, b"SMask") {
            self.mask(mask, state, depth);
        }
        if state.blends || state.soft_mask || state.alpha_fill < 1.0 || state.alpha_stroke < 1.0 {
            self.transparent = true;
        }
    }
}
