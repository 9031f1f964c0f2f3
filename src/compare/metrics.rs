//! The metrics of a council, found by their ids wherever they stand.

use std::collections::BTreeMap;

use super::EARLIER_HERE;
use super::change::{Change, Kind, Said, Subject};
use super::found::Index;
use super::movement::{Movement, Outcome};
use super::tree::{Content, Node};
use super::walk::Walk;
use crate::data::{DatumKind, Number, Text, When};
use crate::diagnostic::{AnyProblem, Diagnostic, Place, problems};
use crate::mark::DatumId;
use crate::model::{Council, Metric, Report, Target};

/// What an earlier report says of a metric.
#[derive(Clone, Debug)]
pub struct Earlier {
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

/// Takes all metrics out of a council's tree, each with whether it stands among the results.
pub(super) fn take(node: &mut Node, results: bool, found: &mut Vec<(bool, Node)>) {
    match &mut node.content {
        Content::Null | Content::Leaf(_) => {}
        Content::List(list) => list.iter_mut().for_each(|node| take(node, results, found)),
        Content::Object(fields) => {
            for (key, node) in fields {
                match &mut node.content {
                    // A summary lists the ids of metrics under the same key.
                    Content::List(list) if key == "metrics" && list.iter().all(|metric| metric.leaf().is_none()) => {
                        found.extend(list.drain(..).map(|metric| (results, metric)));
                    }
                    _ => take(node, key == "results", found),
                }
            }
        }
    }
}

/// The metrics of a council by their ids, the first of each.
fn by_id(council: &Council) -> BTreeMap<&str, &Metric> {
    council.metrics().into_iter().rev().map(|metric| (metric.id.name.as_str(), metric)).collect()
}

/// A council of both reports, the earlier first.
pub(super) struct Both<'a> {
    pub reports: [&'a Report; 2],
    pub councils: [&'a Council; 2],
}

impl Both<'_> {
    /// Compares the metrics that were taken out of both trees.
    pub fn compare(
        &self,
        walk: &mut Walk<'_>,
        mut before: Vec<(bool, Node)>,
        after: &[(bool, Node)],
        earlier: &mut BTreeMap<DatumId, Earlier>,
    ) {
        let index = Index::of(&before, after);
        let named = self.councils.map(by_id);
        let first = before.first().map(|(_, metric)| metric.clone());
        let mut order = Vec::new();
        let mut open: Vec<bool> = vec![true; before.len()];
        for metric in after {
            let by_id = index.by_id(&metric.1);
            match by_id.or_else(|| index.by_label(&metric.1)) {
                Some(at) if open[at] => {
                    open[at] = false;
                    order.push(at);
                    let head = metric.1.field("label").and_then(Node::leaf);
                    walk.inside("metrics", None, |walk| {
                        walk.inside("metrics", head, |walk| {
                            self.pair(walk, &before[at], metric, (by_id.is_none(), &named), earlier);
                        });
                    });
                }
                _ => walk.inside("metrics", None, |walk| walk.only(1, &metric.1, Subject::Metric)),
            }
        }
        let mut left = open.iter();
        before.retain(|_| left.next() == Some(&true));
        for (_, metric) in &before {
            walk.inside("metrics", None, |walk| walk.only(0, metric, Subject::Metric));
        }
        if let (Some(a), Some((_, b)), true) = (&first, after.first(), order.windows(2).any(|pair| pair[1] < pair[0])) {
            let [x, y] = [walk.side(0, a, false), walk.side(1, b, false)].map(Some);
            walk.inside("metrics", None, |walk| walk.found.push(walk.change(Kind::Order, Subject::Metric, x, y)));
        }
    }

    fn pair(
        &self,
        walk: &mut Walk<'_>,
        (among, a): &(bool, Node),
        (amid, b): &(bool, Node),
        (by_label, named): (bool, &[BTreeMap<&str, &Metric>; 2]),
        earlier: &mut BTreeMap<DatumId, Earlier>,
    ) {
        let metric = |at: usize, node: &Node| named[at].get(node.text("id")?).copied();
        let (Some(before), Some(after)) = (metric(0, a), metric(1, b)) else { return };
        let units = [before, after].map(|metric| metric.unit.text.as_str());
        let numbers = before.number().zip(after.number());
        let movement = numbers.map(|(from, to)| {
            let movement = Movement::new(from, to, units, &walk.style).judged(after.better);
            Movement { target: Outcome::of(before.met(), after.met()), ..movement }
        });
        let unit = Said { text: after.unit.text.clone(), data: vec![after.unit.datum], kind: Some(DatumKind::Text) };
        let said = |target: &Target| Said {
            text: target.value.value.to_string(),
            data: vec![target.value.datum],
            kind: Some(DatumKind::Number),
        };
        let goal = after.target.as_ref().or(before.target.as_ref()).map(said);
        if let (Some(their), Some(own)) = (stated(a), stated(b))
            && their.leaf().map(|leaf| &leaf.text) != own.leaf().map(|leaf| &leaf.text)
        {
            let [x, y] = [walk.side(0, their, true), walk.side(1, own, true)].map(Some);
            let change = walk.change(Kind::Number, Subject::Metric, x, y);
            walk.found.push(Change {
                unit: Some(unit.clone()),
                goal: goal.clone(),
                movement: movement.clone(),
                by_label,
                ..change
            });
        }
        let outer = walk.unit.replace(unit);
        let from = walk.found.len();
        walk.fields(a, b, &["value", "pending"]);
        walk.unit = outer;
        for change in &mut walk.found[from..] {
            change.by_label = by_label;
            let target = change.steps.iter().any(|step| step.key == "target");
            if let (Some(moved), true) = (&mut change.movement, target) {
                moved.target = movement.as_ref().and_then(|movement| movement.target);
            }
        }
        if among != amid {
            let [x, y] = [walk.side(0, a, false), walk.side(1, b, false)].map(Some);
            walk.found.push(walk.change(Kind::Order, Subject::Metric, x, y));
        }
        let days = [self.as_of(0, before, *among), self.as_of(1, after, *amid)];
        let reports = self.reports.map(|report| report.head.date.date);
        let yearly = match days {
            [Some(earlier), Some(later)] => earlier.date.is_a_year_before(&later.date),
            _ => reports[0].is_a_year_before(&reports[1]),
        };
        let present = [after.value.number.map(|number| number.datum), days[1].map(|day| day.datum)];
        earlier.insert(
            after.label.datum,
            Earlier {
                value: before.value.number,
                pending: before.pending.clone(),
                unit: before.unit.clone(),
                approximate: before.approximate || after.approximate,
                as_of: days[0],
                yearly,
                movement,
                present: present.into_iter().flatten().collect(),
            },
        );
    }

    /// The day up to which a metric counts: its own, or that of the whole.
    fn as_of(&self, at: usize, metric: &Metric, results: bool) -> Option<When> {
        let of_results = || self.councils[at].results.as_ref().filter(|_| results).and_then(|all| all.as_of);
        metric.as_of.or_else(of_results).or(self.reports[at].head.as_of)
    }
}

/// The value of a metric, or what stands in its place.
fn stated(metric: &Node) -> Option<&Node> {
    metric.field("value").filter(|value| value.leaf().is_some()).or_else(|| metric.field("pending"))
}

/// What should be looked at before figures of two reports are put side by side.
pub(super) fn doubts(changes: &[Change]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for change in changes {
        let place = |side: &Option<super::Side>| side.as_ref().and_then(|side| side.place.clone());
        let (was, is): (Option<Place>, Option<Place>) = (place(&change.before), place(&change.after));
        let of_metric = change.steps.first().is_some_and(|step| step.key == "metrics") && change.steps.len() == 3;
        let text = |side: &Option<super::Side>| side.as_ref().map(super::Side::text).unwrap_or_default();
        let label = change.steps.iter().find_map(|step| step.head.as_ref()).map(|head| head.text.clone());
        let (label, before, after) = (label.unwrap_or_default(), text(&change.before), text(&change.after));
        let problem: AnyProblem = match change.key.as_str() {
            "id" if of_metric && change.by_label => MetricByLabel { label, before, after }.into(),
            "unit" if of_metric => MetricUnitChanged { label, before, after }.into(),
            _ => continue,
        };
        let diagnostic = Diagnostic::new(is, problem);
        found.push(match was {
            Some(was) => diagnostic.with_related(was, EARLIER_HERE),
            None => diagnostic,
        });
    }
    found
}

problems! {
    /// Metric with another id than before.
    K0262 warning MetricByLabel { label: String, before: String, after: String }
    en: "{label} has the id `{after}`, but had `{before}` in the earlier report: it was matched by its label",
        hint "use `{before}` again; metrics are matched by id from year to year";
    ja: "「{label}」のidは`{after}`ですが、前回の報告書では`{before}`なので、項目名で対応付けました",
        hint "前回と同じ`{before}`にしてください。同じ指標かどうかはidで見分けます";

    /// Metric with another unit than before.
    K0263 warning MetricUnitChanged { label: String, before: String, after: String }
    en: "the unit of {label} is {after}, but was {before} in the earlier report: no change can be shown",
        hint "use the earlier unit, or give the metric a new id if it counts something else";
    ja: "「{label}」の単位は{after}ですが、前回の報告書では{before}なので、増減を示せません",
        hint "前回と同じ単位で書くか、数える対象が変わったのなら、新しいidを付けてください";
}
