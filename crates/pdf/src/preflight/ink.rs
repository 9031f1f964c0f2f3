//! What ink a colour is.

use crate::colour_space::Space;

/// The most plates that are told apart: four of the process colours, the others spot colours.
pub(super) const PLATES: usize = 12;
/// What stands for a full plate.
pub(super) const FULL: u8 = 200;

/// How far the ink of a colour may be above the limit, in percent: colours are written in steps of a thousandth.
pub(super) const TOLERANCE: f64 = 0.1;
/// The same of pixels, which have 255 steps, and of cells of the page, which have [`FULL`], on each of four plates.
pub(super) const COARSE_TOLERANCE: f64 = 1.0;

/// Ink on each plate, a full plate being [`FULL`]; cyan, magenta, yellow and black come first.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Ink {
    pub plates: [u8; PLATES],
    /// All plates together, in percent, as exact as the colour is written.
    pub percent: f64,
    /// The plates that the colour says something about, by bits; the others stay as they are in overprint.
    pub named: u16,
    /// Whether it is registration colour, which is on all plates.
    pub registration: bool,
}

impl Ink {
    /// All plates together, in percent.
    pub fn total(&self) -> f64 {
        self.percent
    }

    pub fn is_nothing(&self) -> bool {
        self.plates.iter().all(|plate| *plate == 0)
    }

    /// Full black on its own plate and nothing else.
    pub fn is_black_only(&self) -> bool {
        self.plates[3] >= FULL - 4 && self.plates.iter().enumerate().all(|(at, plate)| at == 3 || *plate == 0)
    }

    fn process(values: [f64; 4]) -> Self {
        let mut ink = Self { named: 0b1111, ..Self::default() };
        for (plate, value) in ink.plates.iter_mut().zip(values) {
            *plate = level(value);
            ink.percent += percent(value);
        }
        ink
    }
}

/// All plates together, in percent.
pub(super) fn total(plates: &[u8; PLATES]) -> f64 {
    plates.iter().map(|plate| f64::from(*plate)).sum::<f64>() * 100.0 / f64::from(FULL)
}

fn percent(value: f64) -> f64 {
    value.clamp(0.0, 1.0) * 100.0
}

fn level(value: f64) -> u8 {
    (value.clamp(0.0, 1.0) * f64::from(FULL)).round() as u8
}

/// The names of the spot colours of a document; a place in it is a plate.
#[derive(Debug, Default)]
pub(super) struct Spots {
    names: Vec<Vec<u8>>,
}

impl Spots {
    /// The plate of a colorant; those that are too many share the last.
    fn plate(&mut self, name: &[u8]) -> usize {
        let process: [&[u8]; 4] = [b"Cyan", b"Magenta", b"Yellow", b"Black"];
        if let Some(plate) = process.iter().position(|own| *own == name) {
            return plate;
        }
        let known = self.names.iter().position(|own| own == name);
        // What no longer has a plate of its own need not be known.
        let at = known.or_else(|| {
            let plate = self.names.len();
            (4 + plate < PLATES - 1).then(|| self.names.push(name.to_vec())).map(|()| plate)
        });
        at.map_or(PLATES - 1, |at| 4 + at)
    }
}

/// The ink of a colour; nothing if the space says nothing of ink.
pub(super) fn ink_of(space: &Space, values: &[f64], spots: &mut Spots) -> Option<Ink> {
    let at = |index: usize| values.get(index).copied().unwrap_or(0.0);
    match space {
        Space::Grey | Space::Icc(1) => Some(Ink::process([0.0, 0.0, 0.0, 1.0 - at(0)])),
        Space::Cmyk | Space::Icc(_) => Some(Ink::process([at(0), at(1), at(2), at(3)])),
        Space::Indexed { base, table } => {
            let (count, index) = (base.components(), at(0).max(0.0) as usize);
            let entry = table.get(index.checked_mul(count)?..)?.get(..count)?;
            let values: Vec<f64> = entry.iter().map(|byte| f64::from(*byte) / 255.0).collect();
            ink_of(base, &values, spots)
        }
        Space::Spot { names, .. } => {
            let mut ink = Ink::default();
            for (index, name) in names.iter().enumerate() {
                match name.as_slice() {
                    b"None" => {}
                    b"All" => {
                        ink.registration = true;
                        ink.named |= 0b1111;
                        ink.plates[..4].fill(level(at(index)));
                        ink.percent = 4.0 * percent(at(index));
                    }
                    name => {
                        let plate = spots.plate(name);
                        ink.named |= 1 << plate;
                        ink.plates[plate] = level(at(index));
                        ink.percent += percent(at(index));
                    }
                }
            }
            Some(ink)
        }
        Space::Pattern(_) | Space::Light { .. } | Space::Unknown => None,
    }
}
