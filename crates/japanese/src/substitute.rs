//! What to write for signs that no font for print has: emoji, letters of mathematics, signs of symbol fonts.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::UnicodeEmoji;
use unicode_segmentation::UnicodeSegmentation;

use super::variant::is_variation_selector;

/// The sign round a byte of a text: with a character all that belongs to it, such as 1️⃣, which is three characters.
pub fn sign_at(text: &str, byte: usize) -> &str {
    text.grapheme_indices(true).take_while(|(start, _)| *start <= byte).last().map_or("", |(_, sign)| sign)
}

/// Whether a sign is one of the coloured pictures that telephones and chats offer.
pub fn is_emoji(sign: &str) -> bool {
    // Digits and a few signs of old are emoji where a selector or a frame follows.
    let framed = sign.contains(['\u{FE0F}', '\u{20E3}', '\u{200D}']);
    sign.chars().any(|c| c > '\u{1F000}' && c.is_emoji_char() || matches!(c, '\u{1F1E6}'..='\u{1F1FF}'))
        || sign.chars().any(|c| c.is_emoji_char() && (framed || c > '\u{2300}'))
}

/// Whether a sign is an emoji of several characters.
pub fn is_emoji_of_several(sign: &str) -> bool {
    sign.chars().nth(1).is_some() && is_emoji(sign)
}

/// Whether a sign is of the private use area (外字).
pub fn is_private(sign: &str) -> bool {
    !sign.is_empty() && sign.chars().all(|c| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..))
}

/// Whether a sign is a flag, which two letters or a row of tags make of a country's code.
pub fn is_flag(sign: &str) -> bool {
    sign.chars().any(|c| matches!(c, '\u{1F1E6}'..='\u{1F1FF}' | '\u{E0020}'..='\u{E007F}'))
}

/// Whether a sign has the code of a symbol font such as Wingdings, which Word and Excel write where text is pasted from them.
pub fn is_of_symbol_font(sign: &str) -> bool {
    sign.chars().all(|c| matches!(c, '\u{F020}'..='\u{F0FF}')) && !sign.is_empty()
}

/// What to write for a sign, if that is plain: the sign that it is drawn after, or the letters that it stands for.
pub fn substitute(sign: &str) -> Option<String> {
    let plain: String = sign.chars().filter(|c| !matches!(c, '\u{FE0E}' | '\u{FE0F}')).collect();
    if let Some(key) = plain.strip_suffix('\u{20E3}') {
        return in_a_frame(key).map(str::to_owned);
    }
    let mut characters = plain.chars();
    let (Some(c), None) = (characters.next(), characters.next()) else { return None };
    if let Some((_, written)) = DRAWN.iter().find(|(drawn, _)| drawn.contains(c)) {
        return Some((*written).to_owned());
    }
    // A selector that asks for colour or against it.
    if plain.len() < sign.len() && !sign.contains(|c| is_variation_selector(c) && c < '\u{FE0E}') && c < '\u{1F000}' {
        return Some(plain);
    }
    let letters: String = plain.nfkc().collect();
    (letters != plain && letters.chars().all(is_usual)).then_some(letters)
}

/// Whether a character is a letter, a digit or a sign of ASCII.
fn is_usual(c: char) -> bool {
    c < '\u{F000}' && (c.is_alphanumeric() || c.is_ascii_graphic())
}

/// The usual sign for a key of a telephone.
fn in_a_frame(key: &str) -> Option<&'static str> {
    const KEYS: [(&str, &str); 12] = [
        ("0", "⓪"),
        ("1", "①"),
        ("2", "②"),
        ("3", "③"),
        ("4", "④"),
        ("5", "⑤"),
        ("6", "⑥"),
        ("7", "⑦"),
        ("8", "⑧"),
        ("9", "⑨"),
        ("#", "＃"),
        ("*", "＊"),
    ];
    KEYS.iter().find(|(digit, _)| *digit == key).map(|(_, written)| *written)
}

/// Signs of emoji and of the fonts Wingdings and Symbol, with the printed signs that they are drawn after.
const DRAWN: &[(&str, &str)] = &[
    ("✅\u{F0FE}", "☑"),
    ("\u{F0FC}", "✔"),
    ("❌❎✖\u{F0FB}", "×"),
    ("❓❔", "？"),
    ("❗❕", "！"),
    ("➕", "＋"),
    ("➖", "－"),
    ("➗", "÷"),
    ("🔟", "⑩"),
    ("🔴🟠🟡🟢🔵🟣🟤\u{F06C}\u{F09F}", "●"),
    ("🟥🟧🟨🟩🟦🟪🟫\u{F06E}\u{F0A7}", "■"),
    ("🔲🔳\u{F06F}\u{F0A8}", "□"),
    ("🔺🔼", "▲"),
    ("🔻🔽", "▼"),
    ("🔶🔷🔸🔹", "◆"),
    ("\u{F076}", "◇"),
    ("🔘", "◎"),
    ("🌟", "★"),
    ("📞", "☎"),
    ("📧📩", "✉"),
    ("\u{F0B7}", "・"),
    ("\u{F0D8}", "▷"),
    ("\u{F0DF}", "←"),
    ("\u{F0E0}", "→"),
    ("\u{F0E1}", "↑"),
    ("\u{F0E2}", "↓"),
    ("\u{F0E8}\u{F0F0}", "⇒"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_all_that_belongs_to_a_character() {
        let text = "手順1️⃣を👨‍👩‍👧で🇯🇵へ葛\u{E0100}👍🏽。";
        let signs = ["手", "1️⃣", "👨‍👩‍👧", "🇯🇵", "葛\u{E0100}", "👍🏽", "。"];
        for sign in signs {
            let start = text.find(sign).expect("the sign");
            let inside = (start..start + sign.len()).filter(|byte| text.is_char_boundary(*byte));
            assert!(inside.clone().count() > 0);
            inside.for_each(|byte| assert_eq!(sign_at(text, byte), sign));
        }
        assert_eq!(sign_at("", 0), "");
    }

    #[test]
    fn signs_have_a_plain_form_or_none() {
        for (sign, written) in [
            ("1️⃣", "①"),
            ("0⃣", "⓪"),
            ("#️⃣", "＃"),
            ("🔟", "⑩"),
            ("⚠️", "⚠"),
            ("☎\u{FE0E}", "☎"),
            ("©️", "©"),
            ("㊗️", "㊗"),
            ("✅", "☑"),
            ("❌", "×"),
            ("🔴", "●"),
            ("𝑥", "x"),
            ("𝐀", "A"),
            ("𝟗", "9"),
            ("㌬", "パーツ"),
            ("\u{F0E0}", "→"),
            ("\u{F0FC}", "✔"),
        ] {
            assert_eq!(substitute(sign).as_deref(), Some(written), "{sign}");
        }
        for sign in ["😀", "👍🏽", "🇯🇵", "👨‍👩‍👧", "葛\u{E0100}", "葛\u{FE00}", "𠀀", "\u{E000}", "א", "あ\u{323}", "", "❤️‍🔥"]
        {
            assert_eq!(substitute(sign), None, "{sign}");
        }
        assert!(["😀", "1️⃣", "🇯🇵", "👨‍👩‍👧", "✅", "⚠️", "©️", "👍🏽"].iter().all(|sign| is_emoji(sign)));
        assert!(["1", "#", "葛\u{E0100}", "𠀀", "①", "\u{F0E0}", "〜", "x̄"].iter().all(|sign| !is_emoji(sign)));
        assert!(is_flag("🇯🇵") && !is_flag("😀") && is_of_symbol_font("\u{F0E0}") && !is_of_symbol_font("\u{E000}"));
    }
}
