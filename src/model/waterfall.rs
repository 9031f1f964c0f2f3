//! The way of a waterfall chart: from one total by rises and falls to the next.

use rust_decimal::Decimal;

use super::{Chart, ChartPoint};

/// What a category of a waterfall is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// The level that is reached.
    Total,
    /// A change upwards, or none.
    Rise,
    /// A change downwards.
    Fall,
}

/// A category of a waterfall.
#[derive(Clone, Debug)]
pub struct WaterfallStep<'a> {
    /// What it is.
    pub kind: StepKind,
    /// Its value.
    pub value: &'a ChartPoint,
    /// Where its bar begins: the level before, or zero for a total.
    pub from: Decimal,
    /// The level after it.
    pub to: Decimal,
    /// How far a total is from the sum of the changes before it, if that is more than their rounding allows.
    pub gap: Option<Decimal>,
}

impl Chart {
    /// The steps of a waterfall, without categories that have no number.
    pub fn steps(&self) -> Vec<WaterfallStep<'_>> {
        let Some(series) = self.series.first() else { return Vec::new() };
        let points =
            self.categories.iter().zip(&series.values).filter_map(|(name, value)| Some((name, value.point()?)));
        let decimals = series.values.iter().filter_map(|value| value.point()).map(|point| point.value.scale()).max();
        // Half a unit of the last digit, by which each number may be rounded.
        let rounding = Decimal::new(5, decimals.unwrap_or(0).saturating_add(1));
        let (mut level, mut terms) = (Decimal::ZERO, Decimal::ZERO);
        let steps = points.map(|(name, value)| {
            terms += Decimal::ONE;
            if self.is_total(&name.text) {
                let gap = value.value - level;
                let is_start = terms == Decimal::ONE;
                let gap = (!is_start && gap.abs() > rounding * terms).then_some(gap);
                (level, terms) = (value.value, Decimal::ONE);
                return WaterfallStep { kind: StepKind::Total, value, from: Decimal::ZERO, to: level, gap };
            }
            let from = level;
            level += value.value;
            let kind = if value.value < Decimal::ZERO { StepKind::Fall } else { StepKind::Rise };
            WaterfallStep { kind, value, from, to: level, gap: None }
        });
        steps.collect()
    }

    fn is_total(&self, category: &str) -> bool {
        self.totals.iter().any(|total| total.text == category)
    }
}
