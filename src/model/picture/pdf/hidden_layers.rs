//! Layers of a PDF (optional content, ISO 32000-1, 8.11): which of them are switched off.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The layers that are off when the file is opened.
pub(super) struct HiddenLayers {
    off: BTreeSet<ObjectId>,
}

impl HiddenLayers {
    pub fn of(document: &Document) -> Self {
        let mut off = BTreeSet::new();
        let properties = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"OCProperties"));
        let Some(properties) = properties else { return Self { off } };
        let Some(usual) = dictionary(document, properties, b"D") else { return Self { off } };
        if usual.get_deref(b"BaseState", document).and_then(Object::as_name).is_ok_and(|state| state == b"OFF") {
            off.extend(references(document, properties, b"OCGs"));
        }
        for id in references(document, usual, b"ON") {
            off.remove(&id);
        }
        off.extend(references(document, usual, b"OFF"));
        Self { off }
    }

    /// The name of a layer that hides what belongs to a group of layers or to conditions; nothing where it is seen.
    pub fn hiding(&self, document: &Document, object: &Object) -> Option<String> {
        let (id, group) = document.dereference(object).ok()?;
        let group = group.as_dict().ok()?;
        if !group.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"OCMD") {
            return id.filter(|id| self.off.contains(id)).map(|_| layer_name(document, group));
        }
        let members = members(document, group);
        let count = members.iter().filter(|id| self.off.contains(id)).count();
        let is_seen = match group.get(b"P").and_then(Object::as_name) {
            _ if members.is_empty() => true,
            Ok(b"AllOn") => count == 0,
            Ok(b"AnyOff") => count > 0,
            Ok(b"AllOff") => count == members.len(),
            // Any that is on is enough.
            _ => count < members.len(),
        };
        if is_seen {
            return None;
        }
        let first = members.first().and_then(|id| document.get_dictionary(*id).ok());
        Some(first.map(|layer| layer_name(document, layer)).unwrap_or_default())
    }
}

/// The references of a list.
fn references(document: &Document, holder: &Dictionary, key: &[u8]) -> Vec<ObjectId> {
    let list = holder.get_deref(key, document).and_then(Object::as_array);
    list.into_iter().flatten().filter_map(|item| item.as_reference().ok()).collect()
}

/// The layers on which conditions depend: one, or a list.
fn members(document: &Document, conditions: &Dictionary) -> Vec<ObjectId> {
    match conditions.get(b"OCGs") {
        Ok(Object::Reference(id)) => match document.get_object(*id) {
            Ok(Object::Array(layers)) => layers.iter().filter_map(|layer| layer.as_reference().ok()).collect(),
            _ => vec![*id],
        },
        Ok(Object::Array(layers)) => layers.iter().filter_map(|layer| layer.as_reference().ok()).collect(),
        _ => Vec::new(),
    }
}

/// What viewers call a layer; empty where it has no name that can be read.
fn layer_name(document: &Document, layer: &Dictionary) -> String {
    let name = layer.get_deref(b"Name", document).ok();
    name.and_then(|name| lopdf::decode_text_string(name).ok()).unwrap_or_default()
}

/// The dictionary under a key, or that of the stream.
pub(super) fn dictionary<'d>(document: &'d Document, holder: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
    match holder.get_deref(key, document).ok()? {
        Object::Dictionary(found) => Some(found),
        Object::Stream(found) => Some(&found.dict),
        _ => None,
    }
}
