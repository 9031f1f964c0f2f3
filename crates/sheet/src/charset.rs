//! The character set of a text file, where it is certain.
//!
//! A file does not say in which character set it is, and a wrong one makes other words of it without an error. UTF-8 is
//! known by its structure. Shift_JIS is taken only where the bytes are neither possible nor plausible in the other
//! character sets of East Asia; all else is told.

mod tally;
#[cfg(test)]
mod tests;

use std::ops::Range;

use encoding_rs::{BIG5, EUC_JP, GBK, SHIFT_JIS};

use super::switched::switched;
use tally::Tally;

/// Why the text of a file is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// The character sets in which it may be, the likeliest first; none if it can be anything.
    pub likely: Vec<&'static str>,
    /// Where it is damaged, if it is in the likeliest but for some characters: the text with U+FFFD for them, and the
    /// place of the first.
    pub damaged: Option<(String, usize)>,
}

impl Unclear {
    fn likely(names: &[&'static str]) -> Self {
        Self { likely: names.to_vec(), damaged: None }
    }

    fn damaged(name: &'static str, text: String) -> Self {
        let offset = text.find(char::REPLACEMENT_CHARACTER).unwrap_or_default();
        Self { likely: vec![name], damaged: Some((text, offset)) }
    }
}

/// The text of a file in UTF-8 or Shift_JIS, without a byte order mark.
///
/// # Errors
/// What can be said of its character set, where it is another or not certain.
pub fn text(bytes: &[u8]) -> Result<String, Unclear> {
    if is_utf16(bytes) {
        return Err(Unclear::likely(&["UTF-16"]));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Some(set) = switched(text) {
            return Err(Unclear::likely(&[set]));
        }
        return Ok(text.trim_start_matches('\u{FEFF}').to_owned());
    }
    if is_mostly_utf8(bytes) {
        let text = String::from_utf8_lossy(bytes).trim_start_matches('\u{FEFF}').to_owned();
        return Err(Unclear::damaged("UTF-8", text));
    }
    let tally = Tally::of(bytes);
    let strict = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
    let rival = chinese(bytes);
    if let Some(field) = utf_8_within(bytes).filter(|_| tally.is_plain()) {
        let [before, after] = [&bytes[..field.start], &bytes[field.end..]]
            .map(|part| SHIFT_JIS.decode_without_bom_handling(part).0.into_owned());
        let offset = before.len();
        let text = before + "\u{FFFD}" + &after;
        return Err(Unclear { likely: vec!["Shift_JIS"], damaged: Some((text, offset)) });
    }
    match strict {
        Some(text) if tally.is_plain() && tally.good() > rival && !is_euc_jp(bytes) => return Ok(text.into_owned()),
        None if tally.is_plain() && tally.errors * 20 <= tally.good() && tally.errors > 0 => {
            return Err(Unclear::damaged("Shift_JIS", SHIFT_JIS.decode_without_bom_handling(bytes).0.into_owned()));
        }
        _ => {}
    }
    Err(Unclear::likely(&guesses(bytes, &tally, strict.is_some(), rival)))
}

/// The character sets that are possible, the likeliest first.
fn guesses(bytes: &[u8], tally: &Tally, shift_jis: bool, gb: usize) -> Vec<&'static str> {
    let euc = EUC_JP.decode_without_bom_handling_and_without_replacement(bytes);
    let kana = |text: &str| text.contains(|c| matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}'));
    let mut names = Vec::new();
    if let Some(text) = &euc {
        names.push("EUC-JP");
        if kana(text) {
            return names;
        }
    }
    if gb > 0 && GBK.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
        names.push("GBK");
    }
    if shift_jis && tally.good() + tally.rare > 0 {
        names.push("Shift_JIS");
    }
    // What is too little to be certain of is Western just as well: 有 and —L are the same bytes.
    if names == ["Shift_JIS"] {
        names.push("Windows-1252");
    }
    names
}

/// Whether bytes can be EUC-JP. Japanese in Shift_JIS hardly ever is, but katakana of half width in EUC-JP looks like kanji.
fn is_euc_jp(bytes: &[u8]) -> bool {
    EUC_JP.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// The first field of a file in Shift_JIS that is in UTF-8, as where files of two kinds were put into one. Commas,
/// quotation marks and line ends are never part of another character.
fn utf_8_within(bytes: &[u8]) -> Option<Range<usize>> {
    let mut start = 0;
    for field in bytes.split(|byte| matches!(byte, b',' | b'"' | b'\t' | b'\r' | b'\n')) {
        let range = start..start + field.len();
        start = range.end + 1;
        if !field.is_ascii() && is_utf_8_alone(field) {
            return Some(range);
        }
    }
    None
}

/// Whether a field is plain Japanese in UTF-8, and none in Shift_JIS.
fn is_utf_8_alone(field: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(field) else { return false };
    let (other, _, lossy) = SHIFT_JIS.encode(text);
    let (own, other) = (Tally::of(field), Tally::of(&other));
    let characters = text.chars().filter(|c| c.len_utf8() >= 3).count();
    let plain = !lossy && other.common > 0 && other.rare + other.odd + other.narrow + other.errors == 0;
    plain && (own.odd + own.errors > 0 || (own.rare > 0 && characters > 1))
}

/// Whether bytes are UTF-16, by the byte order mark, or without one because every other byte of what is ASCII is zero.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return true;
    }
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let plenty = |zeros: usize, others: usize| zeros >= 2 && zeros * 10 >= bytes.len() / 2 && others * 3 <= zeros;
    if !bytes.len().is_multiple_of(2) || !(plenty(even, odd) || plenty(odd, even)) {
        return false;
    }
    let unit = |pair: &[u8]| {
        if even > odd { u16::from_be_bytes([pair[0], pair[1]]) } else { u16::from_le_bytes([pair[0], pair[1]]) }
    };
    let text = |c: char| !c.is_control() || matches!(c, '\t' | '\r' | '\n');
    char::decode_utf16(bytes.chunks_exact(2).map(unit)).all(|c| c.is_ok_and(text))
}

/// Whether bytes are UTF-8 but for some places: sequences of three bytes hardly ever come about in another set, and then
/// make kanji that nobody writes.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars().filter(|c| c.len_utf8() >= 3) {
            *(if is_written(c) { &mut good } else { &mut bad }) += 1;
        }
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (good > 0 && good >= bad) || bytes.starts_with(b"\xEF\xBB\xBF")
}

/// Whether a character is no kanji, or one of those that Japanese computers have always had.
fn is_written(c: char) -> bool {
    match c {
        '\u{3400}'..='\u{9FFF}' => !SHIFT_JIS.encode(c.encode_utf8(&mut [0; 4])).2,
        '\u{E000}'..='\u{F8FF}' => false,
        _ => true,
    }
}

/// How many characters that are common in Chinese the bytes would hold as GBK; none where they cannot be that, or where
/// most of them would be rare.
fn chinese(bytes: &[u8]) -> usize {
    let (mut offset, mut count, mut rare) = (0, 0_usize, 0_usize);
    while let Some(&first) = bytes.get(offset) {
        match (first, bytes.get(offset + 1)) {
            (0..=0x7F, _) => offset += 1,
            (0x81..=0xFE, Some(second @ (0x40..=0x7E | 0x80..=0xFE))) => {
                let first_level = (0xB0..=0xD7).contains(&first) && *second >= 0xA1;
                // A long text shows by itself what it is.
                let common = first_level || (count + rare < LOOKED_AT && is_traditional(&bytes[offset..offset + 2]));
                *(if common { &mut count } else { &mut rare }) += 1;
                offset += 2;
            }
            _ => return 0,
        }
    }
    if count > rare { count } else { 0 }
}

/// So many characters are looked up.
const LOOKED_AT: usize = 1_000;

/// Whether two bytes are, as GBK, one of the common characters of traditional Chinese: those of the first level of Big5.
fn is_traditional(pair: &[u8]) -> bool {
    let Some(text) = GBK.decode_without_bom_handling_and_without_replacement(pair) else { return false };
    let (big5, _, lossy) = BIG5.encode(&text);
    !lossy && (b"\xA4\x40".as_slice()..=b"\xC6\x7E").contains(&big5.as_ref())
}
