//! Fonts of a page: embedded, and with letters that can be found.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::words;
use super::layers::dictionary;
use crate::diagnostic::{Reason, reasons};

reasons! {
    unknown_encoding(encoding: &str)
    en: "its text uses the encoding {encoding}, which is not supported; save it with another program";
    ja: "文字の符号化方式`{encoding}`には対応していません。別のソフトで保存し直してください";
}

/// What is to be known of a font of which something is shown.
#[derive(Clone)]
pub(super) struct Font {
    /// Whether its letters are of several bytes.
    pub composite: bool,
    /// The names under which it is known.
    pub names: Vec<String>,
    /// Why its letters cannot be drawn.
    pub error: Option<Reason>,
    /// The contents that draw its letters, if contents do.
    pub letters: Vec<ObjectId>,
}

impl Font {
    pub fn read(document: &Document, font: &Dictionary) -> Self {
        let name = |own: &Dictionary, key: &[u8]| {
            let name = own.get_deref(key, document).and_then(Object::as_name).ok()?;
            Some(String::from_utf8_lossy(name).into_owned())
        };
        let kind = name(font, b"Subtype").unwrap_or_default();
        let composite = kind == "Type0";
        let mut read = Self { composite, names: Vec::new(), error: None, letters: Vec::new() };
        if kind == "Type3" {
            let drawn = dictionary(document, font, b"CharProcs");
            read.letters = drawn.into_iter().flatten().filter_map(|(_, letter)| letter.as_reference().ok()).collect();
            return read;
        }
        let descendant = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
        let descendant = descendant.and_then(|all| document.dereference(all.first()?).ok()?.1.as_dict().ok());
        let own = if composite { descendant.unwrap_or(font) } else { font };
        let descriptor = dictionary(document, own, b"FontDescriptor");
        let names =
            [name(font, b"BaseFont"), name(own, b"BaseFont"), descriptor.and_then(|own| name(own, b"FontName"))];
        read.names = names.into_iter().flatten().map(|name| plain(&name).to_owned()).collect();
        let embedded = |descriptor: &Dictionary| {
            [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"]
                .iter()
                .any(|key| descriptor.get_deref(key, document).is_ok_and(|file| file.as_stream().is_ok()))
        };
        if !descriptor.is_some_and(embedded) {
            let shown = read.names.first().cloned().unwrap_or_default();
            read.error = Some(words::font_not_embedded(&shown));
        } else if composite {
            read.error = encoding(document, font).map(|encoding| unknown_encoding(&encoding));
        }
        read
    }
}

/// An encoding of letters that is neither in the file nor the plain one.
fn encoding(document: &Document, font: &Dictionary) -> Option<String> {
    let foreign = |name: &[u8]| {
        let plain = matches!(name, b"Identity-H" | b"Identity-V");
        (!plain).then(|| String::from_utf8_lossy(name).into_owned())
    };
    match font.get_deref(b"Encoding", document).ok()? {
        Object::Name(name) => foreign(name),
        Object::Stream(own) => match own.dict.get_deref(b"UseCMap", document) {
            Ok(Object::Name(name)) => foreign(name),
            _ => None,
        },
        _ => None,
    }
}

/// `ABCDEF+Name` is a subset of `Name` (ISO 32000-1, 9.6.4).
pub(super) fn plain(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, name)) if tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()) => name,
        _ => name,
    }
}
