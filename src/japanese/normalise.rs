//! Text as it is typed, made into text as it is set.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Brings a text into the form in which it is set; the meaning never changes.
///
/// Characters are composed (NFC; never NFKC, which would turn ① into 1), the full-width tilde
/// ～ (U+FF5E) that keyboards type becomes the wave dash 〜 (U+301C), which may not start a
/// line (JLREQ cl-03), and white space at both ends is removed.
pub fn normalise(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if unicode_normalization::is_nfc(trimmed) && !trimmed.contains('～') {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(trimmed.nfc().map(|c| if c == '～' { '〜' } else { c }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_becomes_settable_text() {
        assert_eq!(normalise("　2015～2018年度 "), "2015〜2018年度");
        assert_eq!(normalise("か\u{3099}ん"), "がん");
        assert_eq!(normalise("①㈱"), "①㈱");
    }
}
