//! A report as a tree of fields, so that no field is forgotten: whatever the model holds is serialised into it.

use rust_decimal::Decimal;

use crate::data::{Data, DatumKind, HEADS, Tree};
use crate::internal::{ExpectInternal, InternalError};
use crate::mark::{DatumId, Origin};

/// A value with its place in its file.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Its JSON pointer (RFC 6901).
    pub pointer: String,
    pub content: Content,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    Null,
    Leaf(Leaf),
    List(Vec<Node>),
    /// Fields in the order in which the data were read; those without data come last.
    Object(Vec<(String, Node)>),
}

/// A value at an end of the tree.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// What it is; `None` for a switch or another setting that is not printed.
    pub kind: Option<DatumKind>,
    /// The value as it is set, numbers exact, dates as in the data.
    pub text: String,
    /// What it comes from.
    pub data: Vec<DatumId>,
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
    let setting = |text: String| Content::Leaf(Leaf { kind: None, text, data: Vec::new() });
    let content = match tree {
        Tree::Null => Content::Null,
        Tree::Flag(flag) => setting(flag.to_string()),
        // Measures come as floats, so that 1500 reads 1500.0.
        Tree::Number(number) => {
            let exact = Decimal::from_str_exact(&number.to_string()).map(|number| number.normalize().to_string());
            setting(exact.unwrap_or_else(|_| number.to_string()))
        }
        Tree::Word(word) => setting(word),
        Tree::Leaf(leaf) => {
            let datum = leaf.first_datum().and_then(|id| data.get(id));
            let pointer = match (&leaf.origin, datum) {
                // An entry written as a text has no key `text`.
                (Origin::Printed(_), Some(datum)) => data.pointer(datum),
                _ => pointer,
            };
            let (kind, text) = (datum.map(|datum| datum.kind), leaf.value.text());
            let content = Content::Leaf(Leaf { kind, text, data: leaf.origin.data().to_vec() });
            return Node { pointer, content };
        }
        Tree::List(list) => {
            let each = list.into_iter().enumerate();
            Content::List(each.map(|(at, tree)| node(tree, format!("{pointer}/{at}"), data)).collect())
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
            Content::Object(fields)
        }
    };
    Node { pointer, content }
}

impl Node {
    pub fn field(&self, key: &str) -> Option<&Self> {
        self.object().iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// All fields; none of what is no object.
    pub fn object(&self) -> &[(String, Self)] {
        if let Content::Object(fields) = &self.content { fields } else { &[] }
    }

    pub fn list(&self, key: &str) -> &[Self] {
        match self.field(key).map(|node| &node.content) {
            Some(Content::List(list)) => list,
            _ => &[],
        }
    }

    /// Takes a field out.
    pub fn take(&mut self, key: &str) -> Option<Self> {
        let Content::Object(fields) = &mut self.content else { return None };
        let at = fields.iter().position(|(name, _)| name == key)?;
        Some(fields.remove(at).1)
    }

    pub fn leaf(&self) -> Option<&Leaf> {
        if let Content::Leaf(leaf) = &self.content { Some(leaf) } else { None }
    }

    /// The text of a field at an end of the tree.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.field(key)?.leaf().map(|leaf| leaf.text.as_str())
    }

    /// The leaf by which the thing is called: itself, or its name, title, label or text.
    pub fn head(&self) -> Option<&Leaf> {
        self.leaf().or_else(|| HEADS.iter().find_map(|key| self.field(key)?.leaf()))
    }

    /// The printable leaves below, in reading order.
    pub fn leaves(&self) -> Vec<&Leaf> {
        let mut found = Vec::new();
        self.visit(&mut |leaf| found.extend((!leaf.data.is_empty()).then_some(leaf)));
        found
    }

    /// All leaves below, settings too.
    pub fn all_leaves(&self) -> Vec<&Leaf> {
        let mut found = Vec::new();
        self.visit(&mut |leaf| found.push(leaf));
        found
    }

    fn visit<'a>(&'a self, found: &mut dyn FnMut(&'a Leaf)) {
        match &self.content {
            Content::Null => {}
            Content::Leaf(leaf) => found(leaf),
            Content::List(list) => list.iter().for_each(|node| node.visit(found)),
            Content::Object(fields) => fields.iter().for_each(|(_, node)| node.visit(found)),
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
            Content::Null => "-".to_owned(),
            Content::Leaf(leaf) => format!("{:?}", leaf.text),
            Content::List(list) => format!("[{}]", list.iter().map(Self::fingerprint).collect::<Vec<_>>().join(",")),
            Content::Object(fields) => {
                // The order of fields follows from the data that are there, which may differ.
                let mut each: Vec<String> =
                    fields.iter().map(|(key, node)| format!("{key}:{}", node.fingerprint())).collect();
                each.sort_unstable();
                format!("{{{}}}", each.join(","))
            }
        }
    }
}
