//! `kakugi archive verify`

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use kakugi::archive::{
    Act, EventKind, EventOutcome, MissingFile, NewEvent, Recorder, ReportVersion, Store, StoredObject,
};
use kakugi::conformance;
use kakugi::diagnostic::{Diagnostic, Language, problems};
use kakugi::export::Edition;
use kakugi::file::sha512;
use kakugi::observe::Stage;
use kakugi::package::{DATA, RECORD, TOOL};

use super::super::terminal;
use super::super::watch::span;
use super::rebuild::RebuildDiffers;
use super::who::ActorArgument;
use super::{ArchiveRun, Stop, StoreLocation, making, wording};

#[derive(Args)]
pub(super) struct VerifyArguments {
    /// Name of the report in the store
    id: Option<String>,
    #[command(flatten)]
    place: StoreLocation,
    /// Compare bytes only, without checking conformance or rebuilding the documents
    #[arg(long)]
    bytes_only: bool,
    /// Folder of custom fonts that the documents were made with (can be repeated)
    #[arg(long, value_name = "DIR")]
    font_path: Vec<PathBuf>,
    #[command(flatten)]
    by: ActorArgument,
    /// Print errors and warnings only
    #[arg(short, long)]
    quiet: bool,
}

/// The document that carries the whole report.
const BRIEFING: &str = "briefing.pdf";

/// The note of a verification that looked at nothing but the bytes.
pub(super) const BYTES_ONLY: &str = "bytes only: documents neither judged nor made anew";

/// What was done with the documents of an object, for the person and for the records.
#[derive(Default)]
struct JudgedDocuments {
    conforming: usize,
    rebuilt: Vec<usize>,
    found: Vec<Diagnostic>,
}

/// Reads all bytes, judges the documents, makes them anew, and records what came of it.
pub(super) fn run(arguments: &VerifyArguments, run: &mut ArchiveRun) -> Result<(), Stop> {
    let act = arguments.by.act(run.language)?;
    let store = Store::open_alone(&arguments.place.store)?;
    let mut found = store.verify_root();
    let ids = match &arguments.id {
        Some(id) => vec![id.clone()],
        None => store.ids()?,
    };
    let mut recorder = store.recorder();
    let mut sound = Vec::new();
    let mut stopped = None;
    for id in &ids {
        match verify_object(arguments, &store, id, (&act, &mut recorder), run) {
            Ok((version, findings)) => {
                if !findings.iter().any(Diagnostic::is_error) {
                    sound.push(version);
                }
                found.extend(findings);
            }
            Err(stop) => {
                stopped = Some(stop);
                break;
            }
        }
    }
    // What was verified is recorded, whatever came then.
    run.warnings.extend(recorder.finish());
    store.enter(&sound);
    if let Some(stop) = stopped {
        return Err(stop);
    }
    if found.is_empty() { Ok(()) } else { Err(Stop::Found(found)) }
}

/// Verifies one object; gives its newest version, and what is wrong.
fn verify_object(
    arguments: &VerifyArguments,
    store: &Store,
    id: &str,
    (act, recorder): (&Act, &mut Recorder<'_>),
    run: &mut ArchiveRun,
) -> Result<(ReportVersion, Vec<Diagnostic>), Stop> {
    let verdict = store.verify(id, &mut run.sources)?;
    let entered = ReportVersion {
        id: id.to_owned(),
        version: verdict.versions,
        inventory_digest: verdict.inventory_digest.clone(),
    };
    let mut found = verdict.findings;
    let Ok(object) = store.object(id, &mut run.sources) else { return Ok((entered, found)) };
    let mut documents = JudgedDocuments::default();
    if found.is_empty() && !arguments.bytes_only {
        documents = judge(arguments, &object, run)?;
        found.append(&mut documents.found);
    }
    let sound = !found.iter().any(Diagnostic::is_error);
    if !arguments.quiet {
        let counts = [verdict.versions, verdict.files, documents.conforming];
        let mut line = wording::verified(id, sound, counts, verdict.bytes, &documents.rebuilt, run.language);
        if arguments.bytes_only {
            line = format!("{line} ({})", wording::bytes_only(run.language));
        }
        terminal::print_line(&line);
        if sound {
            terminal::print_line(&wording::digest_line(&verdict.inventory_digest, run.language));
        }
    }
    if verdict.log_is_sound {
        let mut notes = vec![format!("{} files, {} bytes read", verdict.files, verdict.bytes)];
        if arguments.bytes_only {
            notes.push(BYTES_ONLY.to_owned());
        } else if sound {
            notes.push(format!("{} documents conform", documents.conforming));
            notes.push(format!("versions rebuilt with identical bytes: {:?}", documents.rebuilt));
        }
        // Where the archive lies today is no part of the record.
        let root = format!("`{}/", store.root().display());
        notes.extend(found.iter().map(|finding| {
            let message = finding.message(Language::English).replace(&root, "`");
            format!("{} {message}", finding.code())
        }));
        let outcome = if sound { EventOutcome::Success } else { EventOutcome::Failure };
        let event = NewEvent { kind: EventKind::Verified, version: object.head(), outcome, notes };
        recorder.add(&object, event, act);
    }
    Ok((entered, found))
}

/// Judges each stored document once, and makes each version anew where this program made it.
fn judge(arguments: &VerifyArguments, object: &StoredObject, run: &mut ArchiveRun) -> Result<JudgedDocuments, Stop> {
    let mut done = JudgedDocuments::default();
    let mut judged = BTreeSet::new();
    for version in 1..=object.head() {
        let digests: Vec<(String, String)> =
            object.files(version).into_iter().map(|(path, digest)| (path.to_owned(), digest.to_owned())).collect();
        let contents = making::contents(object, version)?;
        let theirs = making::tool(&contents);
        let mut same = true;
        for edition in [Edition::Archive, Edition::Archive2a] {
            let documents = making::documents(object, version, edition)?;
            if documents.is_empty() && edition == Edition::Archive {
                same = false;
                let path = format!("{}/v{version}/{}", object.id, making::stored(edition, BRIEFING));
                done.found.push(Diagnostic::nowhere(MissingFile { path }));
            }
            for (name, pdf) in &documents {
                if name.starts_with(making::PRINT) {
                    continue;
                }
                let path = making::stored(edition, name);
                let digest = digests.iter().find(|(stored, _)| *stored == path).map(|(_, digest)| digest.clone());
                if !judged.insert(digest) {
                    continue;
                }
                let shown = format!("{}/v{version}/{path}", object.id);
                let _span = span(Stage::Conformance, &shown);
                let failures: Vec<Diagnostic> = conformance::check(pdf, edition.archival_level())
                    .iter()
                    .flat_map(|verdict| verdict.diagnostics(&shown, true))
                    .collect();
                done.conforming += usize::from(failures.is_empty());
                done.found.extend(failures);
            }
            if edition == Edition::Archive {
                done.found.extend(differing_sources(object, version, &documents)?);
            }
            if documents.is_empty() || theirs != TOOL {
                continue;
            }
            let printing = if edition == Edition::Archive { making::printing(object, version)? } else { None };
            let made = making::make(&contents, (edition, printing), &arguments.font_path, arguments.quiet, run)?;
            if edition == Edition::Archive {
                let checks = object.file(version, making::CHECKS).is_ok_and(|checks| checks == made.checks);
                let record = object.record(version, &mut run.sources).is_ok_and(|record| record.report == made.report);
                let wrong = [(checks, making::CHECKS), (record, RECORD)].into_iter().filter(|(good, _)| !good);
                done.found.extend(wrong.map(|(_, path)| not_as_made(object, version, path)));
            }
            let made = &made.documents;
            let names: BTreeSet<&String> = made.keys().chain(documents.keys()).collect();
            for name in names.into_iter().filter(|name| made.get(*name) != documents.get(*name)) {
                same = false;
                let document = format!("{}/v{version}/{}", object.id, making::stored(edition, name));
                done.found.push(Diagnostic::nowhere(RebuildDiffers { document }));
            }
        }
        if theirs != TOOL {
            let problem = NotRebuilt { id: object.id.clone(), version, theirs, ours: TOOL.to_owned() };
            done.found.push(Diagnostic::nowhere(problem));
        } else if same {
            done.rebuilt.push(version);
        }
    }
    Ok(done)
}

/// What is stored of the report's files, templates and data, and is not what the stored briefing carries.
pub(super) fn differing_sources(
    object: &StoredObject,
    version: usize,
    documents: &making::Documents,
) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let Some(briefing) = documents.get(BRIEFING) else { return Ok(Vec::new()) };
    let name = format!("{}/v{version}/{}", object.id, making::stored(Edition::Archive, BRIEFING));
    let carried = match making::sources(&name, briefing) {
        Ok(carried) => carried,
        Err(error) => return Ok(vec![error]),
    };
    let files = object.files(version);
    let stored = files.keys().copied().filter(|path| path.starts_with("source/") || *path == DATA);
    let paths: BTreeSet<&str> = stored.chain(carried.keys().map(String::as_str)).collect();
    let differing = paths.into_iter().filter(|path| {
        let stored_and_carried = files.get(path).zip(carried.get(*path));
        stored_and_carried.is_none_or(|(digest, bytes)| **digest != sha512(bytes))
    });
    Ok(differing.map(|path| not_as_made(object, version, path)).collect())
}

fn not_as_made(object: &StoredObject, version: usize, path: &str) -> Diagnostic {
    let path = format!("{}/v{version}/{path}", object.id);
    Diagnostic::nowhere(NotAsMade { path })
}

problems! {
    /// Not made anew.
    K0717 warning NotRebuilt { id: String, version: usize, theirs: String, ours: String }
    en: "version {version} of `{id}` was made by {theirs}; this is {ours}, so the documents were not rebuilt and compared",
        hint "to compare the documents as well, run `verify` with {theirs}";
    ja: "`{id}`の第{version}版は`{theirs}`で作られています。このプログラムは`{ours}`なので、文書を作り直して比べることはしていません",
        hint "文書も比較するには、`{theirs}`で`verify`を実行してください";

    /// File that does not follow from the others.
    K0729 error NotAsMade { path: String }
    en: "`{path}` does not match the documents and data of this version",
        hint "compare it with a backup copy, and find out who changed the store; it is not repaired automatically";
    ja: "`{path}`が、この版の文書やデータと一致しません",
        hint "バックアップと比べ、誰が保存庫を変更したかを確かめてください。自動では修復しません";
}
