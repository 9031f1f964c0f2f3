//! Line ends between the data of a stream and the keyword that closes it.

use super::edits::{Edit, edited, objects};

/// How an object ends whose stream's last byte is a carriage return.
const AMBIGUOUS: &[u8] = b"\r\nendstream\nendobj";

/// Sets the data of every stream apart from `endstream` so that all readers count the same bytes.
///
/// A line feed goes before the keyword. After data that happen to end with a carriage return, the two look like one line
/// end, and the data a byte shorter than their `Length` (ISO 19005-2 §6.1.7.1, ISO 32000-1 §7.3.8.1). Such data get a line
/// end of two bytes.
///
/// A file without a single plain cross-reference table comes back as it is.
pub(super) fn separate(pdf: Vec<u8>) -> Vec<u8> {
    let edits = objects(&pdf).unwrap_or_default().into_iter().filter_map(|range| {
        let object = pdf.get(range.clone())?.trim_ascii_end();
        let at = range.start + object.len().checked_sub(AMBIGUOUS.len())?;
        object.ends_with(AMBIGUOUS).then(|| Edit { range: at..at, bytes: b"\r".to_vec() })
    });
    let edits: Vec<Edit> = edits.collect();
    edited(&pdf, &edits).unwrap_or(pdf)
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
