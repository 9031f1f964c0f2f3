//! Bookmarks, named destinations, page labels and links (ISO 32000-1, 12.3 to 12.6; ISO 14289-1, 7.17 and 7.18).

use std::collections::BTreeSet;

use lopdf::{Object, ObjectId};

use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape};
use super::objection::{Kept, keeps, knows, unknown};
use super::pages::KnownPage;

const OUTLINE: DictionaryForm = DictionaryForm {
    what: "the outline",
    must: &[("First", ValueShape::Reference), ("Last", ValueShape::Reference)],
    may: &[("Type", ValueShape::Is("Outlines")), ("Count", ValueShape::Count)],
};

const BOOKMARK: DictionaryForm = DictionaryForm {
    what: "a bookmark",
    must: &[("Title", ValueShape::Text), ("Parent", ValueShape::Reference), ("Dest", ValueShape::Reference)],
    may: &[
        ("Prev", ValueShape::Reference),
        ("Next", ValueShape::Reference),
        ("First", ValueShape::Reference),
        ("Last", ValueShape::Reference),
        ("Count", ValueShape::Number),
    ],
};

/// The lists of names in the catalog.
pub(super) const NAMES: DictionaryForm = DictionaryForm {
    what: "`Names`",
    must: &[],
    may: &[("Dests", ValueShape::Dictionary), ("EmbeddedFiles", ValueShape::Dictionary)],
};

const DESTINATIONS: DictionaryForm =
    DictionaryForm { what: "`Dests`", must: &[("Names", ValueShape::Array)], may: &[] };

const LABELS: DictionaryForm = DictionaryForm { what: "`PageLabels`", must: &[("Nums", ValueShape::Array)], may: &[] };

const LABEL: DictionaryForm = DictionaryForm {
    what: "a page label",
    must: &[],
    may: &[
        ("Type", ValueShape::Is("PageLabel")),
        ("S", ValueShape::OneOf(&["D", "r", "R", "a", "A"])),
        ("P", ValueShape::Text),
        ("St", ValueShape::Count),
    ],
};

const LINK: DictionaryForm = DictionaryForm {
    what: "an annotation",
    must: &[
        ("Subtype", ValueShape::Is("Link")),
        ("Rect", ValueShape::Numbers(4)),
        ("Contents", ValueShape::Text),
        // Printed, and neither hidden nor invisible (ISO 19005-2, 6.3.2).
        ("F", ValueShape::Exactly(4)),
        ("StructParent", ValueShape::Count),
    ],
    may: &[
        ("Type", ValueShape::Is("Annot")),
        ("Border", ValueShape::Numbers(3)),
        ("QuadPoints", ValueShape::Array),
        ("Dest", ValueShape::Any),
        ("A", ValueShape::Dictionary),
    ],
};

const ADDRESS: DictionaryForm = DictionaryForm {
    what: "an action",
    must: &[("S", ValueShape::Is("URI")), ("URI", ValueShape::String)],
    may: &[("Type", ValueShape::Is("Action"))],
};

/// A link, by which the structure tree tells of it.
pub(super) struct KnownLink {
    pub id: ObjectId,
    pub page: ObjectId,
    /// Its key in the parent tree.
    pub parent: usize,
}

/// What leads through a document.
pub(super) struct Navigation<'a, 'f> {
    file: &'f KnownFile<'a>,
    pages: BTreeSet<ObjectId>,
    /// Names of destinations.
    names: BTreeSet<&'a [u8]>,
}

impl<'a, 'f> Navigation<'a, 'f> {
    /// Checks bookmarks, named destinations and page labels.
    pub fn checked(file: &'f KnownFile<'a>, catalog: &KnownEntries<'a>, pages: &[KnownPage<'a>]) -> Kept<Self> {
        let pages = pages.iter().map(|page| page.id).collect();
        let mut navigation = Self { file, pages, names: BTreeSet::new() };
        if let Some(names) = catalog.get("Names") {
            navigation.named_destinations(file.entries(names, &NAMES)?)?;
        }
        if let Some(outline) = catalog.get("Outlines") {
            navigation.outline(outline)?;
        }
        if let Some(labels) = catalog.get("PageLabels") {
            navigation.labels(file.entries(labels, &LABELS)?)?;
        }
        Ok(navigation)
    }

    fn named_destinations(&mut self, names: KnownEntries<'a>) -> Kept {
        let Some(destinations) = names.get("Dests") else { return Ok(()) };
        for pair in self.file.entries(destinations, &DESTINATIONS)?.array("Names").chunks(2) {
            let [Object::String(name, _), destination] = pair else {
                return unknown("an unusual list of destinations");
            };
            self.destination(destination)?;
            knows(self.names.last().is_none_or(|last| *last < name.as_slice()), "destinations that are not sorted")?;
            self.names.insert(name);
        }
        Ok(())
    }

    /// An indirect array that leads to a page.
    fn destination(&self, object: &'a Object) -> Kept {
        let (_, Object::Array(array)) = self.file.followed(object)? else {
            return unknown("a destination that is no array");
        };
        let [Object::Reference(page), Object::Name(kind), place @ ..] = array.as_slice() else {
            return unknown("a destination that is not known");
        };
        let placed = place.iter().all(|number| matches!(number, Object::Integer(_) | Object::Real(_)));
        knows(kind == b"XYZ" && placed && place.len() == 3, "a destination that is not known")?;
        knows(self.pages.contains(page), "a destination without a page")
    }

    fn outline(&self, object: &'a Object) -> Kept {
        let (root, _) = self.file.followed(object)?;
        let outline = self.file.entries(object, &OUTLINE)?;
        let mut left = self.file.document.objects.len();
        self.bookmarks(root, &outline, &mut left, 0)
    }

    /// All bookmarks directly below one, and theirs.
    fn bookmarks(&self, parent: ObjectId, above: &KnownEntries<'a>, left: &mut usize, depth: usize) -> Kept {
        knows(depth < 16, "bookmarks that are nested deep")?;
        let mut previous = None;
        let mut next = Some(above.value("First")?);
        while let Some(object) = next {
            let Some(fewer) = left.checked_sub(1) else { return unknown("bookmarks in a circle") };
            *left = fewer;
            let (id, _) = self.file.followed(object)?;
            let bookmark = self.file.entries(object, &BOOKMARK)?;
            let linked = bookmark.id("Parent") == Some(parent) && bookmark.id("Prev") == previous;
            knows(linked, "a bookmark with another parent, or out of order")?;
            self.destination(bookmark.value("Dest")?)?;
            if bookmark.get("First").is_some() {
                self.bookmarks(id, &bookmark, left, depth + 1)?;
            } else {
                knows(bookmark.get("Last").is_none(), "a bookmark with a last one below it, but no first one")?;
            }
            previous = Some(id);
            next = bookmark.get("Next");
        }
        knows(above.id("Last") == previous, "a last bookmark that is not the last one")
    }

    fn labels(&self, labels: KnownEntries<'a>) -> Kept {
        for pair in labels.array("Nums").chunks(2) {
            let [Object::Integer(_), label] = pair else { return unknown("an unusual list of page labels") };
            self.file.entries(label, &LABEL)?;
        }
        Ok(())
    }

    /// Checks the links of a page.
    pub fn links(&self, page: &KnownPage<'a>) -> Kept<Vec<KnownLink>> {
        page.entries.array("Annots").iter().map(|object| self.link(page, object)).collect()
    }

    fn link(&self, page: &KnownPage<'a>, object: &'a Object) -> Kept<KnownLink> {
        let (id, _) = self.file.followed(object)?;
        let link = self.file.entries(object, &LINK)?;
        let is_number = |number: &Object| matches!(number, Object::Integer(_) | Object::Real(_));
        let corners = link.array("QuadPoints");
        knows(corners.len() % 8 == 0 && corners.iter().all(is_number), "a link of unusual shape")?;
        match (link.get("A"), link.get("Dest")) {
            (Some(action), None) => {
                let address = self.file.entries(action, &ADDRESS)?;
                let plain = address.string("URI").is_some_and(|address| !address.is_empty() && address.is_ascii());
                knows(plain, "an address with unusual characters")?;
            }
            (None, Some(Object::String(name, _))) => {
                keeps(self.names.contains(name.as_slice()), "7.18.5", "a link leads to no destination")?;
            }
            (None, Some(destination)) => self.destination(destination)?,
            _ => return unknown("a link without a target, or with two"),
        }
        Ok(KnownLink { id, page: page.id, parent: link.count("StructParent").unwrap_or(0) })
    }
}
