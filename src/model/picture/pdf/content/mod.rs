//! Whether the content of a page is drawn whole.
//!
//! The reader that draws it leaves out what it cannot read, find or decode, and says nothing. So its content is gone
//! through beforehand, with all forms, patterns and letters in it.

mod parts;
mod pictures;
mod resources;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use self::resources::{Resources, components};
use super::super::words;
use super::hidden_layers::HiddenLayers;
use super::operators;
use super::remarks::PageRemarks;
use super::{fonts, page};
use crate::diagnostic::reasons;
use crate::limits::{self, PDF_STREAM};
use crate::pdf::content::{Lexer, Operation};
use crate::pdf::file::File;
use crate::pdf::unpack;

reasons! {
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

/// Goes through the content of a page and gives the names of the fonts of which something is shown. How much there is
/// to go through was bounded before.
pub(super) fn check(
    document: &Document,
    id: ObjectId,
    layers: &HiddenLayers,
    remarks: &mut PageRemarks,
) -> BTreeSet<String> {
    let mut inspection = ContentInspection {
        document,
        layers,
        remarks,
        seen: BTreeSet::new(),
        fonts: BTreeMap::new(),
        shown_fonts: BTreeSet::new(),
    };
    let resources = page::inherited(document, id, b"Resources").and_then(|resources| resources.as_dict().ok());
    let content = inspection.content_of_page(id);
    inspection.content(&content, &Resources { own: resources, outer: None }, Some(id), 0);
    inspection.shown_fonts
}

/// What of the graphics state says how texts are shown.
#[derive(Clone, Default)]
struct FontState<'d> {
    font: Option<&'d Dictionary>,
    /// The name of a font that leads nowhere.
    missing_font: Option<String>,
    /// How letters are drawn (ISO 32000-1, table 106).
    mode: i64,
}

/// The mode in which letters are not drawn at all.
const INVISIBLE: i64 = 3;

/// A walk through a page, with what it has met.
struct ContentInspection<'d, 's> {
    document: &'d Document,
    layers: &'s HiddenLayers,
    remarks: &'s mut PageRemarks,
    /// Forms, patterns and letters that were gone through.
    seen: BTreeSet<ObjectId>,
    /// What is known of fonts, by the place of their dictionaries in the document, which stays where it is.
    fonts: BTreeMap<*const Dictionary, fonts::DrawnFont>,
    /// Names of fonts of which something is shown.
    shown_fonts: BTreeSet<String>,
}

impl<'d> ContentInspection<'d, '_> {
    /// All parts of a page's content.
    fn content_of_page(&mut self, id: ObjectId) -> Vec<u8> {
        let document = self.document;
        let contents = document.get_dictionary(id).ok().and_then(|page| page.get(b"Contents").ok());
        let Some(contents) = contents else { return Vec::new() };
        let parts = match document.dereference(contents) {
            Ok((_, Object::Array(parts))) => parts.iter().collect(),
            Ok((_, Object::Null)) if contents.is_null() => Vec::new(),
            _ => vec![contents],
        };
        let mut content = Vec::new();
        for part in parts {
            match document.dereference(part) {
                Ok((id, Object::Stream(stream))) => {
                    match unpack::strict(document, &stream.dict, &stream.content, PDF_STREAM) {
                        Ok(unpacked) if unpacked.picture.is_none() => content.extend(unpacked.bytes),
                        _ => self.remarks.error(content_broken, &reference(id)),
                    }
                    // Parts are apart, wherever they are cut (ISO 32000-1, 7.8.2).
                    content.push(b'\n');
                }
                _ => self.remarks.error(content_missing, &reference(part.as_reference().ok())),
            }
        }
        content
    }

    /// Goes through a content, operator by operator; `id` is that of the object that holds it.
    fn content(&mut self, content: &[u8], resources: &Resources<'d, '_>, id: Option<ObjectId>, depth: usize) {
        if depth > limits::PDF_TREE {
            return;
        }
        let file = File::of(self.document);
        let mut lexer = Lexer::new(content);
        let mut state = FontState::default();
        let mut saved_states = Vec::new();
        // Whether what each open mark belongs to is drawn.
        let mut visible = Vec::new();
        // How many sections are open in which operators need not be known.
        let mut tolerant = 0_usize;
        let mut in_text = false;
        while let Some(operation) = lexer.operation(&|space: &Object| components(&file, resources, space)) {
            let operator = operation.operator.as_slice();
            match operators::fits(operator, &operation.operands) {
                None if tolerant == 0 => self.remarks.error(operator_unknown, &String::from_utf8_lossy(operator)),
                Some(false) => self.remarks.error(operands_wrong, &String::from_utf8_lossy(operator)),
                _ => {}
            }
            let is_visible = visible.last().copied().unwrap_or(true);
            match operator {
                b"q" => saved_states.push(state.clone()),
                b"Q" => state = saved_states.pop().unwrap_or(state),
                b"BX" => tolerant += 1,
                b"EX" => tolerant = tolerant.saturating_sub(1),
                b"BT" => in_text = true,
                b"ET" => in_text = false,
                b"BMC" => visible.push(is_visible),
                b"BDC" => {
                    let is_hidden = self.begins_hidden_layer(&operation, resources);
                    visible.push(is_visible && !is_hidden);
                }
                b"EMC" => drop(visible.pop()),
                _ if is_visible => self.operate(&operation, resources, &mut state, depth),
                _ => {}
            }
        }
        if lexer.broken || lexer.left > 0 || in_text {
            self.remarks.error(content_unfinished, &reference(id));
        }
    }

    /// Whether a mark begins what belongs to a layer that is off.
    fn begins_hidden_layer(&mut self, operation: &Operation, resources: &Resources<'d, '_>) -> bool {
        let [Object::Name(tag), Object::Name(name)] = operation.operands.as_slice() else { return false };
        if tag != b"OC" {
            return false;
        }
        let group = resources.property_list(self.document, name);
        let layer = group.and_then(|group| self.layers.hiding(self.document, group));
        if let Some(layer) = &layer {
            self.remarks.note(words::layer_off, layer);
        }
        layer.is_some()
    }

    /// Looks at what an operator draws, or draws with.
    fn operate(
        &mut self,
        operation: &Operation,
        resources: &Resources<'d, '_>,
        state: &mut FontState<'d>,
        depth: usize,
    ) {
        let name = operation.operands.last().and_then(|name| name.as_name().ok());
        match (operation.operator.as_slice(), name) {
            (b"Do", Some(name)) => match self.resource(resources, b"XObject", name) {
                Some((id, Object::Stream(object))) => self.external_object(id, object, name, resources, depth),
                Some(_) => self.missing(name),
                None => {}
            },
            (b"gs", Some(name)) => match self.resource(resources, b"ExtGState", name) {
                Some((_, Object::Dictionary(parameters))) => {
                    self.graphics_state(parameters, resources, state, depth);
                }
                Some(_) => self.missing(name),
                None => {}
            },
            (b"CS" | b"cs", Some(b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"Pattern")) => {}
            (b"CS" | b"cs", Some(name)) => {
                self.resource(resources, b"ColorSpace", name);
            }
            (b"SCN" | b"scn", Some(name)) => self.pattern(name, resources, depth),
            (b"sh", Some(name)) => {
                if let Some((_, shading)) = self.resource(resources, b"Shading", name) {
                    self.shading(shading, name);
                }
            }
            (b"Tf", _) => {
                let Some(Object::Name(name)) = operation.operands.first() else { return };
                let font = resources.find(self.document, b"Font", name).and_then(|(_, font)| font.as_dict().ok());
                state.font = font;
                state.missing_font = font.is_none().then(|| String::from_utf8_lossy(name).into_owned());
            }
            (b"Tr", _) => state.mode = operation.operands.first().and_then(|mode| mode.as_i64().ok()).unwrap_or(0),
            (b"Tj" | b"TJ" | b"'" | b"\"", _) if state.mode != INVISIBLE => {
                if let Some(text) = operation.operands.last() {
                    self.show(text, state, resources, depth);
                }
            }
            (b"BI", _) => {
                // Without its data the content is told to end too early.
                if let Some((dictionary, bytes)) = &operation.inline {
                    self.picture(dictionary, bytes, "BI", resources);
                }
            }
            _ => {}
        }
    }
}

/// An object's number, as files write it.
fn reference(id: Option<ObjectId>) -> String {
    id.map_or_else(|| "-".to_owned(), |(number, generation)| format!("{number} {generation} R"))
}
