//! SHA-512 digests that identify the contents of files.

use sha2::{Digest, Sha512};

/// The SHA-512 digest (FIPS 180-4) in lower-case hexadecimal digits.
pub fn sha512(bytes: &[u8]) -> String {
    Sha512::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
