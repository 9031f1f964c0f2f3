//! Full-width signs within Latin words and addresses.

use super::{Replaced, TypedCharacter};
use crate::width::half_width;

/// The character at a place, half-width; nothing in targets of links, in marks and beyond the text.
fn at_place(signs: &[TypedCharacter], index: usize) -> Option<char> {
    signs.get(index).filter(|sign| !sign.mark && !sign.fixed).map(|sign| half_width(sign.c))
}

/// A sign within a Latin word, such as the dash of Ｗｉ－Ｆｉ and the ＆ of Ｒ＆Ｄ, or a whole address such as
/// ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ／ and ａ＠ｂ．ｊｐ. Signs between digits stay: １０－５ may be a range, a subtraction or a
/// house number.
pub(super) fn sign(signs: &[TypedCharacter], index: usize) -> Replaced {
    if let Some(length) = address(signs, index) {
        let typed: String = signs[index..index + length].iter().map(|sign| sign.c).collect();
        let text: String = typed.chars().map(half_width).collect();
        return (text != typed).then_some((length, text));
    }
    let sign = signs[index].seen();
    let before = index.checked_sub(1).and_then(|index| at_place(signs, index))?;
    let after = at_place(signs, index + 1);
    let sides = [Some(before), after];
    let are_words = sides.iter().all(|side| side.is_some_and(|c| c.is_ascii_alphanumeric()));
    let letters = sides.iter().filter(|side| side.is_some_and(|c| c.is_ascii_alphabetic())).count();
    let holds = match sign {
        '－' => are_words && letters > 0,
        '＆' | '／' => letters == 2,
        '．' => is_point(signs, index, before, after),
        _ => false,
    };
    holds.then(|| (1, half_width(sign).to_string()))
}

/// Whether a full-width point belongs to a word: Ｎｏ．１, Ｕ．Ｓ．, ｅｘａｍｐｌｅ．ｊｐ. Others end a sentence.
fn is_point(signs: &[TypedCharacter], index: usize, before: char, after: Option<char>) -> bool {
    let second = index.checked_sub(2).and_then(|index| at_place(signs, index));
    let initial = before.is_ascii_uppercase() && second.is_none_or(|c| !c.is_ascii_alphanumeric());
    match after {
        Some(after) if after.is_ascii_digit() => before.is_ascii_alphabetic(),
        Some(after) if after.is_ascii_alphabetic() => {
            (initial && after.is_ascii_uppercase()) || (before.is_ascii_lowercase() && after.is_ascii_lowercase())
        }
        _ => initial && second == Some('.'),
    }
}

/// The length of the address that begins at a character.
fn address(signs: &[TypedCharacter], index: usize) -> Option<usize> {
    if !is_one_of(signs, index, MAILBOX) || index.checked_sub(1).is_some_and(|before| is_one_of(signs, before, MAILBOX))
    {
        return None;
    }
    let web = ["https://", "http://", "www."].into_iter().find(|beginning| begins_with(signs, index, beginning));
    if let Some(beginning) = web {
        let from = index + beginning.len();
        // What ends the sentence is not part of the address.
        let length = without_ending(signs, from, row_length(signs, from, "-._~:/?#@!$&'+,;=%"), ".,:;!?");
        return (length > 0).then_some(beginning.len() + length);
    }
    let mailbox = row_length(signs, index, MAILBOX);
    if at_place(signs, index + mailbox) != Some('@') {
        return None;
    }
    let from = index + mailbox + 1;
    let length = without_ending(signs, from, row_length(signs, from, ".-"), ".-");
    let has_domain = (from..from + length).any(|index| at_place(signs, index) == Some('.'));
    has_domain.then_some(mailbox + 1 + length)
}

/// Signs that may be in the name of a mailbox besides letters and digits.
const MAILBOX: &str = "._%+-";

/// Whether a character is a letter, a digit, or one of these signs.
fn is_one_of(signs: &[TypedCharacter], index: usize, more: &str) -> bool {
    at_place(signs, index).is_some_and(|c| c.is_ascii_alphanumeric() || more.contains(c))
}

/// Whether these words, in small letters or large, begin at a character.
fn begins_with(signs: &[TypedCharacter], index: usize, words: &str) -> bool {
    (index..)
        .zip(words.chars())
        .all(|(index, c)| at_place(signs, index).is_some_and(|sign| sign.eq_ignore_ascii_case(&c)))
}

/// How many letters, digits and signs of these stand in a row. The wave dash of Japanese is not a tilde.
fn row_length(signs: &[TypedCharacter], from: usize, more: &str) -> usize {
    (from..).take_while(|index| is_one_of(signs, *index, more) && signs[*index].c != '～').count()
}

/// The length of a row without these signs at its end.
fn without_ending(signs: &[TypedCharacter], from: usize, length: usize, endings: &str) -> usize {
    let ending = (from..from + length).rev();
    length - ending.take_while(|index| at_place(signs, *index).is_some_and(|c| endings.contains(c))).count()
}
