//! A comparison for other programs.

use std::borrow::Cow;

use serde_json::{Value, json as value};

use super::change::{ChangeSide, ReportChange};
use super::value::ReportValue;
use super::{ComparedReport, Comparison};
use crate::diagnostic::Sources;

/// The version of the form below; it rises when a key is renamed or goes.
const VERSION: u32 = 1;

/// A comparison as JSON. `docs/year-over-year.md` describes the keys; numbers are texts, so that they stay exact.
pub fn json(comparison: &Comparison, sources: &Sources) -> String {
    let changes = comparison.changes.iter().map(|change| self::change(change, sources));
    let all = value!({
        "version": VERSION,
        "previous": report(&comparison.previous),
        "current": report(&comparison.current),
        "yearly": comparison.yearly,
        "changes": changes.collect::<Vec<_>>(),
    });
    format!("{all:#}")
}

fn report(compared: &ComparedReport) -> Value {
    value!({ "title": compared.title.text, "date": compared.date.date.to_string() })
}

fn change(change: &ReportChange, sources: &Sources) -> Value {
    let path: Vec<Cow<'_, str>> = change
        .steps
        .iter()
        .map(|step| step.head.as_ref().map_or(step.key.as_str().into(), ReportValue::text))
        .collect();
    let number = change.movement.as_ref().map(|movement| {
        value!({
            "unit": change.unit.as_ref().map(ReportValue::text),
            "before": movement.before.to_string(),
            "after": movement.after.to_string(),
            "difference": movement.difference.map(|difference| difference.to_string()),
            "rate": movement.rate.map(|rate| rate.to_string()),
            "points": movement.points,
            "target": movement.target.map(super::TargetOutcome::name),
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

fn side(side: &ChangeSide, sources: &Sources) -> Value {
    let position = side.place.as_ref().map(|place| sources.position(place.file, place.range.start));
    value!({
        "file": side.place.as_ref().map(|place| sources.name(place.file)),
        "line": position.map(|position| position.line),
        "column": position.map(|position| position.column),
        "pointer": side.pointer,
        "block": side.block,
        "text": side.text(),
    })
}
