//! What a one-page summary shows, and where.

use serde::Serialize;

use super::super::SummaryLayout;
use super::blocks::BlockView;
use super::items::{ItemView, items};
use super::metric::MetricView;
use super::{Viewer, derived};
use crate::data::{Inline, Leaf, Text, When};
use crate::model::{FiledCouncil, PartId, Report, SummaryContent, SummaryPage};

#[derive(Serialize)]
pub(super) struct SummaryView<'a> {
    name: &'a Text,
    issuer: &'a Text,
    date: When,
    established: Option<When>,
    message: Option<&'a Inline>,
    /// Its place among all summaries.
    position: Leaf,
    sections: Vec<SummarySectionView<'a>>,
    show: Vec<ShownView<'a>>,
    page: PaperView,
    fit: FitView<'a>,
}

#[derive(Serialize)]
struct SummarySectionView<'a> {
    /// The name of the part.
    part: String,
    column: Option<usize>,
    id: &'a str,
    heading: Option<&'a Text>,
    /// The word behind the date of the council, where the report has one of its own.
    date_word: Option<&'a Text>,
    /// Whether that date stands beside the heading.
    dated: bool,
    /// How many items were left out for want of room, where that is said here.
    left_out: Option<Leaf>,
    as_of: Option<When>,
    metrics: Vec<MetricView<'a>>,
    items: Vec<ItemView<'a>>,
}

#[derive(Serialize)]
struct ShownView<'a> {
    /// The name of the part.
    part: String,
    column: Option<usize>,
    blocks: [BlockView<'a>; 1],
}

/// Width and height of a page in millimetres.
#[derive(Serialize)]
pub(super) struct PaperView {
    width: f64,
    height: f64,
}

impl PaperView {
    pub fn of(page: SummaryPage) -> Self {
        let [width, height] = page.size();
        Self { width, height }
    }
}

#[derive(Serialize)]
struct FitView<'a> {
    scale: u32,
    widths: &'a [u32],
    airs: Vec<f64>,
}

impl<'a> Viewer<'a> {
    /// The summary of a council by its place in the report.
    pub fn summary(
        &self,
        report: &'a Report,
        at: usize,
        filed: &'a FiledCouncil,
        content: &'a SummaryContent,
        fit: &'a SummaryLayout,
    ) -> SummaryView<'a> {
        let show = content.show.iter().enumerate().map(|(at, block)| {
            let part = PartId::Shown(at);
            ShownView { part: part.to_string(), column: fit.column(part), blocks: [self.block(block, 2)] }
        });
        let left_out =
            (content.left_out > 0).then(|| derived(&[filed.council.name.datum], content.left_out.to_string()));
        // The achievements say what was left out; without them, the last section does.
        let says = |part| part == PartId::Achievements || content.section(PartId::Achievements).is_none();
        let last = content.sections.iter().rposition(|section| says(section.part));
        let sections = content.sections.iter().enumerate().map(|(at, section)| SummarySectionView {
            part: section.part.to_string(),
            column: fit.column(section.part),
            id: &section.id,
            heading: section.heading.as_ref(),
            date_word: report.head.units.date.as_ref(),
            dated: at == 0 && filed.council.established.is_some(),
            left_out: left_out.clone().filter(|_| last == Some(at)),
            as_of: section.as_of,
            metrics: self.metrics(&section.metrics, section.as_of),
            items: items(&section.items),
        });
        SummaryView {
            name: &filed.council.name,
            issuer: &report.head.issuer,
            date: report.head.date,
            established: filed.council.established,
            message: content.message.as_ref(),
            position: derived(&[filed.id.datum], format!("{}/{}", at + 1, report.councils.len())),
            sections: sections.collect(),
            show: show.collect(),
            page: PaperView::of(report.head.summary_page),
            fit: FitView {
                scale: fit.scale,
                widths: &fit.widths,
                airs: fit.airs.iter().map(|air| f64::from(*air) / 100.0).collect(),
            },
        }
    }
}
