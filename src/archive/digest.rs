//! SHA-512 as stores and bags write it.

use sha2::{Digest, Sha512};

/// The SHA-512 of the bytes (FIPS 180-4), as 128 small hexadecimal digits.
pub fn sha512(bytes: &[u8]) -> String {
    Sha512::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a text is a digest as [`sha512`] writes it.
pub(super) fn is_digest(text: &str) -> bool {
    text.len() == 128 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What stands in the file beside an inventory (OCFL 1.1 §3.7).
pub(super) fn sidecar(digest: &str) -> Vec<u8> {
    format!("{digest} inventory.json\n").into_bytes()
}
