//! Two trees of fields, gone through together.

use std::collections::BTreeSet;

use super::change::{ChangeKind, ChangeStep, ReportChange, Subject};
use super::movement::Movement;
use super::pairs::{Pairs, pairs};
use super::tree::{Node, NodeContent};
use super::value::ReportValue;
use crate::data::{Data, DatumKind, Pointed};
use crate::japanese::WritingStyle;
use crate::mark::DatumId;
use crate::model::Better;

/// One of the two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WhichReport {
    Earlier,
    Later,
}

use WhichReport::{Earlier, Later};

/// A walk through one file of both reports.
pub(super) struct TreeWalk<'a> {
    /// The council's id.
    pub council: Option<String>,
    /// The files, that of the earlier report first.
    pub files: [Option<Pointed<'a>>; 2],
    pub data: &'a Data,
    pub style: WritingStyle,
    /// The way to the present place.
    pub steps: Vec<ChangeStep>,
    /// The unit of the numbers at the present place.
    pub unit: Option<ReportValue>,
    /// Which way is better for them, if that is said.
    pub better: Option<Better>,
    pub changes: Vec<ReportChange>,
    /// The data that head what is new.
    pub new: BTreeSet<DatumId>,
}

/// The lists of one key in both reports.
#[derive(Clone, Copy)]
pub(super) struct ListPair<'n> {
    pub before: &'n Node,
    pub after: &'n Node,
}

/// Compares two entries that are one.
pub(super) type PairVisit<'v, 'a> = dyn FnMut(&mut TreeWalk<'a>, &Node, &Node) + 'v;

impl<'a> TreeWalk<'a> {
    /// Goes on one step further down.
    pub fn inside(&mut self, key: &str, head: Option<&ReportValue>, go: impl FnOnce(&mut Self)) {
        self.steps.push(ChangeStep { key: key.to_owned(), head: head.cloned() });
        go(self);
        self.steps.pop();
    }

    /// Goes on as many steps further down as there are heads.
    pub fn inside_all(&mut self, key: &str, heads: &[ReportValue], go: impl FnOnce(&mut Self)) {
        let steps = heads.iter().map(|head| ChangeStep { key: key.to_owned(), head: Some(head.clone()) });
        let before = self.steps.len();
        self.steps.extend(steps);
        go(self);
        self.steps.truncate(before);
    }

    pub(super) fn key(&self) -> String {
        self.steps.iter().rev().find(|step| step.head.is_none()).map(|step| step.key.clone()).unwrap_or_default()
    }

    /// Compares two values of one field.
    pub fn node(&mut self, before: &Node, after: &Node) {
        match (&before.content, &after.content) {
            (NodeContent::Null, NodeContent::Null) => {}
            (NodeContent::Null, _) => self.only(Later, after, Subject::Field),
            (_, NodeContent::Null) => self.only(Earlier, before, Subject::Field),
            (NodeContent::Leaf(from), NodeContent::Leaf(to)) => self.leaf(before, from, after, to),
            (NodeContent::List(_), NodeContent::List(_)) => self.list(ListPair { before, after }),
            (NodeContent::Object(_), NodeContent::Object(_)) if before.text("type") == after.text("type") => {
                match after.text("type") {
                    Some("table") => self.table(before, after),
                    Some("chart") if after.field("series").is_some() => self.chart(before, after),
                    _ => self.fields(before, after, &[]),
                }
            }
            _ => {
                let subject = if after.field("type").is_some() { Subject::Block } else { Subject::Field };
                self.only(Earlier, before, subject);
                self.only(Later, after, subject);
            }
        }
    }

    /// Compares the fields of two things, without those that are compared in another way.
    pub fn fields(&mut self, before: &Node, after: &Node, except: &[&str]) {
        for (key, after) in after.object().iter().filter(|(key, _)| !except.contains(&key.as_str())) {
            self.inside(key, None, |walk| match before.field(key) {
                Some(before) => walk.node(before, after),
                None => walk.only(Later, after, Subject::Field),
            });
        }
        let gone =
            before.object().iter().filter(|(key, _)| !except.contains(&key.as_str()) && after.field(key).is_none());
        for (key, before) in gone {
            self.inside(key, None, |walk| walk.only(Earlier, before, Subject::Field));
        }
    }

    fn leaf(&mut self, before: &Node, from: &ReportValue, after: &Node, to: &ReportValue) {
        if from.text() == to.text() && from.kind == to.kind {
            return;
        }
        let kind = change_kind(&self.key(), from.kind, to.kind);
        let unit = self.unit.clone().filter(|_| kind == ChangeKind::Number);
        let unit_name = unit.as_ref().map(ReportValue::text).unwrap_or_default();
        let numbers = from.number().zip(to.number()).filter(|_| kind == ChangeKind::Number);
        let movement = numbers
            .map(|(from, to)| Movement::new(from, to, [&unit_name, &unit_name], &self.style).judged(self.better));
        let (before, after) = (self.whole_side(Earlier, before), self.whole_side(Later, after));
        let change = self.change(kind, Subject::Field, Some(before), Some(after));
        self.changes.push(ReportChange { unit, movement, ..change });
    }

    fn list(&mut self, lists: ListPair<'_>) {
        let pairs = pairs(lists.before.entries(), lists.after.entries(), true, &entry_name);
        let subject = Subject::of(&self.key());
        self.entries(&pairs, lists, subject, &mut |walk, before, after| walk.node(before, after));
    }

    /// Says which entries are gone, which are new, and whether the others stand in another order; goes into pairs.
    pub(super) fn entries(
        &mut self,
        pairs: &Pairs,
        lists: ListPair<'_>,
        subject: Subject,
        visit: &mut PairVisit<'_, 'a>,
    ) {
        let key = self.key();
        let (earlier, later) = (lists.before.entries(), lists.after.entries());
        for (from, to) in &pairs.pairs {
            let (from, to) = (&earlier[*from], &later[*to]);
            match to.head().filter(|_| to.leaf().is_none()) {
                Some(head) => self.inside(&key, Some(head), |walk| visit(walk, from, to)),
                None => visit(self, from, to),
            }
        }
        pairs.added.iter().for_each(|index| self.only(Later, &later[*index], subject));
        pairs.removed.iter().for_each(|index| self.only(Earlier, &earlier[*index], subject));
        if pairs.reordered() {
            self.reordered(lists.before, lists.after, subject);
        }
    }

    /// Compares the entries of the lists of one key, if both have it.
    pub(super) fn parts(
        &mut self,
        key: &str,
        before: &Node,
        after: &Node,
        pairs: &Pairs,
        subject: Subject,
        visit: &mut PairVisit<'_, 'a>,
    ) {
        if let (Some(before), Some(after)) = (before.field(key), after.field(key)) {
            self.inside(key, None, |walk| walk.entries(pairs, ListPair { before, after }, subject, visit));
        }
    }
}

/// How a value of a key has changed, by the kinds of its datum before and after.
fn change_kind(key: &str, before: Option<DatumKind>, after: Option<DatumKind>) -> ChangeKind {
    use DatumKind::{Date, Number, Text};

    match (before, after) {
        _ if key == "file" => ChangeKind::Picture,
        // Words stand for a number until it is known, or the other way round.
        (Some(Number), Some(Number)) | (Some(Number), Some(Text)) | (Some(Text), Some(Number)) => ChangeKind::Number,
        // A line across a chart is drawn at a number that its label prints.
        (None, None) if key == "value" => ChangeKind::Number,
        (Some(Date), Some(Date)) => ChangeKind::Date,
        (None, _) | (_, None) => ChangeKind::Other,
        _ => ChangeKind::Reworded,
    }
}

/// By what an entry of a list is known: its id, or the ids of what it refers to.
fn entry_name(entry: &Node) -> Option<String> {
    let name = ["id", "code", "block"].iter().find_map(|key| entry.text(key)).map(str::to_owned);
    name.or_else(|| Some(format!("{}→{}", entry.text("from")?, entry.text("to")?)))
}
