//! `kakugi archive`

use clap::{Args, Subcommand};
use kakugi::language::Language;

use super::{Exit, diff};

#[derive(Args)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Tell what has changed from one report to another
    Diff(diff::Arguments),
}

/// Runs the verb, and says how it ended.
pub(super) fn run(arguments: &Arguments, language: Language) -> Exit {
    match &arguments.verb {
        Verb::Diff(arguments) => diff::run(arguments, language),
    }
}
