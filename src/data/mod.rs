//! JSON files, read with the place of every datum.
//!
//! [`Folder`] is the only part that touches the file system. `decode` turns syntax trees
//! into typed records, collecting every error of every file; each printable leaf gets a
//! [`DatumId`](crate::mark::DatumId) and keeps it on its way to the page. `schema` tells editors
//! the same declarations as JSON Schema.

pub(crate) mod characters;
mod datum;
mod decode;
mod folder;
mod leaf;
mod names;
mod path;
mod pointer;
mod printed;
mod record;
mod schema;
mod shape;
mod syntax;
mod tree;

pub use datum::{Data, Datum, DatumKind};
pub use decode::OverLimit;
pub(crate) use decode::{Decode, Decoder, Fields, ObjectDecoder, parse_json, place_of, push_capped, range_of};
pub use folder::{Folder, HEAD, Root, council_of_path, council_path};
pub(crate) use folder::{located, refusal};
pub use leaf::{AltText, BoundDate, FilePath, Flag, Id, Inline, Lookup, Measure, Number, PrintedChoice, Text, When};
pub use leaf::{EmptyText, ErrorValue, ForbiddenCharacter, MarkupLeftOver};
pub(crate) use leaf::{blanks, too_long, unprintable, within_limits};
pub(crate) use names::is_plain_path;
pub use path::PathId;
pub(crate) use pointer::Pointed;
pub use printed::{Leaf, LeafValue};
pub(crate) use printed::{LeafContent, serialize_leaf};
pub(crate) use record::{choice, field_schema, record};
pub(crate) use schema::{
    Catalogue, Json, ObjectSchema, Schemas, alone_with, by_type, either, exactly_one, json, property, tagged,
    where_equal,
};
pub(crate) use shape::ObjectShape;
pub use shape::{BlockSchema, Shaped, ShapedText, Shapes};
pub use tree::{HEADS, Tree};
