//! The structure tree (ISO 32000-1, 14.7; ISO 19005-2, 6.7; ISO 14289-1, 7.1 to 7.9).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Object, ObjectId};

use super::attributes;
use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape};
use super::objection::{Kept, keeps, knows, unknown};
use super::roles::{RoleMap, StructureRole, may_be_within, may_hold_content};
use super::tables::{self, KnownCell};

pub(super) const ROOT: DictionaryForm = DictionaryForm {
    what: "the structure tree",
    must: &[
        ("Type", ValueShape::Is("StructTreeRoot")),
        ("K", ValueShape::Array),
        ("ParentTree", ValueShape::Dictionary),
        ("ParentTreeNextKey", ValueShape::Count),
    ],
    may: &[("RoleMap", ValueShape::Dictionary), ("IDTree", ValueShape::Dictionary)],
};

const ELEMENT: DictionaryForm = DictionaryForm {
    what: "a structure element",
    must: &[
        ("Type", ValueShape::Is("StructElem")),
        ("S", ValueShape::Name),
        ("P", ValueShape::Reference),
        ("K", ValueShape::Array),
    ],
    may: &[
        ("Pg", ValueShape::Reference),
        ("A", ValueShape::Array),
        ("Alt", ValueShape::Text),
        ("T", ValueShape::Text),
        ("ID", ValueShape::Text),
        ("Lang", ValueShape::Text),
    ],
};

const CONTENT: DictionaryForm = DictionaryForm {
    what: "a reference to content",
    must: &[("Type", ValueShape::Is("MCR")), ("Pg", ValueShape::Reference), ("MCID", ValueShape::Count)],
    may: &[],
};

const OBJECT: DictionaryForm = DictionaryForm {
    what: "a reference to an object",
    must: &[("Type", ValueShape::Is("OBJR")), ("Obj", ValueShape::Reference), ("Pg", ValueShape::Reference)],
    may: &[],
};

const IDENTIFIERS: DictionaryForm =
    DictionaryForm { what: "`IDTree`", must: &[("Names", ValueShape::Array)], may: &[] };

/// Elements within each other.
const DEPTH: usize = 64;

/// What the elements of a tree claim as theirs.
#[derive(Default)]
pub(super) struct StructureClaims<'a> {
    /// Content, by its page and number, with the element that it belongs to.
    pub contents: BTreeMap<ObjectId, Vec<Option<ObjectId>>>,
    /// Links with their page and the element that they belong to.
    pub links: BTreeMap<ObjectId, (ObjectId, ObjectId)>,
    elements: BTreeSet<ObjectId>,
    identifiers: BTreeMap<&'a [u8], ObjectId>,
    notes: BTreeSet<&'a [u8]>,
    /// The level of the last heading; none is 0.
    level: u8,
}

/// A reading of the tree.
struct TreeReading<'a, 'f> {
    file: &'f KnownFile<'a>,
    roles: RoleMap<'a>,
    claims: StructureClaims<'a>,
}

/// An element whose children are looked at.
#[derive(Clone, Copy)]
struct ParentElement {
    id: ObjectId,
    role: StructureRole,
    page: Option<ObjectId>,
}

/// Reads the tree of a document.
pub(super) fn read<'a>(file: &KnownFile<'a>, root: ObjectId, entries: &KnownEntries<'a>) -> Kept<StructureClaims<'a>> {
    let roles = RoleMap::read(file, entries)?;
    let mut reading = TreeReading { file, roles, claims: StructureClaims::default() };
    reading.children(
        entries.array("K"),
        ParentElement { id: root, role: StructureRole::Root, page: None },
        &mut Vec::new(),
        0,
    )?;
    reading.identifiers(entries)?;
    Ok(reading.claims)
}

impl<'a> TreeReading<'a, '_> {
    /// The children of an element; the cells among them are collected by rows.
    fn children(
        &mut self,
        kids: &'a [Object],
        parent: ParentElement,
        rows: &mut Vec<Vec<KnownCell<'a>>>,
        depth: usize,
    ) -> Kept {
        knows(depth < DEPTH, "structure elements that are nested deep")?;
        for kid in kids {
            match kid {
                Object::Integer(number) => self.content(parent, parent.page, *number)?,
                Object::Dictionary(own) if own.has(b"MCID") => {
                    let entries = self.file.entries(kid, &CONTENT)?;
                    let number = entries.count("MCID").and_then(|number| i64::try_from(number).ok());
                    self.content(parent, entries.id("Pg"), number.unwrap_or(-1))?;
                }
                Object::Dictionary(_) => self.object(parent, kid)?,
                Object::Reference(_) => self.element(kid, parent, rows, depth)?,
                _ => return unknown("a child of a structure element that is not known"),
            }
        }
        Ok(())
    }

    fn content(&mut self, parent: ParentElement, page: Option<ObjectId>, number: i64) -> Kept {
        may_hold_content(parent.role)?;
        let (Some(page), Some(number)) = (page, usize::try_from(number).ok().filter(|number| *number < 1 << 20)) else {
            return unknown("content without a page or a number");
        };
        let contents = self.claims.contents.entry(page).or_default();
        if contents.len() <= number {
            contents.resize(number + 1, None);
        }
        let claimed = contents.get_mut(number).is_none_or(|claim| claim.replace(parent.id).is_some());
        knows(!claimed, "content that belongs to two structure elements")
    }

    /// An annotation, which must be a link within an element for links.
    fn object(&mut self, parent: ParentElement, kid: &'a Object) -> Kept {
        let entries = self.file.entries(kid, &OBJECT)?;
        let (Some(object), Some(page)) = (entries.id("Obj"), entries.id("Pg")) else {
            return unknown("a reference to an object that is not known");
        };
        keeps(parent.role == StructureRole::Link, "7.18.5", "a link is not within a structure element for links")?;
        knows(self.claims.links.insert(object, (page, parent.id)).is_none(), "a link that belongs to two elements")
    }

    fn element(
        &mut self,
        kid: &'a Object,
        parent: ParentElement,
        rows: &mut Vec<Vec<KnownCell<'a>>>,
        depth: usize,
    ) -> Kept {
        let (id, _) = self.file.followed(kid)?;
        knows(self.claims.elements.insert(id), "a structure element that occurs twice")?;
        let element = self.file.entries(kid, &ELEMENT)?;
        keeps(element.id("P") == Some(parent.id), "7.1", "a structure element has another parent")?;
        let role = self.roles.role(element.name("S").unwrap_or_default())?;
        may_be_within(role, parent.role)?;
        self.own_rules(id, role, &element)?;
        let attributes = attributes::read(self.file, &element)?;
        match role {
            StructureRole::Row => rows.push(Vec::new()),
            StructureRole::HeaderCell | StructureRole::Cell => {
                let cell =
                    KnownCell { attributes, header: role == StructureRole::HeaderCell, id: element.string("ID") };
                let Some(row) = rows.last_mut() else { return unknown("a cell outside of a row") };
                row.push(cell);
            }
            _ => {}
        }
        let own = ParentElement { id, role, page: element.id("Pg") };
        if matches!(role, StructureRole::Table | StructureRole::Head | StructureRole::Rows | StructureRole::Row) {
            let mut within = Vec::new();
            let collected = if role == StructureRole::Table { &mut within } else { rows };
            self.children(element.array("K"), own, collected, depth + 1)?;
            if role == StructureRole::Table {
                self.sections(&element)?;
                tables::check(&within)?;
            }
            return Ok(());
        }
        self.children(element.array("K"), own, &mut Vec::new(), depth + 1)
    }

    /// A table has one head, or none, before one body.
    fn sections(&self, table: &KnownEntries<'a>) -> Kept {
        let roles = table.array("K").iter().map(|kid| {
            let section = self.file.entries(kid, &ELEMENT)?;
            self.roles.role(section.name("S").unwrap_or_default())
        });
        let roles = roles.collect::<Kept<Vec<_>>>()?;
        knows(
            matches!(roles.as_slice(), [StructureRole::Rows] | [StructureRole::Head, StructureRole::Rows]),
            "a table with other sections",
        )
    }

    fn own_rules(&mut self, id: ObjectId, role: StructureRole, element: &KnownEntries<'a>) -> Kept {
        if let Some(language) = element.text("Lang") {
            keeps(
                super::pages::is_language(&language),
                "6.7.4",
                "the language of a structure element is not a language tag",
            )?;
        }
        if let Some(name) = element.string("ID") {
            knows(self.claims.identifiers.insert(name, id).is_none(), "an identifier that occurs twice")?;
        }
        match role {
            StructureRole::Heading(level) => {
                keeps(level <= self.claims.level + 1, "7.4.2", "a level of headings is left out")?;
                self.claims.level = level;
            }
            StructureRole::Figure => keeps(element.get("Alt").is_some(), "7.3", "a figure has no alternative text")?,
            StructureRole::Note => {
                let name = element.string("ID").unwrap_or_default();
                keeps(
                    !name.is_empty() && self.claims.notes.insert(name),
                    "7.9",
                    "a note has no identifier of its own",
                )?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The list of identifiers has those of the elements, in order.
    fn identifiers(&self, root: &KnownEntries<'a>) -> Kept {
        let Some(tree) = root.get("IDTree") else {
            return knows(self.claims.identifiers.is_empty(), "identifiers that are not listed");
        };
        let mut listed = Vec::new();
        for pair in self.file.entries(tree, &IDENTIFIERS)?.array("Names").chunks(2) {
            let [Object::String(name, _), Object::Reference(id)] = pair else {
                return unknown("an unusual list of identifiers");
            };
            listed.push((name.as_slice(), *id));
        }
        let own = self.claims.identifiers.iter().map(|(name, id)| (*name, *id));
        knows(own.eq(listed), "a list of identifiers that differs from those of the elements")
    }
}
