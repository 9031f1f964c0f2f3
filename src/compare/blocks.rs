//! Tables and charts, whose cells and values go by their names.

use super::change::Subject;
use super::pairs::{Pairs, pairs};
use super::table_heads::{NamedNodes, TableHeads};
use super::tree::{Node, NodeContent};
use super::value::ReportValue;
use super::walk::{ListPair, TreeWalk};
use crate::japanese::plain;
use crate::model::{Better, ChartKind};

impl TreeWalk<'_> {
    /// Rows go by the text of their first cell, columns by their titles.
    pub(super) fn table(&mut self, before: &Node, after: &Node) {
        self.fields(before, after, &["columns", "rows", "groups", "total"]);
        let heads = [before, after].map(TableHeads::of);
        let columns = self.columns(&heads, |heads| &heads.columns);
        self.columns(&heads, |heads| &heads.above);
        let titles = &heads[1].columns;
        let rows = pairs(before.list("rows"), after.list("rows"), false, &|row| {
            first_cell(row).map(|cell| cell.text().into_owned())
        });
        self.parts("rows", before, after, &rows, Subject::Row, &mut |walk, before, after| {
            walk.row(before, after, &columns, titles);
        });
        let groups = pairs(before.list("groups"), after.list("groups"), false, &|group| group.text("title").map(plain));
        self.parts("groups", before, after, &groups, Subject::Row, &mut |walk, before, after| {
            walk.fields(before, after, &["subtotal"]);
            walk.sums("subtotal", before, after, &columns, titles);
        });
        self.sums("total", before, after, &columns, titles);
    }

    /// Compares the rows of totals of one key.
    fn sums(&mut self, key: &str, before: &Node, after: &Node, columns: &Pairs, titles: &NamedNodes) {
        let (Some(before), Some(after)) = (before.field(key), after.field(key)) else { return };
        self.inside(key, None, |walk| match (&before.content, &after.content) {
            (NodeContent::List(_), NodeContent::List(_)) => walk.row(before, after, columns, titles),
            _ => walk.node(before, after),
        });
    }

    /// Compares columns, or the heads above them, which go by all of their titles.
    fn columns(&mut self, heads: &[TableHeads; 2], list: fn(&TableHeads) -> &NamedNodes) -> Pairs {
        let sides = [&heads[0], &heads[1]].map(list);
        let [before, after] = sides.map(|side| &side.list);
        let pairs = pairs(before.entries(), after.entries(), false, &|column| {
            sides.iter().find_map(|side| side.name(column)).cloned()
        });
        self.inside("columns", None, |walk| {
            walk.entries(&pairs, ListPair { before, after }, Subject::Column, &mut Self::node);
        });
        pairs
    }

    fn row(&mut self, before: &Node, after: &Node, columns: &Pairs, titles: &NamedNodes) {
        self.inside("rows", first_cell(after), |walk| {
            for (from, to) in &columns.pairs {
                if let (Some(before), Some(after)) = (before.entries().get(*from), after.entries().get(*to)) {
                    walk.inside_all("cell", &titles.titles(*to), |walk| walk.node(before, after));
                }
            }
        });
    }

    /// Series go by their names, values by their categories.
    pub(super) fn chart(&mut self, before: &Node, after: &Node) {
        self.fields(before, after, &["categories", "series", "target"]);
        let categories = pairs(before.list("categories"), after.list("categories"), false, &|category| {
            category.leaf().map(|leaf| plain(&leaf.text()))
        });
        let outer_unit = std::mem::replace(&mut self.unit, unit(after));
        if let (Some(before), Some(after)) = (before.field("target"), after.field("target")) {
            self.inside("target", None, |walk| walk.node(before, after));
        }
        self.parts("categories", before, after, &categories, Subject::Category, &mut Self::node);
        let series = pairs(before.list("series"), after.list("series"), false, &|series| {
            Some(plain(series.text("name").unwrap_or_default()))
        });
        // The second series of such a chart has the targets. A target that is another is no success.
        let is_bullet = after.text("kind") == Some(ChartKind::Bullet.text());
        let targets = after.list("series").get(1).map(|series| series.pointer.clone()).filter(|_| is_bullet);
        self.parts("series", before, after, &series, Subject::Series, &mut |walk, from, to| {
            let judged = targets.as_ref() != Some(&to.pointer);
            walk.series(from, to, &categories, after, judged);
        });
        self.unit = outer_unit;
    }

    /// Compares a series of a chart; where it is `judged`, the chart says which way is better.
    fn series(&mut self, before: &Node, after: &Node, categories: &Pairs, chart: &Node, judged: bool) {
        self.fields(before, after, &["values"]);
        let unit_of_chart = self.unit.clone();
        self.unit = unit(after).or(self.unit.take());
        for (from, to) in &categories.pairs {
            if let (Some(before), Some(after)) = (before.list("values").get(*from), after.list("values").get(*to)) {
                self.better = better(chart, *to).filter(|_| judged);
                let category = chart.list("categories").get(*to).and_then(Node::head);
                self.inside("values", category, |walk| walk.node(before, after));
                self.better = None;
            }
        }
        self.unit = unit_of_chart;
    }
}

fn first_cell(row: &Node) -> Option<&ReportValue> {
    row.entries().first().and_then(Node::leaf)
}

/// The unit of a chart or of one of its series.
fn unit(node: &Node) -> Option<ReportValue> {
    node.field("unit").and_then(Node::leaf).cloned()
}

/// Which way is better in a category of a chart, if that is said.
fn better(chart: &Node, category: usize) -> Option<Better> {
    let of_chart = chart.field("better").and_then(Node::leaf);
    let word = of_chart.or_else(|| chart.list("better").get(category)?.leaf())?.text();
    Better::ALL.iter().copied().find(|better| better.text() == word)
}
