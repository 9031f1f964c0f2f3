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
//! use kakugi::edit::{ChangeSet, EditOperation, digests, plan};
//! use kakugi::{Errors, Project};
//! use std::path::Path;
//!
//! let project = Project::load("data/2019")?;
//! let change = ChangeSet::of(digests(&project.report().files))
//!     .with("councils/drug-discovery.json", EditOperation::replace("/short_name", "創薬"));
//! let mut sources = project.sources().clone();
//! let written = plan(Path::new("data/2019").into(), &change, &mut sources).and_then(|plan| plan.write());
//! let written = written.map_err(|diagnostics| Errors { diagnostics, sources })?;
//! println!("{:?} were written; `written.undo` takes it back", written.digests.keys());
//! # Ok::<(), Errors>(())
//! ```
//!
//! A [`Session`] keeps a report whose texts change in memory, and says which pages differ after each change. It is for programs
//! that show pages while the report is edited:
//!
//! ```
//! use kakugi::Session;
//! use kakugi::template::Document;
//!
//! let mut session = Session::load("tests/fixtures/small")?;
//! let parks = Document::Summary(1);
//! let before = session.pages(parks).expect("the summary has no errors");
//!
//! let text = std::fs::read_to_string("tests/fixtures/small/councils/parks.json").expect("a council");
//! let update = session.update("councils/parks.json", text.replace("苗木", "種"));
//! assert_eq!(update.changes[0].changed, [1]);
//!
//! let after = session.pages(parks).expect("the summary has no errors");
//! let picture = after.png(1, 72.0).expect("a page that can be drawn").expect("a first page");
//! assert_ne!(before.digests(), after.digests());
//!
//! // A wrong text leaves the pages as they are, and says what is wrong.
//! let update = session.update("councils/parks.json", "{ ");
//! assert!(!update.is_sound() && session.pages(parks).is_some());
//! # assert!(picture.starts_with(b"\x89PNG"));
//! # Ok::<(), kakugi::Errors>(())
//! ```
//!
//! Data flow one way: [`data`] → [`model`] → [`template`] → [`typeset`] → [`export`] → [`archive`]. What [`compare`] finds
//! between two models reaches the templates beside them. `ARCHITECTURE.md` tells more of it.

// What programs use.
pub mod compare;
pub mod diagnostic;
pub mod edit;
pub mod export;
pub mod model;
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
#[doc(hidden)]
pub mod trace;
#[doc(hidden)]
pub mod typeset;

pub use diagnostic::Errors;
pub use kakugi_archive as archive;
pub use kakugi_claim as claim;
#[doc(hidden)]
pub use kakugi_columns as columns;
#[doc(hidden)]
pub use kakugi_diagnostic::internal;
pub use kakugi_file as file;
pub use kakugi_japanese::{self as japanese, address};
#[doc(hidden)]
pub use kakugi_pdf as pdf;
pub use kakugi_pdf::{conformance, preflight};
pub use kakugi_sheet as sheet;
pub use project::{Project, Session};
