//! Values as trees of fields, whose ends know what they print and which data that comes from.
//!
//! Whatever the model serialises becomes such a tree: what templates see is made from it, and comparisons go through it, so
//! that no field is forgotten. Texts, numbers and dates stay what they are on the way.

mod builder;
mod leaf;

use serde::Serialize;
use serde::de::value::Error;
use serde_json::Number;

use self::builder::TreeBuilder;
use super::printed::Leaf;

/// A value with all that is in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// What the data leave open.
    Null,
    /// A switch.
    Flag(bool),
    /// A measure or a count, which is not printed.
    Number(Number),
    /// A setting, such as a kind or an id, which is not printed.
    Word(String),
    /// A text, a number or a date that may be printed.
    Leaf(Leaf),
    /// A list.
    List(Vec<Tree>),
    /// Fields in the order of their declaration.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// The tree of a value. Of two fields with the same name the later one counts, so that a view may say something else
    /// than the model that it holds.
    ///
    /// # Errors
    /// A type that is no part of a report, such as an enum whose variants have fields of their own.
    pub fn of(value: &(impl Serialize + ?Sized)) -> Result<Self, Error> {
        value.serialize(TreeBuilder)
    }
}

/// The fields by which a thing is called, the best first.
pub const HEADS: [&str; 7] = ["name", "title", "heading", "label", "text", "caption", "alt"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::{DatumId, Origin};

    #[derive(Serialize)]
    struct Model {
        text: Leaf,
        size: f64,
        note: Option<Leaf>,
    }

    #[derive(Serialize)]
    struct View<'a> {
        #[serde(flatten)]
        model: &'a Model,
        note: &'static str,
        counts: Vec<u8>,
    }

    #[test]
    fn leaves_stay_what_they_are_and_later_fields_count() {
        let text = Leaf::text(Origin::Printed(DatumId(7)), "値");
        let model = Model { text: text.clone(), size: 1.5, note: Some(text.clone()) };
        let tree = Tree::of(&View { model: &model, note: "own", counts: vec![3] }).expect("a tree");
        let number = |number: f64| Tree::Number(Number::from_f64(number).expect("a number"));
        let fields = [
            ("text", Tree::Leaf(text)),
            ("size", number(1.5)),
            ("note", Tree::Word("own".to_owned())),
            ("counts", Tree::List(vec![Tree::Number(3.into())])),
        ];
        assert_eq!(tree, Tree::Object(fields.map(|(key, value)| (key.to_owned(), value)).into()));
    }
}
