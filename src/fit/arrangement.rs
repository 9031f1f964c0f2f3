//! The ways in which the parts of a summary may stand.
//!
//! Each has a dislike: what it costs for its own sake, on the scale of [`cost`](super::cost::cost), where 3 is what type smaller by
//! 5 % costs. The figures were set by hand, on the sample and the generated councils, so that a reader's habit wins unless another
//! arrangement fills the page clearly better: words at the left and figures at the right, columns of one height side by side, and
//! nothing set over the whole width without need.

use crate::model::{PartId, SummaryPage};

/// With more shown blocks than this, not every way to arrange them is tried: with four there are 16 in two columns, and 81 in
/// three.
const FREE: usize = 4;
/// Pages larger than this, in square millimetres, have room for three columns: A4 has 62,370, A3 has 124,740.
const LARGE: f64 = 100_000.0;
/// The widths of two columns in proportion: figures need a little more room than words.
const TWO: &[u32] = &[100, 108];
const EVEN: &[u32] = &[100, 100];
const THREE: &[u32] = &[100, 100, 100];

/// Where parts stand, and how much this is disliked for its own sake.
pub(super) struct Arrangement {
    /// The widths of the columns in proportion.
    pub widths: Vec<u32>,
    /// The column of each part; nothing for what stands above all columns.
    pub parts: Vec<(PartId, Option<usize>)>,
    pub dislike: f64,
}

/// The columns of the parts that every summary may have; nothing for what stands above all columns.
#[derive(Clone, Copy)]
struct TextColumns {
    purpose: Option<usize>,
    achievements: Option<usize>,
    results: Option<usize>,
    /// Further sections.
    further: Option<usize>,
}

const LEFT: Option<usize> = Some(0);
const RIGHT: Option<usize> = Some(1);
const CENTRE: Option<usize> = Some(1);
const ABOVE: Option<usize> = None;

const fn text(purpose: Option<usize>, achievements: Option<usize>, results: Option<usize>) -> TextColumns {
    TextColumns { purpose, achievements, results, further: achievements }
}

/// All arrangements of the parts of a summary on such a page.
pub(super) fn arrangements(parts: impl Iterator<Item = PartId>, page: SummaryPage) -> Vec<Arrangement> {
    let parts: Vec<PartId> = parts.collect();
    let shown = parts.iter().filter(|part| matches!(part, PartId::Shown(_))).count();
    let has_results = parts.contains(&PartId::Results);
    let [width, height] = page.size();
    let (crosswise, large) = (width > height, width * height > LARGE);
    let mut list = ArrangementList { parts, arrangements: Vec::new() };
    list.add_two_columns(shown, has_results, crosswise);
    list.add_three_columns(shown, has_results, crosswise, large);
    // All below each other: of a page across, lines would be too long to read.
    list.add(if crosswise { 2.5 } else { 0.0 }, &[100], text(LEFT, LEFT, LEFT), &vec![LEFT; shown]);
    list.arrangements
}

/// Arrangements of the same parts.
struct ArrangementList {
    parts: Vec<PartId>,
    arrangements: Vec<Arrangement>,
}

impl ArrangementList {
    /// Adds an arrangement; further sections follow the achievements or, which is a little less usual, the results.
    fn add(&mut self, dislike: f64, widths: &[u32], text: TextColumns, shown: &[Option<usize>]) {
        self.add_one(dislike, widths, text, shown);
        let has_further = self.parts.iter().any(|part| matches!(part, PartId::Section(_)));
        if has_further && text.results != text.further {
            self.add_one(dislike + 0.3, widths, TextColumns { further: text.results, ..text }, shown);
        }
    }

    fn add_one(&mut self, dislike: f64, widths: &[u32], text: TextColumns, shown: &[Option<usize>]) {
        let parts = self.parts.iter().map(|part| {
            let column = match part {
                PartId::Purpose => text.purpose,
                PartId::Achievements => text.achievements,
                PartId::Results => text.results,
                PartId::Section(_) => text.further,
                PartId::Shown(index) => shown.get(*index).copied().flatten(),
            };
            (*part, column)
        });
        self.arrangements.push(Arrangement { widths: widths.to_vec(), parts: parts.collect(), dislike });
    }

    fn add_two_columns(&mut self, shown: usize, has_results: bool, crosswise: bool) {
        // Two columns of an upright page are narrow.
        let dislike = if crosswise { 0.0 } else { 1.5 };
        for ways in ways(shown, 2) {
            if has_results {
                // Words at the left, figures at the right; and then what is further and further from that.
                self.add(dislike, TWO, text(LEFT, LEFT, RIGHT), &ways);
                self.add(dislike + 0.5, TWO, text(LEFT, LEFT, ABOVE), &ways);
                self.add(dislike + 0.8, TWO, text(LEFT, RIGHT, ABOVE), &ways);
                self.add(dislike + 1.0, TWO, text(LEFT, RIGHT, LEFT), &ways);
                self.add(dislike + 1.2, TWO, text(LEFT, RIGHT, RIGHT), &ways);
            } else {
                self.add(dislike, TWO, text(LEFT, LEFT, ABOVE), &ways);
                // Without any figure, words stand in both columns anyway.
                let apart = if shown == 0 { 0.0 } else { 0.8 };
                self.add(dislike + apart, TWO, text(LEFT, RIGHT, ABOVE), &ways);
            }
            if !crosswise {
                // Text over the whole width, and figures side by side below it.
                self.add(0.3, EVEN, text(ABOVE, ABOVE, ABOVE), &ways);
            }
        }
    }

    fn add_three_columns(&mut self, shown: usize, has_results: bool, crosswise: bool, large: bool) {
        // On A3 across they are as wide as two on A4, and lines are shorter than with two; on an upright page they are too narrow
        // for tables.
        let dislike = match (crosswise, large) {
            (true, true) => -0.2,
            (true, false) => 1.2,
            (false, _) => 3.0,
        };
        for ways in ways(shown, 3) {
            if has_results {
                self.add(dislike, THREE, text(LEFT, LEFT, CENTRE), &ways);
                self.add(dislike, THREE, text(LEFT, CENTRE, CENTRE), &ways);
                self.add(dislike + 0.3, THREE, text(LEFT, CENTRE, LEFT), &ways);
                self.add(dislike + 0.3, THREE, text(LEFT, CENTRE, ABOVE), &ways);
            } else {
                self.add(dislike, THREE, text(LEFT, LEFT, ABOVE), &ways);
                self.add(dislike, THREE, text(LEFT, CENTRE, ABOVE), &ways);
            }
        }
    }
}

/// All ways to put blocks into columns other than the first few of very many blocks, which go in turn.
fn ways(blocks: usize, columns: usize) -> Vec<Vec<Option<usize>>> {
    let free = blocks.min(FREE);
    (0..columns.pow(u32::try_from(free).unwrap_or(0)))
        .map(|way| {
            (0..blocks)
                .map(|block| match u32::try_from(block) {
                    // A way is a number whose digits are the columns of the blocks, the last column first.
                    Ok(digit) if block < free => Some(columns - 1 - way / columns.pow(digit) % columns),
                    _ => Some(block % columns),
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_of_few_blocks_are_tried() {
        assert_eq!(ways(0, 2), [[]]);
        assert_eq!(ways(1, 2), [[Some(1)], [Some(0)]]);
        assert_eq!(ways(2, 2).len(), 4);
        let many = ways(6, 3);
        assert_eq!(many.len(), 81);
        assert!(many.iter().all(|way| way[4..] == [Some(1), Some(2)]));
    }
}
