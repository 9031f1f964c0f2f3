//! What content names and is drawn with: fonts, forms, soft masks, groups, clips.

use std::rc::Rc;

use lopdf::{Dictionary, Object, Stream};

use super::{BlendSpaceNotInks, ExternalContent, PostScriptCode, Scan};
use crate::colour_space::{Space, entry};
use crate::geometry::{Area, Outline};
use crate::preflight::font::Font;
use crate::preflight::ink::Ink;
use crate::preflight::problems::{DamagedFile, IncompleteCheck};
use crate::preflight::state::State;
use crate::preflight::{CheckLimit, Colours, DamagedPart, NamedKind, PageObject};

impl<'a> Scan<'a, '_> {
    /// A named resource of a kind.
    pub fn resource(&self, resources: Option<&'a Dictionary>, kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        let file = &self.shared.file;
        file.get(entry(file, resources?, kind)?, name)
    }

    pub fn missing(&mut self) {
        self.add_finding(DamagedFile { part: DamagedPart::Resource }, None, None);
    }

    pub(super) fn font(&mut self, resources: Option<&'a Dictionary>, name: &[u8]) -> Option<Rc<Font<'a>>> {
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
    pub(super) fn object(
        &mut self,
        object: &'a Stream,
        resources: Option<&'a Dictionary>,
        state: &State<'a>,
        depth: usize,
    ) {
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
    pub(super) fn mask(&mut self, mask: &'a Dictionary, state: &State<'a>, depth: usize) {
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

    pub(super) fn clip(&mut self, path: &Outline, even_odd: bool, state: &mut State<'a>) {
        state.clip = Some(std::sync::Arc::new(self.runs(path, even_odd, state)));
        let nowhere = Area { left: 0.0, bottom: 0.0, right: 0.0, top: 0.0 };
        state.clip_area = path.area().and_then(|area| area.common(state.clip_area)).unwrap_or(nowhere);
    }
}
