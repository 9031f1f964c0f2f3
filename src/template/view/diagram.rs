//! Diagrams and maps: who stands where, and what a reader who cannot see them is told.

use serde_json::{Value, json};

use super::derived;
use super::layers::layers;
use crate::japanese::{Run, parse_inline};
use crate::mark::DatumId;
use crate::model::{Country, Diagram, DiagramKind, Map};

/// Adds to a diagram the name of its `component`, ranks and orders of boxes in layers, and a
/// text for readers who cannot see it.
pub(super) fn extend(view: &mut Value, diagram: &Diagram) {
    let place = |name: &str| diagram.nodes.iter().position(|node| node.id.name == name).unwrap_or(0);
    let arrows: Vec<(usize, usize)> =
        diagram.edges.iter().map(|edge| (place(&edge.from.name), place(&edge.to.name))).collect();
    let component = match diagram.kind {
        DiagramKind::Organisation | DiagramKind::Flow | DiagramKind::Network => "layers",
        DiagramKind::Phases => "phases",
        DiagramKind::BeforeAfter => "before-after",
        DiagramKind::Cycle => "cycle",
    };
    view["component"] = json!(component);
    view["direction"] = json!(if diagram.kind == DiagramKind::Flow { "right" } else { "down" });
    view["arrows"] = json!(diagram.kind != DiagramKind::Organisation);
    if component == "layers" {
        let layers = layers(diagram.nodes.len(), &arrows);
        for (at, (rank, order)) in layers.ranks.iter().zip(&layers.orders).enumerate() {
            view["nodes"][at]["rank"] = json!(rank);
            view["nodes"][at]["order"] = json!(order);
        }
        for (at, (&(from, to), via)) in arrows.iter().zip(&layers.vias).enumerate() {
            view["edges"][at]["from"] = json!(from);
            view["edges"][at]["to"] = json!(to);
            view["edges"][at]["via"] =
                via.iter().map(|(rank, order)| json!({ "rank": rank, "order": order })).collect();
        }
    }
    if diagram.kind == DiagramKind::Cycle {
        let labels = (0..diagram.nodes.len()).map(|at| {
            let edge = arrows.iter().position(|(from, _)| *from == at).and_then(|edge| diagram.edges.get(edge));
            json!(edge.and_then(|edge| edge.label.as_ref()))
        });
        view["labels"] = labels.collect();
    }
    if diagram.alt.is_none() {
        let all: Vec<DatumId> = diagram.nodes.iter().map(|node| node.label.datum).collect();
        view["alt"] = derived(&all, &description(diagram, &arrows));
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
    fn words(runs: &[Run<'_>]) -> String {
        let one = |run: &Run<'_>| match run {
            Run::Text(text) | Run::Ruby(text, _) | Run::Sub(text) => (*text).to_owned(),
            Run::Bold(inner) | Run::Link(inner, _) => words(inner),
            Run::Note(inner) => format!("（{}）", words(inner)),
            Run::Super(text) => format!("^{text}"),
            Run::MayBreak | Run::NoBreak => String::new(),
        };
        runs.iter().map(one).collect()
    }
    words(&parse_inline(text))
}

/// Adds to a map a text for readers who cannot see it.
pub(super) fn extend_map(view: &mut Value, map: &Map) {
    if map.alt.is_none() {
        let all: Vec<DatumId> = map.countries.iter().map(|country| country.label.datum).collect();
        let country = |country: &Country| {
            let note = country.note.as_ref().map(|note| format!("（{}）", without_marks(&note.text)));
            format!("{}{}", country.label.text, note.unwrap_or_default())
        };
        let names: Vec<String> = map.countries.iter().map(country).collect();
        view["alt"] = derived(&all, &format!("{}。世界地図に示す国：{}。", map.title.text, names.join("、")));
    }
}
