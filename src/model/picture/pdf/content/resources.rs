//! The resources of a content: what its names lead to.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::hidden_layers::dictionary;
use crate::pdf::colour_space::Space;
use crate::pdf::file::File;

/// The resources of a content, with those of what draws it.
pub(super) struct Resources<'d, 'o> {
    pub own: Option<&'d Dictionary>,
    pub outer: Option<&'o Resources<'d, 'o>>,
}

impl<'d> Resources<'d, '_> {
    /// What a name of a kind leads to, with its id where it has one.
    pub fn find(&self, document: &'d Document, kind: &[u8], name: &[u8]) -> Option<(Option<ObjectId>, &'d Object)> {
        let entry = self.own.and_then(|own| dictionary(document, own, kind)).and_then(|kind| kind.get(name).ok());
        match entry.and_then(|entry| document.dereference(entry).ok()).filter(|(_, object)| !object.is_null()) {
            Some(found) => Some(found),
            None => self.outer?.find(document, kind, name),
        }
    }

    /// The reference under which a layer stands among the property lists.
    pub fn property_list(&self, document: &'d Document, name: &[u8]) -> Option<&'d Object> {
        let lists = self.own.and_then(|own| dictionary(document, own, b"Properties"));
        match lists.and_then(|lists| lists.get(name).ok()) {
            Some(list) => Some(list),
            None => self.outer?.property_list(document, name),
        }
    }
}

/// How many numbers a colour of a space has; nothing for spaces that are not known.
pub(super) fn components<'d>(file: &File<'d>, resources: &Resources<'d, '_>, space: &Object) -> Option<usize> {
    let named = space.as_name().ok().and_then(|name| resources.find(file.document, b"ColorSpace", name));
    Space::read(file, None, named.map_or(space, |(_, named)| named), 0).known_components()
}
