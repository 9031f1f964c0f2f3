//! The bytes of a whole file: header, objects one after the other, one plain cross-reference table, trailer
//! (ISO 32000-1, 7.5; ISO 19005-2, 6.1.2 to 6.1.9 and 6.1.13).
//!
//! Every byte of the file belongs to something that is looked at here, so that nothing is hidden between objects.

use lopdf::{Document, Object};

use super::objection::{Kept, broken, keeps, knows, unknown};
use super::tokens::{StrictToken, StrictTokens};

/// Arrays and dictionaries within each other.
const DEPTH: usize = 32;
/// The length of the header in bytes: a line with the version, and a comment of four bytes that are no text.
const HEADER: usize = 15;

/// Checks the bytes of a file that has been read.
pub(super) fn check(pdf: &[u8], document: &Document) -> Kept {
    let header = pdf.get(..HEADER).unwrap_or_default();
    let version = header.starts_with(b"%PDF-1.") && header.get(7).is_some_and(|digit| (b'0'..=b'7').contains(digit));
    let binary = header.get(8..10) == Some(b"\n%")
        && header.get(10..14).unwrap_or_default().iter().all(|byte| *byte > 127)
        && header.get(14) == Some(&b'\n');
    keeps(version && binary, "6.1.2", "the header of the file is not as it must be")?;

    let mut offsets = vec![None; usize::try_from(document.max_id).unwrap_or(0).saturating_add(1)];
    let mut tokens = StrictTokens::new(pdf, HEADER);
    let mut objects = 0;
    let table = loop {
        match tokens.token()? {
            Some(StrictToken::Integer(number)) => {
                let start = tokens.offset - digits(number);
                let offset = usize::try_from(number).ok().and_then(|number| offsets.get_mut(number));
                match offset {
                    Some(offset @ None) => *offset = Some(start),
                    _ => return unknown("an object that comes twice"),
                }
                object(pdf, &mut tokens)?;
                objects += 1;
            }
            Some(StrictToken::Word(b"xref")) => break tokens.offset - b"xref".len(),
            _ => return unknown("something between objects"),
        }
    };
    knows(objects == document.objects.len(), "objects that the reader has not read")?;
    let trailer = cross_references(pdf, table, &offsets)?;
    let mut tokens = StrictTokens::new(pdf, trailer);
    knows(tokens.token()? == Some(StrictToken::Word(b"trailer")), "a file without a trailer")?;
    value(&mut tokens)?;
    let end = format!("\nstartxref\n{table}\n%%EOF");
    keeps(pdf.get(tokens.offset..) == Some(end.as_bytes()), "6.1.3", "the file does not end after its trailer")?;
    let Ok([Object::String(first, _), Object::String(second, _)]) =
        document.trailer.get(b"ID").and_then(Object::as_array).map(Vec::as_slice)
    else {
        return broken("6.1.3", "the trailer has no identifier of two strings");
    };
    keeps(!first.is_empty() && !second.is_empty(), "6.1.3", "an identifier of the file is empty")
}

fn digits(number: i64) -> usize {
    number.to_string().len()
}

/// An object after its number, up to `endobj`.
fn object(pdf: &[u8], tokens: &mut StrictTokens<'_>) -> Kept {
    let start = tokens.offset;
    keeps(pdf.get(start..).is_some_and(|rest| rest.starts_with(b" 0 obj\n")), "6.1.9", "an object begins unusually")?;
    tokens.offset = start + b" 0 obj\n".len();
    let length = value(tokens)?;
    match tokens.token()? {
        Some(StrictToken::Word(b"endobj")) => {}
        Some(StrictToken::Word(b"stream")) => {
            let Some(length) = length.and_then(|length| usize::try_from(length).ok()) else {
                return unknown("a stream without a direct length");
            };
            stream(pdf, tokens, length)?;
        }
        _ => return unknown("an object that does not end"),
    }
    let before = tokens.offset - b"endobj".len();
    let apart = pdf.get(before.wrapping_sub(1)) == Some(&b'\n') && pdf.get(tokens.offset) == Some(&b'\n');
    keeps(apart, "6.1.9", "`endobj` is not on a line of its own")
}

/// The data of a stream, which end where its length says, and `endobj`.
fn stream(pdf: &[u8], tokens: &mut StrictTokens<'_>, length: usize) -> Kept {
    let start = tokens.offset + 1;
    keeps(pdf.get(tokens.offset) == Some(&b'\n'), "6.1.7.1", "`stream` does not end its line")?;
    let end = start.saturating_add(length);
    let after = pdf.get(end..).unwrap_or_default();
    // A carriage return at the end of the data and the line feed after it would look like one end of a line.
    let ambiguous = length > 0 && pdf.get(end - 1) == Some(&b'\r');
    let whole =
        after.starts_with(b"\r\nendstream\nendobj") || (!ambiguous && after.starts_with(b"\nendstream\nendobj"));
    keeps(whole, "6.1.7.1", "a stream is longer or shorter than it says")?;
    let line = if after.starts_with(b"\r") { 2 } else { 1 };
    tokens.offset = end + line + b"endstream\nendobj".len();
    Ok(())
}

/// One value; of a dictionary, its `Length` if that is a number.
fn value(tokens: &mut StrictTokens<'_>) -> Kept<Option<i64>> {
    let (mut depth, mut length, mut previous) = (0, None, None);
    loop {
        let before = tokens.offset;
        let Some(token) = tokens.token()? else { return unknown("a value that does not end") };
        match token {
            StrictToken::ArrayStart | StrictToken::DictionaryStart => depth += 1,
            StrictToken::ArrayEnd | StrictToken::DictionaryEnd => {
                let Some(outer) = usize::checked_sub(depth, 1) else { return unknown("a bracket that closes nothing") };
                depth = outer;
            }
            StrictToken::Integer(number) if depth == 1 && previous == Some(StrictToken::Name(b"Length")) => {
                length = Some(number);
            }
            StrictToken::Word(b"R" | b"true" | b"false") => {}
            StrictToken::Word(b"endobj") if depth == 0 && previous.is_some() => {
                tokens.offset = before;
                return Ok(length);
            }
            StrictToken::Word(_) => return unknown("a word within an object"),
            _ => {}
        }
        if depth > DEPTH {
            return unknown("arrays and dictionaries that are nested deep");
        }
        if depth == 0 && matches!(token, StrictToken::DictionaryEnd | StrictToken::ArrayEnd) {
            return Ok(length);
        }
        previous = Some(token);
    }
}

/// The cross-reference table, which lists all objects where they are; where it ends.
fn cross_references(pdf: &[u8], table: usize, offsets: &[Option<usize>]) -> Kept<usize> {
    const ENTRY: usize = 20;
    let head = format!("xref\n0 {}\n", offsets.len());
    let start = table + head.len();
    let entries = pdf.get(start..start.saturating_add(offsets.len().saturating_mul(ENTRY))).unwrap_or_default();
    let headed = pdf.get(table..start) == Some(head.as_bytes());
    keeps(headed && entries.len() == offsets.len() * ENTRY, "6.1.4", "the cross-reference table begins unusually")?;
    for (offset, entry) in offsets.iter().zip(entries.chunks_exact(ENTRY)) {
        let listed = entry.get(..10).and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<usize>().ok());
        let kept = match offset {
            Some(offset) => entry.get(10..) == Some(b" 00000 n\r\n") && listed == Some(*offset),
            None => entry.get(10..) == Some(b" 65535 f\r\n"),
        };
        keeps(kept, "6.1.4", "the cross-reference table does not lead to an object")?;
    }
    Ok(start + entries.len())
}
