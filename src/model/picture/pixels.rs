//! Pictures of pixels: whole, and of a size that can be held.

use std::io::{Cursor, ErrorKind};

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::error::ImageError;
use image::{AnimationDecoder, ImageFormat, ImageReader};

use super::words;
use crate::diagnostic::{Reason, Words, reason};
use crate::limits::{PICTURE_PIXELS, PICTURE_SIDE};
use crate::pdf::jpeg;

/// Checks that the bytes are a whole picture of a size that can be held: one of a few bytes may claim to be as large
/// as it likes.
///
/// # Errors
/// Why it cannot be shown.
pub(super) fn whole(bytes: &[u8]) -> Result<(), Reason> {
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(PICTURE_SIDE), Some(PICTURE_SIDE));
    let reader = || {
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
        // The default keeps the memory of the decoder below 512 MiB.
        reader.limits(limits.clone());
        Ok::<_, Reason>(reader)
    };
    let (width, height) = reader()?.into_dimensions().map_err(|e| error(&e, bytes))?;
    if width > PICTURE_SIDE || height > PICTURE_SIDE || u64::from(width) * u64::from(height) > PICTURE_PIXELS {
        return Err(reason!(
            "it has {first} × {second} pixels, which is too many; make it smaller",
            "{first}×{second}画素あり、大きすぎます。縮小してください",
            first = width,
            second = height
        ));
    }
    if width == 0 || height == 0 {
        return Err(Words::new("it has no pixels", "画素がありません").into());
    }
    let format = reader()?.format();
    if format == Some(ImageFormat::Jpeg) {
        jpeg::whole(bytes)?;
    }
    if format == Some(ImageFormat::Png) && !profile_is_sound(bytes) {
        return Err(words::unpacks_too_large(ICC_BYTES >> 20));
    }
    // The decoder is content with the pixels of a GIF that it found, and fills the rest.
    if format == Some(ImageFormat::Gif) && !gif_is_whole(bytes).unwrap_or(false) {
        return Err(jpeg::BREAKS_OFF.into());
    }
    reader()?.decode().map_err(|e| error(&e, bytes))?;
    Ok(())
}

/// What is wrong, in our words: those of the decoder are about its own insides.
fn error(error: &ImageError, bytes: &[u8]) -> Reason {
    match error {
        ImageError::IoError(e) if e.kind() == ErrorKind::UnexpectedEof => jpeg::BREAKS_OFF.into(),
        ImageError::Limits(_) => {
            Words::new("it has too many pixels; make it smaller", "画素が多すぎます。縮小してください").into()
        }
        ImageError::Unsupported(_) => Words::new(
            "its pixel format is not supported; save it again as PNG",
            "画素の記録形式に対応していません。PNGで保存し直してください",
        )
        .into(),
        _ if breaks_off(bytes) => jpeg::BREAKS_OFF.into(),
        _ => jpeg::DAMAGED.into(),
    }
}

/// Whether a file has fewer bytes than it says, or lacks what its kind ends with.
fn breaks_off(bytes: &[u8]) -> bool {
    match bytes {
        [0x89, b'P', ..] => !bytes.windows(4).rev().take(64).any(|four| four == b"IEND"),
        [b'R', b'I', b'F', b'F', a, b, c, d, ..] => {
            let said = u32::from_le_bytes([*a, *b, *c, *d]);
            u64::from(said) + 8 > bytes.len() as u64
        }
        [0xFF, 0xD8, ..] => !bytes.windows(2).any(|two| two == [0xFF, 0xD9]),
        _ => false,
    }
}

/// The most bytes of a colour profile within a picture.
const ICC_BYTES: usize = 16 << 20;

/// Whether the colour profile of a PNG unpacks to no more than one can have; whoever shows the picture reads it whole.
fn profile_is_sound(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(8..).unwrap_or_default();
    // Length, kind, data, checksum.
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let data = &after[..length.min(after.len())];
        if &head[4..] == b"iCCP" {
            // A name that ends with 0, and the way in which it is packed.
            let packed = data.iter().position(|byte| *byte == 0).and_then(|at| data.get(at + 2..));
            return packed.is_none_or(|packed| crate::pdf::unpack::is_at_most(packed, ICC_BYTES));
        }
        rest = after.get(length.saturating_add(4)..).unwrap_or_default();
    }
    true
}

/// Whether the data of the first frame of a GIF come to their end (GIF89a, §15 to 25); nothing where the file ends before.
fn gif_is_whole(bytes: &[u8]) -> Option<bool> {
    let table = |flags: u8| if flags & 0x80 != 0 { 3 << ((flags & 7) + 1) } else { 0 };
    let mut at = 13 + table(*bytes.get(10)?);
    loop {
        let frame = match *bytes.get(at)? {
            0x21 => {
                at += 2;
                false
            }
            0x2C => {
                // Its place and size, its colours, and the size of its codes.
                at += 10 + table(*bytes.get(at + 9)?) + 1;
                true
            }
            // Nothing is left, or something that does not belong here.
            _ => return Some(false),
        };
        // Blocks, each behind its length, up to one of none.
        while let length @ 1.. = usize::from(*bytes.get(at)?) {
            at += 1 + length;
        }
        at += 1;
        if frame {
            return Some(true);
        }
    }
}

/// Whether a picture moves: paper shows the first of its frames.
pub(super) fn moves(bytes: &[u8]) -> bool {
    let cursor = || Cursor::new(bytes);
    match image::guess_format(bytes) {
        Ok(ImageFormat::Png) => PngDecoder::new(cursor()).is_ok_and(|png| png.is_apng().unwrap_or(false)),
        Ok(ImageFormat::WebP) => WebPDecoder::new(cursor()).is_ok_and(|webp| webp.has_animation()),
        // Two frames are enough to know.
        Ok(ImageFormat::Gif) => GifDecoder::new(cursor()).is_ok_and(|gif| gif.into_frames().take(2).count() > 1),
        _ => false,
    }
}
