//! The ink of a page, cell by cell, as the plates will carry it.

use super::ink::{COARSE_TOLERANCE, FULL, Ink, PLATES, total};
use super::raster::{Grid, Runs};
use crate::geometry::Area;

/// How ink comes onto what is there already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Manner {
    /// Plates that the colour does not name stay as they are.
    pub overprint: bool,
    /// Zero tints of a process colour leave their plates as they are, too (overprint mode 1).
    pub spare_zeros: bool,
    /// How much of the ink is put on, from 0 to 1.
    pub alpha: f64,
    /// Whether the blend mode adds to what is there rather than replacing it, such as `Multiply`.
    pub adds: bool,
    /// Whether the cells are covered for certain; of letters and patterns only a box is known.
    pub certain: bool,
}

/// The ink of a page.
pub(super) struct Plates {
    pub grid: Grid,
    cells: Vec<[u8; PLATES]>,
    /// Cells that one object alone fills beyond the limit, and which are told of with it.
    told: Vec<bool>,
}

/// A region with too much ink.
pub(super) struct Heavy {
    pub area: Area,
    /// The most ink in it, in percent.
    pub most: f64,
    /// How large it is, in square points.
    pub size: f64,
}

impl Plates {
    pub fn new(area: Area) -> Self {
        let grid = Grid::over(area);
        let count = (grid.width as usize) * (grid.height as usize);
        Self { grid, cells: vec![[0; PLATES]; count], told: vec![false; count] }
    }

    fn indices<'r>(&self, runs: &'r Runs) -> impl Iterator<Item = usize> + 'r {
        let width = self.grid.width;
        let index = move |row: i32, column: i32| (row as usize) * (width as usize) + column as usize;
        let inside = runs.iter().filter(move |(row, from, to)| *row >= 0 && *from >= 0 && *to <= width);
        inside.flat_map(move |(row, from, to)| (*from..*to).map(move |column| index(*row, column)))
    }

    /// Puts ink on cells; an object with more ink than `most`, in percent, is told of by itself.
    pub fn paint(&mut self, runs: &Runs, ink: &Ink, manner: &Manner, most: f64) {
        let heavy = ink.total() > most;
        for index in self.indices(runs) {
            if let (Some(cell), Some(told)) = (self.cells.get_mut(index), self.told.get_mut(index)) {
                *cell = painted(*cell, ink, manner);
                *told = heavy || (*told && (manner.overprint || !manner.certain));
            }
        }
    }

    /// Whether a plate other than black's carries ink where these cells are.
    pub fn coloured(&self, runs: &Runs) -> bool {
        const FAINT: u8 = FULL / 20;
        let colour = |cell: &[u8; PLATES]| cell.iter().enumerate().any(|(at, plate)| at != 3 && *plate > FAINT);
        self.indices(runs).filter_map(|index| self.cells.get(index)).any(colour)
    }

    /// The regions whose ink is beyond a limit, the heaviest first.
    pub fn heavy(&self, limit: f64, within: Area) -> Vec<Heavy> {
        let (width, height) = (self.grid.width as usize, self.grid.height as usize);
        let over = |index: usize| {
            let [x, y] = self.grid.middle((index % width) as i32, (index / width) as i32);
            let inside = x > within.left && x < within.right && y > within.bottom && y < within.top;
            inside && !self.told[index] && total(&self.cells[index]) > limit + COARSE_TOLERANCE
        };
        let mut seen = vec![false; self.cells.len()];
        let mut found = Vec::new();
        for start in 0..self.cells.len() {
            if seen[start] || !over(start) {
                continue;
            }
            let mut stack = vec![start];
            seen[start] = true;
            let (mut points, mut most, mut count) = (Vec::new(), 0.0_f64, 0_u32);
            while let Some(index) = stack.pop() {
                let (column, row) = (index % width, index / width);
                points.push(self.grid.middle(column as i32, row as i32));
                if points.len() > 64 {
                    points = Area::around(points)
                        .map(|area| vec![[area.left, area.bottom], [area.right, area.top]])
                        .unwrap_or_default();
                }
                most = most.max(total(&self.cells[index]));
                count += 1;
                let near = [
                    (column > 0).then(|| index - 1),
                    (column + 1 < width).then(|| index + 1),
                    (row > 0).then(|| index - width),
                    (row + 1 < height).then(|| index + width),
                ];
                for next in near.into_iter().flatten() {
                    if !seen[next] && over(next) {
                        seen[next] = true;
                        stack.push(next);
                    }
                }
            }
            if let Some(area) = Area::around(points) {
                let cell = 1.0 / self.grid.scale;
                found.push(Heavy { area: area.grown(cell / 2.0), most, size: f64::from(count) * cell * cell });
            }
        }
        found.sort_by(|a, b| b.most.total_cmp(&a.most).then(b.size.total_cmp(&a.size)));
        found
    }

    /// The most ink within a rectangle, in percent.
    pub fn peak(&self, within: Area) -> f64 {
        let width = self.grid.width as usize;
        let inside = |index: usize| {
            let [x, y] = self.grid.middle((index % width) as i32, (index / width) as i32);
            x > within.left && x < within.right && y > within.bottom && y < within.top
        };
        let inked = self.cells.iter().enumerate().filter(|(index, _)| inside(*index));
        inked.map(|(_, cell)| total(cell)).fold(0.0, f64::max)
    }
}

/// What is on a cell after painting.
fn painted(cell: [u8; PLATES], ink: &Ink, manner: &Manner) -> [u8; PLATES] {
    let mut after = cell;
    for (plate, value) in after.iter_mut().enumerate() {
        let (named, new) = (ink.named & (1 << plate) != 0, f64::from(ink.plates[plate]));
        let spared = manner.overprint && (!named || (manner.spare_zeros && ink.plates[plate] == 0));
        if spared {
            continue;
        }
        let old = f64::from(*value);
        let full = f64::from(FULL);
        let result = if manner.adds { full - (full - old) * (full - new) / full } else { new };
        *value = (old + (result - old) * manner.alpha).round().clamp(0.0, full) as u8;
    }
    if manner.certain || total(&after) >= total(&cell) { after } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Manner = Manner { overprint: false, spare_zeros: false, alpha: 1.0, adds: false, certain: true };

    fn ink(process: [u8; 4]) -> Ink {
        let mut ink = Ink { named: 0b1111, ..Ink::default() };
        ink.plates[..4].copy_from_slice(&process);
        ink.percent = total(&ink.plates);
        ink
    }

    fn after(manner: Manner) -> f64 {
        let cyan = painted([0; PLATES], &ink([FULL, 0, 0, 0]), &PLAIN);
        total(&painted(cyan, &ink([0, 0, 0, FULL]), &manner))
    }

    #[test]
    fn what_overprints_adds_up_and_what_knocks_out_does_not() {
        assert_eq!(after(PLAIN), 100.0);
        assert_eq!(after(Manner { overprint: true, spare_zeros: true, ..PLAIN }), 200.0);
        assert_eq!(after(Manner { overprint: true, ..PLAIN }), 100.0);
        assert_eq!(after(Manner { alpha: 0.5, ..PLAIN }), 100.0);
        assert_eq!(after(Manner { adds: true, ..PLAIN }), 200.0);
    }
}
