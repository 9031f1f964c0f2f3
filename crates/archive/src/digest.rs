//! SHA-512 as stores and bags write it.

pub(crate) use kakugi_file::sha512;

/// Whether a text is a digest as [`sha512`] writes it.
pub(crate) fn is_digest(text: &str) -> bool {
    text.len() == 128 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What stands in the file beside an inventory (OCFL 1.1 §3.7).
pub(crate) fn sidecar(digest: &str) -> Vec<u8> {
    format!("{digest} inventory.json\n").into_bytes()
}
