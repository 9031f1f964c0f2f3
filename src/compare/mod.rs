//! Two reports compared, as of two years: what was added, removed and reworded, and which numbers moved.
//!
//! Both reports become trees of fields, so that whatever the model holds is compared, and what falls into no
//! other class is told as such, by its pointer. Councils, metrics, blocks and whatever else has an id are found by
//! it; a metric whose id is another by its label; rows by the text of their first cell, columns by their title,
//! values of charts by series and category; all else by equal content, and then by likeness of the text in the same
//! list; blocks that hold entries by their place between the same neighbours, if nothing else tells them.
//!
//! A comparison has no direction: what is added one way is removed the other way.

mod blocks;
mod candidates;
mod change;
mod doubts;
mod json;
mod metric_index;
mod metrics;
mod movement;
mod pairs;
mod problems;
mod record;
mod reports;
mod table_heads;
mod taken;
mod text;
mod tree;
mod value;
mod walk;
mod wording;
mod words;

pub use problems::PreviousIsLater;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use change::{ChangeKind, ChangeSide, ChangeStep, ReportChange, Subject};
pub use json::json;
pub use metrics::EarlierMetric;
pub use movement::{Movement, TargetOutcome, Trend, is_rate, signed, signed_rate};
pub use text::text;
pub use value::ReportValue;
pub use wording::{path, subject};
pub use words::{WordingPiece, pieces};

use crate::data::{Text, When};
use crate::diagnostic::{Diagnostic, Sources, Words};
use crate::internal::InternalError;
use crate::japanese::WritingStyle;
use crate::mark::DatumId;
use crate::model::Report;
use reports::{ReportPair, council_ids};

const EARLIER_HERE: Words = Words::new("in the earlier report", "前回の報告書");

/// One of the reports that were compared.
#[derive(Clone, Debug)]
pub struct ComparedReport {
    /// Its title.
    pub title: Text,
    /// Its date.
    pub date: When,
}

/// The differences between two reports.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The earlier report.
    pub previous: ComparedReport,
    /// The later report.
    pub current: ComparedReport,
    /// Whether the earlier is that of the year before (前年), by the dates of both; otherwise it is just an earlier
    /// one (前回).
    pub yearly: bool,
    /// The style in which the later report writes numbers and dates.
    pub style: WritingStyle,
    /// The ids and names of councils, those of the later report in its order and then those that are gone.
    pub councils: Vec<(String, Text)>,
    /// All changes, by council in this order, those outside councils first.
    pub changes: Vec<ReportChange>,
    /// What the earlier report says of metrics, by the datum of the present label.
    pub earlier: BTreeMap<DatumId, EarlierMetric>,
    /// The data that head what is new (新規).
    pub new: BTreeSet<DatumId>,
    /// The files of the earlier report, byte for byte, by their path in its folder.
    pub files: BTreeMap<String, Arc<[u8]>>,
    doubts: Vec<Diagnostic>,
}

impl Comparison {
    /// What should be looked at before figures of both reports are put side by side.
    pub fn doubts(&self) -> &[Diagnostic] {
        &self.doubts
    }

    /// The changes of a council, or those outside councils.
    pub fn of<'a>(&'a self, council: Option<&'a str>) -> impl Iterator<Item = &'a ReportChange> {
        self.changes.iter().filter(move |change| change.council.as_deref() == council)
    }
}

/// Compares two reports, whose data are in the list of the later, see [`Report::load_previous`].
///
/// # Errors
/// None but those of the program itself.
pub fn compare(previous: &Report, current: &Report, sources: &Sources) -> Result<Comparison, InternalError> {
    let mut reports = ReportPair::new(previous, current, sources);
    reports.compare_heads()?;
    reports.compare_councils()?;
    let ReportPair { changes, earlier, new, .. } = reports;
    let mut doubts = doubts::metric_doubts(&changes);
    doubts.extend(doubt_of_dates(previous, current));
    let present = council_ids(current);
    let gone = previous.councils.iter().filter(|filed| !present.contains(&filed.id.name.as_str()));
    let councils = current.councils.iter().chain(gone);
    Ok(Comparison {
        files: previous.files.clone(),
        yearly: previous.head.date.date.is_a_year_before(&current.head.date.date),
        previous: ComparedReport::of(previous),
        current: ComparedReport::of(current),
        style: current.head.style.writing(),
        councils: councils.map(|filed| (filed.id.name.clone(), filed.council.name.clone())).collect(),
        changes,
        earlier,
        new,
        doubts,
    })
}

impl ComparedReport {
    fn of(report: &Report) -> Self {
        Self { title: report.head.title.clone(), date: report.head.date }
    }
}

/// A warning if the report that is said to be the earlier one has a later date.
fn doubt_of_dates(previous: &Report, current: &Report) -> Option<Diagnostic> {
    let [earlier, later] = [previous, current].map(|report| report.head.date);
    if !later.date.is_before(&earlier.date) {
        return None;
    }
    let doubt = Diagnostic::new(current.data.place(later.datum), PreviousIsLater);
    Some(match current.data.place(earlier.datum) {
        Some(place) => doubt.with_related(place, EARLIER_HERE),
        None => doubt,
    })
}
