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

/// When the councils were established, along a line from January of the first year; nothing where none has a date.
pub(super) fn timeline(report: &Report) -> Option<Timeline<'_>> {
    let councils = report.councils.iter().map(|filed| &filed.council);
    let mut events: Vec<(When, &Text)> =
        councils.filter_map(|council| Some((council.established?, council.label()))).collect();
    events.sort_by_key(|(when, _)| when.date);
    let years = events.iter().map(|(when, _)| i32::from(when.date.first_day().0));
    let style = report.head.style.writing();
    let (from, last) = (years.clone().min()?, years.max()?);
    let line = YearLine::new(from, last);
    let flags: Vec<MilestoneFlag> = events
        .iter()
        .map(|(when, name)| {
            let width = width_in_em(&name.text).max(width_in_em(&style.date(&when.date)));
            MilestoneFlag { at: line.place(when.date.months()), width: (width.min(LABEL_EM) + GAP_EM) / LINE_EM }
        })
        .collect();
    let milestones = events.iter().zip(flags.iter().zip(lanes(&flags))).map(|((when, name), (flag, lane))| Milestone {
        at: flag.at,
        lane,
        label: name,
        date: *when,
    });
    let established: Vec<_> = events.iter().map(|(when, _)| when.datum).collect();
    // Where the line spans decades, only some years have room for their name.
    let widest = (from..=last).map(|year| width_in_em(&year_name(year, &style))).fold(3.4, f64::max);
    let every = (1..).find(|every| f64::from(*every * 12) * line.month * LINE_EM >= widest + 0.6).unwrap_or(1);
    let years = (from..=last).filter(|year| (year - from) % every == 0);
    let years =
        years.map(|year| Year { at: line.place(year * 12), label: derived(&established, year_name(year, &style)) });
    Some(Timeline { milestones: milestones.collect(), years: years.collect() })
}

/// A line of years.
struct YearLine {
    /// Its first year, with whose January it begins.
    first: i32,
    /// The length of a month, as a share of the line.
    month: f64,
}

impl YearLine {
    fn new(first: i32, last: i32) -> Self {
        // The line runs on behind the last year by the width of a label, so that none leaves the page.
        let month = (1.0 - (LABEL_EM + GAP_EM) / LINE_EM) / f64::from((last + 1 - first) * 12);
        Self { first, month }
    }

    /// Where a month lies, counted from the year 0, as a share of the line.
    fn place(&self, month: i32) -> f64 {
        f64::from(month - self.first * 12) * self.month
    }
}

/// A year as the style writes it; years that no date can have stay as they are.
fn year_name(year: i32, style: &WritingStyle) -> String {
    Date::parse(&format!("{year:04}")).map_or_else(|| format!("{year}年"), |date| style.date(&date))
}

/// A label and its stem, in shares of the line.
#[derive(Clone, Copy, Debug)]
struct MilestoneFlag {
    at: f64,
    width: f64,
}

/// The lane of each flag, sorted by place: above the line 1, 2, …, below it -1, -2, ….
fn lanes(flags: &[MilestoneFlag]) -> Vec<i32> {
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
            let flags: Vec<MilestoneFlag> =
                places.iter().map(|(at, width)| MilestoneFlag { at: f64::from(*at), width: f64::from(*width) }).collect();
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
        let flag = |at| MilestoneFlag { at, width: 0.1 };
        assert_eq!(lanes(&[flag(0.0), flag(0.3), flag(0.6)]), [1, -1, 1]);
        assert_eq!(lanes(&[flag(0.0), flag(0.05), flag(0.06), flag(0.06)]), [2, -2, 1, -1]);
    }
}
