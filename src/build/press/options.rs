//! How print editions are made, and what the records keep of that.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Words;
use crate::export::print::{Condition, Press};
use crate::preflight::{Colours, Profile, Standard};
use crate::printer::{Intent, Marks, PrintingHouse};
use crate::template::Document;
use crate::typeset::{ColourValues, EditionSetting, PressSheet};

/// Marks need this much outside the trim, in millimetres: 3 mm of bleed, 9 mm of lines, and 1 mm of air.
const SLUG: f64 = 13.0;

/// How the print edition is made.
#[derive(Clone)]
pub struct PrintOptions {
    /// What the printing house asks of the file; unknown where only the records tell how it was made.
    pub(super) profile: Option<Profile>,
    pub(super) press: Press,
    marks: bool,
    multiple: usize,
}

/// How the print edition was made, for the records; the ICC profile is kept beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrintRecord {
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

impl PrintOptions {
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
    pub(super) fn made_for(&self) -> Profile {
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
    pub fn record(&self) -> PrintRecord {
        PrintRecord {
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
    pub fn recorded(record: &PrintRecord, profile: Vec<u8>) -> Result<Self, Words> {
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
    pub(super) fn setting(&self, document: Document, pages: usize) -> EditionSetting {
        // A single sheet is not bound.
        let bound = match document {
            Document::Summary(_) => false,
            Document::Further(..) => pages > 2,
            Document::Briefing | Document::Set | Document::Comparison => true,
        };
        let blank = if bound { pages.next_multiple_of(self.multiple) - pages } else { 0 };
        let bleed = self.press.bleed;
        let slug = if self.marks { bleed.max(3.0) + SLUG - 3.0 } else { bleed };
        let inks = if self.press.black_only { ColourValues::Black } else { ColourValues::Process };
        EditionSetting { inks, sheet: PressSheet { bleed, slug, marks: self.marks, pages: pages + blank, blank } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn booklets_are_padded_and_single_sheets_are_not() {
        let condition = Condition::bundled(Intent::default());
        let profile = PrintingHouse::load("offset-coated", &mut crate::diagnostic::Sources::default());
        let (Ok(condition), Ok(profile)) = (condition, profile) else { unreachable!("both are bundled") };
        let printing = PrintOptions::of(&profile, condition, false);
        let sheet = |document, pages| {
            let sheet = printing.setting(document, pages).sheet;
            (sheet.pages, sheet.blank)
        };
        assert_eq!(sheet(Document::Briefing, 18), (20, 2));
        assert_eq!(sheet(Document::Set, 8), (8, 0));
        assert_eq!(sheet(Document::Summary(0), 1), (1, 0));
        assert_eq!(sheet(Document::Further(0, None), 2), (2, 0));
        assert_eq!(sheet(Document::Further(0, None), 3), (4, 1));
    }
}
