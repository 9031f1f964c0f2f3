//! Inline pictures (ISO 32000-1, 8.9.7), which end where their data end.
//!
//! Nothing marks that end but two letters, which may stand within the data as well. So the data themselves are asked: their
//! length as they say it, their sides, or the mark by which their filter ends. Only where none of these tells, the end is
//! guessed from what follows it.

use lopdf::{Dictionary, Object};

use super::{Lexer, Token, is_delimiter, is_space};
use crate::{jpeg, unpack};

/// How many components the colours of a space have; nothing if that is not known.
pub type Components<'a> = &'a dyn Fn(&Object) -> Option<usize>;

/// Bytes after the end of an inline picture that are looked at, to tell it from two letters within the picture.
const AFTER: usize = 16;

impl Lexer<'_> {
    /// The dictionary after `BI` and the bytes between `ID` and `EI`.
    pub(super) fn inline_picture(&mut self, components: Components<'_>) -> Option<(Dictionary, Vec<u8>)> {
        let mut dictionary = Dictionary::new();
        let mut key = None;
        loop {
            match (self.token(0)?, key.take()) {
                (Token::Word(word), _) if word == b"ID" => break,
                (Token::Object(Object::Name(name)), None) => key = Some(in_full(name)),
                (Token::Object(value), Some(name)) => dictionary.set(name.clone(), value_in_full(&name, value)),
                _ => self.broken = true,
            }
        }
        self.at = (self.at + 1).min(self.data.len());
        let start = self.at;
        let end = self.data_end(&dictionary, components);
        if let Some(letters) = end.and_then(|end| self.end_after(end)) {
            self.at = letters + 2;
            return Some((dictionary, self.data[start..end.unwrap_or(letters)].to_vec()));
        }
        self.at = end.unwrap_or(start);
        // Compressed bytes may be followed by their end at once.
        let any = end.is_some() || dictionary.has(b"Filter");
        while self.at + 2 <= self.data.len() {
            let ends = self.data[self.at..].starts_with(b"EI")
                && (self.at == start || any || is_space(self.data[self.at - 1]))
                && self.content_follows(self.at + 2);
            if ends {
                let bytes = self.data[start..self.at].to_vec();
                self.at += 2;
                return Some((dictionary, bytes));
            }
            self.at += 1;
        }
        self.broken = true;
        self.at = self.data.len();
        None
    }

    /// Where the data that begin here end, as they tell themselves.
    fn data_end(&mut self, dictionary: &Dictionary, components: Components<'_>) -> Option<usize> {
        let rest = &self.data[self.at..];
        let said = dictionary.get(b"Length").or_else(|_| dictionary.get(b"L")).and_then(Object::as_i64);
        let said = said.ok().and_then(|said| usize::try_from(said).ok());
        // Some programs count otherwise than the standard says.
        let said = said.and_then(|said| self.at.checked_add(said)).filter(|end| self.end_after(*end).is_some());
        if said.is_some() {
            return said;
        }
        let filter = match dictionary.get(b"Filter").ok() {
            Some(Object::Array(filters)) => filters.first().cloned(),
            other => other.cloned(),
        };
        let parameters = match dictionary.get(b"DecodeParms").ok() {
            Some(Object::Array(all)) => all.first().and_then(|first| first.as_dict().ok()),
            other => other.and_then(|own| own.as_dict().ok()),
        };
        let length = match filter.as_ref().map(Object::as_name) {
            None => length_by_sides(dictionary, components),
            Some(Ok(b"DCTDecode" | b"DCT")) => {
                let rest = &rest[..rest.len().min(self.patience)];
                let length = jpeg::end(rest);
                self.patience -= length.unwrap_or(rest.len());
                length
            }
            Some(Ok(filter)) => {
                let (length, cost) = unpack::end(filter, parameters, rest, self.patience);
                self.patience = self.patience.saturating_sub(cost);
                length
            }
            Some(Err(_)) => None,
        };
        length.and_then(|length| self.at.checked_add(length)).filter(|end| *end <= self.data.len())
    }

    /// Where the letters stand that end a picture, behind data that end here.
    fn end_after(&self, end: usize) -> Option<usize> {
        let rest = self.data.get(end..)?;
        let blank = rest.iter().take_while(|byte| is_space(**byte)).count();
        let after = rest.get(blank..)?.strip_prefix(b"EI")?;
        after.first().is_none_or(|byte| is_space(*byte) || is_delimiter(*byte)).then_some(end + blank)
    }

    /// Whether what stands here may be content again: bytes of pictures are hardly ever all letters.
    fn content_follows(&self, at: usize) -> bool {
        let after = &self.data[at.min(self.data.len())..self.data.len().min(at + AFTER)];
        after.first().is_none_or(|byte| is_space(*byte))
            && after.iter().all(|byte| matches!(byte, b'\t' | b'\n' | 12 | b'\r' | b' '..=b'~'))
    }
}

/// The length in bytes of a picture that is not packed.
fn length_by_sides(dictionary: &Dictionary, components: Components<'_>) -> Option<usize> {
    let number = |key: &[u8]| dictionary.get(key).and_then(Object::as_i64).ok().and_then(|n| usize::try_from(n).ok());
    let mask = dictionary.get(b"ImageMask").and_then(Object::as_bool).unwrap_or(false);
    let components = if mask { 1 } else { components(dictionary.get(b"ColorSpace").ok()?)? };
    let bits = if mask { 1 } else { number(b"BitsPerComponent")? };
    let row = number(b"Width")?.checked_mul(components)?.checked_mul(bits)?.div_ceil(8);
    row.checked_mul(number(b"Height")?)
}

/// Keys and values of inline pictures may be abbreviated (ISO 32000-1, table 93).
fn in_full(key: Vec<u8>) -> Vec<u8> {
    let full: &[u8] = match key.as_slice() {
        b"BPC" => b"BitsPerComponent",
        b"CS" => b"ColorSpace",
        b"D" => b"Decode",
        b"DP" => b"DecodeParms",
        b"F" => b"Filter",
        b"H" => b"Height",
        b"IM" => b"ImageMask",
        b"I" => b"Interpolate",
        b"W" => b"Width",
        _ => return key,
    };
    full.to_vec()
}

/// See [`in_full`]; the names of colour spaces also within an array.
fn value_in_full(key: &[u8], value: Object) -> Object {
    let name = |name: &[u8]| -> Vec<u8> {
        let full: &[u8] = match (key, name) {
            (b"ColorSpace", b"G") => b"DeviceGray",
            (b"ColorSpace", b"RGB") => b"DeviceRGB",
            (b"ColorSpace", b"CMYK") => b"DeviceCMYK",
            (b"ColorSpace", b"I") => b"Indexed",
            _ => name,
        };
        full.to_vec()
    };
    match value {
        Object::Name(own) => Object::Name(name(&own)),
        Object::Array(items) => Object::Array(items.into_iter().map(|item| value_in_full(key, item)).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use lopdf::Document;

    use super::*;
    use crate::colour_space::Space;
    use crate::file::File;

    /// The components of spaces of devices, and of one that resources name.
    fn components(space: &Object) -> Option<usize> {
        match space.as_name() {
            Ok(b"Paper") => Some(2),
            _ => Space::read(&File::of(&Document::new()), None, space, 0).known_components(),
        }
    }

    /// The bytes of the picture that the content begins with, and the operators after it.
    fn read(content: &[u8]) -> (Vec<u8>, Vec<String>) {
        let mut lexer = Lexer::new(content);
        let (_, bytes) = lexer.operation(&components).and_then(|own| own.inline).unwrap_or_default();
        let mut after = Vec::new();
        while let Some(operation) = lexer.operation(&components) {
            after.push(String::from_utf8_lossy(&operation.operator).into_owned());
        }
        (bytes, after)
    }

    /// The picture holds what looks like its end, and what follows it is no letters.
    fn ends_with_its_data(keys: &str, data: &[u8]) {
        for blank in ["\n", " ", "\r\n", ""] {
            let content = [format!("BI {keys} ID ").as_bytes(), data, blank.as_bytes(), b"EI (\x83\xFF) Tj Q"].concat();
            let (bytes, after) = read(&content);
            assert_eq!(bytes, data, "{keys} {blank:?}");
            assert_eq!(after, ["Tj", "Q"], "{keys} {blank:?}");
        }
    }

    const PIXELS: &[u8] = b"a EI Q q EI Q BT EI ET b";

    #[test]
    fn pixels_end_with_the_last_row() {
        for keys in [
            "/W 24 /H 1 /BPC 8 /CS /G",
            "/W 24 /H 1 /BPC 8 /CS /DeviceGray",
            "/W 8 /H 1 /BPC 8 /CS /RGB",
            "/W 3 /H 2 /BPC 8 /CS /CMYK",
            "/W 12 /H 1 /BPC 8 /CS /Paper",
            "/W 3 /H 8 /BPC 8 /ColorSpace [/Indexed /DeviceRGB 1 <000000ffffff>]",
            "/W 24 /H 1 /BPC 8 /CS [/I /RGB 1 <000000ffffff>]",
            "/W 31 /H 6 /IM true /D [1 0]",
            "/W 1 /H 1 /L 24 /F /CCF",
        ] {
            ends_with_its_data(keys, PIXELS);
        }
    }

    #[test]
    fn packed_pixels_end_with_the_mark_of_their_filter() {
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::none());
        zlib.write_all(PIXELS).expect("memory takes anything");
        let zlib = zlib.finish().expect("memory takes anything");
        let runs = [&[23], PIXELS, &[128]].concat();
        // The example of ISO 32000-1, 7.4.4.2.
        let codes = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        for (filter, data) in [
            ("/Fl", zlib.as_slice()),
            ("/FlateDecode", &zlib),
            ("[/Fl]", &zlib),
            ("/RL", &runs),
            ("/LZW", &codes),
            ("/AHx", b"61 62\nEI Q q 0 0 0 0 0 0 0>"),
            ("[/A85 /Fl]", b"9jqo^\nEI Q q 0000000000000~>"),
        ] {
            ends_with_its_data(&format!("/W 4 /H 1 /BPC 8 /CS /G /F {filter}"), data);
        }
        let mut jpeg = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut jpeg)
            .encode(PIXELS, 24, 1, image::ExtendedColorType::L8)
            .expect("a picture");
        // A comment may hold anything.
        let comment = [&[0xFF, 0xFE, 0, 2 + PIXELS.len() as u8], PIXELS].concat();
        jpeg.splice(2..2, comment);
        ends_with_its_data("/W 24 /H 1 /BPC 8 /CS /G /F /DCT", &jpeg);
    }

    #[test]
    fn where_data_do_not_tell_the_end_is_guessed() {
        // A length that leads nowhere, sides that are too large, data that are broken, and a space that nobody knows.
        for keys in ["/W 4 /H 1 /F /Fl /L 9", "/W 99 /H 9 /BPC 8 /CS /G", "/W 4 /H 1 /F /Fl", "/W 2 /H 1 /CS /What"] {
            let content = [format!("BI {keys} ID ").as_bytes(), b"\xFF\nEI \xFF\x00abc\nEI Q"].concat();
            assert_eq!(read(&content).1, ["Q"], "{keys}");
        }
        assert_eq!(read(b"BI /W 4 /H 1 ID never closed"), (Vec::new(), Vec::new()));
    }

    #[test]
    fn the_search_for_ends_is_bounded() {
        let bomb = {
            let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
            for _ in 0..32 {
                zlib.write_all(&[0; 1 << 20]).expect("memory takes anything");
            }
            zlib.finish().expect("memory takes anything")
        };
        let one = [b"BI /W 1 /H 1 /F /Fl ID ", bomb.as_slice(), b"\nEI\n"].concat();
        let content = one.repeat(20);
        let mut lexer = Lexer::new(&content);
        while lexer.operation(&components).is_some() {}
        assert!((1 << 27..=super::super::STREAM).contains(&lexer.sought()), "{}", lexer.sought());
    }
}
