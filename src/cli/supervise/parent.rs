//! The first process, which waits for the worker.

use std::env;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::os::fd::AsRawFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use kakugi::diagnostic::{AnyProblem, Diagnostic, Language, Sources};
use kakugi::export::sweep;
use signal_hook::consts::{SIGABRT, SIGBUS, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGTERM};

use super::problems::{Exhausted, Killed, Panicked, TimeUp};
use super::state::{Clock, Event, State};
use super::{Limits, worker};
use crate::cli::{Exit, terminal, wording};

/// How often the clock is looked at.
const TICK: Duration = Duration::from_millis(100);
/// The environment variable by which the GNU C library takes settings of its own.
const TUNABLES: &str = "GLIBC_TUNABLES";
/// Blocks of memory of so many bytes are taken from the system one by one.
const LARGE: usize = 256 << 10;
/// So many bytes at the end of an arena are kept when they are free.
const FREE: usize = 2 << 20;
/// Room for the stack of a thread that waits, whatever `RUST_MIN_STACK` asks for.
pub(super) const STACK: usize = 1 << 20;
/// Variables by which Rust would take other stacks than a process needs, and print traces.
pub(super) const QUIET: [&str; 3] = ["RUST_MIN_STACK", "RUST_BACKTRACE", "RUST_LIB_BACKTRACE"];
/// Variables by which the library that spreads work over threads takes their number.
const THREADS: [&str; 2] = ["RAYON_NUM_THREADS", "RAYON_RS_NUM_CPUS"];
/// The exit code of a Rust program that panicked.
pub(super) const PANICKED: i32 = 101;

/// Something to act on.
pub(super) enum News {
    /// The worker tells what it does.
    Event(Event),
    /// The worker has closed its pipe, so it has ended.
    Ended,
    /// Somebody wants the run to end.
    Signal(i32),
}

/// How the wait for the worker came to its end.
enum End {
    Worker,
    TimeUp,
    Signal(i32),
}

/// Runs the same command in a worker; gives the exit code, or nothing if no worker could be started.
pub(super) fn run(limits: Limits, language: Language) -> Option<u8> {
    let (sender, news) = mpsc::channel();
    let (pipe, end) = io::pipe().ok()?;
    // The worker inherits this end alone, and knows it by its number.
    rustix::io::fcntl_setfd(&end, rustix::io::FdFlags::empty()).ok()?;
    super::signals::forward(sender.clone());
    let mut arguments = env::args_os();
    let mut command = Command::new(program()?);
    command.arg0(arguments.next().unwrap_or_default()).args(arguments);
    command.env(worker::MARK, format!("{}:{}", end.as_raw_fd(), std::process::id()));
    // The worker's own stacks are as large as they have to be, and its errors are worded here.
    for name in QUIET {
        command.env_remove(name);
    }
    // Fewer threads than there are cores may be wanted; a million would take all there is before any work began.
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let sound = |value: std::ffi::OsString| {
        value.to_str().and_then(|value| value.parse().ok()).is_some_and(|n: usize| n <= cores)
    };
    for name in THREADS.into_iter().filter(|name| !env::var_os(name).is_none_or(sound)) {
        command.env_remove(name);
    }
    // By default the C library has up to eight arenas a core, and what threads give back to one serves no other. Large
    // blocks go back to the system at once, so that a run of a thousand documents has no more holes than one of a hundred.
    // Who has settings of their own keeps them.
    if env::var_os(TUNABLES).is_none() {
        let settings = [("arena_max", cores), ("mmap_threshold", LARGE), ("trim_threshold", FREE)];
        command.env(TUNABLES, settings.map(|(name, value)| format!("glibc.malloc.{name}={value}")).join(":"));
    }
    let mut child = command.spawn().ok()?;
    drop(end);
    let reader = thread::Builder::new().stack_size(STACK).spawn(move || {
        let lines = BufReader::new(pipe).lines().map_while(Result::ok);
        for event in lines.filter_map(|line| serde_json::from_str(&line).ok()) {
            let _ = sender.send(News::Event(event));
        }
        let _ = sender.send(News::Ended);
    });
    if reader.is_err() {
        return Some(exit_code(child.wait().ok()?));
    }
    let mut state = State::default();
    let end = wait(&news, &mut state, limits);
    if !matches!(end, End::Worker) {
        // It may have ended by itself in this moment.
        let _ = child.kill();
    }
    let status = child.wait().ok()?;
    if !matches!(end, End::Worker) {
        note_the_rest(&news, &mut state);
    }
    // It may have come to its own end while it was about to be given one.
    if status.code().is_some_and(|code| code != PANICKED) {
        return Some(exit_code(status));
    }
    state.folders.iter().for_each(|folder| sweep(folder));
    clear_bar();
    // What was found before counts, whatever came then.
    terminal::data(&state.findings());
    let signal = match end {
        End::Signal(signal) => Some(signal),
        // The terminal sends its signals to both processes, and the worker may be the first to end.
        End::Worker => status.signal().filter(|signal| [SIGINT, SIGTERM, SIGHUP, SIGQUIT].contains(signal)),
        End::TimeUp => None,
    };
    if let Some(signal) = signal {
        terminal::say(&wording::interrupted(signal_name(signal), language));
        return u8::try_from(128 + signal).ok();
    }
    let doing = state.doing();
    let problem: AnyProblem = match (end, status.signal()) {
        (End::TimeUp, _) => TimeUp { seconds: limits.timeout, doing }.into(),
        (_, Some(SIGABRT | SIGSEGV | SIGBUS)) => {
            Exhausted { mebibytes: limits.memory, doing: state.filling_memory() }.into()
        }
        (_, Some(signal)) => Killed { signal, doing }.into(),
        (_, None) => Panicked { doing, at: state.panicked }.into(),
    };
    let error = Diagnostic::nowhere(problem);
    terminal::tell(&[error], &Sources::default(), language, !state.delivered);
    Some(Exit::Failed as u8)
}

/// This very program, even if its file has been replaced since it was started.
pub(super) fn program() -> Option<std::path::PathBuf> {
    let own = Path::new("/proc/self/exe");
    if own.exists() { Some(own.to_owned()) } else { env::current_exe().ok() }
}

/// Waits until the worker ends or has to.
fn wait(news: &mpsc::Receiver<News>, state: &mut State, limits: Limits) -> End {
    let mut clock = Clock::start();
    loop {
        let heard = news.recv_timeout(TICK);
        state.pass(clock.tick());
        match heard {
            Ok(News::Event(event)) => state.note(event),
            Ok(News::Ended) | Err(RecvTimeoutError::Disconnected) => return End::Worker,
            Ok(News::Signal(signal)) => return End::Signal(signal),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if limits.timeout > 0 && state.stuck(limits.between_steps) >= Duration::from_secs(limits.timeout) {
            return End::TimeUp;
        }
    }
}

/// Takes notice of what the worker still told before it was ended.
fn note_the_rest(news: &mpsc::Receiver<News>, state: &mut State) {
    while let Ok(heard) = news.recv_timeout(TICK) {
        match heard {
            News::Event(event) => state.note(event),
            News::Signal(_) => {}
            News::Ended => break,
        }
    }
}

fn exit_code(status: ExitStatus) -> u8 {
    status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(Exit::Failed as u8)
}

fn signal_name(signal: i32) -> &'static str {
    match signal {
        SIGINT => "SIGINT",
        SIGTERM => "SIGTERM",
        SIGHUP => "SIGHUP",
        _ => "SIGQUIT",
    }
}

/// Removes the bar of progress that the worker left on the terminal.
fn clear_bar() {
    if io::stderr().is_terminal() {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
}
