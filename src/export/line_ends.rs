//! Line ends between the data of a stream and the keyword that closes it.

/// How an object ends whose stream's last byte is a carriage return.
const AMBIGUOUS: &[u8] = b"\r\nendstream\nendobj";

/// Sets the data of every stream apart from `endstream` so that all readers count the same bytes.
///
/// A line feed goes before the keyword. After data that happen to end with a carriage return, the two look like one line
/// end, and the data a byte shorter than their `Length` (ISO 19005-2 §6.1.7.1, ISO 32000-1 §7.3.8.1). Such data get a line
/// end of two bytes, and the cross-reference table (ISO 32000-1 §7.5.4) moves along.
///
/// A file without a single plain cross-reference table comes back as it is.
pub(super) fn separate(pdf: Vec<u8>) -> Vec<u8> {
    separated(&pdf).unwrap_or(pdf)
}

fn separated(pdf: &[u8]) -> Option<Vec<u8>> {
    let (table, entries) = table(pdf)?;
    let mut offsets: Vec<usize> = entries.iter().filter_map(|entry| *entry).collect();
    offsets.sort_unstable();
    let ends = offsets.iter().skip(1).copied().chain([table.start]);
    let ambiguous = offsets.iter().copied().zip(ends).filter_map(|(start, end)| {
        let object = pdf.get(start..end)?.trim_ascii_end();
        object.ends_with(AMBIGUOUS).then(|| start + object.len() - AMBIGUOUS.len())
    });
    let ambiguous: Vec<usize> = ambiguous.collect();
    if ambiguous.is_empty() {
        return None;
    }
    let moved = |offset: usize| offset + ambiguous.partition_point(|at| *at < offset);
    let mut out = Vec::with_capacity(pdf.len() + ambiguous.len());
    let mut from = 0;
    for at in &ambiguous {
        out.extend(&pdf[from..*at]);
        out.push(b'\r');
        from = *at;
    }
    out.extend(&pdf[from..table.entries]);
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

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF with two streams.
    fn pdf(first: &[u8], second: &[u8]) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut offsets = Vec::new();
        let objects: [&[u8]; 2] = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"];
        for (at, object) in objects.into_iter().enumerate() {
            offsets.push(out.len());
            out.extend([format!("{} 0 obj\n", at + 1).as_bytes(), object, b"\nendobj\n\n"].concat());
        }
        for (at, data) in [first, second].into_iter().enumerate() {
            offsets.push(out.len());
            out.extend(format!("{} 0 obj\n<</Length {}>>\nstream\n", at + 3, data.len()).into_bytes());
            out.extend([data, b"\nendstream\nendobj\n\n"].concat());
        }
        let start = out.len();
        out.extend(b"xref\n0 5\n0000000000 65535 f\r\n");
        offsets.iter().for_each(|offset| out.extend(format!("{offset:010} 00000 n\r\n").into_bytes()));
        out.extend(format!("trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").into_bytes());
        out
    }

    fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
        let pdf = lopdf::Document::load_mem(pdf).expect("a PDF");
        pdf.objects.values().filter_map(|object| Some(object.as_stream().ok()?.content.clone())).collect()
    }

    #[test]
    fn data_that_end_with_a_carriage_return_stay_whole() {
        let first: &[u8] = b"one\r\nendstream\nendobj\r";
        for (first, second, more) in [(first, &b"two\r"[..], 2), (b"one\r", b"two", 1), (b"one", b"two\r", 1)] {
            let before = pdf(first, second);
            let after = separate(before.clone());
            assert_eq!(after.len(), before.len() + more);
            assert_eq!(streams(&after), [first, second]);
        }
    }

    #[test]
    fn other_files_stay_as_they_are() {
        for bytes in [pdf(b"one", b"two\n"), b"%PDF-1.7".to_vec(), Vec::new(), b"startxref\n7\n%%EOF".to_vec()] {
            assert_eq!(separate(bytes.clone()), bytes);
        }
    }
}
