//! Signals that end a run.

use std::fs;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::parent::{News, STACK};

/// Sends the signals that ask the run to end, but for those that whoever started it wants ignored, as `nohup` does.
pub(super) fn forward(to: Sender<News>) {
    let ignored = ignored();
    let wanted = [SIGINT, SIGTERM, SIGHUP, SIGQUIT].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let Ok(mut signals) = Signals::new(wanted) else { return };
    // Without the thread the signals do what they always do.
    let waiting = thread::Builder::new().stack_size(STACK);
    let _ = waiting.spawn(move || signals.forever().all(|signal| to.send(News::Signal(signal)).is_ok()));
}

/// The set of ignored signals, the first in the lowest bit (proc_pid_status(5)); none where the system does not tell.
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    line.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}
