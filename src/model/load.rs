//! Loading a report from its folder.

use std::collections::BTreeMap;

use super::{BlockList, Council, Report, ReportHead, Style, derive, table_file, validate};
use crate::data::OverLimit;
use crate::data::{Data, Decoder, Folder, Root};
use crate::diagnostic::{Diagnostic, Place, Sources, Words, reasons};
use crate::japanese::TextRules;
use crate::limits;

reasons! {
    values_of_report_over_limit(limit: &str)
    en: "at this point the report exceeds the limit of {limit} values to print";
    ja: "ここまでで、印刷する値が上限の{limit}個を超えています";
}

impl Report {
    /// Loads the report of a folder, and warnings about it.
    ///
    /// # Errors
    /// All errors of all files.
    pub fn load<'a>(
        root: impl Into<Root<'a>>,
        sources: &mut Sources,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        Self::load_onto(root.into(), sources, Data::default())
    }

    /// Loads an earlier report to compare this one with. Its data follow this one's in the list that both then
    /// share, so that what is computed from both can name all it comes from. They are not there to be printed,
    /// and what is only likely to be wrong with them is no longer anyone's business.
    ///
    /// # Errors
    /// All errors of all files of the earlier report.
    pub fn load_previous<'a>(
        &mut self,
        root: impl Into<Root<'a>>,
        sources: &mut Sources,
    ) -> Result<Self, Vec<Diagnostic>> {
        let own = self.data.count();
        let (mut previous, _) = Self::load_onto(root.into(), sources, self.data.clone())?;
        previous.data.set_aside(own);
        self.data = previous.data.clone();
        Ok(previous)
    }

    /// Loads the report of a folder, with its data behind others.
    fn load_onto(
        root: Root<'_>,
        sources: &mut Sources,
        mut data: Data,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let folder = Folder::read(root, sources)?;
        let mut diagnostics = Vec::new();
        let others = data.count();
        let style: Option<Style> = Decoder::early(folder.report, "style", sources);
        let rules = style.unwrap_or_default().rules();
        let mut head: Option<ReportHead> = Decoder::file(folder.report, sources, rules, &mut data, &mut diagnostics);
        if let Some(head) = &mut head {
            complete(&mut [&mut head.framing.blocks], &folder, sources, rules, &mut data, &mut diagnostics);
        }
        // What the report leaves out may be unfinished.
        let listed =
            |id: &String| head.as_ref().is_none_or(|head: &ReportHead| head.councils.iter().any(|l| l.name == *id));
        let mut councils = BTreeMap::new();
        for (id, error) in folder.unread.iter().filter(|(id, _)| listed(id)) {
            diagnostics.push(error.clone());
            councils.insert(id.clone(), None);
        }
        for (id, file) in folder.councils.iter().filter(|(id, _)| listed(id)) {
            let mut council: Option<Council> = Decoder::file(*file, sources, rules, &mut data, &mut diagnostics);
            if let Some(council) = &mut council {
                let mut lists: Vec<&mut BlockList> =
                    council.reference.iter_mut().map(|reference| &mut reference.blocks).collect();
                complete(&mut lists, &folder, sources, rules, &mut data, &mut diagnostics);
            }
            councils.insert(id.clone(), council);
            if data.count() - others > limits::VALUES {
                let (what, remedy) = (
                    values_of_report_over_limit,
                    Words::new(
                        "divide the report, or select the values to print",
                        "報告書を分けるか、載せる値を選んでください",
                    ),
                );
                let problem = OverLimit { what, remedy, limit: limits::VALUES };
                diagnostics.push(Diagnostic::at(Place { file: *file, range: 0..0 }, problem));
                return Err(diagnostics);
            }
        }
        data.shrink();
        let report = validate::assemble(head, councils, folder, sources, data, &mut diagnostics);
        match report {
            Some(report) if !diagnostics.iter().any(Diagnostic::is_error) => Ok((report, diagnostics)),
            _ => Err(diagnostics),
        }
    }
}

/// Reads the tables that blocks take from files, and then the charts that they take from tables.
fn complete(
    lists: &mut [&mut BlockList],
    folder: &Folder,
    sources: &mut Sources,
    rules: TextRules,
    data: &mut Data,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for list in &mut *lists {
        table_file::fill(list, folder, sources, rules, data, diagnostics);
    }
    derive::charts(lists, data, diagnostics);
}
