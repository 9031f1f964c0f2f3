//! What a run is doing: for progress, for timings, and to say what it was doing if it has to be ended.
//!
//! The library has no clock. It tells an [`Observer`] what it begins and ends; the observer takes the time and shows progress.

use std::sync::Arc;

/// A kind of work. Stages may stand within one another, on the same thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// A document from its beginning to its end; the name is the path of its PDF.
    Document,
    /// The report is read and validated.
    Load,
    /// Templates and components are read, parsed and checked.
    Templates,
    /// Fonts are made ready.
    Fonts,
    /// The files that a report is made from are packed.
    Package,
    /// Layouts of a summary are tried until it fits.
    Fit,
    /// A template is filled and its source map made.
    Template,
    /// Typst lays pages out.
    Typeset,
    /// Glyphs are traced to their data, and pages are checked.
    Gates,
    /// Pages are written as PDF, or drawn as pictures.
    Export,
    /// A PDF is judged by its standards.
    Conformance,
    /// A PDF is completed for the press and looked at as a printing house would.
    Press,
    /// Files are written.
    Write,
}

impl Stage {
    /// All stages, in the order in which data go through them.
    pub const ALL: [Self; 13] = [
        Self::Load,
        Self::Templates,
        Self::Fonts,
        Self::Package,
        Self::Document,
        Self::Fit,
        Self::Template,
        Self::Typeset,
        Self::Gates,
        Self::Export,
        Self::Conformance,
        Self::Press,
        Self::Write,
    ];

    /// The stage's name for programs, such as `typeset`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Load => "load",
            Self::Templates => "templates",
            Self::Fonts => "fonts",
            Self::Package => "package",
            Self::Fit => "fit",
            Self::Template => "template",
            Self::Typeset => "typeset",
            Self::Gates => "gates",
            Self::Export => "export",
            Self::Conformance => "conformance",
            Self::Press => "press",
            Self::Write => "write",
        }
    }

    /// Whether it is work of the program itself, from data to source and back, rather than of Typst or a standard.
    pub fn is_own(self) -> bool {
        matches!(self, Self::Load | Self::Templates | Self::Template | Self::Gates | Self::Package)
    }
}

/// Receives what a run does, on the thread that does it.
pub trait Observer: Sync {
    /// Something begins; `of` names the document, file or folder.
    fn enter(&self, _stage: Stage, _of: &str) {}
    /// What began last on this thread, and has not ended, ends.
    fn leave(&self, _stage: Stage, _of: &str) {}
    /// A part of the work is done, on any thread, so that the work is not stuck; the rest goes on.
    fn part_done(&self, _stage: Stage, _of: &str) {}
    /// Until the work that began last on this thread ends, the trail knows how far it has come.
    fn follow(&self, _trail: &Trail) {}
    /// Which templates and components are not those that are built in.
    fn replaced(&self, _files: &[String]) {}
}

/// How far a thread has come in its templates; may be asked by any thread at any time.
#[derive(Clone)]
pub struct Trail(Arc<dyn Fn() -> Option<String> + Send + Sync>);

impl Trail {
    /// A trail whose place a function gives.
    pub fn new(place: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(place))
    }

    /// The place, such as `templates/blocks/table.typ.hbs:12`; nothing before the first.
    pub fn place(&self) -> Option<String> {
        (self.0)()
    }
}

/// Ignores everything.
impl Observer for () {}

/// A piece of work, until it is dropped.
#[must_use = "the work ends when the span is dropped"]
pub struct StageSpan<'a> {
    observer: &'a dyn Observer,
    stage: Stage,
    of: &'a str,
}

impl<'a> StageSpan<'a> {
    /// Begins a piece of work.
    pub fn enter(observer: &'a dyn Observer, stage: Stage, of: &'a str) -> Self {
        observer.enter(stage, of);
        Self { observer, stage, of }
    }
}

impl Drop for StageSpan<'_> {
    fn drop(&mut self) {
        self.observer.leave(self.stage, self.of);
    }
}
