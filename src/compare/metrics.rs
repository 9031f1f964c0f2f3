//! The metrics of a council, found by their ids wherever they stand.

use std::collections::BTreeMap;

use super::change::{ChangeKind, ReportChange, Subject};
use super::metric_index::MetricIndex;
use super::movement::{Movement, TargetOutcome};
use super::taken::TakenMetric;
use super::tree::Node;
use super::value::ReportValue;
use super::walk::TreeWalk;
use super::walk::WhichReport::{Earlier, Later};
use crate::data::{DatumKind, LeafValue, Number, Text, When};
use crate::japanese::WritingStyle;
use crate::mark::DatumId;
use crate::model::{Council, Metric, Report, Target};

/// What an earlier report says of a metric.
#[derive(Clone, Debug)]
pub struct EarlierMetric {
    /// Its value, if it was known.
    pub value: Option<Number>,
    /// What stood in its place otherwise.
    pub pending: Option<Text>,
    /// Its unit.
    pub unit: Text,
    /// Whether the value is approximate, or the present one.
    pub approximate: bool,
    /// The day up to which was counted.
    pub as_of: Option<When>,
    /// Whether this is the same day of the year before (前年); otherwise it is some earlier time (前回).
    pub yearly: bool,
    /// How far the value has moved since, if both are known.
    pub movement: Option<Movement>,
    /// What the present value and its day come from.
    pub present: Vec<DatumId>,
}

/// The metrics of a council by their ids, the first of each.
fn by_id(council: &Council) -> BTreeMap<&str, &Metric> {
    council.metrics().into_iter().rev().map(|metric| (metric.id.name.as_str(), metric)).collect()
}

/// A council of both reports, the earlier first.
pub(super) struct CouncilPair<'a> {
    pub reports: [&'a Report; 2],
    pub councils: [&'a Council; 2],
    by_id: [BTreeMap<&'a str, &'a Metric>; 2],
}

/// A metric of both reports.
struct MetricPair<'m> {
    before: &'m TakenMetric,
    after: &'m TakenMetric,
    /// Whether it was found by its label alone.
    by_label: bool,
}

impl<'a> CouncilPair<'a> {
    pub fn new(reports: [&'a Report; 2], councils: [&'a Council; 2]) -> Self {
        Self { reports, councils, by_id: councils.map(by_id) }
    }

    /// Compares the metrics that were taken out of both trees.
    pub fn compare(
        &self,
        walk: &mut TreeWalk<'_>,
        before: &[TakenMetric],
        after: &[TakenMetric],
        earlier: &mut BTreeMap<DatumId, EarlierMetric>,
    ) {
        let index = MetricIndex::of(before, after);
        let mut order = Vec::new();
        let mut open: Vec<bool> = vec![true; before.len()];
        for metric in after {
            let by_id = index.by_id(&metric.node);
            match by_id.or_else(|| index.by_label(&metric.node)) {
                Some(place) if open[place] => {
                    open[place] = false;
                    order.push(place);
                    let pair = MetricPair { before: &before[place], after: metric, by_label: by_id.is_none() };
                    let head = metric.node.field("label").and_then(Node::leaf);
                    walk.inside("metrics", None, |walk| {
                        walk.inside("metrics", head, |walk| self.pair(walk, &pair, earlier));
                    });
                }
                _ => walk.inside("metrics", None, |walk| walk.only(Later, &metric.node, Subject::Metric)),
            }
        }
        for (metric, _) in before.iter().zip(&open).filter(|(_, open)| **open) {
            walk.inside("metrics", None, |walk| walk.only(Earlier, &metric.node, Subject::Metric));
        }
        let is_reordered = order.windows(2).any(|pair| pair[1] < pair[0]);
        if let (Some(before), Some(after), true) = (before.first(), after.first(), is_reordered) {
            walk.inside("metrics", None, |walk| walk.reordered(&before.node, &after.node, Subject::Metric));
        }
    }

    fn pair(&self, walk: &mut TreeWalk<'_>, pair: &MetricPair<'_>, earlier: &mut BTreeMap<DatumId, EarlierMetric>) {
        let (from, to) = (&pair.before.node, &pair.after.node);
        let [earlier_metrics, later_metrics] = &self.by_id;
        let before = from.text("id").and_then(|id| earlier_metrics.get(id).copied());
        let after = to.text("id").and_then(|id| later_metrics.get(id).copied());
        let (Some(before), Some(after)) = (before, after) else { return };
        let movement = movement(before, after, &walk.style);
        let unit = ReportValue::text_of(&after.unit);
        self.stated(walk, pair, [before, after], (&unit, movement.as_ref()));
        let outer_unit = walk.unit.replace(unit);
        let first_change = walk.changes.len();
        walk.fields(from, to, &["value", "pending"]);
        walk.unit = outer_unit;
        for change in &mut walk.changes[first_change..] {
            change.by_label = pair.by_label;
            let is_target = change.steps.iter().any(|step| step.key == "target");
            if let (Some(moved), true) = (&mut change.movement, is_target) {
                moved.target = movement.as_ref().and_then(|movement| movement.target);
            }
        }
        if pair.before.in_results != pair.after.in_results {
            walk.reordered(from, to, Subject::Metric);
        }
        let days = [self.as_of(0, before, pair.before.in_results), self.as_of(1, after, pair.after.in_results)];
        earlier.insert(after.label.datum, self.earlier_metric([before, after], days, movement));
    }

    /// Records that a metric states something else than before: another value, or other words in its place.
    fn stated(
        &self,
        walk: &mut TreeWalk<'_>,
        pair: &MetricPair<'_>,
        [before, after]: [&Metric; 2],
        (unit, movement): (&ReportValue, Option<&Movement>),
    ) {
        let (Some(from), Some(to)) = (stated(&pair.before.node), stated(&pair.after.node)) else { return };
        if from.leaf().map(ReportValue::text) == to.leaf().map(ReportValue::text) {
            return;
        }
        let sides = [walk.whole_side(Earlier, from), walk.whole_side(Later, to)].map(Some);
        let [from, to] = sides;
        let change = walk.change(ChangeKind::Number, Subject::Metric, from, to);
        walk.changes.push(ReportChange {
            unit: Some(unit.clone()),
            goal: after.target.as_ref().or(before.target.as_ref()).map(goal),
            movement: movement.cloned(),
            by_label: pair.by_label,
            ..change
        });
    }

    /// What the earlier report says of a metric, of which the days are known up to which both count.
    fn earlier_metric(
        &self,
        [before, after]: [&Metric; 2],
        days: [Option<When>; 2],
        movement: Option<Movement>,
    ) -> EarlierMetric {
        let reports = self.reports.map(|report| report.head.date.date);
        let yearly = match days {
            [Some(earlier), Some(later)] => earlier.date.is_a_year_before(&later.date),
            _ => reports[0].is_a_year_before(&reports[1]),
        };
        let present = [after.value.number.map(|number| number.datum), days[1].map(|day| day.datum)];
        EarlierMetric {
            value: before.value.number,
            pending: before.pending.clone(),
            unit: before.unit.clone(),
            approximate: before.approximate || after.approximate,
            as_of: days[0],
            yearly,
            movement,
            present: present.into_iter().flatten().collect(),
        }
    }

    /// The day up to which a metric counts: its own, or that of the whole.
    fn as_of(&self, at: usize, metric: &Metric, results: bool) -> Option<When> {
        let of_results = self.councils[at].results.as_ref().filter(|_| results).and_then(|all| all.as_of);
        metric.as_of.or(of_results).or(self.reports[at].head.as_of)
    }
}

/// How far the value of a metric has moved, if both are known, and what that means for its target.
fn movement(before: &Metric, after: &Metric, style: &WritingStyle) -> Option<Movement> {
    let (from, to) = before.number().zip(after.number())?;
    let units = [before, after].map(|metric| metric.unit.text.as_str());
    let movement = Movement::new(from, to, units, style).judged(after.better);
    Some(Movement { target: TargetOutcome::of(before.met(), after.met()), ..movement })
}

/// The value of a target.
fn goal(target: &Target) -> ReportValue {
    ReportValue {
        value: LeafValue::Number(target.value.value),
        data: vec![target.value.datum],
        kind: Some(DatumKind::Number),
    }
}

/// The value of a metric, or what stands in its place.
fn stated(metric: &Node) -> Option<&Node> {
    metric.field("value").filter(|value| value.leaf().is_some()).or_else(|| metric.field("pending"))
}
