//! Types of structure elements and what may be within them (ISO 32000-1, 14.8.4; ISO 14289-1, 7.2).

use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape};
use super::objection::{Kept, keeps, knows, unknown};

/// A standard type of structure elements that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StructureRole {
    /// The root of the tree itself, above all elements.
    Root,
    /// What divides a document: `Document`, `Part`, `Art`, `Sect`, `Div`, `BlockQuote`.
    Division,
    Paragraph,
    /// A heading of a level, from 1.
    Heading(u8),
    List,
    Item,
    Label,
    Body,
    Table,
    Head,
    Rows,
    Row,
    HeaderCell,
    Cell,
    Contents,
    ContentsItem,
    Caption,
    Figure,
    Note,
    Link,
    /// What is within a line: `Span`, `Quote`, `Code`, `Reference`, `BibEntry`.
    Inline,
}

/// The types that may be mapped to standard ones, with these: those of Typst and krilla.
const MAPPED: [(&str, &str); 5] =
    [("Datetime", "Span"), ("Em", "Span"), ("Strong", "Span"), ("Terms", "Part"), ("Title", "P")];

const MAP: DictionaryForm = DictionaryForm {
    what: "`RoleMap`",
    must: &[],
    may: &[
        ("Datetime", ValueShape::Is("Span")),
        ("Em", ValueShape::Is("Span")),
        ("Strong", ValueShape::Is("Span")),
        ("Terms", ValueShape::Is("Part")),
        ("Title", ValueShape::Is("P")),
    ],
};

/// The types of a file that are mapped to standard ones.
pub(super) struct RoleMap<'a>(Option<KnownEntries<'a>>);

impl<'a> RoleMap<'a> {
    pub fn read(file: &KnownFile<'a>, root: &KnownEntries<'a>) -> Kept<Self> {
        Ok(Self(root.get("RoleMap").map(|map| file.entries(map, &MAP)).transpose()?))
    }

    /// What a type means.
    pub fn role(&self, name: &[u8]) -> Kept<StructureRole> {
        let mapped = MAPPED.iter().find(|(own, _)| own.as_bytes() == name);
        let Some((own, standard)) = mapped else { return standard(name) };
        keeps(
            self.0.is_some_and(|map| map.get(own).is_some()),
            "6.7.3.4",
            "a type of structure is not mapped to a standard one",
        )?;
        self::standard(standard.as_bytes())
    }
}

fn standard(name: &[u8]) -> Kept<StructureRole> {
    Ok(match name {
        b"Document" | b"Part" | b"Art" | b"Sect" | b"Div" | b"BlockQuote" => StructureRole::Division,
        b"P" => StructureRole::Paragraph,
        [b'H', level @ b'1'..=b'6'] => StructureRole::Heading(level - b'0'),
        b"L" => StructureRole::List,
        b"LI" => StructureRole::Item,
        b"Lbl" => StructureRole::Label,
        b"LBody" => StructureRole::Body,
        b"Table" => StructureRole::Table,
        b"THead" => StructureRole::Head,
        b"TBody" => StructureRole::Rows,
        b"TR" => StructureRole::Row,
        b"TH" => StructureRole::HeaderCell,
        b"TD" => StructureRole::Cell,
        b"TOC" => StructureRole::Contents,
        b"TOCI" => StructureRole::ContentsItem,
        b"Caption" => StructureRole::Caption,
        b"Figure" => StructureRole::Figure,
        b"Note" => StructureRole::Note,
        b"Link" => StructureRole::Link,
        b"Span" | b"Quote" | b"Code" | b"Reference" | b"BibEntry" => StructureRole::Inline,
        _ => return unknown(format!("the structure type `{}`", String::from_utf8_lossy(name))),
    })
}

/// Objection unless an element may be within another.
pub(super) fn may_be_within(role: StructureRole, parent: StructureRole) -> Kept {
    let allowed = match (parent, role) {
        (StructureRole::List, StructureRole::Item | StructureRole::List)
        | (StructureRole::Item, StructureRole::Label | StructureRole::Body)
        | (StructureRole::Table, StructureRole::Head | StructureRole::Rows)
        | (StructureRole::Head | StructureRole::Rows, StructureRole::Row)
        | (StructureRole::Row, StructureRole::HeaderCell | StructureRole::Cell)
        | (StructureRole::Contents, StructureRole::ContentsItem | StructureRole::Contents) => true,
        (
            StructureRole::List
            | StructureRole::Item
            | StructureRole::Table
            | StructureRole::Head
            | StructureRole::Rows
            | StructureRole::Row
            | StructureRole::Contents,
            _,
        ) => false,
        (
            _,
            StructureRole::Item
            | StructureRole::Body
            | StructureRole::Head
            | StructureRole::Rows
            | StructureRole::Row
            | StructureRole::HeaderCell
            | StructureRole::Cell
            | StructureRole::ContentsItem,
        ) => false,
        // Where a caption belongs depends on its neighbours.
        (_, StructureRole::Caption) => return unknown("a caption"),
        (StructureRole::Root, role) => role == StructureRole::Division,
        _ => true,
    };
    keeps(allowed, "7.2", "a structure element is within another that must not hold it")
}

/// Objection unless an element may hold content itself.
pub(super) fn may_hold_content(role: StructureRole) -> Kept {
    let groups = matches!(
        role,
        StructureRole::Root
            | StructureRole::Division
            | StructureRole::List
            | StructureRole::Item
            | StructureRole::Table
            | StructureRole::Head
            | StructureRole::Rows
            | StructureRole::Row
            | StructureRole::Contents
    );
    knows(!groups, "content directly within a structure element that groups others")
}
