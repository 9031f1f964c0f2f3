//! Pages of a stranger's PDF are drawn by a third process, which has limits of its own.
//!
//! The renderer believes what a file says: patterns within patterns, functions of functions, layers on layers. It may take
//! any time and memory, and panic. What it has drawn by then is kept, and so is all that the second process has found.

use kakugi::diagnostic::{Reason, Words, reason};
use kakugi::preflight::{Canvas, draw};

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
            // Whatever the pages before it have used is no error of this page.
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

#[cfg(unix)]
mod process {
    use std::ffi::OsString;
    use std::io::{self, Read, Write};
    use std::ops::Range;
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
    use std::thread;

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use signal_hook::consts::{SIGABRT, SIGBUS, SIGKILL, SIGSEGV, SIGXCPU};

    use super::super::process::{PANICKED, UNWANTED_SETTINGS, this_program};
    use super::super::worker::MARK;
    use super::{Canvas, DRAWING_FAILS, DrawingError, draw, reason};

    /// The first argument of the process.
    const ASKED: &str = "__draw";
    /// Seconds of the processor that a page may take.
    const SECONDS: u64 = 10;
    /// Memory that drawing may take besides the file, in MiB.
    const MEMORY: u64 = 768;
    /// Room for forms within forms.
    const STACK: usize = 64 << 20;
    /// The longest side of a picture, in pixels; the renderer draws none larger.
    const SIDE: u32 = 4_096;

    /// Which pages this process is asked to draw, and at which share of their size, in percent.
    pub(in crate::cli) fn asked(arguments: &[OsString]) -> Option<(Range<usize>, u8)> {
        let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
        let [_, asked, from, to, share] = texts.as_slice() else { return None };
        let pages = from.parse().ok()?..to.parse().ok()?;
        (*asked == ASKED).then_some((pages, share.parse().ok()?))
    }

    /// Draws pages of the PDF file on standard input, and writes them to standard output.
    pub(in crate::cli) fn work(pages: Range<usize>, share: u8) -> ExitCode {
        let mut bytes = Vec::new();
        if io::stdin().lock().read_to_end(&mut bytes).is_err() {
            return ExitCode::FAILURE;
        }
        limit(bytes.len() as u64);
        let running = thread::Builder::new().stack_size(STACK).spawn(move || draw_to_output(bytes, pages, share));
        match running.map(thread::JoinHandle::join) {
            Ok(Ok(())) => ExitCode::SUCCESS,
            _ => ExitCode::from(PANICKED as u8),
        }
    }

    /// Draws pages, and ends the process where one cannot be handed over: nobody wants the others any more.
    fn draw_to_output(bytes: Vec<u8>, pages: Range<usize>, share: u8) {
        let mut out = io::stdout().lock();
        draw(bytes, pages, f64::from(share) / 100.0, &mut |canvas| {
            if write(&canvas, &mut out).is_err() {
                std::process::exit(1);
            }
        });
    }

    /// Holds the process to the memory and time of the processor that drawing a file of so many bytes may take.
    fn limit(file: u64) {
        for (resource, most) in
            [(Resource::Data, 2 * file + (MEMORY << 20)), (Resource::Cpu, SECONDS), (Resource::Core, 0)]
        {
            let maximum = getrlimit(resource).maximum;
            let most = maximum.map_or(most, |maximum| maximum.min(most));
            let _ = setrlimit(resource, Rlimit { current: Some(most), maximum });
        }
        #[cfg(target_os = "linux")]
        let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    }

    fn write(canvas: &Canvas, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&canvas.width.to_le_bytes())?;
        out.write_all(&canvas.height.to_le_bytes())?;
        canvas.to_pixels.iter().try_for_each(|side| out.write_all(&side.to_le_bytes()))?;
        out.write_all(&canvas.pixels)?;
        out.flush()
    }

    fn read(from: &mut dyn Read) -> io::Result<Canvas> {
        let mut sides = [0_u8; 8];
        from.read_exact(&mut sides)?;
        let [width, height] =
            [0, 4].map(|at| u32::from_le_bytes([sides[at], sides[at + 1], sides[at + 2], sides[at + 3]]));
        if width > SIDE || height > SIDE {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut to_pixels = [0.0; 6];
        for side in &mut to_pixels {
            let mut bytes = [0; 8];
            from.read_exact(&mut bytes)?;
            *side = f64::from_le_bytes(bytes);
        }
        let mut pixels = vec![0; width as usize * height as usize * 3];
        from.read_exact(&mut pixels)?;
        Ok(Canvas { width, height, to_pixels, pixels })
    }

    /// Has pages drawn until the process ends; an error is why it ended before its time.
    pub(super) fn one_run(
        bytes: &[u8],
        pages: Range<usize>,
        share: u8,
        take: &mut dyn FnMut(Canvas),
    ) -> Result<(), DrawingError> {
        let mut child = begin(&pages, share)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        // If it ends before it has read all, its end says why.
        let _ = stdin.map(|mut stdin| stdin.write_all(bytes));
        if let Some(mut stdout) = stdout {
            while let Ok(canvas) = read(&mut stdout) {
                take(canvas);
            }
        }
        why(child.wait()?)
    }

    fn begin(pages: &Range<usize>, share: u8) -> Result<Child, DrawingError> {
        let mut command = Command::new(this_program().ok_or(DRAWING_FAILS)?);
        command.args([ASKED.to_owned(), pages.start.to_string(), pages.end.to_string(), share.to_string()]);
        for name in UNWANTED_SETTINGS.into_iter().chain([MARK]) {
            command.env_remove(name);
        }
        Ok(command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?)
    }

    fn why(status: ExitStatus) -> Result<(), DrawingError> {
        match (status.code(), status.signal()) {
            (Some(0), _) => Ok(()),
            (_, Some(SIGXCPU | SIGKILL)) => Err(DrawingError::Other(reason!(
                "drawing it takes more than {limit} s of processor time",
                "描画に{limit}秒を超える処理時間がかかります",
                limit = SECONDS
            ))),
            (_, Some(SIGABRT | SIGSEGV | SIGBUS)) => Err(DrawingError::OutOfMemory { limit: MEMORY }),
            _ => Err(DRAWING_FAILS.into()),
        }
    }
}

#[cfg(unix)]
use process::one_run;
#[cfg(unix)]
pub(in crate::cli) use process::{asked, work};

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
