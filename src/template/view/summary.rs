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
    established: When,
    message: Option<&'a Inline>,
    /// Its place among all summaries.
    position: Leaf,
    purpose: Vec<ItemView<'a>>,
    achievements: Vec<ItemView<'a>>,
    has_results: bool,
    metrics: Vec<MetricView<'a>>,
    results: Vec<ItemView<'a>>,
    as_of: Option<When>,
    show: Vec<ShownView<'a>>,
    /// How many items were left out for want of room, if any.
    left_out: Option<Leaf>,
    page: PaperView,
    fit: FitView<'a>,
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
    places: PlacesView,
}

/// The columns of the parts that every summary may have.
#[derive(Serialize)]
struct PlacesView {
    purpose: Option<usize>,
    achievements: Option<usize>,
    results: Option<usize>,
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
        let left_out = (content.left_out > 0).then(|| content.left_out.to_string());
        SummaryView {
            name: &filed.council.name,
            issuer: &report.head.issuer,
            date: report.head.date,
            established: filed.council.established,
            message: content.message.as_ref(),
            position: derived(&[filed.id.datum], format!("{}/{}", at + 1, report.councils.len())),
            purpose: items(&content.purpose),
            achievements: items(&content.achievements),
            has_results: content.has_results(),
            metrics: self.metrics(&content.metrics, content.as_of),
            results: items(&content.results),
            as_of: content.as_of,
            show: show.collect(),
            left_out: left_out.map(|count| derived(&[filed.council.name.datum], count)),
            page: PaperView::of(report.head.summary_page),
            fit: FitView {
                scale: fit.scale,
                widths: &fit.widths,
                airs: fit.airs.iter().map(|air| f64::from(*air) / 100.0).collect(),
                places: PlacesView {
                    purpose: fit.column(PartId::Purpose),
                    achievements: fit.column(PartId::Achievements),
                    results: fit.column(PartId::Results),
                },
            },
        }
    }
}
