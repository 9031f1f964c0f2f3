//! Composition of characters (NFC).

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{Replaced, TypedCharacter};

/// A sequence that NFC writes in another way.
pub(super) fn composed(signs: &[TypedCharacter], index: usize) -> Replaced {
    let first = &signs[index];
    if first.fixed || is_compatibility_ideograph(first.c) {
        return None;
    }
    if is_alone(signs.get(index + 1)) && is_as_composed(first.c) {
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

/// Whether a character by itself is what NFC makes of it.
fn is_as_composed(c: char) -> bool {
    is_common(c) || is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}

/// Letters, kana, kanji and signs of which most texts consist. By the tables of Unicode, NFC changes none of them, and none joins
/// the one before it; a test looks each of them up.
fn is_common(c: char) -> bool {
    matches!(c, '\0'..='\u{7F}' | '、'..='〩' | 'ぁ'..='ゖ' | 'ァ'..='ヿ' | '一'..='鿿' | '！'..='～')
}

/// Whether a character may join the one before it.
fn joins(c: char) -> bool {
    !is_common(c) && (canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe)
}

fn is_alone(next: Option<&TypedCharacter>) -> bool {
    next.is_none_or(|next| next.fixed || !joins(next.c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_characters_are_composed_and_join_nothing() {
        let common: Vec<char> = ('\0'..='\u{FFFF}').filter(|c| is_common(*c)).collect();
        assert!(common.len() > 21_000);
        for c in common {
            assert_eq!(canonical_combining_class(c), 0, "{c:?}");
            assert_eq!(is_nfc_quick(std::iter::once(c)), IsNormalized::Yes, "{c:?}");
        }
    }
}
