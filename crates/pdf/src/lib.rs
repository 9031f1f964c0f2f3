//! PDF files, whoever wrote them: read within limits, held against what a printing house asks for ([`preflight`], 入稿前の点検),
//! and against the standards for files that last ([`conformance`]).
//!
//! ```
//! use kakugi_diagnostic::Language;
//! use kakugi_pdf::preflight::{Profile, inspect};
//!
//! // A page with a red square; where its objects are is not said.
//! let pdf = b"%PDF-1.4
//! 1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
//! 2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
//! 3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/TrimBox[0 0 200 100]/Contents 4 0 R>> endobj
//! 4 0 obj <</Length 25>> stream
//! 1 0 0 rg 50 20 60 60 re f
//! endstream endobj
//! trailer <</Root 1 0 R>>";
//!
//! let house = Profile { resolution: 300.0, ..Profile::new("our press") };
//! let report = inspect(pdf, &house, None).expect("a PDF");
//! let told: Vec<String> = report.findings.iter().map(|finding| finding.problem.message(Language::English)).collect();
//! assert_eq!(told[1], "this uses the colour space `DeviceRGB`, not printing inks");
//! assert_eq!(report.findings[1].page, Some(1));
//! assert_eq!(report.summary(Language::Japanese), "PDF、19項目のうち17項目の点検に合格");
//! ```
//!
//! What it stands on is of use by itself: objects that never fail to be asked for ([`mod@file`]), content operator by operator with
//! its bytes ([`content`]), colour spaces ([`colour_space`]), streams unpacked to their last byte ([`unpack`]), and what a file must
//! not claim before a library believes it ([`bounds`]). Nothing here knows how a file was made.

pub mod bounds;
pub mod colour_space;
pub mod conformance;
pub mod content;
pub mod file;
pub mod geometry;
pub mod jpeg;
pub mod limits;
pub mod preflight;
pub mod unpack;
