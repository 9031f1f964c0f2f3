//! Cells as they were measured, and how many lines they take.

use std::ops::Range;

/// What lines are longer than their width by, at most, without being too long.
const TOLERANCE: f64 = 0.01;

/// A cell as it was measured. Lengths are points.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCell {
    /// The columns that it covers.
    pub columns: Range<usize>,
    /// Its width where no line of it is broken.
    pub natural: f64,
    /// The widest piece that is never broken: a number with its unit, a word in Latin letters or katakana.
    pub piece: f64,
    /// The widest phrase, where lines are broken between phrases.
    pub phrase: f64,
    /// For each of its lines where none is broken: where its pieces end.
    lines: Vec<Vec<f64>>,
}

impl TableCell {
    /// A cell of these lines, each with its width and with those of its pieces that are never broken, and of the widest phrase.
    pub fn new(columns: Range<usize>, lines: &[CellLine], phrase: f64) -> Self {
        let natural = lines.iter().map(|line| line.natural).fold(0.0, f64::max);
        let pieces = lines.iter().flat_map(|line| &line.pieces).copied();
        let piece = pieces.fold(0.0, f64::max).min(natural);
        let lines = lines.iter().map(CellLine::ends).collect();
        Self { columns, natural, piece, phrase: phrase.clamp(piece, natural), lines }
    }

    /// A cell of a line of pieces.
    #[cfg(test)]
    pub fn of_pieces(column: usize, pieces: &[f64], phrase: f64) -> Self {
        let line = CellLine { natural: pieces.iter().sum(), pieces: pieces.to_vec() };
        Self::new(column..column + 1, &[line], phrase)
    }

    /// How many lines it takes in a width, with the type in a size of which its measures are a share.
    pub fn line_count(&self, width: f64, share: f64) -> u16 {
        let width = width / share + TOLERANCE;
        if self.natural <= width {
            return self.lines.len().max(1).try_into().unwrap_or(u16::MAX);
        }
        let count: usize = self.lines.iter().map(|ends| broken_lines(ends, width)).sum();
        count.max(1).try_into().unwrap_or(u16::MAX)
    }
}

/// A line of a cell that stands alone.
pub struct CellLine {
    /// Its width where it is not broken.
    pub natural: f64,
    /// The widths of its pieces that are never broken, in their order.
    pub pieces: Vec<f64>,
}

impl CellLine {
    /// Where the pieces end within the line. Punctuation at the edge of a line takes less than within it.
    fn ends(&self) -> Vec<f64> {
        let all: f64 = self.pieces.iter().sum();
        let share = if all > 0.0 { self.natural / all } else { 1.0 };
        let end = |end: &mut f64, piece: &f64| {
            *end += piece * share;
            Some(*end)
        };
        self.pieces.iter().scan(0.0, end).collect()
    }
}

/// How many lines pieces take that end here.
fn broken_lines(ends: &[f64], width: f64) -> usize {
    let (mut first, mut begin, mut count) = (0, 0.0, 0);
    while first < ends.len() {
        let fitting = ends[first..].partition_point(|end| *end <= begin + width).max(1);
        first += fitting;
        begin = ends[first - 1];
        count += 1;
    }
    count.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_as_many_pieces_as_fit() {
        let cell = TableCell::of_pieces(0, &[10.0; 10], 30.0);
        assert_eq!([100.0, 99.0, 50.0, 35.0, 10.0, 5.0].map(|width| cell.line_count(width, 1.0)), [1, 2, 2, 4, 10, 10]);
        assert_eq!([100.0, 80.0, 79.0].map(|width| cell.line_count(width, 0.8)), [1, 1, 2]);
    }

    #[test]
    fn lines_that_are_broken_anyway_stay_apart() {
        let line = |count: usize| CellLine { natural: 10.0 * count as f64, pieces: vec![10.0; count] };
        let cell = TableCell::new(0..1, &[line(4), line(2)], 10.0);
        assert_eq!([40.0, 30.0, 20.0].map(|width| cell.line_count(width, 1.0)), [2, 3, 3]);
        assert_eq!((cell.natural, cell.piece), (40.0, 10.0));
    }
}
