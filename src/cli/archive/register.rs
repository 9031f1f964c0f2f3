//! `kakugi archive register`

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use kakugi::archive::Store;

use super::super::terminal;
use super::who::ActorArgument;
use super::{ArchiveRun, Stop, StoreLocation, wording};

#[derive(Args)]
pub(super) struct RegisterArguments {
    /// Reason for rewriting the register
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    reason: String,
    #[command(flatten)]
    place: StoreLocation,
    #[command(flatten)]
    by: ActorArgument,
}

/// Writes the register anew, and says what has changed in it.
pub(super) fn run(arguments: &RegisterArguments, run: &mut ArchiveRun) -> Result<(), Stop> {
    let act = arguments.by.act(run.language)?;
    let store = Store::open_alone(&arguments.place.store)?;
    let changes = store.renew(&arguments.reason, &act, &mut run.sources)?;
    for change in &changes {
        terminal::print_line(change);
    }
    terminal::print_line(&wording::registered(changes.len(), store.ids()?.len(), run.language));
    Ok(())
}
