//! In the files of which councils errors lie.

use std::collections::BTreeSet;
use std::path::Path;

use crate::data::council_of_path;
use crate::diagnostic::{Diagnostic, Sources};

/// The ids of the councils in whose files, or in whose tables and pictures, errors lie; `folder` is what messages call the
/// report's folder. Warnings and errors in other files are nobody's.
pub fn councils_at_fault(errors: &[Diagnostic], sources: &Sources, folder: &Path) -> BTreeSet<String> {
    let places = errors.iter().filter(|error| error.is_error()).flat_map(|error| {
        let own = error.place.iter().filter(|place| path_within(sources.name(place.file), folder).is_some());
        // An error in a component is shown with the datum that was being printed.
        let beside = error.related.iter().map(|(place, _)| place);
        own.chain(beside).take(1)
    });
    let names: BTreeSet<&str> = places.map(|place| sources.name(place.file)).collect();
    let mut ids = BTreeSet::new();
    for name in names {
        let Some(path) = path_within(name, folder) else { continue };
        match council_of_path(&path) {
            Some(id) => ids.extend([id.to_owned()]),
            // Another file belongs to the councils whose files name it.
            None => ids.extend(councils_naming(&path, sources, folder)),
        }
    }
    ids
}

/// The councils whose files contain a path, as a JSON text.
fn councils_naming<'a>(path: &str, sources: &'a Sources, folder: &'a Path) -> impl Iterator<Item = String> + 'a {
    let quoted = format!("\"{path}\"");
    sources.files().filter(move |(_, text)| text.contains(&quoted)).filter_map(|(name, _)| {
        let path = path_within(name, folder)?;
        council_of_path(&path).map(str::to_owned)
    })
}

/// The path of a file within the report's folder, with slashes.
fn path_within(name: &str, folder: &Path) -> Option<String> {
    let path = Path::new(name).strip_prefix(folder).ok()?;
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}
