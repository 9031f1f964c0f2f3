//! Bringing files down to the medium, several at a time.

use std::fs::{self, File, Permissions};
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use kakugi_diagnostic::Diagnostic;

use crate::problems::unwritable;
use crate::staged::{Rights, StagedFile};
use crate::veil;

/// So many files are brought down at a time: waiting for the medium takes longer than writing.
const THREADS: usize = 8;

/// Gives files their rights, and brings them down to the medium. `usual` are the rights that new files have.
///
/// # Errors
/// The first file, in their order, that cannot be written.
pub(crate) fn sync_all(files: &[StagedFile], rights: Rights, usual: Option<&Permissions>) -> Result<(), Diagnostic> {
    let queue = SyncQueue { files, rights, usual, next: AtomicUsize::new(0), error: Mutex::new(None) };
    thread::scope(|scope| {
        for _ in 1..THREADS.min(files.len()) {
            // With fewer threads it takes longer.
            let _ = thread::Builder::new().spawn_scoped(scope, || queue.work());
        }
        queue.work();
    });
    let error = queue.error.into_inner().unwrap_or_else(PoisonError::into_inner);
    error.map_or(Ok(()), |(_, error)| Err(error))
}

struct SyncQueue<'f> {
    files: &'f [StagedFile],
    rights: Rights,
    usual: Option<&'f Permissions>,
    /// The index of the next file to be brought down.
    next: AtomicUsize,
    /// The error of the file that comes first in their order, whichever came first in time, with that file's index.
    error: Mutex<Option<(usize, Diagnostic)>>,
}

impl SyncQueue<'_> {
    /// Brings down one file after another, until none is left or one has failed.
    fn work(&self) {
        loop {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = self.files.get(index) else { break };
            if let Err(e) = self.finish(file) {
                let mut error = self.error.lock().unwrap_or_else(PoisonError::into_inner);
                if error.as_ref().is_none_or(|(first, _)| index < *first) {
                    *error = Some((index, unwritable(&file.path, &e)));
                }
                // Nobody begins another.
                self.next.store(self.files.len(), Ordering::Relaxed);
            }
        }
    }

    fn finish(&self, staged: &StagedFile) -> io::Result<()> {
        let file = File::open(&staged.staged)?;
        match (self.rights, self.usual) {
            (Rights::Private, _) | (Rights::Usual, None) => {}
            (Rights::Usual, Some(usual)) => veil::show(&file, usual)?,
            (Rights::AsBefore, _) => veil::show(&file, &fs::metadata(&staged.path)?.permissions())?,
        }
        file.sync_all()
    }
}
