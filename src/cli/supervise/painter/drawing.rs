//! The process that draws, and how it is started and read.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::ops::Range;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::thread;

use kakugi::diagnostic::reason;
use kakugi::preflight::{Canvas, draw};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use signal_hook::consts::{SIGABRT, SIGBUS, SIGKILL, SIGSEGV, SIGXCPU};

use super::{DRAWING_FAILS, DrawingError};
use crate::cli::supervise::process::{PANICKED, UNWANTED_SETTINGS, this_program};
use crate::cli::supervise::worker::MARK;

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
pub(in crate::cli) fn asked_pages(arguments: &[OsString]) -> Option<(Range<usize>, u8)> {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let [_, asked, from, to, share] = texts.as_slice() else { return None };
    let pages = from.parse().ok()?..to.parse().ok()?;
    (*asked == ASKED).then_some((pages, share.parse().ok()?))
}

/// Draws pages of the PDF file on standard input, and writes them to standard output.
pub(in crate::cli) fn draw_to_stdout(pages: Range<usize>, share: u8) -> ExitCode {
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
        if write_canvas(&canvas, &mut out).is_err() {
            std::process::exit(1);
        }
    });
}

/// Holds the process to the memory and time of the processor that drawing a file of so many bytes may take.
fn limit(file: u64) {
    for (resource, most) in [(Resource::Data, 2 * file + (MEMORY << 20)), (Resource::Cpu, SECONDS), (Resource::Core, 0)]
    {
        let maximum = getrlimit(resource).maximum;
        let most = maximum.map_or(most, |maximum| maximum.min(most));
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum });
    }
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
}

fn write_canvas(canvas: &Canvas, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&canvas.width.to_le_bytes())?;
    out.write_all(&canvas.height.to_le_bytes())?;
    canvas.to_pixels.iter().try_for_each(|side| out.write_all(&side.to_le_bytes()))?;
    out.write_all(&canvas.pixels)?;
    out.flush()
}

fn read_canvas(from: &mut dyn Read) -> io::Result<Canvas> {
    let mut sides = [0_u8; 8];
    from.read_exact(&mut sides)?;
    let [width, height] = [0, 4].map(|at| u32::from_le_bytes([sides[at], sides[at + 1], sides[at + 2], sides[at + 3]]));
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
    let mut child = start_painter(&pages, share)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    // If it ends before it has read all, its end says why.
    let _ = stdin.map(|mut stdin| stdin.write_all(bytes));
    if let Some(mut stdout) = stdout {
        while let Ok(canvas) = read_canvas(&mut stdout) {
            take(canvas);
        }
    }
    outcome_of(child.wait()?)
}

fn start_painter(pages: &Range<usize>, share: u8) -> Result<Child, DrawingError> {
    let mut command = Command::new(this_program().ok_or(DRAWING_FAILS)?);
    command.args([ASKED.to_owned(), pages.start.to_string(), pages.end.to_string(), share.to_string()]);
    for name in UNWANTED_SETTINGS.into_iter().chain([MARK]) {
        command.env_remove(name);
    }
    Ok(command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?)
}

fn outcome_of(status: ExitStatus) -> Result<(), DrawingError> {
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
