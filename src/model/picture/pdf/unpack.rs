//! Streams of a PDF unpacked to their last byte: readers of pages take what they can get of a broken one.

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::{Dictionary, Document, Object, Stream};

use crate::limits;

/// The data of a stream behind its filters.
pub(super) struct Unpacked {
    pub bytes: Vec<u8>,
    /// The filter of pictures at which unpacking ended.
    pub picture: Option<Vec<u8>>,
}

/// Unpacks a stream.
///
/// # Errors
/// Data that break off, are damaged or are packed in a way that nobody knows.
pub(super) fn strict(document: &Document, dictionary: &Dictionary, content: &[u8]) -> Result<Unpacked, Broken> {
    let mut bytes = content.to_vec();
    for (filter, parameters) in filters(document, dictionary) {
        let decoded = match filter.as_slice() {
            b"FlateDecode" => {
                let inflated = inflated(&bytes)?;
                if parameters
                    .as_ref()
                    .is_some_and(|own| own.get(b"Predictor").and_then(Object::as_i64).unwrap_or(1) > 1)
                {
                    loose(&filter, parameters, bytes)?
                } else {
                    inflated
                }
            }
            b"ASCII85Decode" if !ends_with(&bytes, b"~>") => return Err(Broken),
            b"ASCIIHexDecode" if !ends_with(&bytes, b">") => return Err(Broken),
            b"LZWDecode" | b"ASCII85Decode" | b"ASCIIHexDecode" | b"RunLengthDecode" => {
                loose(&filter, parameters, bytes)?
            }
            b"DCTDecode" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode" => {
                return Ok(Unpacked { bytes, picture: Some(filter) });
            }
            _ => return Err(Broken),
        };
        bytes = decoded;
    }
    Ok(Unpacked { bytes, picture: None })
}

/// A stream whose data cannot be had whole.
#[derive(Debug)]
pub(super) struct Broken;

/// By the decoder that also knows predictors, and takes what it can get.
fn loose(filter: &[u8], parameters: Option<Dictionary>, bytes: Vec<u8>) -> Result<Vec<u8>, Broken> {
    let mut layer = Dictionary::new();
    layer.set("Filter", Object::Name(filter.to_vec()));
    if let Some(parameters) = parameters {
        layer.set("DecodeParms", Object::Dictionary(parameters));
    }
    Stream::new(layer, bytes).decompressed_content_with_limit(limits::PDF_STREAM).map_err(|_| Broken)
}

/// Inflates to the end that the data mark, and compares their checksum (RFC 1950). Only the checksum may be missing.
fn inflated(packed: &[u8]) -> Result<Vec<u8>, Broken> {
    // A blank before the data is not part of them; some programs write one.
    let start = packed.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(packed.len());
    let packed = packed.get(start..).unwrap_or_default();
    if packed.is_empty() {
        return Err(Broken);
    }
    match inflate(packed, true) {
        Some((bytes, true, _)) => Ok(bytes),
        _ => match inflate(packed.get(2..).unwrap_or_default(), false) {
            // Without all four bytes of a checksum there is nothing to compare.
            Some((bytes, true, used)) if packed.len() < 2 + used + 4 => Ok(bytes),
            _ => Err(Broken),
        },
    }
}

/// What can be inflated, whether it comes to its end, and how many bytes that took.
fn inflate(packed: &[u8], zlib: bool) -> Option<(Vec<u8>, bool, usize)> {
    let mut inflater = Decompress::new(zlib);
    let mut out = Vec::with_capacity(packed.len().saturating_mul(4).min(limits::PDF_STREAM));
    loop {
        let used = usize::try_from(inflater.total_in()).ok()?;
        let before = (inflater.total_in(), out.len());
        out.reserve(64 << 10);
        match inflater.decompress_vec(packed.get(used..)?, &mut out, FlushDecompress::None) {
            Ok(Status::StreamEnd) => return Some((out, true, usize::try_from(inflater.total_in()).ok()?)),
            Ok(_) if (inflater.total_in(), out.len()) == before => return Some((out, false, used)),
            Ok(_) if out.len() > limits::PDF_STREAM => return None,
            Ok(_) => {}
            Err(_) => return None,
        }
    }
}

fn ends_with(bytes: &[u8], end: &[u8]) -> bool {
    bytes.trim_ascii_end().ends_with(end)
}

/// The filters of a stream by their full names (ISO 32000-1, table 94), with their parameters.
pub(super) fn filters(document: &Document, dictionary: &Dictionary) -> Vec<(Vec<u8>, Option<Dictionary>)> {
    let list = |long: &[u8], short: &[u8]| -> Vec<Object> {
        let value = dictionary.get(long).or_else(|_| dictionary.get(short));
        match value.ok().and_then(|value| document.dereference(value).ok()) {
            Some((_, Object::Array(items))) => {
                let item = |item| document.dereference(item).map_or(Object::Null, |(_, item)| item.clone());
                items.iter().map(item).collect()
            }
            Some((_, Object::Null)) | None => Vec::new(),
            Some((_, other)) => vec![other.clone()],
        }
    };
    let parameters = list(b"DecodeParms", b"DP");
    let names = list(b"Filter", b"F").into_iter().filter_map(|name| name.as_name().ok().map(full));
    let own = |at: usize| parameters.get(at).and_then(|own| own.as_dict().ok().cloned());
    names.enumerate().map(|(at, name)| (name, own(at))).collect()
}

fn full(name: &[u8]) -> Vec<u8> {
    let full: &[u8] = match name {
        b"AHx" => b"ASCIIHexDecode",
        b"A85" => b"ASCII85Decode",
        b"LZW" => b"LZWDecode",
        b"Fl" => b"FlateDecode",
        b"RL" => b"RunLengthDecode",
        b"CCF" => b"CCITTFaxDecode",
        b"DCT" => b"DCTDecode",
        other => other,
    };
    full.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut stream = Stream::new(Dictionary::new(), bytes.to_vec());
        stream.compress().expect("packed");
        stream.content
    }

    #[test]
    fn only_the_checksum_may_be_missing() {
        let text: Vec<u8> = (0..4_000_u32).flat_map(|n| n.to_string().into_bytes()).collect();
        let whole = packed(&text);
        assert_eq!(inflated(&whole).expect("whole"), text);
        assert_eq!(inflated(&whole[..whole.len() - 4]).expect("without its checksum"), text);
        for end in [0, 1, 2, 20, whole.len() / 2, whole.len() - 5] {
            assert!(inflated(&whole[..end]).is_err(), "{end}");
        }
        for at in [30, whole.len() / 2, whole.len() - 2] {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x10;
            assert!(inflated(&flipped).is_err(), "{at}");
        }
        assert!(inflated(b"garbage").is_err());
    }
}
