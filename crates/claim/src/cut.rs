//! Cuts a folded text into labels, numbers with units, dates and words.

use kakugi_japanese::{quantity, stamp};
use rust_decimal::Decimal;

use super::Reader;
use super::search::PatternSearch;
use super::token::{TextToken, TokenKind};

/// Cuts a word of one kanji back to a part of a longer word where it stands beside kanji: 計 in 統計, 中 in 中心.
fn join(text: &str, tokens: Vec<TextToken>) -> Vec<TextToken> {
    let mut out: Vec<TextToken> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let mut letters = text[token.range.clone()].chars();
        let is_single_kanji = letters.next().is_some_and(is_kanji) && letters.next().is_none();
        let before = out.last().and_then(|token| unknown_letters(text, token)?.chars().next_back());
        let behind = tokens.get(index + 1).and_then(|token| unknown_letters(text, token)?.chars().next());
        let is_beside_kanji = before.is_some_and(is_kanji) || behind.is_some_and(is_kanji);
        let is_part = matches!(token.kind, TokenKind::Word(_)) && is_single_kanji && is_beside_kanji;
        let kind = if is_part { TokenKind::Rest } else { token.kind };
        match out.last_mut() {
            Some(last) if kind == TokenKind::Rest && last.kind == TokenKind::Rest => last.range.end = token.range.end,
            _ => out.push(TextToken { kind, range: token.range.clone() }),
        }
    }
    out
}

/// The letters of a token that is no known word.
fn unknown_letters<'t>(text: &'t str, token: &TextToken) -> Option<&'t str> {
    (token.kind == TokenKind::Rest).then(|| &text[token.range.clone()])
}

fn is_kanji(c: char) -> bool {
    matches!(c, '一'..='鿿' | '々' | '\u{3400}'..='\u{4DBF}')
}

/// Words that begin with a numeral and are no numbers: 一部 is no copy.
const NOT_COUNTED: &str = "部方般体層定度時面環助種律応連致気斉途";

impl Reader {
    /// Cuts a folded text.
    pub(super) fn tokens(&self, text: &str) -> Vec<TextToken> {
        let mut out: Vec<TextToken> = Vec::new();
        let mut search = PatternSearch::new(&self.patterns, text);
        let mut offset = 0;
        let mut before = ' ';
        while let Some(c) = text[offset..].chars().next() {
            // Patterns that begin within a date or a number are passed over.
            let known = search.longest_at(offset);
            let label = known.filter(|(kind, _)| matches!(kind, TokenKind::Label(_) | TokenKind::Name));
            let (kind, length) = label
                .or_else(|| self.dated(text, offset, before))
                .or_else(|| self.counted(text, offset, before))
                .or(known)
                .unwrap_or((if c == ' ' { TokenKind::Space } else { TokenKind::Rest }, c.len_utf8()));
            match out.last_mut() {
                Some(last) if kind == TokenKind::Rest && last.kind == TokenKind::Rest => {
                    last.range.end = offset + length
                }
                _ => out.push(TextToken { kind, range: offset..offset + length }),
            }
            offset += length;
            before = text[..offset].chars().next_back().unwrap_or(' ');
        }
        join(text, out)
    }

    fn dated(&self, text: &str, offset: usize, before: char) -> Option<(TokenKind, usize)> {
        // A date does not begin within a longer number or a word of Latin letters.
        let begins = text[offset..].starts_with(|c: char| c.is_ascii_digit() || "令平昭大明rhs".contains(c));
        if !begins || before.is_ascii_alphanumeric() || before == '第' {
            return None;
        }
        // No date is longer; a text of nothing but digits is not gone through from each of them.
        let end = text[offset..].char_indices().nth(40).map_or(text.len(), |(end, _)| offset + end);
        stamp(&text[offset..end]).map(|(stamp, length)| (TokenKind::When(stamp), length))
    }

    fn counted(&self, text: &str, offset: usize, before: char) -> Option<(TokenKind, usize)> {
        // Neither does a number: A4, COVID-19.
        let word = before == '-' && text[..offset - 1].ends_with(|c: char| c.is_ascii_alphabetic());
        if before.is_ascii_alphanumeric() || word {
            return None;
        }
        let rest = &text[offset..];
        let negative = ['△', '▲'].iter().find(|sign| rest.starts_with(**sign)).map_or(0, |sign| sign.len_utf8());
        let begins = rest[negative..].chars().next()?;
        if !begins.is_ascii_digit() && !"〇一二三四五六七八九十百千".contains(begins) {
            return None;
        }
        let end = rest.char_indices().nth(60).map_or(rest.len(), |(end, _)| end);
        let number = quantity(&rest[negative..end])?;
        let mut length = negative + number.length;
        // 1,300余件
        let more = if rest[length..].starts_with('余') { '余'.len_utf8() } else { 0 };
        let blank = usize::from(rest[length..].starts_with(' '));
        let unit = self.units.unit_at(text, offset + length + more).or_else(|| {
            self.units
                .unit_at(text, offset + length + blank)
                .filter(|_| blank > 0)
                .map(|(unit, long)| (unit, long + blank))
        });
        let behind = rest[length..].chars().next().unwrap_or(' ');
        let word = number.kanji && NOT_COUNTED.contains(behind);
        // 第1回 is not one time, and 十数件 is anything from eleven.
        let vague = before == '第' || behind == '数' || (number.kanji && matches!(before, '数' | '何' | '幾'));
        if number.kanji && (unit.is_none() || word) {
            return None;
        }
        length += unit.map_or(0, |(_, long)| long + more);
        let value = if negative > 0 { -number.value } else { number.value };
        let unit = unit.map(|(unit, _)| unit).filter(|_| !vague);
        // 「8割」 is 80 per cent; 「8割5分」 and 「8割引」 are passed over.
        let tenths = rest[length..].strip_prefix('割').filter(|_| unit.is_none() && !vague && negative == 0);
        if let (Some(behind), Some(percent)) = (tenths, self.percent)
            && !behind.starts_with(|c: char| c.is_ascii_digit() || "合引増減り当安高一二三四五六七八九".contains(c))
            && number.value <= Decimal::TEN
        {
            let (value, step) = (value.checked_mul(Decimal::TEN)?, number.step.checked_mul(Decimal::TEN)?);
            let kind = TokenKind::Number { value, step, unit: Some(percent), more: false };
            return Some((kind, length + '割'.len_utf8()));
        }
        Some((TokenKind::Number { value, step: number.step, unit, more: more > 0 && unit.is_some() }, length))
    }
}
