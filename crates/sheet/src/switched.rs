//! Character sets that are written in ASCII alone, and switch to other characters by signs within it.

/// The signs by which ISO/IEC 2022 switches from one set of characters to another, and the sets that have them.
const ESCAPES: [(&str, &str); 11] = [
    ("\u{1B}$B", "ISO-2022-JP"),
    ("\u{1B}$@", "ISO-2022-JP"),
    ("\u{1B}(J", "ISO-2022-JP"),
    ("\u{1B}(I", "ISO-2022-JP"),
    ("\u{1B}$(D", "ISO-2022-JP"),
    ("\u{1B}$(O", "ISO-2022-JP"),
    ("\u{1B}$(P", "ISO-2022-JP"),
    ("\u{1B}$(Q", "ISO-2022-JP"),
    ("\u{1B}$)C", "ISO-2022-KR"),
    ("\u{1B}$)A", "ISO-2022-CN"),
    ("\u{1B}$)G", "ISO-2022-CN"),
];

/// The character set of a text that switches to others.
pub(super) fn switched(text: &str) -> Option<&'static str> {
    let escape = ESCAPES.iter().find(|(escape, _)| text.contains(escape)).map(|(_, set)| *set);
    escape
        .or_else(|| (text.is_ascii() && is_utf_7(text)).then_some("UTF-7"))
        .or_else(|| (text.is_ascii() && is_hz(text)).then_some("HZ-GB-2312"))
}

/// Whether each plus sign of a text begins Japanese in UTF-7 (RFC 2152): `+Zg5bVw-`. Numbers and formulas do not.
fn is_utf_7(text: &str) -> bool {
    let (mut characters, mut rest) = (0, text);
    while let Some((_, behind)) = rest.split_once('+') {
        // A plus sign itself is `+-`; within Base64 it is a digit.
        let digits = behind.bytes().take_while(|byte| base_64(*byte).is_some()).count();
        let literal = digits == 0 && behind.starts_with('-');
        match utf_7(&behind[..digits]) {
            Some(more) if more > 0 => characters += more,
            _ if literal => {}
            _ => return false,
        }
        rest = &behind[digits..];
    }
    characters > 1
}

/// How many characters of East Asia digits of Base64 are; nothing if they are anything else.
fn utf_7(digits: &str) -> Option<usize> {
    let (mut bits, mut held, mut units) = (0_u32, 0, Vec::new());
    for digit in digits.bytes().map_while(base_64) {
        bits = bits << 6 | digit;
        held += 6;
        if held >= 16 {
            held -= 16;
            units.push(u16::try_from(bits >> held).ok()?);
            bits &= (1 << held) - 1;
        }
    }
    let whole = held < 6 && bits == 0;
    let text = String::from_utf16(&units).ok().filter(|text| whole && text.chars().all(is_east_asian));
    text.map(|text| text.chars().count())
}

/// Whether a character is in one of the blocks that Japanese texts are made of: signs, kana, kanji and full-width forms.
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{27BF}' | '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// The value of a digit of Base64 (RFC 4648 §4).
fn base_64(digit: u8) -> Option<u32> {
    let digit = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(digit.into())
}

/// Whether a text has Chinese in HZ (RFC 1843): pairs of letters between `~{` and `~}`.
fn is_hz(text: &str) -> bool {
    let mut pairs = text.split("~{").skip(1).filter_map(|part| Some(part.split_once("~}")?.0));
    pairs.any(|inner| {
        !inner.is_empty() && inner.len().is_multiple_of(2) && inner.bytes().all(|byte| (0x21..=0x77).contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_that_switch_are_known() {
        for (text, set) in [
            ("a,b\n\u{1B}$B?e\u{1B}(B,1\n", "ISO-2022-JP"),
            ("\u{1B}$)Ca,b\n\u{E}Av\u{F},1\n", "ISO-2022-KR"),
            ("+VzBTOg-,+TvZlcA-\n+TgptQQ-,1000\n", "UTF-7"),
            ("a,b\n+bDRukDBuir9n+w-,+-5\n", "UTF-7"),
            ("a,b\n~{VPND~},1\n", "HZ-GB-2312"),
        ] {
            assert_eq!(switched(text), Some(set), "{text}");
        }
    }

    #[test]
    fn plain_text_switches_nothing() {
        for text in [
            "a,b\n+5,-3\n",
            "a,b\n=A1+B2,+81-3-1234-5678\n",
            "C++,a+b\n",
            "a~b,~{x\n",
            "地区,+VzBTOg-\n",
            "+ABC,+abcd,+Tokyo-\n",
            "x+-y\n",
            "",
        ] {
            assert_eq!(switched(text), None, "{text}");
        }
    }
}
