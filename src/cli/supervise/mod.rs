//! The limits of a run: how long a step may take, and how much memory the whole run.
//!
//! Templates may come from strangers, and they can loop or ask for more memory than there is, by which a process dies
//! without a word. So a run that uses them is done by a second process of the same program, the worker. The first one
//! waits, learns what the worker does, and ends it when its time is up or a signal says so. Then it removes what the
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
pub(super) use painter::{asked_pages, draw_to_stdout};

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use kakugi::archive::{WithinStore, is_within_store};
use kakugi::diagnostic::{Diagnostic, Language};
use kakugi::file::Unwritable;
use kakugi::file::{self, Artefact, Delivery, Scratch, Target};
use kakugi::observe::{Stage, Trail};

use self::event::WorkerEvent;

/// What a run may use.
#[derive(Args, Clone, Copy)]
pub(super) struct Limits {
    /// Time limit for each step, such as filling a template, in seconds (0: no limit)
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 120, value_parser = whole_number::<u64>)]
    timeout: u64,
    /// Memory limit in MiB (0: no limit)
    #[arg(long, global = true, value_name = "MIB", default_value_t = 4096, value_parser = whole_number::<u64>)]
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

/// A number that is typed as the value of an option.
pub(super) fn whole_number<T: FromStr>(text: &str) -> Result<T, &'static str> {
    text.parse().map_err(|_| "write a whole number, such as `2`")
}

/// Does a verb's work within limits; gives the exit code.
pub(super) fn supervised(limits: Limits, language: Language, work: impl FnOnce() -> u8) -> u8 {
    if worker::become_worker(limits.memory) {
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
pub(super) fn send_step_begin(stage: Stage, of: &str) {
    worker::tell_parent(|thread| WorkerEvent::Enter { thread, stage: stage.name().to_owned(), of: of.to_owned() });
}

/// Tells the first process that the work that began last on this thread ends.
pub(super) fn send_step_end() {
    worker::forget_trail();
    worker::tell_parent(|thread| WorkerEvent::Leave { thread });
}

/// Tells the first process that a part of a piece of work is done, which several threads do together.
pub(super) fn send_part_done(stage: Stage, of: &str) {
    worker::tell_parent(|_| WorkerEvent::Part { stage: stage.name().to_owned(), of: of.to_owned() });
}

/// Tells the first process which templates and components are not those that are built in.
pub(super) fn send_changed_files(files: &[String]) {
    worker::tell_parent(|_| WorkerEvent::Changed { files: files.to_vec() });
}

/// From now on the first process keeps what is found, to print it in this frame if the run comes to no good end; what was
/// found before has been printed.
pub(super) fn frame_findings(frame: [String; 3]) {
    worker::tell_parent(|_| WorkerEvent::Keep { frame });
}

/// Lets the first process keep something that was found.
pub(super) fn keep_finding(finding: String) {
    worker::tell_parent(|_| WorkerEvent::Found { finding });
}

/// Lets the first process know where this thread is in its templates, until the work ends.
pub(super) fn follow_trail(trail: &Trail) {
    worker::follow_trail(trail);
}

/// Writes all files, as [`file::write_all`] does.
///
/// # Errors
/// The first file that cannot be written.
pub(super) fn write_all(folder: &Path, artefacts: &[Artefact]) -> Result<Vec<PathBuf>, Diagnostic> {
    outside_of_archives(folder)?;
    announce_writing(folder, true);
    file::write_all(folder, artefacts)
}

/// Writes one file, as [`file::write_file`] does.
///
/// # Errors
/// A file that cannot be written.
pub(super) fn write_file(target: &Target, bytes: &[u8]) -> Result<(), Diagnostic> {
    outside_of_archives(&target.folder)?;
    announce_writing(&target.folder, true);
    file::write_file(target, bytes)
}

/// Begins to put files for a folder together, as an [`file::Delivery`] does.
pub(super) fn delivery(folder: &Path) -> Delivery {
    announce_writing(folder, false);
    Delivery::into(folder)
}

/// Gives the files for a folder their names, as [`file::Delivery::deliver`] does.
///
/// # Errors
/// The first file that could not be written.
pub(super) fn deliver(delivery: Delivery, folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    announce_writing(folder, true);
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
fn announce_writing(folder: &Path, delivered: bool) {
    worker::tell_parent(|_| WorkerEvent::Writes { folder: folder.to_owned(), delivered });
}

/// Makes a folder to work in, outside of what the user sees.
///
/// # Errors
/// What the operating system says of the folder for temporary files.
pub(super) fn scratch_folder() -> Result<Scratch, Diagnostic> {
    let folder = std::env::temp_dir();
    announce_writing(&folder, false);
    Scratch::within(&folder)
        .map_err(|e| Diagnostic::nowhere(Unwritable { path: folder.display().to_string(), reason: e.into() }))
}
