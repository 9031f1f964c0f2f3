//! `kakugi archive export`

use std::path::PathBuf;

use clap::Args;
use kakugi::archive::{EventKind, EventOutcome, NewEvent, Store, bag};
use kakugi::export::Edition;

use super::super::supervise::{outside_of_archives, whole_number};
use super::super::terminal;
use super::who::ActorArgument;
use super::{ArchiveRun, Stop, StoreLocation, making, verify, wording, write_into};

#[derive(Args)]
pub(super) struct ExportArguments {
    /// Name of the report in the store
    id: String,
    /// Folder for the bag (BagIt, RFC 8493), new or empty
    #[arg(long, value_name = "DIR", required = true)]
    bagit: PathBuf,
    /// Number of the version
    #[arg(long, value_name = "N", value_parser = whole_number::<usize>)]
    version: Option<usize>,
    #[command(flatten)]
    place: StoreLocation,
    #[command(flatten)]
    by: ActorArgument,
}

/// Verifies the bytes of the report and holds its data against those that the briefing carries, writes the bag, and records that it was handed over.
pub(super) fn run(arguments: &ExportArguments, run: &mut ArchiveRun) -> Result<(), Stop> {
    let act = arguments.by.act(run.language)?;
    let store = Store::open_alone(&arguments.place.store)?;
    outside_of_archives(&arguments.bagit)?;
    let damaged = store.verify(&arguments.id, &mut run.sources)?.findings;
    if !damaged.is_empty() {
        return Err(damaged.into());
    }
    let object = store.object(&arguments.id, &mut run.sources)?;
    let version = arguments.version.unwrap_or(object.head());
    object.expect_version(version)?;
    store.check_clock(&object, &act)?;
    let differing =
        verify::differing_sources(&object, version, &making::documents(&object, version, Edition::Archive)?)?;
    if !differing.is_empty() {
        return Err(differing.into());
    }
    let files = bag(&object, version, &act, &mut run.sources)?;
    write_into(&arguments.bagit, &files)?;
    let payload = files.iter().filter(|file| file.path.starts_with("data/"));
    let (count, size) = payload.fold((0, 0), |(count, size), file| (count + 1, size + file.bytes.len()));
    let notes = vec![format!("BagIt 1.0, Payload-Oxum {size}.{count}")];
    let event = NewEvent { kind: EventKind::Exported, version, outcome: EventOutcome::Success, notes };
    let recorded = store.record(&object, event, &act);
    run.warnings.extend(recorded.err());
    terminal::print_line(&wording::exported(
        &arguments.bagit.display().to_string(),
        version,
        count,
        size,
        run.language,
    ));
    Ok(())
}
