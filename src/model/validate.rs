//! What no single value can tell: references, lengths that must agree, names used twice.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::report::{FiledCouncil, PictureFile};
use super::{
    Block, Chart, ChartKind, Content, Council, Diagram, DiagramKind, Map, Metric, Picture, Report, ReportHead, Series,
    Table, council, picture_file,
};
use crate::assets;
use crate::data::{Data, Folder, Id};
use crate::diagnostic::{Diagnostic, Place, Problem, Term};
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

    /// Reports ids that stand twice.
    fn unique<'i>(&mut self, ids: impl Iterator<Item = &'i Id>, what: Term) {
        let mut seen: BTreeMap<&str, &Id> = BTreeMap::new();
        for id in ids {
            if let Some(first) = seen.get(id.name.as_str()) {
                let problem = Problem::DuplicateId { id: id.name.clone(), what };
                let first = first.place.clone();
                self.diagnostics.push(Diagnostic::at(id.place.clone(), problem).with_related(first, Term::FirstHere));
            } else {
                seen.insert(&id.name, id);
            }
        }
    }

    fn head(&mut self, head: &ReportHead, councils: &BTreeMap<String, Option<Council>>) {
        self.unique(head.councils.iter(), Term::Council);
        for id in head.councils.iter().filter(|id| !councils.contains_key(&id.name)) {
            let known = councils.keys().cloned().collect();
            self.report(id.place.clone(), Problem::UnknownCouncil { id: id.name.clone(), known });
        }
        let mut blocks = Vec::new();
        council::collect(&head.framing.blocks, &mut blocks);
        self.blocks(&blocks);
        self.metrics(&council::metrics_of(&blocks));
    }

    fn council(&mut self, council: &Council) {
        let metrics = council.metrics();
        self.metrics(&metrics);
        let highlight = &council.highlight;
        if highlight.metric.is_some() == highlight.text.is_some() {
            self.report_at(highlight.label.datum, Problem::HighlightNeedsOne);
        }
        let wanted = highlight.metric.iter().chain(&council.summary.metrics);
        for id in wanted.filter(|id| council.metric(id).is_none()) {
            let known = distinct(metrics.iter().map(|metric| &metric.id));
            self.report(id.place.clone(), Problem::UnknownMetric { id: id.name.clone(), known });
        }
        let blocks = council.blocks();
        self.blocks(&blocks);
        for show in &council.summary.show {
            match council.block(&show.block) {
                Some(block) => self.shown(show, block),
                None => {
                    let known = distinct(blocks.iter().filter_map(|block| block.id.as_ref()));
                    let problem = Problem::UnknownBlock { id: show.block.name.clone(), known };
                    self.report(show.block.place.clone(), problem);
                }
            }
        }
    }

    fn metrics(&mut self, metrics: &[&Metric]) {
        self.unique(metrics.iter().map(|metric| &metric.id), Term::Metric);
        for target in metrics.iter().filter_map(|metric| metric.target.as_ref()) {
            if target.value.value <= Decimal::ZERO {
                self.report_at(target.value.datum, Problem::NotPositive { what: Term::Target });
            }
        }
    }

    fn shown(&mut self, show: &super::Show, block: &Block) {
        if show.columns.is_empty() {
            return;
        }
        let Content::Table(table) = &block.content else {
            self.report(show.block.place.clone(), Problem::NotATable { id: show.block.name.clone() });
            return;
        };
        let known: Vec<String> = table.columns.iter().map(|column| column.title.text.clone()).collect();
        for column in show.columns.iter().filter(|column| !known.contains(&column.text)) {
            let problem = Problem::UnknownColumn { title: column.text.clone(), known: known.clone() };
            self.report(column.place.clone(), problem);
        }
    }

    fn blocks(&mut self, blocks: &[&Block]) {
        self.unique(blocks.iter().filter_map(|block| block.id.as_ref()), Term::BlockId);
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
                        self.report_at(width.datum, Problem::NotPositive { what: Term::Width });
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

    fn table(&mut self, table: &Table) {
        if table.rows.is_empty() && table.csv.is_none() {
            let title = table.columns.first().map(|column| column.title.datum);
            title.into_iter().for_each(|datum| self.report_at(datum, Problem::TableWithoutRows));
        }
        let expected = table.columns.len();
        for row in table.rows.iter().chain(&table.total).filter(|row| row.cells.len() != expected) {
            let problem = Problem::RowWidth { expected, found: row.cells.len() };
            self.report(row.place.clone(), problem);
        }
    }

    fn chart(&mut self, chart: &Chart) {
        let expected = chart.categories.len();
        let series_place = |series: &Series| series.name.as_ref().map_or(chart.title.datum, |name| name.datum);
        for series in &chart.series {
            if series.values.len() != expected {
                let problem = Problem::SeriesLength { expected, found: series.values.len() };
                self.report_at(series_place(series), problem);
            }
        }
        if chart.series.len() > 1 && chart.series.iter().any(|series| series.name.is_none()) {
            self.report_at(chart.title.datum, Problem::SeriesWithoutName);
        }
        if chart.series.is_empty() || chart.categories.is_empty() {
            // Why a table gives no data has been said where they were taken from it.
            if chart.from.is_none() {
                self.report_at(chart.title.datum, Problem::ChartWithoutData);
            }
            return;
        }
        let limit = chart.kind.categories();
        if expected > limit {
            self.report_at(chart.title.datum, Problem::ChartCategories { limit, found: expected });
        }
        let lines = chart.series.iter().filter(|series| series.line).count();
        let needs = match chart.kind {
            ChartKind::Bar | ChartKind::HorizontalBar => Term::OneSeries,
            ChartKind::Bullet => Term::ValuesAndTargets,
            ChartKind::BarLine => Term::BarsAndOneLine,
            ChartKind::SmallMultiples => Term::AtMostTwelveSeries,
            ChartKind::GroupedBar
            | ChartKind::StackedBar
            | ChartKind::StackedBar100
            | ChartKind::Line
            | ChartKind::Slope => Term::AtMostSixSeries,
        };
        let expected_lines = usize::from(chart.kind == ChartKind::BarLine);
        if !chart.kind.series().contains(&chart.series.len()) || lines != expected_lines {
            self.report_at(chart.title.datum, Problem::ChartSeries { kind: chart.kind.text(), needs });
        }
        let numbers = chart.series.iter().flat_map(|series| &series.values);
        if chart.kind == ChartKind::StackedBar100 {
            for number in numbers.filter_map(|value| value.0.as_ref()).filter(|number| number.value < Decimal::ZERO) {
                let datum = number.origin.data().first().copied().unwrap_or(chart.title.datum);
                self.report_at(datum, Problem::NegativeShare);
            }
        } else if chart.kind == ChartKind::Slope {
            let whole = chart.series.iter().all(|series| series.values.iter().all(|value| value.0.is_some()));
            if expected != 2 || !whole {
                self.report_at(chart.title.datum, Problem::SlopeNeedsTwo);
            }
        }
    }

    fn diagram(&mut self, diagram: &Diagram) {
        self.unique(diagram.nodes.iter().map(|node| &node.id), Term::Node);
        let places: BTreeMap<&str, usize> =
            diagram.nodes.iter().enumerate().map(|(at, node)| (node.id.name.as_str(), at)).collect();
        let count = diagram.nodes.len();
        let kind = diagram.kind.text();
        for edge in &diagram.edges {
            for end in [&edge.from, &edge.to].into_iter().filter(|end| !places.contains_key(end.name.as_str())) {
                let known = places.keys().map(|name| (*name).to_owned()).collect();
                self.report(end.place.clone(), Problem::UnknownNode { id: end.name.clone(), known });
            }
            let ends = places.get(edge.from.name.as_str()).zip(places.get(edge.to.name.as_str()));
            let Some((from, to)) = ends else { continue };
            let drawn = match diagram.kind {
                DiagramKind::Cycle => *to == (from + 1) % count,
                kind => kind.has_edges(),
            };
            if from == to {
                self.report(edge.to.place.clone(), Problem::EdgeToItself);
            } else if !drawn {
                self.report(edge.to.place.clone(), Problem::EdgeUnfit { kind });
            }
        }
        let needs = match diagram.kind {
            DiagramKind::Organisation | DiagramKind::Flow | DiagramKind::Network => Term::AtMostFortyNodes,
            DiagramKind::Phases => Term::TwoToEightNodes,
            DiagramKind::BeforeAfter => Term::ExactlyTwoNodes,
            DiagramKind::Cycle => Term::ThreeToEightNodes,
        };
        if !diagram.kind.nodes().contains(&count) {
            self.report_at(diagram.title.datum, Problem::NodeCount { kind, needs });
        }
        if diagram.kind.has_edges() {
            for item in diagram.nodes.iter().filter_map(|node| node.items.first()) {
                self.report_at(item.datum, Problem::ItemsUnfit { kind });
            }
        }
    }

    fn map(&mut self, map: &Map) {
        let known = assets::country_codes();
        for country in map.countries.iter().filter(|country| !known.contains(&country.code.text)) {
            let problem = Problem::UnknownCountry { code: country.code.text.clone(), known: known.clone() };
            self.report(country.code.place.clone(), problem);
        }
    }

    /// Reads a picture and makes sure that it is one.
    fn picture(&mut self, picture: &Picture) {
        let (path, shown) = (&picture.file.path, picture.shown());
        if self.pictures.contains_key(&shown) {
            return;
        }
        let unreadable = |reason| Problem::PictureUnreadable { path: path.clone(), reason };
        let bytes = self.folder.file(path).and_then(|bytes| picture_file::content(picture, bytes).map_err(unreadable));
        match bytes {
            Ok(bytes) => {
                let file = PictureFile { bytes, datum: picture.file.datum };
                self.pictures.insert(shown, file);
            }
            Err(problem) => self.report_at(picture.file.datum, problem),
        }
    }
}

/// The names of ids, each once.
fn distinct<'i>(ids: impl Iterator<Item = &'i Id>) -> Vec<String> {
    let names: BTreeSet<&str> = ids.map(|id| id.name.as_str()).collect();
    names.into_iter().map(str::to_owned).collect()
}
