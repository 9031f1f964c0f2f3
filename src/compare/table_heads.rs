//! The columns of a table and the heads above them, which nest in its data.

use super::tree::{Node, NodeContent};
use super::value::ReportValue;
use crate::japanese::plain;

/// The columns of a table, and the heads above them.
pub(super) struct TableHeads {
    /// The columns that have cells.
    pub columns: NamedNodes,
    /// The heads that stand above columns, without these.
    pub above: NamedNodes,
}

/// Columns or heads, with all titles down to each.
pub(super) struct NamedNodes {
    /// The columns or heads as a list.
    pub list: Node,
    names: Vec<String>,
    /// The titles above each, from the uppermost down.
    above: Vec<Vec<ReportValue>>,
}

impl TableHeads {
    /// The columns of a table.
    pub fn of(table: &Node) -> Self {
        let mut heads = Self { columns: NamedNodes::none_of(table), above: NamedNodes::none_of(table) };
        table.list("columns").iter().for_each(|column| heads.add(column, "", &[]));
        heads
    }

    fn add(&mut self, column: &Node, outer: &str, above: &[ReportValue]) {
        let name = format!("{outer}／{}", column.text("title").map(plain).unwrap_or_default());
        let below = column.list("columns");
        if below.is_empty() {
            return self.columns.push(column.clone(), name, above);
        }
        let mut head = column.clone();
        head.take("columns");
        let title: Vec<ReportValue> = column.head().cloned().into_iter().collect();
        self.above.push(head, name.clone(), above);
        below.iter().for_each(|column| self.add(column, &name, &[above, &title].concat()));
    }
}

impl NamedNodes {
    fn none_of(table: &Node) -> Self {
        let list = Node { pointer: format!("{}/columns", table.pointer), content: NodeContent::List(Vec::new()) };
        Self { list, names: Vec::new(), above: Vec::new() }
    }

    fn push(&mut self, node: Node, name: String, above: &[ReportValue]) {
        if let NodeContent::List(list) = &mut self.list.content {
            list.push(node);
            self.names.push(name);
            self.above.push(above.to_vec());
        }
    }

    /// All titles of the column at a place, from the uppermost head down.
    pub fn titles(&self, place: usize) -> Vec<ReportValue> {
        let own = self.list.entries().get(place).and_then(Node::head);
        self.above.get(place).into_iter().flatten().chain(own).cloned().collect()
    }

    /// The name of one of these nodes.
    pub fn name(&self, node: &Node) -> Option<&String> {
        let place = self.list.entries().iter().position(|own| std::ptr::eq(own, node))?;
        self.names.get(place)
    }
}
