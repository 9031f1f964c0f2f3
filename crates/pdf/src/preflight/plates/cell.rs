//! The ink of one cell of a page, and what becomes of it when more is put on.

use crate::preflight::ink::{FULL, Ink, PLATES, total};

/// How ink comes onto what is there already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::preflight) struct Manner {
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

/// What a cell carries: a byte for each plate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlateCell {
    /// The four process plates.
    pub process: u32,
    /// The spot plates.
    pub spots: u64,
}

impl PlateCell {
    fn of(plates: &[u8; PLATES]) -> Self {
        let [c, m, y, k, spots @ ..] = *plates;
        Self { process: u32::from_le_bytes([c, m, y, k]), spots: u64::from_le_bytes(spots) }
    }

    fn plates(self) -> [u8; PLATES] {
        let mut plates = [0; PLATES];
        plates[..4].copy_from_slice(&self.process.to_le_bytes());
        plates[4..].copy_from_slice(&self.spots.to_le_bytes());
        plates
    }

    /// All plates together, of which a full one is [`FULL`]; neighbouring bytes are added within one number.
    #[inline]
    pub fn sum(self) -> u32 {
        let pairs = (self.process & 0x00FF_00FF) + (self.process >> 8 & 0x00FF_00FF);
        let process = (pairs & 0xFFFF) + (pairs >> 16);
        let pairs = (self.spots & 0x00FF_00FF_00FF_00FF) + (self.spots >> 8 & 0x00FF_00FF_00FF_00FF);
        let fours = (pairs & 0x0000_FFFF_0000_FFFF) + (pairs >> 16 & 0x0000_FFFF_0000_FFFF);
        process + fours as u32 + (fours >> 32) as u32
    }

    /// Whether a plate other than black's carries more than traces of ink.
    pub fn is_coloured(self) -> bool {
        const FAINT: u8 = FULL / 20;
        self.plates().iter().enumerate().any(|(plate, level)| plate != 3 && *level > FAINT)
    }

    /// What is on the cell after painting.
    pub fn painted(self, ink: &Ink, manner: &Manner) -> Self {
        Self::of(&painted(self.plates(), ink, manner))
    }
}

/// The sum of all plates of a cell in percent.
pub(super) fn percent(sum: u32) -> f64 {
    f64::from(sum) * 100.0 / f64::from(FULL)
}

/// Ink that replaces what is on a cell, but for the plates that stay as they are.
pub(super) struct Replacement {
    /// The ink of the plates that are replaced.
    ink: PlateCell,
    /// All bits of the plates that stay.
    kept: PlateCell,
    is_certain: bool,
}

impl Replacement {
    /// Nothing where the ink mixes with what is there.
    pub fn of(ink: &Ink, manner: &Manner) -> Option<Self> {
        let replaces = manner.alpha == 1.0 && !manner.adds;
        replaces.then(|| {
            let kept = std::array::from_fn(|plate| if is_kept(plate, ink, manner) { u8::MAX } else { 0 });
            let (ink, kept) = (PlateCell::of(&ink.plates), PlateCell::of(&kept));
            let ink = PlateCell { process: ink.process & !kept.process, spots: ink.spots & !kept.spots };
            Self { ink, kept, is_certain: manner.certain }
        })
    }

    /// What is on every cell afterwards, if that is the same.
    pub fn same(&self) -> Option<PlateCell> {
        (self.is_certain && self.kept == PlateCell { process: 0, spots: 0 }).then_some(self.ink)
    }

    /// What is on a cell afterwards.
    #[inline]
    pub fn after(&self, cell: PlateCell) -> PlateCell {
        let after = PlateCell {
            process: cell.process & self.kept.process | self.ink.process,
            spots: cell.spots & self.kept.spots | self.ink.spots,
        };
        if self.is_certain || after.sum() >= cell.sum() { after } else { cell }
    }
}

/// Whether a plate stays as it is under the ink.
fn is_kept(plate: usize, ink: &Ink, manner: &Manner) -> bool {
    let named = ink.named & (1 << plate) != 0;
    manner.overprint && (!named || (manner.spare_zeros && ink.plates[plate] == 0))
}

/// What is on a cell after painting.
fn painted(cell: [u8; PLATES], ink: &Ink, manner: &Manner) -> [u8; PLATES] {
    let mut after = cell;
    for (plate, value) in after.iter_mut().enumerate() {
        if is_kept(plate, ink, manner) {
            continue;
        }
        let (old, new) = (f64::from(*value), f64::from(ink.plates[plate]));
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
    fn replacing_is_painting_without_mixing() {
        let mut state = 1_u32;
        let mut level = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 16) % 3) as u8 * (FULL / 2)
        };
        for step in 0..2_000_u16 {
            let (cell, plates) = (std::array::from_fn(|_| level()), std::array::from_fn(|_| level()));
            let ink = Ink { plates, named: step.wrapping_mul(31), ..Ink::default() };
            let [overprint, spare_zeros, certain] = [1, 2, 4].map(|bit| step & bit != 0);
            let manner = Manner { overprint, spare_zeros, certain, ..PLAIN };
            let (cell, replacement) = (PlateCell::of(&cell), Replacement::of(&ink, &manner).expect("nothing mixes"));
            assert_eq!(replacement.after(cell), cell.painted(&ink, &manner));
            assert!(replacement.same().is_none_or(|same| same == replacement.after(cell)));
            assert_eq!(percent(cell.sum()), total(&cell.plates()));
            assert!(Replacement::of(&ink, &Manner { alpha: 0.5, ..PLAIN }).is_none());
        }
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
