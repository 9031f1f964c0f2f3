//! The limits of a run: how long a step may take, and how much memory the whole run.
//!
//! Templates may come from strangers, and they can loop or ask for more memory than there is, by which a process dies
//! without a word. So a run that uses them is done by a second process of the same program, the worker. The first one
//! waits, is told what the worker does, and ends it when its time is up or a signal says so. Then it removes what the
//! worker left behind, and says what went on.

#[cfg(unix)]
mod current_step;
mod event;
mod painter;
#[cfg(unix)]
mod parent;
mod problems;
#[cfg(unix)]
mod process;
#[cfg(unix)]
mod run_state;
#[cfg(unix)]
mod signals;
mod worker;

pub(super) use painter::pages as draw_pages;
#[cfg(unix)]
pub(super) use painter::{asked as asked_to_draw, work as draw};

use std::path::{Path, PathBuf};

use clap::Args;
use kakugi::archive::{WithinStore, is_within_store};
use kakugi::diagnostic::{Diagnostic, Language};
use kakugi::export::Unwritable;
use kakugi::export::{self, Artefact, Delivery, Scratch, Target};
use kakugi::observe::{Stage, Trail};

use self::event::WorkerEvent;

/// What a run may use.
#[derive(Args, Clone, Copy)]
pub(super) struct Limits {
    /// Time limit for each step, such as filling a template, in seconds (0: no limit)
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 120)]
    timeout: u64,
    /// Memory limit in MiB (0: no limit)
    #[arg(long, global = true, value_name = "MIB", default_value_t = 4096)]
    memory: u64,
    /// Whether time counts in which no step has begun: copying and comparing files may take as long as there are files.
    #[arg(skip = true)]
    between_steps: bool,
}

impl Limits {
    /// The same limits, with or without the time in which no step has begun.
    pub fn counting(self, between_steps: bool) -> Self {
        Self { between_steps, ..self }
    }
}

/// Does a verb's work within limits; gives the exit code.
pub(super) fn supervised(limits: Limits, language: Language, work: impl FnOnce() -> u8) -> u8 {
    if worker::begin(limits.memory) {
        return work();
    }
    #[cfg(unix)]
    if let Some(code) = parent::run(limits, language) {
        return code;
    }
    // Where no second process can be had, the work is done without limits.
    let _ = language;
    work()
}

/// Tells the first process that a piece of work begins.
pub(super) fn enter(stage: Stage, of: &str) {
    worker::tell(|thread| WorkerEvent::Enter { thread, stage: stage.name().to_owned(), of: of.to_owned() });
}

/// Tells the first process that the work that began last on this thread ends.
pub(super) fn leave() {
    worker::forget_trail();
    worker::tell(|thread| WorkerEvent::Leave { thread });
}

/// Tells the first process that a part of a piece of work is done, which several threads do together.
pub(super) fn part_done(stage: Stage, of: &str) {
    worker::tell(|_| WorkerEvent::Part { stage: stage.name().to_owned(), of: of.to_owned() });
}

/// Tells the first process which templates and components are not those that are built in.
pub(super) fn changed(files: &[String]) {
    worker::tell(|_| WorkerEvent::Changed { files: files.to_vec() });
}

/// From now on the first process keeps what is found, to tell it in this frame if the run comes to no good end; what was
/// found before has been told.
pub(super) fn frame_findings(frame: [String; 3]) {
    worker::tell(|_| WorkerEvent::Keep { frame });
}

/// Lets the first process keep something that was found.
pub(super) fn keep_finding(finding: String) {
    worker::tell(|_| WorkerEvent::Found { finding });
}

/// Lets the first process know where this thread is in its templates, until the work ends.
pub(super) fn follow(trail: &Trail) {
    worker::follow(trail);
}

/// Writes all files, as [`export::write_all`] does.
///
/// # Errors
/// The first file that cannot be written.
pub(super) fn write_all(folder: &Path, artefacts: &[Artefact]) -> Result<Vec<PathBuf>, Diagnostic> {
    outside_of_archives(folder)?;
    writes(folder, true);
    export::write_all(folder, artefacts)
}

/// Writes one file, as [`export::write_file`] does.
///
/// # Errors
/// A file that cannot be written.
pub(super) fn write_file(target: &Target, bytes: &[u8]) -> Result<(), Diagnostic> {
    outside_of_archives(&target.folder)?;
    writes(&target.folder, true);
    export::write_file(target, bytes)
}

/// Begins to put files for a folder together, as an [`export::Delivery`] does.
pub(super) fn delivery(folder: &Path) -> Delivery {
    writes(folder, false);
    Delivery::into(folder)
}

/// Gives the files for a folder their names, as [`export::Delivery::deliver`] does.
///
/// # Errors
/// The first file that could not be written.
pub(super) fn deliver(delivery: Delivery, folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    writes(folder, true);
    delivery.deliver()
}

/// Makes sure that a folder in which there will be files is not in an archive, where nothing else belongs.
///
/// # Errors
/// A folder that is or lies in an archive.
pub(super) fn outside_of_archives(folder: &Path) -> Result<(), Diagnostic> {
    if !is_within_store(folder) {
        return Ok(());
    }
    Err(Diagnostic::nowhere(WithinStore { path: folder.display().to_string() }))
}

/// Tells the first process that there will be files in the making in a folder, and whether they are about to get their names.
fn writes(folder: &Path, delivered: bool) {
    worker::tell(|_| WorkerEvent::Writes { folder: folder.to_owned(), delivered });
}

/// Makes a folder to work in, outside of what the user sees.
///
/// # Errors
/// What the operating system says of the folder for temporary files.
pub(super) fn scratch_folder() -> Result<Scratch, Diagnostic> {
    let folder = std::env::temp_dir();
    writes(&folder, false);
    Scratch::within(&folder)
        .map_err(|e| Diagnostic::nowhere(Unwritable { path: folder.display().to_string(), reason: e.into() }))
}
