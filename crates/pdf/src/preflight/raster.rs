//! Which points of a grid a path covers: those whose middle lies within it.

use std::sync::Arc;

use crate::geometry::{Area, Outline};

/// The grid over a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// What the grid covers, in points.
    pub area: Area,
    /// Cells a point.
    pub scale: f64,
    pub width: i32,
    pub height: i32,
}

/// Cells an inch, unless the page is so large that there would be too many.
const RESOLUTION: f64 = 100.0;
/// The most cells of a page.
const CELLS: f64 = 4.0e6;

impl Grid {
    /// A grid over a rectangle; sides of more than five metres are cut.
    pub fn over(area: Area) -> Self {
        let (width, height) = (area.width().clamp(1.0, 14_400.0), area.height().clamp(1.0, 14_400.0));
        let scale = (RESOLUTION / 72.0).min((CELLS / (width * height)).sqrt());
        let cells = |side: f64| ((side * scale).ceil() as i32).max(1);
        Self { area, scale, width: cells(width), height: cells(height) }
    }

    /// From points of the page to cells; rows are counted from the bottom.
    fn cell(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [(x - self.area.left) * self.scale, (y - self.area.bottom) * self.scale]
    }

    /// The middle of a cell, in points of the page.
    pub fn middle(&self, column: i32, row: i32) -> [f64; 2] {
        let at = |cell: i32, from: f64| (f64::from(cell) + 0.5) / self.scale + from;
        [at(column, self.area.left), at(row, self.area.bottom)]
    }
}

/// A run of cells: row, first column, column after the last.
pub(super) type Run = (i32, i32, i32);

/// Runs in the order of rows, then columns.
pub(super) type Runs = Vec<Run>;

/// A region within which painting has an effect; none means everywhere.
pub(super) type Clip = Option<Arc<Runs>>;

/// Crossings of the edges of a path with rows of cells, all together: some 200 MB.
const CROSSINGS: usize = 8_000_000;

/// The cells whose middle lies within a path, and how much work that was; nothing of a path with too many edges.
pub(super) fn fill(outline: &Outline, even_odd: bool, grid: &Grid, work: &mut u64) -> Option<Runs> {
    let mut crossings: Vec<(i32, f64, i32)> = Vec::new();
    let mut points: Vec<[f64; 2]> = Vec::new();
    for (ring, _) in &outline.rings {
        points.clear();
        points.extend(ring.iter().map(|point| grid.cell(*point)));
        if points.iter().flatten().any(|side| !side.is_finite()) {
            continue;
        }
        for (at, start) in points.iter().enumerate() {
            let end = points[(at + 1) % points.len()];
            let (low, high, winding) = if start[1] <= end[1] { (*start, end, 1) } else { (end, *start, -1) };
            let first = (low[1] - 0.5).ceil().max(0.0) as i32;
            let after = ((high[1] - 0.5).ceil().min(f64::from(grid.height)).max(0.0)) as i32;
            if crossings.len() + (after - first).max(0) as usize > CROSSINGS {
                return None;
            }
            for row in first..after {
                let along = (f64::from(row) + 0.5 - low[1]) / (high[1] - low[1]);
                crossings.push((row, low[0] + along * (high[0] - low[0]), winding));
            }
            *work += (after - first).max(1) as u64;
        }
    }
    // In which order edges cross at the same place makes no difference: nothing is between them.
    crossings.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut runs = Runs::new();
    for row in crossings.chunk_by(|a, b| a.0 == b.0) {
        let mut winding = 0;
        for pair in row.windows(2) {
            winding += pair[0].2;
            let inside = if even_odd { winding % 2 != 0 } else { winding != 0 };
            if inside {
                push(&mut runs, pair[0].0, pair[0].1, pair[1].1, grid.width);
            }
        }
    }
    *work += 4 * crossings.len() as u64 + runs.iter().map(|(_, from, to)| (to - from) as u64).sum::<u64>();
    Some(runs)
}

fn push(runs: &mut Runs, row: i32, from: f64, to: f64, width: i32) {
    let column = |x: f64| (x - 0.5).ceil().clamp(0.0, f64::from(width)) as i32;
    let (from, to) = (column(from), column(to));
    match runs.last_mut() {
        Some((last_row, _, last)) if *last_row == row && *last >= from => *last = to.max(*last),
        _ if from < to => runs.push((row, from, to)),
        _ => {}
    }
}

/// The cells that are in both.
pub(super) fn common(one: &Runs, other: &Runs) -> Runs {
    let mut found = Runs::new();
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(first), Some(second)) = (a.peek(), b.peek()) {
        if first.0 == second.0 {
            let (from, to) = (first.1.max(second.1), first.2.min(second.2));
            if from < to {
                found.push((first.0, from, to));
            }
        }
        if (first.0, first.2) < (second.0, second.2) {
            a.next();
        } else {
            b.next();
        }
    }
    found
}

/// The cells of a path that are within the clip.
pub(super) fn clipped(runs: Runs, clip: &Clip) -> Runs {
    match clip {
        Some(clip) => common(&runs, clip),
        None => runs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Grid {
        Grid { area: Area { left: 0.0, bottom: 0.0, right: 10.0, top: 10.0 }, scale: 1.0, width: 10, height: 10 }
    }

    fn cells(runs: &Runs) -> i32 {
        runs.iter().map(|(_, from, to)| to - from).sum()
    }

    #[test]
    fn a_ring_in_a_ring_is_a_hole_by_the_even_odd_rule() {
        let mut outline = Outline::polygon(&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]]);
        outline.rings.push((vec![[2.0, 2.0], [8.0, 2.0], [8.0, 8.0], [2.0, 8.0]], true));
        let mut work = 0;
        let mut count =
            |outline: &Outline, even_odd: bool| cells(&fill(outline, even_odd, &grid(), &mut work).unwrap_or_default());
        assert_eq!(count(&outline, true), 100 - 36);
        assert_eq!(count(&outline, false), 100);
    }

    #[test]
    fn what_is_in_both_is_common() {
        let mut work = 0;
        let square = |from: f64, to: f64| {
            let square = Outline::polygon(&[[from, from], [to, from], [to, to], [from, to]]);
            fill(&square, false, &grid(), &mut 0).unwrap_or_default()
        };
        assert_eq!(cells(&common(&square(0.0, 6.0), &square(4.0, 10.0))), 4);
        assert_eq!(cells(&common(&square(0.0, 4.0), &square(4.0, 10.0))), 0);
        let far = Outline::polygon(&[[-1e9, -1e9], [1e9, -1e9], [1e9, 1e9], [-1e9, 1e9]]);
        assert_eq!(fill(&far, false, &grid(), &mut work).map(|runs| cells(&runs)), Some(100));
    }
}
