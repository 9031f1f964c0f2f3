//! The paths to the data of a report within their files; what paths have in common is held once.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::Arc;

/// The path to a value, by its place in the list of all, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathId(NonZeroU32);

/// All paths to data.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths {
    steps: Vec<PathStep>,
    names: Vec<Arc<str>>,
    known: BTreeMap<Arc<str>, u32>,
}

/// A step down from another value, or from the whole of a file. There are more of them than data.
#[derive(Clone, Copy, Debug)]
struct PathStep {
    from: Option<PathId>,
    /// The place of an element, or, with the highest bit, the index of a member's name.
    key: u32,
}

/// Tells the name of a member from the place of an element.
const NAME: u32 = 1 << 31;

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
        self.go(from, NAME | name)
    }

    /// The path on to an element of a list, counted from 0.
    pub fn element(&mut self, from: Option<PathId>, at: usize) -> PathId {
        self.go(from, index(at))
    }

    fn go(&mut self, from: Option<PathId>, key: u32) -> PathId {
        self.steps.push(PathStep { from, key });
        PathId(NonZeroU32::MIN.saturating_add(index(self.steps.len() - 1)))
    }

    /// Gives back the memory that was kept for more steps.
    pub fn shrink(&mut self) {
        self.steps.shrink_to_fit();
    }

    /// The path as a JSON pointer (RFC 6901).
    pub fn pointer(&self, path: PathId) -> String {
        let mut keys = Vec::new();
        let mut next = Some(path);
        while let Some(step) = next.and_then(|path| self.steps.get(path.0.get() as usize - 1)) {
            keys.push(step.key);
            next = step.from;
        }
        let mut pointer = String::new();
        for key in keys.iter().rev() {
            pointer.push('/');
            if key & NAME == 0 {
                pointer.push_str(&key.to_string());
            } else {
                let name = self.names.get((key & !NAME) as usize);
                pointer.push_str(&escaped(name.map_or("", AsRef::as_ref)));
            }
        }
        pointer
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Values are limited (`limits::VALUES`) long before 2^31.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX) & !NAME
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
