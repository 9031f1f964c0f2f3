//! Records of the store as JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::RESTORE;
use kakugi_diagnostic::internal::{ExpectInternal, InternalError};
use kakugi_diagnostic::{Diagnostic, Language, Place, Reason, Sources, problems};

/// A record as readable JSON that ends with a line break.
///
/// # Errors
/// None but those of the program itself: records are structs, lists and maps with texts as keys.
pub(crate) fn write(record: &impl Serialize) -> Result<Vec<u8>, InternalError> {
    let mut bytes = serde_json::to_vec_pretty(record).internal("a record cannot be written as JSON")?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Reads a record.
///
/// # Errors
/// An error at the place where reading stopped.
pub(crate) fn read<T: DeserializeOwned>(name: &str, bytes: &[u8], sources: &mut Sources) -> Result<T, Diagnostic> {
    let text = str::from_utf8(bytes).map_err(|e| Diagnostic::nowhere(broken(name, e.to_string())))?;
    serde_json::from_str(text).map_err(|e| {
        let file = sources.add(name, text);
        let before: usize = text.split_inclusive('\n').take(e.line().saturating_sub(1)).map(str::len).sum();
        // serde counts columns from 1, in bytes.
        let offset = text.floor_char_boundary((before + e.column().saturating_sub(1)).min(text.len()));
        Diagnostic::at(Place { file, range: offset..offset }, broken(name, e.to_string()))
    })
}

fn broken(name: &str, reason: String) -> BrokenRecord {
    BrokenRecord { path: name.to_owned(), reason: reason.into() }
}

problems! {
    /// Damaged record.
    K0711 error BrokenRecord { path: String, reason: Reason }
    en: { format!("the record `{path}` is damaged: {}", reason.text(Language::English)) },
        hint { RESTORE.text(Language::English) };
    ja: { format!("記録`{path}`が壊れています（{}）", reason.text(Language::Japanese)) },
        hint { RESTORE.text(Language::Japanese) };
}
