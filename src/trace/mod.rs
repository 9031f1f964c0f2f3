//! From any glyph on a page to the datum, the template line and the place in the data it comes from.
//!
//! Joins the two ends: the source map knows what each byte of generated source prints, and each
//! glyph of a laid-out page knows the byte that it comes from.

mod coverage;
mod query;
mod runs;

pub use coverage::{ShownData, not_printed};
pub use query::{Hit, PrintedRun, at, holding, knows, of_pointer, passages};
pub use runs::{GlyphRun, RunOrigin, runs};
