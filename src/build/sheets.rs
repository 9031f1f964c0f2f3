//! What each one-page summary shows, and how it stands on its page.

use super::Builder;
use crate::fit::{self, Found, Measured};
use crate::model::Digest;
use crate::template::{Document, Fit};
use crate::typeset::{Typesetter, marks};

/// A summary's content and layout.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub digest: Digest,
    /// The layout; nothing where no layout could be made, which typesetting then explains.
    pub found: Option<Found>,
}

impl Sheet {
    /// How the parts stand.
    pub fn fit(&self) -> Fit {
        let plain = || Fit::plain(!self.digest.metrics.is_empty(), self.digest.show.len());
        self.found.as_ref().map_or_else(plain, |found| found.fit.clone())
    }

    fn size(&self) -> Option<u32> {
        self.found.as_ref().filter(|found| found.fits()).map(|found| found.fit.scale)
    }
}

impl Builder<'_> {
    /// The sheets of all councils, whichever are asked for: they share one size of type where they can.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let councils: Vec<usize> = (0..self.report.councils.len()).collect();
        let mut sheets = self.on_all_cores(&councils, &|at, typesetter| {
            let digest = self.report.councils[*at].council.digest();
            let found = self.search(*at, &digest, &fit::SCALES, typesetter);
            Sheet { digest, found }
        });
        let common = fit::common(sheets.iter().filter_map(Sheet::size));
        let others: Vec<usize> =
            councils.into_iter().filter(|at| sheets[*at].size().is_some_and(|size| size > common)).collect();
        let resized = self.on_all_cores(&others, &|at, typesetter| {
            self.search(*at, &sheets[*at].digest, &[common], typesetter).filter(Found::fits)
        });
        for (at, resized) in others.into_iter().zip(resized) {
            let tries = sheets[at].found.as_ref().map_or(0, |found| found.tries);
            if let Some(resized) = resized {
                sheets[at].found = Some(Found { tries: resized.tries + tries, ..resized });
            }
        }
        sheets
    }

    /// Looks for the best layout of what a summary shows.
    fn search(&self, at: usize, digest: &Digest, scales: &[u32], typesetter: &mut Typesetter) -> Option<Found> {
        fit::search(digest, self.report.head.summary_page, scales, &mut |fit| {
            let sheet = |_: usize| Some((digest.clone(), fit.clone()));
            let rendered =
                self.templates.render_fitted(self.report, Document::Summary(at), &sheet, self.stamp).ok()?;
            let typeset = typesetter.typeset(&rendered.source).ok()?;
            Measured::of(&marks(&typeset.document), fit)
        })
    }
}
