//! Full-width and half-width characters, and the width that a text takes before it is set.

use unicode_width::UnicodeWidthChar;

/// The text's width in em: full-width characters count 1, others about the average of the
/// proportional Gothic digits and letters.
pub fn width_in_em(text: &str) -> f64 {
    text.chars().map(|c| if c.width_cjk() == Some(2) { 1.0 } else { 0.58 }).sum()
}

/// A full-width letter, digit or sign as the ASCII character that it is; any other as it is.
pub(crate) fn half_width(c: char) -> char {
    // U+FF01–FF5E are the characters of ASCII in their order.
    let ascii = u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32);
    ascii.filter(char::is_ascii_graphic).unwrap_or(c)
}

/// The value of a digit, half-width or full-width.
pub(crate) fn digit_value(c: char) -> Option<u32> {
    half_width(c).to_digit(10)
}
