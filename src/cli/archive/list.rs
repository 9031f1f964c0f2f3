//! `kakugi archive list`

use clap::Args;
use kakugi::archive::Store;
use kakugi::internal::ExpectInternal;

use super::super::terminal;
use super::{ArchiveRun, Stop, StoreLocation, wording};

#[derive(Args)]
pub(super) struct ListArguments {
    #[command(flatten)]
    place: StoreLocation,
}

/// A line a report; one that cannot be read is an error, and the others are listed.
pub(super) fn run(arguments: &ListArguments, run: &mut ArchiveRun) -> Result<(), Stop> {
    let store = Store::open(&arguments.place.store)?;
    let mut found = store.verify_register();
    for id in store.ids()? {
        let line = store.object(&id, &mut run.sources).and_then(|object| {
            let head = object.head();
            found.extend(store.missing_version(&object));
            let record = object.record(head, &mut run.sources)?;
            let issue = object.issue(head).internal("the newest version is not there")?;
            Ok(wording::listed(&id, head, issue.created, &record.report.title, run.language))
        });
        match line {
            Ok(line) => terminal::print_line(&line),
            Err(error) => found.push(error),
        }
    }
    if found.is_empty() { Ok(()) } else { Err(Stop::Found(found)) }
}
