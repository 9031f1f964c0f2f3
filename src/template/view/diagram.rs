//! Diagrams and maps: who stands where, and what a reader who cannot see them is told.

use serde::Serialize;

use super::derived;
use super::layers::layers;
use crate::data::{AltText, Id, Leaf, Text};
use crate::japanese::{InlineSpan, parse_inline};
use crate::mark::{DatumId, Origin};
use crate::model::{Country, Diagram, DiagramKind, Edge, Map, Node};

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
    from: End<'a>,
    to: End<'a>,
    label: Option<&'a Text>,
    /// In layers, the ranks that the arrow passes, with its place in each.
    via: Vec<Via>,
}

/// An end of an arrow.
#[derive(Serialize)]
#[serde(untagged)]
enum End<'a> {
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
        let place = |name: &str| nodes.iter().position(|node| node.id.name == name).unwrap_or(0);
        let arrows: Vec<(usize, usize)> =
            edges.iter().map(|edge| (place(&edge.from.name), place(&edge.to.name))).collect();
        let component = match kind {
            DiagramKind::Organisation | DiagramKind::Flow | DiagramKind::Network => "layers",
            DiagramKind::Phases => "phases",
            DiagramKind::BeforeAfter => "before-after",
            DiagramKind::Cycle => "cycle",
        };
        let layers = (component == "layers").then(|| layers(nodes.len(), &arrows));
        let node = |(at, node): (usize, &'a Node)| NodeView {
            node,
            rank: layers.as_ref().and_then(|layers| layers.ranks.get(at).copied()),
            order: layers.as_ref().and_then(|layers| layers.orders.get(at).copied()),
        };
        let edge = |(at, edge): (usize, &'a Edge)| {
            let Edge { from, to, label } = edge;
            let vias = layers.as_ref().and_then(|layers| layers.vias.get(at));
            let (from, to) = match (arrows.get(at), vias) {
                (Some((from, to)), Some(_)) => (End::Place(*from), End::Place(*to)),
                _ => (End::Id(from), End::Id(to)),
            };
            let via = vias.into_iter().flatten().map(|&(rank, order)| Via { rank, order }).collect();
            EdgeView { from, to, label: label.as_ref(), via }
        };
        let label = |at: usize| {
            let edge = arrows.iter().position(|(from, _)| *from == at).and_then(|edge| edges.get(edge));
            edge.and_then(|edge| edge.label.as_ref())
        };
        Self {
            kind: *kind,
            title,
            note: note.as_ref(),
            nodes: nodes.iter().enumerate().map(node).collect(),
            edges: edges.iter().enumerate().map(edge).collect(),
            alt: told(alt.as_ref(), || {
                let all: Vec<DatumId> = nodes.iter().map(|node| node.label.datum).collect();
                derived(&all, description(diagram, &arrows))
            }),
            source: source.as_ref(),
            component,
            direction: if *kind == DiagramKind::Flow { "right" } else { "down" },
            arrows: *kind != DiagramKind::Organisation,
            labels: if *kind == DiagramKind::Cycle { (0..nodes.len()).map(label).collect() } else { Vec::new() },
        }
    }
}

/// `推進体制。本部（事務局）、研究所。本部から研究所へ（連携）。`
fn description(diagram: &Diagram, arrows: &[(usize, usize)]) -> String {
    let name = |at: usize| diagram.nodes.get(at).map_or("", |node| node.label.text.as_str());
    let nodes = diagram.nodes.iter().map(|node| {
        let note = node.note.as_ref().map(|note| format!("（{}）", without_marks(&note.text))).unwrap_or_default();
        let items: Vec<String> = node.items.iter().map(|item| without_marks(&item.text)).collect();
        let items = if items.is_empty() { String::new() } else { format!("：{}", items.join("、")) };
        format!("{}{note}{items}", node.label.text)
    });
    let separator = if diagram.nodes.iter().any(|node| !node.items.is_empty()) { "。" } else { "、" };
    let mut sentences = vec![diagram.title.text.clone(), nodes.collect::<Vec<_>>().join(separator)];
    sentences.extend(diagram.edges.iter().zip(arrows).map(|(edge, &(from, to))| {
        let label = edge.label.as_ref().map(|label| format!("（{}）", label.text)).unwrap_or_default();
        format!("{}から{}へ{label}", name(from), name(to))
    }));
    if diagram.kind == DiagramKind::Cycle {
        sentences.push("順に進み、最初へ戻る".to_owned());
    }
    sentences.iter().map(|sentence| format!("{sentence}。")).collect()
}

/// The words of an inline text.
fn without_marks(text: &str) -> String {
    fn words(runs: &[InlineSpan<'_>]) -> String {
        let one = |run: &InlineSpan<'_>| match run {
            InlineSpan::Text(text) | InlineSpan::Ruby(text, _) | InlineSpan::Sub(text) => (*text).to_owned(),
            InlineSpan::Bold(inner) | InlineSpan::Link(inner, _) => words(inner),
            InlineSpan::Note(inner) => format!("（{}）", words(inner)),
            InlineSpan::Super(text) => format!("^{text}"),
            InlineSpan::MayBreak | InlineSpan::NoBreak => String::new(),
        };
        runs.iter().map(one).collect()
    }
    words(&parse_inline(text))
}

impl<'a> MapView<'a> {
    pub fn of(map: &'a Map) -> Self {
        let alt = told(map.alt.as_ref(), || {
            let all: Vec<DatumId> = map.countries.iter().map(|country| country.label.datum).collect();
            let country = |country: &Country| {
                let note = country.note.as_ref().map(|note| format!("（{}）", without_marks(&note.text)));
                format!("{}{}", country.label.text, note.unwrap_or_default())
            };
            let names: Vec<String> = map.countries.iter().map(country).collect();
            derived(&all, format!("{}。世界地図に示す国：{}。", map.title.text, names.join("、")))
        });
        Self { map, alt }
    }
}
