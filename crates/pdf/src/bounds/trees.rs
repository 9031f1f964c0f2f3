//! Objects that name others of their kind, which name others in turn: pages, and pictures that stand for a picture or mask it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::limits;

/// A picture has a mask, or others that may stand for it, which have masks in turn (ISO 32000-1, 8.9.5.4 and 11.6.5.3); whoever
/// follows more of them holds the data of all.
const MASKS: usize = 8;
/// The most pictures that are reached from one, those that are named twice counted twice.
const MASKS_BELOW: usize = 64;

/// Whether the tree of pages holds no more pages than can be looked at, those that are named twice counted twice.
pub fn pages_are_sound(document: &Document) -> bool {
    let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let mut tree = Tree { next: &kids, document, deepest: limits::PDF_TREE, known: BTreeMap::new() };
    root.is_ok_and(|root| tree.nodes_from(root, 0).is_some_and(|all| all <= limits::PDF_PAGES))
}

fn kids(document: &Document, node: &Dictionary) -> Vec<ObjectId> {
    let kids = node.get_deref(b"Kids", document).and_then(Object::as_array);
    kids.into_iter().flatten().filter_map(|kid| kid.as_reference().ok()).collect()
}

/// Whether all pictures are masked, and stood for, by no more pictures than can be followed.
///
/// # Errors
/// The picture from which more are reached, or that leads back to itself.
pub fn masks_are_sound(document: &Document) -> Result<(), ObjectId> {
    let mut tree = Tree { next: &masks, document, deepest: MASKS, known: BTreeMap::new() };
    let mut pictures = document.objects.iter().filter(|(_, object)| object.as_stream().is_ok()).map(|(id, _)| *id);
    let too_many = pictures.find(|id| tree.nodes_from(*id, 0).is_none_or(|all| all > MASKS_BELOW));
    too_many.map_or(Ok(()), Err)
}

fn masks(document: &Document, picture: &Dictionary) -> Vec<ObjectId> {
    let alternates = picture.get_deref(b"Alternates", document).and_then(Object::as_array);
    let resolved = |object| document.dereference(object).ok().and_then(|(_, object)| object.as_dict().ok());
    let alternates = alternates.into_iter().flatten().filter_map(resolved).map(|alternate| alternate.get(b"Image"));
    let named = [picture.get(b"SMask"), picture.get(b"Mask")].into_iter().chain(alternates);
    named.filter_map(|object| object.and_then(Object::as_reference).ok()).collect()
}

/// Objects and those that they name.
struct Tree<'a> {
    document: &'a Document,
    next: &'a dyn Fn(&'a Document, &'a Dictionary) -> Vec<ObjectId>,
    /// Nodes below the first are nested less deep.
    deepest: usize,
    /// How many nodes were counted from a node on; nothing for those that are being counted.
    known: BTreeMap<ObjectId, Option<usize>>,
}

impl Tree<'_> {
    /// How many nodes there are from one on; nothing of those that lead back to themselves or are too deep.
    fn nodes_from(&mut self, node: ObjectId, depth: usize) -> Option<usize> {
        if let Some(counted) = self.known.get(&node) {
            return *counted;
        }
        if depth > self.deepest {
            return None;
        }
        self.known.insert(node, None);
        let object = self.document.get_object(node).ok();
        let own =
            object.and_then(|object| object.as_dict().ok().or(object.as_stream().ok().map(|stream| &stream.dict)));
        let mut all: usize = 1;
        for next in own.map(|own| (self.next)(self.document, own)).unwrap_or_default() {
            all = all.saturating_add(self.nodes_from(next, depth + 1)?);
        }
        self.known.insert(node, Some(all));
        Some(all)
    }
}
