//! Records of the store as JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::diagnostic::{ArchiveProblem, Diagnostic, Place, Sources};

/// A record as readable JSON that ends with a line break.
pub(super) fn write(record: &impl Serialize) -> Vec<u8> {
    // Records are structs, lists and maps with texts as keys, which can always be written.
    let mut bytes = serde_json::to_vec_pretty(record).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Reads a record.
///
/// # Errors
/// A fault at the place where reading stopped.
pub(super) fn read<T: DeserializeOwned>(name: &str, bytes: &[u8], sources: &mut Sources) -> Result<T, Diagnostic> {
    let problem = |reason: String| ArchiveProblem::BrokenRecord { path: name.to_owned(), reason: reason.into() };
    let text = str::from_utf8(bytes).map_err(|e| Diagnostic::nowhere(problem(e.to_string())))?;
    serde_json::from_str(text).map_err(|e| {
        let file = sources.add(name, text);
        let before: usize = text.split_inclusive('\n').take(e.line().saturating_sub(1)).map(str::len).sum();
        // serde counts columns from 1, in bytes.
        let at = text.floor_char_boundary((before + e.column().saturating_sub(1)).min(text.len()));
        Diagnostic::at(Place { file, range: at..at }, problem(e.to_string()))
    })
}
