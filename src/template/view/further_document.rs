//! What templates see of a document that the report lists.

use serde::Serialize;

use super::Viewer;
use super::blocks::{BlockView, are_long, take_lead};
use super::items::{ItemView, items};
use super::summary::PaperView;
use crate::data::{Text, When};
use crate::model::{FurtherDocument, ReportHead};

#[derive(Serialize)]
pub(super) struct FurtherDocumentView<'a> {
    id: &'a str,
    mark: Option<&'a Text>,
    title: &'a Text,
    as_of: Option<When>,
    page: PaperView,
    /// Whether there is one per council, whose pages follow.
    per_council: bool,
    /// Whether it says something below its title.
    has_content: bool,
    items: Vec<ItemView<'a>>,
    /// What stands on a turned page with its title.
    lead: Vec<BlockView<'a>>,
    blocks: Vec<BlockView<'a>>,
    /// Whether its height is not measured beforehand.
    long: bool,
    /// The papers of the report that have marks, but for this one.
    papers: Vec<MarkedPaper<'a>>,
}

/// A paper of a meeting.
#[derive(Serialize)]
struct MarkedPaper<'a> {
    mark: &'a Text,
    title: &'a Text,
}

impl<'a> Viewer<'a> {
    pub fn further_document(&self, document: &'a FurtherDocument, head: &'a ReportHead) -> FurtherDocumentView<'a> {
        let others = head.documents.iter().filter(|other| other.id.name != document.id.name);
        let papers = std::iter::once((&head.mark, &head.title))
            .chain(others.map(|other| (&other.mark, &other.title)))
            .chain(head.appendices.iter().map(|appendix| (&appendix.mark, &appendix.title)))
            .filter_map(|(mark, title)| Some(MarkedPaper { mark: mark.as_ref()?, title }));
        let mut blocks = self.blocks(&document.blocks, 2);
        let lead = if document.items.is_empty() { take_lead(&mut blocks) } else { Vec::new() };
        FurtherDocumentView {
            id: &document.id.name,
            mark: document.mark.as_ref(),
            title: &document.title,
            as_of: document.as_of,
            page: PaperView::of(document.paper),
            per_council: document.is_per_council(),
            has_content: !document.is_empty(),
            items: items(&document.items),
            lead,
            blocks,
            long: are_long(&document.blocks),
            papers: papers.collect(),
        }
    }
}
