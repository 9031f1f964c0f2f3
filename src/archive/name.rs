//! Names of objects, and paths that may stand in a record.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Words;

pub(super) const LEAVES_THE_ARCHIVE: Words =
    Words::new("a path in it leads out of the store", "保存庫の外を指すパスがあります");

/// Names that the store needs for itself.
const TAKEN: [&str; 5] = ["extensions", "ocfl_layout.json", "README.txt", "kakugi.lock", "kakugi-register.json"];

/// Names that stand for devices on Windows, with any ending behind a `.`.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Whether a text can name an object: letters and digits of any script, `-`, `_` and `.`, but no
/// `.` at either end; at most 120 bytes.
///
/// The name of an object is also the name of its folder (OCFL extension 0002), so it has to be one
/// on every operating system.
pub fn is_id(text: &str) -> bool {
    let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    (1..=120).contains(&text.len())
        && text.chars().all(good)
        && !text.starts_with('.')
        && !text.ends_with('.')
        && !TAKEN.iter().any(|taken| taken.eq_ignore_ascii_case(text))
        && text.nfc().eq(text.chars())
}

/// Whether Windows takes a name for a device, so that no folder or file there can have it.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = |stem: &str| {
        let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        number.is_some_and(|number| {
            number.chars().count() == 1 && number.contains(|c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'))
        })
    };
    DEVICES.contains(&stem.as_str()) || port(&stem)
}

/// The name that a report gets from its folder: `2019` for `data/2019`, if that can be a name.
///
/// Some systems take names of files apart into letters and marks; the name puts them together (NFC).
pub fn id_of_folder(folder: &Path) -> Option<String> {
    let name: String = folder.file_name()?.to_str()?.nfc().collect();
    is_id(&name).then_some(name)
}

/// Whether a path leads down from a folder by plain names, joined by single slashes.
pub fn is_safe_path(path: &str) -> bool {
    let plain = |name: &str| !name.is_empty() && name != "." && name != ".." && !name.contains(['\\', '\0', ':']);
    path.split('/').all(plain)
}
