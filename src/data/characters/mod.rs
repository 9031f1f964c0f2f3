//! What messages say of characters that cannot be printed, or not as the text around them.

pub(crate) mod en;
pub(crate) mod ja;

/// The code points of a sign: `U+0031 U+FE0F U+20E3`.
fn code_points(sign: &str) -> String {
    sign.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ")
}
