//! What no single value can tell: references, lengths that must agree, names used twice.

mod cells;
mod charts;
mod counts;
mod dates;
mod diagrams;
mod further_documents;
mod gantt;
mod money;
mod pictures;
mod prose;
mod references;
mod repeated;
mod sections;
mod statements;
mod tables;
mod targets;
mod totals;
mod wholes;

use std::collections::{BTreeMap, BTreeSet};
pub use tables::LongTable;

use rust_decimal::Decimal;

use prose::Prose;

use super::council;
use super::report::{FiledCouncil, LeftOutCouncil, PictureFile};
use super::{Block, Content, Council, Report, ReportHead};
use crate::data::{Data, Folder, place_of};
use crate::diagnostic::{AnyProblem, Diagnostic, Language, Place, Sources, Words, problems};
use crate::mark::DatumId;

/// Puts a report together from its files, reporting what does not fit.
///
/// Files that could not be read are `None`; what refers to them is not reported again.
pub(super) fn assemble(
    head: Option<ReportHead>,
    councils: BTreeMap<String, Option<Council>>,
    left_out: Vec<LeftOutCouncil>,
    folder: Folder,
    sources: &mut Sources,
    data: Data,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Report> {
    let mut validation = Validation { data: &data, folder: &folder, sources, diagnostics, pictures: BTreeMap::new() };
    for (id, council) in councils.iter().filter_map(|(id, council)| Some((id, council.as_ref()?))) {
        validation.check_council(council);
        validation.check_results(id, council);
    }
    let head = head?;
    validation.report_unlisted(&head, &left_out);
    validation.check_head(&head, &councils);
    validation.check_declared_sections(&head);
    validation.check_further_documents(&head);
    for (id, council) in councils.iter().filter_map(|(id, council)| Some((id, council.as_ref()?))) {
        validation.check_sections(&head, id, council);
    }
    validation.check_dates(&head, &councils);
    validation.check_statements(&head, &councils);
    validation.check_repetitions(&head, &councils);
    let pictures = validation.pictures;
    let mut data = data;
    pending_units(&head, &councils).into_iter().for_each(|unit| data.mark_unprinted(unit));
    // The short name stands on the time line, where only those with a date are.
    let undated = councils.values().flatten().filter(|council| council.established.is_none());
    undated.filter_map(|council| council.short_name.as_ref()).for_each(|name| data.mark_unprinted(name.datum));
    let mut filed = Vec::new();
    let mut councils = councils;
    for id in &head.councils {
        filed.push(FiledCouncil { id: id.clone(), council: councils.remove(&id.name)?? });
    }
    let mut report = Report { head, councils: filed, left_out, pictures, files: folder.into_files(), data };
    let used: BTreeSet<String> =
        report.councils.iter().flat_map(FiledCouncil::paths).chain(report.framing_paths()).collect();
    report.files.retain(|path, _| used.contains(path));
    Some(report)
}

/// The units that are printed nowhere, because there is no number that they would follow.
fn pending_units(head: &ReportHead, councils: &BTreeMap<String, Option<Council>>) -> Vec<DatumId> {
    let metrics =
        council::metrics_of(&head.blocks()).into_iter().chain(councils.values().flatten().flat_map(Council::metrics));
    metrics
        .filter(|metric| metric.number().is_none() && metric.target.is_none())
        .map(|metric| metric.unit.datum)
        .collect()
}

/// A report while it is checked.
struct Validation<'a> {
    data: &'a Data,
    folder: &'a Folder,
    sources: &'a mut Sources,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// The pictures that are shown, by the paths by which pages refer to them.
    pictures: BTreeMap<String, PictureFile>,
}

impl Validation<'_> {
    /// Reports a problem at a place of a file.
    fn report(&mut self, place: Place, problem: AnyProblem) {
        self.diagnostics.push(Diagnostic::at(place, problem));
    }

    /// Reports a problem at a datum.
    fn report_at(&mut self, datum: DatumId, problem: AnyProblem) {
        self.diagnostics.push(Diagnostic::new(self.place(datum), problem));
    }

    fn place(&self, datum: DatumId) -> Option<Place> {
        self.data.place(datum)
    }

    /// Results hold something; `id` is that of the council's file.
    fn check_results(&mut self, id: &str, council: &Council) {
        if council.results.as_ref().is_some_and(|results| results.metrics.is_empty() && results.items.is_empty()) {
            let place = self.folder.councils.get(id).and_then(|file| place_of(*file, "results", self.sources));
            let problem = NothingBelow { what: Words::new("`results`", "`results`") };
            self.diagnostics.push(Diagnostic::new(place, problem));
        }
    }

    /// Checks sentences against each other, if every file could be read: what one refers to may
    /// stand in any other.
    fn check_repetitions(&mut self, head: &ReportHead, councils: &BTreeMap<String, Option<Council>>) {
        let mut prose = Prose::default();
        prose.head(head);
        let forms = head.section_forms();
        for id in &head.councils {
            let Some(Some(council)) = councils.get(&id.name) else { return };
            prose.council(council, &forms);
        }
        self.check_repeated(&prose);
    }

    fn check_blocks(&mut self, blocks: &[&Block]) {
        self.check_unique_ids(
            blocks.iter().filter_map(|block| block.id.as_ref()),
            Words::new("a block id", "ブロックのid"),
        );
        for block in blocks {
            match &block.content {
                Content::Table(table) => self.check_table(table),
                Content::Chart(chart) => self.check_chart(chart),
                Content::Diagram(diagram) => self.check_diagram(diagram),
                Content::Gantt(gantt) => self.check_gantt(gantt),
                Content::Map(map) => self.check_map(map),
                Content::Picture(picture) => self.check_picture(picture),
                Content::Case(case) => {
                    if case.text.is_none()
                        && case.items.is_empty()
                        && case.pictures.is_empty()
                        && case.blocks.is_empty()
                    {
                        self.report_at(
                            case.title.datum,
                            NothingBelow { what: Words::new("this case", "この事例") }.into(),
                        );
                    }
                    case.pictures.iter().for_each(|picture| self.check_picture(picture));
                }
                Content::Columns(columns) => {
                    let (expected, found) = (columns.columns.len(), columns.widths.len());
                    if let Some(first) = columns.widths.first().filter(|_| expected != found) {
                        self.report_at(first.datum, WidthCount { expected, found }.into());
                    }
                    for width in columns.widths.iter().filter(|width| width.value <= Decimal::ZERO) {
                        self.report_at(width.datum, NotPositive { what: Words::new("a width", "段の幅") }.into());
                    }
                }
                Content::Section(_)
                | Content::Paragraph(_)
                | Content::List(_)
                | Content::Numbered(_)
                | Content::Metrics(_)
                | Content::Unavailable(_)
                | Content::Own(_) => {}
            }
        }
    }
}

problems! {
    /// Widths that do not fit the columns.
    K0213 error WidthCount { expected: usize, found: usize }
    en: "{found} widths are given for {expected} columns",
        hint "give one width per column, or remove `widths` for equal columns";
    ja: "段は{expected}個ですが、幅は{found}個です",
        hint "段ごとに一つの幅を書くか、`widths`を削除して等分にしてください";

    /// Value that must be greater than zero.
    K0214 error NotPositive { what: Words }
    en: { format!("{} must be greater than zero", what.text(Language::English)) };
    ja: { format!("{}は0より大きくなければなりません", what.text(Language::Japanese)) };

    /// Heading without anything below.
    K0256 error NothingBelow { what: Words }
    en: { format!("{} is empty, so its heading would be printed alone", what.text(Language::English)) },
        hint "add content, or remove it";
    ja: { format!("{}に内容がないため、見出しだけが印刷されます", what.text(Language::Japanese)) },
        hint "内容を書くか、全体を削除してください";
}
