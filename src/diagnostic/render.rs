//! Diagnostics as text for a terminal.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::{Diagnostic, FileId, Place, Problem, Severity, Sources};
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
        // Messages and names of files stand on one line, so that none can write lines in the name of this program.
        let message = on_one_line(&diagnostic.message(language));
        let title = level.primary_title(message).id(diagnostic.problem.code());
        let snippets = self.snippets(diagnostic, language).into_iter().map(Element::from);
        // Typst's own hints may be lists, and name nothing that a stranger has written.
        let of_typst = matches!(*diagnostic.problem, Problem::Typst { .. } | Problem::TypstWarning { .. });
        let shown = |text: String| if of_typst { text } else { on_one_line(&text) };
        let hints = diagnostic.hints(language).into_iter();
        let hints = hints.map(|text| Element::from(hint.clone().message(shown(text))));
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
            let related = diagnostic.related.iter().filter(|(place, _)| place.file == file).map(|(place, remark)| {
                AnnotationKind::Context.span(self.range(place)).label(on_one_line(remark.text(language)))
            });
            Snippet::source(self.text(file)).path(on_one_line(self.name(file))).annotations(primary.chain(related))
        };
        files.into_iter().map(snippet).collect()
    }
}

/// What somebody else has written, on one line, and so that it does nothing to a terminal.
pub fn on_one_line(text: &str) -> String {
    tamed(text).replace('\n', "\u{240A}")
}

/// A text of several lines that does nothing to a terminal but end them.
pub fn tamed(text: &str) -> String {
    if !text.contains(is_steering) {
        return text.to_owned();
    }
    text.chars().map(|c| if is_steering(c) { picture(c) } else { c }).collect()
}

/// What shows a character that steers: the picture of a control, if it has one.
fn picture(c: char) -> char {
    match u32::from(c) {
        control @ 0..0x20 => char::from_u32(0x2400 + control).unwrap_or('\u{FFFD}'),
        0x7F => '\u{2421}',
        _ => '\u{FFFD}',
    }
}

/// Controls, directional marks and private-use characters.
fn is_steering(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E000}'..='\u{F8FF}')
        || c >= '\u{F0000}'
}
