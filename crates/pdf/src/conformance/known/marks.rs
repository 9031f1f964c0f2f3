//! Marked content (ISO 32000-1, 14.6; ISO 14289-1, 7.1): all of a page is tagged or an artifact, and neither is within the other.

use super::objection::{Kept, keeps, knows, unknown};
use super::tokens::StrictToken;

/// Marked content within each other.
const MARKS: usize = 8;

/// What encloses content.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Artifact,
    Tagged,
    /// More about a part of either, such as the text that it stands for.
    Property,
}

/// The marked content of a stream.
pub(super) struct ContentMarks {
    /// For each number of marked content, whether it occurs.
    pub numbers: Vec<bool>,
    /// What encloses the content that comes next.
    open: Vec<Mark>,
    /// Whether this is a pattern or a form, which has no marked content.
    cell: bool,
}

impl ContentMarks {
    pub fn new(cell: bool) -> Self {
        Self { numbers: Vec::new(), open: Vec::new(), cell }
    }

    /// Whether all marked content has ended.
    pub fn are_closed(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether what is painted now is tagged, an artifact, or part of a pattern or a form.
    pub fn enclose(&self) -> bool {
        self.cell || self.open.iter().any(|mark| *mark != Mark::Property)
    }

    pub fn begin_artifact(&mut self) -> Kept {
        self.open(Mark::Artifact)
    }

    pub fn end(&mut self) -> Kept {
        knows(self.open.pop().is_some(), "marked content that ends before it begins")
    }

    fn open(&mut self, mark: Mark) -> Kept {
        knows(!self.cell, "marked content within a pattern or a form")?;
        let enclosed = self.open.iter().any(|mark| *mark != Mark::Property);
        keeps(!enclosed || mark == Mark::Property, "7.1", "tagged content and artifacts are within each other")?;
        knows(self.open.len() < MARKS, "marked content that is nested deep")?;
        self.open.push(mark);
        Ok(())
    }

    /// Marked content with properties, which are a list of keys and values.
    pub fn begin(&mut self, tag: &[u8], mut entries: &[StrictToken<'_>]) -> Kept {
        let mut mark = Mark::Property;
        while let [StrictToken::Name(key), rest @ ..] = entries {
            entries = match (tag, *key, rest) {
                (
                    b"Artifact",
                    b"Type",
                    [StrictToken::Name(b"Pagination" | b"Layout" | b"Page" | b"Background"), rest @ ..],
                )
                | (b"Artifact", b"Subtype", [StrictToken::Name(b"Header" | b"Footer" | b"Watermark"), rest @ ..]) => {
                    rest
                }
                (b"Artifact", b"Attached" | b"BBox", [StrictToken::ArrayStart, rest @ ..]) => {
                    let Some(end) = rest.iter().position(|token| *token == StrictToken::ArrayEnd) else {
                        return unknown("an array that does not end");
                    };
                    rest.get(end + 1..).unwrap_or_default()
                }
                (b"Span" | b"P", b"MCID", [StrictToken::Integer(number), rest @ ..]) => {
                    mark = Mark::Tagged;
                    self.number(*number)?;
                    rest
                }
                (b"Span", b"Lang", [StrictToken::Literal(language), rest @ ..]) => {
                    let known = std::str::from_utf8(language).is_ok_and(super::pages::is_language);
                    keeps(known, "6.7.4", "the language of marked content is not a language tag")?;
                    rest
                }
                (
                    b"Span",
                    b"ActualText" | b"Alt" | b"E",
                    [StrictToken::Hexadecimal(_) | StrictToken::Literal(_), rest @ ..],
                ) => rest,
                _ => return unknown("marked content that is not known"),
            };
        }
        knows(entries.is_empty(), "marked content that is not known")?;
        self.open(if tag == b"Artifact" { Mark::Artifact } else { mark })
    }

    /// Marked content gets a number of its own on each page.
    fn number(&mut self, number: i64) -> Kept {
        let Some(number) = usize::try_from(number).ok().filter(|number| *number < 1 << 20) else {
            return unknown("marked content with an unusual number");
        };
        if self.numbers.len() <= number {
            self.numbers.resize(number + 1, false);
        }
        let twice = self.numbers.get_mut(number).is_none_or(|occurs| std::mem::replace(occurs, true));
        knows(!twice, "two pieces of marked content with the same number")
    }
}
