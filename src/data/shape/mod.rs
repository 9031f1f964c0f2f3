//! Blocks of one's own: which keys they have, as a file beside their template says, and the values that are read by it.
//!
//! The file is a JSON Schema (draft 2020-12) of the few keywords that [`load`](Shapes::load) knows, so that editors understand it
//! as well.

mod problems;
mod read;
mod value;

use std::collections::BTreeMap;

pub use problems::BlockSchema;
pub use value::{Shaped, ShapedText};

/// What a value of a block may be.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// A text on one line.
    Text,
    /// A longer text, with marks.
    Inline,
    /// A number.
    Number,
    /// A date, as precise as is known.
    Date,
    /// A switch.
    Flag,
    /// One of a few words, which are not printed.
    Choice(Vec<&'static str>),
    /// A list of such values.
    List(Box<Shape>),
    /// An object.
    Object(ObjectShape),
}

/// The keys of an object, in the order of the schema.
#[derive(Clone, Debug, Default)]
pub(crate) struct ObjectShape {
    pub keys: Vec<KeyShape>,
}

/// A key of an object.
#[derive(Clone, Debug)]
pub(crate) struct KeyShape {
    pub name: &'static str,
    pub shape: Shape,
    pub needed: bool,
}

/// The blocks of one's own, by their types.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    blocks: BTreeMap<&'static str, ObjectShape>,
}

impl Shapes {
    /// A type and its keys.
    pub(crate) fn block(&self, tag: &str) -> Option<(&'static str, &ObjectShape)> {
        self.blocks.get_key_value(tag).map(|(tag, shape)| (*tag, shape))
    }

    /// The types of all blocks of one's own.
    pub fn tags(&self) -> impl Iterator<Item = &'static str> {
        self.blocks.keys().copied()
    }
}
