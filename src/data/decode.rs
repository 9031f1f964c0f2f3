//! From syntax trees to typed records, with all errors collected.

mod decoder;
mod object;
mod parse;
mod problems;

pub(crate) use decoder::{Decoder, push_capped};
pub(crate) use object::ObjectDecoder;
pub(super) use parse::{head, strict_json};
pub(crate) use parse::{parse_json, place_of, range_of};
pub use problems::OverLimit;

use jsonc_parser::ast::Value;

use self::decoder::ChildKey;
use self::problems::EmptyList;
use super::schema::{self, Json, ObjectSchema, Schemas};
use crate::diagnostic::{Language, Reason, Term, Words, reasons};
use crate::limits;

reasons! {
    list_over_limit(limit: &str)
    en: "this list has more than {limit} entries";
    ja: "このリストの項目が{limit}個を超えています";
}

/// A type that can be read from a JSON value.
pub(crate) trait Decode: Sized {
    /// Reads the value; `None` means that at least one error was reported.
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// What stands for a key that is absent; `None` if the key is needed.
    fn absent() -> Option<Self> {
        None
    }

    /// How many of the kind a list may hold, with what an error says of more and what it advises.
    fn most() -> (usize, fn(&str) -> Reason, Words) {
        (
            limits::ENTRIES,
            list_over_limit,
            Words::new(
                "divide it into several lists with headings, or make a table of it",
                "見出しを付けたいくつかのリストに分けるか、表にしてください",
            ),
        )
    }

    /// The JSON Schema of the values that can be read.
    fn schema(schemas: &mut Schemas) -> Json;
}

/// A record that is read from the keys of an object.
pub(crate) trait Fields: Sized {
    /// What messages call the record.
    const NAME: Words;
    /// What schemas call the record.
    const KEY: &'static str;
    /// What the record is, line by line.
    const DOCS: &'static [&'static str];

    /// Takes the record's keys from the object.
    fn fields(object: &mut ObjectDecoder<'_, '_>, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// Adds the record's keys and rules to its schema.
    fn describe(object: &mut ObjectSchema, schemas: &mut Schemas);

    /// The schema of the objects that the record is read from.
    fn object_schema(schemas: &mut Schemas) -> ObjectSchema {
        let mut object = ObjectSchema::new(Self::KEY, Self::NAME.text(Language::English), Self::DOCS, schemas);
        Self::describe(&mut object, schemas);
        object
    }
}

impl<T: Fields> Fields for Box<T> {
    const NAME: Words = T::NAME;
    const KEY: &'static str = T::KEY;
    const DOCS: &'static [&'static str] = T::DOCS;

    fn fields(object: &mut ObjectDecoder<'_, '_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::fields(object, decoder).map(Self::new)
    }

    fn describe(object: &mut ObjectSchema, schemas: &mut Schemas) {
        T::describe(object, schemas);
    }
}

impl<T: Fields> Decode for T {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut object = ObjectDecoder::open(value, T::NAME, decoder)?;
        let record = T::fields(&mut object, decoder);
        object.close(decoder).and(record)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define(T::KEY, |schemas| T::object_schema(schemas).json())
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::decode(value, decoder).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        T::schema(schemas)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_list::<T, T>(value, decoder, T::decode)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schema::list(T::schema(schemas))
    }
}

/// Reads a list whose entries a function reads; it may be as long as one of `Limit`.
pub(in crate::data) fn decode_list<Limit: Decode, T>(
    value: &Value<'_>,
    decoder: &mut Decoder<'_>,
    read: impl Fn(&Value<'_>, &mut Decoder<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let Value::Array(array) = value else {
        decoder.wrong_type(value, Term::AnArray);
        return None;
    };
    if array.elements.is_empty() {
        decoder.error(range_of(value), EmptyList.into());
        return None;
    }
    let (limit, what, remedy) = Limit::most();
    if let Some(surplus) = array.elements.get(limit) {
        decoder.error(head(surplus), OverLimit { what, remedy, limit }.into());
        return None;
    }
    let mut list = Some(Vec::with_capacity(array.elements.len()));
    for (i, element) in array.elements.iter().enumerate() {
        let item = decoder.inside(ChildKey::Element(i), |decoder| read(element, decoder));
        match (item, &mut list) {
            (Some(item), Some(list)) => list.push(item),
            _ => list = None,
        }
    }
    list
}
