//! The command `kakugi` (閣議).

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
