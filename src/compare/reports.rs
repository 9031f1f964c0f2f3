//! Two reports, gone through file by file.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{ChangeKind, ChangeSide, ReportChange, Subject};
use super::metrics::{CouncilPair, EarlierMetric};
use super::taken::take_metrics;
use super::tree::tree;
use super::value::ReportValue;
use super::walk::TreeWalk;
use super::walk::WhichReport::{self, Earlier, Later};
use crate::data::{Data, LeafValue, Pointed};
use crate::diagnostic::{FileId, Sources};
use crate::internal::InternalError;
use crate::mark::DatumId;
use crate::model::{FiledCouncil, Report};

/// Two reports, and what was found out about them so far.
pub(super) struct ReportPair<'a> {
    /// The earlier and the later.
    reports: [&'a Report; 2],
    sources: &'a Sources,
    pub changes: Vec<ReportChange>,
    /// What the earlier report says of metrics, by the datum of the present label.
    pub earlier: BTreeMap<DatumId, EarlierMetric>,
    /// The data that head what is new.
    pub new: BTreeSet<DatumId>,
}

impl<'a> ReportPair<'a> {
    pub fn new(previous: &'a Report, current: &'a Report, sources: &'a Sources) -> Self {
        let (changes, earlier, new) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
        Self { reports: [previous, current], sources, changes, earlier, new }
    }

    /// The list that has the data of both.
    fn data(&self) -> &'a Data {
        &self.reports[1].data
    }

    fn walk(&self, council: Option<&str>, files: [Option<FileId>; 2]) -> TreeWalk<'a> {
        TreeWalk {
            council: council.map(str::to_owned),
            files: files.map(|file| Some(Pointed::new(file?, self.sources))),
            data: self.data(),
            style: self.reports[1].head.style.writing(),
            steps: Vec::new(),
            unit: None,
            better: None,
            changes: Vec::new(),
            new: BTreeSet::new(),
        }
    }

    fn keep(&mut self, walk: TreeWalk<'_>) {
        self.changes.extend(walk.changes);
        self.new.extend(walk.new);
    }

    fn file(&self, datum: DatumId) -> Option<FileId> {
        self.data().place(datum).map(|place| place.file)
    }

    /// Compares what `report.json` holds, and the pictures.
    pub fn compare_heads(&mut self) -> Result<(), InternalError> {
        let mut walk = self.walk(None, self.reports.map(|report| self.file(report.head.title.datum)));
        let [before, after] = self.reports.map(|report| tree(&report.head, self.data()));
        let (mut before, mut after) = (before?, after?);
        let lists = [before.take("councils"), after.take("councils")];
        walk.fields(&before, &after, &[]);
        if let ([Some(before), Some(after)], true) = (&lists, self.has_reordered_councils()) {
            walk.inside("councils", None, |walk| walk.reordered(before, after, Subject::Council));
        }
        self.compare_pictures(&mut walk);
        self.keep(walk);
        Ok(())
    }

    /// Whether the councils that both reports have stand in another order.
    fn has_reordered_councils(&self) -> bool {
        let [earlier, later] = self.reports.map(council_ids);
        let kept = earlier.iter().filter(|id| later.contains(id));
        !kept.eq(later.iter().filter(|id| earlier.contains(id)))
    }

    /// The same path may lead to another picture.
    fn compare_pictures(&self, walk: &mut TreeWalk<'_>) {
        let [previous, current] = self.reports;
        for (path, picture) in &current.pictures {
            let Some(former) = previous.pictures.get(path).filter(|former| former.bytes != picture.bytes) else {
                continue;
            };
            let (before, after) = (self.picture(path, former.datum), self.picture(path, picture.datum));
            walk.inside("file", None, |walk| {
                walk.changes.push(walk.change(ChangeKind::Picture, Subject::Picture, before, after));
            });
        }
    }

    fn picture(&self, path: &str, datum: DatumId) -> Option<ChangeSide> {
        let known = self.data().get(datum)?;
        let path = ReportValue { value: LeafValue::Text(path.to_owned()), data: vec![datum], kind: None };
        Some(ChangeSide {
            pointer: self.data().pointer(known),
            place: Some(known.place()),
            parts: vec![path],
            block: None,
        })
    }

    /// Compares the councils, by their ids.
    pub fn compare_councils(&mut self) -> Result<(), InternalError> {
        let [previous, current] = self.reports;
        let [earlier, later] = self.reports.map(|report| {
            let councils = report.councils.iter();
            councils.map(|filed| (filed.id.name.as_str(), filed)).collect::<BTreeMap<_, _>>()
        });
        for after in &current.councils {
            match earlier.get(after.id.name.as_str()) {
                Some(before) => self.compare_council(before, after)?,
                None => self.only(Later, after)?,
            }
        }
        for before in &previous.councils {
            if !later.contains_key(before.id.name.as_str()) {
                self.only(Earlier, before)?;
            }
        }
        Ok(())
    }

    /// Records a council that only one of the reports has.
    fn only(&mut self, which: WhichReport, filed: &FiledCouncil) -> Result<(), InternalError> {
        let file = self.file(filed.council.name.datum);
        let mut walk = self.walk(Some(&filed.id.name), [file; 2]);
        walk.only(which, &tree(&filed.council, self.data())?, Subject::Council);
        self.keep(walk);
        Ok(())
    }

    fn compare_council(&mut self, before: &FiledCouncil, after: &FiledCouncil) -> Result<(), InternalError> {
        let filed = [before, after];
        let mut walk = self.walk(Some(&after.id.name), filed.map(|filed| self.file(filed.council.name.datum)));
        let [before, after] = filed.map(|filed| tree(&filed.council, self.data()));
        let (mut before, mut after) = (before?, after?);
        let metrics = [take_metrics(&mut before), take_metrics(&mut after)];
        let councils = CouncilPair::new(self.reports, filed.map(|filed| &filed.council));
        councils.compare(&mut walk, &metrics[0], &metrics[1], &mut self.earlier);
        walk.fields(&before, &after, &[]);
        self.keep(walk);
        Ok(())
    }
}

/// The ids of all councils of a report.
pub(super) fn council_ids(report: &Report) -> Vec<&str> {
    report.councils.iter().map(|filed| filed.id.name.as_str()).collect()
}
