//! What one build leaves to the next, of a report that has changed a little since.
//!
//! Each result is kept under a digest of everything that it follows from. So a build that is handed this state gives what it
//! would give without it.

mod balance;
mod fits;
mod memory;
mod pages;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::balance::GroupBalances;
pub(super) use self::fits::FoundFit;
use self::fits::KnownFits;
use self::memory::Memory;
use self::pages::KnownPages;
use super::Builder;
use super::cores::WorkerPool;
use crate::typeset::SharedFiles;

/// Of reports with more councils than this, Typst's results are not kept: a council takes some 10 MB.
const COUNCILS_KEPT: usize = 64;

/// What builds of one report leave to later ones. All must have the same templates, components and fonts.
#[derive(Default)]
pub struct WarmState {
    /// The files that pages read, with workers that have read them.
    stock: Mutex<Option<(Arc<SharedFiles>, WorkerPool)>>,
    /// The layouts of summaries.
    pub(super) fits: KnownFits,
    /// What was found of how the parts of a chapter or council stand.
    pub(super) balances: Memory<GroupBalances>,
    /// Laid-out pages and parsed sources.
    pub(super) pages: KnownPages,
}

impl WarmState {
    /// Says that a change is finished: what several changes on end have not needed is forgotten.
    pub fn end_change(&self) {
        self.fits.age();
        self.balances.age();
        self.pages.age();
    }

    /// The files that an earlier build read, if they are the same, and workers that have read them.
    pub(super) fn stock(&self, files: SharedFiles) -> (Arc<SharedFiles>, WorkerPool) {
        let mut stock = lock(&self.stock);
        match &*stock {
            Some((known, workers)) if known.files() == files.files() => (known.clone(), workers.clone()),
            _ => {
                // Other pictures may have other heights.
                self.fits.clear();
                self.balances.clear();
                self.pages.clear();
                stock.insert((Arc::new(files), WorkerPool::default())).clone()
            }
        }
    }
}

impl Builder<'_> {
    /// Whether Typst's results are kept from one build to the next: those of very many councils would fill the memory.
    pub(super) fn keeps_results(&self) -> bool {
        self.warm.is_some() && self.report.councils.len() <= COUNCILS_KEPT
    }
}

/// What a panic that goes on by itself has left is used as it is.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
