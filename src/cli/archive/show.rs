//! `kakugi archive show`

use clap::Args;
use kakugi::archive::{Description, IssueNote, Store};
use kakugi::internal::ExpectInternal;

use super::super::supervise::whole_number;
use super::super::terminal;
use super::super::wording::size;
use super::verify::BYTES_ONLY;
use super::{ArchiveRun, Stop, StoreLocation, wording};

/// The folder whose many files nobody wants to see one by one.
const TEMPLATES: &str = "source/templates/";

#[derive(Args)]
pub(super) struct ShowArguments {
    /// Name of the report in the store
    id: String,
    /// Number of the version whose files are shown
    #[arg(long, value_name = "N", value_parser = whole_number::<usize>)]
    version: Option<usize>,
    #[command(flatten)]
    place: StoreLocation,
}

/// What the report is, its versions, the files of one of them, and what happened to it.
pub(super) fn run(arguments: &ShowArguments, run: &mut ArchiveRun) -> Result<(), Stop> {
    let store = Store::open(&arguments.place.store)?;
    let object = store.object(&arguments.id, &mut run.sources)?;
    let version = arguments.version.unwrap_or(object.head());
    object.expect_version(version)?;
    let record = object.record(version, &mut run.sources)?;
    // Whoever made the archive has written what it tells, and must not write lines of this program.
    let Description { title, issuer, date } = &record.report;
    terminal::print_line(&format!("{}  {title}", object.id));
    terminal::print_line(&format!("{issuer}  {date}"));
    terminal::print_line("");
    for number in 1..=object.head() {
        let IssueNote { created, actor, reason } = object.issue(number).internal("a counted version is not there")?;
        terminal::print_line(&format!("v{number}  {created}  {actor}  {reason}"));
        if let Some(digest) = object.inventory_digest_of(number) {
            terminal::print_line(&format!("    {}", wording::digest_line(&digest, run.language)));
        }
    }
    terminal::print_line("");
    terminal::print_line(&wording::files_of(version, run.language));
    let files = object.files(version);
    let (templates, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| path.starts_with(TEMPLATES));
    for (path, digest) in others {
        let bytes = object.size(version, path).and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(0);
        terminal::print_line(&format!(
            "  {path}  {}  {}…",
            size(bytes, run.language),
            digest.get(..16).unwrap_or_default()
        ));
    }
    terminal::print_line(&format!("  {TEMPLATES}  {}", wording::count_of_files(templates.len(), run.language)));
    terminal::print_line("");
    terminal::print_line(wording::events(run.language));
    for event in &object.events {
        let outcome = wording::outcome(event.outcome, run.language);
        let mut kind = wording::event(event.event, run.language).to_owned();
        if event.notes.iter().any(|note| note == BYTES_ONLY) {
            kind = format!("{kind} ({})", wording::bytes_only(run.language));
        }
        let (by, tool) = (&event.actor.name, &event.tool);
        terminal::print_line(&format!("  {}  {}  {kind}  {outcome}  {by}  {tool}", event.time, event.version));
    }
    store.missing_version(&object).map_or(Ok(()), |missing| Err(Stop::Found(vec![missing])))
}
