//! Files that hold their own SHA-512: that of the file in which its 128 digits stand as zeros.

use crate::digest::{is_digest, sha512};
use kakugi_diagnostic::internal::{ExpectInternal, InternalError};

/// What precedes the digest, the last member of an object; within a text, quotes would be escaped.
const OWN: &str = "\n  \"sha512\": \"";
const DIGITS: usize = 128;

/// Whether a file is what was once written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seal {
    Whole,
    Broken,
    /// There is no place for one.
    None,
}

/// What stands in the place of the digest until it is known.
pub(crate) fn blank() -> String {
    "0".repeat(DIGITS)
}

/// Puts the digest into a file that has zeros in its place.
///
/// # Errors
/// None but those of the program itself: that there is no such place.
pub(crate) fn sealed(mut bytes: Vec<u8>) -> Result<Vec<u8>, InternalError> {
    let digest = sha512(&bytes);
    let own = own(&bytes).and_then(|at| bytes.get_mut(at..at + DIGITS));
    own.internal("a record has no place for its digest")?.copy_from_slice(digest.as_bytes());
    Ok(bytes)
}

/// Compares a file with the digest in it.
pub(crate) fn state(bytes: &[u8]) -> Seal {
    let Some((at, digits)) = own(bytes).and_then(|at| Some((at, bytes.get(at..at + DIGITS)?))) else {
        return Seal::None;
    };
    let mut blank = bytes.to_vec();
    blank[at..at + DIGITS].fill(b'0');
    let digits = String::from_utf8_lossy(digits);
    if is_digest(&digits) && *digits == sha512(&blank) { Seal::Whole } else { Seal::Broken }
}

/// Where the digest stands.
fn own(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(OWN.len()).rposition(|window| window == OWN.as_bytes())?;
    Some(at + OWN.len())
}
