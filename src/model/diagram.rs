//! Diagrams and maps.

use super::kinds::DiagramKind;
use super::rules;
use crate::data::{AltText, Flag, Id, Inline, Lookup, Number, Text, record};

record! {
    /// A box, a phase or a state of a diagram.
    Node, "a node", "枠" {
        /// The id by which arrows refer to it.
        id: Id,
        /// The label.
        label: Text,
        /// A remark.
        note: Option<Inline>,
        /// How much it has to spend; only in `money`.
        amount: Option<Number>,
        /// What that is spent on; only in `money`.
        role: Option<Inline>,
        /// How many payees the node stands for; only in `money`.
        count: Option<Number>,
        /// Points below it; only in `phases` and `before_after`.
        items: Vec<Inline> = Vec::new(),
        /// Whether it is emphasised.
        emphasis: Flag = false,
    }
}

record! {
    /// An arrow of a diagram.
    Edge, "an arrow", "矢印" {
        /// The id of the node where it begins.
        from: Id,
        /// The id of the node where it ends.
        to: Id,
        /// The label.
        label: Option<Text>,
        /// How much is paid; only in `money`.
        amount: Option<Number>,
    }
}

record! {
    /// A diagram of nodes and arrows.
    Diagram, "a diagram", "図" {
        /// The kind of diagram.
        kind: DiagramKind,
        /// The title.
        title: Text,
        /// A remark to the right of the title.
        note: Option<Text>,
        /// The unit of all amounts; only in `money`.
        unit: Option<Text>,
        /// The nodes.
        nodes: Vec<Node>,
        /// The arrows.
        edges: Vec<Edge> = Vec::new(),
        /// The alternative text, for readers who cannot see the diagram [default: made from the data].
        alt: Option<AltText>,
        /// The source of the data.
        source: Option<Text>,
    } where rules::diagram()
}

record! {
    /// A country on a map.
    Country, "a country", "国" {
        /// The country code (ISO 3166-1 alpha-2).
        code: Lookup,
        /// The name.
        label: Text,
        /// A remark.
        note: Option<Inline>,
    } where rules::country()
}

record! {
    /// Countries on a map of the world.
    Map, "a map", "地図" {
        /// The title.
        title: Text,
        /// A remark to the right of the title.
        note: Option<Text>,
        /// The countries.
        countries: Vec<Country>,
        /// The alternative text, for readers who cannot see the map [default: made from the data].
        alt: Option<AltText>,
        /// The source of the data.
        source: Option<Text>,
    }
}
