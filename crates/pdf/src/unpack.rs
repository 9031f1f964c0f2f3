//! Streams of a PDF unpacked to their last byte: readers of pages take what they can get of a broken one.

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::{Dictionary, Document, Object, Stream};

use super::bounds;

/// The data of a stream behind its filters.
pub struct Unpacked {
    /// The bytes, or those of the picture.
    pub bytes: Vec<u8>,
    /// The filter of pictures at which unpacking ended.
    pub picture: Option<Vec<u8>>,
}

/// Unpacks a stream.
///
/// # Errors
/// Data that break off, are damaged or are packed in a way that nobody knows.
pub fn strict(document: &Document, dictionary: &Dictionary, content: &[u8], limit: usize) -> Result<Unpacked, Broken> {
    let mut bytes = content.to_vec();
    for (filter, parameters) in filters(document, dictionary) {
        // Room for a row is made before any is seen.
        if !parameters.as_ref().is_none_or(bounds::row_is_sound) {
            return Err(Broken);
        }
        let decoded = match filter.as_slice() {
            b"FlateDecode" => {
                let inflated = inflated(&bytes, limit)?;
                if parameters
                    .as_ref()
                    .is_some_and(|own| own.get(b"Predictor").and_then(Object::as_i64).unwrap_or(1) > 1)
                {
                    loose(&filter, parameters, bytes, limit)?
                } else {
                    inflated
                }
            }
            b"ASCII85Decode" if !ends_with(&bytes, b"~>") || !is_ascii_85(&bytes) => return Err(Broken),
            b"ASCIIHexDecode" if !ends_with(&bytes, b">") => return Err(Broken),
            b"ASCIIHexDecode" if !is_hexadecimal(&bytes) => return Err(Broken),
            // The mark of the end may be missing.
            b"RunLengthDecode" if runs_end(&bytes).is_none() => return Err(Broken),
            b"LZWDecode" if codes_end(&bytes, parameters.as_ref(), limit).is_none() => return Err(Broken),
            b"LZWDecode" | b"ASCII85Decode" | b"ASCIIHexDecode" | b"RunLengthDecode" => {
                loose(&filter, parameters, bytes, limit)?
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
pub struct Broken;

/// By the decoder that also knows predictors, and takes what it can get.
fn loose(filter: &[u8], parameters: Option<Dictionary>, bytes: Vec<u8>, limit: usize) -> Result<Vec<u8>, Broken> {
    let mut layer = Dictionary::new();
    layer.set("Filter", Object::Name(filter.to_vec()));
    if let Some(parameters) = parameters {
        layer.set("DecodeParms", Object::Dictionary(parameters));
    }
    Stream::new(layer, bytes).decompressed_content_with_limit(limit).map_err(|_| Broken)
}

/// Inflates to the end that the data mark, and compares their checksum (RFC 1950). Only the checksum may be missing.
pub(crate) fn inflated(packed: &[u8], limit: usize) -> Result<Vec<u8>, Broken> {
    // A blank before the data is not part of them; some programs write one.
    let start = packed.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(packed.len());
    let packed = packed.get(start..).unwrap_or_default();
    if packed.is_empty() {
        return Err(Broken);
    }
    match inflate(packed, true, limit) {
        Some((bytes, true, _)) => Ok(bytes),
        _ => match inflate(packed.get(2..).unwrap_or_default(), false, limit) {
            // Without all four bytes of a checksum there is nothing to compare.
            Some((bytes, true, used)) if packed.len() < 2 + used + 4 => Ok(bytes),
            _ => Err(Broken),
        },
    }
}

/// What can be inflated, whether it comes to its end, and how many bytes that took.
fn inflate(packed: &[u8], zlib: bool, limit: usize) -> Option<(Vec<u8>, bool, usize)> {
    let mut inflater = Decompress::new(zlib);
    let mut out = Vec::with_capacity(packed.len().saturating_mul(4).min(limit));
    loop {
        let used = usize::try_from(inflater.total_in()).ok()?;
        let before = (inflater.total_in(), out.len());
        out.reserve(64 << 10);
        match inflater.decompress_vec(packed.get(used..)?, &mut out, FlushDecompress::None) {
            Ok(Status::StreamEnd) => return Some((out, true, usize::try_from(inflater.total_in()).ok()?)),
            Ok(_) if (inflater.total_in(), out.len()) == before => return Some((out, false, used)),
            Ok(_) if out.len() > limit => return None,
            Ok(_) => {}
            Err(_) => return None,
        }
    }
}

/// Whether there are only digits and blanks before the end.
fn is_hexadecimal(bytes: &[u8]) -> bool {
    let end = bytes.iter().position(|byte| *byte == b'>').unwrap_or(bytes.len());
    bytes[..end].iter().all(|byte| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace() || *byte == 0)
}

/// Where the runs end (ISO 32000-1, 7.4.5), and whether that is marked; nothing where a run lacks some of its bytes.
fn runs_end(bytes: &[u8]) -> Option<(usize, bool)> {
    let mut at = 0;
    while let Some(length) = bytes.get(at) {
        match length {
            128 => return Some((at + 1, true)),
            0..=127 => at += 2 + usize::from(*length),
            129.. => at += 2,
        }
    }
    (at == bytes.len()).then_some((at, false))
}

/// Where the codes of LZW (ISO 32000-1, 7.4.4.2) end, if they lead from one to the next, up to the mark of the end.
fn codes_end(bytes: &[u8], parameters: Option<&Dictionary>, limit: usize) -> Option<usize> {
    const CLEAR: u32 = 256;
    const END: u32 = 257;
    let early = parameters.and_then(|own| own.get(b"EarlyChange").and_then(Object::as_i64).ok()).unwrap_or(1) != 0;
    // How long the text of each code is that was made up on the way.
    let mut lengths: Vec<usize> = Vec::new();
    let (mut before, mut width, mut all) = (None, 9, 0_usize);
    let (mut bits, mut held) = (0_u32, 0);
    for (at, byte) in bytes.iter().enumerate() {
        (bits, held) = (bits << 8 | u32::from(*byte), held + 8);
        if held < width {
            continue;
        }
        held -= width;
        let code = bits >> held & ((1 << width) - 1);
        bits &= (1 << held) - 1;
        match code {
            END => return Some(at + 1),
            CLEAR => {
                lengths.clear();
                before = None;
            }
            _ => {
                let next = END + 1 + lengths.len() as u32;
                let length = |code: u32| match code {
                    0..CLEAR => Some(1),
                    code => lengths.get((code - END - 1) as usize).copied(),
                };
                let own = match (length(code), before) {
                    (Some(own), _) => own,
                    // The code that is about to be made.
                    (None, Some(before)) if code == next => before + 1,
                    _ => return None,
                };
                all += own;
                if all > limit {
                    return None;
                }
                if let Some(before) = before.filter(|_| next < 4_096) {
                    lengths.push(before + 1);
                }
                before = Some(own);
            }
        }
        let next = END + 1 + lengths.len() as u32 + u32::from(early);
        // The text of the code after this one is already part of the table when it is read.
        width = match next {
            ..512 => 9,
            512..1_024 => 10,
            1_024..2_048 => 11,
            _ => 12,
        };
    }
    None
}

/// Where data end that a filter has packed, by the mark of the filter; and how many bytes were gone through to find that,
/// packed and unpacked, which are no more than `limit` by much.
pub fn end(filter: &[u8], parameters: Option<&Dictionary>, data: &[u8], limit: usize) -> (Option<usize>, usize) {
    let data = &data[..data.len().min(limit)];
    let marked = |mark: &[u8]| data.windows(mark.len()).position(|window| window == mark).map(|at| at + mark.len());
    let end = match full(filter).as_slice() {
        b"FlateDecode" => return zlib_end(data, limit),
        b"ASCIIHexDecode" => marked(b">"),
        b"ASCII85Decode" => marked(b"~>"),
        b"RunLengthDecode" => runs_end(data).filter(|(_, marked)| *marked).map(|(end, _)| end),
        b"LZWDecode" => codes_end(data, parameters, limit),
        _ => None,
    };
    (end, end.unwrap_or(data.len()))
}

/// The same for zlib data.
fn zlib_end(packed: &[u8], limit: usize) -> (Option<usize>, usize) {
    let (mut inflater, mut out) = (Decompress::new(true), vec![0; 64 << 10]);
    loop {
        let used = usize::try_from(inflater.total_in()).unwrap_or(usize::MAX);
        let before = (inflater.total_in(), inflater.total_out());
        let status = inflater.decompress(packed.get(used..).unwrap_or_default(), &mut out, FlushDecompress::None);
        let cost = usize::try_from(inflater.total_in() + inflater.total_out()).unwrap_or(usize::MAX);
        match status {
            Ok(Status::StreamEnd) => return (usize::try_from(inflater.total_in()).ok(), cost),
            Ok(_) if cost <= limit && (inflater.total_in(), inflater.total_out()) != before => {}
            _ => return (None, cost),
        }
    }
}

/// Whether zlib data become no more bytes than so many, without holding them.
pub fn is_at_most(packed: &[u8], limit: usize) -> bool {
    let (mut inflater, mut out) = (Decompress::new(true), vec![0; 64 << 10]);
    loop {
        let used = usize::try_from(inflater.total_in()).unwrap_or(usize::MAX);
        let before = (inflater.total_in(), inflater.total_out());
        let status = inflater.decompress(packed.get(used..).unwrap_or_default(), &mut out, FlushDecompress::None);
        if inflater.total_out() > limit as u64 {
            return false;
        }
        // What is broken grows no further.
        if !matches!(status, Ok(Status::Ok)) || (inflater.total_in(), inflater.total_out()) == before {
            return true;
        }
    }
}

/// Whether there are only signs of the code and blanks before the end; what programs put in front of it is none.
fn is_ascii_85(bytes: &[u8]) -> bool {
    let end = bytes.windows(2).position(|two| two == b"~>").unwrap_or(bytes.len());
    bytes[..end].iter().all(|byte| matches!(byte, b'!'..=b'u' | b'z' | 0) || byte.is_ascii_whitespace())
        && !bytes.trim_ascii_start().starts_with(b"<~")
}

fn ends_with(bytes: &[u8], end: &[u8]) -> bool {
    bytes.trim_ascii_end().ends_with(end)
}

/// The filters of a stream by their full names (ISO 32000-1, table 94), with their parameters.
pub fn filters(document: &Document, dictionary: &Dictionary) -> Vec<(Vec<u8>, Option<Dictionary>)> {
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

    const LIMIT: usize = 1 << 20;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut stream = Stream::new(Dictionary::new(), bytes.to_vec());
        stream.compress().expect("packed");
        stream.content
    }

    #[test]
    fn only_the_checksum_may_be_missing() {
        let text: Vec<u8> = (0..4_000_u32).flat_map(|n| n.to_string().into_bytes()).collect();
        let whole = packed(&text);
        assert_eq!(inflated(&whole, LIMIT).expect("whole"), text);
        assert_eq!(inflated(&whole[..whole.len() - 4], LIMIT).expect("without its checksum"), text);
        for end in [0, 1, 2, 20, whole.len() / 2, whole.len() - 5] {
            assert!(inflated(&whole[..end], LIMIT).is_err(), "{end}");
        }
        for at in [30, whole.len() / 2, whole.len() - 2] {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x10;
            assert!(inflated(&flipped, LIMIT).is_err(), "{at}");
        }
        assert!(inflated(b"garbage", LIMIT).is_err());
    }

    fn strictly(filter: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut own = Dictionary::new();
        own.set("Filter", Object::Name(filter.into()));
        strict(&Document::new(), &own, bytes, LIMIT).ok().map(|unpacked| unpacked.bytes)
    }

    #[test]
    fn what_breaks_off_is_told_whatever_packed_it() {
        // The example of ISO 32000-1, 7.4.4.2.
        let codes = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(strictly("LZWDecode", &codes), Some(vec![45, 45, 45, 45, 45, 65, 45, 45, 45, 66]));
        assert_eq!(strictly("RunLengthDecode", b"\x02abc\xFEd\x80"), Some(b"abcddd".to_vec()));
        assert_eq!(strictly("ASCIIHexDecode", b"61 62>"), Some(b"ab".to_vec()));
        assert_eq!(strictly("ASCII85Decode", b"9jqo^~>"), Some(b"Man ".to_vec()));
        for (filter, broken) in [
            ("LZWDecode", &codes[..6]),
            ("LZWDecode", &[0x80, 0x3F, 0xFF, 0x01]),
            ("RunLengthDecode", b"\x05abc"),
            ("ASCIIHexDecode", b"61 62"),
            ("ASCIIHexDecode", b"6x>"),
            ("ASCII85Decode", b"9jqo^"),
            ("ASCII85Decode", b"<~9jqo^~>"),
            ("ASCII85Decode", b"9j\x7Fo^~>"),
        ] {
            assert_eq!(strictly(filter, broken), None, "{filter}");
        }
    }

    #[test]
    fn what_grows_is_measured_without_being_held() {
        let bomb = packed(&vec![0; 3 << 20]);
        assert!(!is_at_most(&bomb, LIMIT) && is_at_most(&bomb, 3 << 20) && is_at_most(b"garbage", 0));
    }
}
