//! Placements of parts whose heights are a sum: what does not give way, and what follows the air.

use super::extents::{Air, Extent, PartExtents, PartPlacement};
use super::group::{BalanceRules, LaidOutPart, PartGroup};
use super::placing::{Placing, placements_at_first};

const ROOM: f64 = 700.0;
const TIGHTENING: [Air; 4] = [Air(1.0), Air(0.9), Air(0.8), Air(0.7)];
const LOOSENING: [Air; 3] = [Air(1.6), Air(1.3), Air(1.1)];

/// What does not give way, and what follows the air, in points.
type SimulatedPart = (f64, f64);

/// What is tried, with parts and how they should stand: whether they begin a page, and their air.
type PlacedParts<'a> = (&'a str, &'a [SimulatedPart], &'a [(bool, f64)]);

fn height((firm, airy): SimulatedPart, air: Air) -> f64 {
    firm + airy * air.0
}

fn group(parts: &[SimulatedPart], notes: usize) -> PartGroup {
    let part = LaidOutPart { is_long: false, placement: PartPlacement::FIRST, extent: None };
    let rules = BalanceRules {
        room: ROOM,
        gap: 20.0,
        notes: 10.0,
        note: 10.0,
        begins: 0.3,
        stray: 0.2,
        sparse: 0.5,
        tightening: TIGHTENING.into(),
        loosening: LOOSENING.into(),
    };
    PartGroup { key: String::new(), rules, parts: vec![part; parts.len()], notes }
}

/// How far parts reach that stand so, if nothing keeps text from filling the pages.
fn laid_out(parts: &[SimulatedPart], placements: &[PartPlacement], notes: f64) -> Vec<Extent> {
    let mut used = notes;
    let mut extents = Vec::new();
    for (index, (part, placement)) in parts.iter().zip(placements).enumerate() {
        if placement.begins_page && index > 0 {
            used = 0.0;
        } else if index > 0 {
            used += 20.0;
        }
        let end = used + height(*part, placement.air);
        let count = (end / ROOM).ceil() as usize;
        used = end - (count - 1) as f64 * ROOM;
        extents.push(match count {
            1 => Extent::OnePage(height(*part, placement.air)),
            _ => Extent::Pages { count, last: used },
        });
    }
    extents
}

/// The placements after as many layouts as it takes, and how many that were.
fn balanced(parts: &[SimulatedPart], notes: usize) -> (Vec<PartPlacement>, usize) {
    let group = group(parts, notes);
    let room_of_notes = if notes == 0 { 0.0 } else { 10.0 + 10.0 * notes as f64 };
    let mut known = vec![PartExtents::default(); parts.len()];
    let mut placements = placements_at_first(&group.parts);
    for layouts in 1..20 {
        for ((known, placement), extent) in
            known.iter_mut().zip(&placements).zip(laid_out(parts, &placements, room_of_notes))
        {
            known.see(*placement, extent);
        }
        let next = loop {
            match Placing::of(&group, &known).placements() {
                Ok(next) => break next,
                Err(missing) => {
                    for (index, air) in missing {
                        assert_eq!(known[index].height(air), None, "what is known is not asked for");
                        known[index].measure(air, height(parts[index], air));
                    }
                }
            }
        };
        if next == placements {
            return (placements, layouts);
        }
        placements = next;
    }
    panic!("{parts:?} with {notes} notes: no end");
}

fn airs(parts: &[SimulatedPart]) -> Vec<(bool, f64)> {
    let (placements, _) = balanced(parts, 0);
    placements.iter().map(|placement| (placement.begins_page, placement.air.0)).collect()
}

#[test]
fn parts_fill_their_pages() {
    let cases: [PlacedParts; 9] = [
        ("a part that fits keeps its air", &[(400.0, 200.0)], &[(true, 1.0)]),
        ("one that is a little too high gets the most air that fits", &[(600.0, 120.0)], &[(true, 0.8)]),
        ("one that fits in no air keeps its own", &[(800.0, 200.0)], &[(true, 1.0)]),
        ("a few stray lines are drawn in", &[(700.0, 740.0)], &[(true, 0.9)]),
        ("what cannot be drawn in stays", &[(1405.0, 10.0)], &[(true, 1.0)]),
        ("a sparse page gets air", &[(100.0, 100.0)], &[(true, 1.6)]),
        ("… up to half of it", &[(200.0, 100.0)], &[(true, 1.3)]),
        ("a part follows where it fits", &[(300.0, 50.0), (200.0, 50.0)], &[(true, 1.0), (false, 1.0)]),
        ("… and begins a page otherwise", &[(500.0, 50.0), (300.0, 50.0)], &[(true, 1.0), (true, 1.0)]),
    ];
    for (what, parts, expected) in cases {
        assert_eq!(airs(parts), expected, "{what}");
    }
}

#[test]
fn any_parts_are_placed_in_few_layouts() {
    let heights =
        [(30.0, 20.0), (150.0, 100.0), (300.0, 200.0), (350.0, 400.0), (500.0, 260.0), (700.0, 730.0), (2000.0, 900.0)];
    for first in heights {
        for second in heights {
            for third in heights {
                for notes in [0, 4] {
                    let parts = [first, second, third];
                    let (placements, layouts) = balanced(&parts, notes);
                    assert!(layouts <= 10, "{layouts} layouts of {parts:?}");
                    assert!(placements[0].begins_page, "{parts:?}");
                }
            }
        }
    }
}

#[test]
fn a_long_part_begins_a_page_and_so_does_what_follows() {
    let mut group = group(&[(0.0, 0.0), (100.0, 50.0)], 0);
    group.parts[0].is_long = true;
    let mut known = vec![PartExtents::default(); 2];
    known[1].measure(Air::NORMAL, 600.0);
    assert_eq!(Placing::of(&group, &known).placements(), Ok(vec![PartPlacement::FIRST; 2]));
}
