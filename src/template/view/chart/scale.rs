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

    /// A scale for these values at the left and one for those at the right, on which zero lies equally high.
    ///
    /// Where all are positive, zero is the foot of both, and each has the ticks that suit it. Otherwise both have as many
    /// steps below zero, and as many above: of all round steps, those by which both fill the height best.
    pub(super) fn sharing_zero(
        left: impl Iterator<Item = Decimal>,
        right: impl Iterator<Item = Decimal>,
    ) -> (Self, Self) {
        let (left, right) = (left.collect::<Vec<_>>(), right.collect::<Vec<_>>());
        let both = if left.iter().chain(&right).all(|value| *value >= Decimal::ZERO) {
            None
        } else {
            aligned(&Extent::of(&left), &Extent::of(&right))
        };
        both.unwrap_or_else(|| (Self::new(left.into_iter()), Self::new(right.into_iter())))
    }

    /// A scale that leaves out what lies between zero and the least of these values, if all are positive and so near each
    /// other that they could not be told apart otherwise.
    pub(super) fn broken(values: &[Decimal]) -> Option<Self> {
        let (low, high) = (*values.iter().min()?, *values.iter().max()?);
        let span = high.checked_sub(low)?;
        if low <= Decimal::ZERO || span.is_zero() || span.checked_div(high)? > Decimal::new(BROKEN, 2) {
            return None;
        }
        let step = Self::new([span.checked_mul(Decimal::TWO)?].into_iter()).step;
        // The lowest bar shows half a step at least.
        let least = low.checked_sub(step.checked_div(Decimal::TWO)?)?;
        let low = least.checked_div(step)?.floor().checked_mul(step)?;
        let high = high.checked_div(step)?.ceil().checked_mul(step)?;
        (low > Decimal::ZERO).then_some(Self { low, high, step })
    }

    /// The low end.
    pub(super) fn low(&self) -> Decimal {
        self.low
    }

    /// A scale from zero to exactly this value.
    pub(super) fn exactly(high: Decimal) -> Self {
        let high = if high > Decimal::ZERO { high } else { Decimal::ONE };
        Self { low: Decimal::ZERO, high, step: high }
    }

    /// The round numbers along the scale, from low to high.
    pub(super) fn ticks(&self) -> Vec<Decimal> {
        let count = (self.high - self.low).checked_div(self.step).and_then(|count| count.to_u32()).unwrap_or(1);
        let ticks = (0..=count.min(12)).filter_map(|n| self.low.checked_add(self.step.checked_mul(Decimal::from(n))?));
        ticks.map(|tick| tick.normalize()).collect()
    }

    /// Where a value is on the scale: 0 at the low end, 1 at the high end. A scale has an extent, and numbers of reports are
    /// within limits in which their quotients do not overflow.
    pub(super) fn place(&self, value: Decimal) -> f64 {
        let share = value.checked_sub(self.low).and_then(|above| above.checked_div(self.high - self.low));
        share.map_or(0.0, |share| share.as_f64())
    }
}

/// Values that differ by no more than so many hundredths of the highest get a scale that is broken.
const BROKEN: i64 = 30;
/// How many steps each of two scales that share zero has at most.
const STEPS: u32 = 6;
/// Fewer steps than this are hard to read values from.
const ENOUGH: u32 = 3;
/// What each step fewer is worth, as a share of the height that is left empty otherwise.
const PENALTY: f64 = 0.05;

/// How far values reach below and above zero.
struct Extent {
    low: Decimal,
    high: Decimal,
    /// Whether all of them are whole numbers, which get whole steps.
    whole: bool,
}

impl Extent {
    fn of(values: &[Decimal]) -> Self {
        let (low, high) = values
            .iter()
            .fold(Default::default(), |(low, high): (Decimal, Decimal), value| (low.min(*value), high.max(*value)));
        Self { low, high, whole: values.iter().all(Decimal::is_integer) }
    }

    fn span(&self) -> Option<Decimal> {
        self.high.checked_sub(self.low)
    }

    /// The round steps by which the values take at most [`STEPS`].
    fn steps(&self) -> Vec<StepCount> {
        let Some(span) = self.span() else { return Vec::new() };
        if span.is_zero() {
            return vec![StepCount { step: Decimal::ONE, below: 0, above: 0 }];
        }
        // From a power of ten that is too small to one by which the values reach one step either way.
        let mut power = Decimal::ONE;
        while power > span {
            let Some(next) = power.checked_div(Decimal::TEN).filter(|next| !next.is_zero()) else { break };
            power = next;
        }
        while let Some(next) = power.checked_mul(Decimal::TEN).filter(|next| *next <= span) {
            power = next;
        }
        let powers = [power.checked_div(Decimal::TEN), Some(power), power.checked_mul(Decimal::TEN)];
        let factors = [Decimal::ONE, Decimal::TWO, Decimal::from(5)];
        let steps = powers.into_iter().flatten().flat_map(|power| factors.map(|factor| power.checked_mul(factor)));
        steps.flatten().filter(|step| !step.is_zero()).filter_map(|step| self.in_steps(step)).collect()
    }

    /// A step with the numbers of steps that the values reach below and above zero; nothing if they are too many, or if the
    /// step does not suit whole numbers.
    fn in_steps(&self, step: Decimal) -> Option<StepCount> {
        let below = (-self.low).checked_div(step)?.ceil().to_u32()?;
        let above = self.high.checked_div(step)?.ceil().to_u32()?;
        let fits = below.checked_add(above)? <= STEPS && (step.is_integer() || !self.whole);
        fits.then(|| StepCount { step: step.normalize(), below, above })
    }

    /// How much of the height of so many steps the values take. What has no extent leaves nothing empty.
    fn filled(&self, step: Decimal, count: u32) -> Option<f64> {
        let share = self.span()?.checked_div(step.checked_mul(count.into())?)?.as_f64();
        Some(if share > 0.0 { share } else { 1.0 })
    }
}

/// A round step, with the numbers of steps that values reach below and above zero.
#[derive(Clone, Copy)]
struct StepCount {
    step: Decimal,
    below: u32,
    above: u32,
}

impl StepCount {
    /// The scale of these steps.
    fn scale(self) -> Option<Scale> {
        let (low, high) = (self.step.checked_mul(self.below.into())?, self.step.checked_mul(self.above.into())?);
        high.checked_add(low)?;
        Some(Scale { low: -low, high, step: self.step })
    }
}

/// The scales of as many steps below zero and above that both extents fill best.
fn aligned(left: &Extent, right: &Extent) -> Option<(Scale, Scale)> {
    let mut best: Option<(f64, (Scale, Scale))> = None;
    for left_steps in left.steps() {
        for right_steps in right.steps() {
            let (below, above) = (left_steps.below.max(right_steps.below), left_steps.above.max(right_steps.above));
            let count = below + above;
            if count == 0 || count > STEPS {
                continue;
            }
            let [left_scale, right_scale] =
                [left_steps, right_steps].map(|steps| StepCount { below, above, ..steps }.scale());
            let filled = left.filled(left_steps.step, count).zip(right.filled(right_steps.step, count));
            let (Some(scales), Some((left_filled, right_filled))) = (left_scale.zip(right_scale), filled) else {
                continue;
            };
            let worth = left_filled.min(right_filled) - PENALTY * f64::from(ENOUGH.saturating_sub(count));
            if best.as_ref().is_none_or(|(best_worth, _)| worth > *best_worth) {
                best = Some((worth, scales));
            }
        }
    }
    best.map(|(_, scales)| scales)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::japanese::WritingStyle;

    fn labels(values: &[&str]) -> Vec<String> {
        WritingStyle::default().ticks(&Scale::new(values.iter().map(|v| v.parse().expect("a number"))).ticks())
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

    fn shared(left: &[&str], right: &[&str]) -> [Vec<String>; 2] {
        let numbers = |values: &[&str]| values.iter().map(|v| v.parse().expect("a number")).collect::<Vec<Decimal>>();
        let (left, right) = Scale::sharing_zero(numbers(left).into_iter(), numbers(right).into_iter());
        [left, right].map(|scale| WritingStyle::default().ticks(&scale.ticks()))
    }

    #[test]
    fn two_scales_share_zero() {
        // Without values below zero, each scale is as it would be alone.
        assert_eq!(shared(&["20", "5"], &["3", "1"]), [labels(&["20", "5"]), labels(&["3", "1"])]);
        let both =
            |ticks: [&[&str]; 2]| ticks.map(|ticks| ticks.iter().map(|tick| (*tick).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            shared(&["-10", "-20", "5", "7"], &["-1.5", "2", "3", "-4"]),
            both([&["−20", "−10", "0", "10", "20"], &["−4", "−2", "0", "2", "4"]])
        );
        // What stands on one side of zero leaves the other to what does not. Of five steps the values fill two and three,
        // more than two and one and a half of four.
        assert_eq!(
            shared(&["10", "20"], &["-3", "-1"]),
            both([&["−30", "−20", "−10", "0", "10", "20"], &["−3", "−2", "−1", "0", "1", "2"]])
        );
        assert_eq!(shared(&["0"], &["-4"]), both([&["−4", "−3", "−2", "−1", "0"], &["−4", "−3", "−2", "−1", "0"]]));
    }

    /// All numbers that the loader accepts.
    fn values() -> impl Strategy<Value = Vec<Decimal>> {
        let number = (-999_999_999_999_999_999i64..=999_999_999_999_999_999, 0u32..=9, 0u32..=17);
        let value = number.prop_map(|(mantissa, scale, shift)| Decimal::new(mantissa / 10i64.pow(shift), scale));
        prop::collection::vec(value, 0..6)
    }

    /// A power of ten, twice or five times that.
    fn is_round(step: Decimal) -> bool {
        matches!(step.normalize().mantissa().to_string().trim_end_matches('0'), "1" | "2" | "5")
    }

    proptest! {
        /// Zero lies equally high on both, all values lie on their scales, and steps are round and few.
        #[test]
        fn two_scales_of_any_values_share_zero(left in values(), right in values()) {
            let scales = Scale::sharing_zero(left.iter().copied(), right.iter().copied());
            let zeros = [&scales.0, &scales.1].map(|scale| scale.place(Decimal::ZERO));
            prop_assert!((zeros[0] - zeros[1]).abs() < 1e-9, "{:?}", scales);
            for (scale, values) in [(&scales.0, &left), (&scales.1, &right)] {
                prop_assert!(is_round(scale.step), "{:?}", scale);
                prop_assert!((2..=8).contains(&scale.ticks().len()), "{:?}", scale.ticks());
                prop_assert!(scale.ticks().contains(&Decimal::ZERO));
                prop_assert!(!values.iter().all(Decimal::is_integer) || scale.step.is_integer());
                for value in values {
                    prop_assert!((-1e-9..=1.0 + 1e-9).contains(&scale.place(*value)), "{} on {:?}", value, scale);
                }
            }
            // Where either reaches below zero, their ticks are at the same heights.
            if left.iter().chain(&right).any(|value| *value < Decimal::ZERO) {
                let heights = [&scales.0, &scales.1].map(|scale| {
                    scale.ticks().into_iter().map(|tick| (scale.place(tick) * 1e6).round()).collect::<Vec<_>>()
                });
                prop_assert_eq!(&heights[0], &heights[1]);
            }
        }

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
