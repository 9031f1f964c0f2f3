//! Files of pictures: whole, of the kind that their names say, and of a size that can be held.

use std::io::Cursor;
use std::sync::Arc;

use image::{ImageFormat, ImageReader};
use roxmltree::{Document, Node, ParsingOptions};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Picture, picture_pdf};
use crate::diagnostic::{Reason, Term};

/// The largest width and height of a picture: A3 at 1,200 pixels an inch.
const SIDE: u32 = 20_000;
/// A drawing of more elements takes longer to read than the whole report.
const ELEMENTS: u32 = 500_000;

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
            Document::parse_with_options(&drawing, options()).map_err(|_| Term::PageTooLarge)?;
            Ok(drawing.into_bytes().into())
        }
        _ if picture.page.is_some() => Err(Term::OnlyPdfHasPages.into()),
        "svg" => sound_drawing(&bytes).map(|()| bytes),
        _ => sound_pixels(path, &bytes).map(|()| bytes),
    }
}

/// Drawing programs put a document type before the drawing. Entities in it are expanded to a fixed limit only.
fn options<'i>() -> ParsingOptions<'i> {
    ParsingOptions { allow_dtd: true, nodes_limit: ELEMENTS, ..ParsingOptions::default() }
}

/// Checks that the bytes are a drawing that shows everywhere what it shows to its maker.
fn sound_drawing(bytes: &[u8]) -> Result<(), Reason> {
    let text = std::str::from_utf8(bytes).map_err(|_| Term::PictureNotUtf8)?;
    let tree = Document::parse_with_options(text, options());
    let tree = tree.map_err(|e| Reason::Named(Term::NotWellFormed, e.to_string()))?;
    if tree.root_element().tag_name().name() != "svg" {
        return Err(Term::NoDrawing.into());
    }
    for element in tree.descendants().filter(Node::is_element) {
        match element.tag_name().name() {
            "script" => return Err(Term::HoldsScript.into()),
            "foreignObject" if !element.ancestors().any(|above| above.tag_name().name() == "switch") => {
                return Err(Term::HoldsWebText.into());
            }
            "a" => continue,
            _ => {}
        }
        let style = element.tag_name().name() == "style";
        let texts = element.text().filter(|_| style).into_iter();
        for (name, value) in element.attributes().map(|a| (a.name(), a.value())).chain(texts.map(|text| ("", text))) {
            if let Some(target) = outside(name, value) {
                return Err(Reason::Named(Term::RefersTo, target.to_owned()));
            }
        }
    }
    Ok(())
}

/// What an attribute or a style sheet refers to outside its drawing.
fn outside<'v>(attribute: &str, value: &'v str) -> Option<&'v str> {
    let own = |target: &str| target.is_empty() || target.starts_with('#') || target.starts_with("data:");
    if attribute == "href" {
        let target = value.trim();
        return (!own(target)).then_some(target);
    }
    if value.contains("@import") {
        return Some("@import");
    }
    let targets = value.split("url(").skip(1).map(|rest| rest.split(')').next().unwrap_or_default());
    targets.map(|target| target.trim().trim_matches(['"', '\''])).find(|target| !own(target))
}

/// Checks that the bytes are a whole picture of the kind that the path's ending says.
fn sound_pixels(path: &str, bytes: &[u8]) -> Result<(), Reason> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    // A picture of a few bytes may claim to be as large as it likes; the default keeps its memory below 512 MiB.
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE), Some(SIDE));
    reader.limits(limits);
    let named = ImageFormat::from_path(path).map_err(|_| Term::NoPictureFormat)?;
    match reader.format() {
        Some(found) if found == named => {
            reader.decode().map(drop).map_err(|e| Reason::Named(Term::CannotDecode, e.to_string()))
        }
        Some(found) => Err(Reason::Misnamed(format!("{named:?}"), format!("{found:?}"))),
        None => Err(Term::NoPictureFormat.into()),
    }
}
