//! What a content draws besides pictures: forms, patterns, gradients and letters.

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::super::super::words;
use super::super::hidden_layers::dictionary;
use super::super::{fonts, page};
use super::resources::Resources;
use super::{ContentInspection, FontState, content_broken, reference};
use crate::diagnostic::reasons;
use crate::limits::PDF_STREAM;
use crate::pdf::unpack;

reasons! {
    transfer_curve(page: usize, key: &str)
    en: "page {page} has a transfer function ({key}), which would change its colours";
    ja: "{page}ページに転写関数（{key}）があり、色が変わります";

    post_script_part(page: usize, name: &str)
    en: "`{name}` on page {page} is PostScript code, which cannot be drawn";
    ja: "{page}ページの`{name}`はPostScriptのプログラムで、描画できません";

    stream_broken(page: usize, name: &str)
    en: "the data of `{name}`, which page {page} uses, are truncated or damaged";
    ja: "{page}ページの描画に使う`{name}`のデータが途中で切れているか、壊れています";

    resource_missing(page: usize, name: &str)
    en: "`{name}`, which page {page} uses, is missing or damaged";
    ja: "{page}ページの描画に使う`{name}`がファイルにないか、壊れています";
}

impl<'d> ContentInspection<'d, '_> {
    /// What a name of the content leads to; where it leads nowhere, that is told.
    pub fn resource(
        &mut self,
        resources: &Resources<'d, '_>,
        kind: &[u8],
        name: &[u8],
    ) -> Option<(Option<ObjectId>, &'d Object)> {
        let found = resources.find(self.document, kind, name);
        if found.is_none() {
            self.missing(name);
        }
        found
    }

    /// Says that a name leads nowhere, or to something else than it should.
    pub fn missing(&mut self, name: &[u8]) {
        self.remarks.error(resource_missing, &String::from_utf8_lossy(name));
    }

    /// An object that the content draws by its name (ISO 32000-1, 8.8): a picture or a form.
    pub fn external_object(
        &mut self,
        id: Option<ObjectId>,
        object: &'d Stream,
        name: &[u8],
        resources: &Resources<'d, '_>,
        depth: usize,
    ) {
        if let Some(layer) = object.dict.get(b"OC").ok().and_then(|group| self.layers.hiding(self.document, group)) {
            return self.remarks.note(words::layer_off, &layer);
        }
        match object.dict.get_deref(b"Subtype", self.document).and_then(Object::as_name) {
            Ok(b"Image") => {
                if id.is_none_or(|id| self.seen.insert(id)) {
                    self.picture(&object.dict, &object.content, &reference(id), resources);
                }
            }
            Ok(b"Form") => {
                if page::rectangle(self.document, &object.dict, b"BBox").is_none() {
                    return self.missing(name);
                }
                self.inner(id, object, resources, depth);
            }
            Ok(b"PS") => self.remarks.error(post_script_part, &String::from_utf8_lossy(name)),
            _ => self.missing(name),
        }
    }

    /// A pattern that something is filled with: a content, or a gradient.
    pub fn pattern(&mut self, name: &[u8], resources: &Resources<'d, '_>, depth: usize) {
        match self.resource(resources, b"Pattern", name) {
            Some((id, Object::Stream(cell))) => self.inner(id, cell, resources, depth),
            Some((_, Object::Dictionary(pattern))) => match pattern.get_deref(b"Shading", self.document) {
                Ok(shading) => self.shading(shading, name),
                Err(_) => self.missing(name),
            },
            Some(_) => self.missing(name),
            None => {}
        }
    }

    /// The content of a form, a pattern or a letter.
    fn inner(&mut self, id: Option<ObjectId>, stream: &'d Stream, resources: &Resources<'d, '_>, depth: usize) {
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        match unpack::strict(self.document, &stream.dict, &stream.content, PDF_STREAM) {
            Ok(unpacked) if unpacked.picture.is_none() => {
                let own = dictionary(self.document, &stream.dict, b"Resources");
                self.content(&unpacked.bytes, &Resources { own, outer: Some(resources) }, id, depth + 1);
            }
            _ => self.remarks.error(content_broken, &reference(id)),
        }
    }

    /// Parameters of the graphics state (ISO 32000-1, 8.4.5): a font, curves for a press, a mask.
    pub fn graphics_state(
        &mut self,
        parameters: &'d Dictionary,
        resources: &Resources<'d, '_>,
        state: &mut FontState<'d>,
        depth: usize,
    ) {
        let document = self.document;
        if let Ok(font) = parameters.get_deref(b"Font", document).and_then(Object::as_array) {
            state.font = font.first().and_then(|font| document.dereference(font).ok()?.1.as_dict().ok());
        }
        // Viewers leave curves for a press out. Of two keys the newer one holds.
        let key: &[u8] = if parameters.has(b"TR2") { b"TR2" } else { b"TR" };
        if parameters
            .get_deref(key, document)
            .is_ok_and(|curve| !matches!(curve.as_name(), Ok(b"Identity" | b"Default")))
        {
            self.remarks.note(transfer_curve, "TR");
        }
        if let Some(mask) = dictionary(document, parameters, b"SMask") {
            match mask.get(b"G").ok().and_then(|group| document.dereference(group).ok()) {
                Some((id, Object::Stream(group))) => self.inner(id, group, resources, depth),
                _ => self.missing(b"SMask"),
            }
        }
    }

    /// A gradient (ISO 32000-1, 8.7.4.5): of a known kind, with its colours and its mesh.
    pub fn shading(&mut self, shading: &'d Object, name: &[u8]) {
        let parameters = match shading {
            Object::Dictionary(parameters) => parameters,
            Object::Stream(mesh) => {
                if unpack::strict(self.document, &mesh.dict, &mesh.content, PDF_STREAM).is_err() {
                    self.remarks.error(stream_broken, &String::from_utf8_lossy(name));
                }
                &mesh.dict
            }
            _ => return self.missing(name),
        };
        let kind = parameters.get_deref(b"ShadingType", self.document).and_then(Object::as_i64).unwrap_or(0);
        let needs_function = matches!(kind, 1..=3);
        let is_complete = (1..=7).contains(&kind) && parameters.get_deref(b"ColorSpace", self.document).is_ok();
        if !is_complete || (needs_function && parameters.get_deref(b"Function", self.document).is_err()) {
            self.missing(name);
        }
    }

    /// Letters in a font, unless they are blanks.
    pub fn show(&mut self, text: &Object, state: &FontState<'d>, resources: &Resources<'d, '_>, depth: usize) {
        let bytes: Vec<u8> = match text {
            Object::String(bytes, _) => bytes.clone(),
            Object::Array(pieces) => pieces.iter().filter_map(|piece| piece.as_str().ok()).flatten().copied().collect(),
            _ => return,
        };
        if bytes.is_empty() {
            return;
        }
        let Some(font) = state.font else {
            // Where no font was chosen at all, the operator that chooses one is missing.
            let name = state.missing_font.clone().unwrap_or_else(|| "Tf".to_owned());
            return self.missing(name.as_bytes());
        };
        let known = self.fonts.entry(std::ptr::from_ref(font));
        let drawn = known.or_insert_with(|| fonts::DrawnFont::read(self.document, font)).clone();
        if !drawn.is_composite && bytes.iter().all(|byte| *byte == b' ') {
            return;
        }
        self.shown_fonts.extend(drawn.names.iter().cloned());
        if let Some(error) = drawn.error {
            self.remarks.unreadable.get_or_insert(error);
        }
        for letter in drawn.letters {
            if let Ok(Object::Stream(content)) = self.document.get_object(letter) {
                let own = dictionary(self.document, font, b"Resources");
                self.inner(Some(letter), content, &Resources { own, outer: Some(resources) }, depth);
            }
        }
    }
}
