//! How far a number has moved, and what that means for its target.

use rust_decimal::Decimal;

use crate::japanese::WritingStyle;
use crate::model::Better;

/// A number of two reports, and the way between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The number of the earlier report.
    pub before: Decimal,
    /// The number of the later report.
    pub after: Decimal,
    /// The later less the earlier, exact; `None` where their units differ.
    pub difference: Option<Decimal>,
    /// The difference in per cent of the earlier number, rounded as the later report's style has it. `None` where the numbers are rates themselves, whose difference is in
    /// percentage points, and where the earlier is not above zero.
    pub rate: Option<Decimal>,
    /// Whether the numbers are rates, so that their difference counts percentage points (ポイント).
    pub points: bool,
    /// What became of the target, if there is one on either side.
    pub target: Option<TargetOutcome>,
    /// Whether the later number is better, where the later report says which way that is.
    pub trend: Option<Trend>,
}

/// Whether a number has become better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// It has (改善).
    Improved,
    /// It has become worse (悪化).
    Worsened,
}

impl Trend {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Worsened => "worsened",
        }
    }
}

/// What became of a target (目標).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetOutcome {
    /// It is met and was not, or there was none.
    Met,
    /// It is met as before.
    StillMet,
    /// It is not met.
    NotMet,
    /// It is no longer met.
    NoLongerMet,
    /// There is no target any more.
    Dropped,
}

impl TargetOutcome {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::StillMet => "still met",
            Self::NotMet => "not met",
            Self::NoLongerMet => "no longer met",
            Self::Dropped => "dropped",
        }
    }

    /// What follows from whether the target was met and is met; `None` for no target.
    pub(super) fn of(before: Option<bool>, after: Option<bool>) -> Option<Self> {
        Some(match (before, after) {
            (None, None) => return None,
            (Some(_), None) => Self::Dropped,
            (Some(true), Some(true)) => Self::StillMet,
            (_, Some(true)) => Self::Met,
            (Some(true), Some(false)) => Self::NoLongerMet,
            (_, Some(false)) => Self::NotMet,
        })
    }
}

/// Units in which a number is a share of something.
const RATES: [&str; 5] = ["％", "%", "‰", "パーセント", "ポイント"];

/// Whether numbers of a unit are rates, whose difference counts percentage points.
pub fn is_rate(unit: &str) -> bool {
    RATES.iter().any(|rate| unit.ends_with(rate))
}

impl Movement {
    /// The way from one number to another, written in a style.
    pub fn new(before: Decimal, after: Decimal, units: [&str; 2], style: &WritingStyle) -> Self {
        let points = is_rate(units[1]);
        // Numbers of reports are within limits in which differences do not overflow.
        let difference = if units[0] == units[1] { after.checked_sub(before) } else { None };
        let above_zero = before.is_sign_positive() && !before.is_zero();
        let rate =
            difference.filter(|_| !points && above_zero).and_then(|difference| style.rounded_rate(difference, before));
        Self { before, after, difference, rate, points, target: None, trend: None }
    }

    /// The same, judged by which way is better; a number that has not moved is neither better nor worse.
    pub fn judged(mut self, better: Option<Better>) -> Self {
        let moved = self.difference.filter(|difference| !difference.is_zero());
        self.trend = moved.zip(better).map(|(difference, better)| {
            if difference.is_sign_positive() == (better == Better::Higher) { Trend::Improved } else { Trend::Worsened }
        });
        self
    }

    /// The movement with its signs turned, as it is seen from the other side.
    #[cfg(test)]
    fn turned(&self) -> Option<Decimal> {
        self.difference.map(|difference| -difference)
    }
}

/// A number with its sign, written by `write`: `+151`, `−3.1`, `±0`.
pub fn signed(number: Decimal, write: &dyn Fn(Decimal) -> String) -> String {
    match number {
        zero if zero.is_zero() => format!("±{}", write(Decimal::ZERO)),
        rise if rise.is_sign_positive() => format!("+{}", write(rise)),
        fall => write(fall),
    }
}

/// A rate of change with its sign: `+12.3`, `−5`, `±0`.
pub fn signed_rate(rate: Decimal, style: &WritingStyle) -> String {
    signed(rate, &|rate| style.rate_text(rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    fn movement(before: &str, after: &str, unit: &str) -> Movement {
        Movement::new(decimal(before), decimal(after), [unit, unit], &WritingStyle::default())
    }

    #[test]
    fn differences_are_exact_and_rates_rounded() {
        let moved = movement("1225", "1376", "件");
        assert_eq!((moved.difference, moved.rate), (Some(decimal("151")), Some(decimal("12.3"))));
        let fallen = movement("1376", "1225", "件");
        assert_eq!((fallen.difference, fallen.rate), (moved.turned(), Some(decimal("-11"))));
        assert_eq!(movement("0.1", "0.3", "億円").difference, Some(decimal("0.2")));
    }

    #[test]
    fn rates_move_by_points_and_nothing_has_no_rate() {
        let moved = movement("86.5", "89.6", "％");
        assert_eq!((moved.difference, moved.rate, moved.points), (Some(decimal("3.1")), None, true));
        for before in ["0", "-3"] {
            assert_eq!(movement(before, "5", "件").rate, None);
        }
        let units = Movement::new(decimal("1"), decimal("2"), ["人", "件"], &WritingStyle::default());
        assert_eq!((units.difference, units.rate), (None, None));
    }

    #[test]
    fn movements_carry_their_sign() {
        let style = WritingStyle::default();
        let write = |number| style.number(number);
        let signs = ["151", "-3.1", "0.0"].map(|number| signed(decimal(number), &write));
        assert_eq!(signs, ["+151", "−3.1", "±0"]);
        assert_eq!(["12.3", "-5", "0"].map(|rate| signed_rate(decimal(rate), &style)), ["+12.3", "−5", "±0"]);
    }

    #[test]
    fn a_movement_is_judged_only_where_its_direction_is_said() {
        let trend = |before, after, better| movement(before, after, "人").judged(better).trend;
        assert_eq!(trend("15", "12", Some(Better::Lower)), Some(Trend::Improved));
        assert_eq!(trend("12", "15", Some(Better::Lower)), Some(Trend::Worsened));
        assert_eq!(trend("12", "15", Some(Better::Higher)), Some(Trend::Improved));
        assert_eq!(trend("12", "12.0", Some(Better::Lower)), None);
        assert_eq!(trend("12", "15", None), None);
    }

    #[test]
    fn targets_are_met_missed_or_lost() {
        assert_eq!(TargetOutcome::of(Some(false), Some(true)), Some(TargetOutcome::Met));
        assert_eq!(TargetOutcome::of(Some(true), Some(false)), Some(TargetOutcome::NoLongerMet));
        assert_eq!(TargetOutcome::of(None, Some(false)), Some(TargetOutcome::NotMet));
        assert_eq!(TargetOutcome::of(None, None), None);
    }
}
