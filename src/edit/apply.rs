//! Operations on the bytes of a file.

use std::ops::Range;

use super::json::Document;
use super::refusal::{EditError, EditUnfit};
use super::{EditOperation, Splice};
use crate::data::parse_json;
use crate::diagnostic::{Diagnostic, Place, Sources};
use crate::sheet::replace_field;

/// The byte order mark that some editors write before a text.
const MARK: &str = "\u{FEFF}";

/// A file after operations, one after the other.
///
/// # Errors
/// The first that cannot be carried out, or what is wrong with the file's syntax.
pub(super) fn apply(
    path: &str,
    old: &[u8],
    operations: &[&EditOperation],
    name: &str,
    sources: &mut Sources,
) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = old.to_vec();
    for operation in operations {
        let unfit = |refusal: EditError| {
            let (path, pointer) = (name.to_owned(), pointer(operation));
            Diagnostic::nowhere(EditUnfit { path, pointer, refusal })
        };
        let splice = match operation {
            EditOperation::Restore(splice) => splice.clone(),
            EditOperation::SetField { record, field, text } => {
                if !path.ends_with(".csv") {
                    return Err(unfit(EditError::OtherKindOfFile));
                }
                let (range, with) = replace_field(&bytes, *record, *field, text).map_err(|e| unfit(e.into()))?;
                Splice { range, with }
            }
            _ if !path.ends_with(".json") => return Err(unfit(EditError::OtherKindOfFile)),
            _ => {
                let text = std::str::from_utf8(&bytes).map_err(|_| unfit(EditError::NotUtf8))?;
                let json = text.strip_prefix(MARK).unwrap_or(text);
                let root = parse_json(json).map_err(|(range, problem)| {
                    Diagnostic::at(Place { file: sources.add(name, json), range }, problem)
                })?;
                let edited = in_json(&Document { text: json, root: &root }, operation);
                let (range, with) = edited.map_err(unfit)?;
                let mark = text.len() - json.len();
                Splice { range: range.start + mark..range.end + mark, with: with.into_bytes() }
            }
        };
        bytes = splice.applied(&bytes).ok_or_else(|| unfit(EditError::NothingThere))?;
    }
    Ok(bytes)
}

fn in_json(document: &Document<'_, '_>, operation: &EditOperation) -> Result<(Range<usize>, String), EditError> {
    match operation {
        EditOperation::Replace { pointer, value } => document.replace(pointer, value),
        EditOperation::Add { pointer, value, after } => document.add(pointer, value, after.as_deref()),
        EditOperation::Remove { pointer } => document.remove(pointer),
        EditOperation::Move { pointer, to } => document.move_to(pointer, *to),
        EditOperation::SetField { .. } | EditOperation::Restore(_) => Err(EditError::OtherKindOfFile),
    }
}

/// Where an operation acts, in words for messages.
fn pointer(operation: &EditOperation) -> String {
    match operation {
        EditOperation::Replace { pointer, .. }
        | EditOperation::Add { pointer, .. }
        | EditOperation::Remove { pointer }
        | EditOperation::Move { pointer, .. } => pointer.clone(),
        EditOperation::SetField { record, field, .. } => format!("/{record}/{field}"),
        EditOperation::Restore(splice) => format!("{}..{}", splice.range.start, splice.range.end),
    }
}
