//! What should be looked at before figures of two reports are put side by side.

use super::EARLIER_HERE;
use super::change::{ChangeSide, ReportChange};
use crate::diagnostic::{AnyProblem, Diagnostic, problems};

/// Warnings of metrics that may not count the same in both reports.
pub(super) fn metric_doubts(changes: &[ReportChange]) -> Vec<Diagnostic> {
    changes.iter().filter_map(doubt).collect()
}

fn doubt(change: &ReportChange) -> Option<Diagnostic> {
    let of_metric = change.steps.first().is_some_and(|step| step.key == "metrics") && change.steps.len() == 3;
    let head = change.steps.iter().find_map(|step| step.head.as_ref());
    let label = head.map(|head| head.text().into_owned()).unwrap_or_default();
    let [before, after] =
        [&change.before, &change.after].map(|side| side.as_ref().map(ChangeSide::text).unwrap_or_default());
    let problem: AnyProblem = match change.key.as_str() {
        "id" if of_metric && change.by_label => MetricByLabel { label, before, after }.into(),
        "unit" if of_metric => MetricUnitChanged { label, before, after }.into(),
        _ => return None,
    };
    let [earlier, later] =
        [&change.before, &change.after].map(|side| side.as_ref().and_then(|side| side.place.clone()));
    let doubt = Diagnostic::new(later, problem);
    Some(match earlier {
        Some(earlier) => doubt.with_related(earlier, EARLIER_HERE),
        None => doubt,
    })
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
