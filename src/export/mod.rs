//! From pages to PDF bytes, and from bytes to files.

mod edition;
mod line_ends;
mod pdf;
mod png;
pub mod print;
mod write;

pub use edition::Edition;
pub use pdf::pdf;
pub use png::png;
pub use write::{Artefact, write_all};
