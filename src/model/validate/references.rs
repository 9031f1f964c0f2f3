//! Ids and titles by which parts of a report refer to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Block, Content, Council, ReportHead, Show, council};
use super::Check;
use crate::data::{Id, Text, council_path};
use crate::diagnostic::{Diagnostic, Place, Problem, Term, Words};
use crate::limits;
use crate::mark::DatumId;

/// Names that Windows keeps for devices, whatever ending follows (Win32, "Naming Files, Paths, and Namespaces").
const RESERVED: [&str; 24] = [
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

impl Check<'_> {
    /// Reports ids that stand twice.
    pub(super) fn unique<'i>(&mut self, ids: impl Iterator<Item = &'i Id>, what: Words) {
        let mut seen: BTreeMap<&str, &Id> = BTreeMap::new();
        for id in ids {
            if let Some(first) = seen.get(id.name.as_str()) {
                let problem = Problem::DuplicateId { id: id.name.clone(), what };
                let first = first.place.clone();
                self.diagnostics.push(Diagnostic::at(id.place.clone(), problem).with_related(first, Term::FirstHere));
            } else {
                seen.insert(&id.name, id);
            }
        }
    }

    /// Reports titles that stand twice where readers and other data tell things apart by them.
    pub(super) fn once<'t>(&mut self, titles: impl Iterator<Item = &'t Text>, what: Words) {
        let mut seen: BTreeMap<&str, DatumId> = BTreeMap::new();
        for title in titles {
            if let Some(first) = seen.get(title.text.as_str()) {
                let problem = Problem::DuplicateTitle { title: title.text.clone(), what };
                let mut diagnostic = Diagnostic::new(self.place(title.datum), problem);
                if let Some(first) = self.place(*first) {
                    diagnostic = diagnostic.with_related(first, Term::FirstHere);
                }
                self.diagnostics.push(diagnostic);
            } else {
                seen.insert(&title.text, title.datum);
            }
        }
    }

    /// Tells of files of councils that the report does not list, whatever is wrong with them.
    pub(super) fn left_out(&mut self, head: &ReportHead) {
        let listed = |id: &String| head.councils.iter().any(|listed| &listed.name == id);
        let folder = self.folder;
        let files = folder.councils.iter().map(|(id, file)| (id, Some(Place { file: *file, range: 0..0 })));
        let unread = folder.unread.iter().map(|(id, fault)| (id, fault.place.clone()));
        let missing = head.councils.iter().filter(|id| !folder.councils.contains_key(&id.name));
        let told: BTreeSet<String> = missing.filter_map(|id| folder.mistaken_for(&id.name)).collect();
        let unlisted = |id: &String| !listed(id) && !told.contains(&format!("{id}.json"));
        for (id, place) in files.chain(unread).filter(|(id, _)| unlisted(id)) {
            self.diagnostics.push(Diagnostic::new(place, Problem::UnlistedCouncil { id: id.clone() }));
        }
        for name in folder.mistaken.iter().filter(|name| !told.contains(*name)) {
            let (path, meant) = (format!("councils/{name}"), folder.meant_by(name));
            self.diagnostics.push(Diagnostic::nowhere(Problem::StrayFile { path, meant }));
        }
    }

    pub(super) fn head(&mut self, head: &ReportHead, councils: &BTreeMap<String, Option<Council>>) {
        self.unique(head.councils.iter(), Term::Council);
        for id in head.councils.iter().filter(|id| RESERVED.contains(&id.name.as_str())) {
            self.report(id.place.clone(), Problem::ReservedName { id: id.name.clone() });
        }
        for id in head.councils.iter().filter(|id| !councils.contains_key(&id.name)) {
            let path = council_path(&id.name);
            if let Some(what) = self.folder.no_file(&path) {
                let path = self.folder.shown(&path);
                self.report(id.place.clone(), Problem::Unreadable { path, reason: what.into() });
                continue;
            }
            let known = councils.keys().chain(self.folder.councils.keys()).cloned().collect();
            let stray = self.folder.mistaken_for(&id.name);
            self.report(id.place.clone(), Problem::UnknownCouncil { id: id.name.clone(), known, stray });
        }
        let mut blocks = Vec::new();
        council::collect(&head.framing.blocks, &mut blocks);
        self.blocks(&blocks);
        let metrics = council::metrics_of(&blocks);
        self.metrics(&metrics);
        self.counts(&metrics, &blocks);
    }

    pub(super) fn council(&mut self, council: &Council) {
        let metrics = council.metrics();
        self.metrics(&metrics);
        let highlight = &council.highlight;
        if highlight.metric.is_some() == highlight.text.is_some() {
            self.report_at(highlight.label.datum, Problem::HighlightNeedsOne);
        }
        let wanted = highlight.metric.iter().chain(council.summary.iter().flat_map(|summary| &summary.metrics));
        for id in wanted.filter(|id| council.metric(id).is_none()) {
            let known = distinct(metrics.iter().map(|metric| &metric.id));
            self.report(id.place.clone(), Problem::UnknownMetric { id: id.name.clone(), known });
        }
        let blocks = council.blocks();
        self.blocks(&blocks);
        self.counts(&metrics, &blocks);
        for show in council.summary.iter().filter_map(|summary| summary.show.as_ref()).flat_map(|shows| &shows.0) {
            match council.block(&show.block) {
                Some(block) => self.shown(show, block),
                None => {
                    let known = distinct(blocks.iter().filter_map(|block| block.id.as_ref()));
                    let problem = Problem::UnknownBlock { id: show.block.name.clone(), known };
                    self.report(show.block.place.clone(), problem);
                }
            }
        }
    }

    pub(super) fn shown(&mut self, show: &Show, block: &Block) {
        if matches!(&block.content, Content::Table(table) if table.rows.len() > limits::SUMMARY_ROWS) {
            let (what, remedy) = (Term::RowsInSummary, Term::ShowLess);
            let problem = Problem::OverLimit { what, remedy, limit: limits::SUMMARY_ROWS };
            self.report(show.block.place.clone(), problem);
        }
        if show.columns.is_empty() {
            return;
        }
        let Content::Table(table) = &block.content else {
            self.report(show.block.place.clone(), Problem::NotATable { id: show.block.name.clone() });
            return;
        };
        let known: Vec<String> = table.columns.iter().map(|column| column.title.text.clone()).collect();
        for column in show.columns.iter().filter(|column| !known.contains(&column.text)) {
            let problem = Problem::UnknownColumn { title: column.text.clone(), known: known.clone() };
            self.report(column.place.clone(), problem);
        }
    }
}

/// The names of ids, each once.
fn distinct<'i>(ids: impl Iterator<Item = &'i Id>) -> Vec<String> {
    let names: BTreeSet<&str> = ids.map(|id| id.name.as_str()).collect();
    names.into_iter().map(str::to_owned).collect()
}
