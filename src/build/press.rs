//! The print edition (印刷用PDF) of a document: the same pages on sheets for the press.

mod problems;

use serde::{Deserialize, Serialize};
use typst::foundations::Bytes;

use super::Builder;
use super::gates::strange;
use super::locate::Locator;
use super::pictures::for_press;
use crate::diagnostic::{Diagnostic, Words};
use crate::export::print::{Condition, Failure, Press, print};
use crate::model::Report;
use crate::preflight::{self, Colours, Finding, Profile, Standard};
use crate::printer::{Intent, Marks, PrintingHouse};
use crate::template::{Document, Rendered};
use crate::trace::{Cause, Run};
use crate::typeset::{Files, Inks, PagedDocument, PlacedText, Places, Setting, Sheet, Typesetter, texts};
pub use problems::{EditionsDiffer, NotForPress, PreflightFinds};

/// A point in millimetres.
const MILLIMETRES: f64 = 25.4 / 72.0;
/// Marks need this much outside the trim, in millimetres: 3 mm of bleed, 9 mm of lines, and 1 mm of air.
const SLUG: f64 = 13.0;
/// The editions of a page may lie apart by this much, in points, which is less than anyone can see.
const APART: f64 = 0.01;

/// How the print edition is made.
#[derive(Clone)]
pub struct Printing {
    /// What the printing house asks of the file; unknown where only the records tell how it was made.
    profile: Option<Profile>,
    press: Press,
    marks: bool,
    multiple: usize,
}

/// How the print edition was made, for the records; the ICC profile is kept beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrintingRecord {
    /// The name by which printing houses know the output condition.
    pub condition: String,
    /// How colours that the press cannot print come into its range.
    pub intent: Intent,
    /// How far artwork reaches over the trim, in millimetres.
    pub bleed: f64,
    /// Whether black text and lines overprint what is below them.
    pub overprint: bool,
    /// The most ink in one place, in percent of all plates together.
    pub ink_limit: f64,
    /// Whether black is the only ink.
    pub black_only: bool,
    /// Whether marks stand outside the trim.
    pub marks: bool,
    /// The number of pages is a multiple of this.
    pub page_multiple: usize,
}

/// A document's print edition.
pub struct Printed {
    /// The laid-out pages, on sheets.
    pub pages: PagedDocument,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages at the end are blank, so that the booklet can be bound.
    pub blank: usize,
    /// What was looked at, and what was found by that.
    pub checked: preflight::Report,
    /// What should be looked at.
    pub warnings: Vec<Diagnostic>,
}

impl Printing {
    /// As a printing house asks, on a press and paper; with black ink alone if that is asked for here or there.
    pub fn of(house: &PrintingHouse, condition: Condition, black_only: bool) -> Self {
        let profile = &house.profile;
        let press = Press {
            condition,
            bleed: profile.bleed,
            overprint: profile.overprint,
            ink_limit: profile.ink_limit,
            black_only: black_only || profile.colours == Colours::Grey,
        };
        let marks = house.marks == Marks::Double;
        Self { profile: Some(profile.clone()), press, marks, multiple: profile.page_multiple.max(1) }
    }

    /// The profile that the file is made for: what the printing house asks, with the structure and the inks that all files
    /// of ours have.
    fn made_for(&self) -> Profile {
        let house = self.profile.clone().unwrap_or_else(|| Profile::new(""));
        Profile {
            standard: Standard::X4,
            condition: Some(self.press.condition.identifier.clone()),
            colours: if self.press.black_only { Colours::Grey } else { Colours::Cmyk },
            bleed: self.press.bleed,
            overprint: self.press.overprint,
            ink_limit: self.press.ink_limit,
            ..house
        }
    }

    /// How the print edition is made, for the records.
    pub fn record(&self) -> PrintingRecord {
        PrintingRecord {
            condition: self.press.condition.identifier.clone(),
            intent: self.press.condition.intent(),
            bleed: self.press.bleed,
            overprint: self.press.overprint,
            ink_limit: self.press.ink_limit,
            black_only: self.press.black_only,
            marks: self.marks,
            page_multiple: self.multiple,
        }
    }

    /// The ICC profile of the output condition.
    pub fn output_profile(&self) -> &[u8] {
        &self.press.condition.profile
    }

    /// As the records have it, with the ICC profile that they keep.
    ///
    /// # Errors
    /// Why the profile is none for a press with four inks.
    pub fn recorded(record: &PrintingRecord, profile: Vec<u8>) -> Result<Self, Words> {
        let press = Press {
            condition: Condition::of(profile, Some(record.condition.clone()), record.intent)?,
            bleed: record.bleed,
            overprint: record.overprint,
            ink_limit: record.ink_limit,
            black_only: record.black_only,
        };
        Ok(Self { profile: None, press, marks: record.marks, multiple: record.page_multiple.max(1) })
    }

    /// What pages are told, of a document with so many of them.
    fn setting(&self, document: Document, pages: usize) -> Setting {
        // A single sheet is not bound.
        let bound = !matches!(document, Document::Summary(_));
        let blank = if bound { pages.next_multiple_of(self.multiple) - pages } else { 0 };
        let bleed = self.press.bleed;
        let slug = if self.marks { bleed.max(3.0) + SLUG - 3.0 } else { bleed };
        let inks = if self.press.black_only { Inks::Black } else { Inks::Process };
        Setting { inks, sheet: Sheet { bleed, slug, marks: self.marks, pages: pages + blank, blank } }
    }
}

/// The pictures that are brought into three colours for the screen, as they came.
pub(super) fn pictures_in_inks(report: &Report) -> Files {
    let own = report.pictures.iter();
    own.filter_map(|(path, file)| Some((path.clone(), Bytes::new(for_press(&file.bytes)?.to_vec())))).collect()
}

impl Builder<'_> {
    /// The print edition of a document that is laid out for the screen already.
    pub(super) fn printed(
        &self,
        printing: &Printing,
        document: Document,
        (rendered, places): (&Rendered, &Places),
        screen: &PagedDocument,
        (locator, typesetter): (&Locator<'_>, &mut Typesetter),
        runs: &[Run<'_>],
    ) -> Result<Printed, Vec<Diagnostic>> {
        let setting = printing.setting(document, screen.pages().len());
        let own = self.in_inks.clone().into_iter().chain(places.files()).collect();
        let typeset = typesetter
            .typeset_for(&rendered.source, own, setting.clone())
            .map_err(|errors| errors.iter().map(|error| locator.error(error)).collect::<Vec<_>>())?;
        let pages = typeset.document;
        let name = || document.name(self.report).to_owned();
        if let Some(page) = differing(screen, &pages, setting.sheet.blank) {
            let problem = EditionsDiffer { document: name(), sheet: page + 1 };
            return Err(vec![Diagnostic::nowhere(problem)]);
        }
        // What is set for the press may lead elsewhere than what is set for the screen.
        let strange = strange(&pages, &Files::new(), locator, typesetter);
        if !strange.is_empty() {
            return Err(strange);
        }
        let unreadable = || Diagnostic::nowhere(NotForPress { document: name() });
        let pdf = print(&pages, &self.ident(document), &printing.press).map_err(|failure| match failure {
            Failure::Typst(errors) => {
                errors.iter().map(|error| locator.pdf_error(&typesetter.describe(error))).collect::<Vec<_>>()
            }
            Failure::Incomplete => vec![unreadable()],
            Failure::Internal(error) => error.into(),
        })?;
        let finished = preflight::open(&pdf).map_err(|_| vec![unreadable()])?;
        let path = format!("print/{}", document.pdf_path(self.report));
        let misfits = self.misfits(document, &path, &pages, (setting.sheet.bleed, setting.sheet.slug), Some(&finished));
        if !misfits.is_empty() {
            return Err(misfits);
        }
        let made_for = printing.made_for();
        let checked = preflight::inspect_ours(&finished, &pdf, &made_for, printing.profile.as_ref());
        let checked = checked.map_err(|_| vec![unreadable()])?;
        let (errors, warnings) = self.told(&checked, document, runs);
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Printed { pages, pdf, blank: setting.sheet.blank, checked, warnings })
    }

    /// What keeps the file from being written, and what the printing house would find in it; each with the datum that is
    /// printed there.
    fn told(
        &self,
        checked: &preflight::Report,
        document: Document,
        runs: &[Run<'_>],
    ) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let place = |finding: &Finding| {
            let (page, area) = finding.page.zip(finding.area)?;
            let [x, y] = [area[0] + area[2], area[1] + area[3]].map(|sum| sum / 2.0 / MILLIMETRES);
            let at = |run: &&Run<'_>| {
                let [left, top, right, bottom] = run.area;
                run.page + 1 == page && (left..=right).contains(&x) && (top..=bottom).contains(&y)
            };
            match &runs.iter().find(at)?.cause {
                Cause::Data(origin) => origin.data().iter().find_map(|id| self.report.data.place(*id)),
                Cause::Template | Cause::Component => None,
            }
        };
        let diagnostic = |findings: &[&Finding], held: bool| {
            let problem = PreflightFinds {
                document: document.name(self.report).to_owned(),
                sheets: findings.iter().filter_map(|finding| finding.page).collect(),
                finding: findings[0].problem.clone(),
                held,
            };
            Diagnostic::new(place(findings[0]), problem)
        };
        let (held, told): (Vec<&Finding>, Vec<&Finding>) =
            checked.findings.iter().partition(|finding| finding.stops_ours);
        // What stops all of the file is said once, with all sheets.
        let mut errors: Vec<Vec<&Finding>> = Vec::new();
        for finding in held {
            match errors.iter_mut().find(|same| same[0].problem == finding.problem) {
                Some(same) if same.iter().all(|other| other.page != finding.page) => same.push(finding),
                Some(_) => {}
                None => errors.push(vec![finding]),
            }
        }
        let errors = errors.iter().map(|same| diagnostic(same, true)).collect();
        (errors, told.into_iter().map(|finding| diagnostic(&[finding], false)).collect())
    }
}

/// The first page, counted from 0, whose texts stand elsewhere in print than on the screen.
///
/// The summaries were fitted, and all pages checked, on the screen; that is worth nothing unless both are the same.
fn differing(screen: &PagedDocument, sheets: &PagedDocument, blank: usize) -> Option<usize> {
    let (here, there) = (texts(screen), texts(sheets));
    let same = |a: &PlacedText<'_>, b: &PlacedText<'_>| {
        let near = (a.x - b.x).abs() < APART && (a.y - b.y).abs() < APART;
        a.page == b.page && near && a.item.text == b.item.text && a.item.size == b.item.size
    };
    let apart = here.iter().zip(&there).find(|(a, b)| !same(a, b)).map(|(a, _)| a.page);
    let longer = here.get(there.len()).or(there.get(here.len())).map(|text| text.page);
    let pages = screen.pages().len();
    let count = (pages + blank != sheets.pages().len()).then_some(pages.saturating_sub(1));
    apart.or(longer).or(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn booklets_are_padded_and_single_sheets_are_not() {
        let condition = Condition::bundled(Intent::default());
        let profile = PrintingHouse::load("offset-coated", &mut crate::diagnostic::Sources::default());
        let (Ok(condition), Ok(profile)) = (condition, profile) else { unreachable!("both are bundled") };
        let printing = Printing::of(&profile, condition, false);
        let sheet = |document, pages| {
            let sheet = printing.setting(document, pages).sheet;
            (sheet.pages, sheet.blank)
        };
        assert_eq!(sheet(Document::Briefing, 18), (20, 2));
        assert_eq!(sheet(Document::Set, 8), (8, 0));
        assert_eq!(sheet(Document::Summary(0), 1), (1, 0));
    }
}
