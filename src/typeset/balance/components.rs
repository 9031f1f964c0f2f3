//! What the components are told: how parts stand, or what they are to measure.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use typst::foundations::{Bytes, Repr, Str};

use super::HeightQuery;
use super::extents::PartPlacement;
use crate::typeset::Files;

/// The component that holds it.
const FILE: &str = "balancing.typ";

/// Has the components set parts at their places, by the keys of groups.
pub(super) fn placing(placements: &BTreeMap<String, Vec<PartPlacement>>) -> Files {
    let groups = placements.iter().map(|(key, placed)| {
        let placed =
            placed.iter().map(|PartPlacement { begins_page, air }| format!("(page: {begins_page}, air: {}),", air.0));
        (key, format!("({})", placed.collect::<String>()))
    });
    file(&dictionary(groups), "none")
}

/// Has the components measure heights, and set no parts.
pub(super) fn measuring(queries: &BTreeSet<HeightQuery>) -> Files {
    let mut groups: BTreeMap<&String, String> = BTreeMap::new();
    for (key, index, air) in queries {
        groups.entry(key).or_default().push_str(&format!("({index}, {}),", air.0));
    }
    file("(:)", &dictionary(groups.into_iter().map(|(key, queries)| (key, format!("({queries})")))))
}

fn file(found: &str, asked: &str) -> Files {
    [(FILE.to_owned(), Bytes::from_string(format!("#let found = {found}\n#let asked = {asked}\n")))].into()
}

/// Typst source by keys, as a Typst dictionary.
fn dictionary(entries: impl Iterator<Item = (impl AsRef<str>, impl Display)>) -> String {
    let entries: Vec<String> =
        entries.map(|(key, value)| format!("{}: {value}", Str::from(key.as_ref()).repr())).collect();
    if entries.is_empty() { "(:)".to_owned() } else { format!("({})", entries.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::balance::extents::Air;

    fn text(files: &Files) -> &str {
        std::str::from_utf8(&files[FILE]).unwrap_or_default()
    }

    #[test]
    fn components_are_told_in_their_language() {
        let placed = vec![
            PartPlacement { begins_page: false, air: Air(0.94) },
            PartPlacement { begins_page: true, air: Air::NORMAL },
        ];
        let files = placing(&[("a\"\\b".to_owned(), placed)].into());
        let expected =
            "#let found = (\"a\\\"\\\\b\": ((page: false, air: 0.94),(page: true, air: 1),))\n#let asked = none\n";
        assert_eq!(text(&files), expected);
        let queries = [("a".to_owned(), 1, Air::NORMAL), ("a".to_owned(), 1, Air(0.64)), ("b".to_owned(), 0, Air(1.6))];
        let files = measuring(&queries.into());
        let expected = "#let found = (:)\n#let asked = (\"a\": ((1, 0.64),(1, 1),), \"b\": ((0, 1.6),))\n";
        assert_eq!(text(&files), expected);
    }
}
