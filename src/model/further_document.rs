//! Documents that a report has besides its briefing and its summaries.

use super::{BlockList, Item, SummaryPage};
use crate::data::{Id, Text, When, choice, record};

/// The built-in templates of further documents; the first is that of those that name none.
pub const FURTHER_TEMPLATES: [&str; 2] = ["paper", "agenda"];

choice! {
    /// What a further document is made from.
    DocumentScope, "scope", "作成の単位" {
        /// One document for the report.
        Report = "report",
        /// One document per council, with the council's pages.
        Council = "council",
    }
}

record! {
    /// A document besides the briefing and the summaries, such as 議事次第 or 委員名簿.
    FurtherDocument, "a further document", "その他の文書" {
        /// The name of its file, and what commands call it.
        id: Id,
        /// The template that makes it: `paper`, `agenda`, or a custom one [default: paper].
        template: Option<Id>,
        /// The mark at the upper right of its first page, such as 資料１.
        mark: Option<Text>,
        /// The title.
        title: Text,
        /// The as-of date, to the right of the title.
        as_of: Option<When>,
        /// The paper size [default: A4 portrait].
        paper: SummaryPage = SummaryPage::A4Portrait,
        /// What it is made from [default: report].
        of: DocumentScope = DocumentScope::Report,
        /// Points below the title.
        items: Vec<Item> = Vec::new(),
        /// The content.
        blocks: BlockList = Vec::new(),
    }
}

impl FurtherDocument {
    /// The name of its template.
    pub fn template(&self) -> &str {
        self.template.as_ref().map_or(FURTHER_TEMPLATES[0], |template| &template.name)
    }

    /// Whether its template is a built-in one.
    pub fn has_usual_template(&self) -> bool {
        FURTHER_TEMPLATES.contains(&self.template())
    }

    /// Whether there is one per council.
    pub fn is_per_council(&self) -> bool {
        self.of == DocumentScope::Council
    }

    /// Whether it says nothing below its title.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.blocks.is_empty()
    }
}
