//! Whatever can be serialised, as a tree.

use serde::Serialize;
use serde::de::value::Error;
use serde::ser::{self, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer};
use serde_json::Number;

use super::Tree;
use crate::data::printed::{LEAF, Leaf};

/// Builds the tree of a value.
#[derive(Clone, Copy)]
pub(super) struct TreeBuilder;

fn refused<T>(what: &str) -> Result<T, Error> {
    Err(ser::Error::custom(format!("{what} is no part of a report")))
}

macro_rules! numbers {
    ($( $name:ident($type:ty) ),*) => {
        $( fn $name(self, value: $type) -> Result<Tree, Error> { Ok(Tree::Number(value.into())) } )*
    };
}

impl Serializer for TreeBuilder {
    type Ok = Tree;
    type Error = Error;
    type SerializeSeq = ListBuilder;
    type SerializeTuple = ListBuilder;
    type SerializeTupleStruct = Impossible<Tree, Error>;
    type SerializeTupleVariant = Impossible<Tree, Error>;
    type SerializeMap = ObjectBuilder;
    type SerializeStruct = ObjectBuilder;
    type SerializeStructVariant = Impossible<Tree, Error>;

    numbers! {
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64)
    }

    fn serialize_bool(self, value: bool) -> Result<Tree, Error> {
        Ok(Tree::Flag(value))
    }

    fn serialize_f32(self, value: f32) -> Result<Tree, Error> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<Tree, Error> {
        Ok(Number::from_f64(value).map_or(Tree::Null, Tree::Number))
    }

    fn serialize_char(self, value: char) -> Result<Tree, Error> {
        Ok(Tree::Word(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Result<Tree, Error> {
        Ok(Tree::Word(value.to_owned()))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Tree, Error> {
        refused("a list of bytes")
    }

    fn serialize_none(self) -> Result<Tree, Error> {
        Ok(Tree::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Tree, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Tree, Error> {
        Ok(Tree::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Tree, Error> {
        Ok(Tree::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Tree, Error> {
        Ok(Tree::Word(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<Tree, Error> {
        let inner = value.serialize(self)?;
        if name != LEAF {
            return Ok(inner);
        }
        Leaf::from_parts(inner).map_or_else(|| refused("a leaf of another form"), |leaf| Ok(Tree::Leaf(leaf)))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Tree, Error> {
        refused(name)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<ListBuilder, Error> {
        Ok(ListBuilder(Vec::with_capacity(length.unwrap_or(0))))
    }

    fn serialize_tuple(self, length: usize) -> Result<ListBuilder, Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        refused(name)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        refused(name)
    }

    fn serialize_map(self, length: Option<usize>) -> Result<ObjectBuilder, Error> {
        Ok(ObjectBuilder { fields: Vec::with_capacity(length.unwrap_or(0)), key: String::new() })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<ObjectBuilder, Error> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        refused(name)
    }
}

/// A list that is being built.
pub(super) struct ListBuilder(Vec<Tree>);

impl SerializeSeq for ListBuilder {
    type Ok = Tree;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.0.push(value.serialize(TreeBuilder)?);
        Ok(())
    }

    fn end(self) -> Result<Tree, Error> {
        Ok(Tree::List(self.0))
    }
}

impl SerializeTuple for ListBuilder {
    type Ok = Tree;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Tree, Error> {
        SerializeSeq::end(self)
    }
}

/// Fields that are being built.
pub(super) struct ObjectBuilder {
    fields: Vec<(String, Tree)>,
    /// The key of the next value of a map.
    key: String,
}

impl ObjectBuilder {
    fn set(&mut self, key: String, value: Tree) {
        match self.fields.iter_mut().find(|(own, _)| *own == key) {
            Some((_, before)) => *before = value,
            None => self.fields.push((key, value)),
        }
    }
}

impl SerializeMap for ObjectBuilder {
    type Ok = Tree;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let Tree::Word(key) = key.serialize(TreeBuilder)? else { return refused("a key that is no text") };
        self.key = key;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let key = std::mem::take(&mut self.key);
        self.set(key, value.serialize(TreeBuilder)?);
        Ok(())
    }

    fn end(self) -> Result<Tree, Error> {
        Ok(Tree::Object(self.fields))
    }
}

impl SerializeStruct for ObjectBuilder {
    type Ok = Tree;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.set(key.to_owned(), value.serialize(TreeBuilder)?);
        Ok(())
    }

    fn end(self) -> Result<Tree, Error> {
        SerializeMap::end(self)
    }
}
