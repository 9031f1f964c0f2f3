//! Writing files anew that are there already, unless somebody else has written them in the meantime.

use std::path::{Path, PathBuf};

use kakugi_diagnostic::Diagnostic;

use crate::delivery::Delivery;
use crate::staged::Rights;
use crate::{FileChanged, read, sha512};

/// Bytes of a file that is written anew; what has more was not read before either.
const MOST_BYTES: usize = 1 << 30;

/// A file that is there and is written anew.
#[derive(Clone, Debug)]
pub struct Rewrite {
    /// Where it lies; no link.
    pub path: PathBuf,
    /// What messages call it.
    pub shown: String,
    /// The SHA-512 digest of what it holds so far.
    pub before: String,
    /// What it will hold.
    pub bytes: Vec<u8>,
}

impl Rewrite {
    /// # Errors
    /// The file no longer holds what it held.
    fn expect_unchanged(&self) -> Result<(), Diagnostic> {
        match read(&self.path, MOST_BYTES) {
            Ok(bytes) if sha512(&bytes) == self.before => Ok(()),
            _ => Err(Diagnostic::nowhere(FileChanged { path: self.shown.clone() })),
        }
    }
}

/// Writes files of a folder anew, as a [`Delivery`] does; they keep their rights. Whether they still hold what they held is
/// asked last, when no other run can write into the folder.
///
/// # Errors
/// The first file that holds something else, or cannot be written.
pub fn rewrite(folder: &Path, files: &[Rewrite]) -> Result<(), Diagnostic> {
    let delivery = Delivery::with_rights(folder, Rights::AsBefore);
    for file in files {
        delivery.stage_at(&file.path, &file.bytes);
    }
    delivery.deliver_if(|| files.iter().try_for_each(Rewrite::expect_unchanged)).map(drop)
}
