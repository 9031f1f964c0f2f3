//! Pictures: files that must be what their names say.

use image::ImageReader;

use super::super::Picture;
use super::super::report::PictureFile;
use super::Check;
use crate::diagnostic::Problem;

/// The largest width and height of a picture: A3 at 1,200 pixels an inch.
const PIXELS: u32 = 20_000;

impl Check<'_> {
    /// Reads a picture and makes sure that it is one.
    pub(super) fn picture(&mut self, picture: &Picture) {
        let path = &picture.file.path;
        if self.pictures.contains_key(path) {
            return;
        }
        let bytes = self.folder.file(path).and_then(|bytes| match sound(path, &bytes) {
            Ok(()) => Ok(bytes),
            Err(reason) => Err(Problem::PictureUnreadable { path: path.clone(), reason }),
        });
        match bytes {
            Ok(bytes) => {
                let file = PictureFile { bytes, datum: picture.file.datum };
                self.pictures.insert(path.clone(), file);
            }
            Err(problem) => self.report_at(picture.file.datum, problem),
        }
    }
}

/// Checks that the bytes are a whole picture of the kind that the path's ending says.
fn sound(path: &str, bytes: &[u8]) -> Result<(), String> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if ending.as_deref() == Some("svg") {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
        let tree = roxmltree::Document::parse(text).map_err(|e| e.to_string())?;
        let is_svg = tree.root_element().tag_name().name() == "svg";
        return if is_svg { Ok(()) } else { Err("it is no SVG drawing".to_owned()) };
    }
    let mut reader = ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().map_err(|e| e.to_string())?;
    // A picture of a few bytes may claim to be as large as it likes.
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(PIXELS), Some(PIXELS));
    reader.limits(limits);
    let named = image::ImageFormat::from_path(path).map_err(|e| e.to_string())?;
    match reader.format() {
        Some(found) if found == named => reader.decode().map(drop).map_err(|e| e.to_string()),
        Some(found) => Err(format!("its name says {named:?}, its content {found:?}")),
        None => Err("it is no PNG, JPEG, WebP or SVG".to_owned()),
    }
}
