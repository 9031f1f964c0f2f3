//! What a metric was in an earlier report.

use rust_decimal::Decimal;
use serde::Serialize;

use super::derived;
use crate::compare::{EarlierMetric, Movement, Trend, signed, signed_rate};
use crate::data::{Leaf, Number, Text, When};
use crate::japanese::WritingStyle;

/// A rate of so few says little: 1件 → 2件 would be +100％.
const FEW: Decimal = Decimal::TEN;

#[derive(Serialize)]
pub(super) struct PreviousValueView<'a> {
    /// How far the value has moved, in words; nothing where either is not known.
    change: Option<Leaf>,
    trend: Option<&'static str>,
    base: &'static str,
    value: Option<Number>,
    pending: Option<&'a Text>,
    unit: &'a Text,
    as_of: Option<When>,
}

/// What a card says of the earlier value; nothing where the two cannot be put side by side. Where either is not yet
/// known, there is no change to tell, but what was said before.
pub(super) fn previous<'a>(earlier: &'a EarlierMetric, style: &WritingStyle) -> Option<PreviousValueView<'a>> {
    let base = if earlier.yearly { "前年" } else { "前回" };
    let change = match &earlier.movement {
        Some(movement) => Some(change(movement, earlier, base, style)?),
        None => None,
    };
    let mut data = earlier.present.clone();
    data.extend(earlier.value.map(|value| value.datum));
    data.extend(earlier.as_of.map(|day| day.datum));
    Some(PreviousValueView {
        change: change.map(|change| derived(&data, change)),
        trend: earlier.movement.as_ref().and_then(|movement| movement.trend).map(Trend::name),
        base,
        value: earlier.value,
        pending: earlier.pending.as_ref(),
        unit: &earlier.unit,
        // A year before the present day needs no date of its own.
        as_of: earlier.as_of.filter(|_| !earlier.yearly),
    })
}

/// How far a value has moved, in words; nothing where the units differ.
fn change(movement: &Movement, earlier: &EarlierMetric, base: &str, style: &WritingStyle) -> Option<String> {
    let difference = movement.difference?;
    let difference_words = signed(difference, &|number| style.number(number));
    let about = if earlier.approximate { "約" } else { "" };
    let rate = movement.rate.filter(|rate| !rate.is_zero() && movement.before >= FEW);
    let change = match rate {
        _ if difference.is_zero() => format!("{base}比 増減なし"),
        _ if movement.points => format!("{base}比 {about}{difference_words}ポイント"),
        Some(rate) => format!("{base}比 {about}{}％", signed_rate(rate, style)),
        None => format!("{base}差 {about}{difference_words}{}", earlier.unit.text),
    };
    Some(match movement.trend {
        Some(Trend::Improved) => change + "で改善",
        Some(Trend::Worsened) => change + "で悪化",
        None => change,
    })
}
