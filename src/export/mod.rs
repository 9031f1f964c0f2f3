//! From pages to the bytes of PDF files and pictures.

mod boxes;
mod contacts;
mod edition;
mod edits;
mod line_ends;
mod pdf;
mod png;
pub mod print;
mod svg;

pub use boxes::{Misfit, Paper, misfits, read};
pub use edition::Edition;
pub use pdf::{PdfError, pdf};
pub use png::{page_png, png};
pub use print::OutputProfile;
pub use svg::page_svg;
