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
    for section in &mut rest.sections {
        let (part, mut at) = (section.part, 0..);
        section.items.retain(|_| at.next().is_some_and(|at| !gone.contains(&(part, at))));
    }
    rest.left_out = gone.len();
    (rest, texts)
}

/// The lists of a summary, in the order in which items go from them: the purpose last.
fn lists(content: &SummaryContent) -> Vec<PartId> {
    let mut lists: Vec<PartId> = content.sections.iter().map(|section| section.part).collect();
    lists.sort_by_key(|part| match part {
        PartId::Achievements => 0,
        PartId::Results => 2,
        PartId::Purpose => 3,
        PartId::Section(_) | PartId::Shown(_) => 1,
    });
    lists
}

fn list(content: &SummaryContent, which: PartId) -> &[Item] {
    content.section(which).map_or(&[], |section| &section.items)
}

/// The items that may go, by list and place, in the order in which they go. One item of each list stays, so that no heading
/// stands alone; below metrics all may go.
fn order(content: &SummaryContent) -> Vec<(PartId, usize)> {
    let mut order = Vec::new();
    for priority in [Priority::Low, Priority::Middle] {
        for which in lists(content) {
            let items = list(content, which).iter().enumerate().rev();
            order.extend(items.filter(|(_, item)| item.priority == Some(priority)).map(|(at, _)| (which, at)));
        }
    }
    let mut left: BTreeMap<PartId, usize> =
        content.sections.iter().map(|section| (section.part, section.items.len())).collect();
    order.retain(|(which, _)| {
        let Some(left) = left.get_mut(which) else { return false };
        *left -= 1;
        *left > 0 || content.section(*which).is_some_and(|section| !section.metrics.is_empty())
    });
    order
}
