//! Texts in one spelling, so that wordings can be compared.

use std::ops::Range;

/// A text in one spelling, with the places from which its characters come.
pub(super) struct Folded {
    pub text: String,
    /// Where each character begins, here and in the original, in rising order.
    places: Vec<(usize, usize)>,
    /// The length of the original.
    length: usize,
}

impl Folded {
    pub fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut places = Vec::with_capacity(original.len() / 2);
        for (offset, c) in original.char_indices() {
            if let Some(c) = folded(c) {
                places.push((text.len(), offset));
                text.push(c);
            }
        }
        Self { text, places, length: original.len() }
    }

    /// The range of the original from which a range comes.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        self.original_offset(range.start)..self.original_offset(range.end)
    }

    fn original_offset(&self, offset: usize) -> usize {
        let index = self.places.partition_point(|(folded, _)| *folded < offset);
        self.places.get(index).map_or(self.length, |(_, original)| *original)
    }
}

/// A text in one spelling.
pub(super) fn fold(text: &str) -> String {
    text.chars().filter_map(folded).collect()
}

/// The one spelling of a character: full-width letters, digits and signs of ASCII as half-width small ones, one sign for
/// each of the many dashes and waves. `None` where a character is not seen.
fn folded(c: char) -> Option<char> {
    Some(match c {
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}' => return None,
        '〜' | '～' | '∼' => '~',
        '〔' | '［' | '[' | '【' => '(',
        '〕' | '］' | ']' | '】' => ')',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0)?.to_ascii_lowercase(),
        '−' | '‐' | '‑' | '–' | '—' | '―' | '─' => '-',
        '∶' => ':',
        '･' => '・',
        '\n' => '\n',
        c if c.is_whitespace() => ' ',
        c => c.to_ascii_lowercase(),
    })
}
