//! A report as a tree of fields, so that no field is forgotten: whatever the model holds is serialised into it.

use rust_decimal::Decimal;

use super::value::ReportValue;
use crate::data::{Data, HEADS, LeafValue, Tree};
use crate::internal::{ExpectInternal, InternalError};
use crate::mark::{DatumId, Origin};

/// A value with its place in its file.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Its JSON pointer (RFC 6901).
    pub pointer: String,
    pub content: NodeContent,
}

#[derive(Clone, Debug)]
pub(super) enum NodeContent {
    Null,
    Leaf(ReportValue),
    List(Vec<Node>),
    /// Fields in the order in which the data were read; those without data come last.
    Object(Vec<(String, Node)>),
}

/// The tree of a part of a report that stands at a pointer.
///
/// # Errors
/// None but those of the program itself: the model's types hold nothing that a tree cannot express.
pub(super) fn tree(part: &impl serde::Serialize, data: &Data) -> Result<Node, InternalError> {
    let tree = Tree::of(part).internal("a part of the report cannot be made a tree")?;
    Ok(node(tree, String::new(), data))
}

fn node(tree: Tree, pointer: String, data: &Data) -> Node {
    let content = match tree {
        Tree::Null => NodeContent::Null,
        Tree::Flag(flag) => setting(LeafValue::Text(flag.to_string())),
        Tree::Number(number) => setting(measure(&number)),
        Tree::Word(word) => setting(LeafValue::Text(word)),
        Tree::Leaf(leaf) => {
            let datum = leaf.first_datum().and_then(|id| data.get(id));
            let pointer = match (&leaf.origin, datum) {
                // An entry written as a text has no key `text`.
                (Origin::Printed(_), Some(datum)) => data.pointer(datum),
                _ => pointer,
            };
            let (kind, data) = (datum.map(|datum| datum.kind), leaf.origin.data().to_vec());
            return Node { pointer, content: NodeContent::Leaf(ReportValue { value: leaf.value, data, kind }) };
        }
        Tree::List(list) => {
            let each = list.into_iter().enumerate();
            NodeContent::List(each.map(|(at, tree)| node(tree, format!("{pointer}/{at}"), data)).collect())
        }
        Tree::Object(fields) => {
            let each = fields.into_iter().map(|(key, tree)| {
                let node = node(tree, format!("{pointer}/{key}"), data);
                (key, node)
            });
            let mut fields: Vec<(String, Node)> = each.collect();
            // Those without data have no order of their own.
            fields.sort_by(|(a, _), (b, _)| a.cmp(b));
            fields.sort_by_key(|(_, node)| node.first_datum().unwrap_or(DatumId(u32::MAX)));
            NodeContent::Object(fields)
        }
    };
    Node { pointer, content }
}

fn setting(value: LeafValue) -> NodeContent {
    NodeContent::Leaf(ReportValue::setting(value))
}

/// A measure or a count. Serde has measures as floats, so that 1500 comes as 1500.0.
fn measure(number: &serde_json::Number) -> LeafValue {
    let digits = number.to_string();
    Decimal::from_str_exact(&digits).map_or(LeafValue::Text(digits), |number| LeafValue::Number(number.normalize()))
}

impl Node {
    pub fn field(&self, key: &str) -> Option<&Self> {
        self.object().iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// All fields; none of what is no object.
    pub fn object(&self) -> &[(String, Self)] {
        if let NodeContent::Object(fields) = &self.content { fields } else { &[] }
    }

    /// The entries of a list; none of what is no list.
    pub fn entries(&self) -> &[Self] {
        if let NodeContent::List(list) = &self.content { list } else { &[] }
    }

    /// The entries of the list of a key.
    pub fn list(&self, key: &str) -> &[Self] {
        self.field(key).map_or(&[], Self::entries)
    }

    /// Takes a field out.
    pub fn take(&mut self, key: &str) -> Option<Self> {
        let NodeContent::Object(fields) = &mut self.content else { return None };
        let at = fields.iter().position(|(name, _)| name == key)?;
        Some(fields.remove(at).1)
    }

    pub fn leaf(&self) -> Option<&ReportValue> {
        if let NodeContent::Leaf(leaf) = &self.content { Some(leaf) } else { None }
    }

    /// The text of a field, such as an id, a kind or a title.
    pub fn text(&self, key: &str) -> Option<&str> {
        match &self.field(key)?.leaf()?.value {
            LeafValue::Text(text) => Some(text),
            LeafValue::Number(_) | LeafValue::Date(_) => None,
        }
    }

    /// The leaf by which the thing is called: itself, or its name, title, label or text.
    pub fn head(&self) -> Option<&ReportValue> {
        self.leaf().or_else(|| HEADS.iter().find_map(|key| self.field(key)?.leaf()))
    }

    /// The printable leaves below, in reading order.
    pub fn leaves(&self) -> Vec<&ReportValue> {
        let mut found = Vec::new();
        self.visit(&mut |leaf| found.extend((!leaf.data.is_empty()).then_some(leaf)));
        found
    }

    /// All leaves below, settings too.
    pub fn all_leaves(&self) -> Vec<&ReportValue> {
        let mut found = Vec::new();
        self.visit(&mut |leaf| found.push(leaf));
        found
    }

    fn visit<'a>(&'a self, found: &mut dyn FnMut(&'a ReportValue)) {
        match &self.content {
            NodeContent::Null => {}
            NodeContent::Leaf(leaf) => found(leaf),
            NodeContent::List(list) => list.iter().for_each(|node| node.visit(found)),
            NodeContent::Object(fields) => fields.iter().for_each(|(_, node)| node.visit(found)),
        }
    }

    fn first_datum(&self) -> Option<DatumId> {
        let mut first = None;
        self.visit(&mut |leaf| first = leaf.data.iter().copied().chain(first).min());
        first
    }

    /// All that it says, with its settings, to tell whether two things are the same.
    pub fn fingerprint(&self) -> String {
        match &self.content {
            NodeContent::Null => "-".to_owned(),
            NodeContent::Leaf(leaf) => format!("{:?}", leaf.text()),
            NodeContent::List(list) => {
                format!("[{}]", list.iter().map(Self::fingerprint).collect::<Vec<_>>().join(","))
            }
            NodeContent::Object(fields) => {
                // The order of fields follows from the data that are there, which may differ.
                let mut each: Vec<String> =
                    fields.iter().map(|(key, node)| format!("{key}:{}", node.fingerprint())).collect();
                each.sort_unstable();
                format!("{{{}}}", each.join(","))
            }
        }
    }
}
