//! `kakugi archive show`

use clap::Args;
use kakugi::archive::{BYTES_ONLY, Description, Store};

use super::super::terminal;
use super::super::wording::size;
use super::{Place, Run, Stop, wording};

/// The folder whose many files nobody wants to see one by one.
const TEMPLATES: &str = "source/templates/";

#[derive(Args)]
pub(super) struct Arguments {
    /// Name of the report in the store
    id: String,
    /// Version whose files are shown [default: the newest]
    #[arg(long, value_name = "N")]
    version: Option<usize>,
    #[command(flatten)]
    place: Place,
}

/// What the report is, its versions, the files of one of them, and what happened to it.
pub(super) fn run(arguments: &Arguments, run: &mut Run) -> Result<(), Stop> {
    let store = Store::open(&arguments.place.store)?;
    let object = store.object(&arguments.id, &mut run.sources)?;
    let version = arguments.version.unwrap_or(object.head());
    object.has_version(version)?;
    let record = object.record(version, &mut run.sources)?;
    // Whoever made the archive has written what it tells, and must not write lines of this program.
    let line = |text: String| terminal::line(&text);
    let Description { title, issuer, date } = &record.report;
    line(format!("{}  {title}", object.id));
    line(format!("{issuer}  {date}"));
    line(String::new());
    for number in 1..=object.head() {
        let [created, by, reason] = object.issue(number);
        line(format!("v{number}  {created}  {by}  {reason}"));
        if let Some(fingerprint) = object.fingerprint_of(number) {
            line(format!("    {}", wording::fingerprint(&fingerprint, run.language)));
        }
    }
    line(String::new());
    line(wording::files_of(version, run.language));
    let files = object.files(version);
    let (templates, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| path.starts_with(TEMPLATES));
    for (path, digest) in others {
        let bytes = object.size(version, path).and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(0);
        line(format!("  {path}  {}  {}…", size(bytes), digest.get(..16).unwrap_or_default()));
    }
    line(format!("  {TEMPLATES}  {}", wording::count_of_files(templates.len(), run.language)));
    line(String::new());
    line(wording::events(run.language).to_owned());
    for event in &object.events {
        let outcome = wording::outcome(event.outcome, run.language);
        let mut kind = wording::event(event.event, run.language).to_owned();
        if event.notes.iter().any(|note| note == BYTES_ONLY) {
            kind = format!("{kind} ({})", wording::bytes_only(run.language));
        }
        let (by, tool) = (&event.actor.name, &event.tool);
        line(format!("  {}  {}  {kind}  {outcome}  {by}  {tool}", event.time, event.version));
    }
    store.missing_version(&object).map_or(Ok(()), |missing| Err(Stop::Found(vec![missing])))
}
