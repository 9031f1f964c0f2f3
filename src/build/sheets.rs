//! What each one-page summary shows, and how it stands on its page.

mod problems;

pub use problems::{CutKind, CutOf, SummaryLeavesOut, SummaryTooLong};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::Builder;
use crate::diagnostic::{Diagnostic, Place, Words};
use crate::fit::{self, Field, Found, Measured};
use crate::model::{Digest, Item};
use crate::observe::{Span, Stage};
use crate::package::Package;
use crate::template::{Document, Fit, Rendered};
use crate::typeset::{Files, Places, Typeset, Typesetter, marks};

/// Of reports with more councils than this, laid-out pages are not held until all sizes are known.
const HELD: usize = 16;
/// Of such reports, so many councils are fitted before the others.
const FIRST: usize = 8;

/// A document's source and its pages.
pub(super) struct Laid {
    pub rendered: Rendered,
    pub typeset: Typeset,
    /// Where the parts of councils were found to stand.
    pub places: Places,
    /// The files that it may carry.
    pub attachments: Files,
}

/// A summary's layout. What it shows is the report's, and taken from there when it is needed: of a thousand summaries it
/// would be too much to hold.
pub(super) struct Sheet {
    /// The layout; nothing where no layout could be made, which typesetting then explains.
    pub found: Option<Found>,
    /// What to cut where it does not fit.
    cuts: Vec<fit::Cut>,
    /// The texts of the items that were left out.
    left_out: Vec<String>,
    /// The pages of the layout, if they are held.
    laid: Mutex<Option<Laid>>,
}

impl Sheet {
    /// How the parts of its content stand.
    pub fn fit(&self, digest: &Digest) -> Fit {
        self.found.as_ref().map_or_else(|| Fit::plain(digest), |found| found.fit.clone())
    }

    /// The size of its type in per cent.
    pub fn scale(&self) -> u32 {
        self.found.as_ref().map_or(100, |found| found.fit.scale)
    }

    /// The pages of the layout, if they are held; from then on they are not.
    pub fn take_laid(&self) -> Option<Laid> {
        self.laid.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn size(&self) -> Option<u32> {
        self.found.as_ref().filter(|found| found.fits()).map(|found| found.fit.scale)
    }
}

/// The sheets that a document is made from.
pub(super) enum Sheets<'a> {
    /// Those of all councils.
    All(&'a [Sheet]),
    /// That of one council alone, by its place.
    One(usize, &'a Sheet),
}

impl Sheets<'_> {
    /// The sheet of a council, if it is there.
    pub fn get(&self, at: usize) -> Option<&Sheet> {
        match self {
            Self::All(sheets) => sheets.get(at),
            Self::One(own, sheet) => (*own == at).then_some(*sheet),
        }
    }

    /// All sheets that are there.
    pub fn all(&self) -> &[Sheet] {
        match self {
            Self::All(sheets) => sheets,
            Self::One(_, sheet) => std::slice::from_ref(*sheet),
        }
    }
}

/// The sheets of all councils, and what was made on the way of those that were asked for.
pub(super) struct Fitted<T> {
    pub sheets: Vec<Sheet>,
    pub finished: BTreeMap<usize, Result<T, Vec<Diagnostic>>>,
}

impl<T> Default for Fitted<T> {
    fn default() -> Self {
        Self { sheets: Vec::new(), finished: BTreeMap::new() }
    }
}

impl<T> Fitted<T> {
    /// Whether a document was made already.
    pub fn has(&self, document: Document) -> bool {
        matches!(document, Document::Summary(at) if self.finished.contains_key(&at))
    }
}

/// Finishes a summary whose sheet is final.
type Finish<'a, T> = dyn Fn(usize, &Sheet, &mut Typesetter) -> Result<T, Vec<Diagnostic>> + Sync + 'a;

impl Builder<'_> {
    /// The sheets of all councils, whichever are wanted: they share one size of type where they can.
    ///
    /// Of a large report, the few councils that are likely to need most room are fitted first. The others are tried in the
    /// size that these share, and those wanted are finished while their pages are at hand; should one of them need a
    /// smaller size still, that is the common one, and the others are made anew.
    pub(super) fn fitted<T: Send>(
        &self,
        package: Option<&Package>,
        wanted: &(dyn Fn(usize) -> bool + Sync),
        finish: &Finish<'_, T>,
    ) -> Fitted<T> {
        let held = self.report.councils.len() <= HELD;
        let mut first = self.by_need(held);
        let rest = if held { Vec::new() } else { first.split_off(FIRST) };
        let found = self.on_all_cores(&first, &|at, typesetter| {
            let sheet = self.sheet(*at, &self.digest(*at), package, typesetter);
            if !(held && wanted(*at)) {
                sheet.take_laid();
            }
            sheet
        });
        let mut sheets: BTreeMap<usize, Sheet> = first.into_iter().zip(found).collect();
        let mut finished = BTreeMap::new();
        let mut keep = |sheets: &mut BTreeMap<usize, Sheet>, at: usize, (sheet, made): (Sheet, Option<_>)| {
            sheets.insert(at, sheet);
            finished.extend(made.map(|made| (at, made)));
        };
        let common = fit::common(sheets.values().filter_map(Sheet::size));
        let others = self.on_all_cores(&rest, &|at, typesetter| {
            let digest = self.digest(*at);
            let sheet = self.in_size(*at, &digest, common, package, typesetter);
            let sheet = sheet.unwrap_or_else(|| self.sheet(*at, &digest, package, typesetter));
            let made = wanted(*at).then(|| finish(*at, &sheet, typesetter));
            sheet.take_laid();
            (sheet, made)
        });
        rest.into_iter().zip(others).for_each(|(at, made)| keep(&mut sheets, at, made));
        let common = fit::common(sheets.values().filter_map(Sheet::size));
        let larger = |sheet: &Sheet| sheet.size().is_some_and(|size| size > common);
        let larger: Vec<usize> = sheets.iter().filter(|(_, sheet)| larger(sheet)).map(|(at, _)| *at).collect();
        let resized = self.on_all_cores(&larger, &|at, typesetter| {
            let before = &sheets[at];
            let resized = self.in_size(*at, &self.content(*at, before), common, package, typesetter)?;
            let tries = before.found.as_ref().map_or(0, |found| found.tries);
            let found = resized.found.map(|found| Found { tries: found.tries + tries, ..found });
            let sheet = Sheet { found, left_out: before.left_out.clone(), ..resized };
            let made = wanted(*at).then(|| finish(*at, &sheet, typesetter));
            Some((sheet, made))
        });
        for (at, resized) in larger.into_iter().zip(resized) {
            if let Some(resized) = resized {
                keep(&mut sheets, at, resized);
            }
        }
        Fitted { sheets: sheets.into_values().collect(), finished }
    }

    /// The councils, and if not all of them are `held`, those first that are likely to need the smallest type.
    fn by_need(&self, held: bool) -> Vec<usize> {
        let mut councils: Vec<usize> = (0..self.report.councils.len()).collect();
        if !held {
            let page = self.report.head.summary_page;
            let sizes = self.on_all_cores(&councils, &|at, _| fit::likely_size(&self.digest(*at), page));
            councils.sort_by_key(|at| sizes[*at]);
        }
        councils
    }

    /// What a sheet shows.
    pub(super) fn content(&self, at: usize, sheet: &Sheet) -> Digest {
        let digest = self.digest(at);
        if sheet.left_out.is_empty() { digest } else { fit::without(&digest, sheet.left_out.len()).0 }
    }

    /// What a council's summary shows, if nothing is left out.
    fn digest(&self, at: usize) -> Digest {
        let mut digest = self.report.councils[at].council.digest(&self.report.head.style);
        if let Some(comparison) = self.comparison {
            digest.compared = true;
            digest.new.clone_from(&comparison.new);
        }
        digest
    }

    /// The sheet of a council in one size, if it fits in that.
    fn in_size(
        &self,
        at: usize,
        digest: &Digest,
        size: u32,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> Option<Sheet> {
        let _span = Span::enter(self.observer, Stage::Fit, Document::Summary(at).name(self.report));
        let (found, laid) = self.search(at, digest, &[size], package, typesetter);
        let found = found.filter(Found::fits)?;
        let laid = Mutex::new(laid);
        Some(Sheet { found: Some(found), cuts: Vec::new(), left_out: Vec::new(), laid })
    }

    /// The sheet of a council in the size that suits it best, without the fewest items that have to go.
    fn sheet(&self, at: usize, digest: &Digest, package: Option<&Package>, typesetter: &mut Typesetter) -> Sheet {
        let _span = Span::enter(self.observer, Stage::Fit, Document::Summary(at).name(self.report));
        let (found, laid) = self.search(at, digest, &fit::SCALES, package, typesetter);
        let whole = Sheet { found, cuts: Vec::new(), left_out: Vec::new(), laid: Mutex::new(laid) };
        let Some(found) = whole.found.clone().filter(|found| !found.fits()) else { return whole };
        if self.dropping {
            let (mut fewest, mut best) = (1, None);
            let mut most = fit::droppable(digest);
            while fewest <= most {
                let count = usize::midpoint(fewest, most);
                let (digest, left_out) = fit::without(digest, count);
                let (found, laid) = self.search(at, &digest, &fit::SCALES, package, typesetter);
                if found.as_ref().is_some_and(Found::fits) {
                    best = Some(Sheet { found, cuts: Vec::new(), left_out, laid: Mutex::new(laid) });
                    most = count - 1;
                } else {
                    fewest = count + 1;
                }
            }
            if let Some(best) = best {
                return best;
            }
        }
        let page = self.report.head.summary_page;
        let cuts = fit::advice(digest, page, &found, &mut |digest, fit| {
            Some(self.measure(at, digest, fit, package, typesetter)?.0)
        });
        Sheet { cuts, ..whole }
    }

    /// Says what to cut from the summary of a council that does not fit, or what was left out.
    pub(super) fn findings(&self, at: usize, sheet: &Sheet) -> Option<Diagnostic> {
        let filed = self.report.councils.get(at)?;
        let council = filed.id.name.clone();
        let place = |datum| self.report.data.place(datum);
        let name = place(filed.council.name.datum);
        if !sheet.left_out.is_empty() {
            return Some(Diagnostic::new(name, SummaryLeavesOut { council, items: sheet.left_out.clone() }));
        }
        if sheet.found.as_ref().is_none_or(Found::fits) {
            return None;
        }
        let own = filed.council.summary.as_ref();
        let digest = self.content(at, sheet);
        let prefix = |own: bool| if own { "summary." } else { "" };
        let first = |items: &[Item]| items.first().and_then(|item| place(item.text.datum));
        let chosen = own.and_then(|own| own.show.as_ref());
        let cut = |cut: &fit::Cut| {
            let (name, place) = match cut.field {
                Field::Message => {
                    let own = own.is_some_and(|own| own.message.is_some());
                    (format!("{}message", prefix(own)), digest.message.as_ref().and_then(|text| place(text.datum)))
                }
                Field::Results => {
                    let own = own.is_some_and(|own| !own.results.is_empty());
                    let name = if own { "summary.results" } else { "results.items" };
                    (name.to_owned(), first(&digest.results))
                }
                Field::Purpose => {
                    let own = own.is_some_and(|own| !own.purpose.is_empty());
                    (format!("{}purpose", prefix(own)), first(&digest.purpose))
                }
                Field::Achievements => {
                    let own = own.is_some_and(|own| !own.achievements.is_empty());
                    (format!("{}achievements", prefix(own)), first(&digest.achievements))
                }
                Field::Metrics => {
                    let wanted = own.and_then(|own| own.metrics.first());
                    let place = || digest.metrics.first().and_then(|metric| place(metric.label.datum));
                    let name = if wanted.is_some() { "summary.metrics" } else { "results.metrics" };
                    (name.to_owned(), wanted.map(|id| id.place.clone()).or_else(place))
                }
                Field::Shown(block) => match chosen.and_then(|chosen| chosen.0.get(block)) {
                    Some(show) => (show.block.name.clone(), Some(show.block.place.clone())),
                    None => {
                        let id = digest.show.get(block).and_then(|block| block.id.as_ref());
                        (id.map_or("reference", |id| &id.name).to_owned(), name.clone())
                    }
                },
            };
            let kind = match cut.measure {
                fit::Measure::Characters => CutKind::Characters,
                fit::Measure::Rows => CutKind::Rows,
                fit::Measure::Metrics => CutKind::Metrics,
                fit::Measure::Notes => CutKind::Notes,
                fit::Measure::Whole if chosen.is_none() => CutKind::AllBlocks,
                fit::Measure::Whole => CutKind::Block,
            };
            (CutOf { kind, count: cut.count, field: name }, place)
        };
        let (cuts, places): (Vec<CutOf>, Vec<Option<Place>>) = sheet.cuts.iter().map(cut).unzip();
        let mut places = places.into_iter().flatten();
        let mut error = Diagnostic::new(places.next().or(name), SummaryTooLong { council, cuts });
        for place in places {
            error = error.with_related(place, Words::new("shorten here as well", "ここも減らす"));
        }
        Some(error)
    }

    /// Looks for the best layout of what a summary shows, and gives its pages if they were laid out last.
    fn search(
        &self,
        at: usize,
        digest: &Digest,
        scales: &[u32],
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> (Option<Found>, Option<Laid>) {
        let page = self.report.head.summary_page;
        let mut last = None;
        let found = fit::search(digest, page, scales, &mut |fit| {
            let (measured, laid) = self.measure(at, digest, fit, package, typesetter)?;
            last = Some((fit.clone(), laid));
            Some(measured)
        });
        let laid = last.filter(|(fit, _)| found.as_ref().is_some_and(|found| found.fit == *fit));
        (found, laid.map(|(_, laid)| laid))
    }

    /// Lays a summary out and reads its heights.
    fn measure(
        &self,
        at: usize,
        digest: &Digest,
        fit: &Fit,
        package: Option<&Package>,
        typesetter: &mut Typesetter,
    ) -> Option<(Measured, Laid)> {
        let sheet = |_: usize| Some((digest.clone(), fit.clone()));
        // What is wrong with it is told by the build, which lays it out again.
        let laid = self.laid(Document::Summary(at), &sheet, package, typesetter).ok()?;
        Some((Measured::of(&marks(&laid.typeset.document), fit)?, laid))
    }
}
