//! Layers of a PDF (optional content, ISO 32000-1, 8.11): which of them are switched off.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The layers that are off when the file is opened.
pub(super) struct Layers {
    off: BTreeSet<ObjectId>,
}

impl Layers {
    pub fn of(document: &Document) -> Self {
        let mut off = BTreeSet::new();
        let properties = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"OCProperties"));
        let Some((properties, usual)) = properties.and_then(|own| Some((own, dictionary(document, own, b"D")?))) else {
            return Self { off };
        };
        let list = |own: &Dictionary, key: &[u8]| -> Vec<ObjectId> {
            let list = own.get_deref(key, document).and_then(Object::as_array);
            list.into_iter().flatten().filter_map(|item| item.as_reference().ok()).collect()
        };
        if usual.get_deref(b"BaseState", document).and_then(Object::as_name).is_ok_and(|state| state == b"OFF") {
            off.extend(list(properties, b"OCGs"));
        }
        for id in list(usual, b"ON") {
            off.remove(&id);
        }
        off.extend(list(usual, b"OFF"));
        Self { off }
    }

    /// The name of a layer that hides what belongs to this group of layers or these conditions; nothing where it is seen.
    pub fn hide(&self, document: &Document, object: &Object) -> Option<String> {
        let (id, own) = document.dereference(object).ok()?;
        let own = own.as_dict().ok()?;
        let name = |own: &Dictionary| {
            own.get_deref(b"Name", document)
                .ok()
                .and_then(|name| lopdf::decode_text_string(name).ok())
                .unwrap_or_default()
        };
        if !own.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"OCMD") {
            return id.filter(|id| self.off.contains(id)).map(|_| name(own));
        }
        let groups = match own.get(b"OCGs") {
            Ok(one @ Object::Reference(_)) => match document.dereference(one) {
                Ok((_, Object::Array(several))) => several.clone(),
                _ => vec![one.clone()],
            },
            Ok(Object::Array(several)) => several.clone(),
            _ => Vec::new(),
        };
        let ids: Vec<ObjectId> = groups.iter().filter_map(|group| group.as_reference().ok()).collect();
        let is_off = |id: &ObjectId| self.off.contains(id);
        let seen = ids.is_empty()
            || match own.get(b"P").and_then(Object::as_name) {
                Ok(b"AllOn") => !ids.iter().any(is_off),
                Ok(b"AnyOff") => ids.iter().any(is_off),
                Ok(b"AllOff") => ids.iter().all(is_off),
                _ => !ids.iter().all(is_off),
            };
        let named = || ids.first().and_then(|id| document.get_dictionary(*id).ok()).map(name).unwrap_or_default();
        (!seen).then(named)
    }
}

pub(super) fn dictionary<'d>(document: &'d Document, own: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
    match own.get_deref(key, document).ok()? {
        Object::Dictionary(found) => Some(found),
        Object::Stream(found) => Some(&found.dict),
        _ => None,
    }
}
