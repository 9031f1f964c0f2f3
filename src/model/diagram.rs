//! Diagrams and maps.

use crate::data::{Id, Inline, Text, choice, record};

choice! {
    /// The kinds of diagrams.
    DiagramKind, "kind of diagram" {
        /// Bodies and what is below them.
        Organisation = "organisation",
        /// Steps joined by arrows.
        Flow = "flow",
        /// Phases one after the other.
        Phases = "phases",
        /// The present state and the intended one.
        BeforeAfter = "before_after",
    }
}

record! {
    /// A node of a diagram.
    Node, "a node" {
        /// The name by which arrows refer to it.
        id: Id,
        /// What it says.
        label: Text,
        /// A remark.
        note: Option<Inline>,
    }
}

record! {
    /// An arrow of a diagram.
    Edge, "an arrow" {
        /// Where it begins.
        from: Id,
        /// Where it ends.
        to: Id,
        /// What it says.
        label: Option<Text>,
    }
}

record! {
    /// A diagram of nodes and arrows.
    Diagram, "a diagram" {
        /// How it is drawn.
        kind: DiagramKind,
        /// The title.
        title: Text,
        /// The nodes.
        nodes: Vec<Node>,
        /// The arrows.
        edges: Vec<Edge> = Vec::new(),
    }
}

record! {
    /// A country on a map.
    Country, "a country" {
        /// Its code (ISO 3166-1 alpha-2).
        code: Text,
        /// Its name.
        label: Text,
        /// A remark.
        note: Option<Inline>,
    }
}

record! {
    /// Countries on a map.
    Map, "a map" {
        /// The title.
        title: Text,
        /// The countries.
        countries: Vec<Country>,
    }
}
