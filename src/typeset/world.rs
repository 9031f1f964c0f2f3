//! One Typst compilation after the other, in a closed world.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use typst::WorldExt;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::syntax::{DiagSpan, Source};
use typst_layout::PagedDocument;

use super::balance::Balance;
use super::closed_world::{ClosedWorld, main_id};
use super::error::TypesetError;
use super::files::{Files, SharedFiles};
use super::setting::EditionSetting;
use super::{Fonts, clusters};

/// After a document of more pages than this, no results are kept: they would be most of the memory.
const PAGES_KEPT: usize = 60;

/// All results are looked through after so many layouts of each core, because that takes as long as a tenth of a summary's layout.
/// Those that no layout has needed since the time before are removed. So a typesetter that lays a summary out again finds the
/// results of its last layout, although the others have made some in between.
const LAYOUTS_KEPT: usize = 3;

/// How many layouts were made, by all typesetters together.
static LAYOUTS: AtomicUsize = AtomicUsize::new(0);

/// Removes results that are not needed after a layout, which was `long`.
fn evict_after_layout(long: bool) {
    let layouts = LAYOUTS.fetch_add(1, Ordering::Relaxed) + 1;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    if long {
        typst::comemo::evict(0);
    } else if layouts.is_multiple_of(LAYOUTS_KEPT * cores) {
        typst::comemo::evict(1);
    }
}

/// Removes results from the cache that the last so many layouts, by all typesetters together, did not need.
pub fn evict_cache(layouts: usize) {
    typst::comemo::evict(layouts);
}

/// A typeset document.
#[derive(Clone)]
pub struct TypesetDocument {
    /// The pages.
    pub document: PagedDocument,
    /// What Typst warned of.
    pub warnings: Vec<TypesetError>,
    /// The main source, to which the pages' glyphs lead.
    source: MainSource,
}

/// A document's main source as Typst has parsed it.
///
/// What Typst remembers of a piece of source counts for another layout as well if the piece has the same place in the parsed
/// source. So all layouts of a document take its source from one of these.
#[derive(Clone)]
pub struct MainSource(pub(super) Source);

/// Typesets documents one after the other, reusing what they share.
pub struct Typesetter {
    pub(super) world: ClosedWorld,
    /// Whether whoever asks for layouts says when results are forgotten.
    keeps_results: bool,
}

impl Typesetter {
    /// A typesetter for documents that may read these files.
    pub fn new(fonts: Arc<Fonts>, files: Arc<SharedFiles>) -> Self {
        Self { world: ClosedWorld::new(fonts, files), keeps_results: false }
    }

    /// Whether results are kept until [`evict_cache`](super::evict_cache) is called.
    #[must_use]
    pub fn keeping(self, keeps_results: bool) -> Self {
        Self { keeps_results, ..self }
    }

    /// Typesets a document.
    ///
    /// # Errors
    /// Everything that Typst found wrong.
    pub fn typeset(&mut self, source: &str) -> Result<TypesetDocument, Vec<TypesetError>> {
        let source = self.parse(source);
        self.typeset_with(&source, Files::new())
    }

    /// Parses a document's main source; what it has in common with the one before keeps its place, and so its results.
    pub fn parse(&mut self, source: &str) -> MainSource {
        self.world.main.replace(source);
        MainSource(self.world.main.clone())
    }

    /// Typesets a document that has files of its own, which take the place of those with the same names.
    ///
    /// # Errors
    /// Everything that Typst found wrong.
    pub fn typeset_with(
        &mut self,
        source: &MainSource,
        document_files: Files,
    ) -> Result<TypesetDocument, Vec<TypesetError>> {
        self.turn_to_source(source);
        self.world.turn_to(document_files, EditionSetting::default());
        let compiled = typst::compile::<PagedDocument>(&self.world);
        self.typeset_document(source, compiled)
    }

    /// Typesets a document like [`Self::typeset_with`] whose parts are to fill their pages well; `balance` has then found how they
    /// stand, and what it knew before is not looked for again. `round_done` is called after each round of layout.
    ///
    /// # Errors
    /// Everything that Typst found wrong.
    pub fn typeset_balanced(
        &mut self,
        source: &MainSource,
        document_files: &Files,
        balance: &mut Balance,
        round_done: &dyn Fn(),
    ) -> Result<TypesetDocument, Vec<TypesetError>> {
        self.turn_to_source(source);
        let compiled = self.world.compile_balanced(document_files, balance, round_done);
        self.typeset_document(source, compiled)
    }

    fn typeset_document(
        &self,
        source: &MainSource,
        compiled: Warned<SourceResult<PagedDocument>>,
    ) -> Result<TypesetDocument, Vec<TypesetError>> {
        let warnings = compiled.warnings.iter().map(|warning| self.world.describe(warning)).collect();
        let outcome = match compiled.output {
            Ok(document) => Ok(TypesetDocument {
                document: clusters::with_whole_clusters(document),
                warnings,
                source: source.clone(),
            }),
            Err(errors) => Err(errors.iter().map(|error| self.world.describe(error)).collect()),
        };
        // Without this the memory of every past document would be kept.
        if !self.keeps_results {
            evict_after_layout(outcome.as_ref().is_ok_and(|typeset| typeset.document.pages().len() > PAGES_KEPT));
        }
        outcome
    }

    /// Releases the document that was typeset last.
    pub fn release_document(&mut self) {
        self.world.set_main("");
        self.world.turn_to(Files::new(), EditionSetting::default());
    }

    /// Turns to a main source that was parsed before, here or by another typesetter.
    pub(super) fn turn_to_source(&mut self, source: &MainSource) {
        self.world.main = source.0.clone();
    }

    /// Turns back to a document that was typeset before, here or by another typesetter, whose glyphs are to be followed.
    pub fn turn_to(&mut self, typeset: &TypesetDocument) {
        self.turn_to_source(&typeset.source);
    }

    /// The byte in the main source that a glyph comes from.
    pub fn source_offset(&self, span: typst::syntax::Span, offset: u16) -> Option<usize> {
        Some(self.source_start(span)? + usize::from(offset))
    }

    /// The byte of the main source at which a node begins.
    pub fn source_start(&self, span: typst::syntax::Span) -> Option<usize> {
        if span.id() != Some(main_id()) {
            return None;
        }
        Some(self.world.range(span)?.start)
    }

    /// Where an element was made, innermost first.
    pub(super) fn made_at(&self, span: typst::syntax::Span) -> Vec<(Option<String>, Range<usize>)> {
        self.world.place(DiagSpan::from_span(span, None)).into_iter().collect()
    }

    /// Describes what export found.
    pub fn describe(&self, found: &SourceDiagnostic) -> TypesetError {
        self.world.describe(found)
    }
}
