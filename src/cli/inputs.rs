//! What every verb that works on a report reads.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser};
use jiff::Timestamp;
use kakugi::build::{Builder, BuiltDocument, without_repetitions};
use kakugi::compare::Comparison;
use kakugi::data::{HEAD, Root};
use kakugi::diagnostic::{AnyProblem, Diagnostic, Language, Sources, problems};
use kakugi::file::Unreadable;
use kakugi::internal::InternalError;
use kakugi::model::{LongTable, Report};
use kakugi::observe::{Observer, Stage, Trail};
use kakugi::project::{LoadOptions, Materials};
use kakugi::template::{Document, DocumentDate};
use kakugi::{file, limits};

use super::terminal::{self, Progress};
use super::watch::watch;
use super::wording;

#[derive(Args)]
pub(super) struct Inputs {
    /// Folder of the report, such as `data/2019`
    #[arg(value_parser = OsStringValueParser::new().map(report_folder))]
    pub report: PathBuf,
    /// What messages call the report's folder, if not by its path.
    #[arg(skip)]
    pub shown: Option<PathBuf>,
    /// Folder of custom templates and components, which replace built-in files of the same name
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Folder of fonts to use besides the bundled ones (can be repeated)
    #[arg(long, value_name = "DIR")]
    pub font_path: Vec<PathBuf>,
}

/// The content of a file that the user names, of at most so many bytes.
pub(super) fn named_file(path: &Path, limit: usize) -> Result<Vec<u8>, AnyProblem> {
    file::read(path, limit)
        .map_err(|error| Unreadable { path: path.display().to_string(), reason: error.into() }.into())
}

/// The folder of a report that is given by it, or by the `report.json` in it.
pub(super) fn report_folder(given: OsString) -> PathBuf {
    let path = PathBuf::from(given);
    let folder = path.parent().filter(|_| path.file_name().is_some_and(|name| name == HEAD) && path.is_file());
    match folder {
        Some(folder) if folder.as_os_str().is_empty() => PathBuf::from("."),
        Some(folder) => folder.to_owned(),
        None => path,
    }
}

/// Everything that documents are made from, free of errors.
pub(super) struct Loaded {
    materials: Materials,
    /// The rows of each table that takes long to set.
    long_tables: Vec<usize>,
}

impl Inputs {
    /// What messages call the report's folder.
    pub fn shown(&self) -> &Path {
        self.shown.as_ref().unwrap_or(&self.report)
    }

    /// Reads the report, the templates and the fonts; adds what should be looked at to `warnings`.
    ///
    /// # Errors
    /// All errors of all of them.
    pub fn load(
        &self,
        stamp: Option<DocumentDate>,
        sources: &mut Sources,
        warnings: &mut Vec<Diagnostic>,
    ) -> Result<Loaded, Vec<Diagnostic>> {
        self.load_without(&BTreeSet::new(), stamp, sources, warnings)
    }

    /// Reads them like [`load`](Self::load), but leaves out the councils with these ids.
    ///
    /// # Errors
    /// All errors of all that is left.
    pub fn load_without(
        &self,
        left_out: &BTreeSet<String>,
        stamp: Option<DocumentDate>,
        sources: &mut Sources,
        warnings: &mut Vec<Diagnostic>,
    ) -> Result<Loaded, Vec<Diagnostic>> {
        let left_out = left_out.clone();
        let root = Root::shown(&self.report, self.shown());
        let options = LoadOptions { templates: self.templates.clone(), fonts: self.font_path.clone(), stamp, left_out };
        let (materials, load_warnings) = Materials::load(root, &options, watch(), sources)?;
        let long_tables = load_warnings.iter().filter_map(|warning| Some(warning.problem.of_kind::<LongTable>()?.rows));
        let long_tables = long_tables.collect();
        warnings.extend(load_warnings);
        Ok(Loaded { materials, long_tables })
    }
}

impl Loaded {
    /// The report.
    pub fn report(&self) -> &Report {
        &self.materials.report
    }

    /// Compares the report with an earlier one, which its documents then speak of.
    ///
    /// # Errors
    /// All errors of the earlier report.
    pub fn compare(&mut self, previous: Root<'_>, sources: &mut Sources) -> Result<&Comparison, Vec<Diagnostic>> {
        self.materials.compare(previous, sources)
    }

    /// A builder for the report's documents.
    pub fn builder<'a>(&'a self, sources: &'a Sources) -> Builder<'a> {
        self.materials.builder(sources)
    }

    /// Makes the documents, and shows how far it has come unless it is to be quiet.
    ///
    /// # Errors
    /// All errors of all documents.
    pub fn make(
        &self,
        builder: &Builder<'_>,
        documents: &[Document],
        quiet: bool,
        language: Language,
    ) -> Result<Vec<BuiltDocument>, Vec<Diagnostic>> {
        self.make_each(builder, documents, quiet, language, &|built| built)
    }

    /// Makes the documents like [`make`](Self::make), and hands each over as soon as it is finished.
    ///
    /// # Errors
    /// All errors of all documents.
    pub fn make_each<T: Send>(
        &self,
        builder: &Builder<'_>,
        documents: &[Document],
        quiet: bool,
        language: Language,
        keep: &(dyn Fn(BuiltDocument) -> T + Sync),
    ) -> Result<Vec<T>, Vec<Diagnostic>> {
        let (mut made, mut errors) = (Vec::new(), Vec::new());
        for result in self.make_separately(builder, documents, quiet, language, keep)? {
            match result {
                Ok(document) => made.push(document),
                Err(found) => errors.extend(found),
            }
        }
        if errors.is_empty() { Ok(made) } else { Err(without_repetitions(errors)) }
    }

    /// Makes the documents like [`make_each`](Self::make_each), and gives the errors of each in its place.
    ///
    /// # Errors
    /// What keeps all documents from being made.
    pub fn make_separately<T: Send>(
        &self,
        builder: &Builder<'_>,
        documents: &[Document],
        quiet: bool,
        language: Language,
        keep: &(dyn Fn(BuiltDocument) -> T + Sync),
    ) -> Result<Vec<Result<T, Vec<Diagnostic>>>, InternalError> {
        if !quiet {
            self.long_tables.iter().for_each(|rows| terminal::report_line(&wording::long_table(*rows, language)));
        }
        let progress = ProgressObserver { progress: Progress::new(documents.len(), quiet, language) };
        let result = builder.clone().observed(&progress).build_separately(documents, keep);
        progress.progress.clear();
        result
    }

    /// Says that there is no set of the summaries, where they are too many.
    pub fn set_left_out(&self) -> Option<Diagnostic> {
        let problem = SetLeftOut { councils: self.report().councils.len() };
        (!Document::has_set(self.report())).then(|| Diagnostic::nowhere(problem))
    }

    /// All documents of the report, the briefing first and the set of summaries last.
    pub fn documents(&self) -> Vec<Document> {
        Document::all(self.report())
    }
}

/// Tells the watch of everything, and the user of each document.
struct ProgressObserver {
    progress: Progress,
}

impl Observer for ProgressObserver {
    fn enter(&self, stage: Stage, of: &str) {
        watch().enter(stage, of);
        if stage == Stage::Document {
            self.progress.show_document(of);
        }
    }

    fn leave(&self, stage: Stage, of: &str) {
        watch().leave(stage, of);
        if stage == Stage::Document {
            self.progress.end_document(of);
        }
    }

    fn part_done(&self, stage: Stage, of: &str) {
        watch().part_done(stage, of);
    }

    fn follow(&self, trail: &Trail) {
        watch().follow(trail);
    }
}

/// The date of `SOURCE_DATE_EPOCH` in UTC, if it is set.
///
/// # Errors
/// As [`epoch`].
pub(super) fn stamp(language: Language) -> Result<Option<DocumentDate>, String> {
    Ok(epoch(language)?.map(|time| {
        let date = jiff::tz::Offset::UTC.to_datetime(time).date();
        DocumentDate { year: date.year(), month: date.month(), day: date.day() }
    }))
}

/// The time of `SOURCE_DATE_EPOCH`, if it is set (seconds since 1970).
///
/// # Errors
/// The message for a value that is not such a number.
pub(super) fn epoch(language: Language) -> Result<Option<Timestamp>, String> {
    let Some(value) = env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let text = value.to_string_lossy();
    let seconds: Option<i64> = text.parse().ok().filter(|seconds| *seconds >= 0);
    let time = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    time.map(Some).ok_or_else(|| wording::bad_epoch(&text, language))
}

problems! {
    /// Set of summaries left out.
    K0508 warning SetLeftOut { councils: usize }
    en: { format!("the summary set is left out: the report has {councils} councils; by default, the maximum is {}", limits::SET) },
        hint "if you need it, add `--only set`; it takes some 6 MB of memory per page, so raise `--memory` if necessary";
    ja: { format!("協議会が{councils}あるため、一枚紙をまとめたものは作っていません（指定がないときの上限は{}です）", limits::SET) },
        hint "必要であれば`--only set`を付けて作ってください。1ページ当たり約6MBのメモリーを使うので、足りないとき\
            は`--memory`の値を大きくしてください";
}
