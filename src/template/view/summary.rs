//! What a one-page summary shows, and where.

use serde_json::{Value, json};

use super::super::Fit;
use super::{blocks, derived, metric, plain};
use crate::model::{Digest, FiledCouncil, PartId, Report};

/// The view of a summary.
pub(super) fn summary(report: &Report, at: usize, filed: &FiledCouncil, digest: &Digest, fit: &Fit) -> Value {
    let mut purpose = plain(&digest.purpose);
    blocks::items(&mut purpose);
    let mut achievements = plain(&digest.achievements);
    blocks::items(&mut achievements);
    let mut results = plain(&digest.results);
    blocks::items(&mut results);
    let mut metrics = plain(&digest.metrics);
    let style = &report.head.style;
    metric::extend(&mut metrics, &digest.metrics, &style.writing());
    metric::hide_common_date(&mut metrics, &digest.metrics, digest.as_of);
    let mut show = plain(&digest.show);
    blocks::extend(&mut show, &digest.show, 2, style);
    let places = json!({
        "purpose": fit.column(PartId::Purpose),
        "achievements": fit.column(PartId::Achievements),
        "results": fit.column(PartId::Results),
    });
    let show = show.as_array().into_iter().flatten().enumerate().map(|(at, block)| {
        let part = PartId::Shown(at);
        json!({ "part": part.to_string(), "column": fit.column(part), "blocks": [block] })
    });
    let show: Vec<Value> = show.collect();
    let [width, height] = report.head.summary_page.size();
    json!({
        "name": plain(&filed.council.name),
        "issuer": plain(&report.head.issuer),
        "date": plain(&report.head.date),
        "established": plain(&filed.council.established),
        "message": plain(&digest.message),
        "position": derived(&[filed.id.datum], &format!("{}/{}", at + 1, report.councils.len())),
        "purpose": purpose,
        "achievements": achievements,
        "has_results": digest.has_results(),
        "metrics": metrics,
        "results": results,
        "as_of": plain(&digest.as_of),
        "show": show,
        "left_out": if digest.left_out == 0 {
            Value::Null
        } else {
            derived(&[filed.council.name.datum], &digest.left_out.to_string())
        },
        "page": { "width": width, "height": height },
        "fit": {
            "scale": fit.scale,
            "widths": fit.widths,
            "airs": fit.airs.iter().map(|air| f64::from(*air) / 100.0).collect::<Vec<_>>(),
            "places": places,
        },
    })
}
