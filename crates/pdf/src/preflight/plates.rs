//! The ink of a page, cell by cell, as the plates will carry it.

mod cell;
mod coverage;

use std::ops::Range;

use super::ink::Ink;
use super::raster::{Grid, Run};
use crate::geometry::Area;
use cell::{PlateCell, Replacement};

pub(super) use cell::Manner;

/// The ink of a page.
pub(super) struct Plates {
    pub grid: Grid,
    /// The four process plates of each cell, a byte each.
    process: Vec<u32>,
    /// The spot plates of each cell, a byte each; empty until one of them carries ink, which few pages have.
    spots: Vec<u64>,
    /// Cells that one object alone fills beyond the limit, and which are told of with it; empty until there is one.
    told: Vec<bool>,
    /// The columns of each row that anything was painted on; all others are blank.
    touched: Vec<Range<usize>>,
}

impl Plates {
    pub fn new(area: Area) -> Self {
        let grid = Grid::over(area);
        let (width, height) = (grid.width as usize, grid.height as usize);
        let touched = vec![0..0; height];
        Self { grid, process: vec![0; width * height], spots: Vec::new(), told: Vec::new(), touched }
    }

    /// The rows and columns of runs, as far as they are on the grid.
    fn spans<'r>(&self, runs: &'r [Run]) -> impl Iterator<Item = (usize, Range<usize>)> + 'r {
        let (width, height) = (self.grid.width, self.grid.height);
        let inside = runs.iter().filter(move |(row, from, to)| (0..height).contains(row) && *from >= 0 && *to <= width);
        inside.map(|(row, from, to)| (*row as usize, *from as usize..*to as usize))
    }

    /// The indices of cells of a row.
    fn indices(&self, row: usize, columns: &Range<usize>) -> Range<usize> {
        let first = row * self.grid.width as usize;
        first + columns.start..first + columns.end
    }

    /// Puts ink on cells; an object with more ink than `most`, in percent, is told of by itself.
    pub fn paint(&mut self, runs: &[Run], ink: &Ink, manner: &Manner, most: f64) {
        let heavy = ink.total() > most;
        if heavy && self.told.is_empty() {
            self.told = vec![false; self.process.len()];
        }
        if self.spots.is_empty() && ink.plates[4..].iter().any(|plate| *plate > 0) {
            self.spots = vec![0; self.process.len()];
        }
        let replacement = Replacement::of(ink, manner);
        for (row, columns) in self.spans(runs).filter(|(_, columns)| !columns.is_empty()) {
            let touched = &mut self.touched[row];
            if touched.end == 0 {
                touched.start = columns.start;
            }
            *touched = touched.start.min(columns.start)..touched.end.max(columns.end);
            let cells = self.indices(row, &columns);
            if !self.told.is_empty() {
                let stays = manner.overprint || !manner.certain;
                self.told[cells.clone()].iter_mut().for_each(|told| *told = heavy || (*told && stays));
            }
            match &replacement {
                Some(replacement) => self.replace(cells, replacement),
                None => self.mix(cells, ink, manner),
            }
        }
    }

    /// Puts ink on cells in place of what they carry.
    fn replace(&mut self, cells: Range<usize>, replacement: &Replacement) {
        let process = &mut self.process[cells.clone()];
        match (self.spots.get_mut(cells), replacement.same()) {
            (None, Some(same)) => process.fill(same.process),
            (None, None) => {
                for process in process {
                    *process = replacement.after(PlateCell { process: *process, spots: 0 }).process;
                }
            }
            (Some(spots), _) => {
                for (process, spots) in process.iter_mut().zip(spots) {
                    let after = replacement.after(PlateCell { process: *process, spots: *spots });
                    (*process, *spots) = (after.process, after.spots);
                }
            }
        }
    }

    /// Puts ink on cells so that it mixes with what they carry.
    fn mix(&mut self, cells: Range<usize>, ink: &Ink, manner: &Manner) {
        // Neighbours are often equal.
        let (mut before, mut after) = (None, PlateCell { process: 0, spots: 0 });
        for index in cells {
            let cell = self.cell(index);
            if before != Some(cell) {
                (before, after) = (Some(cell), cell.painted(ink, manner));
            }
            self.process[index] = after.process;
            if let Some(spots) = self.spots.get_mut(index) {
                *spots = after.spots;
            }
        }
    }

    /// Whether a plate other than black's carries ink where these cells are.
    pub fn coloured(&self, runs: &[Run]) -> bool {
        let mut cells = self.spans(runs).flat_map(|(row, columns)| self.indices(row, &columns));
        cells.any(|index| self.cell(index).is_coloured())
    }

    fn cell(&self, index: usize) -> PlateCell {
        PlateCell { process: self.process[index], spots: self.spots.get(index).copied().unwrap_or(0) }
    }
}
