//! What the subjects share: folders to break, runs of the real binary, reports typeset in memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, OnceLock};
use std::thread;

use kakugi::assets::Assets;
use kakugi::build::{Builder, BuiltDocument, PrintOptions};
use kakugi::compare::{Comparison, compare};
use kakugi::diagnostic::{Diagnostic, Language, Look, Sources};
use kakugi::model::Report;
use kakugi::template::{Document, DocumentDate, Rendered, Templates};
use kakugi::typeset::{Files, Fonts, PagedDocument, SharedFiles, Typesetter, texts};
use lopdf::{Dictionary, Object};
use tempfile::TempDir;

/// A path within the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The small report as it might have been a year earlier.
pub fn previous() -> PathBuf {
    repository("tests/fixtures/previous")
}

/// The report of two councils that holds every kind of block.
pub fn small() -> PathBuf {
    repository("tests/fixtures/small")
}

/// The report that holds every kind of figure, with usual and with extreme data.
pub fn gallery() -> PathBuf {
    repository("tests/fixtures/gallery")
}

/// The report of figures against targets, some not yet known.
pub fn targets() -> PathBuf {
    repository("tests/fixtures/targets")
}

/// The report of every form of table.
pub fn tables() -> PathBuf {
    repository("tests/fixtures/tables")
}

/// The report of projects in groups, with sections and headings of its own.
pub fn projects() -> PathBuf {
    repository("tests/fixtures/projects")
}

/// The report of shares, steps, plans and prefectures.
pub fn figures() -> PathBuf {
    repository("tests/fixtures/figures")
}

/// The report of seven councils.
pub fn sample() -> PathBuf {
    repository("data/2019")
}

/// A folder that holds a copy of the small report in `report/`, and in which the binary runs.
///
/// All paths of a run are relative to the folder, so that no message holds a path of the machine.
pub struct Desk {
    folder: TempDir,
}

/// How a run of the binary ended.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Desk {
    /// What is told of the report once it is loaded: errors, or warnings where there is none.
    pub fn told(&self) -> Vec<Diagnostic> {
        match Report::load(&self.path("report"), &mut Sources::default()) {
            Ok((_, warnings)) => warnings,
            Err(errors) => errors,
        }
    }

    pub fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        copy(&small(), &desk.path("report"));
        desk
    }

    /// A desk whose report holds so many councils, which differ by their ids alone.
    pub fn of_many(councils: usize) -> Self {
        let desk = Self::new();
        let parks = desk.read("report/councils/parks.json");
        let ids: Vec<String> = (0..councils).map(|at| format!("parks-{at}")).collect();
        let mut head: serde_json::Value = serde_json::from_slice(&desk.read("report/report.json")).expect("JSON");
        for name in desk.files("report/councils") {
            desk.remove(&format!("report/councils/{name}"));
        }
        for id in &ids {
            desk.write(&format!("report/councils/{id}.json"), &parks);
        }
        head["councils"] = ids.into();
        desk.write("report/report.json", head.to_string());
        desk
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, whatever was there before.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file that can be written");
        self
    }

    pub fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.path(path)).expect("a file to remove");
        self
    }

    /// Replaces a text that stands exactly once in a file.
    pub fn edit(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = fs::read_to_string(self.path(path)).expect(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}");
        self.write(path, text.replacen(from, to, 1))
    }

    /// Runs `kakugi` with these arguments.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// Runs `kakugi` with these arguments and environment variables.
    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_kakugi"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("SOURCE_DATE_EPOCH")
            .env("LC_ALL", "C")
            .envs(variables.iter().copied())
            .output()
            .expect("the binary runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Builds `report/` into `out/`, the edition for the screen unless another is asked for.
    pub fn build(&self, more: &[&str]) -> Run {
        let edition: &[&str] = if more.contains(&"--edition") { &[] } else { &["--edition", "archive"] };
        self.run(&[&["build", "report", "-o", "out"], edition, more].concat())
    }

    /// Builds a report that must have errors, and gives the messages.
    #[track_caller]
    pub fn errors(&self, more: &[&str]) -> String {
        let run = self.build(more);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert_eq!(run.stdout, "");
        assert_eq!(self.files("out"), Vec::<String>::new());
        run.messages()
    }

    /// Like `errors`, in English and then in Japanese.
    #[track_caller]
    pub fn errors_in_both_languages(&self, more: &[&str]) -> String {
        let english = self.errors(more);
        let japanese = self.errors(&[more, &["--lang", "ja"]].concat());
        let codes = |text: &str| -> Vec<String> {
            let lines = text.lines().filter_map(|line| line.split_once('[')?.1.split_once("]: "));
            lines
                .filter(|(code, _)| code.len() == 5 && code.starts_with('K'))
                .map(|(code, _)| code.to_owned())
                .collect()
        };
        assert_eq!(codes(&english), codes(&japanese));
        for line in japanese.lines().filter(|line| line.starts_with("誤り[") || line.contains("= 直し方: ")) {
            // Typst's own words and the names of fonts are what they are.
            let ours = !line.contains("（Typst）") && !line.contains("調べたフォント");
            assert!(!ours || foreign_words(line).is_empty(), "{:?} in {line}", foreign_words(line));
        }
        format!("{english}\n\n{japanese}")
    }

    /// All files below a folder, by their path in it, sorted.
    pub fn files(&self, folder: &str) -> Vec<String> {
        let root = self.path(folder);
        let mut found = Vec::new();
        if root.is_dir() {
            each_file(&root, &mut |path| {
                let inner = path.strip_prefix(&root).expect("a path in the folder");
                found.push(inner.display().to_string());
            });
        }
        found
    }

    pub fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).expect(path)
    }
}

impl Run {
    /// Standard error as it can stand in a snapshot: without the lines of progress, whose order
    /// is up to the threads, without blanks at line ends, and with nothing that an editor would
    /// show as something else.
    pub fn messages(&self) -> String {
        let lines = self
            .stderr
            .lines()
            .filter(|line| !["typeset ", "組版が終わりました: "].iter().any(|progress| line.starts_with(progress)));
        let text = lines.map(str::trim_end).collect::<Vec<_>>().join("\n");
        let hidden = |c: &char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
        let shown = |c: char| if hidden(&c) { c.escape_unicode().to_string() } else { c.to_string() };
        text.trim_end().chars().map(shown).collect()
    }
}

/// Latin words in a Japanese message that are neither quoted nor names of formats and standards.
fn foreign_words(line: &str) -> Vec<&str> {
    const KNOWN: [&str; 28] = [
        "JSON",
        "CSV",
        "UTF",
        "PDF",
        "PNG",
        "JPEG",
        "GIF",
        "WebP",
        "SVG",
        "ISO",
        "Png",
        "Jpeg",
        "Typst",
        "CMYK",
        "ICC",
        "Excel",
        "Unicode",
        "Word",
        "ZIP",
        "HTML",
        "XML",
        "OpenDocument",
        "Shift",
        "JIS",
        "EUC",
        "GBK",
        "Wingdings",
        "ppi",
    ];
    let unquoted = line.split('`').step_by(2);
    let words = unquoted.flat_map(|part| part.split(|c: char| !c.is_ascii_alphabetic()));
    words.filter(|word| word.len() > 2 && !KNOWN.contains(word)).collect()
}

/// The lines that say what is wrong, without the places: for errors that are found deep in the
/// components, whose lines are no business of a test.
pub fn headlines(messages: &str) -> String {
    messages.lines().filter(|line| line.starts_with("error[")).collect::<Vec<_>>().join("\n")
}

/// Compares messages with `snapshots/<subject>/<name>.snap`.
pub fn snapshot(subject: &str, name: &str, messages: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("snapshots/{subject}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, messages));
}

pub fn copy(from: &Path, to: &Path) {
    each_file(from, &mut |path| {
        let target = to.join(path.strip_prefix(from).expect("a path in the folder"));
        fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        fs::copy(path, target).expect("a file that can be copied");
    });
}

/// Visits all files below a folder, sorted by path.
pub fn each_file(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { each_file(&path, visit) } else { visit(&path) }
    }
}

/// The bundled fonts, read once for all tests.
fn fonts() -> Arc<Fonts> {
    static FONTS: OnceLock<Arc<Fonts>> = OnceLock::new();
    FONTS.get_or_init(|| Arc::new(Fonts::load(&[]).expect("bundled fonts"))).clone()
}

/// A report with all that its documents are made from.
pub struct Loaded {
    pub report: Report,
    pub sources: Sources,
    assets: Assets,
    templates: Templates,
    comparison: Option<Comparison>,
}

/// A document typeset in memory.
pub struct Set {
    pub rendered: Rendered,
    pub pages: PagedDocument,
    pub typesetter: Typesetter,
}

impl Loaded {
    /// Loads a report that has no errors.
    pub fn from(folder: &Path) -> Self {
        Self::with(folder, None)
    }

    /// Loads a report that has no errors, with templates of the user.
    pub fn with(folder: &Path, own: Option<&Path>) -> Self {
        let mut sources = Sources::default();
        let shown = |errors: Vec<Diagnostic>, sources: &Sources| -> String {
            errors.iter().map(|error| sources.render(error, Language::English, Look::default())).collect()
        };
        let assets = Assets::load(own, &mut sources).expect("templates that can be read");
        let report = match Report::load(folder, &mut sources) {
            Ok((report, _)) => report,
            Err(errors) => panic!("{}", shown(errors, &sources)),
        };
        let templates = Templates::load(&assets, &sources).expect("sound templates");
        Self { report, sources, assets, templates, comparison: None }
    }

    /// Loads a report without errors and compares it with an earlier one.
    pub fn compared(folder: &Path, previous: &Path) -> Self {
        let mut loaded = Self::from(folder);
        let previous =
            loaded.report.load_previous(previous, &mut loaded.sources, &Arc::default()).expect("an earlier report");
        loaded.comparison = Some(compare(&previous, &loaded.report, &loaded.sources).expect("a comparison"));
        loaded
    }

    /// What the comparison found.
    pub fn comparison(&self) -> &Comparison {
        self.comparison.as_ref().expect("a comparison")
    }

    /// A document with what each run of glyphs comes from.
    pub fn traced(&self, document: Document) -> BuiltDocument {
        let built = self.builder().traced().build(&[document]);
        built.ok().and_then(|mut built| built.pop()).expect("a document without errors")
    }

    /// All documents of the report.
    pub fn documents(&self) -> impl Iterator<Item = Document> {
        std::iter::once(Document::Briefing)
            .chain((0..self.report.councils.len()).map(Document::Summary))
            .chain([Document::Set])
    }

    /// The generated source of a document.
    pub fn render(&self, document: Document) -> Rendered {
        let stamp = DocumentDate::of(&self.report);
        self.templates.render(&self.report, document, stamp).expect("templates that can be filled")
    }

    fn builder(&self) -> Builder<'_> {
        let stamp = DocumentDate::of(&self.report);
        Builder::new(&self.report, &self.assets, &self.templates, &self.sources, fonts(), stamp)
            .compared(self.comparison.as_ref())
    }

    /// A document as PDF, which must have no errors.
    pub fn build(&self, document: Document) -> BuiltDocument {
        self.build_all(&[document]).pop().expect("a document")
    }

    /// Documents as PDF, which must have no errors.
    pub fn build_all(&self, documents: &[Document]) -> Vec<BuiltDocument> {
        self.try_build(documents).unwrap_or_else(|errors| panic!("{}", self.shown(&errors)))
    }

    /// Documents as PDF, or their errors.
    pub fn try_build(&self, documents: &[Document]) -> Result<Vec<BuiltDocument>, Vec<Diagnostic>> {
        self.builder().build(documents)
    }

    /// Documents with their print editions, or their errors.
    pub fn print(&self, documents: &[Document], printing: PrintOptions) -> Result<Vec<BuiltDocument>, Vec<Diagnostic>> {
        self.builder().printing(Some(printing)).build(documents)
    }

    /// Laid-out pages of documents, and their print editions if they are asked for; no files for the screen are made.
    pub fn pages(&self, documents: &[Document], printing: Option<PrintOptions>) -> Vec<BuiltDocument> {
        let built = self.builder().without_screen(true).printing(printing).build(documents);
        built.unwrap_or_else(|errors| panic!("{}", self.shown(&errors)))
    }

    fn shown(&self, errors: &[Diagnostic]) -> String {
        errors.iter().map(|error| self.sources.render(error, Language::English, Look::default())).collect()
    }

    /// A typesetter for sources that use the components and the report's pictures.
    fn typesetter(&self) -> Typesetter {
        Typesetter::new(fonts(), Arc::new(SharedFiles::new(self.builder().files().clone())))
    }

    /// The pages that Typst alone makes of a document's source, with these files besides the report's own.
    pub fn compiled(&self, document: Document, files: Files) -> PagedDocument {
        on_a_deep_stack(|| {
            let mut typesetter = self.typesetter();
            let source = typesetter.parse(&self.render(document).source);
            typesetter.typeset_with(&source, files).unwrap_or_else(|errors| panic!("{errors:?}")).document
        })
    }

    pub fn typeset(&self, document: Document) -> Set {
        on_a_deep_stack(|| self.typeset_here(document))
    }

    /// Like `typeset`, on the thread of the caller, whose stack must be deep enough.
    pub fn typeset_here(&self, document: Document) -> Set {
        let rendered = self.render(document);
        let mut typesetter = self.typesetter();
        let typeset = typesetter.typeset(&rendered.source);
        let typeset = typeset.unwrap_or_else(|errors| panic!("{errors:?}\n{}", rendered.source));
        Set { rendered, pages: typeset.document, typesetter }
    }
}

/// The pages of Typst source that may use the components.
pub fn pages_of(source: &str) -> PagedDocument {
    let loaded = Loaded::from(&small());
    on_a_deep_stack(|| {
        let typeset = loaded.typesetter().typeset(source);
        typeset.unwrap_or_else(|errors| panic!("{errors:?}\n{source}")).document
    })
}

/// Does something on a thread of its own, because layout recurses too deeply for the stack of a test's thread.
pub fn on_a_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        thread::Builder::new()
            .stack_size(16 << 20)
            .spawn_scoped(scope, work)
            .expect("a thread")
            .join()
            .expect("no panic")
    })
}

impl Set {
    /// All text of the pages in the order of painting, without white space.
    pub fn text(&self) -> String {
        without_space(&texts(&self.pages).iter().map(|text| text.item.text.as_str()).collect::<String>())
    }
}

/// The text without white space and without the word joiners that components set.
pub fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{2060}').collect()
}

/// The value of a key in a PDF, wherever it stands.
pub fn value<'a>(pdf: &'a lopdf::Document, dictionary: &'a Dictionary, key: &[u8]) -> &'a Object {
    let object = dictionary.get(key).unwrap_or_else(|_| panic!("no `{}`", String::from_utf8_lossy(key)));
    pdf.dereference(object).expect("an object").1
}

/// See `value`.
pub fn dictionary<'a>(pdf: &'a lopdf::Document, parent: &'a Dictionary, key: &[u8]) -> &'a Dictionary {
    value(pdf, parent, key).as_dict().expect("a dictionary")
}

/// See `value`.
pub fn text(pdf: &lopdf::Document, parent: &Dictionary, key: &[u8]) -> String {
    lopdf::decode_text_string(value(pdf, parent, key)).expect("a text")
}
