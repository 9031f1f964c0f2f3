//! Types of structure elements and what may be within them (ISO 32000-1, 14.8.4; ISO 14289-1, 7.2).

use super::forms::{Form, KnownEntries, KnownFile, Shape};
use super::objection::{Kept, keeps, knows, unknown};

/// A standard type of structure elements that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
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

const MAP: Form = Form {
    what: "`RoleMap`",
    must: &[],
    may: &[
        ("Datetime", Shape::Is("Span")),
        ("Em", Shape::Is("Span")),
        ("Strong", Shape::Is("Span")),
        ("Terms", Shape::Is("Part")),
        ("Title", Shape::Is("P")),
    ],
};

/// The types of a file that are mapped to standard ones.
pub(super) struct RoleMap<'a>(Option<KnownEntries<'a>>);

impl<'a> RoleMap<'a> {
    pub fn read(file: &KnownFile<'a>, root: &KnownEntries<'a>) -> Kept<Self> {
        Ok(Self(root.get("RoleMap").map(|map| file.entries(map, &MAP)).transpose()?))
    }

    /// What a type means.
    pub fn role(&self, name: &[u8]) -> Kept<Role> {
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

fn standard(name: &[u8]) -> Kept<Role> {
    Ok(match name {
        b"Document" | b"Part" | b"Art" | b"Sect" | b"Div" | b"BlockQuote" => Role::Division,
        b"P" => Role::Paragraph,
        [b'H', level @ b'1'..=b'6'] => Role::Heading(level - b'0'),
        b"L" => Role::List,
        b"LI" => Role::Item,
        b"Lbl" => Role::Label,
        b"LBody" => Role::Body,
        b"Table" => Role::Table,
        b"THead" => Role::Head,
        b"TBody" => Role::Rows,
        b"TR" => Role::Row,
        b"TH" => Role::HeaderCell,
        b"TD" => Role::Cell,
        b"TOC" => Role::Contents,
        b"TOCI" => Role::ContentsItem,
        b"Caption" => Role::Caption,
        b"Figure" => Role::Figure,
        b"Note" => Role::Note,
        b"Link" => Role::Link,
        b"Span" | b"Quote" | b"Code" | b"Reference" | b"BibEntry" => Role::Inline,
        _ => return unknown(format!("the structure type `{}`", String::from_utf8_lossy(name))),
    })
}

/// Objection unless an element may be within another.
pub(super) fn may_be_within(role: Role, parent: Role) -> Kept {
    let allowed = match (parent, role) {
        (Role::List, Role::Item | Role::List)
        | (Role::Item, Role::Label | Role::Body)
        | (Role::Table, Role::Head | Role::Rows)
        | (Role::Head | Role::Rows, Role::Row)
        | (Role::Row, Role::HeaderCell | Role::Cell)
        | (Role::Contents, Role::ContentsItem | Role::Contents) => true,
        (Role::List | Role::Item | Role::Table | Role::Head | Role::Rows | Role::Row | Role::Contents, _) => false,
        (
            _,
            Role::Item
            | Role::Body
            | Role::Head
            | Role::Rows
            | Role::Row
            | Role::HeaderCell
            | Role::Cell
            | Role::ContentsItem,
        ) => false,
        // Where a caption belongs depends on its neighbours.
        (_, Role::Caption) => return unknown("a caption"),
        (Role::Root, role) => role == Role::Division,
        _ => true,
    };
    keeps(allowed, "7.2", "a structure element is within another that must not hold it")
}

/// Objection unless an element may hold content itself.
pub(super) fn may_hold_content(role: Role) -> Kept {
    let groups = matches!(
        role,
        Role::Root
            | Role::Division
            | Role::List
            | Role::Item
            | Role::Table
            | Role::Head
            | Role::Rows
            | Role::Row
            | Role::Contents
    );
    knows(!groups, "content directly within a structure element that groups others")
}
