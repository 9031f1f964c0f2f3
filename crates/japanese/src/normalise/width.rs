//! Half-width katakana, and full-width digits and letters.

use unicode_normalization::char::compose;

use super::{Replaced, TypedCharacter};

/// What the characters U+FF61–FF9F stand for.
const KANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

fn full_width(c: char) -> Option<char> {
    let index = u32::from(c).checked_sub(0xFF61)?;
    KANA.chars().nth(usize::try_from(index).ok()?)
}

/// A half-width katakana, with the voicing mark behind it.
pub(super) fn kana(signs: &[TypedCharacter], index: usize) -> Replaced {
    let base = full_width(signs[index].seen())?;
    let voicing = match signs.get(index + 1).map(TypedCharacter::seen) {
        Some('ﾞ') => compose(base, '\u{3099}'),
        Some('ﾟ') => compose(base, '\u{309A}'),
        _ => None,
    };
    Some(voicing.map_or((1, base.to_string()), |voiced| (2, voiced.to_string())))
}

/// A full-width digit, letter, or separator between digits, as its ASCII counterpart.
fn narrow(c: char) -> Option<char> {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '，' | '．' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

fn is_digit(sign: &TypedCharacter) -> bool {
    matches!(sign.seen(), '0'..='9' | '０'..='９')
}

/// A full-width letter, or a whole number with full-width digits: １，３７６ is 1,376, but ， elsewhere is punctuation.
pub(super) fn latin(signs: &[TypedCharacter], index: usize, keep_single: bool) -> Replaced {
    let c = signs[index].seen();
    if matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ') {
        return Some((1, narrow(c)?.to_string()));
    }
    if !matches!(c, '０'..='９') {
        return None;
    }
    let mut end = index + 1;
    loop {
        let digits = signs.get(end + 1..).into_iter().flatten().take(4).take_while(|sign| is_digit(sign)).count();
        match signs.get(end).map(TypedCharacter::seen) {
            Some('0'..='9' | '０'..='９') => end += 1,
            Some('．' | '.') if digits > 0 => end += 1,
            // Behind a comma of thousands stand three digits.
            Some('，' | ',') if digits == 3 => end += 1,
            _ => break,
        }
    }
    let single = end == index + 1 && (index == 0 || !signs[index - 1].seen().is_ascii_digit());
    if single && keep_single {
        return None;
    }
    let text = signs[index..end].iter().map(|sign| narrow(sign.c).unwrap_or(sign.c)).collect();
    Some((end - index, text))
}
