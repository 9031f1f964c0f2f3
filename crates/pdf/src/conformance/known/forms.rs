//! Dictionaries of which every key is known, and what its value looks like.
//!
//! Whatever else a dictionary holds makes the file one that is not judged here.

use std::borrow::Cow;
use std::cell::Cell;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, decode_text_string};

use super::objection::{Kept, knows, unknown};
use crate::unpack;

/// Streams that unpack to more bytes are not judged here.
const UNPACKED: usize = 256 << 20;

/// What the value of a key looks like. None but [`ValueShape::Reference`] is an indirect object.
#[derive(Clone, Copy)]
pub(super) enum ValueShape {
    /// This name.
    Is(&'static str),
    /// One of these names.
    OneOf(&'static [&'static str]),
    /// Any name.
    Name,
    /// This truth value.
    Truth(bool),
    /// A whole number that is not negative.
    Count,
    /// This number.
    Exactly(i64),
    /// Any number.
    Number,
    /// An array of so many numbers.
    Numbers(usize),
    /// An array, each of whose elements is looked at by itself.
    Array,
    /// A dictionary that is looked at by itself.
    Dictionary,
    /// A text that is not blank.
    Text,
    /// A string of bytes.
    String,
    /// A reference to an object that is looked at by itself.
    Reference,
    /// Whatever is looked at by itself.
    Any,
}

/// A key and the shape of its value.
pub(super) type KnownKey = (&'static str, ValueShape);

/// The keys that a kind of dictionary must and may have.
pub(super) struct DictionaryForm {
    /// What the dictionary is.
    pub what: &'static str,
    pub must: &'static [KnownKey],
    pub may: &'static [KnownKey],
}

/// A file whose objects are marked when they are reached.
pub(super) struct KnownFile<'a> {
    pub document: &'a Document,
    /// For each object number, whether it was reached.
    reached: Vec<Cell<bool>>,
}

impl<'a> KnownFile<'a> {
    pub fn new(document: &'a Document) -> Self {
        let count = usize::try_from(document.max_id).unwrap_or(0).saturating_add(1);
        Self { document, reached: vec![Cell::new(false); count] }
    }

    /// What an object that must be a reference leads to, which is an object itself.
    pub fn followed(&self, object: &'a Object) -> Kept<(ObjectId, &'a Object)> {
        let Object::Reference(id) = object else { return unknown("a value that is not an indirect object") };
        match (self.document.objects.get(id), self.reached.get(id.0 as usize)) {
            (Some(target), Some(reached)) if !matches!(target, Object::Reference(_)) => {
                reached.set(true);
                Ok((*id, target))
            }
            _ => unknown("a reference that leads to nothing"),
        }
    }

    /// A dictionary of a known form, whether direct or indirect.
    pub fn entries(&self, object: &'a Object, form: &'static DictionaryForm) -> Kept<KnownEntries<'a>> {
        let object = if matches!(object, Object::Reference(_)) { self.followed(object)?.1 } else { object };
        let Object::Dictionary(dictionary) = object else { return unknown(format!("{} that is none", form.what)) };
        KnownEntries::new(dictionary, form)
    }

    /// A stream whose dictionary has a known form.
    pub fn stream(&self, object: &'a Object, form: &'static DictionaryForm) -> Kept<(&'a Stream, KnownEntries<'a>)> {
        let Object::Stream(stream) = self.followed(object)?.1 else {
            return unknown(format!("{} that is none", form.what));
        };
        Ok((stream, KnownEntries::new(&stream.dict, form)?))
    }

    /// Objection unless every object of the file was reached.
    pub fn all_are_reached(&self) -> Kept {
        let hidden = self.document.objects.keys().find(|id| !self.reached.get(id.0 as usize).is_some_and(Cell::get));
        hidden.map_or(Ok(()), |id| unknown(format!("object {}, to which nothing leads", id.0)))
    }
}

/// The data of a stream behind its only filter, if it has one.
pub(super) fn data<'a>(stream: &'a Stream) -> Kept<Cow<'a, [u8]>> {
    match stream.dict.get(b"Filter") {
        Err(_) => Ok(Cow::Borrowed(&stream.content)),
        Ok(Object::Name(name)) if name == b"FlateDecode" => match unpack::inflated(&stream.content, UNPACKED) {
            Ok(bytes) => Ok(Cow::Owned(bytes)),
            Err(unpack::Broken) => unknown("a stream that cannot be unpacked whole"),
        },
        Ok(_) => unknown("a filter that is not known"),
    }
}

/// A dictionary all of whose keys are known.
#[derive(Clone, Copy)]
pub(super) struct KnownEntries<'a> {
    dictionary: &'a Dictionary,
    what: &'static str,
}

impl<'a> KnownEntries<'a> {
    fn new(dictionary: &'a Dictionary, form: &'static DictionaryForm) -> Kept<Self> {
        let what = form.what;
        for (key, value) in dictionary {
            let known = form.must.iter().chain(form.may).find(|(name, _)| name.as_bytes() == key);
            let Some((name, shape)) = known else {
                return unknown(format!("`{}` in {what}", String::from_utf8_lossy(key)));
            };
            if !has_shape(value, *shape) {
                return unknown(format!("the value of `{name}` in {what}"));
            }
        }
        match form.must.iter().find(|(name, _)| !dictionary.has(name.as_bytes())) {
            Some((name, _)) => unknown(format!("{what} without `{name}`")),
            None => Ok(Self { dictionary, what }),
        }
    }

    pub fn get(&self, key: &str) -> Option<&'a Object> {
        self.dictionary.get(key.as_bytes()).ok()
    }

    /// The value of a key that must be there.
    pub fn value(&self, key: &str) -> Kept<&'a Object> {
        self.get(key).map_or_else(|| unknown(format!("{} without `{key}`", self.what)), Ok)
    }

    pub fn name(&self, key: &str) -> Option<&'a [u8]> {
        self.get(key)?.as_name().ok()
    }

    pub fn count(&self, key: &str) -> Option<usize> {
        self.get(key)?.as_i64().ok()?.try_into().ok()
    }

    pub fn numbers(&self, key: &str) -> Vec<f32> {
        self.array(key).iter().filter_map(|number| number.as_float().ok()).collect()
    }

    pub fn array(&self, key: &str) -> &'a [Object] {
        self.get(key).and_then(|array| array.as_array().ok()).map_or(&[], Vec::as_slice)
    }

    pub fn string(&self, key: &str) -> Option<&'a [u8]> {
        self.get(key)?.as_str().ok()
    }

    /// A text; nothing if there is none, or it cannot be read.
    pub fn text(&self, key: &str) -> Option<String> {
        decode_text_string(self.get(key)?).ok()
    }

    pub fn id(&self, key: &str) -> Option<ObjectId> {
        self.get(key)?.as_reference().ok()
    }
}

/// The entries of a dictionary that names what it holds, such as fonts.
pub(super) fn named<'a>(object: &'a Object, what: &str) -> Kept<&'a Dictionary> {
    let Object::Dictionary(dictionary) = object else { return unknown(format!("{what} that are no dictionary")) };
    for (name, _) in dictionary {
        knows(name.iter().all(u8::is_ascii_alphanumeric), "a name with unusual characters")?;
    }
    Ok(dictionary)
}

fn has_shape(value: &Object, shape: ValueShape) -> bool {
    let is_number = |object: &Object| matches!(object, Object::Integer(_) | Object::Real(_));
    match (shape, value) {
        (ValueShape::Is(name), Object::Name(own)) => name.as_bytes() == own,
        (ValueShape::OneOf(names), Object::Name(own)) => names.iter().any(|name| name.as_bytes() == own),
        (ValueShape::Name, Object::Name(own)) => !own.is_empty() && own.iter().all(u8::is_ascii_graphic),
        (ValueShape::Truth(truth), Object::Boolean(own)) => truth == *own,
        (ValueShape::Count, Object::Integer(number)) => *number >= 0,
        (ValueShape::Exactly(number), Object::Integer(own)) => number == *own,
        (ValueShape::Number, number) => is_number(number),
        (ValueShape::Numbers(count), Object::Array(numbers)) => numbers.len() == count && numbers.iter().all(is_number),
        (ValueShape::Array, Object::Array(_))
        | (ValueShape::Dictionary, Object::Dictionary(_))
        | (ValueShape::String, Object::String(..)) => true,
        (ValueShape::Text, text @ Object::String(..)) => {
            decode_text_string(text).is_ok_and(|text| !text.trim().is_empty())
        }
        (ValueShape::Reference, Object::Reference(_)) | (ValueShape::Any, _) => true,
        _ => false,
    }
}
