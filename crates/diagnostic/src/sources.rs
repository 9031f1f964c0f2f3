//! The texts that diagnostics point into.

use std::ops::Range;
use std::sync::Arc;

use crate::Place;

/// Characters of the data that a message underlines.
const SHOWN: usize = 400;

/// A file of the run, as an index into [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// All files that were read in a run, by name and with their text.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<(String, Arc<str>)>,
}

/// A position in a file, line and column counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Sources {
    /// Adds a file under the name that messages shall show.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        // Files are bounded by memory long before 2^32.
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push((name.into(), text.into()));
        id
    }

    /// The file's text.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |(_, text)| text)
    }

    /// The name under which the file was added.
    pub fn name(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |(name, _)| name)
    }

    /// All files, with the names under which they were added.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_ref()))
    }

    /// Where a byte offset stands; one past the end counts as the end.
    pub fn position(&self, file: FileId, offset: usize) -> Position {
        let text = self.text(file);
        let before = &text[..text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }

    /// Where a place begins and where it ends.
    pub fn span(&self, place: &Place) -> [Position; 2] {
        [place.range.start, place.range.end].map(|offset| self.position(place.file, offset))
    }

    /// `name:line:column`.
    pub fn locate(&self, place: &Place) -> String {
        let at = self.position(place.file, place.range.start);
        format!("{}:{}:{}", self.name(place.file), at.line, at.column)
    }

    /// The place's range, brought within the text and onto borders of characters, and no longer than can be shown.
    pub(crate) fn range(&self, place: &Place) -> Range<usize> {
        let text = self.text(place.file);
        let start = text.floor_char_boundary(place.range.start.min(text.len()));
        let end = text.ceil_char_boundary(place.range.end.clamp(start, text.len()));
        let shown = text[start..end].char_indices().nth(SHOWN);
        start..shown.map_or(end, |(length, _)| start + length)
    }
}
