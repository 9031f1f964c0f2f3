//! Fonts of a page: embedded, and with letters that can be found.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::words;
use super::hidden_layers::dictionary;
use crate::diagnostic::{Reason, reasons};

reasons! {
    unknown_encoding(encoding: &str)
    en: "its text uses the encoding {encoding}, which is not supported; save it with another program";
    ja: "文字の符号化方式`{encoding}`には対応していません。別のソフトで保存し直してください";
}

/// What is to be known of a font of which something is shown.
#[derive(Clone, Default)]
pub(super) struct DrawnFont {
    /// Whether its letters are of several bytes.
    pub is_composite: bool,
    /// The names under which it is known.
    pub names: Vec<String>,
    /// Why its letters cannot be drawn.
    pub error: Option<Reason>,
    /// The contents that draw its letters, if contents do.
    pub letters: Vec<ObjectId>,
}

impl DrawnFont {
    pub fn read(document: &Document, font: &Dictionary) -> Self {
        let kind = name(document, font, b"Subtype").unwrap_or_default();
        if kind == "Type3" {
            let contents = dictionary(document, font, b"CharProcs").into_iter().flatten();
            let letters = contents.filter_map(|(_, letter)| letter.as_reference().ok()).collect();
            return Self { letters, ..Self::default() };
        }
        let is_composite = kind == "Type0";
        let descendant = if is_composite { descendant(document, font) } else { None };
        let described = descendant.unwrap_or(font);
        let descriptor = dictionary(document, described, b"FontDescriptor");
        let names = [
            name(document, font, b"BaseFont"),
            name(document, described, b"BaseFont"),
            descriptor.and_then(|descriptor| name(document, descriptor, b"FontName")),
        ];
        let names: Vec<String> = names.into_iter().flatten().map(|name| plain(&name).to_owned()).collect();
        let error = if !descriptor.is_some_and(|descriptor| is_embedded(document, descriptor)) {
            Some(words::font_not_embedded(names.first().map_or("", String::as_str)))
        } else if is_composite {
            foreign_encoding(document, font).map(|encoding| unknown_encoding(&encoding))
        } else {
            None
        };
        Self { is_composite, names, error, letters: Vec::new() }
    }
}

fn name(document: &Document, holder: &Dictionary, key: &[u8]) -> Option<String> {
    let name = holder.get_deref(key, document).and_then(Object::as_name).ok()?;
    Some(String::from_utf8_lossy(name).into_owned())
}

/// The font that has the letters of a composite one (ISO 32000-1, 9.7.1).
fn descendant<'d>(document: &'d Document, font: &'d Dictionary) -> Option<&'d Dictionary> {
    let descendants = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok()?;
    document.dereference(descendants.first()?).ok()?.1.as_dict().ok()
}

/// Whether a font descriptor holds the font itself.
fn is_embedded(document: &Document, descriptor: &Dictionary) -> bool {
    [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"]
        .iter()
        .any(|key| descriptor.get_deref(key, document).is_ok_and(|file| file.as_stream().is_ok()))
}

/// An encoding of letters that is neither in the file nor the plain one.
fn foreign_encoding(document: &Document, font: &Dictionary) -> Option<String> {
    let name: &[u8] = match font.get_deref(b"Encoding", document).ok()? {
        Object::Name(name) => name,
        Object::Stream(map) => map.dict.get_deref(b"UseCMap", document).and_then(Object::as_name).ok()?,
        _ => return None,
    };
    let is_plain = matches!(name, b"Identity-H" | b"Identity-V");
    (!is_plain).then(|| String::from_utf8_lossy(name).into_owned())
}

/// `ABCDEF+Name` is a subset of `Name` (ISO 32000-1, 9.6.4).
pub(super) fn plain(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, name)) if tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()) => name,
        _ => name,
    }
}
