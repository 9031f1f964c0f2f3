//! JSON files, read with the place of every datum.
//!
//! [`Folder`] is the only part that touches the file system. `decode` turns syntax trees
//! into typed records, collecting every fault of every file; each printable leaf gets a
//! [`DatumId`](crate::mark::DatumId) and keeps it on its way to the page.

mod datum;
mod decode;
mod folder;
mod leaf;
mod record;

pub use datum::{Data, Datum};
pub(crate) use decode::{Decode, Decoder, Fields, Object, place_of};
pub use folder::Folder;
pub use leaf::{Bound, FilePath, Flag, Id, Inline, Lookup, Measure, Number, Text, When};
pub(crate) use leaf::{unprintable, within_limits};
pub(crate) use record::{choice, record};
