//! Which datum and which template line each part of a generated source comes from.

use std::ops::Range;

use crate::mark::{MarkedPiece, MarkedPieces, Origin};

/// A stretch of generated source that prints data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataSpan {
    /// Byte offsets into the generated source.
    pub range: Range<usize>,
    /// The data that it prints.
    pub origin: Origin,
}

/// A section of a generated source that can be laid out without the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceSection {
    /// Byte offsets into the generated source.
    pub range: Range<usize>,
    /// The council that it shows, by its place in the report from 0; nothing if it shows something else.
    pub council: Option<usize>,
}

/// The map of one generated source.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    /// Disjoint, in the order of the source.
    data: Vec<DataSpan>,
    /// Offsets from which on the source comes from a line, in the order of the source.
    lines: Vec<(usize, u32)>,
    /// Disjoint, in the order of the source.
    sections: Vec<SourceSection>,
    /// The offsets at which notes begin, in the order of the source.
    notes: Vec<usize>,
}

/// A generated Typst source with its map.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The source, free of marks.
    pub source: String,
    /// Where its parts come from.
    pub map: SourceMap,
}

impl Rendered {
    /// Strips the marks from a rendered template and keeps what they say.
    pub fn from_marked(text: &str) -> Self {
        let mut source = String::with_capacity(text.len());
        let mut map = SourceMap::default();
        let (mut open, mut open_sections) = (Vec::new(), Vec::new());
        for piece in MarkedPieces::new(text) {
            match piece {
                MarkedPiece::Text(text) => source.push_str(text),
                MarkedPiece::Open(origin) => open.push((source.len(), origin)),
                MarkedPiece::Close => {
                    if let Some((start, origin)) = open.pop() {
                        map.data.push(DataSpan { range: start..source.len(), origin });
                    }
                }
                MarkedPiece::Line(line) => match map.lines.last_mut() {
                    Some((offset, last)) if *offset == source.len() => *last = line,
                    Some((_, last)) if *last == line => {}
                    _ => map.lines.push((source.len(), line)),
                },
                MarkedPiece::Section(council) => open_sections.push((source.len(), council)),
                MarkedPiece::SectionEnd => {
                    // What a section of a user's template holds cannot be laid out without it.
                    if let (Some((start, council)), true) = (open_sections.pop(), open_sections.is_empty()) {
                        let council = council.map(|council| council as usize);
                        map.sections.push(SourceSection { range: start..source.len(), council });
                    }
                }
                MarkedPiece::Note => map.notes.push(source.len()),
            }
        }
        Self { source, map }
    }

    /// What of the source belongs to no section, white space alone apart.
    pub fn outside_sections(&self) -> Vec<Range<usize>> {
        let starts = self.map.sections.iter().map(|section| section.range.start).chain([self.source.len()]);
        let ends = std::iter::once(0).chain(self.map.sections.iter().map(|section| section.range.end));
        let between = ends.zip(starts).map(|(end, start)| end..start);
        between.filter(|range| !self.source[range.clone()].trim().is_empty()).collect()
    }
}

impl SourceMap {
    /// All stretches that print data, in the order of the source.
    pub fn data(&self) -> &[DataSpan] {
        &self.data
    }

    /// The stretch of data that holds the offset.
    pub fn datum_at(&self, offset: usize) -> Option<&DataSpan> {
        let after = self.data.partition_point(|span| span.range.start <= offset);
        self.data[..after].last().filter(|span| offset < span.range.end)
    }

    /// The first stretch of data within a range of the source.
    pub fn datum_within(&self, range: &Range<usize>) -> Option<&DataSpan> {
        let at = self.data.partition_point(|span| span.range.end <= range.start);
        self.data.get(at).filter(|span| span.range.start < range.end)
    }

    /// All sections that can be laid out without the others, in the order of the source.
    pub fn sections(&self) -> &[SourceSection] {
        &self.sections
    }

    /// How many notes the data print within a range of the source.
    pub fn notes_within(&self, range: &Range<usize>) -> usize {
        self.notes.iter().filter(|offset| range.contains(offset)).count()
    }

    /// The indices of the template lines that a range of the source comes from.
    pub(super) fn lines_within(&self, range: &Range<usize>) -> impl Iterator<Item = u32> {
        let first = self.lines.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
        let end = range.end;
        self.lines[first..].iter().take_while(move |(start, _)| *start < end).map(|(_, line)| *line)
    }

    /// The index of the template line that the offset comes from.
    pub(super) fn line_at(&self, offset: usize) -> Option<u32> {
        let after = self.lines.partition_point(|(start, _)| *start <= offset);
        self.lines[..after].last().map(|(_, line)| *line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::{self, DatumId};

    #[test]
    fn marks_become_the_map() {
        let datum = Origin::Printed(DatumId(4));
        let text = format!("{}#f[{}]{}\n", mark::line(0), mark::wrap(&datum, "#(\"値\");"), mark::line(1));
        let rendered = Rendered::from_marked(&text);
        assert_eq!(rendered.source, "#f[#(\"値\");]\n");
        assert_eq!(rendered.map.data(), [DataSpan { range: 3..12, origin: datum.clone() }]);
        assert_eq!(rendered.map.datum_at(5).map(|span| &span.origin), Some(&datum));
        assert_eq!(rendered.map.datum_at(12), None);
        assert_eq!(rendered.map.line_at(2), Some(0));
        assert_eq!(rendered.map.line_at(13), Some(1));
    }

    #[test]
    fn sections_are_kept_with_their_notes_and_lines() {
        let (line, note) = (mark::line, mark::NOTE);
        let (council, other, end) = (mark::section(Some(4)), mark::section(None), mark::section_end());
        let text = format!(
            "{}a\n{other}{}b\n{end}{council}{}{note}c{note}d{other}{}e{end}{end}",
            line(0),
            line(1),
            line(2),
            line(3)
        );
        let rendered = Rendered::from_marked(&text);
        assert_eq!(rendered.source, "a\nb\ncde");
        let [overview, council] = rendered.map.sections() else { panic!("two sections") };
        assert_eq!(*overview, SourceSection { range: 2..4, council: None });
        assert_eq!(*council, SourceSection { range: 4..7, council: Some(4) });
        assert_eq!((rendered.map.notes_within(&overview.range), rendered.map.notes_within(&council.range)), (0, 2));
        assert_eq!(rendered.map.lines_within(&council.range).collect::<Vec<_>>(), [2, 3]);
        let outside = rendered.outside_sections();
        assert_eq!((outside.len(), outside.first()), (1, Some(&(0..2))));
    }
}
