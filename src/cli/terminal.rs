//! What a run says while it works.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};
use kakugi::diagnostic::{Diagnostic, Severity, Sources};

/// At most this many faults are shown; the rest is counted.
const SHOWN: usize = 50;

/// Progress on standard error: a bar on a terminal, plain lines elsewhere, nothing if quiet.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
}

impl Progress {
    pub fn new(documents: usize, quiet: bool) -> Self {
        let terminal = !quiet && std::io::stderr().is_terminal();
        let bar = terminal.then(|| {
            let bar = ProgressBar::new(documents as u64);
            // The template is fixed and valid; without it indicatif's default is shown.
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
                bar.set_style(style);
            }
            bar.tick();
            bar
        });
        Self { bar, quiet }
    }

    pub fn done(&self, name: &str) {
        match &self.bar {
            Some(bar) => {
                bar.set_message(name.to_owned());
                bar.inc(1);
            }
            None if !self.quiet => eprintln!("typeset {name}"),
            None => {}
        }
    }

    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Prints diagnostics to standard error, faults first, and how many there are.
pub(super) fn report(diagnostics: &[Diagnostic], sources: &Sources) {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity());
    for diagnostic in sorted.iter().take(SHOWN) {
        eprintln!("{}", sources.render(diagnostic));
    }
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count();
    let (faults, warnings) = (count(Severity::Fault), count(Severity::Warning));
    let more = if sorted.len() > SHOWN { format!(", the first {SHOWN} shown") } else { String::new() };
    if faults > 0 {
        eprintln!("{}{more}; nothing is written", plural(faults, "fault"));
    } else if warnings > 0 {
        eprintln!("{}{more}", plural(warnings, "warning"));
    }
}

/// `1 page`, `2 pages`.
pub(super) fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// `12 kB`, `1.4 MB`, in powers of ten.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
