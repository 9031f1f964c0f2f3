//! LayeredGraph for diagrams of boxes and arrows.
//!
//! Boxes are put into ranks so that arrows point from one rank to a later one, except where
//! they close a circle; within its rank each box moves towards the boxes it is joined to,
//! which keeps arrows from crossing (the method of Sugiyama, Tagawa and Toda, 1981).

use crate::limits;

/// Where each box and each arrow goes.
#[derive(Debug, PartialEq)]
pub(super) struct LayeredGraph {
    /// The rank of each box, from 0.
    pub ranks: Vec<usize>,
    /// The place of each box within its rank, from 0 to 1.
    pub orders: Vec<f64>,
    /// For each arrow its place in each rank that it passes, as rank and order.
    pub vias: Vec<Vec<(usize, f64)>>,
}

/// Sweeps over the ranks; more do not improve diagrams of this size.
const SWEEPS: usize = 8;

/// Lays out boxes, given their number and the arrows between them.
pub(super) fn layered_graph(boxes: usize, arrows: &[(usize, usize)]) -> LayeredGraph {
    let ranks = ranks(boxes, arrows);
    // More boxes are not drawn, and arrows that pass many ranks would be cut into too many pieces.
    if boxes > limits::DRAWN_NODES {
        let orders = (0..boxes).map(|index| index as f64).collect();
        return LayeredGraph { ranks, orders, vias: vec![Vec::new(); arrows.len()] };
    }
    // Every arrow is cut at the ranks that it passes, where it takes a place like a box.
    let mut items: Vec<usize> = ranks.clone();
    let mut links = Vec::new();
    let mut passes: Vec<Vec<usize>> = Vec::new();
    for &(from, to) in arrows {
        let (low, high) = if ranks[from] <= ranks[to] { (from, to) } else { (to, from) };
        let mut passed = Vec::new();
        let mut last = low;
        for rank in ranks[low] + 1..ranks[high] {
            items.push(rank);
            links.push((last, items.len() - 1));
            last = items.len() - 1;
            passed.push(last);
        }
        links.push((last, high));
        passes.push(passed);
    }
    let orders = orders(&items, &links);
    let vias = passes.iter().map(|passed| passed.iter().map(|item| (items[*item], orders[*item])).collect()).collect();
    LayeredGraph { ranks, orders: orders[..boxes].to_vec(), vias }
}

/// The length of the longest way to each box, arrows that close a circle left out.
fn ranks(boxes: usize, arrows: &[(usize, usize)]) -> Vec<usize> {
    let forward = without_circles(boxes, arrows);
    let mut ranks = vec![0; boxes];
    // A way has at most as many arrows as there are boxes.
    for _ in 0..boxes {
        for &(from, to) in &forward {
            ranks[to] = ranks[to].max(ranks[from] + 1);
        }
    }
    ranks
}

/// The arrows but those that lead back to a box on the way to their start.
fn without_circles(boxes: usize, arrows: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut forward: Vec<(usize, usize)> = Vec::new();
    for &(from, to) in arrows {
        if from != to && !reaches(boxes, &forward, to, from) {
            forward.push((from, to));
        }
    }
    forward
}

/// Whether a way along the arrows leads from a box to another.
fn reaches(boxes: usize, arrows: &[(usize, usize)], from: usize, to: usize) -> bool {
    let mut seen = vec![false; boxes];
    let mut open = vec![from];
    while let Some(current) = open.pop() {
        if current == to {
            return true;
        }
        if !std::mem::replace(&mut seen[current], true) {
            open.extend(arrows.iter().filter(|(start, _)| *start == current).map(|(_, end)| *end));
        }
    }
    false
}

/// The place of each item within its rank: sorted again and again by the mean place of its neighbours.
fn orders(items: &[usize], links: &[(usize, usize)]) -> Vec<f64> {
    let last = items.iter().max().copied().unwrap_or(0);
    let mut rows: Vec<Vec<usize>> =
        (0..=last).map(|rank| (0..items.len()).filter(|item| items[*item] == rank).collect()).collect();
    let mut orders = places(items.len(), &rows);
    let mut best = (crossings(links, items, &orders), orders.clone());
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        for step in 1..=last {
            let rank = if down { step } else { last - step };
            let mut row: Vec<(f64, usize)> =
                rows[rank].iter().map(|item| (mean_order(*item, links, &orders, down), *item)).collect();
            row.sort_by(|a, b| a.0.total_cmp(&b.0));
            rows[rank] = row.into_iter().map(|(_, item)| item).collect();
            orders = places(items.len(), &rows);
        }
        let crossed = crossings(links, items, &orders);
        if crossed < best.0 {
            best = (crossed, orders.clone());
        }
    }
    best.1
}

/// The mean place of the neighbours of an item in the rank before it, or after it if the sweep does not go down; the place of
/// the item itself if it has none there.
fn mean_order(item: usize, links: &[(usize, usize)], orders: &[f64], down: bool) -> f64 {
    let neighbours = links.iter().filter_map(|&(low, high)| match (down, low == item, high == item) {
        (true, _, true) => Some(orders[low]),
        (false, true, _) => Some(orders[high]),
        _ => None,
    });
    let (sum, count) = neighbours.fold((0.0, 0u32), |(sum, count), order| (sum + order, count + 1));
    if count == 0 { orders[item] } else { sum / f64::from(count) }
}

/// The place of each item, given the items of each rank in their order.
fn places(items: usize, rows: &[Vec<usize>]) -> Vec<f64> {
    let mut places = vec![0.5; items];
    for row in rows {
        for (index, item) in row.iter().enumerate() {
            places[*item] = (index as f64 + 0.5) / row.len() as f64;
        }
    }
    places
}

/// How many pairs of links cross each other.
fn crossings(links: &[(usize, usize)], items: &[usize], orders: &[f64]) -> usize {
    let pairs = links.iter().enumerate().flat_map(|(index, a)| links[index + 1..].iter().map(move |b| (a, b)));
    let crossing = pairs
        .filter(|(a, b)| items[a.0] == items[b.0] && (orders[a.0] - orders[b.0]) * (orders[a.1] - orders[b.1]) < 0.0);
    crossing.count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ranks_follow_the_arrows_and_crossings_are_undone() {
        let tree = layered_graph(5, &[(0, 1), (0, 2), (1, 4), (2, 3)]);
        assert_eq!(tree.ranks, [0, 1, 1, 2, 2]);
        assert!(tree.orders[4] < tree.orders[3], "the children stand below their parents: {:?}", tree.orders);
        let skipping = layered_graph(3, &[(0, 1), (1, 2), (0, 2)]);
        assert_eq!(skipping.ranks, [0, 1, 2]);
        assert_eq!(skipping.vias[2].len(), 1);
        let circle = layered_graph(3, &[(0, 1), (1, 2), (2, 0)]);
        assert_eq!(circle.ranks, [0, 1, 2]);
        assert_eq!(circle.vias[2], [(1, circle.vias[2][0].1)]);
    }

    proptest! {
        #[test]
        fn no_two_boxes_share_a_place(boxes in 1usize..12, pairs in prop::collection::vec((0usize..12, 0usize..12), 0..20)) {
            let arrows: Vec<_> =
                pairs.into_iter().map(|(a, b)| (a % boxes, b % boxes)).filter(|(a, b)| a != b).collect();
            let layers = layered_graph(boxes, &arrows);
            for a in 0..boxes {
                for b in 0..a {
                    prop_assert!(layers.ranks[a] != layers.ranks[b] || layers.orders[a] != layers.orders[b]);
                }
            }
            for ((from, to), via) in arrows.iter().zip(&layers.vias) {
                prop_assert_ne!(layers.ranks[*from], layers.ranks[*to]);
                prop_assert_eq!(via.len() + 1, layers.ranks[*from].abs_diff(layers.ranks[*to]));
            }
        }
    }
}
