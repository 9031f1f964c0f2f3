//! Waterfalls: from one total by rises and falls to the next.

use rust_decimal::Decimal;

use super::drawing::{ChartBar, ChartDrawing, Group};
use super::scale::Scale;
use super::{place, scaled};
use crate::compare::signed;
use crate::data::Leaf;
use crate::japanese::WritingStyle;
use crate::model::{Chart, StepKind, WaterfallStep};

pub(super) fn waterfall<'a>(chart: &'a Chart, style: &WritingStyle) -> ChartDrawing<'a> {
    let steps = chart.steps();
    let target = chart.target.iter().map(|target| target.value.value);
    let levels: Vec<Decimal> = steps.iter().map(|step| step.to).chain(target).collect();
    // A first category that is no total begins at zero.
    let begins_at_zero = steps.first().is_some_and(|step| step.kind != StepKind::Total);
    let broken = Scale::broken(&levels).filter(|_| !begins_at_zero);
    let is_broken = broken.is_some();
    let scale = broken.unwrap_or_else(|| Scale::new(levels.into_iter()));
    let groups = chart.categories.iter().zip(&steps).map(|(label, step)| Group {
        label,
        bars: vec![bar(step, &scale, style)],
        total: None,
        total_at: 0.0,
    });
    let joints = steps.iter().take(steps.len().saturating_sub(1)).map(|step| place(scale.place(step.to)));
    let drawing = scaled(chart, &scale, style);
    let baseline = if is_broken { Some(0.0) } else { drawing.baseline };
    ChartDrawing { groups: groups.collect(), links: joints.collect(), broken: is_broken, baseline, ..drawing }
}

/// The bar of a step. Its number stands at the end `to`, which is the one that is farther from zero.
fn bar(step: &WaterfallStep<'_>, scale: &Scale, style: &WritingStyle) -> ChartBar {
    let from = if step.kind == StepKind::Total { step.from.max(scale.low()) } else { step.from };
    let (low, high) = (from.min(step.to), from.max(step.to));
    let (near, far) = if high > Decimal::ZERO { (low, high) } else { (high, low) };
    let origin = step.value.origin.clone();
    let is_total = step.kind == StepKind::Total;
    let value = if is_total {
        Leaf::number(origin, step.value.value)
    } else {
        Leaf::text(origin, signed(step.value.value, &|number| style.number(number)))
    };
    ChartBar {
        series: match step.kind {
            StepKind::Total => 0,
            StepKind::Rise => 1,
            StepKind::Fall => 2,
        },
        lane: 0,
        lanes: 1,
        from: scale.place(near),
        to: scale.place(far),
        missing: false,
        value: Some(value),
        pending: None,
        share: !is_total,
        emphasis: false,
    }
}
