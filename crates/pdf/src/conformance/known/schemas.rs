//! Values of XMP properties, and the extension schemas that declare properties (ISO 19005-2, 6.6.2.3).

use std::collections::BTreeSet;

use roxmltree::Node;

use super::objection::{Kept, knows, unknown};

pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const SCHEMA: &str = "http://www.aiim.org/pdfa/ns/schema#";
const PROPERTY: &str = "http://www.aiim.org/pdfa/ns/property#";
const EVENT: &str = "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#";

/// Properties that extension schemas declare: namespace, name and type.
#[derive(Default)]
pub(super) struct DeclaredProperties(BTreeSet<(String, String, String)>);

impl DeclaredProperties {
    pub fn has(&self, space: &str, name: &str, kind: &str) -> bool {
        self.0.contains(&(space.to_owned(), name.to_owned(), kind.to_owned()))
    }
}

/// The elements within one that has no text of its own.
pub(super) fn elements<'a, 'x>(node: Node<'a, 'x>) -> Kept<Vec<Node<'a, 'x>>> {
    knows(node.children().all(|child| child.is_element()), "text in the metadata where none belongs")?;
    Ok(node.children().collect())
}

/// The text of an element that has nothing else.
pub(super) fn text(node: Node<'_, '_>) -> Kept<String> {
    let plain = node.attributes().len() == 0 && node.children().all(|child| child.is_text());
    let text = node.text().unwrap_or_default();
    knows(plain && !text.is_empty() && text.trim() == text, "a text of the metadata that is not known")?;
    Ok(text.to_owned())
}

/// A date, such as `2019-06-01T00:00:00Z` (ISO 16684-1, 8.2.1.2).
pub(super) fn date(node: Node<'_, '_>) -> Kept<String> {
    let text = text(node)?;
    let shape: String = text.chars().map(|digit| if digit.is_ascii_digit() { '0' } else { digit }).collect();
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<u32>().ok());
    let within = number(5..7).is_some_and(|month| (1..=12).contains(&month))
        && number(8..10).is_some_and(|day| (1..=31).contains(&day))
        && number(11..13).is_some_and(|hour| hour < 24)
        && number(14..16).is_some_and(|minute| minute < 60)
        && number(17..19).is_some_and(|second| second < 60);
    knows(shape == "0000-00-00T00:00:00Z" && within, "a date of the metadata that is not known")?;
    Ok(text)
}

/// Whether a text is a whole number without a sign.
pub(super) fn is_whole(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// The elements of a list of this kind.
pub(super) fn container<'a, 'x>(property: Node<'a, 'x>, kind: &str) -> Kept<Vec<Node<'a, 'x>>> {
    let children = elements(property)?;
    let [list] = children.as_slice() else { return unknown("a list of the metadata that is not known") };
    let plain = property.attributes().len() == 0 && list.attributes().len() == 0 && list.has_tag_name((RDF, kind));
    knows(plain, "a list of the metadata that is not known")?;
    let items = elements(*list)?;
    knows(
        !items.is_empty() && items.iter().all(|item| item.has_tag_name((RDF, "li"))),
        "an empty list of the metadata",
    )?;
    Ok(items)
}

/// The texts of a list of this kind.
pub(super) fn items(property: Node<'_, '_>, kind: &str) -> Kept<Vec<String>> {
    container(property, kind)?.into_iter().map(text).collect()
}

/// The fields of a structure, each of this namespace, once, in any order.
fn fields<'a, 'x>(item: Node<'a, 'x>, space: &str, names: &[&str]) -> Kept<Vec<Option<Node<'a, 'x>>>> {
    let mut attributes = item.attributes();
    let resource = attributes.next().is_some_and(|own| own.name() == "parseType" && own.value() == "Resource");
    knows(resource && attributes.next().is_none(), "a structure of the metadata that is not known")?;
    let mut found = vec![None; names.len()];
    for field in elements(item)? {
        let index = names.iter().position(|name| field.has_tag_name((space, *name)));
        match index.and_then(|index| found.get_mut(index)) {
            Some(slot @ None) => *slot = Some(field),
            _ => return unknown("a field of the metadata that is not known, or comes twice"),
        }
    }
    Ok(found)
}

/// Checks a list of what was done to a document.
pub(super) fn history(property: Node<'_, '_>) -> Kept {
    for item in container(property, "Seq")? {
        let fields = fields(item, EVENT, &["action", "when", "instanceID", "softwareAgent"])?;
        let [Some(action), when, others @ ..] = fields.as_slice() else { return unknown("an event without an action") };
        text(*action)?;
        when.map(date).transpose()?;
        others.iter().flatten().try_for_each(|field| text(*field).map(drop))?;
    }
    Ok(())
}

/// Reads extension schemas, which have no types of their own.
pub(super) fn declared(property: Node<'_, '_>) -> Kept<DeclaredProperties> {
    let mut declared = BTreeSet::new();
    for schema in container(property, "Bag")? {
        let fields = fields(schema, SCHEMA, &["schema", "namespaceURI", "prefix", "property"])?;
        let [Some(title), Some(space), Some(prefix), Some(properties)] = fields.as_slice() else {
            return unknown("an extension schema without one of its fields");
        };
        text(*title)?;
        text(*prefix)?;
        let space = text(*space)?;
        for property in container(*properties, "Seq")? {
            let (name, kind) = declaration(property)?;
            knows(declared.insert((space.clone(), name, kind)), "a property that is declared twice")?;
        }
    }
    Ok(DeclaredProperties(declared))
}

/// The name and the type of a property that an extension schema declares.
fn declaration(property: Node<'_, '_>) -> Kept<(String, String)> {
    let fields = fields(property, PROPERTY, &["name", "valueType", "category", "description"])?;
    let [Some(name), Some(kind), Some(category), Some(description)] = fields.as_slice() else {
        return unknown("a declared property without one of its fields");
    };
    text(*description)?;
    knows(matches!(text(*category)?.as_str(), "internal" | "external"), "a category of properties")?;
    let kind = text(*kind)?;
    knows(matches!(kind.as_str(), "Text" | "Integer"), "a type of properties that is not known")?;
    Ok((text(*name)?, kind))
}
