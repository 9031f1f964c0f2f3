//! Files that documents read.

use std::collections::BTreeMap;

use typst::foundations::Bytes;

/// Files that documents may read: components and pictures, by path.
pub type Files = BTreeMap<String, Bytes>;
