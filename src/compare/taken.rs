//! The metrics of a council's tree, which are compared by their ids rather than by their places.

use super::tree::{Node, NodeContent};

/// A metric that was taken out of a council's tree.
#[derive(Clone)]
pub(super) struct TakenMetric {
    pub node: Node,
    /// Whether it stands among the results, whose as-of date holds for it, too.
    pub in_results: bool,
}

/// Takes all metrics out of a council's tree.
pub(super) fn take_metrics(council: &mut Node) -> Vec<TakenMetric> {
    let mut taken = Vec::new();
    take(council, false, &mut taken);
    taken
}

fn take(node: &mut Node, in_results: bool, taken: &mut Vec<TakenMetric>) {
    match &mut node.content {
        NodeContent::Null | NodeContent::Leaf(_) => {}
        NodeContent::List(list) => list.iter_mut().for_each(|node| take(node, in_results, taken)),
        NodeContent::Object(fields) => {
            for (key, node) in fields {
                match &mut node.content {
                    // A summary lists the ids of metrics under the same key.
                    NodeContent::List(list)
                        if key == "metrics" && list.iter().all(|metric| metric.leaf().is_none()) =>
                    {
                        taken.extend(list.drain(..).map(|node| TakenMetric { node, in_results }));
                    }
                    _ => take(node, key == "results", taken),
                }
            }
        }
    }
}
