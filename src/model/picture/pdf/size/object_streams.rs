//! Streams that are unpacked before anything else of a file is known: those of objects, and of the table of objects.
//!
//! They are looked for by their words in the bytes of the file.

use super::{check_total, full_filter_name, unpacked_size};
use crate::diagnostic::{Reason, Words};
use crate::pdf::bounds;
use crate::pdf::file::ENCRYPTED;

const PACKED_UNUSUALLY: Words = Words::new(
    "it is compressed in an unusual way; save it with another program",
    "特殊な方法で圧縮されています。別のソフトで保存し直してください",
);

/// So many bytes before a stream are searched for the head of its object, which is short.
const HEAD: usize = 64 << 10;
/// A length, or the reference to one, takes no more bytes.
const LENGTH: usize = 40;

/// Unpacks the streams of objects and of the table of objects, as far as they are allowed to grow.
///
/// # Errors
/// A stream that grows too large, or is packed in a way that nobody needs.
pub(in crate::model::picture::pdf) fn check_object_streams(file: &[u8]) -> Result<(), Reason> {
    if !bounds::rows_are_sound(file) {
        return Err(PACKED_UNUSUALLY.into());
    }
    // Streams of an encrypted file look like noise from here.
    if names(file).any(|slash| end_of_name(file, slash, b"Encrypt").is_some()) {
        return Err(ENCRYPTED.into());
    }
    let mut total = 0;
    for offset in words(file, b"stream").filter(|offset| !file[..*offset].ends_with(b"end")) {
        let head = &file[end_of_word_before(file, offset, b"obj")..offset];
        if value(head, b"First").is_none() && value(head, b"W").is_none() {
            continue;
        }
        let behind = &file[offset + b"stream".len()..];
        let content = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")).unwrap_or(behind);
        let length = value(head, b"Length").and_then(|text| length(file, text)).ok_or(PACKED_UNUSUALLY)?;
        let Some(filter) = value(head, b"Filter") else { continue };
        total += unpacked_size(filters(filter)?, &content[..length.min(content.len())])?;
        check_total(total)?;
    }
    Ok(())
}

/// What stands behind a key in the head of an object.
fn value<'h>(head: &'h [u8], key: &[u8]) -> Option<&'h [u8]> {
    let end = names(head).find_map(|slash| end_of_name(head, slash, key))?;
    Some(&head[end..])
}

/// A stream's length, also where an object of its own gives it.
fn length(file: &[u8], text: &[u8]) -> Option<usize> {
    let short = text.get(..LENGTH.min(text.len()))?;
    let line = short.split(|byte| !byte.is_ascii_digit() && *byte != b' ' && *byte != b'R').next()?;
    let mut words = std::str::from_utf8(line).ok()?.split_ascii_whitespace();
    let first = words.next()?;
    let (second, third) = (words.next(), words.next());
    if third != Some("R") {
        return first.parse().ok();
    }
    let object = format!("{first} {} obj", second?);
    let mut ends = ends_of_separate_words(file, object.as_bytes());
    let end = ends.next()?;
    // Two objects of one number may give two lengths.
    if ends.next().is_some() {
        return None;
    }
    let text = file[end..].trim_ascii_start();
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&text[..digits]).ok()?.parse().ok()
}

/// Where a word begins in a file.
fn words<'f>(file: &'f [u8], word: &'f [u8]) -> impl Iterator<Item = usize> + 'f {
    // A single byte is compared faster than a slice, and few are the first of the word.
    let first = word.first().copied();
    let starts = file.iter().enumerate().filter(move |(_, byte)| Some(**byte) == first).map(|(offset, _)| offset);
    starts.filter(move |offset| file[*offset..].starts_with(word))
}

/// Where a word ends that begins a line or stands behind a blank.
fn ends_of_separate_words<'f>(file: &'f [u8], word: &'f [u8]) -> impl Iterator<Item = usize> + 'f {
    let separate = words(file, word)
        .filter(|offset| offset.checked_sub(1).is_none_or(|before| file[before].is_ascii_whitespace()));
    separate.map(|offset| offset + word.len())
}

/// Where the last such word before an offset ends, or the search for it.
fn end_of_word_before(file: &[u8], offset: usize, word: &[u8]) -> usize {
    let start = offset.saturating_sub(HEAD);
    let last = file[start..offset].windows(word.len()).rposition(|window| window == word);
    last.map_or(start, |last| start + last + word.len())
}

/// Where names begin: at their slashes.
fn names(file: &[u8]) -> impl Iterator<Item = usize> + '_ {
    words(file, b"/")
}

/// Where the name at a slash ends, if it is this one, also with its letters as `#xx` (ISO 32000-1 §7.3.5).
fn end_of_name(file: &[u8], slash: usize, name: &[u8]) -> Option<usize> {
    let mut offset = slash + 1;
    for expected in name {
        let (byte, length) = letter(file, offset)?;
        if byte != *expected {
            return None;
        }
        offset += length;
    }
    let is_longer = letter(file, offset).is_some_and(|(byte, _)| is_regular(byte));
    (!is_longer).then_some(offset)
}

/// A letter of a name, and how many bytes it takes.
fn letter(file: &[u8], offset: usize) -> Option<(u8, usize)> {
    match (*file.get(offset)?, file.get(offset + 1..offset + 3).and_then(hexadecimal)) {
        (b'#', Some(code)) => Some((code, 3)),
        (byte, _) => Some((byte, 1)),
    }
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Whether a byte may be part of a name: neither white space nor a delimiter (ISO 32000-1, 7.2.2).
fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        b'\0'
            | b'\t'
            | b'\n'
            | b'\x0C'
            | b'\r'
            | b' '
            | b'/'
            | b'['
            | b']'
            | b'<'
            | b'>'
            | b'('
            | b')'
            | b'%'
            | b'{'
            | b'}'
    )
}

/// The filters that follow the key.
fn filters(value: &[u8]) -> Result<Vec<Vec<u8>>, Reason> {
    let start = value.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != 0).unwrap_or(value.len());
    let value = &value[start..];
    let list = match value.first() {
        Some(b'/') => {
            &value[..value.iter().skip(1).position(|byte| !is_regular(*byte)).map_or(value.len(), |end| end + 1)]
        }
        Some(b'[') => &value[..value.iter().position(|byte| *byte == b']').unwrap_or(value.len())],
        _ if value.starts_with(b"null") => &[],
        // A reference may lead to one list now and to another when the file is read.
        _ => return Err(PACKED_UNUSUALLY.into()),
    };
    // A reference is a number; a comment may hide anything.
    if !list.iter().all(|byte| is_regular(*byte) || byte.is_ascii_whitespace() || matches!(byte, b'/' | b'['))
        || list.split(|byte| !is_regular(*byte)).any(|word| word == b"R")
    {
        return Err(PACKED_UNUSUALLY.into());
    }
    let mut filters = Vec::new();
    for slash in names(list) {
        let mut name = Vec::new();
        let mut offset = slash + 1;
        while let Some((byte, length)) = letter(list, offset).filter(|(byte, _)| is_regular(*byte)) {
            name.push(byte);
            offset += length;
        }
        filters.push(full_filter_name(name));
    }
    Ok(filters)
}
