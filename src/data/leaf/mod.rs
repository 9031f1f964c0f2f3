//! The values at the ends of the tree: texts, numbers, dates, ids.
//!
//! Printable leaves serialise with the id of their datum, so that whatever a template prints can be traced.

mod choice;
mod date;
mod links;
mod number;
mod text;

pub use choice::{Flag, Id, PrintedChoice};
pub use date::{BoundDate, When};
pub(crate) use number::within_limits;
pub use number::{Measure, Number};
pub use text::{AltText, FilePath, Inline, Lookup, Text};
pub use text::{EmptyText, ErrorValue, ForbiddenCharacter, MarkupLeftOver};
pub(crate) use text::{blanks, too_long, unprintable};

use serde::Serializer;

use super::printed::{LeafContent, serialize_leaf};
use crate::mark::{DatumId, Origin};

fn printed<S: Serializer>(datum: DatumId, value: LeafContent<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_leaf(&Origin::Printed(datum), value, serializer)
}
