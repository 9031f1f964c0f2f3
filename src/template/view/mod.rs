//! What templates see of the report.
//!
//! Each view names its keys in a struct: those of the model, and what pages need beyond that, such as numbers of councils,
//! rates and the geometry of charts. Every key is always there, `null` where the data have none, so that a missing key is
//! an error of the template.

mod blocks;
mod changes;
mod chart;
mod comparison;
mod council;
mod diagram;
mod diagram_words;
mod further_document;
mod gantt;
mod items;
mod layered_graph;
mod metric;
mod numbered_list;
mod summary;
mod table;
mod timeline;
mod year_over_year;

use serde::Serialize;
use serde_json::Value;

use self::comparison::ComparisonView;
use self::council::{AppendixView, CouncilView, FramingView};
use self::further_document::FurtherDocumentView;
use self::summary::{PaperView, SummaryView};
use self::timeline::Timeline;
use super::leaves::Leaves;
use super::{Document, DocumentDate, SummaryLayout};
use crate::compare::Comparison;
use crate::data::{Leaf, Text, Tree, When};
use crate::internal::{ExpectInternal, InternalError};
use crate::japanese;
use crate::mark::{DatumId, Origin};
use crate::model::{LeftOutCouncil, Period, Report, Style, SummaryContent, SummaryPage, Units};

/// A text that was computed from data.
fn derived(data: &[DatumId], text: impl Into<String>) -> Leaf {
    Leaf::text(Origin::Derived(data.to_vec()), text)
}

/// What a council that is left out is called.
fn left_out(council: &LeftOutCouncil) -> Leaf {
    derived(&[council.id.datum], council.name.as_deref().unwrap_or(&council.id.name))
}

/// Whether tables of the document may stand on turned pages and in parts: where the room for them is, pages are A4 upright.
fn has_turned_pages(document: Document, report: &Report) -> bool {
    match document {
        Document::Briefing => true,
        Document::Further(..) => document.listed(report).is_some_and(|listed| listed.paper == SummaryPage::A4Portrait),
        Document::Summary(_) | Document::Set | Document::Comparison => false,
    }
}

/// The view of one document, whose leaves are added to those that are there; `sheet` gives what a summary shows and how.
///
/// # Errors
/// A view that cannot be serialised, which would be an error of the program.
pub(super) fn view(
    report: &Report,
    document: Document,
    sheet: &dyn Fn(usize) -> Option<(SummaryContent, SummaryLayout)>,
    compared: Option<&Comparison>,
    stamp: DocumentDate,
    leaves: &mut Leaves,
) -> Result<Value, InternalError> {
    let head = &report.head;
    let (style, writing) = (&head.style, head.style.writing());
    let viewer = Viewer { style, writing, compared, turns: has_turned_pages(document, report) };
    let summarised = match document {
        Document::Briefing | Document::Comparison | Document::Further(..) => 0..0,
        Document::Summary(index) => index..index + 1,
        Document::Set => 0..report.councils.len(),
    };
    let sheets: Vec<Option<(usize, SummaryContent, SummaryLayout)>> =
        summarised.map(|index| sheet(index).map(|(content, layout)| (index, content, layout))).collect();
    let summaries = sheets.iter().map(|sheet| {
        let (index, content, layout) = sheet.as_ref()?;
        Some(viewer.summary(report, *index, report.councils.get(*index)?, content, layout))
    });
    let summaries: Vec<Option<SummaryView<'_>>> = summaries.collect();
    let contents = match document {
        Document::Briefing | Document::Further(..) => DocumentContents::Briefing {
            councils: viewer.councils(document, report),
            appendices: head.appendices.iter().map(|appendix| viewer.appendix(appendix)).collect(),
            framing: viewer.framing(&head.framing),
            timeline: timeline::timeline(report),
            document: document.listed(report).map(|listed| viewer.further_document(listed, head)),
        },
        Document::Summary(_) => DocumentContents::Summary { summaries },
        Document::Set => DocumentContents::Set { page: PaperView::of(head.summary_page), summaries },
        Document::Comparison => DocumentContents::Comparison { comparison: compared.map(comparison::comparison) },
    };
    let view = DocumentView {
        mark: head.mark.as_ref(),
        title: &head.title,
        subtitle: head.subtitle.as_ref(),
        issuer: &head.issuer,
        presented_to: head.presented_to.as_ref(),
        date: head.date,
        as_of: head.as_of,
        period: head.period.as_ref(),
        units: &head.units,
        left_out: report.left_out.iter().map(left_out).collect(),
        date_word: head.units.date.as_ref(),
        style: StyleView {
            writing: viewer.writing,
            note_mark: head.style.note_mark.text(),
            link_addresses: head.style.link_addresses.text(),
        },
        stamp,
        contents,
    };
    let tree = Tree::of(&view).internal("a view holds what a tree cannot express")?;
    Ok(leaves.json(tree, compared.map(|compared| &compared.new)))
}

/// What all views of a document are made by.
#[derive(Clone, Copy)]
struct Viewer<'a> {
    /// The report's style.
    style: &'a Style,
    /// How that style writes dates and numbers.
    writing: japanese::WritingStyle,
    /// What has changed since an earlier report.
    compared: Option<&'a Comparison>,
    /// Whether tables may stand on turned pages and in parts.
    turns: bool,
}

#[derive(Serialize)]
struct DocumentView<'a> {
    mark: Option<&'a Text>,
    title: &'a Text,
    subtitle: Option<&'a Text>,
    issuer: &'a Text,
    presented_to: Option<&'a Text>,
    date: When,
    as_of: Option<When>,
    period: Option<&'a Period>,
    units: &'a Units,
    /// The councils that are left out because of errors.
    left_out: Vec<Leaf>,
    /// The word behind the dates of councils, where the report has one of its own.
    date_word: Option<&'a Text>,
    style: StyleView,
    stamp: DocumentDate,
    #[serde(flatten)]
    contents: DocumentContents<'a>,
}

#[derive(Serialize)]
struct StyleView {
    writing: japanese::WritingStyle,
    note_mark: &'static str,
    link_addresses: &'static str,
}

/// What a document shows.
#[derive(Serialize)]
#[serde(untagged)]
enum DocumentContents<'a> {
    Briefing {
        councils: Vec<CouncilView<'a>>,
        framing: FramingView<'a>,
        timeline: Option<Timeline<'a>>,
        appendices: Vec<AppendixView<'a>>,
        /// What the report says of the document, if it is one of those that it lists.
        document: Option<FurtherDocumentView<'a>>,
    },
    Summary {
        summaries: Vec<Option<SummaryView<'a>>>,
    },
    Set {
        page: PaperView,
        summaries: Vec<Option<SummaryView<'a>>>,
    },
    Comparison {
        comparison: Option<ComparisonView<'a>>,
    },
}
