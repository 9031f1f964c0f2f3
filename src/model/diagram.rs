//! Diagrams and maps.

use super::rules;
use crate::data::{AltText, Flag, Id, Inline, Lookup, Text, choice, record};

choice! {
    /// The kinds of diagrams.
    DiagramKind, "kind of diagram", "図の種類" {
        /// Bodies (体制), the higher above the lower.
        Organisation = "organisation",
        /// Steps from left to right, joined by arrows.
        Flow = "flow",
        /// Boxes from top to bottom, joined by arrows.
        Network = "network",
        /// Phases (段階) one after the other.
        Phases = "phases",
        /// The present state (現状) and the intended one (実現イメージ).
        BeforeAfter = "before_after",
        /// Boxes round a circle, each with an arrow to the next.
        Cycle = "cycle",
    }
}

record! {
    /// A box, a phase or a state of a diagram.
    Node, "a node", "枠" {
        /// The name by which arrows refer to it.
        id: Id,
        /// What it says.
        label: Text,
        /// A remark.
        note: Option<Inline>,
        /// Points below it; only in phases, and before and after.
        items: Vec<Inline> = Vec::new(),
        /// Whether it stands out.
        emphasis: Flag = false,
    }
}

record! {
    /// An arrow of a diagram.
    Edge, "an arrow", "矢印" {
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
    Diagram, "a diagram", "図" {
        /// How it is drawn.
        kind: DiagramKind,
        /// The title.
        title: Text,
        /// A remark at the right of the title.
        note: Option<Text>,
        /// The nodes.
        nodes: Vec<Node>,
        /// The arrows.
        edges: Vec<Edge> = Vec::new(),
        /// What a reader who cannot see the diagram is told; made from the data where it is absent.
        alt: Option<AltText>,
        /// Where the data come from.
        source: Option<Text>,
    } where rules::diagram()
}

record! {
    /// A country on a map.
    Country, "a country", "国" {
        /// Its code (ISO 3166-1 alpha-2).
        code: Lookup,
        /// Its name.
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
        /// A remark at the right of the title.
        note: Option<Text>,
        /// The countries.
        countries: Vec<Country>,
        /// What a reader who cannot see the map is told; made from the data where it is absent.
        alt: Option<AltText>,
        /// Where the data come from.
        source: Option<Text>,
    }
}
