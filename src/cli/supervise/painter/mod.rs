//! Pages of a stranger's PDF are drawn by a third process, which has limits of its own.
//!
//! The renderer believes what a file says: patterns within patterns, functions of functions, layers on layers. It may take
//! any time and memory, and panic. What it has drawn by then is kept, and so is all that the second process has found.

#[cfg(unix)]
mod drawing;

use kakugi::diagnostic::{Reason, Words, reason};
use kakugi::preflight::Canvas;
#[cfg(not(unix))]
use kakugi::preflight::draw;

#[cfg(unix)]
use self::drawing::one_run;
#[cfg(unix)]
pub(in crate::cli) use self::drawing::{asked_pages, draw_to_stdout};

const DRAWING_FAILS: Words = Words::new("the program that draws pages fails on it", "描画の処理に失敗しました");

/// Why no more pages were drawn.
enum DrawingError {
    /// The process used up its memory, given in MB, or its stack.
    OutOfMemory { limit: u64 },
    /// Something else.
    Other(Reason),
}

impl From<DrawingError> for Reason {
    fn from(error: DrawingError) -> Self {
        match error {
            DrawingError::OutOfMemory { limit } => reason!(
                "drawing it takes more than {limit} MB of memory, or its forms are nested too deep",
                "描画に{limit}MBを超えるメモリーが要るか、フォームの入れ子が深すぎます",
            ),
            DrawingError::Other(reason) => reason,
        }
    }
}

impl From<Words> for DrawingError {
    fn from(words: Words) -> Self {
        Self::Other(words.into())
    }
}

impl From<std::io::Error> for DrawingError {
    fn from(error: std::io::Error) -> Self {
        Self::Other(error.into())
    }
}

/// Pages that may fail until no more are tried.
const FAILURES: usize = 5;

/// Draws so many pages of a PDF file, and hands each over with its place, counted from 0; gives the pages that cannot be
/// drawn, each with the reason.
pub(in crate::cli) fn pages(bytes: &[u8], pages: usize, take: &mut dyn FnMut(usize, Canvas)) -> Vec<(usize, Reason)> {
    let (mut next, mut share, mut undrawn) = (0, 100, Vec::new());
    while next < pages {
        if undrawn.len() >= FAILURES {
            undrawn.extend((next..pages).map(|page| {
                (
                    page,
                    Words::new(
                        "too many pages before it could not be drawn",
                        "描けないページが続いたため、描画を打ち切りました",
                    )
                    .into(),
                )
            }));
            break;
        }
        // A page that did not fit is tried once more at half its size.
        let last = if share < 100 { next + 1 } else { pages };
        let mut done = 0;
        let end = one_run(bytes, next..last, share, &mut |canvas| {
            take(next + done, canvas);
            done += 1;
        });
        next += done;
        match end {
            Ok(()) if done > 0 => share = 100,
            Ok(()) => {
                undrawn.push((next, DRAWING_FAILS.into()));
                next += 1;
            }
            // Whatever the pages before it have used is not an error of this page.
            Err(_) if done > 0 => share = 100,
            Err(DrawingError::OutOfMemory { .. }) if share == 100 => share = 50,
            Err(error) => {
                undrawn.push((next, error.into()));
                (next, share) = (next + 1, 100);
            }
        }
    }
    undrawn
}

/// Where no other process can be had, a thread draws, and has no limits.
#[cfg(not(unix))]
fn one_run(
    bytes: &[u8],
    pages: std::ops::Range<usize>,
    share: u8,
    take: &mut dyn FnMut(Canvas),
) -> Result<(), DrawingError> {
    let (send, receive) = std::sync::mpsc::channel();
    let bytes = bytes.to_vec();
    let running = std::thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(move || draw(bytes, pages, f64::from(share) / 100.0, &mut |canvas| drop(send.send(canvas))))?;
    receive.iter().for_each(take);
    running.join().map_err(|_| DRAWING_FAILS.into())
}
