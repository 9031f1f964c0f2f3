//! From the report to Typst source, with a map from each printed text back to its datum.
//!
//! Handlebars templates say what a document contains; how it looks is up to the Typst
//! components that they call. Data reach the source only through typed helpers.

mod cycles;
mod document;
mod document_templates;
mod format;
mod helpers;
mod leaves;
pub mod literal;
mod marked;
mod noted;
mod parsed;
mod phrased;
mod printer;
mod progress;
mod registry;
mod ruby;
mod scan;
mod source_map;
mod summary_layout;
mod view;

pub use document::{Document, DocumentDate};
pub(crate) use document_templates::check_document_templates;
pub(crate) use noted::{notes_of, without_last_note};
pub use registry::Templates;
pub use source_map::{DataSpan, Rendered, SourceMap, SourceSection};
pub use summary_layout::SummaryLayout;
