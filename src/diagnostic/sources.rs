//! The texts that diagnostics point into.

use codespan_reporting::diagnostic::{self as codespan, Label};
use codespan_reporting::files::{Files, SimpleFiles};
use codespan_reporting::term;

use super::{Diagnostic, Place, Severity};

/// A file of the run, as an index into [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(usize);

/// All files that were read in a run, by name and with their text.
#[derive(Debug, Clone)]
pub struct Sources {
    files: SimpleFiles<String, String>,
}

impl Default for Sources {
    fn default() -> Self {
        Self { files: SimpleFiles::new() }
    }
}

impl Sources {
    /// Adds a file under the name that messages shall show.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        FileId(self.files.add(name.into(), text.into()))
    }

    /// The file's text.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0).map_or("", |file| file.source())
    }

    /// The name under which the file was added.
    pub fn name(&self, file: FileId) -> &str {
        self.files.get(file.0).map_or("", |file| file.name())
    }

    /// `name:line:column`, both counted from 1, columns in characters.
    pub fn locate(&self, place: &Place) -> String {
        match self.files.location(place.file.0, place.range.start) {
            Ok(at) => format!("{}:{}:{}", self.name(place.file), at.line_number, at.column_number),
            Err(_) => self.name(place.file).to_owned(),
        }
    }

    /// The diagnostic as text for a terminal: message, place, source line with carets, hints.
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        let severity = match diagnostic.severity() {
            Severity::Fault => codespan::Severity::Error,
            Severity::Warning => codespan::Severity::Warning,
        };
        let label = |style, place: &Place| Label::new(style, place.file.0, place.range.clone());
        let mut labels = Vec::new();
        if let Some(place) = &diagnostic.place {
            labels.push(label(codespan::LabelStyle::Primary, place));
        }
        for (place, remark) in &diagnostic.related {
            labels.push(label(codespan::LabelStyle::Secondary, place).with_message(remark));
        }
        let report = codespan::Diagnostic::new(severity)
            .with_code(diagnostic.problem.code())
            .with_message(diagnostic.problem.message())
            .with_labels(labels)
            .with_notes_iter(diagnostic.problem.hints().into_iter().map(|h| format!("hint: {h}")));
        let config = term::Config::default();
        // Rendering fails only for a place outside its file; the bare message is then better than none.
        let text = term::emit_into_string(&config, &self.files, &report);
        let text = text.unwrap_or_else(|_| format!("{}: {}\n", report.code.unwrap_or_default(), report.message));
        // What is pasted into a report must not steer the terminal.
        text.chars().map(|c| if is_steering(c) { '\u{FFFD}' } else { c }).collect()
    }
}

/// Controls, directional marks and private-use characters.
fn is_steering(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E000}'..='\u{F8FF}')
        || c >= '\u{F0000}'
}
