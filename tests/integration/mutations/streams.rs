//! Changes to what streams contain, and to the bytes of a whole file.

use lopdf::{Document, Object, ObjectId};

use super::contents;
use super::random::MutationDice;

/// Words that mean something in content, in metadata or in maps of characters.
const WORDS: [&str; 48] = [
    "q",
    "Q",
    "BT",
    "ET",
    "EMC",
    "BMC",
    "BDC",
    "Do",
    "sh",
    "gs",
    "cs",
    "CS",
    "scn",
    "SCN",
    "rg",
    "g",
    "k",
    "RG",
    "Tf",
    "Tj",
    "TJ",
    "Tm",
    "Td",
    "Tr",
    "3 Tr",
    "m",
    "l",
    "re",
    "f",
    "S",
    "n",
    "W",
    "d0",
    "BX",
    "EX",
    "MP",
    "ri",
    "i",
    "/c0",
    "/c1",
    "/f0",
    "/f1",
    "/f9",
    "/Artifact",
    "/Span",
    "/MCID",
    "<FEFF>",
    "0",
];

/// A change of one stream, in words.
pub fn change(document: &mut Document, dice: &mut MutationDice) -> Option<String> {
    let ids: Vec<(ObjectId, usize)> =
        document.objects.iter().filter_map(|(id, object)| kind(object).map(|kind| (*id, kind))).collect();
    let wanted = *dice.pick(&[0, 0, 0, 1, 2, 2, 2, 3, 4, 5]);
    let ids: Vec<ObjectId> = ids.into_iter().filter(|(_, kind)| *kind == wanted).map(|(id, _)| id).collect();
    let id = *ids.get(dice.roll(ids.len()))?;
    let Object::Stream(stream) = document.objects.get_mut(&id)? else { return None };
    let mut bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let what = match dice.roll(4) {
        _ if matches!(wanted, 1 | 4 | 5) => change_bytes(&mut bytes, dice),
        _ if wanted == 0 && dice.roll(2) == 0 => contents::change(&mut bytes, dice)?,
        0 => change_bytes(&mut bytes, dice),
        1 => change_lines(&mut bytes, dice),
        _ => change_words(&mut bytes, dice),
    };
    stream.dict.remove(b"Filter");
    stream.set_content(bytes);
    Some(format!("stream {id:?} of kind {wanted}: {what}"))
}

/// Content 0, font programs 1, metadata 2, characters 3, sets of glyphs 4, profiles 5.
fn kind(object: &Object) -> Option<usize> {
    let stream = object.as_stream().ok()?;
    let name = |key: &[u8]| stream.dict.get(key).and_then(Object::as_name).unwrap_or_default();
    Some(match (name(b"Type"), name(b"Subtype")) {
        (b"Metadata", _) => 2,
        (b"CMap", _) => 3,
        (b"Pattern", _) => 0,
        (b"", b"") if stream.dict.has(b"N") => 5,
        (b"", b"") => {
            let start = stream.decompressed_content().ok()?;
            match start.as_slice() {
                [0, 1, 0, 0, ..] => 1,
                [first, ..] if first.is_ascii_graphic() || first.is_ascii_whitespace() => 0,
                _ => 4,
            }
        }
        _ => return None,
    })
}

/// Bytes changed, left out, or repeated.
pub fn change_bytes(bytes: &mut Vec<u8>, dice: &mut MutationDice) -> String {
    if bytes.is_empty() {
        bytes.push(b'x');
        return "a byte added".to_owned();
    }
    let at = dice.roll(bytes.len());
    match dice.roll(6) {
        0 => format!("byte {at} removed: {:?}", bytes.remove(at) as char),
        1 => {
            let byte = *dice.pick(b"0 \n<>/[]()xQ%\x00\xff");
            bytes.insert(at, byte);
            format!("{:?} added at {at}", byte as char)
        }
        2 => {
            let end = (at + dice.roll(60)).min(bytes.len());
            format!("{:?} removed at {at}", String::from_utf8_lossy(&bytes.drain(at..end).collect::<Vec<u8>>()))
        }
        3 => {
            bytes[at] ^= 1 << dice.roll(8);
            format!("a bit changed at {at}: {:?}", bytes[at] as char)
        }
        4 => {
            bytes.truncate(at);
            format!("cut at {at}")
        }
        _ => {
            let byte = dice.roll(256) as u8;
            let old = std::mem::replace(&mut bytes[at], byte);
            format!("{:?} became {:?} at {at}", old as char, byte as char)
        }
    }
}

/// Lines left out, repeated or exchanged.
fn change_lines(bytes: &mut Vec<u8>, dice: &mut MutationDice) -> String {
    let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (one, two) = (dice.roll(lines.len()), dice.roll(lines.len()));
    let what = match dice.roll(4) {
        0 => {
            lines.swap(one, two);
            format!("lines {one} and {two} exchanged")
        }
        1 => {
            let copy = lines[one].clone();
            lines.insert(two, copy);
            format!("line {one} repeated at {two}")
        }
        2 => {
            let end = (one + dice.roll(8) + 1).min(lines.len());
            lines.drain(one..end);
            format!("lines {one} to {end} removed")
        }
        _ => {
            let copy: Vec<Vec<u8>> = lines.iter().skip(one).take(6).cloned().collect();
            lines.splice(two..two, copy);
            format!("lines from {one} repeated at {two}")
        }
    };
    *bytes = lines.join(&b'\n');
    what
}

/// Words left out, repeated, exchanged or replaced.
fn change_words(bytes: &mut Vec<u8>, dice: &mut MutationDice) -> String {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':');
    let mut words = Vec::new();
    let mut start = None;
    for (at, byte) in bytes.iter().chain([&b' ']).enumerate() {
        match (is_word(byte), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                words.push(first..at);
                start = None;
            }
            _ => {}
        }
    }
    if words.is_empty() {
        return change_bytes(bytes, dice);
    }
    let (one, two) = (dice.pick(&words).clone(), dice.pick(&words).clone());
    let text = |range: std::ops::Range<usize>| String::from_utf8_lossy(&bytes[range]).into_owned();
    let (first, second) = (text(one.clone()), text(two));
    let (new, what) = match dice.roll(6) {
        0 => (String::new(), format!("{first:?} removed at {one:?}")),
        1 => (format!("{first} {first}"), format!("{first:?} repeated at {one:?}")),
        2 => {
            let word = *dice.pick(&WORDS);
            (word.to_owned(), format!("{first:?} became {word:?} at {one:?}"))
        }
        3 => {
            let word = *dice.pick(&WORDS);
            (format!("{first} {word} "), format!("{word:?} added after {first:?} at {one:?}"))
        }
        4 => match first.parse::<i64>() {
            Ok(number) => {
                (format!("{:0width$}", number + 1, width = first.len()), format!("{first:?} is one more at {one:?}"))
            }
            Err(_) => (second.clone(), format!("{first:?} became {second:?} at {one:?}")),
        },
        _ => (second.clone(), format!("{first:?} became {second:?} at {one:?}")),
    };
    bytes.splice(one, new.bytes());
    what
}
