//! Colour spaces (ISO 32000-1 §8.6).

use lopdf::{Dictionary, Document, Object};

use super::content::Space;

/// The family that a colour space belongs to.
pub(super) fn space_of(document: &Document, space: &Object) -> Space {
    let Ok((_, space)) = document.dereference(space) else { return Space::Other };
    let (name, array) = match space {
        Object::Name(name) => (name.as_slice(), None),
        Object::Array(array) => (array.first().and_then(|first| first.as_name().ok()).unwrap_or_default(), Some(array)),
        _ => return Space::Other,
    };
    match name {
        b"DeviceRGB" | b"CalRGB" => Space::Rgb,
        b"DeviceGray" | b"CalGray" => Space::Grey,
        b"DeviceCMYK" => Space::Cmyk,
        b"ICCBased" => {
            let profile = array.and_then(|array| document.dereference(array.get(1)?).ok()?.1.as_stream().ok());
            match profile.and_then(|profile| profile.dict.get(b"N").and_then(Object::as_i64).ok()) {
                Some(1) => Space::Grey,
                Some(3) => Space::Rgb,
                Some(4) => Space::Cmyk,
                _ => Space::Other,
            }
        }
        _ => Space::Other,
    }
}

/// The profile of a colour space that has one.
pub(super) fn profile_of(document: &Document, space: &Object) -> Option<Vec<u8>> {
    let array = document.dereference(space).ok()?.1.as_array().ok()?;
    if array.first()?.as_name().ok()? != b"ICCBased" {
        return None;
    }
    document.dereference(array.get(1)?).ok()?.1.as_stream().ok()?.get_plain_content().ok()
}

/// The dictionary that a key leads to, here or elsewhere in the file.
pub(super) fn dictionary<'a>(document: &'a Document, parent: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    dict_of(parent.get_deref(key, document).ok()?)
}

/// A dictionary, or that of a stream.
pub(super) fn dict_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}
