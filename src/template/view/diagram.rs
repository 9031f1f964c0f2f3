//! Diagrams and maps: who stands where, and what a reader who cannot see them is told.

use std::collections::BTreeMap;

use serde::Serialize;

use super::derived;
use super::diagram_words::{description, with_note};
use super::layered_graph::layered_graph;
use super::numbered_list::{ListEntry, numbered_list};
use crate::data::{AltText, Id, Leaf, Number, Text};
use crate::limits;
use crate::mark::{DatumId, Origin};
use crate::model::{Diagram, DiagramKind, Edge, Map, Node};

#[derive(Serialize)]
pub(super) struct DiagramView<'a> {
    kind: DiagramKind,
    title: &'a Text,
    note: Option<&'a Text>,
    /// Of flows of money, the unit of all amounts.
    unit: Option<&'a Text>,
    nodes: Vec<NodeView<'a>>,
    edges: Vec<EdgeView<'a>>,
    /// What a reader who cannot see it is told.
    alt: Leaf,
    source: Option<&'a Text>,
    /// The part of the component library that draws it.
    component: &'static str,
    direction: &'static str,
    arrows: bool,
    /// Whether boxes in layers may be few enough for a drawing.
    drawn: bool,
    /// Boxes in layers as a list, for where a drawing has no room.
    entries: Vec<ListEntry>,
    /// Of boxes round a circle, what the arrow from each says.
    labels: Vec<Option<&'a Text>>,
}

#[derive(Serialize)]
struct NodeView<'a> {
    #[serde(flatten)]
    node: &'a Node,
    /// In layers, the rank of the box.
    rank: Option<usize>,
    /// In layers, its place within the rank.
    order: Option<f64>,
}

#[derive(Serialize)]
struct EdgeView<'a> {
    from: ArrowEnd<'a>,
    to: ArrowEnd<'a>,
    label: Option<&'a Text>,
    amount: Option<Number>,
    /// In layers, the ranks that the arrow passes, with its place in each.
    via: Vec<Via>,
}

/// An end of an arrow.
#[derive(Serialize)]
#[serde(untagged)]
enum ArrowEnd<'a> {
    Id(&'a Id),
    /// In layers, the place of the box in the list.
    Place(usize),
}

#[derive(Serialize)]
struct Via {
    rank: usize,
    order: f64,
}

#[derive(Serialize)]
pub(super) struct MapView<'a> {
    #[serde(flatten)]
    map: &'a Map,
    alt: Leaf,
}

/// What is told of a figure: what its author says, or else what is made of its data.
pub(super) fn told(alt: Option<&AltText>, made: impl FnOnce() -> Leaf) -> Leaf {
    alt.map_or_else(made, |alt| Leaf::text(Origin::Printed(alt.datum), alt.text.as_str()))
}

impl<'a> DiagramView<'a> {
    pub fn of(diagram: &'a Diagram) -> Self {
        let Diagram { kind, title, note, unit, nodes, edges, alt, source } = diagram;
        let component = match kind {
            DiagramKind::Organisation | DiagramKind::Flow | DiagramKind::Network | DiagramKind::Money => "layers",
            DiagramKind::Phases => "phases",
            DiagramKind::BeforeAfter => "before-after",
            DiagramKind::Cycle => "cycle",
        };
        let arrows = arrows(diagram);
        let graph = (component == "layers").then(|| layered_graph(nodes.len(), &arrows));
        let node_views = nodes.iter().enumerate().map(|(index, node)| NodeView {
            node,
            rank: graph.as_ref().and_then(|graph| graph.ranks.get(index).copied()),
            order: graph.as_ref().and_then(|graph| graph.orders.get(index).copied()),
        });
        let edge_views = edges.iter().zip(&arrows).enumerate().map(|(index, (edge, arrow))| {
            let vias = graph.as_ref().and_then(|graph| graph.vias.get(index));
            EdgeView::of(edge, *arrow, vias.map(Vec::as_slice))
        });
        let entries = match kind {
            DiagramKind::Flow | DiagramKind::Network | DiagramKind::Money => {
                numbered_list(nodes.len(), &arrows, |a, b| {
                    let says = |edge: usize| {
                        let edge = edges.get(edge)?;
                        Some((edge.label.as_ref().map(|label| &label.text), edge.amount.map(|amount| amount.value)))
                    };
                    says(a) == says(b)
                })
            }
            _ => Vec::new(),
        };
        let labels = (0..nodes.len()).map(|node| {
            let (edge, _) = edges.iter().zip(&arrows).find(|(_, (from, _))| *from == node)?;
            edge.label.as_ref()
        });
        Self {
            kind: *kind,
            title,
            note: note.as_ref(),
            unit: unit.as_ref(),
            nodes: node_views.collect(),
            edges: edge_views.collect(),
            alt: told(alt.as_ref(), || {
                let label_data: Vec<DatumId> = nodes.iter().map(|node| node.label.datum).collect();
                derived(&label_data, description(diagram, &arrows, &entries))
            }),
            source: source.as_ref(),
            component,
            direction: if matches!(kind, DiagramKind::Flow | DiagramKind::Money) { "right" } else { "down" },
            arrows: *kind != DiagramKind::Organisation,
            drawn: nodes.len() <= limits::DRAWN_NODES,
            entries,
            labels: if *kind == DiagramKind::Cycle { labels.collect() } else { Vec::new() },
        }
    }
}

impl<'a> EdgeView<'a> {
    /// An arrow between two boxes, given by their places in the list; in layers, with the ranks that it passes.
    fn of(edge: &'a Edge, arrow: (usize, usize), vias: Option<&[(usize, f64)]>) -> Self {
        let Edge { from, to, label, amount } = edge;
        let (from, to) = match vias {
            Some(_) => (ArrowEnd::Place(arrow.0), ArrowEnd::Place(arrow.1)),
            None => (ArrowEnd::Id(from), ArrowEnd::Id(to)),
        };
        let via = vias.into_iter().flatten().map(|&(rank, order)| Via { rank, order }).collect();
        Self { from, to, label: label.as_ref(), amount: *amount, via }
    }
}

/// The places in the list of boxes where each arrow begins and ends. References are checked, so that both are there.
fn arrows(diagram: &Diagram) -> Vec<(usize, usize)> {
    let places: BTreeMap<&str, usize> =
        diagram.nodes.iter().enumerate().map(|(index, node)| (node.id.name.as_str(), index)).collect();
    let ends =
        diagram.edges.iter().map(|edge| [&edge.from, &edge.to].map(|end| places.get(end.name.as_str()).copied()));
    ends.map(|[from, to]| (from.unwrap_or(0), to.unwrap_or(0))).collect()
}

impl<'a> MapView<'a> {
    pub fn of(map: &'a Map) -> Self {
        let alt = told(map.alt.as_ref(), || {
            let label_data: Vec<DatumId> = map.countries.iter().map(|country| country.label.datum).collect();
            let countries = map.countries.iter().map(|country| with_note(&country.label, country.note.as_ref()));
            let names: Vec<String> = countries.collect();
            derived(&label_data, format!("{}。世界地図に示す国：{}。", map.title.text, names.join("、")))
        });
        Self { map, alt }
    }
}
