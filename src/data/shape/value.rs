//! The values of a block of one's own.

use jsonc_parser::ast::Value;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{ObjectShape, Shape};
use crate::data::decode::{ObjectDecoder, decode_list};
use crate::data::leaf::{Flag, Inline, Number, Text, When};
use crate::data::{Decode, Decoder};
use crate::diagnostic::{UnknownChoice, Words};

/// A value of a block of one's own.
#[derive(Clone, Debug)]
pub enum Shaped {
    /// Of a key that is absent.
    Absent,
    /// A text on one line.
    Text(Text),
    /// A longer text, with marks.
    Inline(Inline),
    /// A number.
    Number(Number),
    /// A date.
    Date(When),
    /// A switch.
    Flag(Flag),
    /// One of a few words.
    Choice(&'static str),
    /// A list.
    List(Vec<Shaped>),
    /// An object, with all of its keys.
    Object(Vec<(&'static str, Shaped)>),
}

/// A text of a block of one's own.
#[derive(Clone, Copy, Debug)]
pub enum ShapedText<'a> {
    /// A text on one line.
    Plain(&'a Text),
    /// A longer text.
    Inline(&'a Inline),
}

impl Shaped {
    /// Reads the keys of an object.
    pub(crate) fn keys(
        shape: &ObjectShape,
        object: &mut ObjectDecoder<'_, '_>,
        decoder: &mut Decoder<'_>,
    ) -> Option<Self> {
        // All keys are read, so that all errors are told.
        let keys: Vec<Option<(&'static str, Self)>> = shape
            .keys
            .iter()
            .map(|key| {
                let absent = (!key.needed).then_some(Self::Absent);
                let value = object
                    .take_with(key.name, absent, decoder, |value, decoder| Self::decode(&key.shape, value, decoder));
                Some((key.name, value?))
            })
            .collect();
        keys.into_iter().collect::<Option<Vec<_>>>().map(Self::Object)
    }

    fn decode(shape: &Shape, value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match shape {
            Shape::Text => Text::decode(value, decoder).map(Self::Text),
            Shape::Inline => Inline::decode(value, decoder).map(Self::Inline),
            Shape::Number => Number::decode(value, decoder).map(Self::Number),
            Shape::Date => When::decode(value, decoder).map(Self::Date),
            Shape::Flag => Flag::decode(value, decoder).map(Self::Flag),
            Shape::Choice(words) => {
                let (text, range) = decoder.choice_text(value)?;
                if let Some(word) = words.iter().find(|word| **word == text) {
                    return Some(Self::Choice(word));
                }
                let (value, accepted) = (text.to_owned(), words.clone());
                decoder.error(range, UnknownChoice { value, accepted, what: Words::new("a value", "値") }.into());
                None
            }
            Shape::List(shape) => {
                decode_list::<Inline, Self>(value, decoder, |value, decoder| Self::decode(shape, value, decoder))
                    .map(Self::List)
            }
            Shape::Object(shape) => {
                let mut object = ObjectDecoder::open(value, Words::new("this object", "このオブジェクト"), decoder)?;
                let keys = Self::keys(shape, &mut object, decoder);
                object.close(decoder).and(keys)
            }
        }
    }

    /// All texts on one line, and all longer ones, in the order of the schema.
    pub fn texts(&self) -> Vec<ShapedText<'_>> {
        match self {
            Self::Text(text) => vec![ShapedText::Plain(text)],
            Self::Inline(text) => vec![ShapedText::Inline(text)],
            Self::List(list) => list.iter().flat_map(Self::texts).collect(),
            Self::Object(keys) => keys.iter().flat_map(|(_, value)| value.texts()).collect(),
            Self::Absent | Self::Number(_) | Self::Date(_) | Self::Flag(_) | Self::Choice(_) => Vec::new(),
        }
    }

    /// Visits all longer texts, to change them.
    pub fn inlines_mut(&mut self, visit: &mut dyn FnMut(&mut Inline)) {
        match self {
            Self::Inline(own) => visit(own),
            Self::List(list) => list.iter_mut().for_each(|value| value.inlines_mut(visit)),
            Self::Object(keys) => keys.iter_mut().for_each(|(_, value)| value.inlines_mut(visit)),
            Self::Absent | Self::Text(_) | Self::Number(_) | Self::Date(_) | Self::Flag(_) | Self::Choice(_) => {}
        }
    }
}

impl Serialize for Shaped {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::Text(text) => text.serialize(serializer),
            Self::Inline(text) => text.serialize(serializer),
            Self::Number(number) => number.serialize(serializer),
            Self::Date(date) => date.serialize(serializer),
            Self::Flag(flag) => flag.serialize(serializer),
            Self::Choice(word) => serializer.serialize_str(word),
            Self::List(list) => list.serialize(serializer),
            Self::Object(keys) => {
                let mut map = serializer.serialize_map(Some(keys.len()))?;
                for (key, value) in keys {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
