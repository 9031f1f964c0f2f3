//! Which datum and which template line each part of a generated source comes from.

use std::ops::Range;

use crate::mark::{Origin, Piece, Pieces};

/// A stretch of generated source that prints data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataSpan {
    /// Byte offsets into the generated source.
    pub range: Range<usize>,
    /// The data that it prints.
    pub origin: Origin,
}

/// The map of one generated source.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    /// Disjoint, in the order of the source.
    data: Vec<DataSpan>,
    /// Offsets from which on the source comes from a line, in the order of the source.
    lines: Vec<(usize, u32)>,
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
        let mut open = Vec::new();
        for piece in Pieces::new(text) {
            match piece {
                Piece::Text(text) => source.push_str(text),
                Piece::Open(origin) => open.push((source.len(), origin)),
                Piece::Close => {
                    if let Some((start, origin)) = open.pop() {
                        map.data.push(DataSpan { range: start..source.len(), origin });
                    }
                }
                Piece::Line(line) => match map.lines.last_mut() {
                    Some((offset, last)) if *offset == source.len() => *last = line,
                    Some((_, last)) if *last == line => {}
                    _ => map.lines.push((source.len(), line)),
                },
            }
        }
        Self { source, map }
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
}
