//! Digits that stand alone.

use unicode_width::UnicodeWidthChar;

use super::{Replaced, TypedCharacter};

/// A digit between Japanese characters as a full-width one.
///
/// Digits of longer numbers, of decimals, and beside Latin letters and signs stay, as in COVID-19, A4, 2019-3-1, (1) and
/// addresses. Marks of inline text do not count, and neither do blanks, beyond which a word such as Society 5 may stand.
pub(super) fn widened(signs: &[TypedCharacter], at: usize) -> Replaced {
    let digit = signs[at].seen();
    if !digit.is_ascii_digit() || signs[at].mark {
        return None;
    }
    let shown = |sign: &&TypedCharacter| !sign.mark || sign.fixed;
    let before: Vec<char> = signs[..at].iter().rev().filter(shown).map(TypedCharacter::seen).take(2).collect();
    let after: Vec<char> = signs[at + 1..].iter().filter(shown).map(TypedCharacter::seen).take(2).collect();
    let decimal = |beside: &[char]| matches!(beside, ['．' | '，' | '／', c] if is_digit(*c));
    let left = signs[..at].iter().rev().filter(shown).find(solid).is_none_or(|sign| is_japanese(sign.seen()));
    let right = signs[at + 1..].iter().filter(shown).find(solid).is_none_or(|sign| is_japanese(sign.seen()));
    let alone = left && right && !decimal(&before) && !decimal(&after);
    // The full-width digits are in the same order.
    alone.then(|| char::from_u32(u32::from(digit) + 0xFEE0)).flatten().map(|wide| (1, wide.to_string()))
}

fn solid(sign: &&TypedCharacter) -> bool {
    !sign.seen().is_whitespace()
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
