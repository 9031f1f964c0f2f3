//! The second process, which does the work and reports to the first what it does.

use std::collections::BTreeMap;
use std::env;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use kakugi::observe::Trail;

use super::event::WorkerEvent;
use crate::cli::{Exit, terminal};

/// The environment variable that makes a process the worker: the number of the pipe to write to, and its parent's id.
pub(super) const MARK: &str = "KAKUGI_WORKER";
/// The number of standard error; pipes of our own have higher ones.
const STANDARD_ERROR: u32 = 2;
/// How often the worker says where it is in its templates.
const OFTEN: Duration = Duration::from_millis(50);

struct WorkerProcess {
    pipe: Mutex<File>,
    threads: Mutex<Threads>,
}

#[derive(Default)]
struct Threads {
    known: Vec<ThreadId>,
    trails: BTreeMap<usize, Trail>,
}

static WORKER: OnceLock<WorkerProcess> = OnceLock::new();

/// Whether this process is the worker; if so, it is held to the memory of so many MiB from now on.
pub(super) fn become_worker(memory: u64) -> bool {
    let mark = env::var_os(MARK).and_then(|mark| mark.into_string().ok());
    let Some((pipe, parent)) = mark.as_deref().and_then(|mark| mark.split_once(':')) else { return false };
    let (Ok(number), Ok(parent)) = (pipe.parse::<u32>(), parent.parse::<u32>()) else { return false };
    // Another name of the same pipe, since a number by itself is not to be trusted.
    let Ok(pipe) = OpenOptions::new().write(true).open(format!("/dev/fd/{number}")) else { return false };
    // Whoever has the variable from elsewhere is not the worker.
    if !is_pipe(&pipe) {
        return false;
    }
    if !is_child_of(parent) {
        // The first process hands on a pipe of its own, and may be killed before this one has begun: nobody wants its work
        // any more, least of all as a run of its own.
        if number > STANDARD_ERROR {
            std::process::exit(i32::from(Exit::Failed as u8));
        }
        return false;
    }
    limit_memory(memory);
    redirect_standard_error(&pipe);
    // Later, when memory runs out, threads could no longer be begun, and that would look like an error of the program.
    if rayon::ThreadPoolBuilder::new().build_global().is_err() {
        std::process::abort();
    }
    if WORKER.set(WorkerProcess { pipe: Mutex::new(pipe), threads: Mutex::default() }).is_err() {
        return false;
    }
    // Without the thread nobody learns of templates, and the work goes on.
    let _ = thread::Builder::new().spawn(move || report_places(parent));
    true
}

#[cfg(unix)]
fn is_pipe(file: &File) -> bool {
    use std::os::unix::fs::FileTypeExt;
    file.metadata().is_ok_and(|data| data.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &File) -> bool {
    true
}

#[cfg(unix)]
fn is_child_of(parent: u32) -> bool {
    std::os::unix::process::parent_id() == parent
}

#[cfg(not(unix))]
fn is_child_of(_: u32) -> bool {
    true
}

/// Keeps to itself what is written to standard error by others than this program's own voice: where memory or the stack
/// runs out, or something panics, Rust writes a trace of its own there, which the first process has better words for. It
/// goes into the pipe, whose reader takes nothing but events.
#[cfg(unix)]
fn redirect_standard_error(pipe: &File) {
    use std::os::fd::AsFd;
    let Ok(stderr) = std::io::stderr().as_fd().try_clone_to_owned() else { return };
    if rustix::stdio::dup2_stderr(pipe).is_ok() {
        terminal::send_messages_to(File::from(stderr));
    }
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(|place| format!("{}:{}", within_crate(place.file()), place.line()));
        send_event(&WorkerEvent::Panicked { at: at.unwrap_or_default() });
    }));
}

#[cfg(not(unix))]
fn redirect_standard_error(_: &File) {}

/// A path of a source file without the place where the machine that built the program had it.
#[cfg(unix)]
fn within_crate(path: &str) -> &str {
    let registry = path.rsplit_once("/registry/src/").and_then(|(_, rest)| rest.split_once('/'));
    registry.map_or(path, |(_, path)| path)
}

/// Says where the templates are, and ends the process when the first one is gone.
fn report_places(parent: u32) {
    let mut told_places: BTreeMap<usize, String> = BTreeMap::new();
    loop {
        if !is_child_of(parent) {
            std::process::exit(i32::from(Exit::Failed as u8));
        }
        let trails = WORKER.get().map(|worker| locked(&worker.threads).trails.clone()).unwrap_or_default();
        for (thread, trail) in trails {
            if let Some(place) = trail.place()
                && told_places.get(&thread) != Some(&place)
            {
                told_places.insert(thread, place.clone());
                send_event(&WorkerEvent::At { thread, place });
            }
        }
        thread::sleep(OFTEN);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells the first process something, if there is one; threads are numbered in the order in which they appear.
pub(super) fn tell_parent(event: impl FnOnce(usize) -> WorkerEvent) {
    if let Some(thread) = thread_number() {
        send_event(&event(thread));
    }
}

fn thread_number() -> Option<usize> {
    let mut threads = locked(&WORKER.get()?.threads);
    let id = thread::current().id();
    Some(threads.known.iter().position(|known| *known == id).unwrap_or_else(|| {
        threads.known.push(id);
        threads.known.len() - 1
    }))
}

fn send_event(event: &WorkerEvent) {
    let Some(worker) = WORKER.get() else { return };
    let line = serde_json::to_string(event).unwrap_or_default() + "\n";
    // If nobody listens, this process is about to be ended.
    let _ = locked(&worker.pipe).write_all(line.as_bytes());
}

/// Keeps where this thread is in its templates.
pub(super) fn follow_trail(trail: &Trail) {
    if let Some(thread) = thread_number()
        && let Some(worker) = WORKER.get()
    {
        locked(&worker.threads).trails.insert(thread, trail.clone());
    }
}

/// This thread has left its templates.
pub(super) fn forget_trail() {
    if let Some(thread) = thread_number()
        && let Some(worker) = WORKER.get()
    {
        locked(&worker.threads).trails.remove(&thread);
    }
}

#[cfg(unix)]
fn limit_memory(mebibytes: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let bytes = mebibytes.saturating_mul(1 << 20);
    if bytes > 0 {
        // What is written to, rather than all addresses: threads reserve many that they never use.
        let maximum = getrlimit(Resource::Data).maximum;
        let bytes = maximum.map_or(bytes, |maximum| maximum.min(bytes));
        let _ = setrlimit(Resource::Data, Rlimit { current: Some(bytes), maximum });
    }
    // A run that needs too much ends with a message; its memory on the disk would help nobody.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: getrlimit(Resource::Core).maximum });
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    // Where files are held to a size, writing fails as on a full disk.
    let _ = signal_hook::flag::register(rustix::process::Signal::XFSZ.as_raw(), std::sync::Arc::default());
}

#[cfg(not(unix))]
fn limit_memory(_: u64) {}
