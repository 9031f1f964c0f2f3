//! Blocks with what their components need beyond the data.

use serde::Serialize;

use super::chart::ChartView;
use super::diagram::{DiagramView, MapView};
use super::gantt::{self, GanttView};
use super::items::{ItemView, NumberedItemView, items};
use super::metric::MetricView;
use super::table::{TablePart, TablePlacement, TableView, is_long};
use super::{Viewer, chart, table};
use crate::data::{AltText, Id, Inline, Measure, Text};
use crate::model::{
    Block, Case, Columns, Content, List, MetricCards, Numbered, Numbering, OwnBlock, Paragraph, Picture, Section,
    Table, Unavailable,
};

#[derive(Serialize)]
pub(super) struct BlockView<'a> {
    id: Option<&'a Id>,
    #[serde(flatten)]
    content: ContentView<'a>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum ContentView<'a> {
    Section(SectionView<'a>),
    Paragraph(&'a Paragraph),
    List(ListView<'a>),
    Numbered(NumberedView<'a>),
    Table(TableView<'a>),
    Metrics(MetricsView<'a>),
    Chart(Box<ChartView<'a>>),
    Case(CaseView<'a>),
    Diagram(DiagramView<'a>),
    Gantt(GanttView<'a>),
    Map(MapView<'a>),
    Picture(PictureView<'a>),
    Columns(ColumnsView<'a>),
    Unavailable(&'a Unavailable),
    Turned(TurnedView<'a>),
    #[serde(untagged)]
    Own(&'a OwnBlock),
}

/// What has a turned page of its own.
#[derive(Serialize)]
struct TurnedView<'a> {
    blocks: Vec<BlockView<'a>>,
}

#[derive(Serialize)]
struct SectionView<'a> {
    title: &'a Text,
    note: Option<&'a Text>,
    blocks: Vec<BlockView<'a>>,
    /// The level of its heading.
    level: usize,
}

#[derive(Serialize)]
struct ListView<'a> {
    items: Vec<ItemView<'a>>,
}

#[derive(Serialize)]
struct NumberedView<'a> {
    numbering: Option<Numbering>,
    items: Vec<NumberedItemView<'a>>,
}

#[derive(Serialize)]
struct MetricsView<'a> {
    metrics: Vec<MetricView<'a>>,
}

#[derive(Serialize)]
struct CaseView<'a> {
    label: Option<&'a Text>,
    title: &'a Text,
    text: Option<&'a Inline>,
    items: Vec<ItemView<'a>>,
    pictures: Vec<PictureView<'a>>,
    blocks: Vec<BlockView<'a>>,
}

#[derive(Serialize)]
struct PictureView<'a> {
    /// What is shown of it: the file, or the drawing of a page.
    file: String,
    page: Option<Measure>,
    alt: &'a AltText,
    caption: Option<&'a Text>,
}

#[derive(Serialize)]
struct ColumnsView<'a> {
    columns: Vec<Vec<BlockView<'a>>>,
    widths: Widths<'a>,
}

/// The widths of columns in proportion.
#[derive(Serialize)]
#[serde(untagged)]
enum Widths<'a> {
    Given(&'a [Measure]),
    Equal(Vec<u8>),
}

impl<'a> Viewer<'a> {
    /// The views of blocks; `level` is the heading level of sections among them. What needs a turned page comes in a view of its
    /// own, with the headings above it.
    pub fn blocks(&self, blocks: &'a [Block], level: usize) -> Vec<BlockView<'a>> {
        let mut views: Vec<BlockView<'a>> = Vec::new();
        for block in blocks {
            match &block.content {
                Content::Table(table) if self.turns => views.extend(table_views(block, table)),
                _ => views.push(self.block(block, level)),
            }
        }
        joined(views)
    }

    /// A viewer of blocks that have no pages of their own.
    pub fn within(&self) -> Self {
        Self { turns: false, ..*self }
    }

    pub fn block(&self, block: &'a Block, level: usize) -> BlockView<'a> {
        let content = match &block.content {
            Content::Section(section) => {
                let Section { title, note, blocks } = section;
                let blocks = self.blocks(blocks, level + 1);
                ContentView::Section(SectionView { title, note: note.as_ref(), blocks, level })
            }
            Content::Paragraph(paragraph) => ContentView::Paragraph(paragraph),
            Content::List(List { items }) => ContentView::List(ListView { items: self::items(items) }),
            Content::Numbered(Numbered { numbering, items }) => {
                let first = numbering.unwrap_or_else(|| self.style.numbering(0, None));
                let items = self.numbered_items(items, first, 0);
                ContentView::Numbered(NumberedView { numbering: *numbering, items })
            }
            Content::Table(table) => ContentView::Table(table::table(table)),
            Content::Metrics(MetricCards { metrics }) => {
                ContentView::Metrics(MetricsView { metrics: self.metrics(metrics, None) })
            }
            Content::Chart(chart) => ContentView::Chart(Box::new(chart::chart(chart, &self.writing))),
            Content::Case(case) => ContentView::Case(self.case(case, level)),
            Content::Diagram(diagram) => ContentView::Diagram(DiagramView::of(diagram)),
            Content::Gantt(gantt) => ContentView::Gantt(gantt::gantt(gantt, &self.writing)),
            Content::Map(map) => ContentView::Map(MapView::of(map)),
            Content::Picture(picture) => ContentView::Picture(PictureView::of(picture)),
            Content::Columns(Columns { columns, widths }) => {
                let widths =
                    if widths.is_empty() { Widths::Equal(vec![1; columns.len()]) } else { Widths::Given(widths) };
                let columns = columns.iter().map(|blocks| self.within().blocks(blocks, level)).collect();
                ContentView::Columns(ColumnsView { columns, widths })
            }
            Content::Unavailable(unavailable) => ContentView::Unavailable(unavailable),
            Content::Own(own) => ContentView::Own(own),
        };
        BlockView { id: block.id.as_ref(), content }
    }

    fn case(&self, case: &'a Case, level: usize) -> CaseView<'a> {
        let Case { label, title, text, items, pictures, blocks } = case;
        CaseView {
            label: label.as_ref(),
            title,
            text: text.as_ref(),
            items: self::items(items),
            pictures: pictures.iter().map(PictureView::of).collect(),
            blocks: self.within().blocks(blocks, level),
        }
    }
}

/// The views of a table: its parts, on a turned page if they need one.
fn table_views<'a>(block: &'a Block, table: &'a Table) -> Vec<BlockView<'a>> {
    let TablePlacement { is_turned, parts } = table::placement(table);
    let count = parts.len();
    let views = parts.iter().enumerate().map(|(index, columns)| {
        let part = TablePart { index, count };
        BlockView { id: block.id.as_ref(), content: ContentView::Table(table::table_part(table, columns, part)) }
    });
    if is_turned { vec![turned(views.collect())] } else { views.collect() }
}

fn turned(blocks: Vec<BlockView<'_>>) -> BlockView<'_> {
    BlockView { id: None, content: ContentView::Turned(TurnedView { blocks }) }
}

/// Blocks in which what stands on turned pages side by side is together, and has the headings above it.
fn joined(views: Vec<BlockView<'_>>) -> Vec<BlockView<'_>> {
    let mut joined: Vec<BlockView<'_>> = Vec::new();
    for view in views {
        let (mut lead, rest) = with_heading(view);
        if let (Some(ContentView::Turned(first)), Some(ContentView::Turned(second))) =
            (joined.last_mut().map(|view| &mut view.content), lead.as_mut().map(|view| &mut view.content))
        {
            first.blocks.append(&mut second.blocks);
            lead = None;
        }
        joined.extend(lead);
        joined.extend(rest);
    }
    joined
}

/// A section that begins on a turned page has its heading there, and the rest behind it.
fn with_heading(mut view: BlockView<'_>) -> (Option<BlockView<'_>>, Vec<BlockView<'_>>) {
    let ContentView::Section(section) = &mut view.content else { return (Some(view), Vec::new()) };
    let begins = matches!(section.blocks.first(), Some(BlockView { content: ContentView::Turned(_), .. }));
    if !begins {
        return (Some(view), Vec::new());
    }
    let rest = section.blocks.split_off(1);
    let blocks = std::mem::take(&mut section.blocks);
    section.blocks = blocks.into_iter().flat_map(unturned).collect();
    (Some(turned(vec![view])), rest)
}

fn unturned(view: BlockView<'_>) -> Vec<BlockView<'_>> {
    match view.content {
        ContentView::Turned(turned) => turned.blocks,
        _ => vec![view],
    }
}

/// Takes what stands on turned pages from the beginning of blocks.
pub(super) fn take_lead<'a>(blocks: &mut Vec<BlockView<'a>>) -> Vec<BlockView<'a>> {
    match blocks.first() {
        Some(BlockView { content: ContentView::Turned(_), .. }) => unturned(blocks.remove(0)),
        _ => Vec::new(),
    }
}

impl<'a> PictureView<'a> {
    fn of(picture: &'a Picture) -> Self {
        let Picture { file: _, page, alt, caption } = picture;
        Self { file: picture.shown(), page: *page, alt, caption: caption.as_ref() }
    }
}

/// Whether blocks hold a table so long that its height is not measured beforehand.
pub(super) fn are_long(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match &block.content {
        Content::Table(table) => is_long(table),
        content => content.children().into_iter().any(are_long),
    })
}
