//! What a council's one-page summary (一枚紙) shows: what the data say of it, and the council's own where they say nothing.

use std::collections::BTreeSet;

use super::{Block, Content, Council, Item, LinkAddresses, Metric, ShownBlock, ShownBlocks, Style};
use crate::data::{Inline, When};
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
            Self::Shown(at) => write!(f, "shown {at}"),
        }
    }
}

/// What a summary shows, with its own wording where there is one and the council's otherwise.
#[derive(Clone, Debug)]
pub struct SummaryContent {
    /// The message.
    pub message: Option<Inline>,
    /// Why the council was established.
    pub purpose: Vec<Item>,
    /// What it did.
    pub achievements: Vec<Item>,
    /// The numbers.
    pub metrics: Vec<Metric>,
    /// What numbers cannot say.
    pub results: Vec<Item>,
    /// The day up to which most of the numbers were counted.
    pub as_of: Option<When>,
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

/// Unless the council says what to show, its summary shows a table of up to so many rows.
const ROWS: usize = 12;
/// And of up to so many columns.
const COLUMNS: usize = 6;

impl Council {
    /// What the council's summary shows in a report of this style.
    pub fn summary_content(&self, style: &Style) -> SummaryContent {
        let own = self.summary.as_ref();
        let chosen = |own: Option<&Vec<Item>>, full: &[Item]| match own {
            Some(own) if !own.is_empty() => own.clone(),
            _ => full.to_vec(),
        };
        let wanted = own.map(|own| own.metrics.as_slice()).unwrap_or_default();
        let all_results: &[Item] = self.results.as_ref().map_or(&[], |results| &results.items);
        // Whoever names metrics has chosen among the results.
        let results = chosen(own.map(|own| &own.results), if wanted.is_empty() { all_results } else { &[] });
        let metrics = if wanted.is_empty() {
            self.results.iter().flat_map(|results| results.metrics.iter().cloned()).collect()
        } else {
            wanted.iter().filter_map(|id| self.metric(id).cloned()).collect()
        };
        let show = match own.and_then(|own| own.show.as_ref()) {
            Some(ShownBlocks(shown)) => {
                shown.iter().filter_map(|show| Some(show.of(self.block(&show.block)?))).collect()
            }
            None => self.first_figure().into_iter().collect(),
        };
        SummaryContent {
            message: own.and_then(|own| own.message.clone()).or_else(|| self.message.clone()),
            purpose: chosen(own.map(|own| &own.purpose), &self.purpose),
            achievements: chosen(own.map(|own| &own.achievements), &self.achievements),
            metrics,
            results,
            as_of: self.results.as_ref().and_then(|results| results.as_of),
            show,
            addresses_noted: style.link_addresses == LinkAddresses::Notes,
            left_out: 0,
            compared: false,
            new: BTreeSet::new(),
        }
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
        let results = self.has_results().then_some(PartId::Results);
        let words = [PartId::Purpose, PartId::Achievements].into_iter().chain(results);
        words.chain((0..self.show.len()).map(PartId::Shown)).collect()
    }

    /// Whether there are results, in numbers or in words.
    pub fn has_results(&self) -> bool {
        !self.metrics.is_empty() || !self.results.is_empty()
    }
}

impl ShownBlock {
    /// The block with only the columns of these titles, in this order; all of it if none is given.
    fn of(&self, block: &Block) -> Block {
        let mut block = block.clone();
        if let (Content::Table(table), false) = (&mut block.content, self.columns.is_empty()) {
            let places: Vec<usize> = self.columns.iter().filter_map(|title| table.columns.find(title).ok()).collect();
            table.columns = table.columns.selected(&places);
            for row in table.rows.iter_mut().chain(&mut table.total) {
                row.cells = places.iter().filter_map(|at| row.cells.get(*at).cloned()).collect();
            }
        }
        block
    }
}
