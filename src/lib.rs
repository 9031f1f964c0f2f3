//! Briefings of government councils, from JSON data to typeset PDF.
//!
//! Data flow one way: [`data`] → [`model`] → [`template`] → [`typeset`] → [`export`] → [`archive`]. What [`compare`] finds
//! between two models reaches the templates beside them.

#![allow(clippy::result_large_err, reason = "kinds of problems that are not yet types of their own are one enum")]

pub mod archive;
pub mod assets;
pub mod build;
pub mod compare;
pub mod conformance;
pub mod data;
pub mod diagnostic;
pub mod digest;
pub mod edit;
pub mod export;
pub mod fit;
pub mod internal;
/// The languages in which the program speaks.
pub mod language {
    pub use kakugi_diagnostic::Language;
}
pub mod limits;
pub mod mark;
pub mod model;
pub mod observe;
pub mod package;
pub mod pdf;
pub mod plain_file;
pub mod preflight;
pub mod printer;
pub mod removal;
pub mod template;
pub mod trace;
pub mod typeset;

pub use kakugi_claim as claim;
pub use kakugi_japanese::{self as japanese, address};
pub use kakugi_sheet as sheet;
