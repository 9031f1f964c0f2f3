//! What no single value can tell: references, lengths that must agree, names used twice.

mod charts;
mod diagrams;
mod pictures;
mod references;
mod tables;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::report::{FiledCouncil, PictureFile};
use super::{Block, Content, Council, Metric, Report, ReportHead};
use crate::data::{Data, Folder};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::mark::DatumId;

/// Puts a report together from its files, reporting what does not fit.
///
/// Files that could not be read are `None`; what refers to them is not reported again.
pub(super) fn assemble(
    head: Option<ReportHead>,
    councils: BTreeMap<String, Option<Council>>,
    folder: &Folder,
    data: Data,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Report> {
    let mut check = Check { data: &data, folder, diagnostics, pictures: BTreeMap::new() };
    for (id, council) in &councils {
        if let Some(council) = council {
            check.council(council);
        }
        let listed = |head: &ReportHead| head.councils.iter().any(|listed| &listed.name == id);
        if head.as_ref().is_some_and(|head| !listed(head)) {
            let file = folder.councils[id];
            check.report(Place { file, range: 0..0 }, Problem::UnlistedCouncil { id: id.clone() });
        }
    }
    let head = head?;
    check.head(&head, &councils);
    let pictures = check.pictures;
    let mut filed = Vec::new();
    let mut councils = councils;
    for id in &head.councils {
        filed.push(FiledCouncil { id: id.clone(), council: councils.remove(&id.name)?? });
    }
    Some(Report { head, councils: filed, pictures, data })
}
struct Check<'a> {
    data: &'a Data,
    folder: &'a Folder,
    diagnostics: &'a mut Vec<Diagnostic>,
    pictures: BTreeMap<String, PictureFile>,
}
impl Check<'_> {
    fn report(&mut self, place: Place, problem: Problem) {
        self.diagnostics.push(Diagnostic::at(place, problem));
    }

    fn report_at(&mut self, datum: DatumId, problem: Problem) {
        let place = self.data.get(datum).map(|datum| datum.place.clone());
        self.diagnostics.push(Diagnostic::new(place, problem));
    }

    fn metrics(&mut self, metrics: &[&Metric]) {
        self.unique(metrics.iter().map(|metric| &metric.id), "metric");
        for target in metrics.iter().filter_map(|metric| metric.target.as_ref()) {
            if target.value.value <= Decimal::ZERO {
                self.report_at(target.value.datum, Problem::NotPositive { what: "a target" });
            }
        }
    }

    fn blocks(&mut self, blocks: &[&Block]) {
        self.unique(blocks.iter().filter_map(|block| block.id.as_ref()), "block id");
        for block in blocks {
            match &block.content {
                Content::Table(table) => self.table(table),
                Content::Chart(chart) => self.chart(chart),
                Content::Diagram(diagram) => self.diagram(diagram),
                Content::Map(map) => self.map(map),
                Content::Picture(picture) => self.picture(picture),
                Content::Case(case) => case.pictures.iter().for_each(|picture| self.picture(picture)),
                Content::Columns(columns) => {
                    let (expected, found) = (columns.columns.len(), columns.widths.len());
                    if let Some(first) = columns.widths.first().filter(|_| expected != found) {
                        self.report_at(first.datum, Problem::WidthCount { expected, found });
                    }
                    for width in columns.widths.iter().filter(|width| width.value <= Decimal::ZERO) {
                        self.report_at(width.datum, Problem::NotPositive { what: "a width" });
                    }
                }
                Content::Section(_)
                | Content::Paragraph(_)
                | Content::List(_)
                | Content::Numbered(_)
                | Content::Metrics(_)
                | Content::Unavailable(_) => {}
            }
        }
    }
}
