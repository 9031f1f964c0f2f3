//! Bytes of a file that others are put in the place of.

use std::ops::Range;

/// Bytes to be put in the place of a range of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    pub(super) range: Range<usize>,
    pub(super) with: Vec<u8>,
}

impl Splice {
    /// The smallest that makes a file of another: what both begin with and what both end with stays.
    pub(super) fn between(old: &[u8], new: &[u8]) -> Self {
        let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let last_bytes = old[start..].iter().rev().zip(new[start..].iter().rev());
        let end = last_bytes.take_while(|(old, new)| old == new).count();
        Self { range: start..old.len() - end, with: new[start..new.len() - end].to_vec() }
    }

    /// The file afterwards; nothing if the range is beyond it.
    pub(super) fn applied(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let (before, after) = (bytes.get(..self.range.start)?, bytes.get(self.range.end..)?);
        Some([before, &self.with, after].concat())
    }
}
