//! Where the parts of a group stand, and with how much air.

use super::extents::{Air, PartExtents, PartPlacement};
use super::group::{LaidOutPart, PartGroup};

/// The placements before anything is known.
pub(super) fn placements_at_first(parts: &[LaidOutPart]) -> Vec<PartPlacement> {
    vec![PartPlacement::FIRST; parts.len()]
}

/// A part that fills more than this share of a second page does not fit on one with less air, unless more than a fourth of the first
/// were empty: the tightest air is .64, and no part shrinks by more than its air.
const HOPELESS: f64 = 0.8;

/// The heights that have to be known first: places of parts, and air.
type Missing = Vec<(usize, Air)>;

/// Decides where the parts of a group stand.
pub(super) struct Placing<'a> {
    group: &'a PartGroup,
    extents: &'a [PartExtents],
}

impl<'a> Placing<'a> {
    /// For a group with what is known of its parts.
    pub fn of(group: &'a PartGroup, extents: &'a [PartExtents]) -> Self {
        Self { group, extents }
    }

    /// Where the parts stand from the top of a page that carries their notes. A part moves to a page of its own unless it fits
    /// below the one before or finds enough room to begin there.
    ///
    /// # Errors
    /// Heights that have to be measured first.
    pub fn placements(&self) -> Result<Vec<PartPlacement>, Missing> {
        let PartGroup { rules, parts, notes, .. } = self.group;
        let room_of_notes = if *notes == 0 { 0.0 } else { rules.notes + *notes as f64 * rules.note };
        let mut left = rules.room - room_of_notes;
        let mut is_whole_page = *notes == 0;
        let mut placements = Vec::with_capacity(parts.len());
        for (index, part) in parts.iter().enumerate() {
            // A long part has hundreds of pages, perhaps, and is not measured; what follows it begins a page, too.
            if part.is_long {
                (left, is_whole_page) = (0.0, false);
                placements.push(PartPlacement::FIRST);
                continue;
            }
            if index > 0 {
                left -= rules.gap;
                let begins_page = left < self.needed(index);
                (left, is_whole_page) = if begins_page { (rules.room, true) } else { (left, false) };
            }
            let at = |air| PartPlacement { begins_page: index == 0 || is_whole_page, air };
            let airy = if is_whole_page && index == parts.len() - 1 { self.loosened(index, &at)? } else { None };
            let placement = at(match airy {
                Some(air) => air,
                None => self.tightened(index, left, &at)?,
            });
            placements.push(placement);
            left = self.left_by(index, placement, left);
        }
        Ok(placements)
    }

    /// How much room a part needs to begin below another.
    fn needed(&self, index: usize) -> f64 {
        let least = self.group.rules.begins * self.group.rules.room;
        self.extents[index].height(Air::NORMAL).map_or(least, |height| height.min(least))
    }

    /// How much room a part leaves on its last page.
    fn left_by(&self, index: usize, placement: PartPlacement, room: f64) -> f64 {
        let (extents, page) = (&self.extents[index], self.group.rules.room);
        match (extents.likely_height(placement.air), extents.over(placement)) {
            (_, Some((_, last))) => page - last,
            (Some(height), None) => (room - height).rem_euclid(page),
            // The next layout will tell.
            (None, None) => 0.0,
        }
    }

    /// The air with which a part that has a page for itself fills a good share of it; nothing if it does without.
    fn loosened(&self, index: usize, at: &dyn Fn(Air) -> PartPlacement) -> Result<Option<Air>, Missing> {
        let rules = &self.group.rules;
        let most = rules.sparse * rules.room;
        if self.extents[index].height(Air::NORMAL).is_none_or(|height| height > most) {
            return Ok(None);
        }
        self.first_of(index, &rules.loosening, |height| height <= most, at)
    }

    /// The air with which a part is set: a little less than normal where it then fits into the room, or where its last page would
    /// otherwise hold a few stray lines only. It is never tighter than the last degree, because two airy pages read better than
    /// a crammed one.
    fn tightened(&self, index: usize, room: f64, at: &dyn Fn(Air) -> PartPlacement) -> Result<Air, Missing> {
        let degrees = &self.group.rules.tightening;
        if self.may_fit(index, room, at)?
            && let Some(air) = self.first_of(index, degrees, |height| height <= room, at)?
        {
            return Ok(air);
        }
        Ok(self.settled(index, room, at))
    }

    /// The air with which the last page of a part that goes over the end of a page holds more than a few stray lines; the normal
    /// one if there is none. What is not known is tried: the layout will tell.
    fn settled(&self, index: usize, room: f64, at: &dyn Fn(Air) -> PartPlacement) -> Air {
        let rules = &self.group.rules;
        let is_settled = |air: Air| {
            let extents = &self.extents[index];
            let fits = || extents.height(air).is_some_and(|height| height <= room).then_some(true);
            extents.over(at(air)).map(|(_, last)| last > rules.stray * rules.room).or_else(fits)
        };
        if is_settled(Air::NORMAL) != Some(false) {
            return Air::NORMAL;
        }
        first_good(&rules.tightening, is_settled).unwrap_or(Air::NORMAL)
    }

    /// Whether a part may fit into the room with less air.
    fn may_fit(&self, index: usize, room: f64, at: &dyn Fn(Air) -> PartPlacement) -> Result<bool, Missing> {
        let extents = &self.extents[index];
        let Some(tightest) = self.group.rules.tightening.last() else { return Ok(false) };
        if let Some(height) = extents.height(Air::NORMAL) {
            // No part shrinks by more than its air, so that a part that is much too long need not be tried.
            return Ok(height * tightest.0 <= room);
        }
        // What does not fit on a page of its own is not tried below another part.
        let over = extents.over(at(Air::NORMAL)).or_else(|| extents.over(PartPlacement::FIRST));
        if over.is_some_and(|(count, last)| count > 2 || last > HOPELESS * self.group.rules.room) {
            return Ok(false);
        }
        Ok(self.measured(index, *tightest)? <= room)
    }

    /// The first of these degrees of air, from much to little, with which the height of a part is good, or is likely to be: then
    /// the layout will tell.
    fn first_of(
        &self,
        index: usize,
        degrees: &[Air],
        is_good: impl Fn(f64) -> bool,
        at: &dyn Fn(Air) -> PartPlacement,
    ) -> Result<Option<Air>, Missing> {
        let (Some(first), Some(last)) = (degrees.first(), degrees.last()) else { return Ok(None) };
        let extents = &self.extents[index];
        let is_bad =
            |air: Air| extents.over(at(air)).is_some() || extents.height(air).is_some_and(|height| !is_good(height));
        match extents.height(*first) {
            Some(_) if !is_bad(*first) => Ok(Some(*first)),
            Some(_) if is_bad(*last) => Ok(None),
            _ => Ok(self.promising(index, degrees, &is_good)?.into_iter().find(|air| !is_bad(*air))),
        }
    }

    /// Those of these degrees of air with which the height of a part is likely to be good.
    fn promising(&self, index: usize, degrees: &[Air], is_good: impl Fn(f64) -> bool) -> Result<Vec<Air>, Missing> {
        let (Some(first), Some(last)) = (degrees.first(), degrees.last()) else { return Ok(Vec::new()) };
        let extents = &self.extents[index];
        let (Some(high), Some(low)) = (extents.height(*first), extents.height(*last)) else {
            let unknown = [*first, *last].into_iter().filter(|air| extents.height(*air).is_none());
            return Err(unknown.map(|air| (index, air)).collect());
        };
        let share = |air: &Air| if first == last { 1.0 } else { (air.0 - last.0) / (first.0 - last.0) };
        Ok(degrees.iter().copied().filter(|air| is_good(low + (high - low) * share(air))).collect())
    }

    fn measured(&self, index: usize, air: Air) -> Result<f64, Missing> {
        self.extents[index].height(air).ok_or_else(|| vec![(index, air)])
    }
}

/// The first of these degrees of air, from much to little, that is good, if the tighter ones are good, too; where that is not known
/// yet, one that should be tried.
fn first_good(degrees: &[Air], is_good: impl Fn(Air) -> Option<bool>) -> Option<Air> {
    let known: Vec<Option<bool>> = degrees.iter().map(|air| is_good(*air)).collect();
    let good = known.iter().position(|known| *known == Some(true));
    let end = good.unwrap_or(degrees.len());
    let start = known[..end].iter().rposition(|known| *known == Some(false)).map_or(0, |bad| bad + 1);
    // Where even the tightest is not good, because that leaves stray lines on an earlier page, others may be.
    let middle = if start < end { Some((start + end) / 2) } else { known[..end].iter().position(Option::is_none) };
    match (good, middle) {
        (Some(good), _) if start == end => degrees.get(good).copied(),
        (_, Some(middle)) => degrees.get(middle).copied(),
        (_, None) => None,
    }
}
