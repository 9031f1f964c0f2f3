//! Fonts, as far as preflight needs them: whether they are embedded, how wide their glyphs are, what letters mean.

use std::collections::BTreeMap;

use hayro::hayro_interpret::hayro_cmap::{BfString, CMap};
use lopdf::{Dictionary, Object};

use crate::file::{File, as_dictionary};
use crate::geometry::Matrix;

/// Widths that one font may list: each code twice.
const WIDTHS: usize = 140_000;

/// A font of a page.
pub(super) struct Font<'a> {
    /// Its name without the prefix of a subset.
    pub name: String,
    pub embedded: bool,
    /// Codes of two bytes.
    composite: bool,
    pub vertical: bool,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
    unicode: Option<CMap>,
    /// How many widths were read.
    pub listed: usize,
    /// Whether all its widths were read.
    pub whole: bool,
    /// A font whose glyphs are content streams.
    pub drawn: Option<Drawn<'a>>,
}

/// The glyphs of a Type 3 font.
pub(super) struct Drawn<'a> {
    pub glyphs: &'a Dictionary,
    pub matrix: Matrix,
    pub resources: Option<&'a Dictionary>,
    names: BTreeMap<u32, Vec<u8>>,
}

impl Drawn<'_> {
    pub fn glyph(&self, code: u32) -> Option<&[u8]> {
        self.names.get(&code).map(Vec::as_slice)
    }
}

impl<'a> Font<'a> {
    pub fn read(file: &File<'a>, font: &'a Dictionary) -> Self {
        let composite = file.name(font, b"Subtype") == Some(b"Type0");
        let descendant =
            file.array(font, b"DescendantFonts").and_then(<[_]>::first).and_then(|first| file.resolve(first));
        let own = descendant.and_then(as_dictionary).unwrap_or(font);
        let descriptor = file.dictionary(own, b"FontDescriptor");
        let drawn = (file.name(font, b"Subtype") == Some(b"Type3")).then(|| drawn(file, font)).flatten();
        let keys: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
        let file_of =
            |descriptor| keys.iter().any(|key| file.get(descriptor, key).is_some_and(|f| f.as_stream().is_ok()));
        let encoding = file.name(font, b"Encoding").unwrap_or_default();
        let unicode =
            file.get(font, b"ToUnicode").and_then(|map| map.as_stream().ok()).and_then(|map| file.content(map));
        let (widths, listed) =
            if composite { composite_widths(file, own) } else { (simple_widths(file, font), WIDTHS.min(256)) };
        Self {
            name: plain_name(file.name(font, b"BaseFont").or_else(|| file.name(font, b"Name")).unwrap_or(b"?")),
            embedded: drawn.is_some() || descriptor.is_some_and(file_of),
            composite,
            vertical: encoding.ends_with(b"-V"),
            widths,
            listed,
            whole: listed < WIDTHS,
            default_width: match file.number(own, b"DW") {
                Some(width) => width,
                None if composite => 1_000.0,
                None => descriptor.and_then(|own| file.number(own, b"MissingWidth")).unwrap_or(500.0),
            },
            unicode: unicode.and_then(|map| CMap::parse(&map, |_| None)),
            drawn,
        }
    }

    /// The codes of a text; each is a glyph.
    pub fn codes(&self, bytes: &[u8]) -> impl Iterator<Item = u32> {
        let bytes_each = if self.composite { 2 } else { 1 };
        // The last code may lack its second byte.
        let code = move |own: &[u8]| {
            (0..bytes_each).fold(0, |code, at| code << 8 | u32::from(own.get(at).copied().unwrap_or(0)))
        };
        bytes.chunks(bytes_each).map(code)
    }

    /// Whether word spacing counts for a code (ISO 32000-1, 9.3.3).
    pub fn is_blank(&self, code: u32) -> bool {
        !self.composite && code == 32
    }

    /// A glyph's advance in units of the font's size.
    pub fn advance(&self, code: u32) -> f64 {
        let width = self.widths.get(&code).copied().unwrap_or(self.default_width);
        match &self.drawn {
            Some(drawn) => width * drawn.matrix.0[0],
            None => width / 1_000.0,
        }
    }

    /// The letters of a code; nothing if the file does not tell.
    pub fn letters(&self, code: u32) -> String {
        let known = self.unicode.as_ref().and_then(|map| map.lookup_bf_string(code));
        match known {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(letters)) => letters,
            None if self.composite => "□".to_owned(),
            None => char::from_u32(code).filter(|letter| !letter.is_control()).unwrap_or('□').to_string(),
        }
    }
}

/// `ABCDEF+Name` is a subset of `Name`.
fn plain_name(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name).into_owned();
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            rest.to_owned()
        }
        _ => name,
    }
}

fn drawn<'a>(file: &File<'a>, font: &'a Dictionary) -> Option<Drawn<'a>> {
    let mut names = BTreeMap::new();
    let differences = file.dictionary(font, b"Encoding").and_then(|encoding| file.array(encoding, b"Differences"));
    let mut code = 0_u32;
    for item in differences.unwrap_or_default() {
        match file.resolve(item) {
            Some(Object::Integer(number)) => code = u32::try_from(*number).unwrap_or(0),
            Some(Object::Name(name)) => {
                names.insert(code, name.clone());
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    Some(Drawn {
        glyphs: file.dictionary(font, b"CharProcs")?,
        matrix: file.matrix(font, b"FontMatrix"),
        resources: file.dictionary(font, b"Resources"),
        names,
    })
}

fn simple_widths<'a>(file: &File<'a>, font: &'a Dictionary) -> BTreeMap<u32, f64> {
    let first = file.number(font, b"FirstChar").unwrap_or(0.0).max(0.0) as u32;
    let widths = file.array(font, b"Widths").unwrap_or_default().iter().take(256);
    let width = |(at, item): (usize, &'a Object)| Some((first.saturating_add(at as u32), file.as_number(item)?));
    widths.enumerate().filter_map(width).collect()
}

/// Widths of a CID font: `first [w w …]` or `first last w` (ISO 32000-1, 9.7.4.3); and how many were read, which are
/// [`WIDTHS`] where there are more.
fn composite_widths<'a>(file: &File<'a>, font: &'a Dictionary) -> (BTreeMap<u32, f64>, usize) {
    let (mut widths, mut listed) = (BTreeMap::new(), 0);
    let mut insert = |code: u32, width: f64| {
        listed += 1;
        if listed <= WIDTHS {
            widths.insert(code, width);
        }
        listed <= WIDTHS
    };
    let items = file.array(font, b"W").unwrap_or_default();
    let mut at = 0;
    while let Some(first) = items.get(at).and_then(|item| file.as_number(item)) {
        let first = first.max(0.0) as u32;
        match items.get(at + 1).and_then(|item| file.resolve(item)) {
            Some(Object::Array(list)) => {
                for (offset, item) in list.iter().enumerate() {
                    let Some(width) = file.as_number(item) else { continue };
                    if !insert(first.saturating_add(offset as u32), width) {
                        return (widths, WIDTHS);
                    }
                }
                at += 2;
            }
            Some(last) => {
                let last = file.as_number(last).unwrap_or(0.0).max(0.0) as u32;
                if let Some(width) = items.get(at + 2).and_then(|item| file.as_number(item)) {
                    for code in first..=last.min(first.saturating_add(0xFFFF)) {
                        if !insert(code, width) {
                            return (widths, WIDTHS);
                        }
                    }
                }
                at += 3;
            }
            None => break,
        }
    }
    (widths, listed)
}
