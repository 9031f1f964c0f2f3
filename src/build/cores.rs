//! Work on all cores.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::Builder;
use crate::conformance::STACK;
use crate::typeset::Typesetter;

/// Workers that have nothing to do at the moment. They may be shared by builders of the same fonts and files alone.
#[derive(Clone, Default)]
pub(super) struct WorkerPool(Arc<Mutex<Vec<LayoutWorker>>>);

/// A typesetter, which has read the components already if it has worked before.
struct LayoutWorker {
    typesetter: Typesetter,
    /// A thread of its own, on which layout does all parts of a document; without it they are done on all threads.
    thread: Option<ThreadPool>,
}

/// How many threads run at once.
pub(super) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Whether the thread is one of a worker of several, which should hand nothing to others.
fn is_one_of_many() -> bool {
    rayon::current_thread_index().is_some()
}

/// Runs `first` and `second`, in parallel if a core is free; gives no result of `second` if that of `first` is `bad`.
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

/// The same task for many items.
struct TaskQueue<'a, T, R> {
    items: &'a [T],
    task: &'a (dyn Fn(&T, &mut Typesetter) -> R + Sync),
    /// The first item that nobody has begun.
    next: AtomicUsize,
    /// The results by the places of the items.
    results: Mutex<BTreeMap<usize, R>>,
}

impl<T, R> TaskQueue<'_, T, R> {
    fn work_off(&self, typesetter: &mut Typesetter) {
        loop {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = self.items.get(index) else { break };
            let result = (self.task)(item, typesetter);
            self.results.lock().unwrap_or_else(PoisonError::into_inner).insert(index, result);
        }
    }
}

impl Builder<'_> {
    /// Does something with each of the items on all cores, and gives the results in the order of the items.
    ///
    /// Where each core has items of its own, no part of one is handed to other threads: that would take time, and memory,
    /// since threads do not share what they have given back.
    pub(super) fn on_all_cores<T: Sync, R: Send>(
        &self,
        items: &[T],
        task: &(dyn Fn(&T, &mut Typesetter) -> R + Sync),
    ) -> Vec<R> {
        let queue = TaskQueue { items, task, next: AtomicUsize::new(0), results: Mutex::default() };
        let workers = cores().min(items.len());
        thread::scope(|scope| {
            for _ in 0..workers {
                // Without a second thread the first does all the work.
                let builder = thread::Builder::new().stack_size(STACK);
                if builder.spawn_scoped(scope, || self.work_off(&queue, workers > 1)).is_err() {
                    self.work_off(&queue, workers > 1);
                }
            }
        });
        queue.results.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
    }

    /// Does what is left in the queue with one worker, on a thread of its own if others work beside it.
    fn work_off<T: Sync, R: Send>(&self, queue: &TaskQueue<'_, T, R>, has_others: bool) {
        let mut worker = self.worker();
        let LayoutWorker { typesetter, thread } = &mut worker;
        match thread {
            Some(thread) if has_others => thread.install(|| queue.work_off(typesetter)),
            _ => queue.work_off(typesetter),
        }
        typesetter.release_document();
        self.idle.0.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }

    fn worker(&self) -> LayoutWorker {
        let idle = self.idle.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_else(|| LayoutWorker {
            typesetter: Typesetter::new(self.fonts.clone(), self.files.clone()).keeping(self.keeps_results()),
            thread: ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().ok(),
        })
    }
}
