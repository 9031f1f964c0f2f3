//! How far a render has come, and how much it may print.
//!
//! What a template prints carries the marks of its lines, so that a look at it tells where the render is. Loops that print
//! nothing tell by `{{given …}}`, which the scan has put round what they go through.

use std::io::{self, ErrorKind, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::mark;

/// How many bytes a template may print. One that prints more repeats itself without end: a report of a thousand councils
/// takes a tenth.
const LONGEST: usize = 512 << 20;

thread_local! {
    /// The line at which this thread's render is, counted from 1 through all templates; 0 before the first. A render runs
    /// on one thread from beginning to end, and others look at it.
    static LINE: Arc<AtomicU32> = Arc::default();
}

/// The line that the renders of this thread have reached, for others to look at.
pub(super) fn line_of_this_thread() -> Arc<AtomicU32> {
    LINE.with(Arc::clone)
}

/// Notes the line that the render of this thread has reached, by its number; nothing before the first.
pub(super) fn set_line(line: Option<u32>) {
    LINE.with(|reached| reached.store(line.map_or(0, |line| line.saturating_add(1)), Ordering::Relaxed));
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
        if self.0.len() + bytes.len() > LONGEST {
            return Err(ErrorKind::FileTooLarge.into());
        }
        if let Some(line) = std::str::from_utf8(bytes).ok().and_then(mark::last_line) {
            set_line(Some(line));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
