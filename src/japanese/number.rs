//! Numbers with separators, percentages and full-width digits.

use rust_decimal::{Decimal, RoundingStrategy};

/// The number with a comma after each thousand: `1,376`, `13.17`, `-1,000`.
pub fn grouped(number: Decimal) -> String {
    let plain = number.abs().to_string();
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    if number.is_sign_negative() && !number.is_zero() {
        out.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Units of ten thousand and its powers, largest first.
const UNITS: [(char, i64); 3] = [('兆', 1_000_000_000_000), ('億', 100_000_000), ('万', 10_000)];

/// The largest of 兆, 億 and 万 that a number holds as a whole.
pub fn unit_for(number: Decimal) -> Option<char> {
    let whole = |(_, size): &(char, i64)| number.abs() >= Decimal::from(*size);
    UNITS.into_iter().find(whole).map(|(name, _)| name)
}

/// The number in a unit of ten thousand: `2,000億`; the next unit where it is round there: `1兆`.
pub fn in_unit(number: Decimal, unit: Option<char>) -> String {
    let scaled = |(name, size): (char, i64)| {
        let scaled = number.checked_div(Decimal::from(size))?.normalize();
        Some((name, scaled))
    };
    let wanted = UNITS.into_iter().filter(|(name, _)| Some(*name) == unit).find_map(scaled);
    let round = UNITS.into_iter().filter_map(scaled).find(|(_, scaled)| scaled.is_integer() && !scaled.is_zero());
    match (wanted, round) {
        (Some(_), Some((name, scaled))) => format!("{}{name}", grouped(scaled)),
        (Some((name, scaled)), None) => format!("{}{name}", grouped(scaled)),
        (None, _) => grouped(number),
    }
}

/// `value` in per cent of `whole` with one decimal, halves rounded up, a zero decimal left
/// out: `91.7`, `120`. `None` where the quotient is not defined or too large.
pub fn percentage(value: Decimal, whole: Decimal) -> Option<String> {
    let rate = value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let rounded = rate.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    Some(grouped(rounded.normalize()))
}

/// Digits below ten full-width (`６`), others as they are (`12`), as official dates are written.
pub fn full_width_if_single(number: i64) -> String {
    match u32::try_from(number) {
        Ok(digit @ 0..=9) => char::from_u32(u32::from('０') + digit).into_iter().collect(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    #[test]
    fn thousands_are_set_apart() {
        for (plain, printed) in [
            ("0", "0"),
            ("999", "999"),
            ("1376", "1,376"),
            ("1000000", "1,000,000"),
            ("-1000", "-1,000"),
            ("13.17", "13.17"),
            ("86.50", "86.50"),
        ] {
            assert_eq!(grouped(decimal(plain)), printed);
        }
    }

    #[test]
    fn rates_round_halves_up() {
        assert_eq!(percentage(decimal("1376"), decimal("1500")).as_deref(), Some("91.7"));
        assert_eq!(percentage(decimal("117"), decimal("200")).as_deref(), Some("58.5"));
        assert_eq!(percentage(decimal("6"), decimal("5")).as_deref(), Some("120"));
        assert_eq!(percentage(decimal("1"), decimal("2000")).as_deref(), Some("0.1"));
        assert_eq!(percentage(decimal("1"), decimal("0")), None);
    }
}
