//! Digits that stand alone.

use unicode_width::UnicodeWidthChar;

use super::{Replaced, TypedCharacter};

/// A digit between Japanese characters as a full-width one.
///
/// Digits of longer numbers, of decimals, and beside Latin letters and signs stay, as in COVID-19, A4, 2019-3-1, (1) and
/// addresses. Marks of inline text do not count, and neither do blanks, beyond which a word such as Society 5 may stand.
pub(super) fn widened(signs: &[TypedCharacter], index: usize) -> Replaced {
    let digit = signs[index].seen();
    if !digit.is_ascii_digit() || signs[index].mark {
        return None;
    }
    let alone = is_text_beside(signs[..index].iter().rev()) && is_text_beside(signs[index + 1..].iter());
    // The full-width digits are in the same order.
    alone.then(|| char::from_u32(u32::from(digit) + 0xFEE0)).flatten().map(|wide| (1, wide.to_string()))
}

/// Whether a digit stands alone in Japanese text as far as the characters on one side of it tell, the nearest first.
fn is_text_beside<'s>(beside: impl Iterator<Item = &'s TypedCharacter> + Clone) -> bool {
    let mut printed = beside.filter(|sign| !sign.mark || sign.fixed).map(TypedCharacter::seen);
    let is_text = printed.clone().find(|c| !c.is_whitespace()).is_none_or(is_japanese);
    let is_of_number = matches!(printed.next(), Some('．' | '，' | '／')) && printed.next().is_some_and(is_digit);
    is_text && !is_of_number
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Whether a digit beside it stands in Japanese text: a full-width character other than a digit, or a sign that Japanese
/// fonts set as wide as one, such as − and ―.
fn is_japanese(c: char) -> bool {
    let sign = matches!(c, '−' | '±' | '△' | '▲');
    !is_digit(c) && (sign || c.width() == Some(2) || (c.width_cjk() == Some(2) && !c.is_alphanumeric()))
}
