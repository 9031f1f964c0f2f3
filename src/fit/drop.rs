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
    let list =
        |digest: &Digest, which: usize| if which == 0 { digest.purpose.clone() } else { digest.achievements.clone() };
    let texts = gone.iter().map(|(which, at)| list(digest, *which)[*at].text.text.clone()).collect();
    let kept = |which: usize| -> Vec<Item> {
        let all = list(digest, which).into_iter().enumerate();
        all.filter(|(at, _)| !gone.contains(&(which, *at))).map(|(_, item)| item).collect()
    };
    rest.purpose = kept(0);
    rest.achievements = kept(1);
    rest.left_out = gone.len();
    (rest, texts)
}

/// The items that may go, by list and place, in the order in which they go. One item of each list stays.
fn order(digest: &Digest) -> Vec<(usize, usize)> {
    let mut order = Vec::new();
    for priority in [Priority::Low, Priority::Middle] {
        for (which, items) in [(1, &digest.achievements), (0, &digest.purpose)] {
            let own = items.iter().enumerate().rev().filter(|(_, item)| item.priority == Some(priority));
            order.extend(own.map(|(at, _)| (which, at)));
        }
    }
    let mut left = [digest.purpose.len(), digest.achievements.len()];
    order.retain(|(which, _)| {
        left[*which] -= 1;
        left[*which] > 0
    });
    order
}
