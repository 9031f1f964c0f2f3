//! Characters that are none, cannot be seen, or steer what stands around them.

use super::{bytes, codes, purpose, with_keys};
use crate::support::Desk;

/// A desk whose council of parks has this message, as it stands in the file.
fn message(literal: &str) -> Desk {
    bytes(with_keys(&format!(r#""message": "{literal}""#)))
}

#[test]
fn lone_surrogates_are_errors() {
    for literal in [r"\ud800", r"\udc00", r"\udc00\ud800", r"\ud800a", r"\ud800\u0041", r"\ud83d"] {
        assert_eq!(codes(&message(literal)), ["K0101"], "{literal}");
    }
}

#[test]
fn controls_and_directional_characters_are_errors() {
    for c in [
        '\0',
        '\u{7}',
        '\u{1B}',
        '\u{7F}',
        '\u{85}',
        '\u{200B}',
        '\u{200E}',
        '\u{202A}',
        '\u{202E}',
        '\u{2066}',
        '\u{2069}',
        '\u{61C}',
        '\u{FEFF}',
        '\u{FFFD}',
        '\u{FFFE}',
        '\u{10FFFF}',
        '\u{E0041}',
        '\u{AD}',
    ] {
        assert_eq!(codes(&purpose(&format!("緑{c}地"))), ["K0112"], "{c:?}");
    }
    for c in ['\n', '\r', '\t', '\u{2028}', '\u{2029}'] {
        assert_eq!(codes(&purpose(&format!("緑{c}地"))), ["K0111"], "{c:?}");
    }
}

#[test]
fn marks_of_the_source_map_are_errors_wherever_they_stand() {
    for c in '\u{F0000}'..='\u{F001F}' {
        assert_eq!(codes(&purpose(&format!("緑{c}地"))), ["K0112"], "{c:?}");
    }
    assert_eq!(codes(&message(r"\udb80\udc00 1 \udb80\udc02")), ["K0112"]);
}

#[test]
fn private_use_characters_have_no_glyph() {
    for c in ['\u{E000}', '\u{F8FF}', '\u{F0020}', '\u{100000}'] {
        let errors = purpose(&format!("緑{c}地")).errors(&["--only", "briefing"]);
        assert!(errors.contains("error[K0404]"), "{c:?}: {errors}");
    }
}

#[test]
fn text_in_another_encoding_is_an_error() {
    let utf16: Vec<u8> = with_keys(r#""message": "文""#).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [&[0xFF, 0xFE], utf16.as_slice()].concat();
    let mut overlong = with_keys(r#""message": "x""#).into_bytes();
    let at = overlong.iter().rposition(|byte| *byte == b'x').expect("the x");
    // `/` in two bytes, and a surrogate in three (RFC 3629 §10).
    let slash = [&overlong[..at], &[0xC0, 0xAF], &overlong[at..]].concat();
    let surrogate = [&overlong[..at], &[0xED, 0xA0, 0x80], &overlong[at..]].concat();
    overlong[at] = 0xFF;
    for (name, text) in [("mark", with_mark), ("slash", slash), ("surrogate", surrogate), ("byte", overlong)] {
        assert_eq!(codes(&bytes(text)), ["K0501"], "{name}");
    }
    // UTF-16 without a mark is UTF-8 of NUL bytes, as long as its letters are Latin.
    let nul = [b"{\0".as_slice(), &Desk::new().read(super::PARKS)].concat();
    assert_eq!(codes(&bytes(nul)), ["K0101"]);
}

#[test]
fn one_byte_order_mark_is_read_and_a_second_is_an_error() {
    let marked = |count: usize| bytes(format!("{}{}", "\u{FEFF}".repeat(count), with_keys(r#""message": "文""#)));
    assert_eq!(codes(&marked(1)), [""; 0]);
    assert_eq!(codes(&marked(3)), ["K0101"]);
}

#[test]
fn a_thousand_combining_marks_are_text_like_any_other() {
    assert_eq!(codes(&purpose(&format!("緑{}", "\u{301}".repeat(9_000)))), [""; 0]);
    assert_eq!(codes(&purpose(&format!("緑{}", "\u{301}".repeat(10_000)))), ["K0117"]);
}
