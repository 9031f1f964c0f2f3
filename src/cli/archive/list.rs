//! `kakugi archive list`

use clap::Args;
use kakugi::archive::Store;
use kakugi::diagnostic::on_one_line;

use super::super::terminal;
use super::{Place, Run, Stop, wording};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,
}

/// A line a report; one that cannot be read is a fault, and the others are listed.
pub(super) fn run(arguments: &Arguments, run: &mut Run) -> Result<(), Stop> {
    let store = Store::open(&arguments.place.store)?;
    let mut found = Vec::new();
    for id in store.ids()? {
        let line = store.object(&id, &mut run.sources).and_then(|object| {
            let head = object.head();
            let record = object.record(head, &mut run.sources)?;
            let [created, ..] = object.issue(head).map(on_one_line);
            Ok(wording::listed(&id, head, &created, &on_one_line(&record.report.title), run.language))
        });
        match line {
            Ok(line) => terminal::out(&line),
            Err(fault) => found.push(fault),
        }
    }
    if found.is_empty() { Ok(()) } else { Err(Stop::Found(found)) }
}
