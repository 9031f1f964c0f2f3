//! Pictures that are too coarse for print, or that hold letters which no font has.

use std::collections::BTreeSet;

use super::GateInput;
use crate::build::gates::glyphs::MissingGlyph;
use crate::diagnostic::{Diagnostic, Severity, problems};
use crate::typeset::pictures;

/// Pixels an inch that printing houses ask for.
const ENOUGH: f64 = 300.0;
/// Pixels an inch below which a picture looks coarse to anyone.
const LEAST: f64 = 150.0;

/// Pictures with fewer pixels an inch than printing houses ask for, and with letters that no font has.
pub(super) fn check(input: &GateInput<'_>) -> Vec<Diagnostic> {
    let mut errors: Vec<Diagnostic> = Vec::new();
    for picture in pictures(input.pages) {
        let mut files = input.report.pictures.iter();
        let Some((path, file)) = files.find(|(_, file)| *file.bytes == *picture.bytes) else { continue };
        let place = input.report.data.place(file.datum);
        if picture.resolution < ENOUGH {
            // Resolutions below 300 fit. In a drawing, a coarse part may be no more than a tint.
            let ppi = picture.resolution as u32;
            let error = picture.resolution < LEAST && !picture.drawing;
            errors.push(Diagnostic::new(place.clone(), LowResolution { path: path.clone(), ppi, error }));
        }
        for character in BTreeSet::from_iter(picture.missing) {
            let problem = MissingGlyph { sign: character.to_string(), added: input.added.to_vec() };
            errors.push(Diagnostic::new(place.clone(), problem));
        }
    }
    errors
}

problems! {
    /// Picture with too few pixels.
    K0235 { if *error { Severity::Error } else { Severity::Warning } } LowResolution {
        path: String,
        ppi: u32,
        error: bool,
    }
    en: "the resolution of the picture `{path}` is {ppi} ppi at its printed size",
        hint "use a picture with more pixels: 300 ppi is usual for print, 150 ppi is the minimum";
    ja: "画像`{path}`の解像度が、印刷される大きさでは{ppi}ppiです",
        hint "画素数の多い画像を使ってください。印刷には通常300ppi、少なくとも150ppiが必要です";
}
