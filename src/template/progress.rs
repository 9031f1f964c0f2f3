//! How far a render has come, and how much it may print.
//!
//! What a template prints carries the marks of its lines, so that a look at it tells where the render is. Loops that print
//! nothing tell by `{{given …}}`, which the scan has put round what they go through.

use std::io::{self, ErrorKind, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::mark;

/// A template that prints more bytes repeats itself without end: a report of a thousand councils needs a tenth.
const MOST: usize = 512 << 20;

thread_local! {
    /// The line at which this thread's render is, counted from 1 through all templates; 0 before the first. A render runs
    /// on one thread from beginning to end, and others look at it.
    static LINE: Arc<AtomicU32> = Arc::default();
}

/// Where the renders of this thread tell how far they are.
pub(super) fn of_this_thread() -> Arc<AtomicU32> {
    LINE.with(Arc::clone)
}

/// The render of this thread has come to a line, by its number; nothing before the first.
pub(super) fn at(line: Option<u32>) {
    LINE.with(|at| at.store(line.map_or(0, |line| line.saturating_add(1)), Ordering::Relaxed));
}

/// What a render prints.
#[derive(Default)]
pub(super) struct RenderOutput(Vec<u8>);

impl RenderOutput {
    pub fn into_text(self) -> String {
        // Handlebars prints nothing but texts.
        String::from_utf8(self.0).unwrap_or_default()
    }
}

impl Write for &mut RenderOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST {
            return Err(ErrorKind::FileTooLarge.into());
        }
        if let Some(line) = std::str::from_utf8(bytes).ok().and_then(mark::last_line) {
            at(Some(line));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
