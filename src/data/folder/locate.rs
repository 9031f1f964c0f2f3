//! Where files of a report are.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::{FileMissing, FileNamedOtherwise, FileOutside, HiddenFile};
use crate::data::names::{FileMatch, Names, is_plain_path};
use crate::diagnostic::AnyProblem;

/// Where a file of a report lies, links followed, by its path relative to the folder.
///
/// # Errors
/// As [`Folder::file`](super::Folder::file), but for what is told only by reading.
pub(crate) fn located(root: &Path, path: &str) -> Result<PathBuf, AnyProblem> {
    locate(&Names::default(), root, path)
}

pub(super) fn locate(names: &Names, root: &Path, path: &str) -> Result<PathBuf, AnyProblem> {
    if let Some(refusal) = refusal(path, || names.meant(root, path)) {
        return Err(refusal);
    }
    let place = match names.find(root, path) {
        FileMatch::Here(place) => Some(place),
        FileMatch::Otherwise(real) => return Err(FileNamedOtherwise { path: path.to_owned(), real }.into()),
        FileMatch::Nowhere => None,
    };
    let real = place.and_then(|place| fs::canonicalize(place).ok());
    let Some((real, root)) = real.zip(fs::canonicalize(root).ok()) else {
        return Err(FileMissing { path: path.to_owned(), near: names.near(root, path) }.into());
    };
    match real.strip_prefix(root) {
        Err(_) => Err(FileOutside { path: path.to_owned(), near: None }.into()),
        Ok(inner) if is_hidden(inner) => Err(HiddenFile { path: path.to_owned() }.into()),
        Ok(_) => Ok(real),
    }
}

/// Why a path cannot be that of a file of a report, wherever the report lies; `near` looks for the file that was meant.
pub(crate) fn refusal(path: &str, near: impl FnOnce() -> Option<String>) -> Option<AnyProblem> {
    let relative = Path::new(path);
    let parts: Vec<_> = relative
        .components()
        .filter_map(|part| if let Component::Normal(name) = part { name.to_str() } else { None })
        .collect();
    // Anything but plain names joined by single slashes comes out different.
    let joined_by_slashes = parts.join("/") == path;
    if joined_by_slashes && is_hidden(relative) {
        return Some(HiddenFile { path: path.to_owned() }.into());
    }
    let is_outside = !joined_by_slashes || !is_plain_path(path);
    is_outside.then(|| FileOutside { path: path.to_owned(), near: near() }.into())
}

/// Whether a path has a hidden file or folder in it. Tools keep in them what is no part of the report, such as passwords; a
/// document carries its files whole.
fn is_hidden(path: &Path) -> bool {
    path.iter().any(|name| name.as_encoded_bytes().starts_with(b"."))
}
