//! Operations on the bytes of a file.

use std::ops::Range;

use super::json::Document;
use super::refusal::{EditUnfit, Refusal};
use super::{Operation, Splice};
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
    operations: &[&Operation],
    name: &str,
    sources: &mut Sources,
) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = old.to_vec();
    for operation in operations {
        let unfit = |refusal: Refusal| {
            let (path, pointer) = (name.to_owned(), pointer(operation));
            Diagnostic::nowhere(EditUnfit { path, pointer, refusal })
        };
        let splice = match operation {
            Operation::Restore(splice) => splice.clone(),
            Operation::SetField { record, field, text } => {
                if !path.ends_with(".csv") {
                    return Err(unfit(Refusal::OtherKindOfFile));
                }
                let (range, with) = replace_field(&bytes, *record, *field, text).map_err(|e| unfit(e.into()))?;
                Splice { range, with }
            }
            _ if !path.ends_with(".json") => return Err(unfit(Refusal::OtherKindOfFile)),
            _ => {
                let text = std::str::from_utf8(&bytes).map_err(|_| unfit(Refusal::NotUtf8))?;
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
        bytes = splice.applied(&bytes).ok_or_else(|| unfit(Refusal::NothingThere))?;
    }
    Ok(bytes)
}

fn in_json(document: &Document<'_, '_>, operation: &Operation) -> Result<(Range<usize>, String), Refusal> {
    match operation {
        Operation::Replace { pointer, value } => document.replace(pointer, value),
        Operation::Add { pointer, value, after } => document.add(pointer, value, after.as_deref()),
        Operation::Remove { pointer } => document.remove(pointer),
        Operation::Move { pointer, to } => document.move_to(pointer, *to),
        Operation::SetField { .. } | Operation::Restore(_) => Err(Refusal::OtherKindOfFile),
    }
}

/// Where an operation acts, in words for messages.
fn pointer(operation: &Operation) -> String {
    match operation {
        Operation::Replace { pointer, .. }
        | Operation::Add { pointer, .. }
        | Operation::Remove { pointer }
        | Operation::Move { pointer, .. } => pointer.clone(),
        Operation::SetField { record, field, .. } => format!("/{record}/{field}"),
        Operation::Restore(splice) => format!("{}..{}", splice.range.start, splice.range.end),
    }
}
