//! Signals that end a run.

use std::fs;
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::process::WAITING_STACK;

/// Hands on the signals that ask the run to end until `take` says that nobody wants more of them; those that whoever
/// started the run wants ignored, as `nohup` does, stay ignored.
pub(super) fn forward(take: impl Fn(i32) -> bool + Send + 'static) {
    let ignored = ignored();
    let wanted = [SIGINT, SIGTERM, SIGHUP, SIGQUIT].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let Ok(mut signals) = Signals::new(wanted) else { return };
    // Without the thread the signals do what they always do.
    let _ = thread::Builder::new().stack_size(WAITING_STACK).spawn(move || signals.forever().all(take));
}

/// The set of ignored signals, the first in the lowest bit (proc_pid_status(5)); none where the system does not tell.
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    line.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}
