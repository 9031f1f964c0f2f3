//! About how high parts will stand.
//!
//! Sizes and gaps are those of `theme.typ`, in points at 100 %; the sums were set by hand so that the summaries of the sample and
//! of the generated councils come out near. They need not be exact: where they are wrong, the first layout corrects them by a
//! factor for each part. A figure that is far off costs further layouts, but changes no page for the worse.

use super::part::{PartEstimate, Shape, TextLine};

/// The gap between columns (`summary-column`, 10 mm), in points.
pub(super) const GUTTER: f64 = 28.3;
/// Running text (`sizes.body`).
const BODY: f64 = 10.0;
/// Text of tables (`sizes.table`).
const TABLE: f64 = 8.2;
/// A section's head with its rule, without the gaps around it, of which the air decides.
const HEAD: f64 = 9.0;
/// The gap above a section's head (`gaps.section`), half of which gives way to the air.
const ABOVE_HEAD: f64 = 8.0;
/// Gaps that stand above something grow no further than this.
const MOST_ABOVE: f64 = 1.15;

impl PartEstimate {
    /// About how high the part stands in a column, in points; `air` is 1 where gaps are normal.
    pub fn height(&self, width: f64, scale: f64, air: f64) -> f64 {
        match self {
            Self::Words(lines) => words(lines, width, scale, air),
            Self::Cards { count, goal, moved } => cards(*count, *goal, *moved, width, scale, air),
            Self::Results(cards, items) => {
                // The items have no head of their own.
                cards.height(width, scale, air) + items.height(width, scale, air) - scale * (HEAD + above_head(air))
            }
            Self::Block(shape) => shape.height(width, scale, air),
        }
    }
}

/// The gap above a head.
fn above_head(air: f64) -> f64 {
    ABOVE_HEAD * (1.0 + air) / 2.0
}

fn words(lines: &[TextLine], width: f64, scale: f64, air: f64) -> f64 {
    let head = HEAD + above_head(air) + ABOVE_HEAD * air.min(MOST_ABOVE);
    // The gap between the lines of an item, and the one behind it, in em.
    let leading = 0.72 * f64::midpoint(1.0, air).min(1.2);
    let behind = 0.92 * air;
    let in_em: f64 = lines
        .iter()
        .map(|line| {
            // Each level is indented by 1.5 em; a column is never so narrow that 4 em do not fit.
            let room = (width / (BODY * scale) - 1.5 * line.depth as f64).max(4.0);
            // Lines end a little early, because words and punctuation stay together.
            let count = (line.width * 1.03 / room).ceil().max(1.0);
            count + (count - 1.0) * leading + behind
        })
        .sum();
    scale * (head + BODY * in_em)
}

fn cards(count: usize, goal: bool, moved: bool, width: f64, scale: f64, air: f64) -> f64 {
    // As many in a row as `columns-for` in `metric.typ` sets at these widths (`card-sizes`: 120 mm and 75 mm).
    let most: usize = match width {
        340.0.. => 4,
        213.0.. => 3,
        _ => 2,
    };
    let rows = count.div_ceil(most) as f64;
    // The bar with the two lines of the target, or the gap without; and a line that says how the figure has moved.
    let below = if goal { 36.0 } else { 6.0 } + if moved { 12.0 } else { 0.0 };
    // Label and figure, and the gap between rows, half of which stands above a card.
    let row = 50.0 + below + 13.0 * (air + air.min(MOST_ABOVE)) / 2.0;
    scale * (HEAD + 16.0 * air + row * rows)
}

impl Shape {
    fn height(&self, width: f64, scale: f64, air: f64) -> f64 {
        match self {
            Self::Rows { rows, notes } => {
                let per_line = width / (TABLE * scale);
                // Cells break before all of a row's width is used.
                let lines = |em: &f64| (em * 1.1 / per_line).ceil().max(1.0);
                let rows: f64 = rows.iter().map(|em| TABLE * (1.5 * lines(em) - 0.5) + 10.0 * air).sum();
                let notes: f64 = notes.iter().map(|em| 11.5 * lines(em)).sum();
                // Title, head row and the gaps around them.
                scale * (HEAD + 22.0 * air + 18.0 + rows + notes)
            }
            Self::Fixed { height, airy_share } => scale * height * (1.0 - airy_share + airy_share * air) + 12.0 * air,
            // With the title and the names below the map.
            Self::Wide(share) => width * share + 40.0 * scale * air,
            // Below a title, indented by 11 pt.
            Self::Stack(parts) => {
                scale * 14.0 * air + parts.iter().map(|part| part.height(width - 11.0, scale, air)).sum::<f64>()
            }
            Self::Abreast(parts) => {
                // Columns stand 12 pt apart; the highest counts.
                let width = width / parts.len().max(1) as f64 - 12.0;
                parts.iter().map(|part| part.height(width, scale, air)).fold(0.0, f64::max)
            }
        }
    }
}
