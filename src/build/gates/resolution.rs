//! Pictures that are too coarse for print.

use super::Laid;
use crate::diagnostic::{Diagnostic, Problem};
use crate::typeset::pictures;

/// Pixels an inch that printing houses ask for.
const ENOUGH: f64 = 300.0;
/// Pixels an inch below which a picture looks coarse to anyone.
const LEAST: f64 = 150.0;

/// Pictures with fewer pixels an inch than printing houses ask for, and those with far too few.
pub(super) fn check(laid: &Laid<'_>) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    for picture in pictures(laid.pages).into_iter().filter(|picture| picture.resolution < ENOUGH) {
        let own = laid.report.pictures.iter().find(|(_, own)| own.bytes.as_slice() == picture.bytes);
        let Some((path, own)) = own else { continue };
        // Resolutions below 300 fit.
        let ppi = picture.resolution as u32;
        let problem = Problem::LowResolution { path: path.clone(), ppi, fault: picture.resolution < LEAST };
        let place = laid.report.data.get(own.datum).map(|datum| datum.place.clone());
        faults.push(Diagnostic::new(place, problem));
    }
    faults
}
