//! How much ink a page has where it has most.

use std::ops::Range;

use super::Plates;
use super::cell::{PlateCell, percent};
use crate::geometry::Area;
use crate::preflight::ink::COARSE_TOLERANCE;

/// The ink within a rectangle.
pub(in crate::preflight) struct Coverage {
    /// The most in one place, in percent.
    pub peak: f64,
    /// The regions beyond the limit, the heaviest first.
    pub heavy: Vec<Heavy>,
}

/// A region with too much ink.
pub(in crate::preflight) struct Heavy {
    pub area: Area,
    /// The most ink in it, in percent.
    pub most: f64,
    /// How large it is, in square points.
    pub size: f64,
}

impl Plates {
    /// The rows, and the columns, of which the middles of cells are within a rectangle.
    fn inside(&self, within: Area) -> [Range<usize>; 2] {
        let rows = indices_inside(self.grid.height, |row| {
            let [_, y] = self.grid.middle(0, row);
            y > within.bottom && y < within.top
        });
        let columns = indices_inside(self.grid.width, |column| {
            let [x, _] = self.grid.middle(column, 0);
            x > within.left && x < within.right
        });
        [rows, columns]
    }

    /// How much ink is within a rectangle, and where it is beyond a limit in percent.
    pub fn coverage(&self, limit: f64, within: Area) -> Coverage {
        let [rows, columns] = self.inside(within);
        let most = rows.clone().map(|row| self.heaviest(row, &columns)).max().unwrap_or(0);
        let mut heavy = Vec::new();
        // Few pages are beyond the limit anywhere.
        if is_over(most, limit) {
            let width = self.grid.width as usize;
            let is_heavy = |index: usize| {
                let inside = columns.contains(&(index % width)) && rows.contains(&(index / width));
                let is_told = self.told.get(index).is_some_and(|told| *told);
                inside && is_over(self.cell(index).sum(), limit) && !is_told
            };
            let mut seen = vec![false; self.process.len()];
            for start in rows.clone().flat_map(|row| self.indices(row, &columns)) {
                if !seen[start] && is_heavy(start) {
                    heavy.extend(self.region(start, &is_heavy, &mut seen));
                }
            }
            heavy.sort_by(|a, b| b.most.total_cmp(&a.most).then(b.size.total_cmp(&a.size)));
        }
        Coverage { peak: percent(most), heavy }
    }

    /// The most ink in a row, as a sum of plates.
    fn heaviest(&self, row: usize, columns: &Range<usize>) -> u32 {
        let touched = &self.touched[row];
        let columns = columns.start.max(touched.start)..columns.end.min(touched.end);
        if columns.is_empty() {
            return 0;
        }
        let cells = self.indices(row, &columns);
        let process = self.process[cells.clone()].iter();
        match self.spots.get(cells) {
            Some(spots) => {
                let cells = process.zip(spots).map(|(process, spots)| PlateCell { process: *process, spots: *spots });
                cells.map(PlateCell::sum).max().unwrap_or(0)
            }
            None => process.map(|process| PlateCell { process: *process, spots: 0 }.sum()).max().unwrap_or(0),
        }
    }

    /// The region of heavy cells that touch each other, around one of them; all of them are `seen` then.
    fn region(&self, start: usize, is_heavy: &dyn Fn(usize) -> bool, seen: &mut [bool]) -> Option<Heavy> {
        let (width, height) = (self.grid.width as usize, self.grid.height as usize);
        let mut stack = vec![start];
        seen[start] = true;
        let (mut points, mut most, mut count) = (Vec::new(), 0, 0_u32);
        while let Some(index) = stack.pop() {
            let (column, row) = (index % width, index / width);
            points.push(self.grid.middle(column as i32, row as i32));
            if points.len() > 64 {
                points = Area::around(points)
                    .map(|area| vec![[area.left, area.bottom], [area.right, area.top]])
                    .unwrap_or_default();
            }
            most = self.cell(index).sum().max(most);
            count += 1;
            let near = [
                (column > 0).then(|| index - 1),
                (column + 1 < width).then(|| index + 1),
                (row > 0).then(|| index - width),
                (row + 1 < height).then(|| index + width),
            ];
            for next in near.into_iter().flatten() {
                if !seen[next] && is_heavy(next) {
                    seen[next] = true;
                    stack.push(next);
                }
            }
        }
        let (area, cell) = (Area::around(points)?, 1.0 / self.grid.scale);
        Some(Heavy { area: area.grown(cell / 2.0), most: percent(most), size: f64::from(count) * cell * cell })
    }
}

/// Whether a sum of plates is beyond a limit in percent.
fn is_over(sum: u32, limit: f64) -> bool {
    percent(sum) > limit + COARSE_TOLERANCE
}

/// The indices, of so many in a row, that are inside.
fn indices_inside(count: i32, is_inside: impl Fn(i32) -> bool) -> Range<usize> {
    let first = (0..count).find(|index| is_inside(*index)).unwrap_or(count);
    let after = (first..count).find(|index| !is_inside(*index)).unwrap_or(count);
    first as usize..after as usize
}
