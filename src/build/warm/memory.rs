//! Results by digests of what they follow from.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// For how many changes a result is kept that none of them needs: somebody who takes a change back finds the pages again.
const KEPT: usize = 6;

/// Results by digests of what they follow from.
pub(in crate::build) struct Memory<T>(Mutex<BTreeMap<u128, KeptResult<T>>>);

struct KeptResult<T> {
    result: T,
    /// How many changes have not needed it.
    unused: usize,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Memory<T> {
    /// The result under a digest.
    pub fn get(&self, digest: u128) -> Option<T> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get_mut(&digest)?;
        found.unused = 0;
        Some(found.result.clone())
    }

    /// Keeps a result.
    pub fn insert(&self, digest: u128, result: T) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(digest, KeptResult { result, unused: 0 });
    }

    /// Forgets what several changes on end have not needed.
    pub fn age(&self) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, result| {
            result.unused += 1;
            result.unused <= KEPT
        });
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_needed_is_forgotten() {
        let memory = Memory::default();
        memory.insert(1, "first");
        memory.insert(2, "second");
        for _ in 0..KEPT {
            memory.age();
            assert_eq!(memory.get(2), Some("second"));
        }
        memory.age();
        assert_eq!((memory.get(1), memory.get(2)), (None, Some("second")));
        memory.clear();
        assert_eq!(memory.get(2), None);
    }
}
