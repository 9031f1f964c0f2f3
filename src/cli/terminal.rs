//! What a run prints while it works and at its end.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use kakugi::diagnostic::{Diagnostic, Language, Look, Severity, Sources, on_one_line, tamed};

use super::{Exit, wording};

/// How often the progress on a terminal moves.
const TICK: Duration = Duration::from_millis(120);
/// How often a bar is drawn in a second at most, as indicatif has it.
#[cfg(unix)]
const HERTZ: u8 = 20;
/// In fewer columns no source line could be read.
const NARROW: usize = 40;
/// At most this many diagnostics are shown; the rest is counted.
const SHOWN: usize = 50;

/// Where messages go in place of this process's own standard error.
static MESSAGES_FILE: OnceLock<File> = OnceLock::new();

/// From now on messages go to this file, whatever becomes of standard error.
#[cfg(unix)]
pub(super) fn send_messages_to(file: File) {
    // A second file would come from a second start of the worker, which there is not.
    let _ = MESSAGES_FILE.set(file);
}

/// Where messages go, if not to the standard error of this process, which is kept silent in the worker.
fn messages_file() -> Option<&'static File> {
    MESSAGES_FILE.get()
}

/// Progress on standard error: a bar on a terminal, plain lines elsewhere, nothing if quiet.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
    language: Language,
}

impl Progress {
    pub fn new(documents: usize, quiet: bool, language: Language) -> Self {
        let bar = target().filter(|_| !quiet).map(|target| {
            let bar = ProgressBar::with_draw_target(Some(documents as u64), target);
            // The template is fixed and valid; without it indicatif's default is shown.
            if let Ok(style) = ProgressStyle::with_template("{spinner} {bar:30} {pos}/{len} {elapsed} {msg}") {
                bar.set_style(style);
            }
            // A document may take long; that time goes by shows that the run goes on.
            bar.enable_steady_tick(TICK);
            bar
        });
        Self { bar, quiet, language }
    }

    pub fn show_document(&self, name: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(on_one_line(name));
        }
    }

    pub fn end_document(&self, name: &str) {
        match &self.bar {
            Some(bar) => bar.inc(1),
            None if !self.quiet => report_line(&wording::typeset(name, self.language)),
            None => {}
        }
    }

    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Diagnostics as text, errors first, and at the end how many there are.
///
/// `nothing_written` says whether the reader may be waiting for files that were not made.
fn diagnostics_text(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    language: Language,
    look: Look,
    nothing_written: bool,
) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity());
    let mut text = String::new();
    for diagnostic in sorted.iter().take(SHOWN) {
        text.push_str(&sources.render(diagnostic, language, look));
        text.push('\n');
    }
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if let Some(first) = sorted.first() {
        text.push_str(&wording::total(errors, warnings, sorted.len().min(SHOWN), language));
        if errors > 0 && nothing_written {
            text.push_str(wording::nothing_written(language));
        }
        text.push('\n');
        text.push_str(&wording::how_to_explain(first.problem.code(), language));
        text.push('\n');
    }
    text
}

/// Writes diagnostics to standard output, as [`diagnostics_text`] words them.
pub(super) fn print_diagnostics(diagnostics: &[Diagnostic], sources: &Sources, language: Language) {
    write_output(&diagnostics_text(diagnostics, sources, language, look_of_output(), false));
}

/// Writes diagnostics to standard error, as [`diagnostics_text`] words them.
pub(super) fn report_diagnostics(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    language: Language,
    nothing_written: bool,
) {
    let text = diagnostics_text(diagnostics, sources, language, look_of_messages(), nothing_written);
    if !text.is_empty() {
        write_messages(&text);
    }
}

/// What diagnostics look like on standard output.
pub(super) fn look_of_output() -> Look {
    look(io::stdout().is_terminal())
}

fn look_of_messages() -> Look {
    look(messages_file().map_or_else(|| io::stderr().is_terminal(), File::is_terminal))
}

/// The look of a terminal has its width, and colours unless `NO_COLOR` (no-color.org) or a terminal without any forbids
/// them; files and pipes have the usual one.
fn look(terminal: bool) -> Look {
    let usual = Look::default();
    if !terminal {
        return usual;
    }
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let without = std::env::var_os("TERM").is_none_or(|name| name.is_empty() || name == "dumb");
    Look { coloured: !unwanted && !without, columns: columns().map_or(usual.columns, |columns| columns.max(NARROW)) }
}

/// The columns of the terminal, if it is known.
fn columns() -> Option<usize> {
    #[cfg(unix)]
    if let Some((Ok(read), Ok(write))) = messages_file().map(|file| (file.try_clone(), file.try_clone())) {
        return console::Term::read_write_pair(read, write).size_checked().map(|(_, columns)| usize::from(columns));
    }
    #[cfg(unix)]
    return console::Term::stderr().size_checked().map(|(_, columns)| usize::from(columns));
    #[cfg(not(unix))]
    None
}

/// Writes one line to standard output, whatever names of files and other words of strangers are in it: they can neither
/// end the line, and so tell something in the name of this program, nor steer the terminal.
pub(super) fn print_line(text: &str) {
    write_output(&(on_one_line(text) + "\n"));
}

/// Writes lines to standard output of which each is this program's own.
pub(super) fn print_text(text: &str) {
    write_output(&tamed(text));
}

/// Writes to standard output what other programs read, byte for byte.
///
/// A reader such as `head` may close the pipe early; that is its right. Anything else that stops the writing ends the
/// program, since its answer would be lost.
pub(super) fn write_output(text: &str) {
    let mut stdout = io::stdout();
    if let Err(e) = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush())
        && e.kind() != io::ErrorKind::BrokenPipe
    {
        report_line(&e.to_string());
        std::process::exit(i32::from(Exit::Failed as u8));
    }
}

/// Writes one line to standard error, as [`print_line`] does to standard output.
pub(super) fn report_line(text: &str) {
    report_lines(&on_one_line(text));
}

/// Says what is wrong with the command line, and how a run ends by that.
pub(super) fn report_wrong_usage(message: &str, language: Language) -> Exit {
    report_line(&wording::error(message, language));
    Exit::Usage
}

/// Writes lines to standard error of which each is this program's own, as long as somebody reads them; nothing where there
/// is nothing to say.
pub(super) fn report_lines(text: &str) {
    if !text.is_empty() {
        write_messages(&format!("{}\n", tamed(text.trim_end_matches('\n'))));
    }
}

/// Writes to standard error, as long as somebody reads it.
fn write_messages(text: &str) {
    let _ = match messages_file() {
        Some(mut file) => file.write_all(text.as_bytes()),
        None => io::stderr().write_all(text.as_bytes()),
    };
}

/// Where a bar is drawn, if messages go to a terminal.
fn target() -> Option<ProgressDrawTarget> {
    let Some(file) = messages_file() else { return io::stderr().is_terminal().then(ProgressDrawTarget::stderr) };
    #[cfg(unix)]
    if let (true, Ok(read), Ok(write)) = (file.is_terminal(), file.try_clone(), file.try_clone()) {
        return Some(ProgressDrawTarget::term(console::Term::read_write_pair(read, write), HERTZ));
    }
    None
}
