//! `kakugi archive show`

use clap::Args;
use kakugi::archive::Store;
use kakugi::diagnostic::on_one_line;

use super::super::terminal;
use super::super::wording::size;
use super::{Place, Run, Stop, wording};

/// The folder whose many files nobody wants to see one by one.
const TEMPLATES: &str = "source/templates/";

#[derive(Args)]
pub(super) struct Arguments {
    /// The report's name in the archive
    id: String,
    /// The version whose files are shown [default: the newest]
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
    let [title, issuer, date] =
        [&record.report.title, &record.report.issuer, &record.report.date].map(|t| on_one_line(t));
    let mut text = format!("{}  {title}\n{issuer}  {date}\n", object.id);
    text.push('\n');
    for number in 1..=object.head() {
        let [created, by, reason] = object.issue(number).map(on_one_line);
        text.push_str(&format!("v{number}  {created}  {by}  {reason}\n"));
        if let Some(fingerprint) = object.fingerprint_of(number) {
            text.push_str(&format!("    {}", wording::fingerprint(&fingerprint, run.language)));
        }
    }
    text.push_str(&format!("\n{}\n", wording::files_of(version, run.language)));
    let files = object.files(version);
    let (templates, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| path.starts_with(TEMPLATES));
    for (path, digest) in others {
        let bytes = object.size(version, path).and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(0);
        let (path, digest) = (on_one_line(path), on_one_line(digest.get(..16).unwrap_or_default()));
        text.push_str(&format!("  {path}  {}  {digest}…\n", size(bytes)));
    }
    text.push_str(&format!("  {TEMPLATES}  {}\n", wording::count_of_files(templates.len(), run.language)));
    text.push_str(&format!("\n{}\n", wording::events(run.language)));
    for event in &object.events {
        let outcome = wording::outcome(event.outcome, run.language);
        let kind = wording::event(event.event, run.language);
        text.push_str(&format!(
            "  {}  {}  {kind}  {outcome}  {}  {}\n",
            event.time,
            event.version,
            on_one_line(&event.actor.name),
            on_one_line(&event.tool.to_string())
        ));
    }
    terminal::out(&text);
    Ok(())
}
