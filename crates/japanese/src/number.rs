//! Numbers with separators, percentages and full-width digits.

use rust_decimal::{Decimal, RoundingStrategy};

use super::width::{digit_value, half_width};

/// The sign of negative numbers. A hyphen would be shorter than a plus and too low, and a line may break behind it.
pub(super) const MINUS: char = '\u{2212}';

/// A count with a comma after each thousand: `1,376`.
pub fn count(number: usize) -> String {
    grouped(Decimal::from(number))
}

/// The number with a comma after each thousand: `1,376`, `13.17`, `−1,000`.
pub fn grouped(number: Decimal) -> String {
    let plain = number.abs().to_string();
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    if number.is_sign_negative() && !number.is_zero() {
        out.push(MINUS);
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

/// A number of which 万 is the smallest part, in units of ten thousand and its powers: `5,000万`, `1億5,000万`, `1兆`.
/// `None` where it has a smaller part or is zero.
pub(super) fn in_units(number: Decimal) -> Option<String> {
    let mut rest = number.abs();
    let mut out = String::new();
    for (name, size) in UNITS {
        let size = Decimal::from(size);
        let count = rest.checked_div(size)?.trunc();
        rest = rest.checked_rem(size)?;
        if !count.is_zero() {
            // A sign stands once, before the largest unit.
            let signed = if number.is_sign_negative() && out.is_empty() { -count } else { count };
            out.push_str(&grouped(signed));
            out.push(name);
        }
    }
    (rest.is_zero() && !out.is_empty()).then_some(out)
}

/// A whole number, cut at 万, 億 and 兆, with what is left behind them: `1億2,345万6,789`. `None` for fractions,
/// and below ten thousand.
pub(super) fn cut_at_units(number: Decimal) -> Option<String> {
    let rest = number.checked_rem(Decimal::from(10_000))?;
    if !number.is_integer() || number.abs() < Decimal::from(10_000) {
        return None;
    }
    let head = in_units(number.checked_sub(rest)?)?;
    Some(if rest.is_zero() { head } else { head + &grouped(rest.abs().trunc()) })
}

/// `value` in per cent of `whole` with so many decimals, halves rounded up (四捨五入), zeros at the end left
/// out: `91.7`, `120`. `None` where the quotient is not defined or too large.
pub fn percentage(value: Decimal, whole: Decimal, decimals: u32) -> Option<String> {
    rounded_percentage(value, whole, decimals).map(grouped)
}

/// The number that [`percentage`] writes.
pub(super) fn rounded_percentage(value: Decimal, whole: Decimal, decimals: u32) -> Option<Decimal> {
    let rate = value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let rounded = rate.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    Some(rounded.normalize())
}

/// Digits below ten full-width (`６`), others as they are (`12`), as official dates are written.
pub(super) fn full_width_if_single(number: i64) -> String {
    match u32::try_from(number) {
        Ok(digit @ 0..=9) => char::from_u32(u32::from('０') + digit).into_iter().collect(),
        _ => number.to_string(),
    }
}

/// The number that a text begins with, in digits of either width and perhaps with separators, and what follows it:
/// `1,376件`, `６件`.
pub fn number_before(text: &str) -> Option<(Decimal, &str)> {
    let end = text.find(|c: char| digit_value(c).is_none() && c != ',' && c != '.').unwrap_or(text.len());
    let number: String = text[..end].chars().filter(|c| *c != ',').map(half_width).collect();
    Some((Decimal::from_str_exact(&number).ok()?, &text[end..]))
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
            ("-1000", "−1,000"),
            ("13.17", "13.17"),
            ("86.50", "86.50"),
        ] {
            assert_eq!(grouped(decimal(plain)), printed);
        }
    }

    #[test]
    fn large_round_numbers_are_put_together_from_units() {
        for (plain, printed) in [
            ("10000", Some("1万")),
            ("50000000", Some("5,000万")),
            ("150000000", Some("1億5,000万")),
            ("1500000000000", Some("1兆5,000億")),
            ("-1000000000000", Some("−1兆")),
            ("-100010000", Some("−1億1万")),
            ("12345678", None),
            ("10000.5", None),
            ("0", None),
        ] {
            assert_eq!(in_units(decimal(plain)).as_deref(), printed, "{plain}");
        }
    }

    #[test]
    fn large_numbers_are_cut_at_units() {
        for (plain, cut) in [
            ("12345678", Some("1,234万5,678")),
            ("100000001", Some("1億1")),
            ("-123456789", Some("−1億2,345万6,789")),
            ("20000.0", Some("2万")),
            ("9999", None),
            ("10000.5", None),
        ] {
            assert_eq!(cut_at_units(decimal(plain)).as_deref(), cut, "{plain}");
        }
    }

    #[test]
    fn rates_round_halves_up() {
        let rate = |value, whole, decimals| percentage(decimal(value), decimal(whole), decimals);
        assert_eq!(rate("1376", "1500", 1).as_deref(), Some("91.7"));
        assert_eq!(rate("117", "200", 1).as_deref(), Some("58.5"));
        assert_eq!(rate("117", "200", 0).as_deref(), Some("59"));
        assert_eq!(rate("1376", "1500", 2).as_deref(), Some("91.73"));
        assert_eq!(rate("6", "5", 2).as_deref(), Some("120"));
        assert_eq!(rate("1", "2000", 1).as_deref(), Some("0.1"));
        assert_eq!(rate("1", "0", 1), None);
    }
}
