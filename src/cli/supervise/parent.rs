//! The first process, which waits for the worker.

use std::env;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, IsTerminal, PipeReader, PipeWriter, Write};
use std::os::fd::AsRawFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, ExitStatus};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use kakugi::diagnostic::{AnyProblem, Diagnostic, Language, Sources};
use kakugi::file::sweep;
use signal_hook::consts::{SIGABRT, SIGBUS, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGTERM};

use super::event::WorkerEvent;
use super::problems::{Exhausted, Killed, Panicked, TimeUp};
use super::process::{PANICKED, UNWANTED_SETTINGS, WAITING_STACK, this_program};
use super::run_state::{Clock, RunState};
use super::{Limits, signals, worker};
use crate::cli::{Exit, terminal, wording};

/// How often the clock is looked at.
const TICK: Duration = Duration::from_millis(100);
/// The environment variable by which the GNU C library takes settings of its own.
const TUNABLES: &str = "GLIBC_TUNABLES";
/// Blocks of memory of so many bytes are taken from the system one by one.
const LARGE: usize = 256 << 10;
/// So many bytes at the end of an arena are kept when they are free.
const FREE: usize = 2 << 20;
/// Variables by which the library that spreads work over threads takes their number.
const THREADS: [&str; 2] = ["RAYON_NUM_THREADS", "RAYON_RS_NUM_CPUS"];

/// Something that the first process acts on while it waits for the worker.
enum WorkerMessage {
    /// The worker reports what it does.
    Event(WorkerEvent),
    /// The worker has closed its pipe, so it has ended.
    Ended,
    /// Somebody wants the run to end.
    Signal(i32),
}

/// How the wait for the worker came to its end.
enum WaitOutcome {
    /// The worker has ended by itself.
    WorkerEnded,
    /// A step has taken longer than it may.
    TimeUp,
    /// A signal asks the run to end.
    Signal(i32),
}

/// Runs the same command in a worker; gives the exit code, or nothing if no worker could be started.
pub(super) fn run(limits: Limits, language: Language) -> Option<u8> {
    let (sender, messages) = mpsc::channel();
    let (pipe, worker_end) = io::pipe().ok()?;
    let mut command = worker_command(&worker_end)?;
    let signal_sender = sender.clone();
    signals::forward(move |signal| signal_sender.send(WorkerMessage::Signal(signal)).is_ok());
    let mut child = command.spawn().ok()?;
    drop(worker_end);
    let reader = thread::Builder::new().stack_size(WAITING_STACK).spawn(move || read_events(pipe, &sender));
    if reader.is_err() {
        return Some(exit_code(child.wait().ok()?));
    }
    let mut state = RunState::default();
    let outcome = wait(&messages, &mut state, limits);
    let ended_by_itself = matches!(outcome, WaitOutcome::WorkerEnded);
    if !ended_by_itself {
        // It may have ended by itself in this moment.
        let _ = child.kill();
    }
    let status = child.wait().ok()?;
    if !ended_by_itself {
        note_last_events(&messages, &mut state);
    }
    // It may have come to its own end while it was about to be given one.
    if status.code().is_some_and(|code| code != PANICKED) {
        return Some(exit_code(status));
    }
    state.folders.iter().for_each(|folder| sweep(folder));
    clear_bar();
    // What was found before counts, whatever came then.
    terminal::write_output(&state.framed_findings());
    if let Some(signal) = ending_signal(&outcome, status) {
        terminal::report_line(&wording::interrupted(signal_name(signal), language));
        return u8::try_from(128 + signal).ok();
    }
    let delivered = state.delivered;
    let error = Diagnostic::nowhere(problem(&outcome, status, limits, state));
    terminal::report_diagnostics(&[error], &Sources::default(), language, !delivered);
    Some(Exit::Failed as u8)
}

/// The command by which this process was started, for a worker that reports what it does by this end of a pipe.
fn worker_command(pipe: &PipeWriter) -> Option<Command> {
    // The worker inherits this end alone, and knows it by its number.
    rustix::io::fcntl_setfd(pipe, rustix::io::FdFlags::empty()).ok()?;
    let mut arguments = env::args_os();
    let mut command = Command::new(this_program()?);
    command.arg0(arguments.next().unwrap_or_default()).args(arguments);
    command.env(worker::MARK, format!("{}:{}", pipe.as_raw_fd(), std::process::id()));
    // The worker's own stacks are as large as they have to be, and its errors are worded here.
    for name in UNWANTED_SETTINGS {
        command.env_remove(name);
    }
    let cores = thread::available_parallelism().map_or(1, usize::from);
    for name in THREADS.into_iter().filter(|name| env::var_os(name).is_some_and(|value| !is_sound(&value, cores))) {
        command.env_remove(name);
    }
    // By default the C library has up to eight arenas per core, and what threads give back to one serves no other. Large
    // blocks go back to the system at once, so that a run of a thousand documents has no more holes than one of a hundred.
    // Who has settings of their own keeps them.
    if env::var_os(TUNABLES).is_none() {
        let settings = [("arena_max", cores), ("mmap_threshold", LARGE), ("trim_threshold", FREE)];
        command.env(TUNABLES, settings.map(|(name, value)| format!("glibc.malloc.{name}={value}")).join(":"));
    }
    Some(command)
}

/// Whether a number of threads is at most that of cores: fewer may be wanted; a million would take all memory there is
/// before any work began.
fn is_sound(threads: &OsStr, cores: usize) -> bool {
    threads.to_str().and_then(|value| value.parse().ok()).is_some_and(|count: usize| count <= cores)
}

/// Hands on what the worker reports, until it closes its end of the pipe. Lines that are no events are the last words of
/// libraries, for which the first process has better ones.
fn read_events(pipe: PipeReader, sender: &mpsc::Sender<WorkerMessage>) {
    let lines = BufReader::new(pipe).lines().map_while(Result::ok);
    for event in lines.filter_map(|line| serde_json::from_str(&line).ok()) {
        let _ = sender.send(WorkerMessage::Event(event));
    }
    let _ = sender.send(WorkerMessage::Ended);
}

/// Waits until the worker ends or has to.
fn wait(messages: &mpsc::Receiver<WorkerMessage>, state: &mut RunState, limits: Limits) -> WaitOutcome {
    let mut clock = Clock::start();
    loop {
        let message = messages.recv_timeout(TICK);
        state.pass_time(clock.tick());
        match message {
            Ok(WorkerMessage::Event(event)) => state.note_event(event),
            Ok(WorkerMessage::Ended) | Err(RecvTimeoutError::Disconnected) => return WaitOutcome::WorkerEnded,
            Ok(WorkerMessage::Signal(signal)) => return WaitOutcome::Signal(signal),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if limits.timeout > 0 && state.time_in_step(limits.between_steps) >= Duration::from_secs(limits.timeout) {
            return WaitOutcome::TimeUp;
        }
    }
}

/// Takes notice of what the worker still reported before it was ended.
fn note_last_events(messages: &mpsc::Receiver<WorkerMessage>, state: &mut RunState) {
    while let Ok(message) = messages.recv_timeout(TICK) {
        match message {
            WorkerMessage::Event(event) => state.note_event(event),
            WorkerMessage::Signal(_) => {}
            WorkerMessage::Ended => break,
        }
    }
}

/// The signal that ended the run, if one did. The terminal sends its signals to both processes, and the worker may be the
/// first to end.
fn ending_signal(outcome: &WaitOutcome, status: ExitStatus) -> Option<i32> {
    match outcome {
        WaitOutcome::Signal(signal) => Some(*signal),
        WaitOutcome::WorkerEnded => {
            status.signal().filter(|signal| [SIGINT, SIGTERM, SIGHUP, SIGQUIT].contains(signal))
        }
        WaitOutcome::TimeUp => None,
    }
}

/// Why the run came to no good end.
fn problem(outcome: &WaitOutcome, status: ExitStatus, limits: Limits, state: RunState) -> AnyProblem {
    let step = state.current_step();
    match (outcome, status.signal()) {
        (WaitOutcome::TimeUp, _) => TimeUp { seconds: limits.timeout, step }.into(),
        (_, Some(SIGABRT | SIGSEGV | SIGBUS)) => {
            Exhausted { mebibytes: limits.memory, step: state.step_filling_memory() }.into()
        }
        (_, Some(signal)) => Killed { signal, step }.into(),
        (_, None) => Panicked { step, at: state.panicked }.into(),
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
