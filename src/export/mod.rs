//! From pages to PDF bytes, and from bytes to files.

mod pdf;
mod png;
mod write;

pub use pdf::pdf;
pub use png::png;
pub use write::{Artefact, write_all};
