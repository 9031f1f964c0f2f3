//! What each one-page summary shows, and how it stands on its page.

use super::Builder;
use crate::diagnostic::{CutOf, Diagnostic, Place, Problem, Term};
use crate::fit::{self, Field, Found, Measured};
use crate::model::{Digest, Item};
use crate::observe::{Span, Stage};
use crate::template::{Document, Fit};
use crate::typeset::{Typesetter, marks};

/// A summary's content and layout.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub digest: Digest,
    /// The layout; nothing where no layout could be made, which typesetting then explains.
    pub found: Option<Found>,
    /// What to cut where it does not fit.
    cuts: Vec<fit::Cut>,
    /// The texts of the items that were left out.
    left_out: Vec<String>,
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
            let _span = Span::enter(self.observer, Stage::Fit, Document::Summary(*at).name(self.report));
            let mut digest = self.report.councils[*at].council.digest();
            if let Some(comparison) = self.comparison {
                digest.compared = true;
                digest.new.clone_from(&comparison.new);
            }
            self.sheet(*at, digest, typesetter)
        });
        let common = fit::common(sheets.iter().filter_map(Sheet::size));
        let others: Vec<usize> =
            councils.into_iter().filter(|at| sheets[*at].size().is_some_and(|size| size > common)).collect();
        let resized = self.on_all_cores(&others, &|at, typesetter| {
            let _span = Span::enter(self.observer, Stage::Fit, Document::Summary(*at).name(self.report));
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

    /// The sheet of a council in the size that suits it best, without the fewest items that have to go.
    fn sheet(&self, at: usize, digest: Digest, typesetter: &mut Typesetter) -> Sheet {
        let found = self.search(at, &digest, &fit::SCALES, typesetter);
        let whole = Sheet { digest, found, cuts: Vec::new(), left_out: Vec::new() };
        let Some(found) = whole.found.clone().filter(|found| !found.fits()) else { return whole };
        if self.dropping {
            let (mut fewest, mut best) = (1, None);
            let mut most = fit::droppable(&whole.digest);
            while fewest <= most {
                let count = usize::midpoint(fewest, most);
                let (digest, left_out) = fit::without(&whole.digest, count);
                match self.search(at, &digest, &fit::SCALES, typesetter).filter(Found::fits) {
                    Some(found) => {
                        best = Some(Sheet { digest, found: Some(found), cuts: Vec::new(), left_out });
                        most = count - 1;
                    }
                    None => fewest = count + 1,
                }
            }
            if let Some(best) = best {
                return best;
            }
        }
        let page = self.report.head.summary_page;
        let cuts =
            fit::advice(&whole.digest, page, &found, &mut |digest, fit| self.measure(at, digest, fit, typesetter));
        Sheet { cuts, ..whole }
    }

    /// Says what to cut from the summary of a council that does not fit, or what was left out.
    pub(super) fn findings(&self, at: usize, sheet: &Sheet) -> Option<Diagnostic> {
        let filed = self.report.councils.get(at)?;
        let council = filed.id.name.clone();
        let place = |datum| self.report.data.place(datum);
        let name = place(filed.council.name.datum);
        if !sheet.left_out.is_empty() {
            return Some(Diagnostic::new(name, Problem::SummaryLeavesOut { council, items: sheet.left_out.clone() }));
        }
        if sheet.found.as_ref().is_none_or(Found::fits) {
            return None;
        }
        let own = filed.council.summary.as_ref();
        let prefix = |own: bool| if own { "summary." } else { "" };
        let first = |items: &[Item]| items.first().and_then(|item| place(item.text.datum));
        let cut = |cut: &fit::Cut| {
            let (name, place) = match cut.field {
                Field::Purpose => {
                    let own = own.is_some_and(|own| !own.purpose.is_empty());
                    (format!("{}purpose", prefix(own)), first(&sheet.digest.purpose))
                }
                Field::Achievements => {
                    let own = own.is_some_and(|own| !own.achievements.is_empty());
                    (format!("{}achievements", prefix(own)), first(&sheet.digest.achievements))
                }
                Field::Metrics => {
                    let wanted = own.and_then(|own| own.metrics.first());
                    let place = || sheet.digest.metrics.first().and_then(|metric| place(metric.label.datum));
                    let name = if wanted.is_some() { "summary.metrics" } else { "results.metrics" };
                    (name.to_owned(), wanted.map(|id| id.place.clone()).or_else(place))
                }
                Field::Shown(block) => match own.and_then(|own| own.show.get(block)) {
                    Some(show) => (show.block.name.clone(), Some(show.block.place.clone())),
                    None => ("reference".to_owned(), name.clone()),
                },
            };
            let what = match cut.measure {
                fit::Measure::Characters => Term::CutCharacters,
                fit::Measure::Rows => Term::CutRows,
                fit::Measure::Metrics => Term::CutMetrics,
                fit::Measure::Whole => Term::CutWhole,
            };
            (CutOf { what, count: cut.count, field: name }, place)
        };
        let (cuts, places): (Vec<CutOf>, Vec<Option<Place>>) = sheet.cuts.iter().map(cut).unzip();
        let mut places = places.into_iter().flatten();
        let mut fault = Diagnostic::new(places.next().or(name), Problem::SummaryTooLong { council, cuts });
        for place in places {
            fault = fault.with_related(place, Term::AndCutHere);
        }
        Some(fault)
    }

    /// Looks for the best layout of what a summary shows.
    fn search(&self, at: usize, digest: &Digest, scales: &[u32], typesetter: &mut Typesetter) -> Option<Found> {
        let page = self.report.head.summary_page;
        fit::search(digest, page, scales, &mut |fit| self.measure(at, digest, fit, typesetter))
    }

    /// Lays a summary out and reads its heights.
    fn measure(&self, at: usize, digest: &Digest, fit: &Fit, typesetter: &mut Typesetter) -> Option<Measured> {
        let name = Document::Summary(at).name(self.report);
        let sheet = |_: usize| Some((digest.clone(), fit.clone()));
        let rendering = Span::enter(self.observer, Stage::Template, name);
        let rendered = self
            .templates
            .render_fitted(self.report, Document::Summary(at), &sheet, self.comparison, self.stamp)
            .ok()?;
        drop(rendering);
        let _span = Span::enter(self.observer, Stage::Typeset, name);
        let typeset = typesetter.typeset(&rendered.source).ok()?;
        Measured::of(&marks(&typeset.document), fit)
    }
}
