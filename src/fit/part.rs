//! The parts of a summary, and what of them decides how high they will stand.

use std::collections::{BTreeMap, BTreeSet};

use crate::japanese::{InlineSpan, parse_inline, width_in_em};
use crate::mark::DatumId;
use crate::model::{
    Block, Case, Cell, Chart, ChartKind, Content, Diagram, DiagramKind, Item, Metric, NumberedItem, PartId,
    SummaryContent, SummarySection, Table,
};

/// A part of a summary.
#[derive(Clone, Debug)]
pub(super) enum PartEstimate {
    /// Items of a list below a head.
    Words(Vec<TextLine>),
    /// So many cards of metrics, by whether any has a target, and whether they say how they have moved.
    Cards { count: usize, goal: bool, moved: bool },
    /// Cards, and items below them under the same head.
    Results(Box<PartEstimate>, Box<PartEstimate>),
    /// A shown block.
    Block(Shape),
}

/// A text that may take several lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextLine {
    /// Its width on one line, in em.
    pub width: f64,
    /// How deep it is nested in lists; 0 outside of any.
    pub depth: usize,
}

/// How the height of a block follows from its width and its air, in points at the theme's size.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// Rows of cells with the width of all cells of a row in em, and the widths of the notes below.
    Rows { rows: Vec<f64>, notes: Vec<f64> },
    /// A fixed height, of which a share grows with the air.
    Fixed { height: f64, airy_share: f64 },
    /// A height that is this share of the width.
    Wide(f64),
    /// Blocks below each other.
    Stack(Vec<PartEstimate>),
    /// Blocks side by side.
    Abreast(Vec<PartEstimate>),
}

/// The parts of a summary.
pub(super) fn parts(content: &SummaryContent) -> BTreeMap<PartId, PartEstimate> {
    content.parts().into_iter().filter_map(|id| Some((id, part(id, content)?))).collect()
}

fn part(id: PartId, content: &SummaryContent) -> Option<PartEstimate> {
    Some(match id {
        PartId::Shown(index) => block(content.show.get(index)?, content),
        section => of_section(content.section(section)?, content),
    })
}

fn of_section(section: &SummarySection, content: &SummaryContent) -> PartEstimate {
    match (section.metrics.is_empty(), section.items.is_empty()) {
        (true, _) => words(&section.items, &content.new),
        (false, true) => cards(&section.metrics, content.compared),
        (false, false) => PartEstimate::Results(
            Box::new(cards(&section.metrics, content.compared)),
            Box::new(words(&section.items, &content.new)),
        ),
    }
}

/// The share of a section's height that its items take.
pub(super) fn share_of_words(section: &SummarySection, content: &SummaryContent) -> f64 {
    /// A column of middling width on A4 across, in points; the share changes little with it.
    const COLUMN: f64 = 360.0;
    match of_section(section, content) {
        PartEstimate::Results(cards, items) => {
            let [cards, items] = [cards, items].map(|part| part.height(COLUMN, 1.0, 1.0));
            items / (items + cards)
        }
        PartEstimate::Cards { .. } => 0.0,
        PartEstimate::Words(_) | PartEstimate::Block(_) => 1.0,
    }
}

fn cards(metrics: &[Metric], moved: bool) -> PartEstimate {
    PartEstimate::Cards { count: metrics.len(), goal: metrics.iter().any(|metric| metric.target.is_some()), moved }
}

/// The width of an inline text without its marks, in em.
pub(super) fn width(text: &str) -> f64 {
    width_of_runs(&parse_inline(text))
}

fn width_of_runs(runs: &[InlineSpan<'_>]) -> f64 {
    runs.iter().map(width_of_run).sum()
}

fn width_of_run(run: &InlineSpan<'_>) -> f64 {
    match run {
        InlineSpan::Text(text) => width_in_em(text),
        InlineSpan::Bold(inner) | InlineSpan::Link(inner, _) => width_of_runs(inner),
        // The mark of the note; the note itself stands at the foot.
        InlineSpan::Note(_) => 1.0,
        InlineSpan::Ruby(base, _) => width_in_em(base),
        // Superscripts are set at about two thirds of the size.
        InlineSpan::Super(text) | InlineSpan::Sub(text) => 0.7 * width_in_em(text),
        InlineSpan::MayBreak | InlineSpan::NoBreak => 0.0,
    }
}

/// The width of the mark of what is new (【新規】), in em.
const NEW: f64 = 4.0;

fn words(items: &[Item], new: &BTreeSet<DatumId>) -> PartEstimate {
    let mut lines = Vec::new();
    add_items(items, 1, new, &mut lines);
    PartEstimate::Words(lines)
}

fn add_items(items: &[Item], depth: usize, new: &BTreeSet<DatumId>, lines: &mut Vec<TextLine>) {
    for item in items {
        let mark = if new.contains(&item.text.datum) { NEW } else { 0.0 };
        lines.push(TextLine { width: width(&item.text.text) + mark, depth });
        add_items(&item.items, depth + 1, new, lines);
    }
}

fn add_numbered_items(items: &[NumberedItem], depth: usize, lines: &mut Vec<TextLine>) {
    for item in items {
        lines.push(TextLine { width: width(&item.text.text), depth });
        add_numbered_items(&item.items, depth + 1, lines);
    }
}

/// A text outside of lists.
fn paragraph(text: &str) -> PartEstimate {
    PartEstimate::Words(vec![TextLine { width: width(text), depth: 0 }])
}

/// A picture with its caption: 50 mm (`picture-height`), and a line of text below.
const PICTURE: Shape = Shape::Fixed { height: 165.0, airy_share: 0.8 };

fn block(block: &Block, content: &SummaryContent) -> PartEstimate {
    PartEstimate::Block(match &block.content {
        Content::Paragraph(text) => return paragraph(&text.text.text),
        Content::List(list) => return words(&list.items, &content.new),
        Content::Numbered(list) => {
            let mut lines = Vec::new();
            add_numbered_items(&list.items, 1, &mut lines);
            return PartEstimate::Words(lines);
        }
        Content::Metrics(row) => return cards(&row.metrics, content.compared),
        Content::Table(table) => rows(table),
        Content::Chart(chart) => chart_shape(chart),
        Content::Diagram(diagram) => diagram_shape(diagram),
        // A row with its line of text, and the years above.
        Content::Gantt(gantt) => {
            Shape::Fixed { height: 48.0 + 18.0 * gantt.all_rows().count() as f64, airy_share: 0.1 }
        }
        // The map of the world is a little more than half as high as wide.
        Content::Map(_) => Shape::Wide(0.54),
        Content::Picture(_) => PICTURE,
        // A line of text in a frame.
        // Nobody knows what its template makes of it; the layout says.
        Content::Own(_) => Shape::Fixed { height: 100.0, airy_share: 0.3 },
        Content::Unavailable(_) => Shape::Fixed { height: 16.0, airy_share: 0.3 },
        Content::Section(section) => Shape::Stack(stack(&section.blocks, content)),
        Content::Case(case) => case_shape(case, content),
        Content::Columns(columns) => {
            let columns =
                columns.columns.iter().map(|blocks| PartEstimate::Block(Shape::Stack(stack(blocks, content))));
            Shape::Abreast(columns.collect())
        }
    })
}

fn stack(blocks: &[Block], content: &SummaryContent) -> Vec<PartEstimate> {
    blocks.iter().map(|inner| block(inner, content)).collect()
}

fn case_shape(case: &Case, content: &SummaryContent) -> Shape {
    let mut parts: Vec<PartEstimate> = case.text.iter().map(|text| paragraph(&text.text)).collect();
    parts.push(words(&case.items, &content.new));
    if !case.pictures.is_empty() {
        parts.push(PartEstimate::Block(PICTURE));
    }
    parts.extend(stack(&case.blocks, content));
    Shape::Stack(parts)
}

fn rows(table: &Table) -> Shape {
    /// The gaps left and right of a cell, in em.
    const GAPS: f64 = 1.2;
    /// The mark before a note and the gap behind it, in em.
    const MARK: f64 = 4.0;
    let rows = table.rows.iter().chain(table.sums());
    let titles = table.groups.iter().filter_map(|group| group.title.as_ref());
    let notes = table.notes.iter().chain(&table.total_differs);
    Shape::Rows {
        rows: rows
            .map(|row| row.cells.iter().map(|cell| cell_width(cell) + GAPS).sum())
            .chain(titles.map(|title| width(&title.text) + GAPS))
            .collect(),
        notes: notes.map(|note| width(&note.text) + MARK).collect(),
    }
}

fn cell_width(cell: &Cell) -> f64 {
    match cell {
        Cell::Text(text) => width(&text.text),
        Cell::Number(number) => width_in_em(&number.value.to_string()),
        Cell::Pending(words) => width_in_em(&words.text),
        Cell::Amount(number, unit) => width_in_em(&format!("{}{unit}", number.value)),
        // A dash.
        Cell::Unstated => 1.0,
        // Entries stand below each other.
        Cell::Items(_) => cell.texts().into_iter().map(|text| width(&text.text) + 1.0).sum(),
        Cell::Blank | Cell::Covered(_) => 0.0,
    }
}

/// Diagrams by what stands below each other in them, with boxes of one line; the gaps between boxes take little air.
fn diagram_shape(diagram: &Diagram) -> Shape {
    match diagram.kind {
        DiagramKind::Organisation | DiagramKind::Network | DiagramKind::Money => {
            Shape::Fixed { height: 22.0 + 12.0 * diagram.nodes.len() as f64, airy_share: 0.1 }
        }
        DiagramKind::Flow => Shape::Fixed { height: 110.0, airy_share: 0.1 },
        DiagramKind::Phases | DiagramKind::BeforeAfter => {
            let items = diagram.nodes.iter().map(|node| node.items.len()).max().unwrap_or(0);
            Shape::Fixed { height: 28.0 + 15.0 * items as f64, airy_share: 0.1 }
        }
        DiagramKind::Cycle => Shape::Fixed { height: 240.0, airy_share: 0.05 },
    }
}

/// Charts by their rows where they have some (15 pt each in `chart-sizes`, and more for a bullet with its scale), and else by
/// their fixed height of 44 mm, with title, scale and legend.
fn chart_shape(chart: &Chart) -> Shape {
    let categories = chart.categories.len() as f64;
    let series = chart.series.len() as f64;
    match chart.kind {
        ChartKind::HorizontalBar => Shape::Fixed { height: 70.0 + 15.0 * categories, airy_share: 0.1 },
        ChartKind::Bullet => Shape::Fixed { height: 60.0 + 24.0 * categories, airy_share: 0.1 },
        // Three panels stand in a row.
        ChartKind::SmallMultiples => Shape::Fixed { height: 60.0 + 110.0 * (series / 3.0).ceil(), airy_share: 0.5 },
        _ => Shape::Fixed { height: 168.0, airy_share: 0.62 },
    }
}
