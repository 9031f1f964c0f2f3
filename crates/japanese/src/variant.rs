//! Selectors of variants (異体字セレクタ).

/// Whether a character chooses a form of the one before it: a standardised variant (U+FE00–FE0F), or one of the Ideographic
/// Variation Database (U+E0100–E01EF, Unicode Technical Standard 37).
pub fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}
