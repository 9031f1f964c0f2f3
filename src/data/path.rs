//! The paths to the data of a report within their files; what paths have in common is held once.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The path to a value, by its place in the list of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathId(u32);

/// All paths to data.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths {
    steps: Vec<Step>,
    names: Vec<Arc<str>>,
    known: BTreeMap<Arc<str>, u32>,
}

/// A step down from another value, or from the whole of a file.
#[derive(Clone, Copy, Debug)]
struct Step {
    from: Option<PathId>,
    key: Key,
}

/// The key of a member, by its name's index, or the place of an element.
#[derive(Clone, Copy, Debug)]
enum Key {
    Name(u32),
    Element(u32),
}

impl Paths {
    /// The path on to a member.
    pub fn member(&mut self, from: Option<PathId>, name: &str) -> PathId {
        let next = index(self.names.len());
        let name = match self.known.get(name) {
            Some(known) => *known,
            None => {
                let name: Arc<str> = name.into();
                self.names.push(name.clone());
                self.known.insert(name, next);
                next
            }
        };
        self.go(from, Key::Name(name))
    }

    /// The path on to an element of a list, counted from 0.
    pub fn element(&mut self, from: Option<PathId>, at: usize) -> PathId {
        self.go(from, Key::Element(index(at)))
    }

    fn go(&mut self, from: Option<PathId>, key: Key) -> PathId {
        self.steps.push(Step { from, key });
        PathId(index(self.steps.len() - 1))
    }

    /// The path as a JSON pointer (RFC 6901).
    pub fn pointer(&self, path: PathId) -> String {
        let mut keys = Vec::new();
        let mut next = Some(path);
        while let Some(step) = next.and_then(|path| self.steps.get(path.0 as usize)) {
            keys.push(step.key);
            next = step.from;
        }
        let mut pointer = String::new();
        for key in keys.iter().rev() {
            pointer.push('/');
            match key {
                Key::Name(name) => pointer.push_str(&escaped(self.names.get(*name as usize).map_or("", AsRef::as_ref))),
                Key::Element(at) => pointer.push_str(&at.to_string()),
            }
        }
        pointer
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Files are bounded by memory long before 2^32 values.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_pointers() {
        let mut paths = Paths::default();
        let rows = paths.member(None, "rows");
        let row = paths.element(Some(rows), 3);
        let [cell, other] = ["a/b~c", "rows"].map(|name| paths.member(Some(row), name));
        assert_eq!(paths.pointer(cell), "/rows/3/a~1b~0c");
        assert_eq!(paths.pointer(other), "/rows/3/rows");
        assert_eq!(paths.names.len(), 2);
    }
}
