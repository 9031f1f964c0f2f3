//! Milestones on a line of years, with labels that never meet another label or its stem.
//!
//! A label hangs like a flag to the right of its stem. Flags alternate between the two sides
//! of the line; on each side a flag flies above every later stem that it would otherwise
//! cover, so lanes can always be found, for any number of councils.

use serde::Serialize;

use super::derived;
use crate::data::{Leaf, Text, When};
use crate::japanese::{Date, WritingStyle, width_in_em};
use crate::model::Report;

/// The width of the line in em of its labels: 166 mm at 7.5 pt.
const LINE_EM: f64 = 62.7;
/// Labels are broken at this width in em: 28 mm at 7.5 pt.
const LABEL_EM: f64 = 10.6;
/// Air behind a label, in em.
const GAP_EM: f64 = 1.0;

#[derive(Serialize)]
pub(super) struct Timeline<'a> {
    milestones: Vec<Milestone<'a>>,
    years: Vec<Year>,
}

#[derive(Serialize)]
struct Milestone<'a> {
    at: f64,
    lane: i32,
    label: &'a Text,
    date: When,
}

#[derive(Serialize)]
struct Year {
    at: f64,
    label: Leaf,
}

/// When the councils were established, along a line from January of the first year.
pub(super) fn timeline(report: &Report) -> Option<Timeline<'_>> {
    let mut councils: Vec<_> = report.councils.iter().map(|filed| &filed.council).collect();
    councils.sort_by_key(|council| council.established.date);
    let years = councils.iter().map(|council| i32::from(council.established.date.first_day().0));
    let style = report.head.style.writing();
    let (from, last) = (years.clone().min()?, years.max()?);
    // The line runs on behind the last year by the width of a label, so that none leaves the page.
    let share = (1.0 - (LABEL_EM + GAP_EM) / LINE_EM) / f64::from((last + 1 - from) * 12);
    let place = |months: i32| f64::from(months - from * 12) * share;
    let flags: Vec<Flag> = councils
        .iter()
        .map(|council| {
            let width = width_in_em(&council.short_name.text).max(width_in_em(&style.date(&council.established.date)));
            Flag { at: place(council.established.date.months()), width: (width.min(LABEL_EM) + GAP_EM) / LINE_EM }
        })
        .collect();
    let milestones = councils.iter().zip(flags.iter().zip(lanes(&flags))).map(|(council, (flag, lane))| Milestone {
        at: flag.at,
        lane,
        label: &council.short_name,
        date: council.established,
    });
    let established: Vec<_> = councils.iter().map(|council| council.established.datum).collect();
    // Where the line spans decades, only some years have room for their name.
    let widest = (from..=last).map(|year| width_in_em(&year_name(year, &style))).fold(3.4, f64::max);
    let every = (1..).find(|every| f64::from(*every * 12) * share * LINE_EM >= widest + 0.6).unwrap_or(1);
    let years = (from..=last).filter(|year| (year - from) % every == 0);
    let years = years.map(|year| Year { at: place(year * 12), label: derived(&established, year_name(year, &style)) });
    Some(Timeline { milestones: milestones.collect(), years: years.collect() })
}

/// A year as the style writes it; years that no date can have stay as they are.
fn year_name(year: i32, style: &WritingStyle) -> String {
    Date::parse(&format!("{year:04}")).map_or_else(|| format!("{year}年"), |date| style.date(&date))
}

/// A label and its stem, in shares of the line.
#[derive(Clone, Copy, Debug)]
struct Flag {
    at: f64,
    width: f64,
}

/// The lane of each flag, sorted by place: above the line 1, 2, …, below it -1, -2, ….
fn lanes(flags: &[Flag]) -> Vec<i32> {
    let mut lanes = vec![0; flags.len()];
    for (i, flag) in flags.iter().enumerate().rev() {
        let same_side = (i + 2..flags.len()).step_by(2);
        let covered = same_side.filter(|later| flags[*later].at < flag.at + flag.width);
        let height = 1 + covered.map(|later: usize| i32::abs(lanes[later])).max().unwrap_or(0);
        lanes[i] = if i % 2 == 0 { height } else { -height };
    }
    lanes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_flag_meets_another_or_its_stem(
            mut places in prop::collection::vec((0u32..400, 4u32..12), 1..40)
        ) {
            places.sort_unstable();
            let flags: Vec<Flag> =
                places.iter().map(|(at, width)| Flag { at: f64::from(*at), width: f64::from(*width) }).collect();
            let lanes = lanes(&flags);
            for (i, flag) in flags.iter().enumerate() {
                for (j, other) in flags.iter().enumerate().filter(|(j, _)| *j > i && lanes[*j].signum() == lanes[i].signum()) {
                    let overlap = other.at < flag.at + flag.width;
                    prop_assert!(!overlap || lanes[j].abs() < lanes[i].abs(), "{i} {j}");
                }
            }
        }
    }

    #[test]
    fn lone_flags_stay_beside_the_line() {
        let flag = |at| Flag { at, width: 0.1 };
        assert_eq!(lanes(&[flag(0.0), flag(0.3), flag(0.6)]), [1, -1, 1]);
        assert_eq!(lanes(&[flag(0.0), flag(0.05), flag(0.06), flag(0.06)]), [2, -2, 1, -1]);
    }
}
