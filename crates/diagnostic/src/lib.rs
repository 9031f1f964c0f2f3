//! Errors and warnings with their places.
//!
//! Every stage collects [`Diagnostic`]s rather than stopping at the first: an author fixes a file in one pass. Each kind of
//! problem is a type of its own, declared by [`problems!`] where it is found: code, severity, and the words in each language.
//!
//! ```
//! use kakugi_diagnostic::{Diagnostic, Language, Look, Place, Sources, problems};
//!
//! problems! {
//!     /// A key is twice in the same object.
//!     K0102 error DuplicateKey { key: String }
//!     en: "the key `{key}` is twice in the same object", hint "delete one of the two";
//!     ja: "キー`{key}`が同じオブジェクトに二つあります", hint "どちらかを削除してください";
//! }
//!
//! let mut sources = Sources::default();
//! let file = sources.add("report.json", r#"{ "title": "A", "title": "B" }"#);
//! let twice = Diagnostic::at(Place { file, range: 16..23 }, DuplicateKey { key: "title".to_owned() });
//! assert!(twice.is_error());
//! assert_eq!(twice.message(Language::Japanese), "キー`title`が同じオブジェクトに二つあります");
//! assert!(sources.render(&twice, Language::English, Look::default()).starts_with("error[K0102]: the key `title`"));
//! ```

mod errors;
pub mod internal;
mod language;
mod machine;
mod naming;
mod problem;
mod render;
mod sources;
mod words;

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::ops::Range;

pub use errors::Errors;
pub use language::Language;
pub use machine::{Explanation, json, sarif};
pub use naming::{Choice, LONGEST_NAME, abridged, all, choice, few, listing, nearest};
pub use problem::{AnyProblem, Problem};
pub use render::{Look, on_one_line, tamed};
pub use sources::{FileId, Position, Sources};
pub use words::{Reason, Words};

/// What the codes of this crate mean, in English and in Japanese: Markdown, a section per code.
pub const EXPLAINED: [&str; 2] = [include_str!("explained.en.md"), include_str!("explained.ja.md")];

/// Whether a diagnostic stops the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The documents cannot be made, or would be wrong.
    Error,
    /// The documents are made, but someone should look.
    Warning,
}

/// A byte range in one of the files of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as known to [`Sources`].
    pub file: FileId,
    /// Byte offsets into the file's text.
    pub range: Range<usize>,
}

/// Places are in the order of their files, and within a file in that of their beginnings.
impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        let [this, other] = [self, other].map(|place| (place.file, place.range.start, place.range.end));
        this.cmp(&other)
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One thing that is wrong, where it is, and what to do about it.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: AnyProblem,
    /// Where it must be fixed, if it has a place.
    pub place: Option<Place>,
    /// Further places that explain the first, each with a remark.
    pub related: Vec<(Place, Words)>,
}

impl Diagnostic {
    /// A diagnostic at a place, if it has one.
    pub fn new(place: Option<Place>, problem: impl Into<AnyProblem>) -> Self {
        Self { problem: problem.into(), place, related: Vec::new() }
    }

    /// A diagnostic at a place.
    pub fn at(place: Place, problem: impl Into<AnyProblem>) -> Self {
        Self::new(Some(place), problem)
    }

    /// A diagnostic that has no place in any file.
    pub fn nowhere(problem: impl Into<AnyProblem>) -> Self {
        Self::new(None, problem)
    }

    /// Adds a place that explains the first one.
    #[must_use]
    pub fn with_related(mut self, place: Place, remark: impl Into<Words>) -> Self {
        self.related.push((place, remark.into()));
        self
    }

    /// The stable code of this kind of problem, such as `K0103`.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// What is wrong, in one sentence without a full stop.
    pub fn message(&self, language: Language) -> String {
        abridged(self.problem.message(language))
    }

    /// What to do about it, one remedy per line.
    pub fn hints(&self, language: Language) -> Vec<String> {
        self.problem.hints(language).into_iter().map(abridged).collect()
    }

    /// How grave the problem is.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// Whether the diagnostic stops the build.
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }
}

/// The code and the message in English; places need the [`Sources`] to be shown.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message(Language::English))
    }
}

impl Error for Diagnostic {}
