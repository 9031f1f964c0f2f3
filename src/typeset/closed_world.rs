//! What Typst sees of the outside: no clock, no network, and no file but those that were handed over.

use std::ops::Range;
use std::sync::Arc;

use typst::comemo::{Track, Tracked, TrackedMut};
use typst::diag::{FileError, FileResult, SourceDiagnostic, SourceResult};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Module, dict};
use typst::introspection::{EmptyIntrospector, Introspector};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, Protected};
use typst::{Library, LibraryExt, World, WorldExt};
use typst_kit::files::{FileLoader, FileStore};

use super::Fonts;
use super::detached;
use super::error::TypesetError;
use super::files::{Files, SharedFiles};
use super::setting::{self, EditionSetting};
use super::table;

/// The name of the main file in every compilation.
///
/// Typst interns file names for ever in 16 bits, so all documents use the same one.
const MAIN: &str = "document.typ";

/// Serves one main source and the files that were handed over, and nothing else.
pub(super) struct ClosedWorld {
    library: LazyHash<Library>,
    fonts: Arc<Fonts>,
    files: FileStore<Loader>,
    pub main: Source,
}

impl ClosedWorld {
    /// A world that holds these files, and no main source yet.
    pub fn new(fonts: Arc<Fonts>, files: Arc<SharedFiles>) -> Self {
        let loader = Loader { files, document_files: Files::new(), setting: EditionSetting::default() };
        let main = Source::new(main_id(), String::new());
        let library = LazyHash::new(Library::builder().with_inputs(functions()).build());
        Self { library, fonts, files: FileStore::new(loader), main }
    }

    /// Takes another main source, which shares nothing with the one before.
    pub fn set_main(&mut self, source: &str) {
        self.main = Source::new(main_id(), source.to_owned());
    }

    /// Serves these files from now on.
    pub fn turn_to(&mut self, document_files: Files, setting: EditionSetting) {
        let loader = self.files.loader_mut();
        loader.document_files = document_files;
        loader.setting = setting;
        self.files.reset();
    }

    /// Does something with an engine that knows of no finished pages; gives what comes of it, and what is noted on the way.
    pub fn with_engine<T>(&self, work: impl FnOnce(&mut Engine<'_>) -> T) -> (T, Sink) {
        self.with_engine_after(EmptyIntrospector.track(), work)
    }

    /// Does something with an engine that knows what an earlier layout tells of the pages.
    pub fn with_engine_after<T>(
        &self,
        before: Tracked<'_, dyn Introspector + '_>,
        work: impl FnOnce(&mut Engine<'_>) -> T,
    ) -> (T, Sink) {
        let (traced, mut sink) = (Traced::default(), Sink::new());
        let mut engine = Engine {
            library: self.library(),
            world: (self as &dyn World).track(),
            introspector: Protected::new(before),
            traced: traced.track(),
            sink: sink.track_mut(),
            route: Route::default(),
        };
        let result = work(&mut engine);
        (result, sink)
    }

    pub fn describe(&self, found: &SourceDiagnostic) -> TypesetError {
        let trace = found.trace.iter().map(|point| DiagSpan::from_span(point.span, None));
        TypesetError {
            message: found.message.to_string(),
            hints: found.hints.iter().map(|hint| hint.v.to_string()).collect(),
            places: std::iter::once(found.span).chain(trace).filter_map(|span| self.place(span)).collect(),
        }
    }

    pub fn place(&self, span: DiagSpan) -> Option<(Option<String>, Range<usize>)> {
        let file = span.id()?;
        let range = self.range(span)?;
        let name = file.get().vpath().get_without_slash();
        let (_, name) = setting::scale_and_component(name);
        Some(((name != MAIN).then(|| name.to_owned()), range))
    }
}

/// The components' inputs: what the program does for them.
fn functions() -> Dict {
    dict! { "detached" => detached::function(), "table-widths" => table::function() }
}

/// Evaluates a source on its own.
///
/// # Errors
/// Everything that Typst finds wrong.
pub(super) fn evaluate(engine: &mut Engine<'_>, source: &Source) -> SourceResult<Module> {
    let sink = TrackedMut::reborrow_mut(&mut engine.sink);
    typst_eval::eval(engine.world, engine.library, engine.traced, sink, engine.route.track(), source)
}

impl World for ClosedWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.store().book()
    }

    fn main(&self) -> FileId {
        main_id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        match self.files.loader().shared(id) {
            Some(source) => Ok(source),
            None => self.files.source(id),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.store().font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        // The same input gives the same bytes, on any day.
        None
    }
}

/// Serves the files that were handed over, and nothing else.
struct Loader {
    files: Arc<SharedFiles>,
    /// Those of the document at hand, which take the place of others with the same names.
    document_files: Files,
    setting: EditionSetting,
}

impl Loader {
    /// A component that all documents have in common; nothing of one that the document at hand has for itself.
    fn shared(&self, id: FileId) -> Option<Source> {
        let path = id.get();
        if *path.root() != VirtualRoot::Project {
            return None;
        }
        let (scale, component) = setting::scale_and_component(path.vpath().get_without_slash());
        if self.is_setting(scale, component) || self.document_files.contains_key(component) {
            return None;
        }
        self.files.parsed(id, component)
    }

    /// Whether a file tells what differs from one document and one edition to another, which is written when it is asked for.
    fn is_setting(&self, scale: Option<u32>, component: &str) -> bool {
        component == setting::FILE && (scale.is_some() || self.setting != EditionSetting::default())
    }

    fn file(&self, name: &str) -> FileResult<Bytes> {
        let found = self.document_files.get(name).or_else(|| self.files.files().get(name));
        found.cloned().ok_or_else(|| FileError::NotFound(name.into()))
    }
}

impl FileLoader for Loader {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        let name = path.vpath().get_without_slash();
        if *path.root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        let (scale, component) = setting::scale_and_component(name);
        if self.is_setting(scale, component) {
            return Ok(Bytes::from_string(self.setting.source(scale)));
        }
        self.file(component)
    }
}

pub(super) fn main_id() -> FileId {
    #[allow(clippy::unwrap_used, reason = "`MAIN` is a plain file name, which is always a valid path")]
    let path = VirtualPath::new(MAIN).unwrap();
    RootedPath::new(VirtualRoot::Project, path).intern()
}
