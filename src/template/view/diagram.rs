//! Diagrams and maps: who stands where, and what a reader who cannot see them is told.

use std::collections::BTreeMap;

use serde::Serialize;

use super::derived;
use super::layered_graph::layered_graph;
use crate::data::{AltText, Id, Inline, Leaf, Text};
use crate::japanese::{InlineSpan, parse_inline};
use crate::mark::{DatumId, Origin};
use crate::model::{Diagram, DiagramKind, Edge, Map, Node};

#[derive(Serialize)]
pub(super) struct DiagramView<'a> {
    kind: DiagramKind,
    title: &'a Text,
    note: Option<&'a Text>,
    nodes: Vec<NodeView<'a>>,
    edges: Vec<EdgeView<'a>>,
    /// What a reader who cannot see it is told.
    alt: Leaf,
    source: Option<&'a Text>,
    /// The part of the component library that draws it.
    component: &'static str,
    direction: &'static str,
    arrows: bool,
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
        let Diagram { kind, title, note, nodes, edges, alt, source } = diagram;
        let component = match kind {
            DiagramKind::Organisation | DiagramKind::Flow | DiagramKind::Network => "layers",
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
        let labels = (0..nodes.len()).map(|node| {
            let (edge, _) = edges.iter().zip(&arrows).find(|(_, (from, _))| *from == node)?;
            edge.label.as_ref()
        });
        Self {
            kind: *kind,
            title,
            note: note.as_ref(),
            nodes: node_views.collect(),
            edges: edge_views.collect(),
            alt: told(alt.as_ref(), || {
                let label_data: Vec<DatumId> = nodes.iter().map(|node| node.label.datum).collect();
                derived(&label_data, description(diagram, &arrows))
            }),
            source: source.as_ref(),
            component,
            direction: if *kind == DiagramKind::Flow { "right" } else { "down" },
            arrows: *kind != DiagramKind::Organisation,
            labels: if *kind == DiagramKind::Cycle { labels.collect() } else { Vec::new() },
        }
    }
}

impl<'a> EdgeView<'a> {
    /// An arrow between two boxes, given by their places in the list; in layers, with the ranks that it passes.
    fn of(edge: &'a Edge, arrow: (usize, usize), vias: Option<&[(usize, f64)]>) -> Self {
        let Edge { from, to, label } = edge;
        let (from, to) = match vias {
            Some(_) => (ArrowEnd::Place(arrow.0), ArrowEnd::Place(arrow.1)),
            None => (ArrowEnd::Id(from), ArrowEnd::Id(to)),
        };
        let via = vias.into_iter().flatten().map(|&(rank, order)| Via { rank, order }).collect();
        Self { from, to, label: label.as_ref(), via }
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

/// `推進体制。本部（事務局）、研究所。本部から研究所へ（連携）。`
fn description(diagram: &Diagram, arrows: &[(usize, usize)]) -> String {
    let nodes: Vec<String> = diagram.nodes.iter().map(node_in_words).collect();
    let separator = if diagram.nodes.iter().any(|node| !node.items.is_empty()) { "。" } else { "、" };
    let mut sentences = vec![diagram.title.text.clone(), nodes.join(separator)];
    sentences.extend(diagram.edges.iter().zip(arrows).map(|(edge, &(from, to))| {
        let label = edge.label.as_ref().map(|label| format!("（{}）", label.text)).unwrap_or_default();
        let [from, to] = [from, to].map(|node| diagram.nodes.get(node).map_or("", |node| &node.label.text));
        format!("{from}から{to}へ{label}")
    }));
    if diagram.kind == DiagramKind::Cycle {
        sentences.push("順に進み、最初へ戻る".to_owned());
    }
    sentences.iter().map(|sentence| format!("{sentence}。")).collect()
}

/// `本部（事務局）：企画、調整`
fn node_in_words(node: &Node) -> String {
    let items: Vec<String> = node.items.iter().map(|item| without_marks(&item.text)).collect();
    let items = if items.is_empty() { String::new() } else { format!("：{}", items.join("、")) };
    format!("{}{items}", with_note(&node.label, node.note.as_ref()))
}

/// A label with its note in brackets.
fn with_note(label: &Text, note: Option<&Inline>) -> String {
    let note = note.map(|note| format!("（{}）", without_marks(&note.text))).unwrap_or_default();
    format!("{}{note}", label.text)
}

/// The words of an inline text.
fn without_marks(text: &str) -> String {
    words(&parse_inline(text))
}

fn words(runs: &[InlineSpan<'_>]) -> String {
    let texts = runs.iter().map(|run| match run {
        InlineSpan::Text(text) | InlineSpan::Ruby(text, _) | InlineSpan::Sub(text) => (*text).to_owned(),
        InlineSpan::Bold(inner) | InlineSpan::Link(inner, _) => words(inner),
        InlineSpan::Note(inner) => format!("（{}）", words(inner)),
        InlineSpan::Super(text) => format!("^{text}"),
        InlineSpan::MayBreak | InlineSpan::NoBreak => String::new(),
    });
    texts.collect()
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
