//! The geometry of charts: scales with round ticks, heights in proportion.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use super::derived;
use crate::japanese::grouped;
use crate::mark::DatumId;
use crate::model::{Chart, Emphasis};

/// Adds to a chart its `ticks`, `bars`, `baseline`, the place of its `target`, and a text for
/// readers who cannot see it. Places run from 0 at the foot to 1 at the top.
pub(super) fn extend(view: &mut Value, chart: &Chart, level: usize) {
    let Some(series) = chart.series.first() else { return };
    let values: Vec<Option<Decimal>> = series.values.iter().map(|value| value.0.map(|number| number.value)).collect();
    let sources: Vec<DatumId> = series.values.iter().filter_map(|value| value.0.map(|number| number.datum)).collect();
    let target = chart.target.as_ref().map(|target| target.value.value);
    let scale = Scale::new(values.iter().flatten().copied().chain(target));
    view["level"] = json!(level);
    view["ticks"] = scale
        .ticks()
        .map(|tick| json!({ "at": scale.place(tick), "label": derived(&sources, &grouped(tick)) }))
        .collect();
    view["baseline"] = json!(scale.place(Decimal::ZERO));
    let emphasised = match chart.emphasis {
        Emphasis::Last => values.iter().rposition(Option::is_some),
        Emphasis::None => None,
    };
    let bars = chart.categories.iter().zip(&series.values).enumerate().map(|(at, (category, value))| {
        json!({
            "label": category,
            "value": value,
            "at": value.0.map(|number| scale.place(number.value)),
            "newest": emphasised == Some(at),
        })
    });
    view["bars"] = bars.collect();
    if let Some(target) = target {
        view["target"]["at"] = json!(scale.place(target));
    }
    if chart.alt.is_none() {
        view["alt"] = derived(&sources, &description(chart));
    }
}

/// The chart's data as a sentence: `企業への導出の推移。2017年3月2件、…。2020年目標 5件。`
fn description(chart: &Chart) -> String {
    let mut points = Vec::new();
    for series in &chart.series {
        for (category, value) in chart.categories.iter().zip(&series.values) {
            let value = value.0.map_or("値なし".to_owned(), |number| grouped(number.value) + &chart.unit.text);
            points.push(format!("{}{value}", category.text));
        }
    }
    let target = chart.target.as_ref().map(|target| format!("{}。", target.label.text)).unwrap_or_default();
    format!("{}。{}。{target}", chart.title.text, points.join("、"))
}

/// A linear scale that contains zero and ends on round numbers.
#[derive(Debug)]
struct Scale {
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

impl Scale {
    /// A scale for these values with 3 to 6 steps of 1, 2 or 5 times a power of ten.
    fn new(values: impl Iterator<Item = Decimal>) -> Self {
        let (low, high) = values.fold((Decimal::ZERO, Decimal::ZERO), |(low, high), v| (low.min(v), high.max(v)));
        let span = high - low;
        if span.is_zero() {
            return Self { low, high: Decimal::ONE, step: Decimal::ONE };
        }
        let mut step = Decimal::ONE;
        while span / step > Decimal::from(10) {
            step *= Decimal::TEN;
        }
        while span / step <= Decimal::ONE {
            step /= Decimal::TEN;
        }
        // The span is now 1 to 10 steps long.
        let factors = [Decimal::new(2, 1), Decimal::new(5, 1), Decimal::ONE, Decimal::TWO];
        let few = |factor: &Decimal| (span / (step * factor)).ceil() <= Decimal::from(6);
        step *= factors.into_iter().find(few).unwrap_or(Decimal::TWO);
        step = step.normalize();
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    fn ticks(&self) -> impl Iterator<Item = Decimal> + '_ {
        let count = ((self.high - self.low) / self.step).to_u32().unwrap_or(1);
        (0..=count).map(|n| (self.low + self.step * Decimal::from(n)).normalize())
    }

    fn place(&self, value: Decimal) -> f64 {
        ((value - self.low) / (self.high - self.low)).to_f64().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(values: &[&str]) -> Vec<String> {
        let scale = Scale::new(values.iter().map(|v| v.parse().expect("a number")));
        scale.ticks().map(grouped).collect()
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(ticks(&["2", "6", "5"]), ["0", "1", "2", "3", "4", "5", "6"]);
        assert_eq!(ticks(&["493", "1800"]), ["0", "500", "1,000", "1,500", "2,000"]);
        assert_eq!(ticks(&["0.3", "0.1"]), ["0", "0.05", "0.1", "0.15", "0.2", "0.25", "0.3"]);
        assert_eq!(ticks(&["-3", "4"]), ["-4", "-2", "0", "2", "4"]);
        assert_eq!(ticks(&["0"]), ["0", "1"]);
        assert_eq!(ticks(&["1000000000000"]).len(), 6);
    }
}
