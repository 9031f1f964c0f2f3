//! Linear scales with round ticks.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A linear scale that contains zero and ends on round numbers.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

impl Scale {
    /// A scale for these values, with 2 to 6 steps of 1, 2 or 5 times a power of ten; whole
    /// numbers get whole steps.
    pub(super) fn new(values: impl Iterator<Item = Decimal>) -> Self {
        let start = (Decimal::ZERO, Decimal::ZERO, true);
        let (low, high, whole) =
            values.fold(start, |(low, high, whole), v| (low.min(v), high.max(v), whole && v.is_integer()));
        let unit = Self { low, high: Decimal::ONE.max(high), step: Decimal::ONE };
        Self::fit(low, high).filter(|scale| !whole || scale.step.is_integer()).unwrap_or(unit)
    }

    /// `None` where the values are all zero or too large to be calculated with.
    fn fit(low: Decimal, high: Decimal) -> Option<Self> {
        let span = high.checked_sub(low)?;
        if span.is_zero() {
            return None;
        }
        let mut step = Decimal::ONE;
        while span.checked_div(step)? > Decimal::TEN {
            step = step.checked_mul(Decimal::TEN)?;
        }
        while span.checked_div(step)? <= Decimal::ONE {
            step = step.checked_div(Decimal::TEN).filter(|step| !step.is_zero())?;
        }
        // The span is now 1 to 10 steps long.
        let factors = [Decimal::new(2, 1), Decimal::new(5, 1), Decimal::ONE, Decimal::TWO];
        for factor in factors {
            let step = step.checked_mul(factor)?.normalize();
            if step.is_zero() || span.checked_div(step)?.ceil() > Decimal::from(6) {
                continue;
            }
            let low = low.checked_div(step)?.floor().checked_mul(step)?;
            let high = high.checked_div(step)?.ceil().checked_mul(step)?;
            high.checked_sub(low)?;
            return Some(Self { low, high, step });
        }
        None
    }

    /// A scale from zero to exactly this value.
    pub(super) fn exactly(high: Decimal) -> Self {
        let high = if high > Decimal::ZERO { high } else { Decimal::ONE };
        Self { low: Decimal::ZERO, high, step: high }
    }

    /// The round numbers along the scale, from low to high.
    pub(super) fn ticks(&self) -> Vec<Decimal> {
        let count = (self.high - self.low).checked_div(self.step).and_then(|count| count.to_u32()).unwrap_or(1);
        let tick = |n: u32| self.low.checked_add(self.step.checked_mul(Decimal::from(n))?);
        (0..=count.min(12)).filter_map(tick).map(|tick| tick.normalize()).collect()
    }

    /// Where a value is on the scale: 0 at the low end, 1 at the high end.
    pub(super) fn place(&self, value: Decimal) -> f64 {
        let share = value.checked_sub(self.low).and_then(|above| above.checked_div(self.high - self.low));
        share.and_then(|share| share.to_f64()).unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::japanese::Style;

    fn labels(values: &[&str]) -> Vec<String> {
        Style::default().ticks(&Scale::new(values.iter().map(|v| v.parse().expect("a number"))).ticks())
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(labels(&["2", "6", "5"]), ["0", "1", "2", "3", "4", "5", "6"]);
        assert_eq!(labels(&["493", "1800"]), ["0", "500", "1,000", "1,500", "2,000"]);
        assert_eq!(labels(&["0.3", "0.1"]), ["0", "0.05", "0.1", "0.15", "0.2", "0.25", "0.3"]);
        assert_eq!(labels(&["-3", "4"]), ["−4", "−2", "0", "2", "4"]);
        assert_eq!(labels(&["0"]), ["0", "1"]);
        assert_eq!(labels(&["1", "2"]), ["0", "1", "2"]);
        assert_eq!(labels(&["1", "-1"]), ["−1", "0", "1"]);
    }

    #[test]
    fn large_ticks_are_printed_in_japanese_units() {
        assert_eq!(labels(&["1000000000000"]), ["0", "2,000億", "4,000億", "6,000億", "8,000億", "1兆"]);
        assert_eq!(labels(&["45000"]), ["0", "1万", "2万", "3万", "4万", "5万"]);
        assert_eq!(labels(&["130000000"]), ["0", "5,000万", "1億", "1億5,000万"]);
        assert_eq!(labels(&["1300000000000"]), ["0", "5,000億", "1兆", "1兆5,000億"]);
        assert_eq!(labels(&["-130000000"]), ["−1億5,000万", "−1億", "−5,000万", "0"]);
        assert_eq!(labels(&["1500"]), ["0", "500", "1,000", "1,500"]);
    }

    proptest! {
        /// Mantissa and scale span all numbers that the loader accepts.
        #[test]
        fn every_value_lies_on_its_scale(
            numbers in prop::collection::vec((-999_999_999_999_999_999i64..=999_999_999_999_999_999, 0u32..=9), 1..6)
        ) {
            let values: Vec<Decimal> = numbers.iter().map(|(mantissa, scale)| Decimal::new(*mantissa, *scale)).collect();
            let scale = Scale::new(values.iter().copied());
            prop_assert!((2..=8).contains(&scale.ticks().len()), "{:?}", scale.ticks());
            for value in values {
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&scale.place(value)));
            }
        }
    }
}
