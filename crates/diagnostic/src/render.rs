//! Diagnostics as text for a terminal.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};
use unicode_width::UnicodeWidthChar;

use crate::{Diagnostic, FileId, Language, Severity, Sources, Words};

/// What stands beside a source line: its number, two bars, and three dots at either end where it is cut.
const MARGIN: usize = 16;

/// Characters of a line of a message.
const LINE: usize = 900;

/// What diagnostics look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether severity and places stand out by colours, as terminals know them (ECMA-48, SGR).
    pub coloured: bool,
    /// To how many columns source lines are cut, around what they are shown for.
    pub columns: usize,
}

/// A range of a file that is underlined.
struct Underline {
    range: Range<usize>,
    /// What is said of it; nothing of the error's own place.
    remark: Option<Words>,
}

/// What files and other programs get: no colours, and lines that a wide window still holds.
impl Default for Look {
    fn default() -> Self {
        Self { coloured: false, columns: 140 }
    }
}

impl Sources {
    /// The diagnostic as text: message, place, source line with carets, hints.
    pub fn render(&self, diagnostic: &Diagnostic, language: Language, look: Look) -> String {
        let level = match (diagnostic.severity(), language) {
            (Severity::Error, Language::English) => Level::ERROR,
            (Severity::Error, Language::Japanese) => Level::ERROR.with_name("誤り"),
            (Severity::Warning, Language::English) => Level::WARNING,
            (Severity::Warning, Language::Japanese) => Level::WARNING.with_name("注意"),
        };
        let hint = match language {
            Language::English => Level::HELP.with_name("hint"),
            Language::Japanese => Level::HELP.with_name("直し方"),
        };
        // Messages and names of files stand on one line, so that none can write lines in the name of this program.
        let message = on_one_line(&diagnostic.message(language));
        let title = level.primary_title(message).id(diagnostic.code());
        let snippets = self.snippets(diagnostic, language, look.columns).into_iter().map(Element::from);
        let keeps_lines = diagnostic.problem.hints_have_lines();
        let hints = diagnostic.hints(language).into_iter();
        let hints = hints.map(|text| if keeps_lines { text } else { on_one_line(&text) });
        let hints = hints.map(|text| Element::from(hint.clone().message(text)));
        let report = Group::with_title(title).elements(snippets.chain(hints));
        let coloured = look.coloured && !self.steers(diagnostic);
        let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
        let text = renderer.term_width(look.columns).render(&[report]);
        // Marks without width, and two places far apart on one line, let a line grow beyond its columns.
        let lines = text.lines().map(|line| if coloured { line.to_owned() } else { line.chars().take(LINE).collect() });
        // What is pasted into a report must not steer the terminal.
        let lines = lines.map(|line: String| if coloured { tamed_between_colours(&line) } else { tamed(&line) });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    }

    /// Whether a file that is shown holds a character with which colours begin: then none but plain text is safe.
    fn steers(&self, diagnostic: &Diagnostic) -> bool {
        let places = diagnostic.place.iter().chain(diagnostic.related.iter().map(|(place, _)| place));
        places.into_iter().any(|place| self.text(place.file).contains(ESCAPE))
    }

    /// The places with the lines on which they stand, that of the error first. Places of one file share a snippet, unless they
    /// stand far apart on one line, all of which would be shown.
    fn snippets<'a>(
        &'a self,
        diagnostic: &'a Diagnostic,
        language: Language,
        columns: usize,
    ) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
        let primary = diagnostic.place.iter().map(|place| (place, None));
        let related = diagnostic.related.iter().map(|(place, remark)| (place, Some(*remark)));
        let mut groups: Vec<(FileId, Vec<Underline>)> = Vec::new();
        for (place, remark) in primary.chain(related) {
            let range = self.cut_to(self.range(place), place.file, columns.saturating_sub(MARGIN));
            let shared = groups.iter_mut().find(|(file, group)| {
                *file == place.file && group.iter().all(|other| !self.are_apart(*file, &range, &other.range, columns))
            });
            match shared {
                Some((_, group)) => group.push(Underline { range, remark }),
                None => groups.push((place.file, vec![Underline { range, remark }])),
            }
        }
        let snippets = groups.into_iter().map(|(file, group)| {
            let annotations = group.into_iter().map(|Underline { range, remark }| match remark {
                None => AnnotationKind::Primary.span(range),
                Some(remark) => AnnotationKind::Context.span(range).label(on_one_line(remark.text(language))),
            });
            Snippet::source(self.text(file)).path(on_one_line(self.name(file))).annotations(annotations)
        });
        snippets.collect()
    }

    /// The beginning of a range that takes up so many columns, and at least one character.
    fn cut_to(&self, range: Range<usize>, file: FileId, columns: usize) -> Range<usize> {
        let mut width = 0;
        let over = self.text(file)[range.clone()].char_indices().find(|(at, c)| {
            width += c.width().unwrap_or(0);
            *at > 0 && width > columns
        });
        range.start..over.map_or(range.end, |(length, _)| range.start + length)
    }

    /// Whether two places of a file stand on one line, with more from the one to the other than the columns hold.
    fn are_apart(&self, file: FileId, one: &Range<usize>, other: &Range<usize>, columns: usize) -> bool {
        let whole = one.start.min(other.start)..one.end.max(other.end);
        let between = &self.text(file)[whole.clone()];
        !between.contains('\n') && self.cut_to(whole.clone(), file, columns.saturating_sub(MARGIN)) != whole
    }
}

/// With it colours begin.
const ESCAPE: char = '\u{1B}';

/// A line of the renderer, tamed but for the colours that it has set.
fn tamed_between_colours(line: &str) -> String {
    let mut pieces = line.split(ESCAPE);
    let mut out = tamed(pieces.next().unwrap_or_default());
    for piece in pieces {
        let end = piece.strip_prefix('[').and_then(|rest| rest.find(|c: char| !c.is_ascii_digit() && c != ';'));
        match end.filter(|end| piece[1 + end..].starts_with('m')) {
            Some(end) => {
                out.push(ESCAPE);
                out.push_str(&piece[..end + 2]);
                out.push_str(&tamed(&piece[end + 2..]));
            }
            None => out.push_str(&tamed(piece)),
        }
    }
    out
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    crate::problems! {
        /// A key that is twice in an object.
        K0102 error DuplicateKey { key: String }
        en: "the key `{key}` is twice in the same object";
        ja: "キー`{key}`が同じオブジェクトに二つあります";
    }

    /// A file with a wrong key, a diagnostic about it, and what is shown of both.
    fn shown(key: &str, look: Look) -> String {
        let mut sources = Sources::default();
        let text = format!("{{ \"{key}\": 1 }}");
        let file = sources.add(format!("{key}.json"), text.clone());
        let problem = DuplicateKey { key: key.to_owned() };
        sources.render(&Diagnostic::at(Place { file, range: 2..text.len() - 4 }, problem), Language::Japanese, look)
    }

    const COLOURED: Look = Look { coloured: true, columns: 140 };

    fn without_colours(text: &str) -> String {
        let mut pieces = text.split(ESCAPE);
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.fold(first, |out, piece| out + piece.split_once('m').map_or("", |(_, rest)| rest))
    }

    #[test]
    fn colours_change_nothing_but_colours() {
        let (plain, coloured) = (shown("題名", Look::default()), shown("題名", COLOURED));
        assert!(!plain.contains(ESCAPE) && coloured.contains("\u{1B}[1m"), "{coloured}");
        assert_eq!(without_colours(&coloured), plain);
    }

    #[test]
    fn nobody_else_sets_colours() {
        for key in ["a\u{1B}[31mb", "\u{1B}]0;title\u{7}", "\u{1B}[2J", "\u{1B}"] {
            assert!(!shown(key, COLOURED).contains(ESCAPE), "{key:?}");
        }
        assert!(!shown("\u{9B}31m", COLOURED).contains('\u{9B}'));
        // Names of files and words of messages are told on one line and tamed before they are coloured.
        let mut sources = Sources::default();
        let file = sources.add("\u{1B}[2J\nforged".to_owned(), "{}".to_owned());
        let problem = DuplicateKey { key: "\u{1B}[31m".to_owned() };
        let text = sources.render(&Diagnostic::at(Place { file, range: 0..1 }, problem), Language::English, COLOURED);
        assert!(text.contains("␛[2J␊forged") && text.contains("␛[31m"), "{text:?}");
        assert!(!without_colours(&text).contains(ESCAPE), "{text:?}");
    }

    #[test]
    fn source_lines_are_cut_to_the_columns() {
        let key = "鍵".repeat(200);
        let narrow = shown(&key, Look { coloured: false, columns: 60 });
        let line = narrow.lines().find(|line| line.starts_with("1 |")).expect("the source line");
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 60, "{line}");
    }
}
