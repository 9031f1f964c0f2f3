//! Texts with marks as Typst source.

use super::literal::{expression, guarded_string};
use super::phrased::phrased;
use super::ruby::ruby;
use crate::address::Address;
use crate::japanese::{InlineSpan, plain_spans};
use crate::mark::NOTE;

/// How notes are written.
#[derive(Clone, Debug)]
pub(super) struct NoteStyle {
    /// How they are marked; `None` for the mark of the components.
    pub mark: Option<String>,
    /// Where the addresses of links are printed.
    pub addresses: Addresses,
    /// Whether they stand in brackets behind what they are about: a figure has no foot of its own, and what is read aloud is
    /// its alternative text.
    pub in_brackets: bool,
}

/// Where the addresses of links are printed, for those who read on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Addresses {
    /// Nowhere.
    Hidden,
    /// In notes of their own.
    Noted,
    /// In brackets behind the link, because it stands in a note itself.
    InBrackets,
}

impl Addresses {
    /// Where they are printed within a note.
    fn within(self) -> Self {
        match self {
            Self::Hidden => Self::Hidden,
            Self::Noted | Self::InBrackets => Self::InBrackets,
        }
    }
}

impl NoteStyle {
    /// The same for a text within a figure.
    pub fn in_figure(&self) -> Self {
        Self { addresses: self.addresses.within(), in_brackets: true, ..self.clone() }
    }

    /// The source that prints the runs.
    pub fn inline(&self, runs: &[InlineSpan<'_>]) -> String {
        runs.iter().enumerate().map(|(index, run)| self.run(run, runs, index)).collect()
    }

    /// The same in phrases, which stay whole where there is room.
    pub fn in_phrases(&self, runs: &[InlineSpan<'_>]) -> String {
        match phrased(runs).as_slice() {
            [_] => self.inline(runs),
            several => several.iter().map(|phrase| format!("#phrase[{}];", self.inline(phrase))).collect(),
        }
    }

    /// The source of a run, by its place among others, which a reading may reach over.
    fn run(&self, run: &InlineSpan<'_>, runs: &[InlineSpan<'_>], index: usize) -> String {
        match run {
            InlineSpan::Text(text) => expression(text),
            InlineSpan::Bold(inner) => format!("#strong[{}];", self.inline(inner)),
            InlineSpan::Note(inner) => {
                let content = Self { addresses: self.addresses.within(), ..self.clone() }.inline(inner);
                if self.in_brackets { in_brackets(&content) } else { self.note(&content) }
            }
            InlineSpan::Link(words, target) => {
                let uri =
                    Address::parse(target).map_or_else(|_| (*target).to_owned(), |address| address.uri().to_owned());
                let link = link(&uri, &self.inline(words));
                let Some(address) = address(words, target) else { return link };
                let printed_address = self::link(&uri, &expression(&address));
                match self.addresses {
                    Addresses::Hidden => link,
                    Addresses::Noted => link + &self.note(&printed_address),
                    Addresses::InBrackets => link + &in_brackets(&printed_address),
                }
            }
            InlineSpan::Ruby(base, reading) => ruby(base, reading, runs, index),
            InlineSpan::Super(text) => format!("#super[{}];", expression(text)),
            InlineSpan::Sub(text) => format!("#sub[{}];", expression(text)),
            InlineSpan::MayBreak => "#may-break;".to_owned(),
            InlineSpan::NoBreak => "#no-break;".to_owned(),
        }
    }

    fn note(&self, content: &str) -> String {
        match &self.mark {
            None => format!("{NOTE}#note[{content}];"),
            Some(mark) => format!("{NOTE}#note(mark: {})[{content}];", guarded_string(mark)),
        }
    }
}

fn in_brackets(content: &str) -> String {
    format!("{}{content}{}", expression("（"), expression("）"))
}

fn link(target: &str, content: &str) -> String {
    format!("#link({})[{content}];", guarded_string(target))
}

/// What is printed of a link's target, unless the link's own words say it.
pub(super) fn address(runs: &[InlineSpan<'_>], target: &str) -> Option<String> {
    let address = Address::parse(target).ok()?;
    (!address.is(&plain_spans(runs))).then(|| address.words().to_owned())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::japanese::parse_inline;

    pub fn source(text: &str, addresses: Addresses) -> String {
        NoteStyle { mark: None, addresses, in_brackets: false }.inline(&parse_inline(text))
    }

    #[test]
    fn addresses_are_printed_once() {
        let link = r##"#link("https\u{3a}\u{2f}\u{2f}a.jp\u{2f}b")"##;
        let text = "[頁](https://a.jp/b)";
        assert_eq!(source(text, Addresses::Hidden), format!(r##"{link}[#("頁");];"##));
        let noted = format!(r##"{link}[#("頁");];{NOTE}#note[{link}[#("https://a.jp/b");];];"##);
        assert_eq!(source(text, Addresses::Noted), noted);
        let within = source(&format!("^[{text}]"), Addresses::Noted);
        assert!(within.contains(r##"#("（");"##) && within.matches("#note[").count() == 1, "{within}");
        for own in ["[https://a.jp/b](https://a.jp/b)", "[a.jp/b/](https://a.jp/b)", "[x@a.jp](mailto:x@a.jp)"] {
            assert!(!source(own, Addresses::Noted).contains("#note"), "{own}");
        }
        let figure = NoteStyle { mark: None, addresses: Addresses::Noted, in_brackets: false }.in_figure();
        let within = figure.inline(&parse_inline(&format!("{text}^[注]")));
        assert!(!within.contains("#note") && within.ends_with(r##"#("（");#("注");#("）");"##), "{within}");
        assert!(source("[係](mailto:x@a.jp)", Addresses::Noted).contains(r##"#("x@a.jp")"##));
        let japanese = source("[頁](https://a.jp/資)", Addresses::Noted);
        assert!(japanese.contains("%E8%B3%87") && japanese.contains(r##"#("https://a.jp/資")"##), "{japanese}");
    }
}
