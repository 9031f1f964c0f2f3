//! From pages to PDF bytes, and from bytes to files.

mod edition;
mod line_ends;
mod pdf;
mod png;
pub mod print;
mod scratch;
mod write;

pub use edition::Edition;
pub use pdf::pdf;
pub use png::png;
pub use scratch::{Scratch, sweep};
pub use write::{Artefact, Delivery, write_all};
