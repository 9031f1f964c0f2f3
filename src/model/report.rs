//! The report of a year.

use std::collections::BTreeMap;
use std::path::Path;

use super::council::Council;
use super::item::Item;
use super::{BlockList, validate};
use crate::data::{Data, Decoder, Folder, Id, Text, When, record};
use crate::diagnostic::{Diagnostic, Sources};

record! {
    /// What `report.json` holds.
    ReportHead, "a report" {
        /// The title.
        title: Text,
        /// What the title leaves unsaid, such as the period.
        subtitle: Option<Text>,
        /// The body that issues the report.
        issuer: Text,
        /// The body that the report is presented to.
        presented_to: Option<Text>,
        /// The date of the report.
        date: When,
        /// The day up to which was counted, unless a place says otherwise (時点).
        as_of: Option<When>,
        /// The councils in the order of their pages.
        councils: Vec<Id>,
        /// The page before the councils.
        framing: Framing,
    }
}

record! {
    /// The page that frames the councils: why they exist, and which there are.
    Framing, "the framing page" {
        /// The title.
        title: Text,
        /// What it says.
        items: Vec<Item>,
        /// Further blocks, after the list of councils.
        blocks: BlockList = Vec::new(),
    }
}

/// A council with the id under which it is filed.
#[derive(Clone, Debug)]
pub struct FiledCouncil {
    /// The name of its file, and of its summary.
    pub id: Id,
    /// The council.
    pub council: Council,
}

/// A report without faults.
#[derive(Clone, Debug)]
pub struct Report {
    /// What `report.json` holds.
    pub head: ReportHead,
    /// The councils in the order of their pages.
    pub councils: Vec<FiledCouncil>,
    /// The pictures that are shown, by their path in the report's folder.
    pub pictures: BTreeMap<String, Vec<u8>>,
    /// All printable data, with their places.
    pub data: Data,
}

impl Report {
    /// Loads the report of a folder, and warnings about it.
    ///
    /// # Errors
    /// All faults of all files.
    pub fn load(root: &Path, sources: &mut Sources) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let folder = Folder::read(root, sources)?;
        let mut data = Data::default();
        let mut diagnostics = Vec::new();
        let head: Option<ReportHead> = Decoder::file(folder.report, sources, &mut data, &mut diagnostics);
        let mut councils = BTreeMap::new();
        for (id, file) in &folder.councils {
            let council: Option<Council> = Decoder::file(*file, sources, &mut data, &mut diagnostics);
            councils.insert(id.clone(), council);
        }
        let report = validate::assemble(head, councils, &folder, data, &mut diagnostics);
        match report {
            Some(report) if !diagnostics.iter().any(Diagnostic::is_fault) => Ok((report, diagnostics)),
            _ => Err(diagnostics),
        }
    }
}
