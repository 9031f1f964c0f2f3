//! The way back from content and links to structure elements (ISO 32000-1, 14.7.4.4), which must be the way there.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId};

use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape};
use super::navigation::KnownLink;
use super::objection::{Kept, keeps, knows, unknown};
use super::tree::StructureClaims;

const PARENTS: DictionaryForm = DictionaryForm { what: "`ParentTree`", must: &[("Nums", ValueShape::Array)], may: &[] };

/// The marked content of a page, and its key in the parent tree.
pub(super) struct PageContent {
    pub page: ObjectId,
    pub parents: usize,
    /// For each number of marked content, whether it occurs.
    pub numbers: Vec<bool>,
}

/// Checks that content, links, the structure tree and the parent tree say the same.
pub(super) fn check<'a>(
    file: &KnownFile<'a>,
    root: &KnownEntries<'a>,
    claims: &StructureClaims<'a>,
    contents: &[PageContent],
    links: &[KnownLink],
) -> Kept {
    let entries = file.entries(root.value("ParentTree")?, &PARENTS)?;
    let mut parents = BTreeMap::new();
    for pair in entries.array("Nums").chunks(2) {
        let [Object::Integer(key), parent] = pair else { return unknown("an unusual list of parents") };
        let Ok(key) = usize::try_from(*key) else { return unknown("an unusual list of parents") };
        knows(parents.last_key_value().is_none_or(|(last, _)| *last < key), "parents that are not sorted")?;
        parents.insert(key, parent);
    }
    let next = root.count("ParentTreeNextKey").unwrap_or(0);
    knows(parents.last_key_value().is_none_or(|(last, _)| *last < next), "a parent tree that ends later than it says")?;
    for content in contents {
        let Some(parent) = parents.remove(&content.parents) else { return unknown("a page without parents") };
        let (_, Object::Array(parent)) = file.followed(parent)? else { return unknown("a page without parents") };
        let claimed = claims.contents.get(&content.page).map_or(&[][..], Vec::as_slice);
        let same = parent.len() == claimed.len()
            && parent
                .iter()
                .zip(claimed)
                .all(|(parent, claim)| parent.as_reference().ok() == *claim && claim.is_some());
        keeps(same, "7.1", "the parent tree differs from the structure tree")?;
        let shown = content.numbers.len() == claimed.len() && content.numbers.iter().all(|occurs| *occurs);
        keeps(shown, "7.1", "the marked content of a page differs from the structure tree")?;
    }
    for link in links {
        let parent = parents.remove(&link.parent).and_then(|parent| parent.as_reference().ok());
        let claimed = claims.links.get(&link.id);
        let same = claimed.is_some_and(|(page, element)| *page == link.page && Some(*element) == parent);
        keeps(same, "7.18.1", "a link is not in the structure tree, or elsewhere than it says")?;
    }
    let all = claims.links.len() == links.len()
        && claims.contents.keys().all(|page| contents.iter().any(|own| own.page == *page));
    knows(all && parents.is_empty(), "structure elements of content or links that are not there")
}
