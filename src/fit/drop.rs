//! Which items may be left out of a summary that has no room for all.

use std::collections::BTreeMap;

use crate::model::{Digest, Item, PartId, Priority};

/// How many items may be left out.
pub fn droppable(digest: &Digest) -> usize {
    order(digest).len()
}

/// What is left without the first so many of the items that may go, and the texts of those.
///
/// Items of low priority go first, then those of middle priority, each from the last on; with an item
/// go those below it.
pub fn without(digest: &Digest, count: usize) -> (Digest, Vec<String>) {
    let mut rest = digest.clone();
    let gone: Vec<(PartId, usize)> = order(digest).into_iter().take(count).collect();
    let texts = gone.iter().map(|(which, at)| list(digest, *which)[*at].text.text.clone()).collect();
    let kept = |which: PartId| -> Vec<Item> {
        let all = list(digest, which).iter().enumerate();
        all.filter(|(at, _)| !gone.contains(&(which, *at))).map(|(_, item)| item.clone()).collect()
    };
    rest.purpose = kept(PartId::Purpose);
    rest.achievements = kept(PartId::Achievements);
    rest.results = kept(PartId::Results);
    rest.left_out = gone.len();
    (rest, texts)
}

/// The lists of a summary, in the order in which items go from them.
const LISTS: [PartId; 3] = [PartId::Achievements, PartId::Results, PartId::Purpose];

fn list(digest: &Digest, which: PartId) -> &[Item] {
    match which {
        PartId::Purpose => &digest.purpose,
        PartId::Achievements => &digest.achievements,
        PartId::Results => &digest.results,
        PartId::Shown(_) => &[],
    }
}

/// The items that may go, by list and place, in the order in which they go. One item of each list stays, so that no heading
/// stands alone; below metrics all may go.
fn order(digest: &Digest) -> Vec<(PartId, usize)> {
    let mut order = Vec::new();
    for priority in [Priority::Low, Priority::Middle] {
        for which in LISTS {
            let items = list(digest, which).iter().enumerate().rev();
            order.extend(items.filter(|(_, item)| item.priority == Some(priority)).map(|(at, _)| (which, at)));
        }
    }
    let mut left: BTreeMap<PartId, usize> = LISTS.map(|which| (which, list(digest, which).len())).into();
    order.retain(|(which, _)| {
        let Some(left) = left.get_mut(which) else { return false };
        *left -= 1;
        *left > 0 || (*which == PartId::Results && !digest.metrics.is_empty())
    });
    order
}
