//! Operations on the bytes of a file.

use std::ops::Range;

use super::json::Document;
use super::{Operation, Splice};
use crate::data::parse_json;
use crate::diagnostic::{Diagnostic, Language, Place, Reason, Sources, Term, Words, problems};
use crate::sheet::{FieldRefusal, replace_field};

const EDIT_NOT_IN_SET: Words =
    Words::new("the character set of the file lacks `{}`", "ファイルの文字コードに`{}`がありません");
const EDIT_NOT_OF_THIS_FILE: Words =
    Words::new("a file of its kind cannot be edited so", "この種類のファイルには使えない操作です");

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
        let unfit = |reason: Reason| {
            let (path, pointer) = (name.to_owned(), pointer(operation));
            Diagnostic::nowhere(EditUnfit { path, pointer, reason })
        };
        let splice = match operation {
            Operation::Restore(splice) => splice.clone(),
            Operation::SetField { record, field, text } => {
                if !path.ends_with(".csv") {
                    return Err(unfit(EDIT_NOT_OF_THIS_FILE.into()));
                }
                let (range, with) = replace_field(&bytes, *record, *field, text).map_err(|e| unfit(reason(e)))?;
                Splice { range, with }
            }
            _ if !path.ends_with(".json") => return Err(unfit(EDIT_NOT_OF_THIS_FILE.into())),
            _ => {
                let text = std::str::from_utf8(&bytes).map_err(|_| unfit(Term::NotUtf8.into()))?;
                let json = text.strip_prefix(MARK).unwrap_or(text);
                let root = parse_json(json).map_err(|(range, problem)| {
                    Diagnostic::at(Place { file: sources.add(name, json), range }, problem)
                })?;
                let edited = in_json(&Document { text: json, root: &root }, operation);
                let (range, with) = edited.map_err(|term| unfit(term.into()))?;
                let mark = text.len() - json.len();
                Splice { range: range.start + mark..range.end + mark, with: with.into_bytes() }
            }
        };
        bytes = splice.applied(&bytes).ok_or_else(|| unfit(Term::EditNothingThere.into()))?;
    }
    Ok(bytes)
}

fn in_json(document: &Document<'_, '_>, operation: &Operation) -> Result<(Range<usize>, String), Words> {
    match operation {
        Operation::Replace { pointer, value } => document.replace(pointer, value),
        Operation::Add { pointer, value, after } => document.add(pointer, value, after.as_deref()),
        Operation::Remove { pointer } => document.remove(pointer),
        Operation::Move { pointer, to } => document.move_to(pointer, *to),
        Operation::SetField { .. } | Operation::Restore(_) => Err(EDIT_NOT_OF_THIS_FILE),
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

fn reason(refusal: FieldRefusal) -> Reason {
    match refusal {
        FieldRefusal::NotRead => EDIT_NOT_OF_THIS_FILE.into(),
        FieldRefusal::NoField => Term::EditNothingThere.into(),
        FieldRefusal::NotInCharacterSet(c) => Reason::Named(EDIT_NOT_IN_SET, c.to_string()),
    }
}

problems! {
    /// Edit that does not fit.
    K0518 error EditUnfit { path: String, pointer: String, reason: Reason }
    en: { format!("`{pointer}` of `{path}` cannot be edited: {}", reason.text(Language::English)) },
        hints {
            match reason {
                Reason::Named(EDIT_NOT_IN_SET, _) => {
                    vec!["write another character, or save the file as UTF-8".to_owned()]
                }
                _ => vec!["load the report again to see what it holds now".to_owned()],
            }
        };
    ja: { format!("`{path}`の`{pointer}`を編集できません: {}", reason.text(Language::Japanese)) },
        hints {
            match reason {
                Reason::Named(EDIT_NOT_IN_SET, _) => {
                    vec!["別の文字を使うか、ファイルをUTF-8で保存し直してください".to_owned()]
                }
                _ => vec!["報告書を読み込み直し、今の内容を確かめてください".to_owned()],
            }
        };
}
