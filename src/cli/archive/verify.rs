//! `kakugi archive verify`

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::cli::archive::rebuild::RebuildDiffers;
use clap::Args;
use kakugi::archive::Lost;
use kakugi::archive::{Act, BYTES_ONLY, EventKind, Object, Outcome, Recorder, Store, TOOL};
use kakugi::conformance;
use kakugi::diagnostic::{Diagnostic, Language, problems};
use kakugi::digest::sha512;
use kakugi::export::Edition;
use kakugi::observe::Stage;
use kakugi::package::{DATA, RECORD};

use super::super::terminal;
use super::super::watch::span;
use super::who::By;
use super::{Place, Run, Stop, making, wording};

#[derive(Args)]
pub(super) struct Arguments {
    /// Name of the report in the store [default: all reports]
    id: Option<String>,
    #[command(flatten)]
    place: Place,
    /// Compare bytes only, without checking conformance or rebuilding the documents
    #[arg(long)]
    bytes_only: bool,
    /// Folder of custom fonts that the documents were made with (can be repeated)
    #[arg(long, value_name = "DIR")]
    font_path: Vec<PathBuf>,
    #[command(flatten)]
    by: By,
    /// Print errors and warnings only
    #[arg(short, long)]
    quiet: bool,
}

/// The document that carries the whole report.
const BRIEFING: &str = "briefing.pdf";

/// What was done with the documents of an object, for the person and for the records.
#[derive(Default)]
struct Documents {
    conforming: usize,
    rebuilt: Vec<usize>,
    found: Vec<Diagnostic>,
}

/// A report with its newest version and its fingerprint.
type Entered = (String, usize, String);

/// Reads all bytes, judges the documents, makes them anew, and records what came of it.
pub(super) fn run(arguments: &Arguments, run: &mut Run) -> Result<(), Stop> {
    let act = arguments.by.act(run.language)?;
    let store = Store::open_alone(&arguments.place.store)?;
    let mut found = store.verify_root();
    let ids = match &arguments.id {
        Some(id) => vec![id.clone()],
        None => store.ids()?,
    };
    let mut recorder = store.recorder();
    let mut sound = Vec::new();
    let mut all = || -> Result<(), Stop> {
        for id in &ids {
            let (verdict, wrong) = one(arguments, &store, id, (&act, &mut recorder), run)?;
            if !wrong.iter().any(Diagnostic::is_error) {
                sound.push(verdict);
            }
            found.extend(wrong);
        }
        Ok(())
    };
    let result = all();
    // What was verified is recorded, whatever came then.
    run.warnings.extend(recorder.finish());
    store.enter(&sound);
    result?;
    if found.is_empty() { Ok(()) } else { Err(Stop::Found(found)) }
}

fn one(
    arguments: &Arguments,
    store: &Store,
    id: &str,
    (act, recorder): (&Act, &mut Recorder<'_>),
    run: &mut Run,
) -> Result<(Entered, Vec<Diagnostic>), Stop> {
    let verdict = store.verify(id, &mut run.sources)?;
    let entered = (id.to_owned(), verdict.versions, verdict.fingerprint.clone());
    let mut found = verdict.found;
    let Ok(object) = store.object(id, &mut run.sources) else { return Ok((entered, found)) };
    let mut documents = Documents::default();
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
        terminal::line(&line);
        if sound {
            terminal::line(&wording::fingerprint(&verdict.fingerprint, run.language));
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
        let line = |found: &Diagnostic| {
            format!("{} {}", found.problem.code(), found.message(Language::English).replace(&root, "`"))
        };
        notes.extend(found.iter().map(line));
        let outcome = if sound { Outcome::Success } else { Outcome::Failure };
        recorder.add(&object, EventKind::Verified, object.head(), outcome, notes, act);
    }
    Ok((entered, found))
}

/// Judges each stored document once, and makes each version anew where this program made it.
fn judge(arguments: &Arguments, object: &Object, run: &mut Run) -> Result<Documents, Stop> {
    let mut done = Documents::default();
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
                done.found.push(Diagnostic::nowhere(Lost { path }));
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
                let failures: Vec<Diagnostic> = conformance::check(pdf, edition)
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
    object: &Object,
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
    let same = |path: &str| {
        let (stored, carried) = (files.get(path), carried.get(path));
        stored.zip(carried).is_some_and(|(digest, bytes)| **digest == sha512(bytes))
    };
    Ok(paths.into_iter().filter(|path| !same(path)).map(|path| not_as_made(object, version, path)).collect())
}

fn not_as_made(object: &Object, version: usize, path: &str) -> Diagnostic {
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
