//! Pictures as they are handed to Typst.

use std::borrow::Cow;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

/// The largest width and height of a picture in pixels: A4 at more than 400 an inch.
const LARGEST: u32 = 5_000;

/// The picture's bytes, made smaller if it has more pixels than any page can show, and in three colours if it is in four
/// inks, which the standards of the archive edition forbid (ISO 19005-3 §6.2.4).
///
/// The file on disk stays as it is. What cannot be read here is passed on: the report has
/// been loaded with sound pictures only, so that is a drawing.
pub(super) fn for_pages(bytes: &[u8]) -> Cow<'_, [u8]> {
    converted(bytes).map_or(Cow::Borrowed(bytes), Cow::Owned)
}

/// The bytes of a picture that is in four inks already, which the press takes as they are.
pub(super) fn for_press(bytes: &[u8]) -> Option<&[u8]> {
    is_in_inks(bytes).then_some(bytes)
}

/// Whether a JPEG file is in the four inks of printing.
fn is_in_inks(bytes: &[u8]) -> bool {
    let mut decoder = zune_jpeg::JpegDecoder::new(zune_jpeg::zune_core::bytestream::ZCursor::new(bytes));
    decoder.decode_headers().is_ok() && decoder.input_colorspace().is_some_and(|space| space.num_components() == 4)
}

fn converted(bytes: &[u8]) -> Option<Vec<u8>> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let format = reader.format()?;
    let inks = format == ImageFormat::Jpeg && is_in_inks(bytes);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if width <= LARGEST && height <= LARGEST && !inks {
        return None;
    }
    // Cameras store how the picture is to be turned (EXIF orientation), which is lost in a new file.
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    if width > LARGEST || height > LARGEST {
        picture = picture.resize(LARGEST, LARGEST, FilterType::Lanczos3);
    }
    let mut out = Cursor::new(Vec::new());
    match format {
        ImageFormat::Jpeg => {
            picture.into_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut out, 92)).ok()?
        }
        format => picture.write_to(&mut out, format).ok()?,
    }
    Some(out.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_huge_pictures_are_made_smaller() {
        let encoded = |width, height, format| {
            let mut out = Cursor::new(Vec::new());
            DynamicImage::new_rgb8(width, height).write_to(&mut out, format).expect("memory takes anything");
            out.into_inner()
        };
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let small = encoded(400, 300, format);
            assert_eq!(for_pages(&small), small);
            let huge = encoded(6_000, 30, format);
            let made = image::load_from_memory_with_format(&for_pages(&huge), format).expect("a picture");
            assert_eq!((made.width(), made.height()), (5_000, 25));
        }
        assert_eq!(for_pages(b"<svg/>").as_ref(), b"<svg/>");
    }
}
