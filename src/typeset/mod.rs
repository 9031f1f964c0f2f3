//! From Typst source to pages.
//!
//! This stage knows Typst source and fonts, never the report: errors are given as ranges of
//! the files it was handed.

mod balance;
mod clusters;
mod councils;
mod fonts;
mod inspect;
mod measuring;
mod outward;
mod setting;
mod world;

pub use balance::{Places, sought};
pub use councils::{Council, Councils};
pub use fonts::Fonts;
pub use inspect::{
    DESCENT, Mark, Open, PlacedPicture, PlacedText, marks, page_number, pictures, texts, texts_and_alternatives,
};
pub use measuring::forget;
pub use outward::{Outward, outward};
pub use setting::{Inks, Setting, Sheet, files_at};
pub use typst_layout::PagedDocument;
pub use world::{Files, Typeset, TypesetError, Typesetter};
