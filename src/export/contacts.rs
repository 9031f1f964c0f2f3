//! What links to mailboxes are called for those who hear them.

use super::edits::{Edit, edited, find, objects};

/// How the annotation of a link begins, and the text by which it is told of (ISO 14289-1 §7.18.5).
const LINK: &[u8] = b"<</Type/Annot/Subtype/Link";
const CALLED: &[u8] = b"/Contents(";
/// The word that Typst puts before a mailbox, because its Japanese catalogue has none.
const TYPSTS: &[u8] = b"Email ";
const OURS: &str = "メール ";

/// Calls links to mailboxes by a Japanese word.
///
/// A file without a single plain cross-reference table comes back as it is.
pub(super) fn in_japanese(pdf: Vec<u8>) -> Vec<u8> {
    let edits = objects(&pdf).unwrap_or_default().into_iter().filter_map(|range| {
        let object = pdf.get(range.clone())?;
        // The number of the object stands before it.
        let dictionary = &object[find(object.get(..object.len().min(32))?, b"<<")?..];
        if !dictionary.starts_with(LINK) {
            return None;
        }
        let start = object.len() - dictionary.len() + find(dictionary, CALLED)? + CALLED.len();
        let (mailbox, length) = string(object.get(start..)?.strip_prefix(TYPSTS)?)?;
        let open = range.start + start - 1;
        Some(Edit { range: open..open + 1 + TYPSTS.len() + length, bytes: encoded(&format!("{OURS}{mailbox}")) })
    });
    let edits: Vec<Edit> = edits.collect();
    edited(&pdf, &edits).unwrap_or(pdf)
}

/// The rest of a literal string of ASCII, and its length with the parenthesis that closes it (ISO 32000-1 §7.3.4.2).
fn string(bytes: &[u8]) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut open = 0;
    let mut at = 0;
    loop {
        let (byte, length) = match bytes.get(at)? {
            // An address needs no escapes but those of the characters that end a string.
            b'\\' => (bytes.get(at + 1).filter(|byte| b"()\\".contains(byte))?, 2),
            b')' if open == 0 => return Some((text, at + 1)),
            byte => {
                open = if *byte == b'(' { open + 1 } else { open - i32::from(*byte == b')') };
                (byte, 1)
            }
        };
        text.push(byte.is_ascii_graphic().then(|| char::from(*byte))?);
        at += length;
    }
}

/// A text as a string in hexadecimal digits (ISO 32000-1 §7.9.2.2).
fn encoded(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
    format!("<FEFF{units}>").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_end_at_their_own_parenthesis() {
        for (bytes, text, length) in
            [(&b"a@b.jp)/X"[..], "a@b.jp", 7), (b"h(a)@b.jp)>>", "h(a)@b.jp", 10), (b"h\\)a\\\\)", "h)a\\", 7)]
        {
            assert_eq!(string(bytes), Some((text.to_owned(), length)));
        }
        assert_eq!(string(b"a"), None);
    }
}
