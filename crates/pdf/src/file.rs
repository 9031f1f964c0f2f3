//! Access to the objects of a PDF file that never fails and has limits.

use std::cell::Cell;

use kakugi_diagnostic::Words;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::geometry::{Area, Matrix};
use super::{bounds, unpack};

/// The most bytes that one stream may become.
pub const STREAM: usize = 256 << 20;
/// References to references to …
const CHAIN: usize = 32;
/// What decoding a stream costs besides its bytes, in steps of which a byte unpacked costs half.
const DECODING: u64 = 1_000;

/// What is told of a file that is no PDF.
pub const NOT_A_PDF: Words = Words::new("it is damaged, or not a PDF", "壊れているか、PDFではありません");
/// What is told of a PDF that opens only with a password.
pub const ENCRYPTED: Words =
    Words::new("it is encrypted; save it without a password", "暗号化されています。パスワードなしで保存してください");

/// The objects of a file.
pub struct File<'a> {
    /// The document, for what is not asked here.
    pub document: &'a Document,
    /// What unpacking streams has cost so far: a step for each two bytes.
    unpacked: Cell<u64>,
}

impl<'a> File<'a> {
    /// The objects of a document.
    pub fn of(document: &'a Document) -> Self {
        Self { document, unpacked: Cell::new(0) }
    }

    /// What unpacking streams has cost so far, in steps.
    pub fn unpacked(&self) -> u64 {
        self.unpacked.get()
    }

    /// What a reference leads to, or the object itself; nothing for `null`.
    pub fn resolve(&self, mut object: &'a Object) -> Option<&'a Object> {
        for _ in 0..CHAIN {
            match object {
                Object::Reference(id) => object = self.document.objects.get(id)?,
                Object::Null => return None,
                _ => return Some(object),
            }
        }
        None
    }

    /// The value of a key, references followed.
    pub fn get(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.resolve(dictionary.get(key).ok()?)
    }

    /// The dictionary under a key, or that of the stream.
    pub fn dictionary(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        as_dictionary(self.get(dictionary, key)?)
    }

    /// The array under a key, whose items may be references.
    pub fn array(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
        self.get(dictionary, key)?.as_array().ok().map(Vec::as_slice)
    }

    /// The name under a key, without its slash.
    pub fn name(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.get(dictionary, key)?.as_name().ok()
    }

    /// The finite number under a key.
    pub fn number(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<f64> {
        self.as_number(self.get(dictionary, key)?)
    }

    /// The truth value under a key.
    pub fn boolean(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<bool> {
        self.get(dictionary, key)?.as_bool().ok()
    }

    /// An object, references followed, as a finite number.
    pub fn as_number(&self, object: &'a Object) -> Option<f64> {
        self.resolve(object)?.as_float().ok().map(f64::from).filter(|number| number.is_finite())
    }

    /// The array under a key, if all its items are numbers.
    pub fn numbers(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<Vec<f64>> {
        self.array(dictionary, key)?.iter().map(|item| self.as_number(item)).collect()
    }

    /// The matrix under a key; one that changes nothing if there is none.
    pub fn matrix(&self, dictionary: &'a Dictionary, key: &[u8]) -> Matrix {
        let numbers = self.numbers(dictionary, key).and_then(|numbers| numbers.try_into().ok());
        numbers.map_or(Matrix::IDENTITY, Matrix)
    }

    /// A rectangle given by any two opposite corners.
    pub fn rectangle(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<Area> {
        let [x0, y0, x1, y1]: [f64; 4] = self.numbers(dictionary, key)?.try_into().ok()?;
        Area::around([[x0, y0], [x1, y1]])
    }

    /// The content of a stream; nothing if it cannot be decoded or is too large.
    pub fn content(&self, stream: &Stream) -> Option<Vec<u8>> {
        self.decoded(&stream.dict, &stream.content)
    }

    /// Whether a stream can be unpacked to its last byte: [`content`](Self::content) takes what there is.
    pub fn is_whole(&self, stream: &Stream) -> bool {
        // Of nothing nothing is missing.
        if stream.content.is_empty() || unpack::filters(self.document, &stream.dict).is_empty() {
            return true;
        }
        let unpacked = unpack::strict(self.document, &stream.dict, &stream.content, STREAM);
        let grown = unpacked.as_ref().map_or(stream.content.len(), |unpacked| unpacked.bytes.len());
        self.unpacked.set(self.unpacked.get() + DECODING + grown as u64 / 2);
        unpacked.is_ok_and(|unpacked| unpacked.picture.is_none())
    }

    /// Bytes after their filters, as far as those are not of pictures.
    pub fn decoded(&self, dictionary: &Dictionary, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = bytes.to_vec();
        self.unpacked.set(self.unpacked.get() + DECODING);
        for (filter, parameters) in unpack::filters(self.document, dictionary) {
            if !parameters.as_ref().is_none_or(bounds::row_is_sound) {
                return None;
            }
            let mut layer = Dictionary::new();
            layer.set("Filter", Object::Name(filter));
            if let Some(parameters) = parameters {
                layer.set("DecodeParms", Object::Dictionary(parameters));
            }
            bytes = Stream::new(layer, bytes).decompressed_content_with_limit(STREAM).ok()?;
            self.unpacked.set(self.unpacked.get() + bytes.len() as u64 / 2);
        }
        Some(bytes)
    }

    /// The object of a number, references followed.
    pub fn by_id(&self, id: ObjectId) -> Option<&'a Object> {
        self.resolve(self.document.objects.get(&id)?)
    }

    /// The catalog, from which all of the document is reached.
    pub fn catalog(&self) -> Option<&'a Dictionary> {
        self.dictionary(&self.document.trailer, b"Root")
    }

    /// The pages in their order, each with the attributes that it inherits; and whether the tree is sound.
    pub fn pages(&self) -> (Vec<Dictionary>, bool) {
        const PAGES: usize = 20_000;
        let mut found = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let mut sound = true;
        let Some(root) = self.catalog().and_then(|catalog| catalog.get(b"Pages").ok()) else {
            return (found, false);
        };
        let mut stack: Vec<(&'a Object, Dictionary)> = vec![(root, Dictionary::new())];
        while let Some((object, inherited)) = stack.pop() {
            let fresh = object.as_reference().is_ok_and(|id| seen.insert(id));
            let Some(node) = self.resolve(object).and_then(as_dictionary).filter(|_| fresh) else {
                sound = false;
                continue;
            };
            let mut own = inherited;
            for (key, value) in node {
                let inherits = matches!(key.as_slice(), b"Resources" | b"MediaBox" | b"CropBox" | b"Rotate");
                if inherits || !node.has(b"Kids") {
                    own.set(key.clone(), value.clone());
                }
            }
            match self.array(node, b"Kids") {
                Some(kids) => stack.extend(kids.iter().rev().map(|kid| (kid, own.clone()))),
                None if found.len() < PAGES => found.push(own),
                None => sound = false,
            }
            if stack.len() > 10 * PAGES {
                return (found, false);
            }
        }
        (found, sound)
    }
}

/// A dictionary, or that of a stream.
pub fn as_dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}
