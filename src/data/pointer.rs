//! Where in a file a JSON pointer (RFC 6901) leads.

use jsonc_parser::ast::Value;
use jsonc_parser::{CollectOptions, parse_to_ast};

use super::decode::{head, strict_json};
use crate::diagnostic::{FileId, Place, Sources};

/// The place of the value at a pointer, or of the innermost value around it where the file does not state it.
pub(crate) fn place_at(file: FileId, pointer: &str, sources: &Sources) -> Option<Place> {
    let parsed = parse_to_ast(sources.text(file), &CollectOptions::default(), &strict_json()).ok()?;
    let mut value = parsed.value?;
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        let inner = match &value {
            Value::Object(object) => {
                object.properties.iter().find(|property| property.name.as_str() == name).map(|found| &found.value)
            }
            Value::Array(array) => name.parse().ok().and_then(|at: usize| array.elements.get(at)),
            _ => None,
        };
        let Some(inner) = inner.cloned() else { break };
        value = inner;
    }
    Some(Place { file, range: head(&value) })
}
