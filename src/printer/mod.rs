//! Printers' profiles (印刷所の設定): what a printing house asks of a file.
//!
//! Printing houses contradict each other, on overprint more than on anything else, so nothing of this is a
//! constant: the print edition is made after a profile, and preflight holds files against one.

mod read;

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Language, Sources, choice, problems};
use crate::file::Unreadable;
use crate::{file, limits};

/// The bundled profiles by name, with their text.
const BUNDLED: [(&str, &str); 3] = [
    ("offset-coated", include_str!("../../printers/offset-coated.toml")),
    ("offset-uncoated", include_str!("../../printers/offset-uncoated.toml")),
    ("office", include_str!("../../printers/office.toml")),
];

/// What a printing house asks of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The name by which it was asked for: that of a bundled profile, or of the file without folder and ending.
    pub name: String,
    /// The standard (規格) whose structure the file must have.
    pub standard: Standard,
    /// The output condition (印刷条件) of the output intent, such as `FOGRA39` or `JC200103`; any if none is named.
    pub condition: Option<String>,
    /// The colours (色) that may be in the file.
    pub colours: Colours,
    /// How far artwork reaches over the trim (塗り足し), in millimetres.
    pub bleed: f64,
    /// The border within the trim that holds no text (安全領域), in millimetres.
    pub safe_area: f64,
    /// The marks outside the trim (トンボ).
    pub marks: Marks,
    /// How colours that the press cannot print come into its range (レンダリングインテント).
    pub intent: Intent,
    /// Whether black text and lines overprint what is below them (ノセ) or knock it out (ヌキ).
    pub overprint: bool,
    /// The most ink in one place (総インキ量), in percent of all plates together; four full plates are 400.
    pub ink_limit: f64,
    /// The thinnest line (最小線幅), in points.
    pub minimal_line: f64,
    /// The smallest type (最小文字サイズ), in points.
    pub minimal_type: f64,
    /// Type below this size, in points, is black on one plate or not black.
    pub rich_black_type: f64,
    /// The least resolution (解像度) of pictures in colour or grey, in pixels an inch at the size of print.
    pub resolution: f64,
    /// The least resolution of pictures in black and white only, in pixels an inch at the size of print.
    pub bitmap_resolution: f64,
    /// The number of pages is a multiple (ページ数の倍数) of this: 4 for saddle stitch (中綴じ).
    pub page_multiple: usize,
}

/// The standard whose structure a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// PDF/X-4 (ISO 15930-7).
    X4,
    /// Any PDF.
    None,
}

/// The colours that may be in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Process and spot colours (プロセスカラーと特色).
    Cmyk,
    /// Process black only (墨一色).
    Grey,
    /// Any, also RGB.
    Any,
}

/// How colours that the press cannot print come into its range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Intent {
    /// Relative colorimetric (相対的な色域を維持), with black point compensation (黒点の補正).
    #[default]
    Relative,
    /// Perceptual (知覚的).
    Perceptual,
}

/// Marks outside the trim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Japanese double marks at the corners (二重トンボ) with marks in the middles of the sides (センタートンボ).
    Double,
    /// None.
    None,
}

impl Profile {
    /// The names of the bundled profiles.
    pub fn names() -> Vec<String> {
        BUNDLED.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    /// The bundled profile of a name, or the one in a file (TOML).
    ///
    /// # Errors
    /// All errors of the file, with place and remedy; or that there is neither a profile nor a file of the name.
    pub fn load(asked: &str, sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        if let Some((name, text)) = bundled(asked) {
            let file = sources.add(format!("printers/{name}.toml"), text);
            return read::profile(name, file, sources);
        }
        let path = Path::new(asked);
        // A word without a dot or a folder is a name rather than a path.
        if !path.exists() && !asked.contains(['.', '/', '\\']) {
            let problem = UnknownPrinter { name: asked.to_owned(), known: Self::names() };
            return Err(vec![Diagnostic::nowhere(problem)]);
        }
        let text = file::text(path, limits::PROFILE_BYTES)
            .map_err(|error| vec![Diagnostic::nowhere(Unreadable { path: asked.to_owned(), reason: error.into() })])?;
        let name = path.file_stem().map_or_else(|| asked.to_owned(), |stem| stem.to_string_lossy().into_owned());
        let file = sources.add(asked, text);
        read::profile(&name, file, sources)
    }
}

/// The name and text of a bundled profile.
fn bundled(name: &str) -> Option<(&'static str, &'static str)> {
    BUNDLED.into_iter().find(|(own, _)| *own == name)
}

problems! {
    /// Unknown printer.
    K0801 error UnknownPrinter { name: String, known: Vec<String> }
    en: "there is no printer's profile `{name}`",
        hints { choice(name, known, Language::English) };
    ja: "印刷所の設定`{name}`はありません",
        hints { choice(name, known, Language::Japanese) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_profiles_are_sound() {
        for name in Profile::names() {
            let mut sources = Sources::default();
            let profile = Profile::load(&name, &mut sources).map_err(|errors| format!("{errors:?}"));
            assert_eq!(profile.map(|profile| profile.name), Ok(name));
        }
    }
}
