//! Printers' profiles (印刷所の設定): what a printing house asks of a file.
//!
//! Printing houses contradict each other, on overprint more than on anything else, so nothing of this is a
//! constant: the print edition is made after a profile, and preflight holds files against one.

mod read;

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Language, Sources, choice, problems};
use crate::file::Unreadable;
use crate::preflight::Profile;
use crate::{file, limits};

/// The bundled profiles by name, with their text.
const BUNDLED: [(&str, &str); 3] = [
    ("offset-coated", include_str!("../../printers/offset-coated.toml")),
    ("offset-uncoated", include_str!("../../printers/offset-uncoated.toml")),
    ("office", include_str!("../../printers/office.toml")),
];

/// A printing house: what it asks of a file, and how a file is made for it.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintingHouse {
    /// What it asks of a file.
    pub profile: Profile,
    /// The marks outside the trim (トンボ).
    pub marks: Marks,
    /// How colours that the press cannot print come into its range (レンダリングインテント).
    pub intent: Intent,
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

impl PrintingHouse {
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
            return read::house(name, file, sources);
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
        read::house(&name, file, sources)
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
        for name in PrintingHouse::names() {
            let mut sources = Sources::default();
            let house = PrintingHouse::load(&name, &mut sources).map_err(|errors| format!("{errors:?}"));
            assert_eq!(house.map(|house| house.profile.name), Ok(name));
        }
    }
}
