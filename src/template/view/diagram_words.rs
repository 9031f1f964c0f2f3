//! What a reader who cannot see a diagram is told.

use std::collections::BTreeSet;

use super::numbered_list::{ListEntry, NumberRange};
use crate::data::{Inline, Number, Text};
use crate::japanese::{InlineSpan, grouped, parse_inline};
use crate::model::{Diagram, DiagramKind, Edge, Node};

/// More boxes than these have numbers: a listener cannot keep as many names in mind.
const NUMBERED: usize = 12;

/// `推進体制。本部（事務局）、研究所。本部から研究所へ（連携）。`
pub(super) fn description(diagram: &Diagram, arrows: &[(usize, usize)], entries: &[ListEntry]) -> String {
    if entries.len() > NUMBERED || has_namesakes(diagram) && !entries.is_empty() {
        return numbered_description(diagram, entries);
    }
    let nodes: Vec<String> = diagram.nodes.iter().map(|node| node_in_words(diagram, node)).collect();
    let separator = if diagram.nodes.iter().any(|node| !node.items.is_empty()) { "。" } else { "、" };
    let mut sentences = vec![diagram.title.text.clone(), nodes.join(separator)];
    sentences.extend(diagram.edges.iter().zip(arrows).map(|(edge, &(from, to))| {
        let label = edge_in_words(diagram, edge);
        let [from, to] = [from, to].map(|node| diagram.nodes.get(node).map_or("", |node| &node.label.text));
        format!("{from}から{to}へ{label}")
    }));
    if diagram.kind == DiagramKind::Cycle {
        sentences.push("順に進み、最初へ戻る".to_owned());
    }
    sentences.iter().map(|sentence| format!("{sentence}。")).collect()
}

/// Whether two boxes have the same label, so that it does not tell where an arrow leads.
fn has_namesakes(diagram: &Diagram) -> bool {
    let labels: BTreeSet<&str> = diagram.nodes.iter().map(|node| node.label.text.as_str()).collect();
    labels.len() < diagram.nodes.len()
}

/// `資金の流れ。1 農林水産省：2へ（補助）。2 中央会（基金管理団体）：3〜5へ（委託）、6へ。`
fn numbered_description(diagram: &Diagram, entries: &[ListEntry]) -> String {
    let sentences = entries.iter().zip(1..).map(|(entry, number)| {
        let node = diagram.nodes.get(entry.node).map(|node| node_in_words(diagram, node)).unwrap_or_default();
        let ways: Vec<String> = entry
            .ways
            .iter()
            .map(|way| {
                let ends: Vec<String> = way.ends.iter().map(range_in_words).collect();
                let label = diagram.edges.get(way.edge).map(|edge| edge_in_words(diagram, edge)).unwrap_or_default();
                format!("{}へ{label}", ends.join("、"))
            })
            .collect();
        let ways = if ways.is_empty() { String::new() } else { format!("：{}", ways.join("、")) };
        format!("{number} {node}{ways}。")
    });
    format!("{}。{}", diagram.title.text, sentences.collect::<String>())
}

/// `3〜5`
fn range_in_words(range: &NumberRange) -> String {
    let NumberRange { first, last } = range;
    match last - first {
        0 => first.to_string(),
        1 => format!("{first}、{last}"),
        _ => format!("{first}〜{last}"),
    }
}

/// `（委託、12百万円）`, or nothing of an arrow that says nothing.
fn edge_in_words(diagram: &Diagram, edge: &Edge) -> String {
    let label = edge.label.as_ref().map(|label| label.text.clone());
    let texts: Vec<String> = label.into_iter().chain(edge.amount.map(|amount| money(diagram, amount))).collect();
    if texts.is_empty() { String::new() } else { format!("（{}）", texts.join("、")) }
}

/// `本部（事務局）：企画、調整` or `中央会ほか（12者）1,200百万円、事業の実施`
fn node_in_words(diagram: &Diagram, node: &Node) -> String {
    let items: Vec<String> = node.items.iter().map(|item| without_marks(&item.text)).collect();
    let items = if items.is_empty() { String::new() } else { format!("：{}", items.join("、")) };
    let count = node.count.map(|count| format!("（{}者）", grouped(count.value))).unwrap_or_default();
    let amount = node.amount.map(|amount| money(diagram, amount)).unwrap_or_default();
    let role = node.role.as_ref().map(|role| format!("［{}］", without_marks(&role.text))).unwrap_or_default();
    format!("{}{count}{amount}{role}{items}", with_note(&node.label, node.note.as_ref()))
}

fn money(diagram: &Diagram, amount: Number) -> String {
    format!("{}{}", grouped(amount.value), diagram.unit.as_ref().map_or("", |unit| unit.text.as_str()))
}

/// A label with its note in brackets.
pub(super) fn with_note(label: &Text, note: Option<&Inline>) -> String {
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
