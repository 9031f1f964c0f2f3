//! Reference pictures: pages look as they did when somebody last looked at them.
//!
//! The other tests know what a page must hold; a wrong colour, a legend in another corner or a lost rule passes them all.
//! `CONTRIBUTING.md` tells how a change that is wanted is accepted.

mod album;
mod difference;
mod picture;

use kakugi::build::PrintOptions;
use kakugi::diagnostic::Sources;
use kakugi::export::print::Condition;
use kakugi::printer::PrintingHouse;
use kakugi::template::Document::{self, Briefing, Comparison, Set};

use crate::support::{Loaded, figures, gallery, previous, sample, small};
use Edition::{Print, Screen};
use album::Album;

/// A report of whose pages pictures are kept.
struct Report {
    name: &'static str,
    load: fn() -> Loaded,
    /// How it is printed, if it is.
    press: Option<Press>,
    /// Pages, counted from 1; what is of one document stands together.
    pages: &'static [(Document, Edition, &'static [usize])],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edition {
    /// Drawn as laid out; that the files for the screen show the same, other tests hold.
    Screen,
    /// Drawn from the file, which is more than what was laid out.
    Print,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Press {
    FourInks,
    BlackAlone,
}

/// Each kind of page, block and figure, and the densest pages of the sample.
const REPORTS: [Report; 6] = [
    Report {
        name: "small",
        load: || Loaded::from(&small()),
        press: Some(Press::FourInks),
        pages: &[
            (Briefing, Screen, &[3, 4, 5, 6]),
            (Briefing, Print, &[1, 2, 4, 5, 6, 8]),
            (Set, Screen, &[2]),
            (Set, Print, &[2]),
        ],
    },
    Report {
        name: "small-in-black",
        load: || Loaded::from(&small()),
        press: Some(Press::BlackAlone),
        pages: &[(Briefing, Print, &[4, 5])],
    },
    Report {
        name: "small-compared",
        load: || Loaded::compared(&small(), &previous()),
        press: None,
        pages: &[(Briefing, Screen, &[3, 4, 7]), (Set, Screen, &[2]), (Comparison, Screen, &[1])],
    },
    Report {
        name: "sample",
        load: || Loaded::from(&sample()),
        press: None,
        pages: &[(Briefing, Screen, &[1, 2, 3, 4, 5, 7, 9, 13, 15, 17, 18]), (Set, Screen, &[1, 2, 6, 8])],
    },
    Report {
        name: "gallery",
        load: || Loaded::from(&gallery()),
        press: None,
        pages: &[(Briefing, Screen, &[4, 5, 6, 8, 9, 13, 15, 17, 18, 23, 27])],
    },
    Report {
        name: "figures",
        load: || Loaded::from(&figures()),
        press: None,
        pages: &[(Briefing, Screen, &[4, 5, 6, 7]), (Set, Screen, &[2, 3])],
    },
];

impl Report {
    /// Shows the album all pages that are looked at.
    fn show(&self, album: &mut Album) {
        let mut documents: Vec<Document> = self.pages.iter().map(|(document, ..)| *document).collect();
        documents.dedup();
        let built = (self.load)().pages(&documents, self.press.map(Press::printing));
        for (document, edition, pages) in self.pages {
            let built = built.iter().find(|built| built.document == *document).expect("the document was built");
            for page in *pages {
                let (picture, edition) = match edition {
                    Screen => (picture::of_page(&built.pages, *page), ""),
                    Print => {
                        let printed = built.printed.as_ref().expect("a print edition");
                        (picture::of_pdf(&printed.pdf, *page), "print-")
                    }
                };
                album.compare(&format!("{}/{}-{edition}{page}.png", self.name, name(*document)), &picture);
            }
        }
    }
}

impl Press {
    fn printing(self) -> PrintOptions {
        let house = PrintingHouse::load("offset-coated", &mut Sources::default()).expect("a bundled profile");
        let condition = Condition::bundled(house.intent).expect("the bundled condition");
        let printing = PrintOptions::of(&house, condition, self == Self::BlackAlone);
        // A printing of the records is not held against a printer's profile, which other tests do.
        PrintOptions::recorded(&printing.record(), printing.output_profile().to_vec()).expect("what was recorded")
    }
}

fn name(document: Document) -> &'static str {
    match document {
        Briefing => "briefing",
        Set => "summaries",
        Comparison => "comparison",
        Document::Summary(_) => "summary",
        Document::Further(..) => "document",
    }
}

#[test]
fn pages_look_as_they_did() {
    let mut album = Album::open();
    for report in &REPORTS {
        report.show(&mut album);
    }
    album.close();
}
