//! Where in a file a JSON pointer (RFC 6901) leads.

use std::cell::OnceCell;

use jsonc_parser::ast::Value;
use jsonc_parser::{CollectOptions, parse_to_ast};

use super::decode::{head, strict_json};
use crate::diagnostic::{FileId, Place, Sources};

/// A file in which values are looked up by their pointers. It is parsed when the first is asked for, and once.
pub(crate) struct Pointed<'s> {
    file: FileId,
    sources: &'s Sources,
    value: OnceCell<Option<Value<'s>>>,
}

impl<'s> Pointed<'s> {
    /// A file of JSON.
    pub fn new(file: FileId, sources: &'s Sources) -> Self {
        Self { file, sources, value: OnceCell::new() }
    }

    /// The value of the whole file; nothing if its syntax is wrong, which is reported elsewhere.
    fn parsed(&self) -> Option<Value<'s>> {
        parse_to_ast(self.sources.text(self.file), &CollectOptions::default(), &strict_json()).ok()?.value
    }

    /// The place of the value at a pointer, or of the innermost value around it where the file does not state it.
    pub fn place(&self, pointer: &str) -> Option<Place> {
        let mut value = self.value.get_or_init(|| self.parsed()).as_ref()?;
        for step in pointer.split('/').skip(1) {
            let name = step.replace("~1", "/").replace("~0", "~");
            let inner = match value {
                Value::Object(object) => {
                    object.properties.iter().find(|property| property.name.as_str() == name).map(|found| &found.value)
                }
                Value::Array(array) => name.parse().ok().and_then(|at: usize| array.elements.get(at)),
                _ => None,
            };
            let Some(inner) = inner else { break };
            value = inner;
        }
        Some(Place { file: self.file, range: head(value) })
    }
}
