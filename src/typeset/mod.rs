//! From Typst source to pages.
//!
//! This stage knows Typst source and fonts, never the report: faults are given as ranges of
//! the files it was handed.

mod fonts;
mod inspect;
mod world;

pub use fonts::Fonts;
pub use inspect::{Mark, Open, PlacedPicture, PlacedText, alternatives, marks, page_number, pictures, texts};
pub use typst_layout::PagedDocument;
pub use world::{Fault, Files, Typeset, Typesetter, files_at};
