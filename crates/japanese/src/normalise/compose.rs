//! Composition of characters (NFC).

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{Replaced, TypedCharacter};

/// A sequence that NFC writes in another way.
pub(super) fn composed(signs: &[TypedCharacter], index: usize) -> Replaced {
    let first = &signs[index];
    if first.fixed || is_compatibility_ideograph(first.c) || (first.c.is_ascii() && alone(signs.get(index + 1))) {
        return None;
    }
    let joined = signs[index + 1..].iter().take_while(|sign| !sign.fixed && joins(sign.c)).count();
    let before: String = signs[index..=index + joined].iter().map(|sign| sign.c).collect();
    let after: String = before.nfc().collect();
    (before != after).then_some((joined + 1, after))
}

/// Ideographs that NFC would replace by others: 神 (U+FA19) by 神 (U+795E), which may be another's name.
fn is_compatibility_ideograph(c: char) -> bool {
    matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// Whether a character may join the one before it.
fn joins(c: char) -> bool {
    !c.is_ascii() && (canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe)
}

fn alone(next: Option<&TypedCharacter>) -> bool {
    next.is_none_or(|next| next.fixed || !joins(next.c))
}
