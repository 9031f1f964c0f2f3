//! Briefings of government councils, from JSON data to typeset PDF.
//!
//! A [`Project`] is a report without errors, with all that its documents are made from:
//!
//! ```no_run
//! use kakugi::Project;
//!
//! Project::load("data/2019")?.build()?.write_to("out/2019")?;
//! # Ok::<(), kakugi::Errors>(())
//! ```
//!
//! What is wrong with a report comes all at once, and prints with its places and remedies:
//!
//! ```
//! use kakugi::Project;
//!
//! let project = Project::load("tests/fixtures/small")?;
//! assert_eq!(project.report().councils.len(), 2);
//!
//! let errors = Project::load("tests").err().expect("the folder holds no report");
//! assert!(errors.to_string().starts_with("error[K0502]: `tests` is not a report"));
//! # Ok::<(), kakugi::Errors>(())
//! ```
//!
//! [`edit`] changes the files of a report and keeps every byte that it is not about:
//!
//! ```no_run
//! use kakugi::edit::{Change, Operation, digests, plan};
//! use kakugi::{Errors, Project};
//! use std::path::Path;
//!
//! let project = Project::load("data/2019")?;
//! let change = Change::of(digests(&project.report().files))
//!     .with("councils/drug-discovery.json", Operation::replace("/short_name", "創薬"));
//! let mut sources = project.sources().clone();
//! let written = plan(Path::new("data/2019").into(), &change, &mut sources).and_then(|plan| plan.write());
//! let written = written.map_err(|diagnostics| Errors { diagnostics, sources })?;
//! println!("{:?} were written; `written.undo` takes it back", written.digests.keys());
//! # Ok::<(), Errors>(())
//! ```
//!
//! Data flow one way: [`data`] → [`model`] → [`template`] → [`typeset`] → [`export`] → [`archive`]. What [`compare`] finds
//! between two models reaches the templates beside them. `ARCHITECTURE.md` tells more of it.

// What programs use.
pub mod archive;
pub mod compare;
pub mod conformance;
pub mod diagnostic;
pub mod edit;
pub mod export;
pub mod model;
pub mod preflight;
pub mod printer;
pub mod project;
pub mod template;

// The rooms behind them, which the command line, the tests and the benchmarks enter as well. They change as they need to.
#[doc(hidden)]
pub mod assets;
#[doc(hidden)]
pub mod build;
#[doc(hidden)]
pub mod data;
#[doc(hidden)]
pub mod digest;
pub(crate) mod fit;
#[doc(hidden)]
pub mod limits;
#[doc(hidden)]
pub mod mark;
#[doc(hidden)]
pub mod observe;
#[doc(hidden)]
pub mod package;
#[doc(hidden)]
pub mod pdf;
#[doc(hidden)]
pub mod plain_file;
#[doc(hidden)]
pub mod removal;
#[doc(hidden)]
pub mod trace;
#[doc(hidden)]
pub mod typeset;

pub use diagnostic::Errors;
pub use kakugi_claim as claim;
#[doc(hidden)]
pub use kakugi_diagnostic::internal;
pub use kakugi_japanese::{self as japanese, address};
pub use kakugi_sheet as sheet;
pub use project::Project;
