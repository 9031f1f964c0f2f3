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
mod items;
mod layers;
mod metric;
mod summary;
mod table;
mod timeline;
mod year;

use serde::Serialize;
use serde_json::Value;

use self::comparison::ComparisonView;
use self::council::{CouncilView, FramingView};
use self::summary::{PaperView, SummaryView};
use self::timeline::Timeline;
use super::leaves::Leaves;
use super::{Document, Stamp, SummaryLayout};
use crate::compare::Comparison;
use crate::data::{Leaf, Text, Tree, When};
use crate::internal::{ExpectInternal, InternalError};
use crate::japanese;
use crate::mark::{DatumId, Origin};
use crate::model::{Period, Report, Style, SummaryContent};

/// A text that was computed from data.
fn derived(data: &[DatumId], text: impl Into<String>) -> Leaf {
    Leaf::text(Origin::Derived(data.to_vec()), text)
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
    stamp: Stamp,
    leaves: &mut Leaves,
) -> Result<Value, InternalError> {
    let head = &report.head;
    let viewer = Viewer { style: &head.style, writing: head.style.writing(), compared };
    let shown = |at: usize| sheet(at).map(|(content, layout)| (at, content, layout));
    let sheets: Vec<Option<(usize, SummaryContent, SummaryLayout)>> = match document {
        Document::Briefing | Document::Comparison => Vec::new(),
        Document::Summary(at) => vec![shown(at)],
        Document::Set => (0..report.councils.len()).map(shown).collect(),
    };
    let summaries = sheets.iter().map(|sheet| {
        let (at, content, layout) = sheet.as_ref()?;
        Some(viewer.summary(report, *at, report.councils.get(*at)?, content, layout))
    });
    let summaries: Vec<Option<SummaryView<'_>>> = summaries.collect();
    let contents = match document {
        Document::Briefing => Contents::Briefing {
            councils: report.councils.iter().enumerate().map(|(at, filed)| viewer.council(at, filed, head)).collect(),
            framing: viewer.framing(&head.framing),
            timeline: timeline::timeline(report),
        },
        Document::Summary(_) => Contents::Summary { summaries },
        Document::Set => Contents::Set { page: PaperView::of(head.summary_page), summaries },
        Document::Comparison => Contents::Comparison { comparison: compared.map(comparison::comparison) },
    };
    let view = DocumentView {
        title: &head.title,
        subtitle: head.subtitle.as_ref(),
        issuer: &head.issuer,
        presented_to: head.presented_to.as_ref(),
        date: head.date,
        as_of: head.as_of,
        period: head.period.as_ref(),
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
}

#[derive(Serialize)]
struct DocumentView<'a> {
    title: &'a Text,
    subtitle: Option<&'a Text>,
    issuer: &'a Text,
    presented_to: Option<&'a Text>,
    date: When,
    as_of: Option<When>,
    period: Option<&'a Period>,
    style: StyleView,
    stamp: Stamp,
    #[serde(flatten)]
    contents: Contents<'a>,
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
enum Contents<'a> {
    Briefing { councils: Vec<CouncilView<'a>>, framing: FramingView<'a>, timeline: Option<Timeline<'a>> },
    Summary { summaries: Vec<Option<SummaryView<'a>>> },
    Set { page: PaperView, summaries: Vec<Option<SummaryView<'a>>> },
    Comparison { comparison: Option<ComparisonView<'a>> },
}
