//! Pictures of pixels in a content, with their masks.

use lopdf::{Dictionary, Document, Object};

use super::resources::{Resources, components};
use super::{ContentInspection, reference};
use crate::diagnostic::reasons;
use crate::limits::{PDF_PIXELS, PDF_STREAM};
use crate::pdf::file::File;
use crate::pdf::unpack::{self, Broken};
use crate::pdf::{bounds, jpeg};

reasons! {
    picture_broken(page: usize, object: &str)
    en: "a picture on page {page} (object {object}) is truncated or damaged";
    ja: "{page}ページの画像（オブジェクト{object}）が途中で切れているか、壊れています";
}

/// The mark with which a JPEG 2000 codestream ends (ISO 15444-1, A.4.4).
const CODESTREAM_END: [u8; 2] = [0xFF, 0xD9];
/// That mark is looked for in so many bytes at the end, as files may have something behind the codestream.
const CODESTREAM_TAIL: usize = 4_096;

impl<'d> ContentInspection<'d, '_> {
    /// A picture of pixels with its masks; `name` is what messages call it.
    pub fn picture(&mut self, parameters: &Dictionary, bytes: &[u8], name: &str, resources: &Resources<'d, '_>) {
        if self.check_pixels(parameters, bytes, resources).is_err() {
            self.remarks.error(picture_broken, name);
        }
        for key in [b"SMask".as_slice(), b"Mask"] {
            let Ok(mask) = parameters.get(key) else { continue };
            match self.document.dereference(mask) {
                Ok((id, Object::Stream(mask))) => {
                    if id.is_none_or(|id| self.seen.insert(id))
                        && self.check_pixels(&mask.dict, &mask.content, resources).is_err()
                    {
                        self.remarks.error(picture_broken, &reference(id));
                    }
                }
                Ok((_, Object::Array(_) | Object::Name(_) | Object::Null)) => {}
                _ => self.missing(key),
            }
        }
    }

    /// Checks that a picture has all of its pixels.
    fn check_pixels(&self, parameters: &Dictionary, bytes: &[u8], resources: &Resources<'d, '_>) -> Result<(), Broken> {
        let document = self.document;
        let width = number(document, parameters, b"Width", b"W").ok_or(Broken)?;
        let height = number(document, parameters, b"Height", b"H").ok_or(Broken)?;
        if width == 0 || height == 0 {
            return Err(Broken);
        }
        let unpacked = unpack::strict(document, parameters, bytes, PDF_STREAM)?;
        if let Some(filter) = unpacked.picture {
            return check_coded(&filter, &unpacked.bytes);
        }
        let is_mask = parameters.get_deref(b"ImageMask", document).and_then(Object::as_bool).unwrap_or(false);
        let (bits, components) = if is_mask {
            (Some(1), Some(1))
        } else {
            let space =
                parameters.get_deref(b"ColorSpace", document).or_else(|_| parameters.get_deref(b"CS", document));
            let components = space.ok().and_then(|space| components(&File::of(document), resources, space));
            (number(document, parameters, b"BitsPerComponent", b"BPC"), components)
        };
        let (Some(bits), Some(components)) = (bits, components) else { return Ok(()) };
        let row = width.saturating_mul(components).saturating_mul(bits).div_ceil(8);
        if unpacked.bytes.len() < row.saturating_mul(height) { Err(Broken) } else { Ok(()) }
    }
}

/// Checks what a filter of pictures holds, whose own head may claim more than the dictionary does. The reader that draws
/// tells of the rest.
fn check_coded(filter: &[u8], bytes: &[u8]) -> Result<(), Broken> {
    let is_whole = match filter {
        b"DCTDecode" => jpeg::whole(bytes).is_ok(),
        b"JPXDecode" => {
            bytes.windows(2).rev().take(CODESTREAM_TAIL).any(|two| two == CODESTREAM_END)
                && bounds::codestream_is_sound(bytes, PDF_PIXELS)
        }
        b"JBIG2Decode" => bounds::segments_are_sound(bytes, PDF_PIXELS),
        _ => true,
    };
    if is_whole { Ok(()) } else { Err(Broken) }
}

/// A number of a picture, by its key or the abbreviation of inline pictures (ISO 32000-1, table 93).
fn number(document: &Document, parameters: &Dictionary, key: &[u8], abbreviation: &[u8]) -> Option<usize> {
    let value = parameters.get_deref(key, document).or_else(|_| parameters.get_deref(abbreviation, document));
    value.and_then(Object::as_i64).ok().and_then(|number| usize::try_from(number).ok())
}
