//! Making documents from what is stored, and saying what was checked.

use std::collections::BTreeMap;
use std::path::PathBuf;

use kakugi::archive::{BrokenRecord, Description, MissingFile, StoredObject};
use kakugi::build::{BuiltDocument, PrintOptions, PrintRecord};
use kakugi::conformance;
use kakugi::data::Root;
use kakugi::diagnostic::{Diagnostic, Reason, Sources, problems, reason};
use kakugi::export::Edition;
use kakugi::file::{Artefact, write_privately};
use kakugi::internal::{ExpectInternal, InternalError};
use kakugi::limits;
use kakugi::model::Report;
use kakugi::observe::Stage;
use kakugi::package::{
    AttachmentBroken, DATA, PREVIOUS, PackageContents, PackageDamage, RECORD, REPORT, SOURCE, TEMPLATES, attached,
    is_data_of,
};
use kakugi::template::DocumentDate;
use serde_json::{Value, json};

use super::super::inputs::Inputs;
use super::super::supervise::scratch_folder;
use super::super::watch::span;
use super::{ArchiveRun, Stop};

/// Documents by their path in the folder that `build` writes.
pub(super) type Documents = BTreeMap<String, Vec<u8>>;

/// The path of a document in a version.
pub(super) fn stored(edition: Edition, path: &str) -> String {
    match path.starts_with(PRINT) {
        true => format!("documents/{path}"),
        false => format!("documents/{}/{path}", edition.name()),
    }
}

/// What the paths of the print edition begin with.
pub(super) const PRINT: &str = "print/";
/// The path of the outcomes of the checks in a version.
pub(super) const CHECKS: &str = "checks.json";
/// The path of the record of the print edition in a version.
const PRINTING: &str = "press/printing.json";
/// The path of the ICC profile for which the print edition was made.
const OUTPUT_PROFILE: &str = "press/output.icc";

/// The files by which the print edition can be made again.
pub(super) fn press(printing: &PrintOptions) -> Result<[(String, Vec<u8>); 2], InternalError> {
    let record = serde_json::to_value(printing.record()).internal("a record of printing cannot be written as JSON")?;
    Ok([(PRINTING.to_owned(), pretty(&record)), (OUTPUT_PROFILE.to_owned(), printing.output_profile().to_vec())])
}

/// How the print edition of a version was made, if it has one.
pub(super) fn printing(object: &StoredObject, version: usize) -> Result<Option<PrintOptions>, Vec<Diagnostic>> {
    if !object.files(version).contains_key(PRINTING) {
        return Ok(None);
    }
    let record = object.file(version, PRINTING).map_err(|error| vec![error])?;
    let record: PrintRecord =
        serde_json::from_slice(&record).map_err(|e| broken_record(PRINTING, e.to_string().into()))?;
    let output_profile = object.file(version, OUTPUT_PROFILE).map_err(|error| vec![error])?;
    let printing = PrintOptions::recorded(&record, output_profile);
    printing.map(Some).map_err(|reason| broken_record(OUTPUT_PROFILE, reason.into()))
}

fn broken_record(path: &str, reason: Reason) -> Vec<Diagnostic> {
    vec![Diagnostic::nowhere(BrokenRecord { path: path.to_owned(), reason })]
}

/// A document in both editions, the print edition below its folder.
pub(super) fn editions(built: BuiltDocument, report: &Report) -> impl Iterator<Item = (String, Vec<u8>)> {
    let path = built.document.pdf_path(report);
    let printed = built.printed.map(|printed| (format!("{PRINT}{path}"), printed.pdf));
    [(path, built.pdf)].into_iter().chain(printed)
}

/// The documents of an edition in a version, by the paths that they are built under; those in print go with the archive
/// edition.
pub(super) fn documents(object: &StoredObject, version: usize, edition: Edition) -> Result<Documents, Vec<Diagnostic>> {
    let mut documents = Documents::new();
    for path in object.files(version).into_keys() {
        if let Some(name) = name_of_stored(edition, path) {
            documents.insert(name.to_owned(), object.file(version, path).map_err(|error| vec![error])?);
        }
    }
    Ok(documents)
}

/// The path that a document of an edition is built under, by its path in a version.
fn name_of_stored(edition: Edition, path: &str) -> Option<&str> {
    match path.strip_prefix(stored(edition, "").as_str()) {
        None if edition == Edition::Archive => path.strip_prefix("documents/").filter(|name| name.starts_with(PRINT)),
        name => name,
    }
}

/// What was found out under one set of rules.
pub(super) fn verdict(verdict: &conformance::Verdict) -> Value {
    let failed: Vec<Value> = verdict
        .failures
        .iter()
        .map(|failure| json!({ "clause": failure.clause, "message": failure.message }))
        .collect();
    json!({
        "profile": verdict.profile,
        "judge": verdict.judge,
        "rules": verdict.rules,
        "conforms": verdict.conforms(),
        "failed": failed,
    })
}

/// What the program's own checks say of a document, for the records.
fn outcomes(document: &str, edition: Edition, verdicts: &[conformance::Verdict]) -> Value {
    let checks: Vec<Value> = verdicts.iter().map(verdict).collect();
    json!({ "document": document, "edition": edition.name(), "checks": checks })
}

/// JSON that people can read.
pub(super) fn pretty(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

/// What a PDF was made from, as the files of a version: the package's files one by one, and the data.
pub(super) fn sources(name: &str, pdf: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Diagnostic> {
    let (contents, data) = carried(name, pdf)?;
    let record = [(format!("source/{RECORD}"), contents.record.to_json()?.into_bytes()), (DATA.to_owned(), data)];
    Ok(contents.files.into_iter().map(|(path, bytes)| (format!("source/{path}"), bytes)).chain(record).collect())
}

/// The package and the data that a PDF carries.
pub(super) fn carried(name: &str, pdf: &[u8]) -> Result<(PackageContents, Vec<u8>), Diagnostic> {
    let _span = span(Stage::Package, name);
    let mut files = attached(name, pdf)?;
    let (Some(source), Some(data)) = (files.remove(SOURCE), files.remove(DATA)) else {
        return Err(Diagnostic::nowhere(NothingAttached { path: name.to_owned() }));
    };
    let contents = PackageContents::read(&source)
        .map_err(|damage| Diagnostic::nowhere(AttachmentBroken { path: name.to_owned(), reason: reason(damage) }))?;
    if !is_data_of(&data, &contents) {
        return Err(Diagnostic::nowhere(DataDiffer { path: name.to_owned() }));
    }
    Ok((contents, data))
}

fn reason(damage: PackageDamage) -> Reason {
    match damage {
        PackageDamage::NoZip => {
            reason!("`{file}` in it is damaged", "中の`{file}`が壊れています", file = SOURCE)
        }
        PackageDamage::NoRecord => {
            reason!("`{file}` in it is damaged", "中の`{file}`が壊れています", file = RECORD)
        }
        PackageDamage::TooLarge => reason!(
            "unpacked, it is larger than {first} GB, or has more than {second} files",
            "展開すると{first}GBを超えるか、ファイルが{second}個を超えます",
            first = limits::PACKED_BYTES >> 30,
            second = limits::PACKED_FILES
        ),
        PackageDamage::Unfit(path) => reason!(
            "`{name}` in it is not a name that this program writes",
            "中の`{name}`は、このプログラムが書き出す名前ではありません",
            name = path.escape_debug().to_string()
        ),
        PackageDamage::Outside(path) => reason!(
            "the path `{name}` in it leads out of the folder",
            "中のパス`{name}`がフォルダーの外を指しています",
            name = path
        ),
        PackageDamage::Missing(path) => reason!("`{name}` is missing in it", "中に`{name}`がありません", name = path),
        PackageDamage::Altered(path) => {
            reason!("`{name}` in it does not match its record", "中の`{name}`が記録と一致しません", name = path)
        }
    }
}

/// What a version was made from.
pub(in crate::cli) fn contents(object: &StoredObject, version: usize) -> Result<PackageContents, Vec<Diagnostic>> {
    let paths = object.files(version).into_keys().filter(|path| path.starts_with("source/"));
    let paths: Vec<String> = paths.map(str::to_owned).collect();
    let mut files = BTreeMap::new();
    for path in &paths {
        let bytes = object.file(version, path).map_err(|error| vec![error])?;
        files.insert(path["source/".len()..].to_owned(), bytes);
    }
    let path = format!("source/{RECORD}");
    let record = files.remove(RECORD).ok_or_else(|| vec![Diagnostic::nowhere(MissingFile { path: path.clone() })])?;
    let record = serde_json::from_slice(&record).map_err(|e| broken_record(&path, e.to_string().into()))?;
    Ok(PackageContents { record, files })
}

/// The program that made a package, with its version.
pub(super) fn tool(contents: &PackageContents) -> String {
    format!("{} {}", contents.record.tool.name, contents.record.tool.version)
}

/// What is made anew from a package.
pub(super) struct RebuiltReport {
    pub documents: Documents,
    /// What the checks say of the documents, as a version keeps it.
    pub checks: Vec<u8>,
    /// What the report is.
    pub report: Description,
}

/// What a report is, for the records.
pub(super) fn description(report: &Report) -> Description {
    let head = &report.head;
    Description { title: head.title.text.clone(), issuer: head.issuer.text.clone(), date: head.date.date.to_string() }
}

/// The outcomes of the checks of all documents of the archive edition, as a version keeps them.
pub(super) fn checks<'b>(built: impl Iterator<Item = &'b BuiltDocument>, report: &Report) -> Vec<u8> {
    let outcomes = built.map(|built| outcomes(&built.document.pdf_path(report), Edition::Archive, &built.verdicts));
    pretty(&Value::Array(outcomes.collect()))
}

/// Makes the documents of an edition from a package.
pub(super) fn make(
    contents: &PackageContents,
    (edition, printing): (Edition, Option<PrintOptions>),
    font_path: &[PathBuf],
    quiet: bool,
    run: &mut ArchiveRun,
) -> Result<RebuiltReport, Stop> {
    let folder = scratch_folder()?;
    write_privately(folder.path(), &artefacts(contents)?)?;
    let inputs = Inputs {
        report: folder.path().join(REPORT),
        // The path of the scratch folder is of no use to anybody.
        shown: Some(PathBuf::from(REPORT)),
        templates: Some(folder.path().join(TEMPLATES)),
        font_path: font_path.to_vec(),
    };
    let stamp = stamp(&contents.record.date);
    // What should be looked at was said when the report was issued.
    let mut sources = Sources::default();
    let make = |sources: &mut Sources| -> Result<RebuiltReport, Vec<Diagnostic>> {
        let mut loaded = inputs.load(stamp, sources, &mut Vec::new())?;
        let previous = folder.path().join(PREVIOUS);
        if previous.is_dir() {
            loaded.compare(Root::from(&previous), sources)?;
        }
        let builder = loaded.builder(sources).edition(edition).printing(printing).dropping(contents.record.allow_drop);
        let built = loaded.make(&builder, &loaded.documents(), quiet, run.language)?;
        let (checks, report) = (checks(built.iter(), loaded.report()), description(loaded.report()));
        let documents = built.into_iter().flat_map(|built| editions(built, loaded.report())).collect();
        Ok(RebuiltReport { documents, checks, report })
    };
    let made = make(&mut sources);
    if made.is_err() {
        run.sources = sources;
    }
    Ok(made?)
}

/// The files of a package, with its record.
pub(in crate::cli) fn artefacts(contents: &PackageContents) -> Result<Vec<Artefact>, InternalError> {
    let record = Artefact { path: RECORD.to_owned(), bytes: contents.record.to_json()?.into_bytes() };
    let files = contents.files.iter().map(|(path, bytes)| Artefact { path: path.clone(), bytes: bytes.clone() });
    Ok(files.chain([record]).collect())
}

/// The day that documents carry as their date, from a record.
fn stamp(date: &str) -> Option<DocumentDate> {
    let date: jiff::civil::Date = date.parse().ok()?;
    Some(DocumentDate { year: date.year(), month: date.month(), day: date.day() })
}

problems! {
    /// Nothing attached.
    K0718 error NothingAttached { path: String }
    en: "`{path}` has no attached data of a report",
        hint "use a PDF of the archive edition, as `kakugi build` makes it";
    ja: "`{path}`に報告書のデータは添付されていません",
        hint "`kakugi build`が作る保存用のPDFを指定してください";

    /// Data that differ.
    K0728 error DataDiffer { path: String }
    en: "`data.json` in `{path}` differs from the report's files in it",
        hint "use another copy, preferably the one in the store; documents are made from the report's files";
    ja: "`{path}`に添付された`data.json`が、同じPDFに添付された報告書のファイルと一致しません",
        hint "別の写し（できれば保存庫にあるもの）を使ってください。文書は報告書のファイルから作られています";
}
