//! Files of pictures: whole, of the kind that their names say, and of a size that can be held.

use std::io::Cursor;
use std::sync::Arc;

use image::{ImageFormat, ImageReader};
use roxmltree::Document;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Picture, picture_pdf, picture_svg};
use crate::diagnostic::{Reason, Term};
use crate::limits::{PICTURE_PIXELS, PICTURE_SIDE};

impl Picture {
    /// The path by which pages refer to what is shown: the file, or a page of it as a drawing.
    pub fn shown(&self) -> String {
        let path = &self.file.path;
        match self.page {
            _ if ending(path) != "pdf" => path.clone(),
            None => format!("{path}.1.svg"),
            Some(page) => format!("{path}.{}.svg", page.value.normalize()),
        }
    }
}

fn ending(path: &str) -> String {
    path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// What a picture shows: the bytes of its file, or the drawing of its page.
///
/// # Errors
/// Why it cannot be shown.
pub(super) fn content(picture: &Picture, bytes: Arc<[u8]>) -> Result<Arc<[u8]>, Reason> {
    let path = &picture.file.path;
    let page = picture.page.map_or(Decimal::ONE, |page| page.value);
    match ending(path).as_str() {
        "pdf" => {
            let page = page.is_integer().then(|| page.to_usize()).flatten();
            let page = page.ok_or(Term::PagesCounted)?;
            let drawing = picture_pdf::drawing(&bytes, page)?;
            Document::parse_with_options(&drawing, picture_svg::options()).map_err(|_| Term::PageTooLarge)?;
            Ok(drawing.into_bytes().into())
        }
        _ if picture.page.is_some() => Err(Term::OnlyPdfHasPages.into()),
        "svg" => picture_svg::sound(&bytes).map(|()| bytes),
        _ => sound_pixels(path, &bytes).map(|()| bytes),
    }
}

/// Checks that the bytes are a whole picture of the kind that the path's ending says.
fn sound_pixels(path: &str, bytes: &[u8]) -> Result<(), Reason> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let named = ImageFormat::from_path(path).map_err(|_| Term::NoPictureFormat)?;
    match reader.format() {
        Some(found) if found == named => pixels_within_limits(bytes),
        Some(found) => Err(Reason::Misnamed(format!("{named:?}"), format!("{found:?}"))),
        None => Err(Term::NoPictureFormat.into()),
    }
}

/// Checks that the bytes are a whole picture of a size that can be held: one of a few bytes may claim to be as large
/// as it likes.
pub(super) fn pixels_within_limits(bytes: &[u8]) -> Result<(), Reason> {
    let broken = |e: image::ImageError| Reason::Named(Term::CannotDecode, e.to_string());
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(PICTURE_SIDE), Some(PICTURE_SIDE));
    let reader = || {
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
        // The default keeps the memory of the decoder below 512 MiB.
        reader.limits(limits.clone());
        Ok::<_, Reason>(reader)
    };
    let (width, height) = reader()?.into_dimensions().map_err(broken)?;
    if width > PICTURE_SIDE || height > PICTURE_SIDE || u64::from(width) * u64::from(height) > PICTURE_PIXELS {
        return Err(Reason::Figures(Term::PixelsOverLimit, [width, height].map(|side| side.to_string())));
    }
    reader()?.decode().map(drop).map_err(broken)
}
