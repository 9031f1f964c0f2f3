//! The parts of a summary, and about how high each will stand.
//!
//! The figures follow the theme; where they are wrong, the first layout corrects them.

use std::collections::{BTreeMap, BTreeSet};

use crate::japanese::{InlineSpan, parse_inline, width_in_em};
use crate::mark::DatumId;
use crate::model::{
    Block, Cell, Chart, ChartKind, Content, DiagramKind, Digest, Item, Metric, NumberedItem, PartId, Table,
};

/// A part of a summary.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// Items with their widths in em, and how deep each is nested.
    Words(Vec<(f64, usize)>),
    /// So many cards of metrics, by whether any has a target, and whether they say how they have moved.
    Cards { count: usize, goal: bool, moved: bool },
    /// Cards, and items below them under the same head.
    Results(Box<Part>, Box<Part>),
    /// A shown block.
    Block(Shape),
}

/// How the height of a block follows from its width and its air, in points at the theme's size.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// Rows of cells with the width of all cells of a row in em, and lines of notes.
    Rows(Vec<f64>, Vec<f64>),
    /// A fixed height, of which a share grows with the air.
    Fixed(f64, f64),
    /// A height that grows with the width.
    Wide(f64),
    /// Blocks below each other.
    Stack(Vec<Part>),
    /// Blocks side by side.
    Abreast(Vec<Part>),
}

/// Sizes of the theme, in points.
const BODY: f64 = 10.0;
const TABLE: f64 = 8.2;
/// A section's head with the gaps around it, without what follows the air.
const HEAD: f64 = 9.0;

/// The parts of a summary.
pub(super) fn parts(digest: &Digest) -> BTreeMap<PartId, Part> {
    let part = |id: PartId| match id {
        PartId::Purpose => Some(words(&digest.purpose, &digest.new)),
        PartId::Achievements => Some(words(&digest.achievements, &digest.new)),
        PartId::Results => Some(results(digest)),
        PartId::Shown(at) => digest.show.get(at).map(|shown| block(shown, digest)),
    };
    digest.parts().into_iter().filter_map(|id| Some((id, part(id)?))).collect()
}

fn results(digest: &Digest) -> Part {
    let cards = || cards(&digest.metrics, digest.compared);
    let items = || words(&digest.results, &digest.new);
    match (digest.metrics.is_empty(), digest.results.is_empty()) {
        (true, _) => items(),
        (false, true) => cards(),
        (false, false) => Part::Results(Box::new(cards()), Box::new(items())),
    }
}

/// The share of the results' height that their items take.
pub(super) fn share_of_words(digest: &Digest) -> f64 {
    if digest.metrics.is_empty() {
        return 1.0;
    }
    if digest.results.is_empty() {
        return 0.0;
    }
    // A column of middling width.
    let height = |part: Part| part.height(360.0, 1.0, 1.0);
    let (items, cards) = (height(words(&digest.results, &digest.new)), height(cards(&digest.metrics, digest.compared)));
    items / (items + cards)
}

fn cards(metrics: &[Metric], moved: bool) -> Part {
    Part::Cards { count: metrics.len(), goal: metrics.iter().any(|metric| metric.target.is_some()), moved }
}

/// The width of an inline text without its marks.
pub(super) fn width(text: &str) -> f64 {
    fn plain(runs: &[InlineSpan<'_>]) -> f64 {
        let one = |run: &InlineSpan<'_>| match run {
            InlineSpan::Text(text) => width_in_em(text),
            InlineSpan::Bold(inner) | InlineSpan::Link(inner, _) => plain(inner),
            InlineSpan::Note(_) => 1.0,
            InlineSpan::Ruby(base, _) => width_in_em(base),
            // Superscripts are set at about two thirds of the size.
            InlineSpan::Super(text) | InlineSpan::Sub(text) => 0.7 * width_in_em(text),
            InlineSpan::MayBreak | InlineSpan::NoBreak => 0.0,
        };
        runs.iter().map(one).sum()
    }
    plain(&parse_inline(text))
}

/// The width of the mark of what is new (【新規】), in em.
const NEW: f64 = 4.0;

/// The lines of nested items, each with its width and the items below it.
fn nested<T>(items: &[T], of: &impl Fn(&T) -> (f64, &[T])) -> Part {
    fn collect<T>(items: &[T], depth: usize, of: &impl Fn(&T) -> (f64, &[T]), lines: &mut Vec<(f64, usize)>) {
        for item in items {
            let (width, below) = of(item);
            lines.push((width, depth));
            collect(below, depth + 1, of, lines);
        }
    }
    let mut lines = Vec::new();
    collect(items, 1, of, &mut lines);
    Part::Words(lines)
}

fn words(items: &[Item], new: &BTreeSet<DatumId>) -> Part {
    let mark = |item: &Item| if new.contains(&item.text.datum) { NEW } else { 0.0 };
    nested(items, &|item| (width(&item.text.text) + mark(item), &item.items))
}

fn numbered(items: &[NumberedItem]) -> Part {
    nested(items, &|item| (width(&item.text.text), &item.items))
}

fn block(block: &Block, digest: &Digest) -> Part {
    let words = |items: &[Item]| words(items, &digest.new);
    let stack = |blocks: &[Block]| blocks.iter().map(|block| self::block(block, digest)).collect::<Vec<_>>();
    let shape = match &block.content {
        Content::Paragraph(paragraph) => return Part::Words(vec![(width(&paragraph.text.text), 0)]),
        Content::List(list) => return words(&list.items),
        Content::Numbered(list) => return numbered(&list.items),
        Content::Metrics(row) => return cards(&row.metrics, digest.compared),
        Content::Table(table) => rows(table),
        Content::Chart(chart) => height(chart),
        Content::Diagram(diagram) => match diagram.kind {
            DiagramKind::Organisation | DiagramKind::Network => {
                Shape::Fixed(22.0 + 12.0 * diagram.nodes.len() as f64, 0.1)
            }
            DiagramKind::Flow => Shape::Fixed(110.0, 0.1),
            DiagramKind::Phases | DiagramKind::BeforeAfter => {
                let items = diagram.nodes.iter().map(|node| node.items.len()).max().unwrap_or(0);
                Shape::Fixed(28.0 + 15.0 * items as f64, 0.1)
            }
            DiagramKind::Cycle => Shape::Fixed(240.0, 0.05),
        },
        Content::Map(_) => Shape::Wide(0.54),
        Content::Picture(_) => Shape::Fixed(165.0, 0.8),
        Content::Unavailable(_) => Shape::Fixed(16.0, 0.3),
        Content::Section(section) => Shape::Stack(stack(&section.blocks)),
        Content::Case(case) => {
            let mut parts: Vec<Part> = case.text.iter().map(|text| Part::Words(vec![(width(&text.text), 0)])).collect();
            parts.push(words(&case.items));
            if !case.pictures.is_empty() {
                parts.push(Part::Block(Shape::Fixed(165.0, 0.8)));
            }
            parts.extend(stack(&case.blocks));
            Shape::Stack(parts)
        }
        Content::Columns(columns) => {
            let columns = columns.columns.iter().map(|column| Part::Block(Shape::Stack(stack(column))));
            Shape::Abreast(columns.collect())
        }
    };
    Part::Block(shape)
}

fn rows(table: &Table) -> Shape {
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => width(&text.text),
        Cell::Number(number) => width_in_em(&number.value.to_string()),
        Cell::Pending(words) => width_in_em(&words.text),
        Cell::Amount(number, unit) => width_in_em(&format!("{}{unit}", number.value)),
        Cell::Unstated => 1.0,
    };
    let row = |cells: &[Cell]| cells.iter().map(|each| cell(each) + 1.2).sum();
    let rows = table.rows.iter().chain(&table.total).map(|each| row(&each.cells));
    let notes = table.notes.iter().chain(&table.total_differs).map(|note| width(&note.text) + 4.0);
    Shape::Rows(rows.collect(), notes.collect())
}

fn height(chart: &Chart) -> Shape {
    let categories = chart.categories.len() as f64;
    let series = chart.series.len() as f64;
    match chart.kind {
        ChartKind::HorizontalBar => Shape::Fixed(70.0 + 15.0 * categories, 0.1),
        ChartKind::Bullet => Shape::Fixed(60.0 + 24.0 * categories, 0.1),
        ChartKind::SmallMultiples => Shape::Fixed(60.0 + 110.0 * (series / 3.0).ceil(), 0.5),
        _ => Shape::Fixed(168.0, 0.62),
    }
}

impl Part {
    /// About how high the part stands in a column, in points.
    pub fn height(&self, width: f64, scale: f64, air: f64) -> f64 {
        match self {
            Self::Words(items) => {
                let head = HEAD + 8.0 * (1.0 + air) / 2.0 + 8.0 * air.min(1.15);
                let leading = 0.72 * f64::midpoint(1.0, air).min(1.2);
                let line = |(em, depth): &(f64, usize)| {
                    let room = (width / (BODY * scale) - 1.5 * *depth as f64).max(4.0);
                    let lines = (em * 1.03 / room).ceil().max(1.0);
                    lines + (lines - 1.0) * leading + 0.92 * air
                };
                scale * (head + BODY * items.iter().map(line).sum::<f64>())
            }
            Self::Cards { count, goal, moved } => {
                let most: usize = match width {
                    340.0.. => 4,
                    213.0.. => 3,
                    _ => 2,
                };
                let rows = count.div_ceil(most);
                let goal = if *goal { 36.0 } else { 6.0 } + if *moved { 12.0 } else { 0.0 };
                let row = 50.0 + goal + 13.0 * (air + air.min(1.15)) / 2.0;
                scale * (HEAD + 16.0 * air + row * rows as f64)
            }
            Self::Results(cards, items) => {
                // The items have no head of their own.
                let head = scale * (HEAD + 8.0 * (1.0 + air) / 2.0);
                cards.height(width, scale, air) + items.height(width, scale, air) - head
            }
            Self::Block(Shape::Rows(rows, notes)) => {
                let per_line = width / (TABLE * scale);
                let lines = |em: &f64| (em * 1.1 / per_line).ceil().max(1.0);
                let row = |em: &f64| TABLE * (1.5 * lines(em) - 0.5) + 10.0 * air;
                let notes: f64 = notes.iter().map(|em| 11.5 * lines(em)).sum();
                scale * (HEAD + 22.0 * air + 18.0 + rows.iter().map(row).sum::<f64>() + notes)
            }
            Self::Block(Shape::Fixed(height, share)) => scale * height * (1.0 - share + share * air) + 12.0 * air,
            Self::Block(Shape::Wide(share)) => width * share + 40.0 * scale * air,
            Self::Block(Shape::Stack(parts)) => {
                scale * 14.0 * air + parts.iter().map(|part| part.height(width - 11.0, scale, air)).sum::<f64>()
            }
            Self::Block(Shape::Abreast(parts)) => {
                let width = width / parts.len().max(1) as f64 - 12.0;
                parts.iter().map(|part| part.height(width, scale, air)).fold(0.0, f64::max)
            }
        }
    }
}
