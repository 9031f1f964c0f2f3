//! Numbers in running text: `1,376`, `１億2,300万`, `3千`, `千三百六十七`.

use rust_decimal::Decimal;

use super::width::digit_value;

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number.
    pub value: Decimal,
    /// The place value of its last digit: 1 in 1,300, a thousand in 3千, a tenth in 1.5.
    pub step: Decimal,
    /// Its length in bytes.
    pub length: usize,
    /// Whether it is written in kanji alone.
    pub kanji: bool,
}

/// The number that a text begins with, in digits of either width, in kanji, or in both.
pub fn quantity(text: &str) -> Option<Quantity> {
    let mut reading = Reading::default();
    let mut offset = 0;
    while let Some(c) = text[offset..].chars().next() {
        let length = if digit_value(c).is_some() {
            reading.digits(&text[offset..])?
        } else if let Some(value) = KANJI.iter().position(|kanji| *kanji == c) {
            reading.kanji_digit(value)?
        } else if let Some((_, exponent)) = SMALL.iter().find(|(sign, _)| *sign == c) {
            reading.small(*exponent)?
        } else if let Some((_, exponent)) = LARGE.iter().find(|(sign, _)| *sign == c) {
            reading.large(*exponent)?
        } else {
            0
        };
        if length == 0 {
            break;
        }
        offset += if digit_value(c).is_some() { length } else { c.len_utf8() };
    }
    reading.finish(offset)
}

/// The digits of numbers in kanji, by their values.
const KANJI: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// The signs of powers of ten within a group of four digits.
const SMALL: [(char, u32); 3] = [('十', 1), ('百', 2), ('千', 3)];
/// The signs of groups of four digits.
const LARGE: [(char, u32); 3] = [('万', 4), ('億', 8), ('兆', 12)];

/// Whether exactly three digits follow, as they do behind a comma between thousands.
fn thousands(rest: impl Iterator<Item = char>) -> bool {
    rest.take(4).take_while(|c| digit_value(*c).is_some()).count() == 3
}

/// Ten to the power of a small number.
fn power(exponent: u32) -> Decimal {
    (0..exponent).fold(Decimal::ONE, |power, _| power * Decimal::TEN)
}

/// A number of which a part was read. Each step gives the length of what it took, 0 where the number ends before it, and
/// `None` where the number is too large to be held.
#[derive(Default)]
struct Reading {
    /// What stands before the last sign of 万, 億 or 兆.
    total: Decimal,
    /// What stands before the last sign of 十, 百 or 千 since then.
    section: Decimal,
    /// The digits since then, with the place value of the last.
    number: Option<(Decimal, Decimal)>,
    /// The place value of the last digit of what was read.
    step: Decimal,
    /// The exponent of the last sign of 万, 億 or 兆.
    group: Option<u32>,
    /// The exponent of the last sign of 十, 百 or 千 in the group.
    place: Option<u32>,
    /// Whether anything was read since the last sign of 万, 億 or 兆.
    any: bool,
    arabic: bool,
    kanji: bool,
}

impl Reading {
    fn digits(&mut self, text: &str) -> Option<usize> {
        if self.number.is_some() {
            return Some(0);
        }
        let mut plain = String::new();
        let mut length = 0;
        let mut decimals = 0;
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let decimal = plain.contains('.');
            if let Some(value) = digit_value(c) {
                plain.push(char::from_digit(value, 10)?);
                decimals += u32::from(decimal);
            } else if matches!(c, '.' | '．') && !decimal && rest.peek().is_some_and(|c| digit_value(*c).is_some()) {
                plain.push('.');
            } else if decimal || !matches!(c, ',' | '，') || !thousands(rest.clone()) {
                break;
            }
            length += c.len_utf8();
        }
        let step = Decimal::ONE.checked_div(power(decimals.min(20)))?;
        self.number = Some((Decimal::from_str_exact(&plain).ok()?, step));
        (self.step, self.any, self.arabic) = (step, true, true);
        Some(length)
    }

    fn kanji_digit(&mut self, value: usize) -> Option<usize> {
        let value = Decimal::from(value);
        self.number = match self.number {
            None => Some((value, Decimal::ONE)),
            // Digits stand side by side, as in 二〇一九.
            Some((number, _)) if self.kanji && !self.arabic => {
                Some((number.checked_mul(Decimal::TEN)?.checked_add(value)?, Decimal::ONE))
            }
            Some(_) => return Some(0),
        };
        (self.step, self.any, self.kanji) = (Decimal::ONE, true, true);
        Some(1)
    }

    fn small(&mut self, exponent: u32) -> Option<usize> {
        if self.place.is_some_and(|place| place <= exponent) {
            return Some(0);
        }
        let (number, step) = self.number.take().unwrap_or((Decimal::ONE, Decimal::ONE));
        self.section = self.section.checked_add(number.checked_mul(power(exponent))?)?;
        self.step = step.checked_mul(power(exponent))?;
        (self.place, self.any, self.kanji) = (Some(exponent), true, true);
        Some(1)
    }

    fn large(&mut self, exponent: u32) -> Option<usize> {
        if !self.any || self.group.is_some_and(|group| group <= exponent) {
            return Some(0);
        }
        let number = self.number.take().map_or(Decimal::ZERO, |(number, _)| number);
        let part = self.section.checked_add(number)?.checked_mul(power(exponent))?;
        self.total = self.total.checked_add(part)?;
        self.step = self.step.checked_mul(power(exponent))?;
        (self.section, self.place, self.group, self.any) = (Decimal::ZERO, None, Some(exponent), false);
        Some(1)
    }

    fn finish(self, length: usize) -> Option<Quantity> {
        let number = self.number.map_or(Decimal::ZERO, |(number, _)| number);
        let value = self.total.checked_add(self.section)?.checked_add(number)?;
        // 千三百 is all of its number, while digits would have been written out.
        let exact = !self.arabic && self.group.is_none();
        let step = if exact { Decimal::ONE } else { self.step };
        (length > 0).then_some(Quantity { value, step, length, kanji: !self.arabic })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_the_place_of_their_last_digit() {
        for (text, value, step, rest) in [
            ("1,376件", "1376", "1", "件"),
            ("１，３７６件", "1376", "1", "件"),
            ("91.7％", "91.7", "0.1", "％"),
            ("1億2,300万円", "123000000", "10000", "円"),
            ("１兆円", "1000000000000", "1000000000000", "円"),
            ("3千人", "3000", "1000", "人"),
            ("1万3千人", "13000", "1000", "人"),
            ("84,952百万円", "84952000000", "1000000", "円"),
            ("2.5万人", "25000", "1000", "人"),
            ("千三百六十七件", "1367", "1", "件"),
            ("千三百件", "1300", "1", "件"),
            ("一三六七件", "1367", "1", "件"),
            ("二〇一九年", "2019", "1", "年"),
            ("五千万円", "50000000", "10000000", "円"),
            ("十五", "15", "1", ""),
            ("1,37件", "1", "1", ",37件"),
            ("1,3760件", "1", "1", ",3760件"),
            ("3.", "3", "1", "."),
            ("5億3兆", "500000003", "1", "兆"),
        ] {
            let found = quantity(text).expect(text);
            assert_eq!((found.value.normalize().to_string().as_str(), &text[found.length..]), (value, rest), "{text}");
            assert_eq!(found.step.normalize().to_string(), step, "{text}");
        }
        for text in ["", "件", "万一", "約3件", "99999999999999999999999999999999", "9999999999999999999999999兆"]
        {
            assert_eq!(quantity(text), None, "{text}");
        }
    }
}
