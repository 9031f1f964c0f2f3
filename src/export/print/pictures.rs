//! Pictures of pixels (ISO 32000-1 §8.9) in the colours of the press.

use lopdf::{Document, Object, Stream};

use super::ToInks;
use super::condition::black_of;
use super::content::Target;
use super::spaces::family_of;
use crate::pdf::colour_space::Family;

/// So many pixels are converted at a time.
const BATCH: usize = 1 << 16;

/// The picture with inks in place of colours of the screen; nothing if it can stay as it is.
///
/// Pictures in CMYK and grey stay: a JPEG is not decoded, so nothing of it is lost.
pub(super) fn converted(document: &Document, picture: &Stream, target: Target, inks: &ToInks<'_>) -> Option<Stream> {
    let dict = &picture.dict;
    if dict.get(b"ImageMask").and_then(Object::as_bool).unwrap_or(false) {
        return None;
    }
    let space = family_of(document, dict.get(b"ColorSpace").ok()?);
    let named = dict.get(b"ColorSpace").and_then(Object::as_name).is_ok_and(|name| name.starts_with(b"Device"));
    let wanted = match (space, target) {
        (Family::Rgb, _) => {
            if target == Target::Process {
                "DeviceCMYK"
            } else {
                "DeviceGray"
            }
        }
        (Family::Cmyk, Target::Black | Target::Mask) => "DeviceGray",
        (Family::Cmyk, _) if !named => "DeviceCMYK",
        (Family::Grey, _) if !named => "DeviceGray",
        _ => return None,
    };
    let mut made = picture.clone();
    made.dict.set("ColorSpace", Object::Name(wanted.into()));
    if space == Family::Grey || (space == Family::Cmyk && target == Target::Process) {
        return Some(made);
    }
    let pixels = pixels(document, picture, space)?;
    let mut out = Vec::with_capacity(pixels.len() * 4);
    for batch in pixels.chunks(BATCH) {
        if target == Target::Process {
            out.extend(inks(batch).iter().flatten().map(|ink| byte(*ink)));
        } else {
            out.extend(batch.iter().map(|pixel| byte(1.0 - black_of(*pixel))));
        }
    }
    made.dict.set("BitsPerComponent", 8);
    for stale in ["Filter", "DecodeParms", "Decode", "Intent", "Mask"] {
        made.dict.remove(stale.as_bytes());
    }
    let mut made = Stream::new(made.dict, out);
    // Incompressible pictures stay as they are.
    let _ = made.compress();
    Some(made)
}

fn byte(share: f32) -> u8 {
    // The value is between 0 and 255.
    (share.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// The pixels as sRGB from 0 to 1.
fn pixels(document: &Document, picture: &Stream, space: Family) -> Option<Vec<[f32; 3]>> {
    let dict = &picture.dict;
    let filters = picture.filters().unwrap_or_default();
    let rgb: Vec<u8> = if filters.last() == Some(&b"DCTDecode".as_slice()) {
        image::load_from_memory_with_format(&picture.content, image::ImageFormat::Jpeg).ok()?.into_rgb8().into_raw()
    } else if space == Family::Rgb {
        let samples = picture.get_plain_content().ok()?;
        match dict.get(b"BitsPerComponent").and_then(Object::as_i64).ok()? {
            8 => samples,
            16 => samples.chunks_exact(2).map(|sample| sample[0]).collect(),
            _ => return None,
        }
    } else {
        return None;
    };
    let side = |key: &[u8]| dict.get(key).and_then(Object::as_i64).ok().and_then(|side| usize::try_from(side).ok());
    let count = side(b"Width")?.checked_mul(side(b"Height")?)?;
    let own = super::spaces::profile_of(document, dict.get(b"ColorSpace").ok()?);
    let rgb = own.and_then(|profile| to_srgb(&profile, &rgb)).unwrap_or(rgb);
    let pixel = |pixel: &[u8]| [pixel[0], pixel[1], pixel[2]].map(|value| f32::from(value) / 255.0);
    let pixels: Vec<[f32; 3]> = rgb.chunks_exact(3).map(pixel).collect();
    (pixels.len() == count).then_some(pixels)
}

/// Colours by another profile as sRGB, which all but photographs of good cameras are anyway.
fn to_srgb(profile: &[u8], rgb: &[u8]) -> Option<Vec<u8>> {
    let own = moxcms::ColorProfile::new_from_slice(profile).ok()?;
    let screen = moxcms::ColorProfile::new_srgb();
    let layout = moxcms::Layout::Rgb;
    let transform = own.create_transform_8bit(layout, &screen, layout, moxcms::TransformOptions::default()).ok()?;
    let mut out = vec![0; rgb.len()];
    transform.transform(rgb, &mut out).ok()?;
    Some(out)
}
