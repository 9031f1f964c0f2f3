//! The width that a text takes, before it is set.

use unicode_width::UnicodeWidthChar;

/// The text's width in em: full-width characters count 1, others about the average of the
/// proportional Gothic digits and letters.
pub fn width_in_em(text: &str) -> f64 {
    text.chars().map(|c| if c.width_cjk() == Some(2) { 1.0 } else { 0.58 }).sum()
}
