//! What a council's one-page summary (一枚紙) shows: what the data say of it, and the council's own where they say nothing.

use std::collections::BTreeSet;

use super::{
    Block, Content, Council, Item, LinkAddresses, Metric, ReportHead, SectionForm, SectionKind, ShownBlock, ShownBlocks,
};
use crate::data::{Id, Inline, Text, When};
use crate::mark::DatumId;

/// A part of a one-page summary, which stands on its page as a whole. Parts are in the order in which a summary has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartId {
    /// Why the council was established.
    Purpose,
    /// What it did.
    Achievements,
    /// The numbers, and what numbers cannot say.
    Results,
    /// Another section, by its place among the sections of the summary.
    Section(usize),
    /// A shown block, by its place among them.
    Shown(usize),
}

impl std::fmt::Display for PartId {
    /// The name by which templates and components know the part.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Purpose => f.write_str("purpose"),
            Self::Achievements => f.write_str("achievements"),
            Self::Results => f.write_str("results"),
            Self::Section(at) => write!(f, "section {at}"),
            Self::Shown(at) => write!(f, "shown {at}"),
        }
    }
}

/// What a summary shows, with its own wording where there is one and the council's otherwise.
#[derive(Clone, Debug)]
pub struct SummaryContent {
    /// The message.
    pub message: Option<Inline>,
    /// The sections, in the order of the council's pages.
    pub sections: Vec<SummarySection>,
    /// Blocks of the reference pages, of tables only the columns that are shown.
    pub show: Vec<Block>,
    /// Whether notes give the addresses of links.
    pub addresses_noted: bool,
    /// How many items were left out for want of room.
    pub left_out: usize,
    /// Whether metrics say how they have moved since an earlier report.
    pub compared: bool,
    /// The data that head what is new since then.
    pub new: BTreeSet<DatumId>,
}

/// A section of a summary: metrics, and items below them.
#[derive(Clone, Debug)]
pub struct SummarySection {
    /// Which part of the summary it is.
    pub part: PartId,
    /// The name of the section in the report.
    pub id: String,
    /// Its heading; nothing where it is the usual one.
    pub heading: Option<Text>,
    /// The day up to which most of the numbers were counted.
    pub as_of: Option<When>,
    /// The numbers.
    pub metrics: Vec<Metric>,
    /// What stands in words.
    pub items: Vec<Item>,
}

/// Unless the council says what to show, its summary shows a table of up to so many rows.
const ROWS: usize = 12;
/// And of up to so many columns.
const COLUMNS: usize = 6;

impl Council {
    /// What the council's summary shows in a report with this head.
    pub fn summary_content(&self, head: &ReportHead) -> SummaryContent {
        let own = self.summary.as_ref();
        let forms = head.section_forms();
        let chosen = own.map(|own| own.metrics.as_slice()).unwrap_or_default();
        let place = forms.iter().position(|form| form.summarised && form.kind == SectionKind::Results);
        let mut sections: Vec<SummarySection> = Vec::new();
        for (at, form) in forms.iter().enumerate().filter(|(_, form)| form.summarised) {
            let chosen = (!chosen.is_empty()).then_some((chosen, place == Some(at)));
            sections.push(self.summary_section(at, *form, chosen));
        }
        let show = match own.and_then(|own| own.show.as_ref()) {
            Some(ShownBlocks(shown)) => {
                shown.iter().filter_map(|show| Some(show.of(self.block(&show.block)?))).collect()
            }
            None => self.first_figure().into_iter().collect(),
        };
        SummaryContent {
            message: own.and_then(|own| own.message.clone()).or_else(|| self.message.clone()),
            sections: sections.into_iter().filter(|section| !section.is_empty()).collect(),
            show,
            addresses_noted: head.style.link_addresses == LinkAddresses::Notes,
            left_out: 0,
            compared: false,
            new: BTreeSet::new(),
        }
    }

    /// A section as the summary shows it: in words of its own where it has some. Metrics that the summary chooses stand in
    /// one section, which then shows none of its other metrics and items.
    fn summary_section(&self, at: usize, form: SectionForm<'_>, chosen: Option<(&[Id], bool)>) -> SummarySection {
        let section = self.declared_section(form);
        let own = self.summary.as_ref();
        let (part, short) = match form.id {
            "purpose" => (PartId::Purpose, own.map(|own| &own.purpose)),
            "achievements" => (PartId::Achievements, own.map(|own| &own.achievements)),
            "results" => (PartId::Results, own.map(|own| &own.results)),
            "issues" => (PartId::Section(at), own.map(|own| &own.issues)),
            id => {
                let short = own.and_then(|own| own.sections.iter().find(|short| short.id.name == id));
                (PartId::Section(at), short.map(|short| &short.items))
            }
        };
        let (metrics, items) = match chosen {
            Some((ids, true)) => (ids.iter().filter_map(|id| self.metric(id).cloned()).collect(), &[][..]),
            // What is chosen stands elsewhere; nothing else of the numbers is shown.
            Some((_, false)) => (Vec::new(), section.items),
            None => (section.metrics.to_vec(), section.items),
        };
        let items = short.filter(|short| !short.is_empty()).map_or(items, Vec::as_slice).to_vec();
        let (id, heading) = (form.id.to_owned(), section.heading.cloned());
        SummarySection { part, id, heading, as_of: section.as_of, metrics, items }
    }

    /// The first chart, or else the first table that is short enough for a summary.
    fn first_figure(&self) -> Option<Block> {
        let blocks = self.blocks();
        let chart = blocks.iter().find(|block| matches!(block.content, Content::Chart(_)));
        let short = |block: &&&Block| match &block.content {
            Content::Table(table) => table.rows.len() <= ROWS && table.columns.len() <= COLUMNS,
            _ => false,
        };
        chart.or_else(|| blocks.iter().find(short)).map(|block| (*block).clone())
    }
}

impl SummaryContent {
    /// The parts that the summary has, in their order.
    pub fn parts(&self) -> Vec<PartId> {
        let sections = self.sections.iter().map(|section| section.part);
        sections.chain((0..self.show.len()).map(PartId::Shown)).collect()
    }

    /// The section that is a part of the summary.
    pub fn section(&self, part: PartId) -> Option<&SummarySection> {
        self.sections.iter().find(|section| section.part == part)
    }

    /// The same, to be changed.
    pub fn section_mut(&mut self, part: PartId) -> Option<&mut SummarySection> {
        self.sections.iter_mut().find(|section| section.part == part)
    }
}

impl SummarySection {
    /// Whether nothing would stand below its heading.
    pub fn is_empty(&self) -> bool {
        self.metrics.is_empty() && self.items.is_empty()
    }
}

impl ShownBlock {
    /// The block with only the columns of these titles, in this order; all of it if none is given.
    fn of(&self, block: &Block) -> Block {
        let mut block = block.clone();
        if let (Content::Table(table), false) = (&mut block.content, self.columns.is_empty()) {
            let places: Vec<usize> = self.columns.iter().filter_map(|title| table.columns.find(title).ok()).collect();
            table.columns = table.columns.selected(&places);
            for row in table.all_rows_mut() {
                *row = row.selected(&places);
            }
        }
        block
    }
}
