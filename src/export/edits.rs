//! Changes to the bytes of a finished file, after which its cross-reference table moves along (ISO 32000-1 §7.5.4).

use std::ops::Range;

/// Bytes that stand in for others.
pub(super) struct Edit {
    /// What they stand in for; all of it lies within an object.
    pub range: Range<usize>,
    /// The new bytes.
    pub bytes: Vec<u8>,
}

/// The objects of a file in the order of their bytes, each up to the next; nothing where the file has not one section of a
/// plain cross-reference table.
pub(super) fn objects(pdf: &[u8]) -> Option<Vec<Range<usize>>> {
    let (table, entries) = table(pdf)?;
    let mut offsets: Vec<usize> = entries.into_iter().flatten().collect();
    offsets.sort_unstable();
    let ends = offsets.iter().skip(1).copied().chain([table.start]);
    Some(offsets.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
}

/// The file with edits, which come in the order of their bytes; nothing where there are none, or the file has not one section
/// of a plain cross-reference table.
pub(super) fn edited(pdf: &[u8], edits: &[Edit]) -> Option<Vec<u8>> {
    let (table, entries) = table(pdf)?;
    if edits.is_empty() {
        return None;
    }
    // How many bytes come in and go out up to each edit.
    let sums = edits.iter().scan((0, 0), |(more, fewer), edit| {
        *more += edit.bytes.len();
        *fewer += edit.range.len();
        Some((*more, *fewer))
    });
    let sums: Vec<(usize, usize)> = sums.collect();
    let moved = |offset: usize| {
        let before = edits.partition_point(|edit| edit.range.start < offset);
        let (more, fewer) = before.checked_sub(1).and_then(|last| sums.get(last)).copied().unwrap_or_default();
        (offset + more).saturating_sub(fewer)
    };
    let mut out = Vec::with_capacity(pdf.len() + edits.iter().map(|edit| edit.bytes.len()).sum::<usize>());
    let mut from = 0;
    for edit in edits {
        out.extend(pdf.get(from..edit.range.start)?);
        out.extend(&edit.bytes);
        from = edit.range.end;
    }
    out.extend(pdf.get(from..table.entries)?);
    for (at, entry) in entries.iter().enumerate() {
        let old = pdf.get(table.entries + at * ENTRY..table.entries + (at + 1) * ENTRY)?;
        match entry {
            Some(offset) => {
                out.extend(format!("{:010}", moved(*offset)).into_bytes());
                out.extend(&old[10..]);
            }
            None => out.extend(old),
        }
    }
    let trailer = &pdf[table.entries + entries.len() * ENTRY..];
    let number = find(trailer, b"startxref")? + b"startxref".len();
    out.extend(&trailer[..number]);
    out.extend(format!("\n{}\n%%EOF", moved(table.start)).into_bytes());
    Some(out)
}

/// The length of an entry of the table in bytes.
const ENTRY: usize = 20;

struct Table {
    /// Where the table begins.
    start: usize,
    /// Where its first entry begins.
    entries: usize,
}

/// The table of a file that has one section from object 0, and where each object in use begins.
fn table(pdf: &[u8]) -> Option<(Table, Vec<Option<usize>>)> {
    let tail = pdf.len().saturating_sub(64);
    let at = tail + find(pdf.get(tail..)?, b"startxref")? + b"startxref".len();
    let start = number(pdf.get(at..)?.trim_ascii_start())?;
    let head = pdf.get(start..)?.strip_prefix(b"xref\n0 ")?;
    let count = number(head)?;
    let line = head.iter().position(|byte| *byte == b'\n')? + 1;
    let first = pdf.len() - head.len() + line;
    let entries = pdf.get(first..first.checked_add(count.checked_mul(ENTRY)?)?)?.chunks_exact(ENTRY);
    let entries = entries.map(|entry| if entry[17] == b'n' { number(entry).map(Some) } else { Some(None) });
    Some((Table { start, entries: first }, entries.collect::<Option<_>>()?))
}

/// The number with which bytes begin.
fn number(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[..digits]).ok()?.parse().ok()
}

pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
