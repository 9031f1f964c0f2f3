//! Processes of this very program.

use std::env;
use std::path::{Path, PathBuf};

/// Room for the stack of a thread that waits, whatever `RUST_MIN_STACK` asks for.
pub(super) const WAITING_STACK: usize = 1 << 20;
/// Variables by which Rust would take other stacks than a process needs, and print traces.
pub(super) const UNWANTED_SETTINGS: [&str; 3] = ["RUST_MIN_STACK", "RUST_BACKTRACE", "RUST_LIB_BACKTRACE"];
/// The exit code of a Rust program that panicked.
pub(super) const PANICKED: i32 = 101;

/// The file of this very program, even if it has been replaced since it was started.
pub(super) fn this_program() -> Option<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if running.exists() { Some(running.to_owned()) } else { env::current_exe().ok() }
}
