//! From pages to PDF bytes, and from bytes to files.

mod pdf;
mod write;

pub use pdf::pdf;
pub use write::{Artefact, write_all};
