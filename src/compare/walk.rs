//! Two trees of fields, gone through together.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::change::{Change, Kind, Said, Side, Step, Subject};
use super::movement::Movement;
use super::pairs::{Pairs, pairs};
use super::tree::{Content, Leaf, Node};
use crate::data::{Data, DatumKind, Pointed};
use crate::diagnostic::Place;
use crate::japanese::{WritingStyle, plain};
use crate::mark::DatumId;
use crate::model::{Better, ChartKind};

/// A walk through one file of both reports.
pub(super) struct Walk<'a> {
    /// The council's id.
    pub council: Option<String>,
    /// The files, that of the earlier report first.
    pub files: [Option<Pointed<'a>>; 2],
    pub data: &'a Data,
    pub style: WritingStyle,
    /// The way to the present place.
    pub steps: Vec<Step>,
    /// The unit of the numbers at the present place.
    pub unit: Option<Said>,
    /// Which way is better for them, if that is said.
    pub better: Option<Better>,
    pub found: Vec<Change>,
    /// The data that head what is new.
    pub new: BTreeSet<DatumId>,
}

const EARLIER: usize = 0;
const LATER: usize = 1;

fn said(leaf: &Leaf) -> Said {
    Said { text: leaf.text.clone(), data: leaf.data.clone(), kind: leaf.kind }
}

fn number(leaf: &Leaf) -> Option<Decimal> {
    Decimal::from_str_exact(&leaf.text).ok()
}

impl Walk<'_> {
    /// Goes on one step further down.
    pub fn inside(&mut self, key: &str, head: Option<&Leaf>, go: impl FnOnce(&mut Self)) {
        self.steps.push(Step { key: key.to_owned(), head: head.map(said) });
        go(self);
        self.steps.pop();
    }

    fn key(&self) -> String {
        self.steps.iter().rev().find(|step| step.head.is_none()).map(|step| step.key.clone()).unwrap_or_default()
    }

    /// Compares two values of one field.
    pub fn node(&mut self, before: &Node, after: &Node) {
        match (&before.content, &after.content) {
            (Content::Null, Content::Null) => {}
            (Content::Null, _) => self.only(LATER, after, Subject::Field),
            (_, Content::Null) => self.only(EARLIER, before, Subject::Field),
            (Content::Leaf(a), Content::Leaf(b)) => self.leaf(before, a, after, b),
            (Content::List(a), Content::List(b)) => self.list(before, a, after, b),
            (Content::Object(_), Content::Object(_)) if before.text("type") == after.text("type") => {
                match after.text("type") {
                    Some("table") => self.table(before, after),
                    Some("chart") if after.field("series").is_some() => self.chart(before, after),
                    _ => self.fields(before, after, &[]),
                }
            }
            _ => {
                let subject = if after.field("type").is_some() { Subject::Block } else { Subject::Field };
                self.only(EARLIER, before, subject);
                self.only(LATER, after, subject);
            }
        }
    }

    /// Compares the fields of two things, other than some.
    pub fn fields(&mut self, before: &Node, after: &Node, but: &[&str]) {
        let wanted = |key: &str| !but.contains(&key);
        for (key, after) in after.object().iter().filter(|(key, _)| wanted(key)) {
            self.inside(key, None, |walk| match before.field(key) {
                Some(before) => walk.node(before, after),
                None => walk.only(LATER, after, Subject::Field),
            });
        }
        for (key, before) in before.object().iter().filter(|(key, _)| wanted(key) && after.field(key).is_none()) {
            self.inside(key, None, |walk| walk.only(EARLIER, before, Subject::Field));
        }
    }

    fn leaf(&mut self, before: &Node, a: &Leaf, after: &Node, b: &Leaf) {
        if a.text == b.text && a.kind == b.kind {
            return;
        }
        let both = |kind| a.kind == Some(kind) && b.kind == Some(kind);
        let one_is_number = matches!(
            (a.kind, b.kind),
            (Some(DatumKind::Number), Some(DatumKind::Text)) | (Some(DatumKind::Text), Some(DatumKind::Number))
        );
        // A line across a chart is drawn at a number that its label prints.
        let line = a.kind.is_none() && b.kind.is_none() && self.key() == "value";
        let kind = match self.key().as_str() {
            "file" => Kind::Picture,
            _ if both(DatumKind::Number) || line => Kind::Number,
            // Words that stand for a number until it is known, or the other way round.
            _ if one_is_number => Kind::Number,
            _ if both(DatumKind::Date) => Kind::Date,
            _ if a.kind.is_none() || b.kind.is_none() => Kind::Other,
            _ => Kind::Reworded,
        };
        let unit = self.unit.clone().filter(|_| kind == Kind::Number);
        let name = unit.as_ref().map_or("", |unit| unit.text.as_str());
        let numbers = number(a).zip(number(b)).filter(|_| kind == Kind::Number);
        let movement = numbers.map(|(a, b)| Movement::new(a, b, [name, name], &self.style).judged(self.better));
        let (before, after) = (self.side(EARLIER, before, true), self.side(LATER, after, true));
        let change = self.change(kind, Subject::Field, Some(before), Some(after));
        self.found.push(Change { unit, movement, ..change });
    }

    fn list(&mut self, before: &Node, a: &[Node], after: &Node, b: &[Node]) {
        let key = self.key();
        let name = |node: &Node| {
            let own = node.text("id").or_else(|| node.text("code")).or_else(|| node.text("block"));
            own.map(str::to_owned).or_else(|| Some(format!("{}→{}", node.text("from")?, node.text("to")?)))
        };
        let pairs = pairs(a, b, true, &name);
        let subject = Subject::of(&key);
        self.entries(&pairs, [before, after], [a, b], subject, &mut |walk, a, b| walk.node(a, b));
    }

    /// Tells which entries are gone, which are new, and whether the others stand in another order; goes into pairs.
    fn entries(
        &mut self,
        pairs: &Pairs,
        lists: [&Node; 2],
        [a, b]: [&[Node]; 2],
        subject: Subject,
        pair: &mut dyn FnMut(&mut Self, &Node, &Node),
    ) {
        let key = self.key();
        for (x, y) in &pairs.pairs {
            let head = b[*y].head().filter(|_| b[*y].leaf().is_none());
            match head {
                Some(head) => self.inside(&key, Some(head), |walk| pair(walk, &a[*x], &b[*y])),
                None => pair(self, &a[*x], &b[*y]),
            }
        }
        pairs.added.iter().for_each(|at| self.only(LATER, &b[*at], subject));
        pairs.removed.iter().for_each(|at| self.only(EARLIER, &a[*at], subject));
        if pairs.reordered() {
            let [before, after] = [(EARLIER, lists[0]), (LATER, lists[1])].map(|(at, list)| self.side(at, list, false));
            self.found.push(self.change(Kind::Order, subject, Some(before), Some(after)));
        }
    }

    /// Rows go by the text of their first cell, columns by their titles.
    fn table(&mut self, before: &Node, after: &Node) {
        self.fields(before, after, &["columns", "rows", "total"]);
        let columns =
            pairs(before.list("columns"), after.list("columns"), false, &|column| column.text("title").map(plain));
        let title = |at: usize| after.list("columns").get(at).and_then(Node::head);
        self.parts("columns", before, after, &columns, Subject::Column, &mut Self::node);
        let rows = pairs(before.list("rows"), after.list("rows"), false, &|row| {
            entries(row).first().and_then(Node::leaf).map(|leaf| leaf.text.clone())
        });
        let mut row = |walk: &mut Self, a: &Node, b: &Node| {
            let head = entries(b).first().and_then(Node::leaf);
            walk.inside("rows", head, |walk| {
                for (x, y) in &columns.pairs {
                    if let (Some(a), Some(b)) = (entries(a).get(*x), entries(b).get(*y)) {
                        walk.inside("cell", title(*y), |walk| walk.node(a, b));
                    }
                }
            });
        };
        self.parts("rows", before, after, &rows, Subject::Row, &mut row);
        let (Some(a), Some(b)) = (before.field("total"), after.field("total")) else { return };
        self.inside("total", None, |walk| {
            if matches!((&a.content, &b.content), (Content::List(_), Content::List(_))) {
                row(walk, a, b);
            } else {
                walk.node(a, b);
            }
        });
    }

    /// Series go by their names, values by their categories.
    fn chart(&mut self, before: &Node, after: &Node) {
        self.fields(before, after, &["categories", "series", "target"]);
        let categories = pairs(before.list("categories"), after.list("categories"), false, &|category| {
            category.leaf().map(|leaf| plain(&leaf.text))
        });
        let outer = self.unit.clone();
        let unit = |node: &Node| node.field("unit").and_then(Node::leaf).map(said);
        self.unit = unit(after);
        if let (Some(a), Some(b)) = (before.field("target"), after.field("target")) {
            self.inside("target", None, |walk| walk.node(a, b));
        }
        self.parts("categories", before, after, &categories, Subject::Category, &mut Self::node);
        let series = pairs(before.list("series"), after.list("series"), false, &|series| {
            Some(plain(series.text("name").unwrap_or_default()))
        });
        let label = |at: usize| after.list("categories").get(at).and_then(Node::head);
        let bullet = after.text("kind") == Some(ChartKind::Bullet.text());
        let targets = after.list("series").get(1).map(|series| series.pointer.clone()).filter(|_| bullet);
        self.parts("series", before, after, &series, Subject::Series, &mut |walk, a, b| {
            walk.fields(a, b, &["values"]);
            // A target that is another is no success.
            let judged = targets.as_ref() != Some(&b.pointer);
            let whole = walk.unit.clone();
            walk.unit = unit(b).or(walk.unit.take());
            for (x, y) in &categories.pairs {
                if let (Some(a), Some(b)) = (a.list("values").get(*x), b.list("values").get(*y)) {
                    walk.better = better(after, *y).filter(|_| judged);
                    walk.inside("values", label(*y), |walk| walk.node(a, b));
                    walk.better = None;
                }
            }
            walk.unit = whole;
        });
        self.unit = outer;
    }

    fn parts(
        &mut self,
        key: &str,
        before: &Node,
        after: &Node,
        pairs: &Pairs,
        subject: Subject,
        pair: &mut dyn FnMut(&mut Self, &Node, &Node),
    ) {
        if let (Some(a), Some(b)) = (before.field(key), after.field(key)) {
            self.inside(key, None, |walk| {
                walk.entries(pairs, [a, b], [before.list(key), after.list(key)], subject, pair);
            });
        }
    }

    /// Tells of a thing that only one of the reports has.
    pub fn only(&mut self, at: usize, node: &Node, subject: Subject) {
        let setting = subject == Subject::Field && node.leaves().is_empty()
            || node.leaf().is_some_and(|leaf| leaf.kind.is_none());
        let kind = match at {
            _ if setting => Kind::Other,
            EARLIER => Kind::Removed,
            _ => Kind::Added,
        };
        // Cards say themselves that they come or go.
        if node.text("type") == Some("metrics") && node.leaves().is_empty() {
            return;
        }
        let whole = matches!(subject, Subject::Item | Subject::Row | Subject::Arrow | Subject::Field);
        let side = Some(self.side(at, node, whole));
        let change = if at == EARLIER {
            self.change(kind, subject, side, None)
        } else {
            self.head_of(node);
            self.change(kind, subject, None, side)
        };
        self.found.push(change);
    }

    /// Notes the data by which a new thing is told to be new: its own head, or those of what it holds.
    fn head_of(&mut self, node: &Node) {
        if let Some(head) = node.head() {
            self.new.extend(head.data.first());
            return;
        }
        match &node.content {
            Content::List(list) => list.iter().for_each(|node| self.head_of(node)),
            Content::Object(_) => {
                ["items", "blocks", "columns"].iter().filter_map(|key| node.field(key)).for_each(|node| {
                    self.head_of(node);
                });
            }
            Content::Null | Content::Leaf(_) => {}
        }
    }

    pub fn change(&self, kind: Kind, subject: Subject, before: Option<Side>, after: Option<Side>) -> Change {
        Change {
            council: self.council.clone(),
            kind,
            subject,
            key: self.key(),
            steps: self.steps.clone(),
            before,
            after,
            unit: None,
            goal: None,
            movement: None,
            by_label: false,
        }
    }

    /// One side of a change, with all that it says or only what it is called.
    pub fn side(&self, at: usize, node: &Node, whole: bool) -> Side {
        let leaves = match &node.content {
            Content::Leaf(leaf) => vec![leaf],
            _ if whole && node.leaves().is_empty() => node.all_leaves(),
            Content::List(_) if !whole => Vec::new(),
            // What has no name of its own is told by what it says.
            _ => node.head().filter(|_| !whole).map_or_else(|| node.leaves(), |head| vec![head]),
        };
        let parts: Vec<Said> = leaves.into_iter().map(said).collect();
        let block = node.text("type").map(str::to_owned);
        Side { pointer: node.pointer.clone(), place: self.place(at, node), parts, block }
    }

    fn place(&self, at: usize, node: &Node) -> Option<Place> {
        let own = node.leaf().and_then(|leaf| self.data.place(*leaf.data.first()?));
        own.or_else(|| self.files[at].as_ref()?.place(&node.pointer))
    }
}

/// Which way is better in a category of a chart, if that is said.
fn better(chart: &Node, category: usize) -> Option<Better> {
    let all = chart.text("better");
    let word = all.or_else(|| chart.list("better").get(category)?.leaf().map(|leaf| leaf.text.as_str()))?;
    Better::ALL.iter().copied().find(|better| better.text() == word)
}

/// The entries of a list.
fn entries(node: &Node) -> &[Node] {
    if let Content::List(list) = &node.content { list } else { &[] }
}
