//! How the data of a report are reached in their files, held once for all that lie side by side.

use std::collections::BTreeMap;

/// The way to a value, as an index into [`Paths`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path(u32);

/// All ways that were gone.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths {
    steps: Vec<Step>,
    names: Vec<String>,
    known: BTreeMap<String, u32>,
}

/// A step down from another value, or from the whole of a file.
#[derive(Clone, Copy, Debug)]
struct Step {
    from: Option<Path>,
    key: Key,
}

/// The key of a member, by its name's index, or the place of an element.
#[derive(Clone, Copy, Debug)]
enum Key {
    Name(u32),
    Element(u32),
}

impl Paths {
    /// Goes on to a member.
    pub fn member(&mut self, from: Option<Path>, name: &str) -> Path {
        let next = index(self.names.len());
        let name = match self.known.get(name) {
            Some(known) => *known,
            None => {
                self.names.push(name.to_owned());
                self.known.insert(name.to_owned(), next);
                next
            }
        };
        self.go(from, Key::Name(name))
    }

    /// Goes on to an element of a list, counted from 0.
    pub fn element(&mut self, from: Option<Path>, at: usize) -> Path {
        self.go(from, Key::Element(index(at)))
    }

    fn go(&mut self, from: Option<Path>, key: Key) -> Path {
        self.steps.push(Step { from, key });
        Path(index(self.steps.len() - 1))
    }

    /// The way as a JSON pointer (RFC 6901).
    pub fn pointer(&self, path: Path) -> String {
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
                Key::Name(name) => {
                    pointer.push_str(&escaped(self.names.get(*name as usize).map_or("", String::as_str)))
                }
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
    fn ways_become_pointers() {
        let mut paths = Paths::default();
        let rows = paths.member(None, "rows");
        let row = paths.element(Some(rows), 3);
        let [cell, other] = ["a/b~c", "rows"].map(|name| paths.member(Some(row), name));
        assert_eq!(paths.pointer(cell), "/rows/3/a~1b~0c");
        assert_eq!(paths.pointer(other), "/rows/3/rows");
        assert_eq!(paths.names.len(), 2);
    }
}
