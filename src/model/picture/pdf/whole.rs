//! Whether the page of a PDF is drawn whole.
//!
//! The reader that draws it leaves out what it cannot read, find or decode, and says nothing. So its content is gone
//! through beforehand, with all forms, patterns and letters in it.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::super::words;
use super::layers::{Layers, dictionary};
use super::operators;
use super::said::Said;
use super::{fonts, page};
use crate::diagnostic::reasons;
use crate::limits::{self, PDF_STREAM};
use crate::pdf::colour_space::Space;
use crate::pdf::content::{Lexer, Operation};
use crate::pdf::file::File;
use crate::pdf::unpack::{self, Broken};
use crate::pdf::{bounds, jpeg};

reasons! {
    transfer_curve(page: usize, key: &str)
    en: "page {page} has a transfer function ({key}), which would change its colours";
    ja: "{page}ページに転写関数（{key}）があり、色が変わります";

    picture_broken(page: usize, object: &str)
    en: "a picture on page {page} (object {object}) is truncated or damaged";
    ja: "{page}ページの画像（オブジェクト{object}）が途中で切れているか、壊れています";

    post_script_part(page: usize, name: &str)
    en: "`{name}` on page {page} is PostScript code, which cannot be drawn";
    ja: "{page}ページの`{name}`はPostScriptのプログラムで、描画できません";

    stream_broken(page: usize, name: &str)
    en: "the data of `{name}`, which page {page} uses, are truncated or damaged";
    ja: "{page}ページの描画に使う`{name}`のデータが途中で切れているか、壊れています";

    resource_missing(page: usize, name: &str)
    en: "`{name}`, which page {page} uses, is missing or damaged";
    ja: "{page}ページの描画に使う`{name}`がファイルにないか、壊れています";

    operands_wrong(page: usize, operator: &str)
    en: "the operator `{operator}` in the content of page {page} has invalid operands";
    ja: "{page}ページの内容にある命令`{operator}`の値が正しくありません";

    operator_unknown(page: usize, operator: &str)
    en: "the content of page {page} has the unknown operator `{operator}`";
    ja: "{page}ページの内容に、規格にない命令`{operator}`があります";

    content_unfinished(page: usize, object: &str)
    en: "the content of page {page} is truncated, or cannot be read to its end (object {object})";
    ja: "{page}ページの内容が途中で切れているか、最後まで読めません（オブジェクト{object}）";

    content_broken(page: usize, object: &str)
    en: "part of the content of page {page} (object {object}) is truncated or damaged";
    ja: "{page}ページの内容の一部（オブジェクト{object}）が途中で切れているか、壊れています";

    content_missing(page: usize, object: &str)
    en: "part of the content of page {page} (object {object}) is missing";
    ja: "{page}ページの内容の一部（オブジェクト{object}）がファイルにありません";
}

/// Goes through a page. Limits of the work hold already.
pub(super) fn check(document: &Document, id: ObjectId, layers: &Layers, said: &mut Said) -> BTreeSet<String> {
    let mut whole =
        Whole { document, layers, said, seen: BTreeSet::new(), fonts: BTreeMap::new(), shown: BTreeSet::new() };
    let own = page::inherited(document, id, b"Resources").and_then(|own| own.as_dict().ok());
    let content = whole.content_of_page(id);
    whole.content(&content, &Resources { own, outer: None }, Some(id), 0);
    whole.shown
}

/// The resources of a content, with those of what draws it.
struct Resources<'d, 'o> {
    own: Option<&'d Dictionary>,
    outer: Option<&'o Resources<'d, 'o>>,
}

impl<'d> Resources<'d, '_> {
    fn find(&self, document: &'d Document, kind: &[u8], name: &[u8]) -> Option<(Option<ObjectId>, &'d Object)> {
        let own = self.own.and_then(|own| dictionary(document, own, kind)).and_then(|own| own.get(name).ok());
        match own.and_then(|own| document.dereference(own).ok()).filter(|(_, found)| !found.is_null()) {
            Some(found) => Some(found),
            None => self.outer?.find(document, kind, name),
        }
    }
}

/// What of the graphics state matters here.
#[derive(Clone)]
struct State<'d> {
    font: Option<&'d Dictionary>,
    /// A font's name that leads nowhere.
    no_font: Option<String>,
    mode: i64,
}

struct Whole<'d, 's> {
    document: &'d Document,
    layers: &'s Layers,
    said: &'s mut Said,
    /// Forms, patterns and letters that were gone through.
    seen: BTreeSet<ObjectId>,
    /// Whether a font is embedded and read, by its object.
    fonts: BTreeMap<*const Dictionary, fonts::Font>,
    /// Names of fonts of which something is shown.
    shown: BTreeSet<String>,
}

impl<'d> Whole<'d, '_> {
    /// All parts of a page's content.
    fn content_of_page(&mut self, id: ObjectId) -> Vec<u8> {
        let document = self.document;
        let contents = document.get_dictionary(id).ok().and_then(|own| own.get(b"Contents").ok());
        let Some(contents) = contents else { return Vec::new() };
        let parts = match document.dereference(contents) {
            Ok((_, Object::Array(parts))) => parts.iter().collect(),
            Ok((_, Object::Null)) if contents.is_null() => Vec::new(),
            _ => vec![contents],
        };
        let mut all = Vec::new();
        for part in parts {
            match document.dereference(part) {
                Ok((id, Object::Stream(stream))) => {
                    match unpack::strict(document, &stream.dict, &stream.content, PDF_STREAM) {
                        Ok(unpacked) if unpacked.picture.is_none() => all.extend(unpacked.bytes),
                        _ => self.said.error(content_broken, &shown(id)),
                    }
                    // Parts are apart, wherever they are cut (ISO 32000-1, 7.8.2).
                    all.push(b'\n');
                }
                _ => self.said.error(content_missing, &shown(part.as_reference().ok())),
            }
        }
        all
    }

    fn content(&mut self, content: &[u8], resources: &Resources<'d, '_>, at: Option<ObjectId>, depth: usize) {
        if depth > limits::PDF_TREE {
            return;
        }
        let mut lexer = Lexer::new(content);
        let mut state = State { font: None, no_font: None, mode: 0 };
        let mut saved = Vec::new();
        let (mut visible, mut tolerated, mut in_text) = (Vec::new(), 0_usize, false);
        let file = File::of(self.document);
        let components = |space: &Object| {
            let named = space.as_name().ok().and_then(|name| resources.find(self.document, b"ColorSpace", name));
            Space::read(&file, None, named.map_or(space, |(_, named)| named), 0).known_components()
        };
        while let Some(operation) = lexer.operation(&components) {
            let operator = operation.operator.as_slice();
            match operators::fits(operator, &operation.operands) {
                None if tolerated == 0 => self.said.error(operator_unknown, &String::from_utf8_lossy(operator)),
                Some(false) => self.said.error(operands_wrong, &String::from_utf8_lossy(operator)),
                _ => {}
            }
            let shows = visible.last().copied().unwrap_or(true);
            match operator {
                b"q" => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"BX" => tolerated += 1,
                b"EX" => tolerated = tolerated.saturating_sub(1),
                b"BT" => in_text = true,
                b"ET" => in_text = false,
                b"BMC" => visible.push(shows),
                b"BDC" => {
                    let hidden = self.hidden(&operation, resources);
                    visible.push(shows && !hidden);
                }
                b"EMC" => drop(visible.pop()),
                _ if shows => self.operate(&operation, resources, &mut state, depth),
                _ => {}
            }
        }
        if lexer.broken || lexer.left > 0 || in_text {
            self.said.error(content_unfinished, &shown(at));
        }
    }

    /// Whether what begins here belongs to a layer that is off.
    fn hidden(&mut self, operation: &Operation, resources: &Resources<'d, '_>) -> bool {
        let [Object::Name(tag), Object::Name(name)] = operation.operands.as_slice() else { return false };
        if tag != b"OC" {
            return false;
        }
        let own = self.group(resources, name);
        let layer = own.and_then(|group| self.layers.hide(self.document, group));
        if let Some(layer) = &layer {
            self.said.note(words::layer_off, layer);
        }
        layer.is_some()
    }

    /// The reference under which a layer stands among the properties.
    fn group(&self, resources: &Resources<'d, '_>, name: &[u8]) -> Option<&'d Object> {
        let own = resources.own.and_then(|own| dictionary(self.document, own, b"Properties"));
        match own.and_then(|own| own.get(name).ok()) {
            Some(found) => Some(found),
            None => self.group(resources.outer?, name),
        }
    }

    fn operate(&mut self, operation: &Operation, resources: &Resources<'d, '_>, state: &mut State<'d>, depth: usize) {
        let name = operation.operands.last().and_then(|name| name.as_name().ok());
        match (operation.operator.as_slice(), name) {
            (b"Do", Some(name)) => match self.resource(resources, b"XObject", name) {
                Some((id, Object::Stream(object))) => self.object(id, object, name, resources, depth),
                Some(_) => self.missing(name),
                None => {}
            },
            (b"gs", Some(name)) => match self.resource(resources, b"ExtGState", name) {
                Some((_, Object::Dictionary(own))) => self.graphics_state(own, resources, state, depth),
                Some(_) => self.missing(name),
                None => {}
            },
            (b"CS" | b"cs", Some(b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"Pattern")) => {}
            (b"CS" | b"cs", Some(name)) => {
                self.resource(resources, b"ColorSpace", name);
            }
            (b"SCN" | b"scn", Some(name)) => match self.resource(resources, b"Pattern", name) {
                Some((id, Object::Stream(cell))) => self.inner(id, cell, resources, depth),
                Some((_, Object::Dictionary(own))) => match own.get_deref(b"Shading", self.document) {
                    Ok(shading) => self.shading(shading, name),
                    Err(_) => self.missing(name),
                },
                Some(_) => self.missing(name),
                None => {}
            },
            (b"sh", Some(name)) => {
                if let Some((_, shading)) = self.resource(resources, b"Shading", name) {
                    self.shading(shading, name);
                }
            }
            (b"Tf", _) => {
                let Some(Object::Name(name)) = operation.operands.first() else { return };
                let found = resources.find(self.document, b"Font", name).and_then(|(_, font)| font.as_dict().ok());
                state.font = found;
                state.no_font = found.is_none().then(|| String::from_utf8_lossy(name).into_owned());
            }
            (b"Tr", _) => state.mode = operation.operands.first().and_then(|mode| mode.as_i64().ok()).unwrap_or(0),
            (b"Tj" | b"TJ" | b"'" | b"\"", _) if state.mode != 3 => {
                if let Some(text) = operation.operands.last() {
                    self.show(text, state, resources, depth);
                }
            }
            (b"BI", _) => {
                // Without its data the content is told to end too early.
                if let Some((own, bytes)) = &operation.inline {
                    self.picture(own, bytes, "BI", resources);
                }
            }
            _ => {}
        }
    }

    /// What a name of the content leads to; where it leads nowhere, that is told.
    fn resource(
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

    fn missing(&mut self, name: &[u8]) {
        self.said.error(resource_missing, &String::from_utf8_lossy(name));
    }

    fn object(
        &mut self,
        id: Option<ObjectId>,
        object: &'d Stream,
        name: &[u8],
        resources: &Resources<'d, '_>,
        depth: usize,
    ) {
        if let Some(layer) = object.dict.get(b"OC").ok().and_then(|group| self.layers.hide(self.document, group)) {
            return self.said.note(words::layer_off, &layer);
        }
        match object.dict.get_deref(b"Subtype", self.document).and_then(Object::as_name) {
            Ok(b"Image") => {
                if id.is_none_or(|id| self.seen.insert(id)) {
                    self.picture(&object.dict, &object.content, &shown(id), resources);
                }
            }
            Ok(b"Form") => {
                if page::rectangle(self.document, &object.dict, b"BBox").is_none() {
                    return self.missing(name);
                }
                self.inner(id, object, resources, depth);
            }
            Ok(b"PS") => self.said.error(post_script_part, &String::from_utf8_lossy(name)),
            _ => self.missing(name),
        }
    }

    /// The content of a form, a pattern or a letter.
    fn inner(&mut self, id: Option<ObjectId>, own: &'d Stream, resources: &Resources<'d, '_>, depth: usize) {
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        match unpack::strict(self.document, &own.dict, &own.content, PDF_STREAM) {
            Ok(unpacked) if unpacked.picture.is_none() => {
                let inner =
                    Resources { own: dictionary(self.document, &own.dict, b"Resources"), outer: Some(resources) };
                self.content(&unpacked.bytes, &inner, id, depth + 1);
            }
            _ => self.said.error(content_broken, &shown(id)),
        }
    }

    fn graphics_state(
        &mut self,
        own: &'d Dictionary,
        resources: &Resources<'d, '_>,
        state: &mut State<'d>,
        depth: usize,
    ) {
        let document = self.document;
        if let Ok(font) = own.get_deref(b"Font", document).and_then(Object::as_array) {
            state.font = font.first().and_then(|font| document.dereference(font).ok()?.1.as_dict().ok());
        }
        // Curves of a press; viewers leave them out.
        let transfer = |key: &[u8]| {
            own.get_deref(key, document).is_ok_and(|curve| !matches!(curve.as_name(), Ok(b"Identity" | b"Default")))
        };
        if transfer(b"TR2") || (!own.has(b"TR2") && transfer(b"TR")) {
            self.said.note(transfer_curve, "TR");
        }
        if let Some(mask) = dictionary(document, own, b"SMask") {
            match mask.get(b"G").ok().and_then(|group| document.dereference(group).ok()) {
                Some((id, Object::Stream(group))) => self.inner(id, group, resources, depth),
                _ => self.missing(b"SMask"),
            }
        }
    }

    fn shading(&mut self, shading: &'d Object, name: &[u8]) {
        let own = match shading {
            Object::Dictionary(own) => own,
            Object::Stream(mesh) => {
                if unpack::strict(self.document, &mesh.dict, &mesh.content, PDF_STREAM).is_err() {
                    self.said.error(stream_broken, &String::from_utf8_lossy(name));
                }
                &mesh.dict
            }
            _ => return self.missing(name),
        };
        let kind = own.get_deref(b"ShadingType", self.document).and_then(Object::as_i64).unwrap_or(0);
        let needs_function = matches!(kind, 1..=3);
        let complete = (1..=7).contains(&kind) && own.get_deref(b"ColorSpace", self.document).is_ok();
        if !complete || (needs_function && own.get_deref(b"Function", self.document).is_err()) {
            self.missing(name);
        }
    }

    /// Letters in a font, unless they are blanks.
    fn show(&mut self, text: &Object, state: &State<'d>, resources: &Resources<'d, '_>, depth: usize) {
        let bytes: Vec<u8> = match text {
            Object::String(bytes, _) => bytes.clone(),
            Object::Array(pieces) => pieces.iter().filter_map(|piece| piece.as_str().ok()).flatten().copied().collect(),
            _ => return,
        };
        if bytes.is_empty() {
            return;
        }
        let Some(font) = state.font else {
            let name = state.no_font.clone().unwrap_or_else(|| "Tf".to_owned());
            return self.missing(name.as_bytes());
        };
        let known = self.fonts.entry(std::ptr::from_ref(font));
        let read = known.or_insert_with(|| fonts::Font::read(self.document, font)).clone();
        if !read.composite && bytes.iter().all(|byte| *byte == b' ') {
            return;
        }
        self.shown.extend(read.names.iter().cloned());
        if let Some(error) = read.error {
            self.said.unreadable.get_or_insert(error);
        }
        for letter in read.letters {
            if let Ok(Object::Stream(drawn)) = self.document.get_object(letter) {
                let own = dictionary(self.document, font, b"Resources");
                let inner = Resources { own, outer: Some(resources) };
                self.inner(Some(letter), drawn, &inner, depth);
            }
        }
    }

    /// A picture of pixels with its masks.
    fn picture(&mut self, own: &Dictionary, bytes: &[u8], name: &str, resources: &Resources<'d, '_>) {
        if self.pixels(own, bytes, resources).is_err() {
            self.said.error(picture_broken, name);
        }
        for key in [b"SMask".as_slice(), b"Mask"] {
            let Ok(mask) = own.get(key) else { continue };
            match self.document.dereference(mask) {
                Ok((id, Object::Stream(mask))) => {
                    if id.is_none_or(|id| self.seen.insert(id))
                        && self.pixels(&mask.dict, &mask.content, resources).is_err()
                    {
                        self.said.error(picture_broken, &shown(id));
                    }
                }
                Ok((_, Object::Array(_) | Object::Name(_) | Object::Null)) => {}
                _ => self.missing(key),
            }
        }
    }

    /// Whether a picture has all of its pixels.
    fn pixels(&self, own: &Dictionary, bytes: &[u8], resources: &Resources<'d, '_>) -> Result<(), Broken> {
        let document = self.document;
        let number = |long: &[u8], short: &[u8]| {
            let found = own.get_deref(long, document).or_else(|_| own.get_deref(short, document));
            found.and_then(Object::as_i64).ok().and_then(|number| usize::try_from(number).ok())
        };
        let (Some(width), Some(height)) = (number(b"Width", b"W"), number(b"Height", b"H")) else { return Err(Broken) };
        if width == 0 || height == 0 {
            return Err(Broken);
        }
        let unpacked = unpack::strict(document, own, bytes, PDF_STREAM)?;
        match unpacked.picture.as_deref() {
            Some(b"DCTDecode") => return jpeg::whole(&unpacked.bytes).map_err(|_| Broken),
            // A codestream ends with its own mark (ISO 15444-1, A.4.4).
            Some(b"JPXDecode") if !unpacked.bytes.windows(2).rev().take(4_096).any(|two| two == [0xFF, 0xD9]) => {
                return Err(Broken);
            }
            // Their own heads may claim more than their dictionaries do.
            Some(b"JPXDecode") if !bounds::codestream_is_sound(&unpacked.bytes, limits::PDF_PIXELS) => {
                return Err(Broken);
            }
            Some(b"JBIG2Decode") if !bounds::segments_are_sound(&unpacked.bytes, limits::PDF_PIXELS) => {
                return Err(Broken);
            }
            // The reader that draws tells of the rest.
            Some(_) => return Ok(()),
            None => {}
        }
        let mask = own.get_deref(b"ImageMask", document).and_then(Object::as_bool).unwrap_or(false);
        let bits = if mask { Some(1) } else { number(b"BitsPerComponent", b"BPC") };
        let space = own.get_deref(b"ColorSpace", document).or_else(|_| own.get_deref(b"CS", document)).ok();
        let components = if mask { Some(1) } else { space.and_then(|space| self.components(space, resources, 0)) };
        let (Some(bits), Some(components)) = (bits, components) else { return Ok(()) };
        let row = width.saturating_mul(components).saturating_mul(bits).div_ceil(8);
        if unpacked.bytes.len() < row.saturating_mul(height) { Err(Broken) } else { Ok(()) }
    }

    /// How many numbers a colour has; nothing for spaces that are not known.
    fn components(&self, space: &Object, resources: &Resources<'d, '_>, depth: usize) -> Option<usize> {
        if depth > 8 {
            return None;
        }
        let document = self.document;
        match document.dereference(space).ok()?.1 {
            Object::Name(name) => match name.as_slice() {
                b"DeviceGray" | b"CalGray" => Some(1),
                b"DeviceRGB" | b"CalRGB" => Some(3),
                b"DeviceCMYK" => Some(4),
                name => {
                    let (_, found) = resources.find(document, b"ColorSpace", name)?;
                    self.components(found, resources, depth + 1)
                }
            },
            Object::Array(items) => match items.first()?.as_name().ok()? {
                b"Indexed" | b"Separation" | b"CalGray" | b"DeviceGray" => Some(1),
                b"CalRGB" | b"Lab" | b"DeviceRGB" => Some(3),
                b"DeviceCMYK" => Some(4),
                b"ICCBased" => {
                    let profile = document.dereference(items.get(1)?).ok()?.1.as_stream().ok()?;
                    usize::try_from(profile.dict.get_deref(b"N", document).and_then(Object::as_i64).ok()?).ok()
                }
                b"DeviceN" => Some(document.dereference(items.get(1)?).ok()?.1.as_array().ok()?.len()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// An object's number, as files write it.
fn shown(id: Option<ObjectId>) -> String {
    id.map_or_else(|| "-".to_owned(), |(number, generation)| format!("{number} {generation} R"))
}
