//! JSON whose keys keep the order in which a reader wants them.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::data::characters::is_unprintable;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}

impl From<usize> for Json {
    fn from(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Json {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(list: Vec<T>) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => serializer.serialize_i64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(values) => values.serialize(serializer),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl Json {
    /// The object with one more key.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Json>) -> Self {
        if let Self::Object(entries) = &mut self {
            entries.push((key.to_owned(), value.into()));
        }
        self
    }

    /// The text of a file; characters that an editor cannot show are written as escapes.
    pub fn file(&self) -> String {
        // Texts, whole numbers and keys that are texts can always be written.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        let mut file = String::with_capacity(text.len() + 1);
        for c in text.chars() {
            if c != '\n' && is_unprintable(c) {
                let mut units = [0; 2];
                file.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04X}")));
            } else {
                file.push(c);
            }
        }
        file.push('\n');
        file
    }
}

/// Writes a [`Json`] value as JSON; what is more than one token stands in parentheses.
macro_rules! json {
    ({ $($key:literal: $value:tt),* $(,)? }) => {
        $crate::data::Json::Object(vec![$( ($key.to_owned(), $crate::data::json!($value)) ),*])
    };
    ([ $($value:tt),* $(,)? ]) => { $crate::data::Json::List(vec![$( $crate::data::json!($value) ),*]) };
    ($value:expr) => { $crate::data::Json::from($value) };
}

pub(crate) use json;
