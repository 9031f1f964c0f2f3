//! Which colour spaces a file for the press has where.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::colour_space::{Family, Space};
use crate::pdf::file::{File, as_dictionary};

/// The family that a colour space belongs to.
pub(super) fn family_of(document: &Document, space: &Object) -> Family {
    Space::read(&File::of(document), None, space, 0).family()
}

/// The families of the colour spaces that a drawing calls by name.
pub(super) fn families(document: &Document, id: ObjectId) -> BTreeMap<Vec<u8>, Family> {
    let file = File::of(document);
    let owner = file.by_id(id).and_then(as_dictionary);
    let resources = owner.and_then(|owner| file.dictionary(owner, b"Resources"));
    let named = resources.and_then(|resources| file.dictionary(resources, b"ColorSpace"));
    let entries = named.into_iter().flat_map(Dictionary::iter);
    entries.map(|(name, space)| (name.clone(), family_of(document, space))).collect()
}

/// The profile of a colour space that has one.
pub(super) fn profile_of(document: &Document, space: &Object) -> Option<Vec<u8>> {
    let array = document.dereference(space).ok()?.1.as_array().ok()?;
    if array.first()?.as_name().ok()? != b"ICCBased" {
        return None;
    }
    document.dereference(array.get(1)?).ok()?.1.as_stream().ok()?.get_plain_content().ok()
}
