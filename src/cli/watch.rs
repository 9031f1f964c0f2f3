//! What a run does at the moment, and what it has done: the one observer of the process.

use std::sync::OnceLock;
use std::thread::ThreadId;
use std::time::{Duration, Instant};
use std::{sync::Mutex, sync::PoisonError, thread};

use kakugi::observe::{Observer, Stage, StageSpan, Trail};

use super::supervise;

/// A piece of work that has ended.
pub(super) struct FinishedWork {
    pub stage: Stage,
    /// What was worked on.
    pub of: String,
    /// The thread, numbered from 0 in the order in which they first appear.
    pub thread: usize,
    /// When it began, counted from the start of the run.
    pub start: Duration,
    /// How long it took.
    pub whole: Duration,
    /// How long it took without the work within it.
    pub own: Duration,
}

/// Keeps what is done, once it is told to.
#[derive(Default)]
pub(super) struct Watch {
    start: OnceLock<Instant>,
    kept: Mutex<WatchState>,
}

#[derive(Default)]
struct WatchState {
    threads: Vec<ThreadId>,
    /// The work that has begun on each thread, outermost first, with the time that was spent on work within it.
    open: Vec<Vec<(Duration, Duration)>>,
    done: Vec<FinishedWork>,
}

/// The watch of this process.
pub(super) fn watch() -> &'static Watch {
    static WATCH: OnceLock<Watch> = OnceLock::new();
    WATCH.get_or_init(Watch::default)
}

/// Tells the watch of a piece of work on the command line's own part.
pub(super) fn span(stage: Stage, of: &str) -> StageSpan<'_> {
    StageSpan::enter(watch(), stage, of)
}

impl Watch {
    /// Keeps times from now on.
    #[allow(clippy::disallowed_methods, reason = "times are for the user, and reach no document")]
    pub fn keep_times(&self) {
        self.start.get_or_init(Instant::now);
    }

    /// The time since the start of the run, and what has been done in it; empties the list.
    pub fn times(&self) -> (Duration, Vec<FinishedWork>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        (self.start.get().map_or(Duration::ZERO, Instant::elapsed), std::mem::take(&mut kept.done))
    }
}

impl Observer for Watch {
    fn enter(&self, stage: Stage, of: &str) {
        supervise::send_step_begin(stage, of);
        let Some(start) = self.start.get() else { return };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let thread = kept.thread();
        kept.open[thread].push((start.elapsed(), Duration::ZERO));
    }

    fn leave(&self, stage: Stage, of: &str) {
        supervise::send_step_end();
        let Some(now) = self.start.get().map(Instant::elapsed) else { return };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let thread = kept.thread();
        let Some((start, within)) = kept.open[thread].pop() else { return };
        let whole = now.saturating_sub(start);
        if let Some((_, around)) = kept.open[thread].last_mut() {
            *around += whole;
        }
        let own = whole.saturating_sub(within);
        kept.done.push(FinishedWork { stage, of: of.to_owned(), thread, start, whole, own });
    }

    fn part_done(&self, stage: Stage, of: &str) {
        supervise::send_part_done(stage, of);
    }

    fn follow(&self, trail: &Trail) {
        supervise::follow_trail(trail);
    }

    fn replaced(&self, files: &[String]) {
        supervise::send_changed_files(files);
    }
}

impl WatchState {
    /// The number of the current thread.
    fn thread(&mut self) -> usize {
        let id = thread::current().id();
        self.threads.iter().position(|known| *known == id).unwrap_or_else(|| {
            self.threads.push(id);
            self.open.push(Vec::new());
            self.threads.len() - 1
        })
    }
}
