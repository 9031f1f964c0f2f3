//! What differs from one document and one edition to another, as the component `setting.typ` tells it to the others.

use typst::foundations::Bytes;

use super::Files;

/// The component that holds the setting.
pub(super) const FILE: &str = "setting.typ";

/// For which edition a document is set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EditionSetting {
    /// Which of a colour's values are used.
    pub inks: ColourValues,
    /// What surrounds the trimmed pages.
    pub sheet: PressSheet,
}

/// Which of a colour's values are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourValues {
    /// sRGB, for the screen.
    #[default]
    Screen,
    /// Process colours (CMYK), for the press.
    Process,
    /// Black only (墨一色), for the press.
    Black,
}

/// The sheet around a trimmed page (仕上がり), in millimetres on each side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PressSheet {
    /// How far artwork reaches over the trim (塗り足し).
    pub bleed: f64,
    /// All that surrounds the trim, bleed and marks.
    pub slug: f64,
    /// Whether marks (トンボ) stand in the slug.
    pub marks: bool,
    /// How many pages the document has, blank ones included.
    pub pages: usize,
    /// How many of them, at the end, are blank.
    pub blank: usize,
}

impl EditionSetting {
    /// The component for type in a size in per cent, or in the theme's own.
    pub fn source(&self, scale: Option<u32>) -> String {
        let edition = match self.inks {
            ColourValues::Screen => "srgb",
            ColourValues::Process => "cmyk",
            ColourValues::Black => "grey",
        };
        let (size, one_page) = (scale.unwrap_or(100), scale.is_some());
        let PressSheet { bleed, slug, marks, pages, blank } = self.sheet;
        format!(
            "#let scale = {size} / 100\n#let one-page = {one_page}\n#let edition = \"{edition}\"\n\
             #let sheet = (bleed: {bleed}mm, slug: {slug}mm, marks: {marks}, pages: {pages}, blank: {blank})\n"
        )
    }
}

/// The type's size in per cent, if it is not the theme's own, and the component's name, of a path such as `fit-95/theme.typ`.
pub(super) fn scale_and_component(path: &str) -> (Option<u32>, &str) {
    let sized = path.strip_prefix("fit-").and_then(|rest| rest.split_once('/'));
    match sized.and_then(|(scale, component)| Some((scale.parse().ok()?, component))) {
        Some((scale, component)) => (Some(scale), component),
        None => (None, path),
    }
}

/// The path under which sources with the type in this size, in per cent, read a file.
pub(super) fn path_at(scale: u32, name: &str) -> String {
    format!("fit-{scale}/{name}")
}

/// All files by the paths under which sources with the type in this size read them.
pub fn files_at(scale: u32, files: &Files) -> Files {
    let setting = Bytes::from_string(EditionSetting::default().source(Some(scale)));
    let others = files.iter().filter(|(name, _)| *name != FILE);
    let all = others.map(|(name, bytes)| (name.as_str(), bytes.clone())).chain([(FILE, setting)]);
    all.map(|(name, bytes)| (path_at(scale, name), bytes)).collect()
}
