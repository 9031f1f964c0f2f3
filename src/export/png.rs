//! Pictures of pages, for mail and for slides.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbaImage};
use typst::utils::Scalar;
use typst_layout::{Page, PagedDocument};
use typst_render::{RenderOptions, render};

use crate::internal::{ExpectInternal, InternalError};

/// Pixels an inch.
const RESOLUTION: f64 = 150.0;

/// Each page of a document as PNG, at 150 pixels an inch.
///
/// # Errors
/// None but those of the program itself.
pub fn png(document: &PagedDocument) -> Result<Vec<Vec<u8>>, InternalError> {
    document.pages().iter().map(|page| page_png(page, RESOLUTION)).collect()
}

/// A page as PNG, in pixels per inch.
///
/// # Errors
/// None but those of the program itself.
pub fn page_png(page: &Page, resolution: f64) -> Result<Vec<u8>, InternalError> {
    let options = RenderOptions { pixel_per_pt: Scalar::new(resolution / 72.0), ..RenderOptions::default() };
    let drawn = render(page, &options);
    // Paper is opaque, so that nothing has to be divided by its opacity.
    let pixels = RgbaImage::from_raw(drawn.width(), drawn.height(), drawn.data().to_vec());
    let pixels = DynamicImage::from(pixels.internal("a page that was drawn lacks pixels")?).into_rgb8();
    let mut out = Cursor::new(Vec::new());
    pixels.write_to(&mut out, ImageFormat::Png).internal("a page cannot be written as PNG")?;
    Ok(out.into_inner())
}
