//! Whether a path leads into a store, also by folders that are not there yet.

use std::path::{Component, Path, PathBuf};

/// The files by which folders of the Oxford Common File Layout declare themselves, in any of its releases.
const DECLARED: [&str; 5] = ["0=ocfl_1.0", "0=ocfl_1.1", "0=ocfl_object_1.0", "0=ocfl_object_1.1", "ocfl_layout.json"];

/// Whether a path is a store, or lies or would lie within one.
pub fn is_within_store(path: &Path) -> bool {
    settled(path).is_some_and(|place| place.ancestors().any(is_declared))
}

/// Whether a path lies or would lie within a store, other than one that is there itself.
pub(crate) fn is_below_store(path: &Path) -> bool {
    settled(path).is_some_and(|place| place.ancestors().skip(1).any(is_declared))
}

fn is_declared(folder: &Path) -> bool {
    DECLARED.iter().any(|name| folder.join(name).exists())
}

/// Where a path leads once its missing folders are made: each link is followed before the next `..` leads upwards.
fn settled(path: &Path) -> Option<PathBuf> {
    let mut place = Path::new(".").canonicalize().ok()?;
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(place.pop()),
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                place.push(part);
                place = place.canonicalize().unwrap_or(place);
            }
        }
    }
    Some(place)
}
