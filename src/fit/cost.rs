//! What a layout of a summary is worth.

use super::measured::MeasuredHeights;

/// How far a layout is from the ideal: the theme's size, normal air, a full page, and columns of one height. `scale` and `airs`
/// are in per cent.
///
/// The weights were set by hand, by looking at the summaries of the sample and of the generated councils. A size smaller by 5 % is the
/// unit, and costs 3; all else says when that is the lesser evil.
pub(super) fn cost(scale: u32, airs: &[u32], heights: &MeasuredHeights) -> f64 {
    let air = airs.iter().map(|air| air_cost(*air)).sum::<f64>() / airs.len().max(1) as f64;
    let (most, least) = (airs.iter().max().unwrap_or(&100), airs.iter().min().unwrap_or(&100));
    // Columns of different air side by side look like two pages.
    let spread = f64::from(most - least) / 100.0 * 3.0;
    // A column shorter by up to 9 % of the page is hardly seen; beyond that it looks like a hole, which no gain in size outweighs.
    let unbalance = heights.unbalance();
    let uneven = 4.0 * unbalance + 45.0 * (unbalance - 0.09).max(0.0);
    // Below 78 % a page looks unfinished.
    size_cost(scale) + air + spread + uneven + 40.0 * (0.78 - heights.fill()).max(0.0)
}

/// Type below the theme's size is harder to read; larger type is welcome on a page with little on it, but summaries of a report
/// look alike.
fn size_cost(scale: u32) -> f64 {
    let size = f64::from(scale) - 100.0;
    if size < 0.0 { -size / 5.0 * 3.0 } else { size / 5.0 * 0.3 }
}

/// Tight gaps hurt at once; loose ones only from a fifth more than normal on, and less.
fn air_cost(air: u32) -> f64 {
    let air = f64::from(air) / 100.0;
    if air < 1.0 { (1.0 - air) * 8.0 } else { (air - 1.2).max(0.0) * 2.0 }
}
