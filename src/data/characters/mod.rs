//! Characters that cannot be printed, or not as the text around them, and what messages say of them.

pub(crate) mod en;
pub(crate) mod ja;

use crate::mark;

/// The code points of a sign: `U+0031 U+FE0F U+20E3`.
fn code_points(sign: &str) -> String {
    sign.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ")
}

/// Controls, directional overrides, characters without a form, noncharacters and the marks of the source map.
pub(super) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || mark::is_mark(c)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
        // What has no form of its own (Default_Ignorable_Code_Point), but for selectors of variants.
        || matches!(c, '\u{AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}')
        || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFC}')
        || matches!(c, '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
        || matches!(c, '\u{FFFD}' | '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}
