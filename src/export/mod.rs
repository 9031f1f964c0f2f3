//! From pages to PDF bytes, and from bytes to files.

mod boxes;
mod contacts;
mod edition;
mod edits;
mod line_ends;
mod pdf;
mod png;
pub mod print;
mod scratch;
mod target;
mod veil;
mod write;

pub use boxes::{Misfit, Paper, misfits, read};
pub use edition::Edition;
pub use pdf::{PdfError, pdf};
pub use png::png;
pub use print::OutputProfile;
pub use scratch::{Scratch, sweep};
pub use target::Target;
pub use write::{Artefact, Delivery, write_all, write_file, write_privately};
pub use write::{FileChanged, Unwritable};
pub(crate) use write::{Rewrite, rewrite};
