//! Diagnostics as text for a terminal.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::{Diagnostic, FileId, Place, Severity, Sources};
use crate::language::Language;
use crate::limits;

/// Source lines are cut to this many columns, around what they are shown for.
const COLUMNS: usize = 140;

impl Sources {
    /// The diagnostic as text for a terminal: message, place, source line with carets, hints.
    pub fn render(&self, diagnostic: &Diagnostic, language: Language) -> String {
        let level = match (diagnostic.severity(), language) {
            (Severity::Fault, Language::English) => Level::ERROR,
            (Severity::Fault, Language::Japanese) => Level::ERROR.with_name("誤り"),
            (Severity::Warning, Language::English) => Level::WARNING,
            (Severity::Warning, Language::Japanese) => Level::WARNING.with_name("注意"),
        };
        let hint = match language {
            Language::English => Level::HELP.with_name("hint"),
            Language::Japanese => Level::HELP.with_name("直し方"),
        };
        let title = level.primary_title(diagnostic.message(language)).id(diagnostic.problem.code());
        let snippets = self.snippets(diagnostic, language).into_iter().map(Element::from);
        let hints = diagnostic.hints(language).into_iter().map(|text| Element::from(hint.clone().message(text)));
        let report = Group::with_title(title).elements(snippets.chain(hints));
        let text = Renderer::plain().term_width(COLUMNS).render(&[report]);
        // Marks without width, and two places far apart on one line, let a line grow beyond its columns.
        let lines = text.lines().map(|line| line.chars().take(limits::LINE).collect::<String>());
        let text = lines.collect::<Vec<_>>().join("\n");
        // What is pasted into a report must not steer the terminal.
        tamed(&text) + "\n"
    }

    /// One snippet a file, the file of the primary place first.
    fn snippets<'a>(
        &'a self,
        diagnostic: &'a Diagnostic,
        language: Language,
    ) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
        let mut files: Vec<FileId> = Vec::new();
        for place in diagnostic.place.iter().chain(diagnostic.related.iter().map(|(place, _)| place)) {
            if !files.contains(&place.file) {
                files.push(place.file);
            }
        }
        let snippet = |file: FileId| {
            let here = |place: &&Place| place.file == file;
            let primary = diagnostic.place.iter().filter(here);
            let primary = primary.map(|place| AnnotationKind::Primary.span(self.range(place)));
            let related =
                diagnostic.related.iter().filter(|(place, _)| place.file == file).map(|(place, remark)| {
                    AnnotationKind::Context.span(self.range(place)).label(remark.text(language))
                });
            Snippet::source(self.text(file)).path(self.name(file)).annotations(primary.chain(related))
        };
        files.into_iter().map(snippet).collect()
    }
}

/// What somebody else has written, on one line, and so that it does nothing to a terminal.
pub fn on_one_line(text: &str) -> String {
    tamed(text).replace('\n', "\u{FFFD}")
}

/// A text that does nothing to a terminal.
fn tamed(text: &str) -> String {
    text.replace(is_steering, "\u{FFFD}")
}

/// Controls, directional marks and private-use characters.
fn is_steering(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E000}'..='\u{F8FF}')
        || c >= '\u{F0000}'
}
