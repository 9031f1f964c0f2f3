//! Which items may be left out of a summary that has no room for all.

use crate::model::{Digest, Item, Priority};

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
    let gone: Vec<(usize, usize)> = order(digest).into_iter().take(count).collect();
    let texts = gone.iter().map(|(which, at)| list(digest, *which)[*at].text.text.clone()).collect();
    let kept = |which: usize| -> Vec<Item> {
        let all = list(digest, which).iter().enumerate();
        all.filter(|(at, _)| !gone.contains(&(which, *at))).map(|(_, item)| item.clone()).collect()
    };
    rest.purpose = kept(PURPOSE);
    rest.achievements = kept(ACHIEVEMENTS);
    rest.results = kept(RESULTS);
    rest.left_out = gone.len();
    (rest, texts)
}

/// The lists of a summary, in the order in which items go from them.
const LISTS: [usize; 3] = [ACHIEVEMENTS, RESULTS, PURPOSE];
const PURPOSE: usize = 0;
const ACHIEVEMENTS: usize = 1;
const RESULTS: usize = 2;

fn list(digest: &Digest, which: usize) -> &[Item] {
    match which {
        PURPOSE => &digest.purpose,
        ACHIEVEMENTS => &digest.achievements,
        _ => &digest.results,
    }
}

/// The items that may go, by list and place, in the order in which they go. One item of each list stays, so that no heading
/// stands alone; below metrics all may go.
fn order(digest: &Digest) -> Vec<(usize, usize)> {
    let mut order = Vec::new();
    for priority in [Priority::Low, Priority::Middle] {
        for which in LISTS {
            let items = list(digest, which).iter().enumerate().rev();
            order.extend(items.filter(|(_, item)| item.priority == Some(priority)).map(|(at, _)| (which, at)));
        }
    }
    let mut left = [PURPOSE, ACHIEVEMENTS, RESULTS].map(|which| list(digest, which).len());
    order.retain(|(which, _)| {
        left[*which] -= 1;
        left[*which] > 0 || (*which == RESULTS && !digest.metrics.is_empty())
    });
    order
}
