//! `kakugi archive register`

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use kakugi::archive::Store;

use super::super::terminal;
use super::who::By;
use super::{Place, Run, Stop, wording};

#[derive(Args)]
pub(super) struct Arguments {
    /// Reason for rewriting the register
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    reason: String,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    by: By,
}

/// Writes the register anew, and says what has changed in it.
pub(super) fn run(arguments: &Arguments, run: &mut Run) -> Result<(), Stop> {
    let act = arguments.by.act(run.language)?;
    let store = Store::open_alone(&arguments.place.store)?;
    let changes = store.renew(&arguments.reason, &act, &mut run.sources)?;
    for change in &changes {
        terminal::line(change);
    }
    terminal::line(&wording::registered(changes.len(), store.ids()?.len(), run.language));
    Ok(())
}
