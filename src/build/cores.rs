//! Work on all cores.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::Builder;
use crate::conformance::STACK;
use crate::typeset::Typesetter;

/// Those who have nothing to do at the moment. They may be shared by builders of the same fonts and files alone.
#[derive(Clone, Default)]
pub(super) struct Idle(Arc<Mutex<Vec<Worker>>>);

/// A typesetter, which has read the components already if it has worked before.
struct Worker {
    typesetter: Typesetter,
    /// A thread of its own, on which layout does all parts of a document; without it they are done on all threads.
    thread: Option<ThreadPool>,
}

/// How many threads run at once.
pub(super) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Whether the thread is one of a worker of several, which should hand nothing to others.
pub(super) fn is_one_of_many() -> bool {
    rayon::current_thread_index().is_some()
}

/// Does two things, of which the second counts only if the first comes to no bad end: at once where a core is free for it, or
/// else one after the other.
pub(super) fn side_by_side<A, B: Send>(
    first: impl FnOnce() -> A,
    second: impl Fn() -> B + Sync,
    bad: impl Fn(&A) -> bool,
) -> (A, Option<B>) {
    if is_one_of_many() {
        let first = first();
        let second = (!bad(&first)).then(&second);
        return (first, second);
    }
    thread::scope(|scope| {
        let other = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, &second);
        let first = first();
        let second = match other {
            Ok(other) => other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            // Without a second thread the first does all the work.
            Err(_) => second(),
        };
        let good = !bad(&first);
        (first, good.then_some(second))
    })
}

impl Builder<'_> {
    /// Does something with each of the items on all cores, and gives the results in the order of the items.
    ///
    /// Where each core has items of its own, no part of one is handed to other threads: that would take time, and memory,
    /// since threads do not share what they have given back.
    pub(super) fn on_all_cores<T: Sync, R: Send>(
        &self,
        items: &[T],
        one: &(dyn Fn(&T, &mut Typesetter) -> R + Sync),
    ) -> Vec<R> {
        let next = AtomicUsize::new(0);
        let results = Mutex::new(BTreeMap::new());
        let workers = cores().min(items.len());
        let turns = |typesetter: &mut Typesetter| {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(item) = items.get(at) else { break };
                let result = one(item, typesetter);
                results.lock().unwrap_or_else(PoisonError::into_inner).insert(at, result);
            }
        };
        let work = || {
            let mut worker = self.worker();
            let Worker { typesetter, thread } = &mut worker;
            match thread {
                Some(thread) if workers > 1 => thread.install(|| turns(typesetter)),
                _ => turns(typesetter),
            }
            typesetter.rest();
            self.idle.0.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        };
        thread::scope(|scope| {
            for _ in 0..workers {
                // Without a second thread the first does all the work.
                if thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).is_err() {
                    work();
                }
            }
        });
        results.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
    }

    fn worker(&self) -> Worker {
        let idle = self.idle.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_else(|| Worker {
            typesetter: Typesetter::new(self.fonts.clone(), self.files.clone()),
            thread: ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().ok(),
        })
    }
}
