//! Declarations that give a type its fields and its reading at once.

/// Declares a record: a struct that is read from an object, with one key a field.
///
/// A field followed by `= default` may be absent; so may an `Option`.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $name:ident, $called:ident {
            $( $(#[$field_meta:meta])* $field:ident: $type:ty $(= $default:expr)? ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, serde::Serialize)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
        }

        impl $crate::data::Fields for $name {
            const NAME: $crate::diagnostic::Term = $crate::diagnostic::Term::$called;

            fn fields(
                object: &mut $crate::data::Object<'_, '_>,
                decoder: &mut $crate::data::Decoder<'_>,
            ) -> Option<Self> {
                $( let $field: Option<$type> =
                    object.take(stringify!($field), record!(@default $($default)?), decoder); )*
                Some(Self { $( $field: $field?, )* })
            }
        }
    };
    (@default) => { None };
    (@default $default:expr) => { Some(|| $default) };
}

/// Declares a choice: an enum that is read from one of a few fixed texts.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        $name:ident, $what:ident { $( $(#[$variant_meta:meta])* $variant:ident = $text:literal ),* $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
        pub enum $name { $( $(#[$variant_meta])* #[serde(rename = $text)] $variant, )* }

        impl $name {
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
                        decoder.fault(range, $crate::diagnostic::Problem::UnknownChoice {
                            value: other.to_owned(),
                            accepted: vec![$($text),*],
                            what: $crate::diagnostic::Term::$what,
                        });
                        None
                    }
                }
            }
        }
    };
}

pub(crate) use {choice, record};
