//! The documents that are made of a report, and their date.

use std::borrow::Cow;
use std::fmt;

use crate::limits;
use crate::model::{FurtherDocument, Report, SummaryPage};

/// A document of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// The briefing (説明資料) of all councils.
    Briefing,
    /// The one-page summary (一枚紙) of a council, by its place in the report.
    Summary(usize),
    /// All summaries with a cover.
    Set,
    /// What has changed since an earlier report (変更点).
    Comparison,
    /// A document that the report lists besides, by its place in that list; where there is one per council, also by the
    /// council's place in the report.
    Further(usize, Option<usize>),
}

impl Document {
    /// All documents of a report, the briefing first and the set of summaries last; reports of very many councils have
    /// a set only if it is asked for.
    pub fn all(report: &Report) -> Vec<Self> {
        let mut documents = vec![Self::Briefing];
        documents.extend(Self::further(report));
        documents.extend((0..report.councils.len()).map(Self::Summary));
        documents.extend(Self::has_set(report).then_some(Self::Set));
        documents
    }

    /// The documents that the report lists besides.
    pub fn further(report: &Report) -> impl Iterator<Item = Self> {
        let councils = report.councils.len();
        report.head.documents.iter().enumerate().flat_map(move |(listed, document)| {
            let per_council = document.is_per_council();
            let one = (!per_council).then_some(Self::Further(listed, None));
            let each = if per_council { 0..councils } else { 0..0 };
            one.into_iter().chain(each.map(move |index| Self::Further(listed, Some(index))))
        })
    }

    /// What the report says of a document that it lists.
    pub fn listed(self, report: &Report) -> Option<&FurtherDocument> {
        match self {
            Self::Further(listed, _) => report.head.documents.get(listed),
            Self::Briefing | Self::Summary(_) | Self::Set | Self::Comparison => None,
        }
    }

    /// The council of which alone it speaks, by its place in the report.
    pub fn council(self) -> Option<usize> {
        match self {
            Self::Summary(index) | Self::Further(_, Some(index)) => Some(index),
            Self::Briefing | Self::Set | Self::Comparison | Self::Further(_, None) => None,
        }
    }

    /// Whether the report's summaries are few enough to be put into one set.
    pub fn has_set(report: &Report) -> bool {
        report.councils.len() <= limits::SET
    }

    /// Whether it holds one-page summaries, whose layout has to be found.
    pub fn shows_summaries(self) -> bool {
        matches!(self, Self::Summary(_) | Self::Set)
    }

    /// The template that makes the document.
    pub fn template(self, report: &Report) -> &str {
        match self {
            Self::Briefing => "briefing",
            Self::Summary(_) => "summary",
            Self::Set => "summaries",
            Self::Comparison => "comparison",
            Self::Further(..) => self.listed(report).map_or("", FurtherDocument::template),
        }
    }

    /// The file name of its generated source, without ending.
    pub fn source_name(self, report: &Report) -> String {
        match self {
            Self::Briefing => "briefing".to_owned(),
            Self::Summary(index) => format!("summary-{}", council_id(report, index)),
            Self::Set => "summaries".to_owned(),
            Self::Comparison => "comparison".to_owned(),
            // Ids contain no full stop, so that no two documents, and no component, have the same name.
            Self::Further(..) => format!("document-{}", self.name(report).replace('/', ".")),
        }
    }

    /// What users call it: `briefing`, `summaries`, `comparison`, the council's id for a summary, the id of a further document,
    /// and that id, a slash and the council's where there is one per council.
    pub fn name(self, report: &Report) -> Cow<'_, str> {
        match self {
            Self::Briefing => "briefing".into(),
            Self::Summary(index) => council_id(report, index).into(),
            Self::Set => "summaries".into(),
            Self::Comparison => "comparison".into(),
            Self::Further(_, council) => {
                let id = self.listed(report).map_or("", |document| document.id.name.as_str());
                match council {
                    Some(index) => format!("{id}/{}", council_id(report, index)).into(),
                    None => id.into(),
                }
            }
        }
    }

    /// The size of its pages in millimetres: what the report says of summaries and further documents, and A4 (ISO 216) of all
    /// else.
    pub fn paper(self, report: &Report) -> [f64; 2] {
        match self {
            Self::Briefing | Self::Comparison => [210.0, 297.0],
            Self::Summary(_) | Self::Set => report.head.summary_page.size(),
            Self::Further(..) => self.listed(report).map_or(SummaryPage::A4Portrait, |document| document.paper).size(),
        }
    }

    /// The path of its PDF within the output folder.
    pub fn pdf_path(self, report: &Report) -> String {
        match self {
            Self::Briefing => "briefing.pdf".to_owned(),
            Self::Summary(index) => format!("summaries/{}.pdf", council_id(report, index)),
            Self::Set => "summaries.pdf".to_owned(),
            Self::Comparison => "comparison.pdf".to_owned(),
            Self::Further(..) => format!("{}.pdf", self.name(report)),
        }
    }
}

fn council_id(report: &Report, index: usize) -> &str {
    report.councils.get(index).map_or("", |filed| filed.id.name.as_str())
}

/// The day that documents carry as their date in the metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DocumentDate {
    /// Year of the Gregorian calendar.
    pub year: i16,
    /// Month, from 1.
    pub month: i8,
    /// Day of the month, from 1.
    pub day: i8,
}

impl fmt::Display for DocumentDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl DocumentDate {
    /// The first day that the report's own date may mean.
    pub fn of(report: &Report) -> Self {
        let (year, month, day) = report.head.date.date.first_day();
        Self { year, month, day }
    }
}
