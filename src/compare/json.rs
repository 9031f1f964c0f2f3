//! A comparison for other programs.

use serde_json::{Value, json as value};

use super::change::{Change, Said, Side};
use super::{Compared, Comparison};
use crate::diagnostic::Sources;

/// The version of the form below; it rises when a key is renamed or goes.
const VERSION: u32 = 1;

/// A comparison as JSON. `docs/year-over-year.md` describes the keys; numbers are texts, so that they stay exact.
pub fn json(comparison: &Comparison, sources: &Sources) -> String {
    let report = |of: &Compared| value!({ "title": of.title.text, "date": of.date.date.to_string() });
    let changes = comparison.changes.iter().map(|change| one(change, sources));
    let all = value!({
        "version": VERSION,
        "previous": report(&comparison.previous),
        "current": report(&comparison.current),
        "yearly": comparison.yearly,
        "changes": changes.collect::<Vec<_>>(),
    });
    format!("{all:#}")
}

fn one(change: &Change, sources: &Sources) -> Value {
    let head = |head: &Option<Said>| head.as_ref().map(|head| head.text.clone());
    let path: Vec<String> =
        change.steps.iter().map(|step| head(&step.head).unwrap_or_else(|| step.key.clone())).collect();
    let number = change.movement.as_ref().map(|movement| {
        value!({
            "unit": head(&change.unit),
            "before": movement.before.to_string(),
            "after": movement.after.to_string(),
            "difference": movement.difference.map(|difference| difference.to_string()),
            "rate": movement.rate.as_ref().map(|rate| rate.replace(',', "").replace('−', "-")),
            "points": movement.points,
            "target": movement.target.map(super::Outcome::name),
            "trend": movement.trend.map(super::Trend::name),
        })
    });
    value!({
        "council": change.council,
        "kind": change.kind.name(),
        "what": change.subject.name(),
        "key": change.key,
        "path": path,
        "before": change.before.as_ref().map(|before| side(before, sources)),
        "after": change.after.as_ref().map(|after| side(after, sources)),
        "number": number,
        "by_label": change.by_label,
    })
}

fn side(side: &Side, sources: &Sources) -> Value {
    let at = side.place.as_ref().map(|place| sources.position(place.file, place.range.start));
    value!({
        "file": side.place.as_ref().map(|place| sources.name(place.file)),
        "line": at.map(|at| at.line),
        "column": at.map(|at| at.column),
        "pointer": side.pointer,
        "block": side.block,
        "text": side.text(),
    })
}
