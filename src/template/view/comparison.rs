//! What has changed since an earlier report, council by council.

use serde::Serialize;

use super::changes::{ChangeWriter, NumberView, OnlyView, OtherView, TextView};
use super::derived;
use crate::compare::{ChangeKind, ComparedReport, Comparison, ReportChange};
use crate::data::{Leaf, Text, When};

#[derive(Serialize)]
pub(super) struct ComparisonView<'a> {
    base: &'static str,
    previous: ReportView<'a>,
    current: ReportView<'a>,
    /// Whether any text was reworded.
    reworded: bool,
    counts: Vec<CountsView<'a>>,
    parts: Vec<PartView<'a>>,
}

#[derive(Serialize)]
struct ReportView<'a> {
    title: &'a Text,
    date: When,
}

#[derive(Serialize)]
struct CountsView<'a> {
    called: PartTitle<'a>,
    counts: Vec<Leaf>,
}

/// What the changes of a part are called by.
#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
enum PartTitle<'a> {
    Council(&'a Text),
    Whole(&'static str),
}

#[derive(Serialize)]
struct PartView<'a> {
    called: PartTitle<'a>,
    numbers: Vec<NumberView>,
    texts: Vec<TextView>,
    added: Vec<OnlyView>,
    removed: Vec<OnlyView>,
    others: Vec<OtherView>,
}

/// The kinds of changes that each column of the table of counts counts.
const COLUMN_KINDS: [&[ChangeKind]; 5] = [
    &[ChangeKind::Number],
    &[ChangeKind::Reworded],
    &[ChangeKind::Added],
    &[ChangeKind::Removed],
    &[ChangeKind::Date, ChangeKind::Order, ChangeKind::Picture, ChangeKind::Other],
];

/// The view of a comparison.
pub(super) fn comparison(comparison: &Comparison) -> ComparisonView<'_> {
    let writer = ChangeWriter { style: comparison.style };
    let (mut parts, mut counts) = (Vec::new(), Vec::new());
    let councils = comparison.councils.iter().map(|(id, name)| (Some(id.as_str()), name));
    for (council, name) in std::iter::once((None, &comparison.current.title)).chain(councils) {
        let changes: Vec<&ReportChange> = comparison.of(council).collect();
        if changes.is_empty() {
            continue;
        }
        let called = if council.is_some() { PartTitle::Council(name) } else { PartTitle::Whole("報告書全体") };
        let columns = COLUMN_KINDS.map(|kinds| of_kinds(&changes, kinds));
        let column_counts = columns.iter().map(|column| derived(&[name.datum], column.len().to_string()));
        counts.push(CountsView { called, counts: column_counts.collect() });
        let [numbers, texts, added, removed, others] = columns;
        parts.push(PartView {
            called,
            numbers: numbers.into_iter().map(|change| writer.number(change)).collect(),
            texts: texts.into_iter().map(ChangeWriter::reworded).collect(),
            added: added.into_iter().map(|change| writer.only(change, change.after.as_ref())).collect(),
            removed: removed.into_iter().map(|change| writer.only(change, change.before.as_ref())).collect(),
            others: others.into_iter().map(|change| writer.other(change)).collect(),
        });
    }
    ComparisonView {
        base: if comparison.yearly { "前年" } else { "前回" },
        previous: ReportView::of(&comparison.previous),
        current: ReportView::of(&comparison.current),
        reworded: comparison.changes.iter().any(|change| change.kind == ChangeKind::Reworded),
        counts,
        parts,
    }
}

fn of_kinds<'c>(changes: &[&'c ReportChange], kinds: &[ChangeKind]) -> Vec<&'c ReportChange> {
    changes.iter().copied().filter(|change| kinds.contains(&change.kind)).collect()
}

impl<'a> ReportView<'a> {
    fn of(compared: &'a ComparedReport) -> Self {
        Self { title: &compared.title, date: compared.date }
    }
}
