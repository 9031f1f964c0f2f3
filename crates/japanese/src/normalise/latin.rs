//! Full-width signs within Latin words and addresses.

use super::{Replaced, TypedCharacter};

/// A full-width character of ASCII as its half-width counterpart.
fn narrow(c: char) -> char {
    let ascii = u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32);
    ascii.filter(char::is_ascii_graphic).unwrap_or(c)
}

/// The character at a place, half-width; nothing in targets of links, in marks and beyond the text.
fn at_place(signs: &[TypedCharacter], at: usize) -> Option<char> {
    signs.get(at).filter(|sign| !sign.mark && !sign.fixed).map(|sign| narrow(sign.c))
}

/// A sign within a Latin word, such as the dash of Ｗｉ－Ｆｉ and the ＆ of Ｒ＆Ｄ, or a whole address such as
/// ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ／ and ａ＠ｂ．ｊｐ. Signs between digits stay: １０－５ may be a range, a subtraction or a
/// house number.
pub(super) fn sign(signs: &[TypedCharacter], at: usize) -> Replaced {
    if let Some(length) = address(signs, at) {
        let typed = || signs[at..at + length].iter().map(|sign| sign.c);
        let text: String = typed().map(narrow).collect();
        return (!text.chars().eq(typed())).then_some((length, text));
    }
    let sign = signs[at].seen();
    let before = at.checked_sub(1).and_then(|at| at_place(signs, at))?;
    let after = at_place(signs, at + 1);
    let letter = |c: char| c.is_ascii_alphabetic();
    let word = |c: char| c.is_ascii_alphanumeric();
    let holds = match sign {
        '－' => after.is_some_and(|after| word(before) && word(after) && (letter(before) || letter(after))),
        '＆' | '／' => after.is_some_and(|after| letter(before) && letter(after)),
        '．' => is_point(signs, at, before, after),
        _ => false,
    };
    holds.then(|| (1, narrow(sign).to_string()))
}

/// Whether a full-width point belongs to a word: Ｎｏ．１, Ｕ．Ｓ．, ｅｘａｍｐｌｅ．ｊｐ. Others end a sentence.
fn is_point(signs: &[TypedCharacter], at: usize, before: char, after: Option<char>) -> bool {
    let second = at.checked_sub(2).and_then(|at| at_place(signs, at));
    let initial = before.is_ascii_uppercase() && second.is_none_or(|c| !c.is_ascii_alphanumeric());
    match after {
        Some(after) if after.is_ascii_digit() => before.is_ascii_alphabetic(),
        Some(after) if after.is_ascii_alphabetic() => {
            (initial && after.is_ascii_uppercase()) || (before.is_ascii_lowercase() && after.is_ascii_lowercase())
        }
        _ => initial && second == Some('.'),
    }
}

/// The length of the address that begins at a place.
fn address(signs: &[TypedCharacter], at: usize) -> Option<usize> {
    let first = at_place(signs, at)?;
    let joined = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    if !joined(first) || at.checked_sub(1).and_then(|at| at_place(signs, at)).is_some_and(joined) {
        return None;
    }
    let follows = |start: usize, text: &str| {
        (start..)
            .zip(text.chars())
            .all(|(at, c)| at_place(signs, at).is_some_and(|found| found.eq_ignore_ascii_case(&c)))
    };
    let run = |from: usize, more: &str| {
        // The wave dash of Japanese is no tilde.
        let part = |at: usize| {
            let c = at_place(signs, at).filter(|_| signs[at].c != '～');
            c.is_some_and(|c| c.is_ascii_alphanumeric() || more.contains(c))
        };
        (from..).take_while(|at| part(*at)).count()
    };
    let web = ["https://", "http://", "www."].into_iter().find(|begin| follows(at, begin));
    if let Some(begin) = web {
        let from = at + begin.len();
        let mut length = run(from, "-._~:/?#@!$&'+,;=%");
        // What ends the sentence is not part of the address.
        while length > 0 && at_place(signs, from + length - 1).is_some_and(|c| ".,:;!?".contains(c)) {
            length -= 1;
        }
        return (length > 0).then_some(begin.len() + length);
    }
    let own = run(at, "._%+-");
    let from = at + own + 1;
    if at_place(signs, at + own) != Some('@') {
        return None;
    }
    let mut length = run(from, ".-");
    while length > 0 && at_place(signs, from + length - 1).is_some_and(|c| ".-".contains(c)) {
        length -= 1;
    }
    let dotted = (from..from + length).any(|at| at_place(signs, at) == Some('.'));
    dotted.then_some(own + 1 + length)
}
