//! What templates see of the report.
//!
//! The model is serialised as it is, each printable leaf between its marks. What pages need
//! beyond that is added: numbers of councils, rates, the geometry of charts. Every key is
//! always there, `null` where the data have none, so that a missing key is a fault of the
//! template.

mod blocks;
mod chart;
mod comparison;
mod diagram;
mod layers;
mod metric;
mod summary;
mod timeline;
mod year;

use serde_json::{Value, json};

use super::{Document, Fit, Stamp};
use crate::compare::Comparison;
use crate::mark::{self, DatumId, Origin};
use crate::model::{Digest, FiledCouncil, Report, ReportHead};

/// A measure or a text that was computed from data.
fn derived(data: &[DatumId], text: &str) -> Value {
    Value::String(mark::wrap(&Origin::Derived(data.to_vec()), text))
}

/// Serialises a part of the model; its types hold nothing that JSON cannot express.
fn plain(part: &impl serde::Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

/// The view of one document; `sheet` gives what a summary shows and how.
pub(super) fn view(
    report: &Report,
    document: Document,
    sheet: &dyn Fn(usize) -> Option<(Digest, Fit)>,
    compared: Option<&Comparison>,
    stamp: Stamp,
) -> Value {
    let head = &report.head;
    let mut view = json!({
        "title": plain(&head.title),
        "subtitle": plain(&head.subtitle),
        "issuer": plain(&head.issuer),
        "presented_to": plain(&head.presented_to),
        "date": plain(&head.date),
        "as_of": plain(&head.as_of),
        "period": plain(&head.period),
        "style": {
            "writing": plain(&head.style.writing()),
            "note_mark": head.style.note_mark.text(),
            "link_addresses": head.style.link_addresses.text(),
        },
        "stamp": { "year": stamp.year, "month": stamp.month, "day": stamp.day },
    });
    let summary_of = |at: usize| match (report.councils.get(at), sheet(at)) {
        (Some(filed), Some((digest, fit))) => summary::summary(report, at, filed, &digest, &fit),
        _ => Value::Null,
    };
    match document {
        Document::Briefing => {
            let councils = report.councils.iter().enumerate();
            view["councils"] = councils.map(|(at, filed)| council(at, filed, head)).collect();
            view["framing"] = framing(report);
            view["timeline"] = timeline::timeline(report);
        }
        Document::Summary(at) => view["summaries"] = json!([summary_of(at)]),
        Document::Set => {
            let [width, height] = head.summary_page.size();
            view["page"] = json!({ "width": width, "height": height });
            view["summaries"] = (0..report.councils.len()).map(summary_of).collect();
        }
        Document::Comparison => view["comparison"] = compared.map_or(Value::Null, comparison::comparison),
    }
    year::extend(&mut view, compared);
    view
}

fn framing(report: &Report) -> Value {
    let framing = &report.head.framing;
    let mut value = plain(framing);
    blocks::items(&mut value["items"]);
    value["long"] = json!(blocks::are_long(&framing.blocks));
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
        value["reference"][part]["long"] = json!(blocks::are_long(&reference.blocks));
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
