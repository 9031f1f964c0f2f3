//! Declarations that give a type its fields, its reading and its schema at once.

use serde::Serialize;

use super::decode::Decode;
use super::schema::{FieldSchema, Json, Schemas};

/// Declares a record: a struct that is read from an object, with one key a field.
///
/// A field followed by `= default` may be absent; so may an `Option`. Rules that the types do
/// not say stand in a list of schemas after `where`. The doc comments are what an editor shows.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $(#[derive($($derive:ident),+)])?
        $name:ident, $english:literal, $japanese:literal {
            $( $(#[doc = $field_doc:literal])+ $field:ident: $type:ty $(= $default:expr)? ),* $(,)?
        }
        $(where $rules:expr)?
    ) => {
        $(#[doc = $doc])+
        $(#[derive($($derive),+)])?
        #[derive(Clone, Debug, serde::Serialize)]
        pub struct $name {
            $( $(#[doc = $field_doc])+ pub $field: $type, )*
        }

        impl $crate::data::Fields for $name {
            const NAME: $crate::diagnostic::Words = $crate::diagnostic::Words::new($english, $japanese);
            const KEY: &'static str = stringify!($name);
            const DOCS: &'static [&'static str] = &[$($doc),+];

            fn fields(
                object: &mut $crate::data::ObjectDecoder<'_, '_>,
                decoder: &mut $crate::data::Decoder<'_>,
            ) -> Option<Self> {
                $( let $field: Option<$type> =
                    object.take(stringify!($field), record!(@default $($default)?), decoder); )*
                Some(Self { $( $field: $field?, )* })
            }

            fn describe(object: &mut $crate::data::ObjectSchema, schemas: &mut $crate::data::Schemas) {
                $(
                    let default: Option<fn() -> $type> = record!(@default $($default)?);
                    let field = $crate::data::field_schema(default, schemas);
                    object.field(stringify!($name), stringify!($field), &[$($field_doc),+], field, schemas);
                )*
                $( object.rules($rules); )?
            }
        }
    };
    (@default) => { None };
    (@default $default:expr) => { Some(|| $default) };
}

/// Declares a choice: an enum that is read from one of a few fixed values.
macro_rules! choice {
    (
        $(#[doc = $doc:literal])+
        $name:ident, $english:literal, $japanese:literal { $( $(#[doc = $variant_doc:literal])+ $variant:ident = $text:literal ),* $(,)? }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
        pub enum $name { $( $(#[doc = $variant_doc])+ #[serde(rename = $text)] $variant, )* }

        impl $name {
            /// All choices.
            #[allow(dead_code, reason = "rules differ by choice only for some")]
            pub const ALL: &[Self] = &[$( Self::$variant ),*];

            /// The text that stands for the choice in the data.
            #[allow(dead_code, reason = "messages quote only some choices")]
            pub fn text(self) -> &'static str {
                match self { $( Self::$variant => $text, )* }
            }
        }

        impl $crate::data::Decode for $name {
            fn decode(
                value: &jsonc_parser::ast::Value<'_>,
                decoder: &mut $crate::data::Decoder<'_>,
            ) -> Option<Self> {
                let (text, range) = decoder.choice_text(value)?;
                match text {
                    $( $text => Some(Self::$variant), )*
                    other => {
                        decoder.error(range, $crate::diagnostic::UnknownChoice {
                            value: other.to_owned(),
                            accepted: vec![$($text),*],
                            what: $crate::diagnostic::Words::new($english, $japanese),
                        }.into());
                        None
                    }
                }
            }

            fn schema(schemas: &mut $crate::data::Schemas) -> $crate::data::Json {
                let texts: &[(&str, &[&str])] = &[$( ($text, &[$($variant_doc),+]) ),*];
                schemas.choice(stringify!($name), $crate::diagnostic::Words::new($english, $japanese), &[$($doc),+], texts)
            }
        }
    };
}

/// The schema of a field of a type, which may have a default.
pub(crate) fn field_schema<T: Decode + Serialize>(default: Option<fn() -> T>, schemas: &mut Schemas) -> FieldSchema {
    let is_required = default.is_none() && T::absent().is_none();
    let default = default.and_then(|make| match serde_json::to_value(make()) {
        Ok(serde_json::Value::Bool(value)) => Some(Json::Bool(value)),
        Ok(serde_json::Value::String(value)) => Some(Json::Text(value)),
        _ => None,
    });
    FieldSchema { values: T::schema(schemas), default, is_required }
}

pub(crate) use {choice, record};
