//! From Typst source to pages.
//!
//! This stage knows Typst source and fonts, never the report: errors are given as ranges of
//! the files it was handed.

mod appearance;
mod balance;
mod closed_world;
mod clusters;
mod detached;
mod error;
mod files;
mod fit_marks;
mod fonts;
mod inspect;
mod outward;
mod press;
mod reparse;
mod rounds;
mod setting;
mod table;
mod world;

pub use appearance::page_digests;
pub use balance::{Balance, GroupBalance};
pub use error::TypesetError;
pub use files::{Files, SharedFiles};
pub use fit_marks::{FitMark, FitPlace, fit_marks};
pub use fonts::Fonts;
pub use inspect::{
    DESCENT, OpenElement, PlacedPicture, PlacedText, page_number, pictures, texts, texts_and_alternatives,
};
pub use outward::{OutwardTarget, outward};
pub use press::{PressError, PressPictures};
pub use setting::{ColourValues, EditionSetting, PressSheet, files_at};
pub use table::FoundWidths;
pub use typst_layout::PagedDocument;
pub use world::{MainSource, TypesetDocument, Typesetter, evict_cache};
