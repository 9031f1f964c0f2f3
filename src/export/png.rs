//! Pictures of pages, for mail and for slides.

use std::io::Cursor;

use image::{ImageFormat, RgbaImage};
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::{RenderOptions, render};

/// Pixels an inch.
const RESOLUTION: f64 = 150.0;

/// Each page of a document as PNG, at 150 pixels an inch.
pub fn png(document: &PagedDocument) -> Vec<Vec<u8>> {
    let options = RenderOptions { pixel_per_pt: Scalar::new(RESOLUTION / 72.0), ..RenderOptions::default() };
    let picture = |page| {
        let drawn = render(page, &options);
        // Paper is opaque, so that nothing has to be divided by its opacity.
        let pixels = RgbaImage::from_raw(drawn.width(), drawn.height(), drawn.data().to_vec()).unwrap_or_default();
        let mut out = Cursor::new(Vec::new());
        // Memory takes anything.
        let _ = image::DynamicImage::from(pixels).into_rgb8().write_to(&mut out, ImageFormat::Png);
        out.into_inner()
    };
    document.pages().iter().map(picture).collect()
}
