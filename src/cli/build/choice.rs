//! Which documents are made, and for whom.

use clap::ValueEnum;
use kakugi::diagnostic::Diagnostic;
use kakugi::export::Edition;
use kakugi::model::Report;
use kakugi::template::Document;

use super::problems::{UnknownCouncilArgument, UnknownDocumentArgument};

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DocumentChoice {
    /// The briefing about all councils
    Briefing,
    /// The one-page summaries and, for up to 100 councils, the summary set
    Summaries,
    /// The summary set: all one-page summaries with a cover
    Set,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EditionChoice {
    /// For screens and records: PDF/A-3a and PDF/UA-1, with the source data attached
    Archive,
    /// The same without attachments: PDF/A-2a and PDF/UA-1
    #[value(name = "archive-2a")]
    Archive2a,
    /// For the printing house, in `print/`: process colours, bleed and printer's marks
    Print,
    /// Both `archive` and `print`
    All,
}

impl EditionChoice {
    /// The edition for screens and records.
    pub fn edition(self) -> Edition {
        match self {
            Self::Archive | Self::Print | Self::All => Edition::Archive,
            Self::Archive2a => Edition::Archive2a,
        }
    }
}

/// The documents that the arguments ask for, in the order in which they are listed.
pub(super) fn documents(
    only: Option<DocumentChoice>,
    councils: &[&String],
    further: &[String],
    report: &Report,
) -> Result<Vec<Document>, Vec<Diagnostic>> {
    if !further.is_empty() {
        return further_documents(further, report);
    }
    let ids: Vec<String> = report.councils.iter().map(|filed| filed.id.name.clone()).collect();
    let unknown = councils.iter().filter(|id| !ids.contains(id));
    let errors: Vec<_> = unknown
        .map(|id| Diagnostic::nowhere(UnknownCouncilArgument { id: (*id).clone(), known: ids.clone() }))
        .collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    if only == Some(DocumentChoice::Set) {
        return Ok(vec![Document::Set]);
    }
    let briefing = only != Some(DocumentChoice::Summaries) && councils.is_empty();
    let every_council = councils.is_empty();
    let chosen = ids.iter().enumerate().filter(|(_, id)| every_council || councils.contains(id));
    let summaries = chosen.map(|(index, _)| Document::Summary(index));
    let mut documents = Vec::new();
    documents.extend(briefing.then_some(Document::Briefing));
    if only.is_none() && every_council {
        documents.extend(Document::further(report));
    }
    if only != Some(DocumentChoice::Briefing) {
        documents.extend(summaries);
        documents.extend((every_council && Document::has_set(report)).then_some(Document::Set));
    }
    Ok(documents)
}

/// The documents of these ids that the report lists.
fn further_documents(ids: &[String], report: &Report) -> Result<Vec<Document>, Vec<Diagnostic>> {
    let known: Vec<String> = report.head.documents.iter().map(|document| document.id.name.clone()).collect();
    let unknown = ids.iter().filter(|id| !known.contains(id));
    let errors: Vec<Diagnostic> = unknown
        .map(|id| Diagnostic::nowhere(UnknownDocumentArgument { id: id.clone(), known: known.clone() }))
        .collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let is_wanted = |document: &Document| document.listed(report).is_some_and(|listed| ids.contains(&listed.id.name));
    Ok(Document::further(report).filter(is_wanted).collect())
}
