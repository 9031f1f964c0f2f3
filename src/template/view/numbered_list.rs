//! Boxes and arrows as a list: in which order the boxes are numbered, and which numbers lead from each to the next ones.

use serde::Serialize;

/// A box of a list of numbered boxes.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct ListEntry {
    /// The place of the box among all boxes of the diagram.
    pub node: usize,
    /// How many boxes are on the way to it.
    pub depth: usize,
    /// What its arrows say and where they lead.
    pub ways: Vec<Way>,
    /// The numbers of the boxes that lead to it.
    pub origins: Vec<NumberRange>,
}

/// Arrows from one box that say the same.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Way {
    /// The place of the first of them among all arrows of the diagram.
    pub edge: usize,
    /// The numbers of the boxes where they end.
    pub ends: Vec<NumberRange>,
}

/// Numbers of boxes without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct NumberRange {
    pub first: usize,
    pub last: usize,
}

/// Numbers boxes from 1, each followed by those to which its arrows lead, unless they have a number already. `are_alike` says
/// whether two arrows say the same.
pub(super) fn numbered_list(
    boxes: usize,
    arrows: &[(usize, usize)],
    are_alike: impl Fn(usize, usize) -> bool,
) -> Vec<ListEntry> {
    let order = reading_order(boxes, arrows);
    let mut numbers = vec![0; boxes];
    for (index, (node, _)) in order.iter().enumerate() {
        numbers[*node] = index + 1;
    }
    let entries = order.iter().map(|&(node, depth)| {
        let mut ways: Vec<(usize, Vec<usize>)> = Vec::new();
        for (edge, (_, to)) in arrows.iter().enumerate().filter(|(_, (from, _))| *from == node) {
            match ways.iter_mut().find(|(first, _)| are_alike(*first, edge)) {
                Some((_, ends)) => ends.push(numbers[*to]),
                None => ways.push((edge, vec![numbers[*to]])),
            }
        }
        let origins = arrows.iter().filter(|(_, to)| *to == node).map(|(from, _)| numbers[*from]);
        ListEntry {
            node,
            depth,
            ways: ways.into_iter().map(|(edge, ends)| Way { edge, ends: ranges(ends) }).collect(),
            origins: ranges(origins.collect()),
        }
    });
    entries.collect()
}

/// All boxes in the order in which arrows lead to them, with their depth: first those to which none leads, then the first of
/// each circle.
fn reading_order(boxes: usize, arrows: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); boxes];
    let mut has_origin = vec![false; boxes];
    for &(from, to) in arrows {
        next[from].push(to);
        has_origin[to] = true;
    }
    let mut seen = vec![false; boxes];
    let mut order = Vec::new();
    let starts = (0..boxes).filter(|node| !has_origin[*node]).chain((0..boxes).filter(|node| has_origin[*node]));
    for start in starts {
        let mut open = vec![(start, 0)];
        while let Some((node, depth)) = open.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                order.push((node, depth));
                open.extend(next[node].iter().rev().map(|to| (*to, depth + 1)));
            }
        }
    }
    order
}

/// Numbers in their order, those without a gap between them together.
fn ranges(mut numbers: Vec<usize>) -> Vec<NumberRange> {
    numbers.sort_unstable();
    numbers.dedup();
    let mut ranges: Vec<NumberRange> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some(range) if range.last + 1 == number => range.last = number,
            _ => ranges.push(NumberRange { first: number, last: number }),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(first: usize, last: usize) -> NumberRange {
        NumberRange { first, last }
    }

    #[test]
    fn boxes_are_numbered_along_the_arrows() {
        // 0 leads to 1 and 2, which says something else, 1 to 3 and 4, and 4 back to 0.
        let arrows = [(0, 1), (0, 2), (1, 3), (1, 4), (4, 0)];
        let list = numbered_list(5, &arrows, |a, b| (a == 1) == (b == 1));
        assert_eq!(
            list.iter().map(|entry| (entry.node, entry.depth)).collect::<Vec<_>>(),
            [(0, 0), (1, 1), (3, 2), (4, 2), (2, 1)]
        );
        assert_eq!(list[0].ways, [Way { edge: 0, ends: vec![range(2, 2)] }, Way { edge: 1, ends: vec![range(5, 5)] }]);
        assert_eq!(list[1].ways, [Way { edge: 2, ends: vec![range(3, 4)] }]);
        assert_eq!(list[0].origins, [range(4, 4)]);
        assert_eq!(list[4].origins, [range(1, 1)]);
    }

    #[test]
    fn a_star_names_its_ends_once() {
        let arrows: Vec<_> = (1..200).map(|end| (0, end)).collect();
        let list = numbered_list(200, &arrows, |_, _| true);
        assert_eq!(list[0].ways, [Way { edge: 0, ends: vec![range(2, 200)] }]);
    }
}
