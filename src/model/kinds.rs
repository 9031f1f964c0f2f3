//! The kinds of charts and diagrams, with how much each of them can show.

use std::ops::RangeInclusive;

use crate::data::choice;
use crate::limits;

/// A chart of more categories cannot be read.
const CATEGORIES: usize = 60;
/// More bars side by side are too thin to be told apart, even across a whole page.
const BARS: usize = 120;
/// A line of more points is not drawn any finer on paper.
const POINTS: usize = 2_000;
/// More series cannot be told apart in greyscale.
pub(super) const SERIES: usize = 6;
/// A way of more steps is hard to follow, and does not fit on a page as rows.
const STEPS: usize = 24;
/// More small charts do not fit on a page.
const MULTIPLES: usize = 12;

choice! {
    /// The kinds of charts.
    ChartKind, "kind of chart", "グラフの種類" {
        /// A vertical bar chart.
        Bar = "bar",
        /// A horizontal bar chart, for long labels.
        HorizontalBar = "horizontal_bar",
        /// A vertical bar chart with several series side by side.
        GroupedBar = "grouped_bar",
        /// A vertical bar chart with several stacked series.
        StackedBar = "stacked_bar",
        /// The same, with shares of the sum (100 %).
        StackedBar100 = "stacked_bar_100",
        /// A vertical bar chart with one series as a line.
        BarLine = "bar_line",
        /// A line chart.
        Line = "line",
        /// The first and the last category, joined by one line per series.
        Slope = "slope",
        /// Values compared with targets, each on its own scale.
        Bullet = "bullet",
        /// One small vertical bar chart per series, all on the same scale.
        SmallMultiples = "small_multiples",
        /// A circle of slices that are shares of the sum; beyond six, the smallest are joined as the rest (その他).
        Pie = "pie",
        /// The same as a ring, with the sum in its middle.
        Ring = "ring",
        /// Bars that lead from one total by rises and falls to the next.
        Waterfall = "waterfall",
    }
}

impl ChartKind {
    /// How many series a chart of the kind has.
    pub(super) fn series(self) -> RangeInclusive<usize> {
        match self {
            Self::Bar | Self::HorizontalBar | Self::Pie | Self::Ring | Self::Waterfall => 1..=1,
            Self::Bullet => 2..=2,
            Self::BarLine => 2..=SERIES,
            Self::SmallMultiples => 1..=MULTIPLES,
            Self::GroupedBar | Self::StackedBar | Self::StackedBar100 | Self::Line | Self::Slope => 1..=SERIES,
        }
    }

    /// How many categories a chart of the kind with so many series has at most.
    pub(super) fn categories(self, series: usize) -> usize {
        match self {
            // Lines have no labels or bars that need a place of their own for each point.
            Self::Line => POINTS,
            Self::GroupedBar => CATEGORIES.min(BARS / series.max(1)),
            Self::Waterfall => STEPS,
            _ => CATEGORIES,
        }
    }

    /// Whether the kind shows shares of a whole as slices.
    pub fn has_slices(self) -> bool {
        matches!(self, Self::Pie | Self::Ring)
    }
}

choice! {
    /// The kinds of diagrams.
    DiagramKind, "kind of diagram", "図の種類" {
        /// An organisation chart (体制図), with higher bodies above lower ones.
        Organisation = "organisation",
        /// Steps from left to right, joined by arrows.
        Flow = "flow",
        /// Boxes from top to bottom, joined by arrows.
        Network = "network",
        /// Who pays whom how much for what (資金の流れ), from left to right.
        Money = "money",
        /// Phases (段階) one after the other.
        Phases = "phases",
        /// The present state (現状) and the intended one (実現イメージ).
        BeforeAfter = "before_after",
        /// Boxes in a circle, each with an arrow to the next.
        Cycle = "cycle",
    }
}

impl DiagramKind {
    /// How many nodes a diagram of the kind has.
    pub(super) fn nodes(self) -> RangeInclusive<usize> {
        match self {
            Self::Organisation | Self::Flow | Self::Network | Self::Money => 1..=limits::NODES,
            Self::Phases => 2..=8,
            Self::BeforeAfter => 2..=2,
            Self::Cycle => 3..=8,
        }
    }

    /// Whether arrows lead from node to node; the others have items below their nodes.
    pub(super) fn has_edges(self) -> bool {
        !matches!(self, Self::Phases | Self::BeforeAfter)
    }
}
