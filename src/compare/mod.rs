//! Two reports compared, as of two years: what was added, removed and reworded, and which numbers moved.
//!
//! Both reports become trees of fields, so that whatever the model holds is compared, and what falls into no
//! other class is told as such, by its pointer. Councils, metrics, blocks and whatever else has an id are found by
//! it; a metric whose id is another by its label; rows by the text of their first cell, columns by their title,
//! values of charts by series and category; all else by equal content, and then by likeness of the text in the same
//! list; blocks that hold entries by their place between the same neighbours, if nothing else tells them.
//!
//! A comparison has no direction: what is added one way is removed the other way.

mod change;
mod found;
mod json;
mod metrics;
mod movement;
mod pairs;
mod problems;
mod text;
mod tree;
mod walk;
mod wording;
mod words;

pub use problems::PreviousIsLater;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use change::{Change, Kind, Said, Side, Step, Subject};
pub use json::json;
pub use metrics::Earlier;
pub use movement::{Movement, Outcome, Trend, is_rate, signed, signed_rate};
pub use text::text;
pub use wording::{path, subject};
pub use words::{Piece, pieces};

use crate::data::{Data, Pointed, Text, When};
use crate::diagnostic::{Diagnostic, FileId, Sources, Words};
use crate::internal::InternalError;
use crate::japanese::WritingStyle;
use crate::mark::DatumId;
use crate::model::{FiledCouncil, Report};
use metrics::Both;
use tree::{Node, tree};
use walk::Walk;

const EARLIER_HERE: Words = Words::new("in the earlier report", "前回の報告書");

/// One of the reports that were compared.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Its title.
    pub title: Text,
    /// Its date.
    pub date: When,
}

/// The differences between two reports.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The earlier report.
    pub previous: Compared,
    /// The later report.
    pub current: Compared,
    /// Whether the earlier is that of the year before (前年), by the dates of both; otherwise it is just an earlier
    /// one (前回).
    pub yearly: bool,
    /// The style in which the later report writes numbers and dates.
    pub style: WritingStyle,
    /// The ids and names of councils, those of the later report in its order and then those that are gone.
    pub councils: Vec<(String, Text)>,
    /// All changes, by council in this order, those outside councils first.
    pub changes: Vec<Change>,
    /// What the earlier report says of metrics, by the datum of the present label.
    pub earlier: BTreeMap<DatumId, Earlier>,
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
    pub fn of<'a>(&'a self, council: Option<&'a str>) -> impl Iterator<Item = &'a Change> {
        self.changes.iter().filter(move |change| change.council.as_deref() == council)
    }
}

/// Compares two reports, whose data are in the list of the later, see [`Report::load_previous`].
///
/// # Errors
/// None but those of the program itself.
pub fn compare(previous: &Report, current: &Report, sources: &Sources) -> Result<Comparison, InternalError> {
    let reports = [previous, current];
    let mut comparing =
        Comparing { reports, sources, found: Vec::new(), earlier: BTreeMap::new(), new: BTreeSet::new() };
    comparing.heads()?;
    comparing.councils()?;
    let find = |report: &'_ Report, id: &str| report.councils.iter().position(|filed| filed.id.name == id);
    let gone = previous.councils.iter().filter(|filed| find(current, &filed.id.name).is_none());
    let councils = current.councils.iter().chain(gone);
    let [from, to] = reports.map(|report| Compared { title: report.head.title.clone(), date: report.head.date });
    let Comparing { found: changes, earlier, new, .. } = comparing;
    let mut doubts = metrics::doubts(&changes);
    if to.date.date.is_before(&from.date.date) {
        let place = |report: &Report| current.data.place(report.head.date.datum);
        let doubt = Diagnostic::new(place(current), PreviousIsLater);
        doubts.push(match place(previous) {
            Some(place) => doubt.with_related(place, EARLIER_HERE),
            None => doubt,
        });
    }
    Ok(Comparison {
        files: previous.files.clone(),
        yearly: from.date.date.is_a_year_before(&to.date.date),
        previous: from,
        current: to,
        style: current.head.style.writing(),
        councils: councils.map(|filed| (filed.id.name.clone(), filed.council.name.clone())).collect(),
        changes,
        earlier,
        new,
        doubts,
    })
}

/// A comparison that is being made.
struct Comparing<'a> {
    reports: [&'a Report; 2],
    sources: &'a Sources,
    found: Vec<Change>,
    earlier: BTreeMap<DatumId, Earlier>,
    new: BTreeSet<DatumId>,
}

impl<'a> Comparing<'a> {
    /// The list that has the data of both.
    fn data(&self) -> &'a Data {
        &self.reports[1].data
    }

    fn walk(&self, council: Option<&str>, files: [Option<FileId>; 2]) -> Walk<'a> {
        Walk {
            council: council.map(str::to_owned),
            files: files.map(|file| Some(Pointed::new(file?, self.sources))),
            data: self.data(),
            style: self.reports[1].head.style.writing(),
            steps: Vec::new(),
            unit: None,
            better: None,
            found: Vec::new(),
            new: BTreeSet::new(),
        }
    }

    fn take(&mut self, walk: Walk<'_>) {
        self.found.extend(walk.found);
        self.new.extend(walk.new);
    }

    fn file(&self, datum: DatumId) -> Option<FileId> {
        self.data().place(datum).map(|place| place.file)
    }

    /// Compares what `report.json` holds, and the pictures.
    fn heads(&mut self) -> Result<(), InternalError> {
        let mut walk = self.walk(None, self.reports.map(|report| self.file(report.head.title.datum)));
        let [before, after] = self.reports.map(|report| tree(&report.head, self.data()));
        let (mut before, mut after) = (before?, after?);
        let lists = [before.take("councils"), after.take("councils")];
        walk.fields(&before, &after, &[]);
        let ids = self.reports.map(|report| report.councils.iter().map(|filed| &filed.id.name).collect::<Vec<_>>());
        let [a, b] = &ids;
        let [x, y] =
            [(a, b), (b, a)].map(|(own, other)| own.iter().filter(|id| other.contains(id)).collect::<Vec<_>>());
        if let (false, [Some(from), Some(to)]) = (x == y, &lists) {
            let [from, to] = [walk.side(0, from, false), walk.side(1, to, false)].map(Some);
            walk.inside("councils", None, |walk| {
                let change = walk.change(Kind::Order, Subject::Council, from, to);
                walk.found.push(change);
            });
        }
        // The same path may lead to another picture.
        for (path, picture) in &self.reports[1].pictures {
            let Some(former) = self.reports[0].pictures.get(path) else { continue };
            if former.bytes == picture.bytes {
                continue;
            }
            let side = |datum: DatumId| {
                let known = self.data().get(datum)?;
                let parts = vec![Said { text: path.clone(), data: vec![datum], kind: None }];
                Some(Side { pointer: self.data().pointer(known), place: Some(known.place()), parts, block: None })
            };
            let (before, after) = (side(former.datum), side(picture.datum));
            walk.inside("file", None, |walk| {
                let change = walk.change(Kind::Picture, Subject::Picture, before, after);
                walk.found.push(change);
            });
        }
        self.take(walk);
        Ok(())
    }

    fn councils(&mut self) -> Result<(), InternalError> {
        let [previous, current] = self.reports;
        let [earlier, later] = self.reports.map(|report| {
            let each = report.councils.iter();
            each.map(|filed| (filed.id.name.as_str(), filed)).collect::<BTreeMap<_, _>>()
        });
        for after in &current.councils {
            match earlier.get(after.id.name.as_str()) {
                Some(before) => self.council(before, after)?,
                None => self.only(1, after)?,
            }
        }
        for before in &previous.councils {
            if !later.contains_key(before.id.name.as_str()) {
                self.only(0, before)?;
            }
        }
        Ok(())
    }

    fn only(&mut self, at: usize, filed: &FiledCouncil) -> Result<(), InternalError> {
        let file = self.file(filed.council.name.datum);
        let mut walk = self.walk(Some(&filed.id.name), [file; 2]);
        let node: Node = tree(&filed.council, self.data())?;
        walk.only(at, &node, Subject::Council);
        self.take(walk);
        Ok(())
    }

    fn council(&mut self, before: &FiledCouncil, after: &FiledCouncil) -> Result<(), InternalError> {
        let filed = [before, after];
        let mut walk = self.walk(Some(&after.id.name), filed.map(|filed| self.file(filed.council.name.datum)));
        let [before, after] = filed.map(|filed| tree(&filed.council, self.data()));
        let mut trees = [before?, after?];
        let mut metrics = [Vec::new(), Vec::new()];
        for (tree, metrics) in trees.iter_mut().zip(&mut metrics) {
            metrics::take(tree, false, metrics);
        }
        let [former, present] = metrics;
        let both = Both { reports: self.reports, councils: filed.map(|filed| &filed.council) };
        both.compare(&mut walk, former, &present, &mut self.earlier);
        let [a, b] = &trees;
        walk.fields(a, b, &[]);
        self.take(walk);
        Ok(())
    }
}
