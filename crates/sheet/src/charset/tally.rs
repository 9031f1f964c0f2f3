//! What bytes would be, taken for Shift_JIS.

/// What bytes would be as Shift_JIS (JIS X 0208 with the extensions of Windows).
#[derive(Default)]
pub(super) struct Tally {
    /// Kana, punctuation, Latin letters of full width, and kanji of the first level: what nearly all text is made of.
    pub common: usize,
    /// Kanji of the second level and extensions, and what stands oddly among Latin letters.
    pub rare: usize,
    /// Katakana of half width that make words.
    pub narrow: usize,
    /// Katakana of half width that make none.
    pub odd: usize,
    pub errors: usize,
}

impl Tally {
    /// Counts what bytes would be.
    pub fn of(bytes: &[u8]) -> Self {
        let mut tally = Self::default();
        // Behind the last character that is not ASCII.
        let (mut offset, mut end) = (0, None);
        while let Some(&first) = bytes.get(offset) {
            match first {
                0..=0x7F => offset += 1,
                0xA1..=0xDF => {
                    let length = bytes[offset..].iter().take_while(|byte| (0xA1..=0xDF).contains(*byte)).count();
                    *(if is_word(&bytes[offset..offset + length]) { &mut tally.narrow } else { &mut tally.odd }) +=
                        length;
                    offset += length;
                    end = Some(offset);
                }
                0x81..=0x9F | 0xE0..=0xFC => match bytes.get(offset + 1) {
                    Some(&second @ (0x40..=0x7E | 0x80..=0xFC)) => {
                        let alone = end != Some(offset);
                        tally.pair(u16::from(first) << 8 | u16::from(second), bytes, offset, alone);
                        offset += 2;
                        end = Some(offset);
                    }
                    _ => {
                        tally.errors += 1;
                        offset += 1;
                    }
                },
                _ => {
                    tally.errors += 1;
                    offset += 1;
                }
            }
        }
        tally
    }

    fn pair(&mut self, code: u16, bytes: &[u8], offset: usize, alone: bool) {
        let is_behind_letter = offset.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphabetic());
        // In Western sets ’ and “ stand between letters; as Shift_JIS they take the next letter for their second half.
        let takes_letter = bytes.get(offset + 1).is_some_and(u8::is_ascii_alphabetic);
        let western = alone && takes_letter && (is_behind_letter || bytes.get(offset + 2).is_none_or(u8::is_ascii));
        match code {
            _ if western => self.rare += 1,
            // Row 13 has ①, Ⅲ and ㈱; the last rows those of IBM, with 髙 and 﨑.
            0x8140..=0x81FC
            | 0x824F..=0x82F1
            | 0x8340..=0x83D6
            | 0x8740..=0x879C
            | 0x889F..=0x9872
            | 0xFA40..=0xFC4B => {
                self.common += 1;
            }
            _ => self.rare += 1,
        }
    }

    /// What nearly all text is made of.
    pub fn good(&self) -> usize {
        self.common + self.narrow
    }

    /// Whether the text is plain Japanese. No other set of East Asia has the first bytes of its commonest characters
    /// below A0, so that one of those alone says more than any number of others.
    pub fn is_plain(&self) -> bool {
        self.common > 0 && 4 * (self.rare + self.odd) <= self.good()
    }
}

/// Whether katakana of half width (JIS X 0201) can be a word: two at least, voicing marks behind what can be voiced.
fn is_word(bytes: &[u8]) -> bool {
    let before = std::iter::once(None).chain(bytes.iter().copied().map(Some));
    bytes.len() >= 2
        && before.zip(bytes).all(|(before, byte)| match (byte, before) {
            (0xA1..=0xA4, _) => false,
            (0xDE, before) => matches!(before, Some(0xB3 | 0xB6..=0xC4 | 0xCA..=0xCE)),
            (0xDF, before) => matches!(before, Some(0xCA..=0xCE)),
            // Small kana, ･ and ｰ begin no word.
            (0xA5 | 0xA7..=0xB0, before) => before.is_some(),
            _ => true,
        })
}
