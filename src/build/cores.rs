//! Work on all cores.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rayon::ThreadPoolBuilder;

use super::Builder;
use crate::typeset::Typesetter;

/// Layout recurses deeply, and so do those who judge files; the usual 2 MiB of a thread are not enough.
const STACK: usize = 32 << 20;

/// Typesetters that nobody uses at the moment, which have read the components already.
#[derive(Clone, Default)]
pub(super) struct Idle(Arc<Mutex<Vec<Typesetter>>>);

/// How many threads run at once.
pub(super) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

impl Builder<'_> {
    /// Does something with each of the items on all cores, and gives the results in the order of the items.
    pub(super) fn on_all_cores<T: Sync, R: Send>(
        &self,
        items: &[T],
        one: &(dyn Fn(&T, &mut Typesetter) -> R + Sync),
    ) -> Vec<R> {
        let next = AtomicUsize::new(0);
        let results = Mutex::new(BTreeMap::new());
        let workers = cores().min(items.len());
        let work = || {
            // Where each core has documents of its own, no part of one is handed to other threads: that would take time, and
            // memory, since threads do not share what they have given back. The pool counts until the thread ends.
            let _own = (workers > 1).then(|| ThreadPoolBuilder::new().num_threads(1).use_current_thread().build());
            self.with_typesetter(|typesetter| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let result = one(item, typesetter);
                    results.lock().unwrap_or_else(PoisonError::into_inner).insert(at, result);
                }
            });
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

    fn with_typesetter(&self, work: impl FnOnce(&mut Typesetter)) {
        let idle = || self.idle.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = idle().pop();
        let mut typesetter = known.unwrap_or_else(|| Typesetter::new(self.fonts.clone(), self.files.clone()));
        work(&mut typesetter);
        idle().push(typesetter);
    }
}
