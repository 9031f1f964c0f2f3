//! Pictures of pages, small enough to be kept.

use std::fs;
use std::path::Path;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{Rgb, RgbImage};
use kakugi::preflight::draw;
use kakugi::typeset::PagedDocument;
use typst::utils::Scalar;
use typst_render::{RenderOptions, render};

/// Pixels a point: at 72 an inch a page takes some 40 kB, and a pixel's place can be told in points.
const SCALE: f64 = 1.0;
/// What `draw` makes of a point by itself.
const DRAWN_SCALE: f64 = 100.0 / 72.0;
/// So many values of each channel are kept. With half as many, what is lost in rounding comes near a lost grid line, the
/// palest there is, which changes a pixel by 8 of 255; all 256 make the files more than twice as large.
const LEVELS: u8 = 64;
/// By how much a kept value may differ from the one that was drawn: half of what lies between two levels.
pub const ROUNDING: u8 = 2;

/// Draws a page, counted from 1, as it was laid out.
pub fn of_page(pages: &PagedDocument, page: usize) -> RgbImage {
    let options = RenderOptions { pixel_per_pt: Scalar::new(SCALE), ..RenderOptions::default() };
    let drawn = render(&pages.pages()[page - 1], &options);
    // Paper is opaque, so that nothing has to be divided by its opacity.
    let pixels = drawn.data().chunks_exact(4).flat_map(|rgba| [rgba[0], rgba[1], rgba[2]]).collect();
    RgbImage::from_raw(drawn.width(), drawn.height(), pixels).expect("all pixels of a page")
}

/// Draws a page, counted from 1, of a PDF.
pub fn of_pdf(pdf: &[u8], page: usize) -> RgbImage {
    let mut picture = None;
    draw(pdf.to_vec(), page - 1..page, SCALE / DRAWN_SCALE, &mut |canvas| {
        picture = RgbImage::from_raw(canvas.width, canvas.height, canvas.pixels);
    });
    picture.expect("a page of the file")
}

/// The picture as it is kept.
pub fn rounded(picture: &RgbImage) -> RgbImage {
    let steps = f32::from(LEVELS - 1);
    let round = |value: u8| ((f32::from(value) / 255.0 * steps).round() / steps * 255.0).round() as u8;
    let mut picture = picture.clone();
    picture.pixels_mut().for_each(|Rgb(channels)| *channels = channels.map(round));
    picture
}

/// Writes a picture as a PNG that is as small as can be.
pub fn write(picture: &RgbImage, path: &Path) {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter);
    picture.write_with_encoder(encoder).expect("a PNG");
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file that can be written");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_is_rounded_further_than_it_says() {
        let all = RgbImage::from_fn(256, 1, |x, _| Rgb([x as u8; 3]));
        let furthest = all.pixels().zip(rounded(&all).pixels()).map(|(one, other)| one.0[0].abs_diff(other.0[0])).max();
        assert_eq!(furthest, Some(ROUNDING));
    }
}
