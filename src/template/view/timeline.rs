//! Milestones on a line of years, their labels in lanes so that none overlaps another.

use serde_json::{Value, json};

use super::derived;
use crate::japanese::width_in_em;
use crate::model::Report;

/// The width of the line in em of its labels: 166 mm at 7.5 pt.
const LINE_EM: f64 = 62.7;
/// Labels are broken at this width in em: 28 mm at 7.5 pt.
const LABEL_EM: f64 = 10.6;
/// Air between labels, in em.
const GAP_EM: f64 = 1.0;
/// Lanes in the order in which they are tried, above the line first.
const LANES: [i32; 6] = [1, -1, 2, -2, 3, -3];

/// A label's stretch of the line.
struct Placed {
    lane: i32,
    at: f64,
    left: f64,
    right: f64,
}

/// When the councils were established, along a line from January of the first year to the end
/// of the last.
pub(super) fn timeline(report: &Report) -> Value {
    let mut councils: Vec<_> = report.councils.iter().map(|filed| &filed.council).collect();
    councils.sort_by_key(|council| council.established.date);
    let years = councils.iter().map(|council| i32::from(council.established.date.first_day().0));
    let (Some(from), Some(last)) = (years.clone().min(), years.max()) else { return Value::Null };
    let to = last + 1;
    let place = |months: i32| f64::from(months - from * 12) / f64::from((to - from) * 12);
    let mut placed: Vec<Placed> = Vec::new();
    let mut milestones = Vec::new();
    for council in &councils {
        let at = place(council.established.date.months());
        let width = width_in_em(&council.short_name.text).clamp(width_in_em("2013年12月"), LABEL_EM) + GAP_EM;
        let half = width / LINE_EM / 2.0;
        let lane = free_lane(&placed, at, half);
        placed.push(Placed { lane, at, left: at - half, right: at + half });
        milestones.push(json!({
            "at": at,
            "lane": lane,
            "label": council.short_name,
            "date": council.established,
        }));
    }
    let established: Vec<_> = councils.iter().map(|council| council.established.datum).collect();
    let years = (from..=last)
        .map(|year| json!({ "at": place(year * 12), "label": derived(&established, &format!("{year}年")) }));
    json!({ "milestones": milestones, "years": years.collect::<Value>() })
}

/// The first lane in which the label overlaps no other and no stem runs through a label.
fn free_lane(placed: &[Placed], at: f64, half: f64) -> i32 {
    let free = |lane: &i32| {
        placed.iter().filter(|other| other.lane.signum() == lane.signum()).all(|other| {
            let labels_meet = other.lane == *lane && other.left < at + half && at - half < other.right;
            let stem_cut = lane.abs() > other.lane.abs() && other.left < at && at < other.right;
            let cuts_stem = other.lane.abs() > lane.abs() && at - half < other.at && other.at < at + half;
            !(labels_meet || stem_cut || cuts_stem)
        })
    };
    // Labels alternate between the two sides, which keeps them in reading order.
    let last = placed.last().map_or(-1, |other| other.lane.signum());
    let alternating = LANES.into_iter().map(|lane| -lane * last);
    alternating.clone().find(free).unwrap_or(-last)
}
