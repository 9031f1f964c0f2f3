//! Records changes at the present place of a walk.

use super::change::{ChangeKind, ChangeSide, ReportChange, Subject};
use super::tree::{Node, NodeContent};
use super::value::ReportValue;
use super::walk::TreeWalk;
use super::walk::WhichReport::{self, Earlier, Later};
use crate::diagnostic::Place;

impl TreeWalk<'_> {
    /// Records that entries stand in another order.
    pub fn reordered(&mut self, before: &Node, after: &Node, subject: Subject) {
        let (before, after) = (self.called_side(Earlier, before), self.called_side(Later, after));
        self.changes.push(self.change(ChangeKind::Order, subject, Some(before), Some(after)));
    }

    /// Records a thing that only one of the reports has.
    pub fn only(&mut self, which: WhichReport, node: &Node, subject: Subject) {
        // Cards say themselves that they come or go.
        if node.text("type") == Some("metrics") && node.leaves().is_empty() {
            return;
        }
        let is_setting = subject == Subject::Field && node.leaves().is_empty()
            || node.leaf().is_some_and(|leaf| leaf.kind.is_none());
        let kind = match which {
            _ if is_setting => ChangeKind::Other,
            Earlier => ChangeKind::Removed,
            Later => ChangeKind::Added,
        };
        let whole = matches!(subject, Subject::Item | Subject::Row | Subject::Arrow | Subject::Field);
        let side = if whole { self.whole_side(which, node) } else { self.called_side(which, node) };
        let (before, after) = match which {
            Earlier => (Some(side), None),
            Later => {
                self.add_heads(node);
                (None, Some(side))
            }
        };
        self.changes.push(self.change(kind, subject, before, after));
    }

    /// Adds the data by which a new thing is marked as new: its own head, or those of what it holds.
    fn add_heads(&mut self, node: &Node) {
        if let Some(head) = node.head() {
            self.new.extend(head.data.first());
            return;
        }
        match &node.content {
            NodeContent::List(list) => list.iter().for_each(|node| self.add_heads(node)),
            NodeContent::Object(_) => {
                let lists = ["items", "blocks", "columns"];
                lists.iter().filter_map(|key| node.field(key)).for_each(|node| self.add_heads(node));
            }
            NodeContent::Null | NodeContent::Leaf(_) => {}
        }
    }

    /// A change at the present place.
    pub fn change(
        &self,
        kind: ChangeKind,
        subject: Subject,
        before: Option<ChangeSide>,
        after: Option<ChangeSide>,
    ) -> ReportChange {
        ReportChange {
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

    /// One side of a change, with all that it says.
    pub fn whole_side(&self, which: WhichReport, node: &Node) -> ChangeSide {
        let leaves = node.leaves();
        self.side(which, node, if leaves.is_empty() { node.all_leaves() } else { leaves })
    }

    /// One side of a change, with what it is called; what has no name of its own is shown by what it says.
    pub fn called_side(&self, which: WhichReport, node: &Node) -> ChangeSide {
        let values = match &node.content {
            NodeContent::Leaf(leaf) => vec![leaf],
            NodeContent::List(_) => Vec::new(),
            NodeContent::Null | NodeContent::Object(_) => node.head().map_or_else(|| node.leaves(), |head| vec![head]),
        };
        self.side(which, node, values)
    }

    fn side(&self, which: WhichReport, node: &Node, values: Vec<&ReportValue>) -> ChangeSide {
        ChangeSide {
            pointer: node.pointer.clone(),
            place: self.place(which, node),
            parts: values.into_iter().cloned().collect(),
            block: node.text("type").map(str::to_owned),
        }
    }

    fn place(&self, which: WhichReport, node: &Node) -> Option<Place> {
        let datum_place = node.leaf().and_then(|leaf| self.data.place(*leaf.data.first()?));
        let [earlier, later] = &self.files;
        let file = if which == Earlier { earlier } else { later };
        datum_place.or_else(|| file.as_ref()?.place(&node.pointer))
    }
}
