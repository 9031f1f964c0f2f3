//! Which items may be left out of a summary that has no room for all.

use std::collections::BTreeMap;

use crate::model::{Item, PartId, Priority, SummaryContent};

/// How many items may be left out.
pub fn droppable(content: &SummaryContent) -> usize {
    order(content).len()
}

/// What is left without the first so many of the items that may go, and the texts of those.
///
/// Items of low priority go first, then those of middle priority, each from the last on; with an item
/// go those below it.
pub fn without(content: &SummaryContent, count: usize) -> (SummaryContent, Vec<String>) {
    let mut rest = content.clone();
    let gone: Vec<(PartId, usize)> = order(content).into_iter().take(count).collect();
    let texts = gone.iter().map(|(which, at)| list(content, *which)[*at].text.text.clone()).collect();
    let [purpose, achievements, results] = [PartId::Purpose, PartId::Achievements, PartId::Results].map(|which| {
        let items = list(content, which).iter().enumerate();
        items.filter(|(index, _)| !gone.contains(&(which, *index))).map(|(_, item)| item.clone()).collect()
    });
    (rest.purpose, rest.achievements, rest.results) = (purpose, achievements, results);
    rest.left_out = gone.len();
    (rest, texts)
}

/// The lists of a summary, in the order in which items go from them.
const LISTS: [PartId; 3] = [PartId::Achievements, PartId::Results, PartId::Purpose];

fn list(content: &SummaryContent, which: PartId) -> &[Item] {
    match which {
        PartId::Purpose => &content.purpose,
        PartId::Achievements => &content.achievements,
        PartId::Results => &content.results,
        PartId::Shown(_) => &[],
    }
}

/// The items that may go, by list and place, in the order in which they go. One item of each list stays, so that no heading
/// stands alone; below metrics all may go.
fn order(content: &SummaryContent) -> Vec<(PartId, usize)> {
    let mut order = Vec::new();
    for priority in [Priority::Low, Priority::Middle] {
        for which in LISTS {
            let items = list(content, which).iter().enumerate().rev();
            order.extend(items.filter(|(_, item)| item.priority == Some(priority)).map(|(at, _)| (which, at)));
        }
    }
    let mut left: BTreeMap<PartId, usize> = LISTS.map(|which| (which, list(content, which).len())).into();
    order.retain(|(which, _)| {
        let Some(left) = left.get_mut(which) else { return false };
        *left -= 1;
        *left > 0 || (*which == PartId::Results && !content.metrics.is_empty())
    });
    order
}
