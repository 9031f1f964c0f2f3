//! The notes that texts print: what they say, and texts without them.

use super::marked::address;
use crate::japanese::{InlineSpan, plain_runs, ranged};

/// What each note says that a text prints, in their order, where addresses of links may be `noted`.
pub(crate) fn notes_of(runs: &[InlineSpan<'_>], noted: bool) -> Vec<String> {
    let mut notes = Vec::new();
    for run in runs {
        match run {
            InlineSpan::Note(inner) => {
                notes.push(plain_runs(inner));
                // The address of a link within a note stands in brackets there.
                notes.extend(notes_of(inner, false));
            }
            InlineSpan::Link(words, target) => {
                notes.extend(notes_of(words, noted));
                notes.extend(address(words, target).filter(|_| noted));
            }
            InlineSpan::Bold(inner) => notes.extend(notes_of(inner, noted)),
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
            InlineSpan::Note(_) => Some(format!("{}{}", &text[..range.start], &text[range.end..])),
            InlineSpan::Link(words, target) => {
                // `[words](target)`
                let inner = range.start + 1..range.end - target.len() - 3;
                match address(words, target) {
                    Some(_) if noted => Some(format!("{}{}{}", &text[..range.start], &text[inner], &text[range.end..])),
                    _ => around(inner),
                }
            }
            InlineSpan::Bold(_) => around(range.start + 2..range.end - 2),
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
    use super::super::marked::Addresses;
    use super::super::marked::tests::source;
    use super::*;
    use crate::japanese::parse_inline;

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
