//! The courses of lines, with no more points than print can show.

/// A point of a line: along the categories and up the scale, both from 0 to 1.
pub(super) type LinePoint = (f64, f64);

/// Strips into which a long line is cut across its width.
///
/// On the widest page, 167 mm, a strip is 0.7 mm broad: half as much again as the line itself.
const STRIPS: usize = 240;

/// The unbroken stretches of a line as flat lists of x and y.
///
/// A stretch of more points than print can show keeps in each strip the lowest and the highest, and its own ends: what
/// is left out lies between two points that are drawn, less than the breadth of a strip away.
pub(super) fn runs(places: &[Option<LinePoint>]) -> Vec<Vec<f64>> {
    let stretches = places.split(Option::is_none).filter(|stretch| !stretch.is_empty());
    let flat_runs = stretches.map(|stretch| {
        let stretch: Vec<LinePoint> = stretch.iter().flatten().copied().collect();
        thinned(&stretch).into_iter().flat_map(|(x, y)| [x, y]).collect()
    });
    flat_runs.collect()
}

fn strip(place: &LinePoint) -> usize {
    // Places lie between 0 and 1.
    (place.0 * STRIPS as f64) as usize
}

fn thinned(stretch: &[LinePoint]) -> Vec<LinePoint> {
    if stretch.len() <= 2 * STRIPS {
        return stretch.to_vec();
    }
    let mut kept: Vec<LinePoint> = stretch.first().copied().into_iter().collect();
    for strip in stretch.chunk_by(|a, b| strip(a) == strip(b)) {
        let lowest = strip.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        let highest = strip.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        let mut ends: Vec<LinePoint> = lowest.into_iter().chain(highest).copied().collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        kept.extend(ends);
    }
    kept.extend(stretch.last());
    kept.dedup();
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn short_lines_keep_every_point_and_their_gaps() {
        let places = [None, Some((0.25, 0.5)), Some((0.5, 1.0)), None, Some((1.0, 0.0))];
        assert_eq!(runs(&places), [vec![0.25, 0.5, 0.5, 1.0], vec![1.0, 0.0]]);
        assert!(runs(&[None, None]).is_empty());
    }

    proptest! {
        /// No point of a long line is farther from what is drawn than print can show, and no peak is lost.
        #[test]
        fn long_lines_keep_their_looks(heights in prop::collection::vec(0.0f64..=1.0, 500..2000)) {
            let last = (heights.len() - 1) as f64;
            let places: Vec<LinePoint> = heights.iter().enumerate().map(|(at, y)| (at as f64 / last, *y)).collect();
            let kept = thinned(&places);
            prop_assert!(kept.len() <= 2 * (STRIPS + 2));
            prop_assert_eq!(kept.first(), places.first());
            prop_assert_eq!(kept.last(), places.last());
            prop_assert!(kept.is_sorted_by(|a, b| a.0 < b.0));
            for place in places {
                let near = |other: &&LinePoint| (other.0 - place.0).abs() <= 1.0 / STRIPS as f64;
                prop_assert!(kept.iter().filter(near).any(|other| other.1 <= place.1));
                prop_assert!(kept.iter().filter(near).any(|other| other.1 >= place.1));
            }
        }
    }
}
