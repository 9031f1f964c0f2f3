//! Councils, and the page before them.

use serde::Serialize;

use super::super::Document;
use super::blocks::{BlockView, take_lead};
use super::items::{ItemView, items};
use super::metric::MetricView;
use super::{Viewer, blocks, derived};
use crate::data::{Inline, Leaf, Text, When};
use crate::model::{
    Appendix, Council, FiledCouncil, Framing, Highlight, PageSection, Reference, Report, ReportHead, Summary,
};

#[derive(Serialize)]
pub(super) struct FramingView<'a> {
    title: &'a Text,
    items: Vec<ItemView<'a>>,
    blocks: Vec<BlockView<'a>>,
    /// Whether its height is not measured beforehand.
    long: bool,
}

#[derive(Serialize)]
pub(super) struct AppendixView<'a> {
    mark: Option<&'a Text>,
    title: &'a Text,
    /// What stands on a turned page with its title.
    lead: Vec<BlockView<'a>>,
    blocks: Vec<BlockView<'a>>,
    /// Whether its height is not measured beforehand.
    long: bool,
}

/// A group, which stands before its first council.
#[derive(Serialize)]
struct GroupView<'a> {
    title: &'a Text,
    items: Vec<ItemView<'a>>,
    councils: Vec<GroupedCouncil<'a>>,
}

/// A council on the divider page of its group.
#[derive(Serialize)]
struct GroupedCouncil<'a> {
    id: &'a str,
    number: Leaf,
    name: &'a Text,
}

#[derive(Serialize)]
pub(super) struct CouncilView<'a> {
    id: &'a str,
    /// The group that begins with it.
    group: Option<GroupView<'a>>,
    /// Whether it is in a group.
    grouped: bool,
    number: Leaf,
    name: &'a Text,
    established: Option<When>,
    /// The word behind that date, where the report has one of its own.
    date_word: Option<&'a Text>,
    message: Option<&'a Inline>,
    highlight: HighlightView<'a>,
    sections: Vec<PageSectionView<'a>>,
    /// Whether the height of what precedes the reference pages is not measured beforehand.
    long: bool,
    reference: Vec<ReferenceView<'a>>,
    summary: Option<&'a Summary>,
}

#[derive(Serialize)]
struct HighlightView<'a> {
    label: &'a Text,
    metric: Option<MetricView<'a>>,
    text: Option<&'a Inline>,
}

#[derive(Serialize)]
struct PageSectionView<'a> {
    /// The name of the section in the report; nothing for one of the council's own.
    id: Option<&'a str>,
    heading: Option<&'a Text>,
    note: Option<&'a Text>,
    as_of: Option<When>,
    metrics: Vec<MetricView<'a>>,
    items: Vec<ItemView<'a>>,
    /// Whether it begins on a turned page, and what follows it then.
    turned: bool,
    blocks: Vec<BlockView<'a>>,
    rest: Vec<BlockView<'a>>,
}

#[derive(Serialize)]
struct ReferenceView<'a> {
    title: &'a Text,
    /// What stands on a turned page with its title.
    lead: Vec<BlockView<'a>>,
    blocks: Vec<BlockView<'a>>,
    /// Whether its height is not measured beforehand.
    long: bool,
}

impl<'a> Viewer<'a> {
    pub fn framing(&self, framing: &'a Framing) -> FramingView<'a> {
        let Framing { title, items, blocks } = framing;
        let long = blocks::are_long(blocks);
        FramingView { title, items: self::items(items), blocks: self.blocks(blocks, 2), long }
    }

    pub fn appendix(&self, appendix: &'a Appendix) -> AppendixView<'a> {
        let Appendix { mark, title, blocks } = appendix;
        let long = blocks::are_long(blocks);
        let mut blocks = self.blocks(blocks, 2);
        AppendixView { mark: mark.as_ref(), title, lead: take_lead(&mut blocks), blocks, long }
    }

    fn group(&self, report: &'a Report, at: usize) -> Option<GroupView<'a>> {
        let group = report.head.group_at(at)?;
        let councils = report.councils.iter().enumerate().skip(at).take(group.councils.len());
        let councils = councils.map(|(at, filed)| GroupedCouncil {
            id: &filed.id.name,
            number: number(at, filed),
            name: &filed.council.name,
        });
        Some(GroupView { title: &group.title, items: items(&group.items), councils: councils.collect() })
    }

    /// The councils of which a document speaks. That of one council alone is not within a group.
    pub fn councils(&self, document: Document, report: &'a Report) -> Vec<CouncilView<'a>> {
        let councils = report.councils.iter().enumerate();
        match document.council() {
            Some(only) => {
                let own = councils.skip(only).take(1).map(|(at, filed)| self.council(at, filed, report));
                own.map(|council| CouncilView { group: None, grouped: false, ..council }).collect()
            }
            None => councils.map(|(at, filed)| self.council(at, filed, report)).collect(),
        }
    }

    /// A council by its place in the report.
    fn council(&self, at: usize, filed: &'a FiledCouncil, report: &'a Report) -> CouncilView<'a> {
        let head = &report.head;
        let FiledCouncil { id, council } = filed;
        let Council {
            name,
            short_name: _,
            established,
            message,
            highlight,
            purpose: _,
            achievements: _,
            results: _,
            issues: _,
            sections: _,
            reference,
            summary,
        } = council;
        let sections = council.page_sections(&head.section_forms());
        CouncilView {
            id: &id.name,
            group: self.group(report, at),
            grouped: !head.groups.is_empty(),
            number: number(at, filed),
            name,
            established: *established,
            date_word: head.units.date.as_ref(),
            message: message.as_ref(),
            highlight: self.highlight(council, highlight, &sections, head),
            long: sections.iter().any(|section| blocks::are_long(section.blocks)),
            sections: sections.into_iter().map(|section| self.page_section(section)).collect(),
            reference: reference.iter().map(|reference| self.reference(reference)).collect(),
            summary: summary.as_ref(),
        }
    }

    fn highlight(
        &self,
        council: &'a Council,
        highlight: &'a Highlight,
        sections: &[PageSection<'_>],
        head: &ReportHead,
    ) -> HighlightView<'a> {
        let Highlight { label, metric, text } = highlight;
        let metric = metric.as_ref().and_then(|id| council.metric(id)).map(|metric| {
            let counted =
                sections.iter().find(|section| section.metrics.iter().any(|own| own.id.name == metric.id.name));
            let as_of = metric.as_of.or(counted.and_then(|section| section.as_of));
            // The head of the overview gives the date that holds where none is printed.
            let as_of = as_of.filter(|as_of| head.as_of.is_none_or(|common| common.date != as_of.date));
            self.metric(metric).dated(as_of)
        });
        HighlightView { label, metric, text: text.as_ref() }
    }

    fn page_section(&self, section: PageSection<'a>) -> PageSectionView<'a> {
        let PageSection { form, heading, note, as_of, metrics, items, blocks } = section;
        let mut blocks = self.blocks(blocks, 3);
        let lead = if metrics.is_empty() && items.is_empty() { take_lead(&mut blocks) } else { Vec::new() };
        let turned = !lead.is_empty();
        let (blocks, rest) = if turned { (lead, blocks) } else { (blocks, Vec::new()) };
        PageSectionView {
            id: form.map(|form| form.id),
            heading,
            note,
            as_of,
            metrics: self.metrics(metrics, as_of),
            items: self::items(items),
            turned,
            blocks,
            rest,
        }
    }

    fn reference(&self, reference: &'a Reference) -> ReferenceView<'a> {
        let Reference { title, blocks } = reference;
        let long = blocks::are_long(blocks);
        let mut blocks = self.blocks(blocks, 3);
        ReferenceView { title, lead: take_lead(&mut blocks), blocks, long }
    }
}

/// The number of a council, by its place in the report.
fn number(at: usize, filed: &FiledCouncil) -> Leaf {
    derived(&[filed.id.datum], (at + 1).to_string())
}
