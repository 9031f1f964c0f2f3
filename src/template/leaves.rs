//! What templates see: a tree of fields as JSON, in which each end that may be printed is the number of a leaf.
//!
//! Handlebars copies what it hands to partials and helpers, and a number is copied at no cost.

use std::collections::BTreeSet;

use handlebars::JsonValue;
use serde_json::{Map, Value};

use crate::data::{HEADS, Leaf, Tree};
use crate::mark::DatumId;

/// The leaves of a view, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Leaves(Vec<Leaf>);

/// Leaves are numbered from here on, far beyond whatever is counted in a view; what is measured has a fraction.
const FIRST: u64 = 1 << 63;

impl Leaves {
    /// Makes JSON of a tree. Everything with fields says whether it is `new`, by the datum that heads it.
    pub fn json(&mut self, tree: Tree, new: Option<&BTreeSet<DatumId>>) -> Value {
        match tree {
            Tree::Null => Value::Null,
            Tree::Flag(flag) => flag.into(),
            Tree::Number(number) => number.into(),
            Tree::Word(word) => word.into(),
            Tree::Leaf(leaf) => {
                let number = FIRST + self.0.len() as u64;
                self.0.push(leaf);
                number.into()
            }
            Tree::List(list) => list.into_iter().map(|tree| self.json(tree, new)).collect(),
            Tree::Object(fields) => {
                let is_new = head(&fields).zip(new).is_some_and(|(datum, new)| new.contains(&datum));
                let mut object: Map<String, Value> =
                    fields.into_iter().map(|(key, tree)| (key, self.json(tree, new))).collect();
                object.insert("new".to_owned(), is_new.into());
                Value::Object(object)
            }
        }
    }

    /// The leaf for which a value stands.
    pub fn get(&self, value: &JsonValue) -> Option<&Leaf> {
        let number = value.as_u64()?.checked_sub(FIRST)?;
        self.0.get(usize::try_from(number).ok()?)
    }
}

/// The datum by which a thing is called.
fn head(fields: &[(String, Tree)]) -> Option<DatumId> {
    let mut heads = HEADS.iter().filter_map(|key| fields.iter().find(|(name, _)| name == key));
    match heads.find(|(_, tree)| matches!(tree, Tree::Leaf(_) | Tree::Word(_)))? {
        (_, Tree::Leaf(leaf)) => leaf.first_datum(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::Origin;

    #[test]
    fn leaves_are_numbers_and_things_say_whether_they_are_new() {
        let leaf = |id: u32| Leaf::text(Origin::Printed(DatumId(id)), "値");
        let object = |fields: Vec<(&str, Tree)>| {
            Tree::Object(fields.into_iter().map(|(key, tree)| (key.to_owned(), tree)).collect())
        };
        let inner = object(vec![("caption", Tree::Leaf(leaf(3))), ("label", Tree::Null)]);
        let tree = object(vec![("title", Tree::Leaf(leaf(2))), ("items", Tree::List(vec![inner]))]);
        let mut leaves = Leaves::default();
        let json = leaves.json(tree, Some(&BTreeSet::from([DatumId(3)])));
        let expected = serde_json::json!({
            "title": FIRST, "new": false,
            "items": [{ "caption": FIRST + 1, "label": null, "new": true }],
        });
        assert_eq!(json, expected);
        assert_eq!(leaves.get(&json["items"][0]["caption"]), Some(&leaf(3)));
        let others =
            [serde_json::json!(FIRST + 2), serde_json::json!(1), serde_json::json!(-1), serde_json::json!(2e19)];
        assert!(others.iter().all(|other| leaves.get(other).is_none()));
    }
}
