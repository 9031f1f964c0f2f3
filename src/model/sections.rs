//! The sections of councils' pages (節), as a report declares them and as a council writes them.

use super::{BlockList, Item, Metric};
use crate::data::{Flag, Id, Text, When, choice, either, record};

choice! {
    /// What a section holds.
    SectionKind, "kind of section", "節の種類" {
        /// A list of items.
        Items = "items",
        /// Metrics, and items below them.
        Results = "results",
        /// Blocks of any type, and items and metrics above them.
        Blocks = "blocks",
    }
}

record! {
    /// A section that the pages of all councils may have.
    DeclaredSection, "a section of the report", "報告書の節" {
        /// The name by which the councils' files refer to it. `purpose`, `achievements`, `results` and `issues` are keys of
        /// those files; all others stand in their `sections`.
        id: Id,
        /// The heading [default: the usual one of these four].
        heading: Option<Text>,
        /// What it holds [default: `results` for the section of this name, `blocks` for sections of the report's own].
        kind: Option<SectionKind>,
        /// Whether every council must have it.
        needed: Flag = false,
        /// Whether one-page summaries show it.
        summary: Flag = true,
    }
}

record! {
    /// What a council says in a section that the report declares, or a section of its own.
    CouncilSection, "a section of a council", "協議会の節" {
        /// The id of the section that the report declares.
        id: Option<Id>,
        /// The heading of a section of the council's own.
        heading: Option<Text>,
        /// A remark to the right of the heading.
        note: Option<Text>,
        /// The as-of date of the metrics.
        as_of: Option<When>,
        /// Metrics.
        metrics: Vec<Metric> = Vec::new(),
        /// Items of a list.
        items: Vec<Item> = Vec::new(),
        /// Tables, charts and other blocks.
        blocks: BlockList = Vec::new(),
    } where vec![either("id", &["heading"])]
}
