//! Numbers as texts state them, and whether an exact number agrees with them.

use rust_decimal::Decimal;

/// How a stated number bounds what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// It is the number.
    Exactly,
    /// 約1,400
    About,
    /// 1,300以上
    AtLeast,
    /// 1,300超
    Over,
    /// 1,400以下
    AtMost,
    /// 1,400未満
    Under,
    /// 1,300余り
    Somewhat,
    /// 1,400弱
    Nearly,
}

/// A number as a text states it, in the smallest unit: 1.5億円 is 150,000,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedNumber {
    /// The number.
    pub value: Decimal,
    /// The place value of its last digit.
    pub step: Decimal,
    /// What it says of the number that it stands for.
    pub qualifier: Qualifier,
}

/// Digits that make a slip of the pen likely: numbers of two digits are alike by chance.
const DIGITS: usize = 3;

impl StatedNumber {
    /// Whether a number that is known to its last digit, which has the place value `step`, is what is stated.
    pub fn agrees(&self, actual: Decimal, step: Decimal) -> bool {
        let Some(difference) = self.value.checked_sub(actual) else { return false };
        let away = difference.abs();
        if away.is_zero() {
            return !matches!(self.qualifier, Qualifier::Over | Qualifier::Under);
        }
        // Who writes 850億円 rounds 84,952百万円, up or down; and the other way round.
        let rounded = (self.step > step && away < self.step) || (self.step < step && away < step);
        match self.qualifier {
            Qualifier::Exactly => rounded,
            Qualifier::About => {
                let near = actual.abs().checked_div(Decimal::ONE_HUNDRED).is_some_and(|percent| away <= percent);
                rounded || near || away.checked_mul(Decimal::TWO).is_some_and(|twice| twice <= self.rounding())
            }
            Qualifier::AtLeast | Qualifier::Over => difference < Decimal::ZERO,
            Qualifier::AtMost | Qualifier::Under => difference > Decimal::ZERO,
            Qualifier::Somewhat => difference < Decimal::ZERO && away < self.rounding(),
            Qualifier::Nearly => difference > Decimal::ZERO && away < self.rounding(),
        }
    }

    /// The place value of the last digit that is not a zero.
    fn rounding(&self) -> Decimal {
        let mut step = self.step;
        loop {
            let Some(next) = step.checked_mul(Decimal::TEN) else { return step };
            let whole = self.value.checked_rem(next).is_some_and(|rest| rest.is_zero());
            if self.value.is_zero() || !whole {
                return step;
            }
            step = next;
        }
    }

    /// Whether the stated number looks as if the other had been typed wrongly: one digit differs, is left out or is typed
    /// twice, two neighbours changed places, or the point did.
    pub fn is_slip_of(&self, actual: Decimal) -> bool {
        if self.qualifier != Qualifier::Exactly || self.value.is_sign_negative() != actual.is_sign_negative() {
            return false;
        }
        let (Some(stated), Some(actual)) = (digits(self.value), digits(actual)) else { return false };
        let [significant, other_significant] = [&stated, &actual].map(|digits| without_zeros(digits));
        if significant.len().max(other_significant.len()) < DIGITS || stated.len().min(actual.len()) < DIGITS {
            return false;
        }
        let point_moved = significant == other_significant;
        point_moved || is_one_edit(&stated, &actual)
    }
}

/// The digits of a number, without the point and the zeros before them, with as many decimals as it has.
fn digits(number: Decimal) -> Option<Vec<u8>> {
    let mantissa = number.abs().normalize().mantissa();
    (mantissa != 0).then(|| mantissa.to_string().into_bytes())
}

/// Digits without the zeros at their end.
fn without_zeros(digits: &[u8]) -> &[u8] {
    let end = digits.iter().rposition(|digit| *digit != b'0').map_or(0, |last| last + 1);
    &digits[..end]
}

/// Whether one digit changed, came or went, or two neighbours changed places.
fn is_one_edit(stated: &[u8], actual: &[u8]) -> bool {
    let same = stated.iter().zip(actual).take_while(|(a, b)| a == b).count();
    match (&stated[same..], &actual[same..]) {
        ([a, b, rest @ ..], [c, d, other_rest @ ..]) if a == d && b == c && rest == other_rest => true,
        ([_, rest @ ..], [_, other_rest @ ..]) if rest == other_rest => true,
        ([_, rest @ ..], other) if rest == other => true,
        (one, [_, other_rest @ ..]) => one == other_rest,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    #[test]
    fn what_is_stated_agrees_by_how_it_is_stated() {
        use Qualifier::*;
        // 1,376 is known to the last digit.
        for (qualifier, value, step, agrees) in [
            (Exactly, "1376", "1", true),
            (Exactly, "1370", "1", false),
            (Exactly, "1000", "1000", true),
            (Exactly, "2000", "1000", true),
            (Exactly, "3000", "1000", false),
            (About, "1400", "1", true),
            (About, "1380", "1", true),
            (About, "1370", "1", true),
            (About, "1000", "1", true),
            (About, "1300", "1", false),
            (About, "1500", "1", false),
            (About, "2000", "1", false),
            (AtLeast, "1376", "1", true),
            (AtLeast, "1300", "1", true),
            (AtLeast, "1400", "1", false),
            (Over, "1376", "1", false),
            (Over, "1000", "1", true),
            (AtMost, "1400", "1", true),
            (Under, "1376", "1", false),
            (Under, "1300", "1", false),
            (Somewhat, "1300", "1", true),
            (Somewhat, "1200", "1", false),
            (Somewhat, "1400", "1", false),
            (Nearly, "1400", "1", true),
            (Nearly, "1500", "1", false),
        ] {
            let stated = StatedNumber { value: decimal(value), step: decimal(step), qualifier };
            assert_eq!(stated.agrees(decimal("1376"), Decimal::ONE), agrees, "{qualifier:?} {value}");
        }
        let stated = |value, step| StatedNumber { value: decimal(value), step: decimal(step), qualifier: Exactly };
        assert!(stated("1317000000", "10000").agrees(decimal("1320000000"), decimal("10000000")));
        assert!(!stated("1317000000", "10000").agrees(decimal("1340000000"), decimal("10000000")));
        assert!(stated("92", "1").agrees(decimal("91.7"), decimal("0.1")));
    }

    #[test]
    fn slips_of_the_pen_are_told_from_other_numbers() {
        let slip = |stated: &str, actual: &str| {
            StatedNumber { value: decimal(stated), step: Decimal::ONE, qualifier: Qualifier::Exactly }
                .is_slip_of(decimal(actual))
        };
        for stated in ["1367", "3176", "1377", "2376", "137", "13760", "13776", "13.76", "11376"] {
            assert!(slip(stated, "1376"), "{stated}");
        }
        for stated in ["1300", "980", "1763", "1385", "6", "0", "-1376", "6731"] {
            assert!(!slip(stated, "1376"), "{stated}");
        }
        assert!(!slip("43", "34") && !slip("6", "8") && !slip("10", "100") && !slip("0", "0"));
        assert!(slip("118", "117") && slip("1200", "1250"));
    }
}
