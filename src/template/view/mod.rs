//! What templates see of the report.
//!
//! The model is serialised as it is, each printable leaf between its marks. What pages need
//! beyond that is added: numbers of councils, rates, the geometry of charts. Every key is
//! always there, `null` where the data have none, so that a missing key is a fault of the
//! template.

mod blocks;
mod chart;
mod diagram;
mod layers;
mod metric;
mod timeline;

use serde_json::{Value, json};

use super::{Document, Stamp};
use crate::mark::{self, DatumId, Origin};
use crate::model::{FiledCouncil, Report, ReportHead, Style};

/// A measure or a text that was computed from data.
fn derived(data: &[DatumId], text: &str) -> Value {
    Value::String(mark::wrap(&Origin::Derived(data.to_vec()), text))
}

/// Serialises a part of the model; its types hold nothing that JSON cannot express.
fn plain(part: &impl serde::Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

/// The view of one document.
pub(super) fn view(report: &Report, document: Document, stamp: Stamp) -> Value {
    let head = &report.head;
    let mut view = json!({
        "title": plain(&head.title),
        "subtitle": plain(&head.subtitle),
        "issuer": plain(&head.issuer),
        "presented_to": plain(&head.presented_to),
        "date": plain(&head.date),
        "as_of": plain(&head.as_of),
        "period": plain(&head.period),
        "style": { "writing": plain(&head.style.writing()), "note_mark": head.style.note_mark.text() },
        "stamp": { "year": stamp.year, "month": stamp.month, "day": stamp.day },
    });
    match document {
        Document::Briefing => {
            let councils = report.councils.iter().enumerate();
            view["councils"] = councils.map(|(at, filed)| council(at, filed, head)).collect();
            view["framing"] = framing(report);
            view["timeline"] = timeline::timeline(report);
        }
        Document::Summary(at) => {
            if let Some(filed) = report.councils.get(at) {
                view["council"] = council(at, filed, head);
                view["summary"] = summary(filed, &head.style);
                let total = report.councils.len();
                view["position"] = derived(&[filed.id.datum], &format!("{}/{total}", at + 1));
            }
        }
    }
    view
}

fn framing(report: &Report) -> Value {
    let framing = &report.head.framing;
    let mut value = plain(framing);
    blocks::items(&mut value["items"]);
    blocks::extend(&mut value["blocks"], &framing.blocks, 2, &report.head.style);
    value
}

fn council(at: usize, filed: &FiledCouncil, head: &ReportHead) -> Value {
    let council = &filed.council;
    let mut value = plain(council);
    value["id"] = json!(filed.id.name);
    value["number"] = derived(&[filed.id.datum], &(at + 1).to_string());
    blocks::items(&mut value["purpose"]);
    blocks::items(&mut value["achievements"]);
    if let Some(results) = &council.results {
        blocks::items(&mut value["results"]["items"]);
        metric::extend(&mut value["results"]["metrics"], &results.metrics, &head.style.writing());
        metric::hide_common_date(&mut value["results"]["metrics"], &results.metrics, results.as_of);
    }
    for (part, reference) in council.reference.iter().enumerate() {
        blocks::extend(&mut value["reference"][part]["blocks"], &reference.blocks, 3, &head.style);
    }
    let highlighted = council.highlight.metric.as_ref().and_then(|id| council.metric(id));
    value["highlight"]["metric"] = plain(&highlighted);
    if let Some(metric) = highlighted {
        let counted =
            council.results.iter().find(|results| results.metrics.iter().any(|own| own.id.name == metric.id.name));
        let as_of = metric.as_of.or(counted.and_then(|results| results.as_of));
        // The head of the overview gives the date that holds where none is printed.
        let own = as_of.filter(|as_of| head.as_of.is_none_or(|common| common.date != as_of.date));
        value["highlight"]["metric"]["as_of"] = plain(&own);
    }
    value
}

/// What the summary shows: its own wording where there is one, the council's otherwise.
fn summary(filed: &FiledCouncil, style: &Style) -> Value {
    let council = &filed.council;
    let summary = &council.summary;
    let chosen = |own: &'_ [_], full: &'_ [_]| plain(&if own.is_empty() { full.to_vec() } else { own.to_vec() });
    let mut value = json!({
        "purpose": chosen(&summary.purpose, &council.purpose),
        "achievements": chosen(&summary.achievements, &council.achievements),
    });
    blocks::items(&mut value["purpose"]);
    blocks::items(&mut value["achievements"]);
    let metrics: Vec<_> = if summary.metrics.is_empty() {
        council.results.iter().flat_map(|results| results.metrics.iter().cloned()).collect()
    } else {
        summary.metrics.iter().filter_map(|id| council.metric(id).cloned()).collect()
    };
    value["metrics"] = plain(&metrics);
    metric::extend(&mut value["metrics"], &metrics, &style.writing());
    let common = council.results.as_ref().and_then(|results| results.as_of);
    metric::hide_common_date(&mut value["metrics"], &metrics, common);
    let shown: Vec<_> = summary
        .show
        .iter()
        .filter_map(|show| council.block(&show.block).map(|block| blocks::with_columns(block, &show.columns)))
        .collect();
    value["show"] = plain(&shown);
    blocks::extend(&mut value["show"], &shown, 2, style);
    value
}
