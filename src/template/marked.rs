//! Texts with marks as Typst source: bold, notes, links, ruby, superscripts and hints where lines may be broken.

use super::literal::{expression, guarded_string};
use crate::japanese::{Run, plain_runs, ranged};

/// How notes are written.
#[derive(Clone, Debug)]
pub(super) struct Notes {
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

impl Notes {
    /// The same for a text within a figure.
    pub fn in_figure(&self) -> Self {
        Self { addresses: self.addresses.within(), in_brackets: true, ..self.clone() }
    }

    /// The source that prints the runs.
    pub fn inline(&self, runs: &[Run<'_>]) -> String {
        runs.iter().map(|run| self.one(run)).collect()
    }

    fn one(&self, run: &Run<'_>) -> String {
        match run {
            Run::Text(text) => expression(text),
            Run::Bold(runs) => format!("#strong[{}];", self.inline(runs)),
            Run::Note(runs) => {
                let content = Self { addresses: self.addresses.within(), ..self.clone() }.inline(runs);
                if self.in_brackets { in_brackets(&content) } else { self.note(&content) }
            }
            Run::Link(runs, target) => {
                let link = link(target, &self.inline(runs));
                let Some(address) = address(runs, target) else { return link };
                match self.addresses {
                    Addresses::Hidden => link,
                    Addresses::Noted => link + &self.note(&self::link(target, &expression(address))),
                    Addresses::InBrackets => link + &in_brackets(&self::link(target, &expression(address))),
                }
            }
            Run::Ruby(base, reading) => format!("#ruby([{}], [{}]);", expression(base), expression(reading)),
            Run::Super(text) => format!("#super[{}];", expression(text)),
            Run::MayBreak => "#may-break;".to_owned(),
            Run::NoBreak => "#no-break;".to_owned(),
        }
    }

    fn note(&self, content: &str) -> String {
        match &self.mark {
            None => format!("#note[{content}];"),
            Some(mark) => format!("#note(mark: {})[{content}];", guarded_string(mark)),
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
fn address<'a>(runs: &[Run<'_>], target: &'a str) -> Option<&'a str> {
    let bare = |address: &str| {
        let schemes = ["https://", "http://", "mailto:"];
        let rest = schemes.iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
        rest.trim_end_matches('/').to_owned()
    };
    let words = plain_runs(runs);
    (bare(words.trim()) != bare(target)).then(|| target.strip_prefix("mailto:").unwrap_or(target))
}

/// What each note says that a text prints, in their order, where addresses of links may be `noted`.
pub(crate) fn notes_of(runs: &[Run<'_>], noted: bool) -> Vec<String> {
    let mut notes = Vec::new();
    for run in runs {
        match run {
            Run::Note(inner) => {
                notes.push(plain_runs(inner));
                // The address of a link within a note stands in brackets there.
                notes.extend(notes_of(inner, false));
            }
            Run::Link(words, target) => {
                notes.extend(notes_of(words, noted));
                notes.extend(address(words, target).filter(|_| noted).map(str::to_owned));
            }
            Run::Bold(inner) => notes.extend(notes_of(inner, noted)),
            _ => {}
        }
    }
    notes
}

/// A text without its last note: the note with its marks, or the marks of a link whose address is a note. `None` where it
/// has none.
pub(crate) fn without_last_note(text: &str, noted: bool) -> Option<String> {
    for (range, run) in ranged(text).into_iter().rev() {
        let around = |inner: std::ops::Range<usize>| {
            let rest = without_last_note(&text[inner.clone()], noted)?;
            Some(format!("{}{rest}{}", &text[..inner.start], &text[inner.end..]))
        };
        let rest = match &run {
            Run::Note(_) => Some(format!("{}{}", &text[..range.start], &text[range.end..])),
            Run::Link(words, target) => {
                // `[words](target)`
                let inner = range.start + 1..range.end - target.len() - 3;
                match address(words, target) {
                    Some(_) if noted => Some(format!("{}{}{}", &text[..range.start], &text[inner], &text[range.end..])),
                    _ => around(inner),
                }
            }
            Run::Bold(_) => around(range.start + 2..range.end - 2),
            _ => None,
        };
        if rest.is_some() {
            return rest;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::parse_inline;

    fn source(text: &str, addresses: Addresses) -> String {
        Notes { mark: None, addresses, in_brackets: false }.inline(&parse_inline(text))
    }

    #[test]
    fn addresses_are_printed_once() {
        let link = r##"#link("https\u{3a}\u{2f}\u{2f}a.jp\u{2f}b")"##;
        let text = "[頁](https://a.jp/b)";
        assert_eq!(source(text, Addresses::Hidden), format!(r##"{link}[#("頁");];"##));
        let noted = format!(r##"{link}[#("頁");];#note[{link}[#("https://a.jp/b");];];"##);
        assert_eq!(source(text, Addresses::Noted), noted);
        let within = source(&format!("^[{text}]"), Addresses::Noted);
        assert!(within.contains(r##"#("（");"##) && within.matches("#note[").count() == 1, "{within}");
        for own in ["[https://a.jp/b](https://a.jp/b)", "[a.jp/b/](https://a.jp/b)", "[x@a.jp](mailto:x@a.jp)"] {
            assert!(!source(own, Addresses::Noted).contains("#note"), "{own}");
        }
        let figure = Notes { mark: None, addresses: Addresses::Noted, in_brackets: false }.in_figure();
        let within = figure.inline(&parse_inline(&format!("{text}^[注]")));
        assert!(!within.contains("#note") && within.ends_with(r##"#("（");#("注");#("）");"##), "{within}");
        assert!(source("[係](mailto:x@a.jp)", Addresses::Noted).contains(r##"#("x@a.jp")"##));
    }

    /// What is told of the notes of a text is what is printed, and each can be taken out.
    #[test]
    fn notes_are_counted_as_they_are_printed() {
        for text in [
            "目的",
            "目的^[注一]と^[注二]",
            "**強調^[注]**と[頁](https://a.jp/b)",
            "[頁](https://a.jp/b)の[頁^[注]](https://a.jp/c)",
            "^[注に[頁](https://a.jp)と^[注の注]]",
            "[a.jp/b](https://a.jp/b)^[注**強調**]",
            "\\^[文字]^[注]",
        ] {
            for (addresses, noted) in [(Addresses::Noted, true), (Addresses::Hidden, false)] {
                let printed = |text: &str| source(text, addresses).matches("#note[").count();
                let mut rest = text.to_owned();
                loop {
                    assert_eq!(notes_of(&parse_inline(&rest), noted).len(), printed(&rest), "{rest}");
                    let Some(next) = without_last_note(&rest, noted) else { break };
                    assert!(printed(&next) < printed(&rest), "{rest}: {next}");
                    rest = next;
                }
                assert_eq!(printed(&rest), 0, "{rest}");
            }
        }
        assert_eq!(without_last_note("甲^[注]乙[頁](https://a.jp)丙", true).as_deref(), Some("甲^[注]乙頁丙"));
        assert_eq!(
            without_last_note("甲^[注]乙[頁](https://a.jp)丙", false).as_deref(),
            Some("甲乙[頁](https://a.jp)丙")
        );
    }
}
