//! How much markup a drawing holds, found out before its XML is read: the reader compares each attribute of an element
//! with all others, and each namespace with all that are in force.

use std::collections::BTreeSet;

use super::super::words;
use crate::diagnostic::{Reason, reason};
use crate::limits;

/// Refuses markup that takes the reader long.
///
/// # Errors
/// An element of too many attributes, elements nested too deep, or too many namespaces.
pub(super) fn within_limits(text: &str) -> Result<(), Reason> {
    let bytes = text.as_bytes();
    let mut prefixes = BTreeSet::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'<')) {
        let start = at + found + 1;
        let rest = &bytes[start..];
        at = match rest.first() {
            // Whatever stands in comments, processing instructions and character data is no element. Values of entities
            // are gone through like the text in which they will stand.
            Some(b'!') if rest.starts_with(b"!--") => skipped(bytes, start, b"-->"),
            Some(b'!') if rest.starts_with(b"![CDATA[") => skipped(bytes, start, b"]]>"),
            Some(b'?') => skipped(bytes, start, b"?>"),
            Some(b'!') => start,
            Some(b'/') => {
                depth = depth.saturating_sub(1);
                start
            }
            Some(_) => {
                let tag = Tag::read(bytes, start, &mut prefixes);
                if tag.attributes > limits::DRAWING_ATTRIBUTES {
                    return Err(reason!(
                        "it has an element with more than {limit} attributes, or more than {limit} namespaces; save it with another program",
                        "一つの要素の属性か、名前空間が{limit}個を超えています。別のソフトで保存し直してください",
                        limit = limits::DRAWING_ATTRIBUTES
                    ));
                }
                depth += usize::from(!tag.empty);
                tag.end
            }
            None => break,
        };
        // What the depth of drawn elements may be is counted later; this keeps the reader from going deeper by far.
        if depth > 4 * limits::DRAWING_DEPTH {
            return Err(words::GROUPS_TOO_DEEP.into());
        }
        if prefixes.len() > limits::DRAWING_ATTRIBUTES {
            return Err(reason!(
                "it has an element with more than {limit} attributes, or more than {limit} namespaces; save it with another program",
                "一つの要素の属性か、名前空間が{limit}個を超えています。別のソフトで保存し直してください",
                limit = limits::DRAWING_ATTRIBUTES
            ));
        }
    }
    Ok(())
}

fn skipped(bytes: &[u8], from: usize, end: &[u8]) -> usize {
    bytes[from..].windows(end.len()).position(|here| here == end).map_or(bytes.len(), |at| from + at + end.len())
}

/// The start of an element.
struct Tag {
    attributes: usize,
    /// Whether it has no content.
    empty: bool,
    /// Where it ends.
    end: usize,
}

impl Tag {
    fn read<'t>(bytes: &'t [u8], start: usize, prefixes: &mut BTreeSet<&'t [u8]>) -> Self {
        let mut tag = Self { attributes: 0, empty: false, end: bytes.len() };
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'>' => {
                    tag.empty = at > start && bytes[at - 1] == b'/';
                    tag.end = at + 1;
                    break;
                }
                // No tag holds another; this is no tag, or a broken one.
                b'<' => {
                    tag.empty = true;
                    tag.end = at;
                    break;
                }
                b'=' => {
                    tag.attributes += 1;
                    let name = bytes[start..at].rsplit(u8::is_ascii_whitespace).find(|name| !name.is_empty());
                    if let Some(prefix) = name.and_then(|name| name.strip_prefix(b"xmlns:")) {
                        prefixes.insert(prefix);
                    }
                }
                b'"' | b'\'' => {
                    let quote = *byte;
                    let length = bytes[at + 1..].iter().position(|byte| *byte == quote);
                    at += length.map_or(bytes.len() - at, |length| length + 1);
                }
                _ => {}
            }
            if tag.attributes > limits::DRAWING_ATTRIBUTES {
                break;
            }
            at += 1;
        }
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_wherever_elements_may_stand() {
        let many = |count: usize| (0..count).map(|at| format!(" a{at}='>'")).collect::<String>();
        let most = limits::DRAWING_ATTRIBUTES;
        for text in ["<svg><g{}/></svg>", "<!DOCTYPE svg [<!ENTITY a \"<g{}/>\">]><svg>&a;</svg>"] {
            assert_eq!(within_limits(&text.replace("{}", &many(most))), Ok(()), "{text}");
            assert!(within_limits(&text.replace("{}", &many(most + 1))).is_err(), "{text}");
        }
        assert_eq!(within_limits(&format!("<svg><!-- <g{}/> --></svg>", many(2 * most))), Ok(()));
        assert!(within_limits(&format!("<svg{}/>", many(2 * most).replace(" a", " xmlns:a"))).is_err());
        assert!(within_limits(&"<g>".repeat(5_000)).is_err());
        assert_eq!(within_limits(&"<g><g/></g>".repeat(5_000)), Ok(()));
    }
}
