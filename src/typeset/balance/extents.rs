//! How far a part reaches, by its air.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How much air the body of a part has, as a share of the normal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Air(pub f64);

impl Air {
    /// The air that is normal.
    pub const NORMAL: Self = Self(1.0);
}

impl Ord for Air {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Air {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Air {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Air {}

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PartPlacement {
    /// Whether it begins a page, instead of following another part on its page.
    pub begins_page: bool,
    /// The air of its body.
    pub air: Air,
}

impl PartPlacement {
    /// At the beginning of a page, with the air that is normal.
    pub const FIRST: Self = Self { begins_page: true, air: Air::NORMAL };
}

/// How far a part reaches that was laid out. Lengths are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Extent {
    /// It stands on one page and has this height without its notes.
    OnePage(f64),
    /// It goes over the ends of pages.
    Pages {
        /// How many pages have something of it.
        count: usize,
        /// How much of the last one is filled.
        last: f64,
    },
}

/// What is known of how far a part reaches.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PartExtents {
    /// Heights, which are the same wherever the part stands.
    heights: BTreeMap<Air, f64>,
    /// How it went over the ends of pages, with how many pages and how much of the last.
    over: BTreeMap<PartPlacement, (usize, f64)>,
}

impl PartExtents {
    /// Takes what was seen on laid-out pages.
    pub fn see(&mut self, placement: PartPlacement, extent: Extent) {
        match extent {
            Extent::OnePage(height) => self.measure(placement.air, height),
            Extent::Pages { count, last } => {
                self.over.insert(placement, (count, last));
            }
        }
    }

    /// Takes a height that was measured.
    pub fn measure(&mut self, air: Air, height: f64) {
        self.heights.insert(air, height);
    }

    /// The height, if it is known.
    pub fn height(&self, air: Air) -> Option<f64> {
        self.heights.get(&air).copied()
    }

    /// How many pages have something of the part, and how much of the last is filled, if it was seen to go over the end of a page.
    pub fn over(&self, placement: PartPlacement) -> Option<(usize, f64)> {
        self.over.get(&placement).copied()
    }

    /// What the height is likely to be, from those with a little more and a little less air: it follows the air nearly in a
    /// straight line.
    pub fn likely_height(&self, air: Air) -> Option<f64> {
        let (tighter, low) = self.heights.range(..=air).next_back()?;
        let (looser, high) = self.heights.range(air..).next()?;
        if tighter == looser {
            return Some(*low);
        }
        let share = (air.0 - tighter.0) / (looser.0 - tighter.0);
        Some(low + (high - low) * share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_between_two_follow_a_straight_line() {
        let mut extents = PartExtents::default();
        extents.see(PartPlacement::FIRST, Extent::OnePage(700.0));
        extents.measure(Air(0.6), 500.0);
        let below = PartPlacement { begins_page: false, air: Air(0.8) };
        extents.see(below, Extent::Pages { count: 2, last: 20.0 });
        assert_eq!(extents.likely_height(Air(0.8)).map(f64::round), Some(600.0));
        assert_eq!((extents.likely_height(Air(0.6)), extents.likely_height(Air(1.0))), (Some(500.0), Some(700.0)));
        assert_eq!((extents.likely_height(Air(0.5)), extents.likely_height(Air(1.1))), (None, None));
        assert_eq!((extents.height(Air(0.8)), extents.over(below)), (None, Some((2, 20.0))));
    }
}
