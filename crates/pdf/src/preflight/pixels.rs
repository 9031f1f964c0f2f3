//! Pixels of pictures, as the numbers of their colour space.

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::Stream;
use hayro::hayro_syntax::object::stream::{ImageColorSpace, ImageDecodeParams};
use lopdf::Dictionary;

use crate::colour_space::Space;
use crate::file::File;
use crate::{bounds, jpeg, unpack};

/// The most numbers of a picture: A3 in CMYK at 600 pixels an inch.
const NUMBERS: u64 = 300_000_000;

/// A picture's pixels, eight bits a component, from its top left corner.
pub(super) struct Pixels {
    pub width: usize,
    pub height: usize,
    pub components: usize,
    pub data: Vec<u8>,
    /// Whether all of them are there.
    pub whole: bool,
}

/// Why there are no pixels.
pub(super) enum NoPixels {
    Broken,
    TooLarge,
    /// One bit a pixel, or a kind of which the colours are not looked at.
    NotNeeded,
}

/// Decodes a picture.
///
/// # Errors
/// Why that cannot be done.
pub(super) fn decode(
    file: &File<'_>,
    picture: &Dictionary,
    bytes: &[u8],
    [width, height]: [i64; 2],
    space: &Space,
    bits: i64,
) -> Result<Pixels, NoPixels> {
    let (width, height) = (u32::try_from(width), u32::try_from(height));
    let (Ok(width), Ok(height)) = (width, height) else { return Err(NoPixels::Broken) };
    let components = space.components();
    if u64::from(width) * u64::from(height) * components.max(1) as u64 > NUMBERS {
        return Err(NoPixels::TooLarge);
    }
    let mut filters = unpack::filters(file.document, picture);
    let last = filters.last().map(|(name, _)| name.clone()).unwrap_or_default();
    let data = match last.as_slice() {
        b"DCTDecode" | b"JPXDecode" => {
            filters.pop();
            let coded = unpack(file, &filters, bytes).ok_or(NoPixels::Broken)?;
            if last == b"JPXDecode" && !bounds::codestream_is_sound(&coded, NUMBERS / 4) {
                return Err(NoPixels::TooLarge);
            }
            let pixels = photograph(&coded, &last, [width, height]).ok_or(NoPixels::Broken)?;
            let whole = last != b"DCTDecode" || jpeg::whole(&coded).is_ok();
            return Ok(Pixels { whole, ..pixels });
        }
        b"CCITTFaxDecode" | b"JBIG2Decode" => return Err(NoPixels::NotNeeded),
        _ => file.decoded(picture, bytes).ok_or(NoPixels::Broken)?,
    };
    let (width, height) = (width as usize, height as usize);
    let samples = widened(&data, width * components, height, bits).ok_or(NoPixels::Broken)?;
    let bits = usize::try_from(bits).unwrap_or(0);
    let whole = data.len() >= width.saturating_mul(components).saturating_mul(bits).div_ceil(8).saturating_mul(height);
    Ok(Pixels { width, height, components, data: samples, whole })
}

fn unpack(file: &File<'_>, filters: &[(Vec<u8>, Option<Dictionary>)], bytes: &[u8]) -> Option<Vec<u8>> {
    if filters.is_empty() {
        return Some(bytes.to_vec());
    }
    let mut outer = Dictionary::new();
    let names = filters.iter().map(|(name, _)| lopdf::Object::Name(name.clone())).collect();
    outer.set("Filter", lopdf::Object::Array(names));
    file.decoded(&outer, bytes)
}

/// Samples of any number of bits as bytes; what is missing at the end is 0.
fn widened(data: &[u8], row: usize, rows: usize, bits: i64) -> Option<Vec<u8>> {
    let bits = usize::try_from(bits).ok().filter(|bits| matches!(bits, 1 | 2 | 4 | 8 | 16))?;
    let stride = (row.checked_mul(bits)?).div_ceil(8);
    let mut samples = Vec::with_capacity(row.checked_mul(rows)?);
    for line in 0..rows {
        for at in 0..row {
            let bit = at * bits;
            let byte = data.get(line * stride + bit / 8).copied().unwrap_or(0);
            samples.push(match bits {
                8 | 16 => byte,
                _ => {
                    let most = (1_u16 << bits) - 1;
                    let value = (u16::from(byte) >> (8 - bits - bit % 8)) & most;
                    (value * 255 / most) as u8
                }
            });
        }
    }
    Some(samples)
}

/// A JPEG or JPEG 2000 picture; the decoder takes it from a file, so that one is made around it.
fn photograph(coded: &[u8], filter: &[u8], [width, height]: [u32; 2]) -> Option<Pixels> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    let head = format!(
        "<</Width {width}/Height {height}/Filter/{}/Length {}>>\nstream\n",
        String::from_utf8_lossy(filter),
        coded.len()
    );
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>";
    let objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page];
    for (number, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    offsets.push(file.len());
    file.extend(b"4 0 obj\n");
    file.extend(head.bytes());
    file.extend(coded);
    file.extend(b"\nendstream\nendobj\n");
    let start = file.len();
    file.extend(b"xref\n0 5\n0000000000 65535 f \n");
    offsets.iter().for_each(|offset| file.extend(format!("{offset:010} 00000 n \n").bytes()));
    file.extend(format!("trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    let pdf = Pdf::new(file).ok()?;
    let id = hayro::hayro_syntax::object::ObjectIdentifier::new(4, 0);
    let stream: Stream<'_> = pdf.xref().get(id)?;
    let decoded = stream.decoded_image(&ImageDecodeParams { width, height, ..ImageDecodeParams::default() }).ok()?;
    let own = decoded.image_data?;
    let (width, height) = (own.width as usize, own.height as usize);
    let components = match own.color_space? {
        ImageColorSpace::Gray => 1,
        ImageColorSpace::Rgb => 3,
        ImageColorSpace::Cmyk => 4,
        ImageColorSpace::Unknown(count) => usize::from(count),
    };
    let enough = decoded.data.len() >= width.checked_mul(height)?.checked_mul(components)? && components > 0;
    enough.then(|| Pixels { width, height, components, data: decoded.data.into_owned(), whole: true })
}
