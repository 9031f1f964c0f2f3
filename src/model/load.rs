//! Loading a report from its folder.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Council, Report, ReportHead, validate};
use crate::data::{Data, Decoder, Folder};
use crate::diagnostic::{Diagnostic, Sources};

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
