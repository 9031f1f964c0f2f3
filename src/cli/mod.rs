//! Arguments, one file a verb, exit codes; everything else is in the library.

mod build;
mod schema;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Briefings of government councils (閣議), from JSON data to typeset PDF.
#[derive(Parser)]
#[command(version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Typeset the briefing and the one-page summaries of a report
    Build(build::Arguments),
    /// Write the schemas by which editors complete and check a report
    Schema(schema::Arguments),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// All documents are written.
    Done = 0,
    /// The data or templates have faults; nothing is written.
    Faults = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// Anything else, such as a folder that cannot be written.
    Failed = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the command line.
pub(crate) fn run() -> ExitCode {
    // Clap itself exits with 2 where the arguments make no sense.
    match Arguments::parse().verb {
        Verb::Build(arguments) => build::run(&arguments).into(),
        Verb::Schema(arguments) => schema::run(&arguments).into(),
    }
}
