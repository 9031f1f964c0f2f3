//! Loading a report from its folder.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::block::for_each;
use super::{BlockList, Content, Council, LeftOutCouncil, Report, ReportHead, Style, derive, table_file, validate};
use crate::data::{Data, Decode, Decoder, Fields, Folder, Id, OverLimit, Root, Shapes, Text};
use crate::diagnostic::{Diagnostic, FileId, MissingKey, Place, Sources, Words, problems, reasons};
use crate::japanese::TextRules;
use crate::limits;

reasons! {
    values_of_report_over_limit(limit: &str)
    en: "at this point the report exceeds the limit of {limit} values to print";
    ja: "ここまでで、印刷する値が上限の{limit}個を超えています";
}

/// How a report is loaded.
#[derive(Clone, Debug, Default)]
pub struct ReportOptions {
    /// The blocks of one's own that it may hold.
    pub shapes: Arc<Shapes>,
    /// The ids of councils that are left out, whatever is wrong with them.
    pub left_out: BTreeSet<String>,
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
        Self::load_with(root, sources, &ReportOptions::default())
    }

    /// Loads the report of a folder.
    ///
    /// # Errors
    /// All errors of all files, but for those of councils that are left out.
    pub fn load_with<'a>(
        root: impl Into<Root<'a>>,
        sources: &mut Sources,
        options: &ReportOptions,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        Self::load_onto(root.into(), sources, Data::default(), options)
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
        shapes: &Arc<Shapes>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let options = ReportOptions { shapes: shapes.clone(), left_out: BTreeSet::new() };
        let count = self.data.count();
        let (mut previous, _) = Self::load_onto(root.into(), sources, self.data.clone(), &options)?;
        previous.data.mark_unprinted_from(count);
        self.data = previous.data.clone();
        Ok(previous)
    }

    /// Loads the report of a folder, with its data behind others.
    fn load_onto(
        root: Root<'_>,
        sources: &mut Sources,
        data: Data,
        options: &ReportOptions,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let folder = Folder::read(root, sources)?;
        let others = data.count();
        // What is wrong with the style is told when the whole file is read.
        let style: Option<Style> = Decoder::peek_key(folder.report, "style", sources);
        let rules = style.unwrap_or_default().rules();
        let shapes = options.shapes.as_ref();
        let mut loading = Loading { folder: &folder, sources, rules, shapes, data, diagnostics: Vec::new() };
        let mut head = loading.head();
        let left_out = head.as_mut().map(|head| loading.leave_out(head, &options.left_out)).unwrap_or_default();
        let mut councils = BTreeMap::new();
        for (id, error) in folder.unread.iter().filter(|(id, _)| is_read(head.as_ref(), id)) {
            loading.diagnostics.push(error.clone());
            councils.insert(id.clone(), None);
        }
        for (id, file) in folder.councils.iter().filter(|(id, _)| is_read(head.as_ref(), id)) {
            councils.insert(id.clone(), loading.council(*file));
            if loading.data.count() - others > limits::VALUES {
                let remedy = Words::new(
                    "divide the report, or select the values to print",
                    "報告書を分けるか、載せる値を選んでください",
                );
                let problem = OverLimit { what: values_of_report_over_limit, remedy, limit: limits::VALUES };
                loading.diagnostics.push(Diagnostic::at(Place { file: *file, range: 0..0 }, problem));
                return Err(loading.diagnostics);
            }
        }
        let Loading { mut data, mut diagnostics, .. } = loading;
        data.shrink();
        let report = validate::assemble(head, councils, left_out, folder, sources, data, &mut diagnostics);
        match report {
            Some(report) if !diagnostics.iter().any(Diagnostic::is_error) => Ok((report, diagnostics)),
            _ => Err(diagnostics),
        }
    }
}

/// Whether the file of a council is read: what a report leaves out may be unfinished. Where nobody knows what the
/// report lists, all are.
fn is_read(head: Option<&ReportHead>, id: &str) -> bool {
    head.is_none_or(|head| head.councils.iter().any(|listed| listed.name == id))
}

/// A report while its files are read.
struct Loading<'a> {
    folder: &'a Folder,
    sources: &'a mut Sources,
    rules: TextRules,
    shapes: &'a Shapes,
    data: Data,
    diagnostics: Vec<Diagnostic>,
}

impl Loading<'_> {
    fn head(&mut self) -> Option<ReportHead> {
        let mut head: ReportHead = self.decode(self.folder.report)?;
        if !head.groups.is_empty() {
            if let Some(first) = head.councils.first() {
                self.diagnostics.push(Diagnostic::at(first.place.clone(), CouncilsAndGroups));
            }
            head.councils = head.groups.iter().flat_map(|group| group.councils.clone()).collect();
        }
        if head.councils.is_empty() {
            let place = Place { file: self.folder.report, range: 0..1 };
            self.diagnostics.push(Diagnostic::at(place, MissingKey { key: "councils", owner: ReportHead::NAME }));
        }
        let appendices = head.appendices.iter_mut().map(|appendix| &mut appendix.blocks);
        let documents = head.documents.iter_mut().map(|document| &mut document.blocks);
        let mut lists: Vec<&mut BlockList> =
            std::iter::once(&mut head.framing.blocks).chain(appendices).chain(documents).collect();
        self.complete(&mut lists);
        Some(head)
    }

    /// Takes councils out of the report's lists, and groups that are then empty.
    fn leave_out(&mut self, head: &mut ReportHead, left_out: &BTreeSet<String>) -> Vec<LeftOutCouncil> {
        let is_kept = |id: &Id| !left_out.contains(&id.name);
        let gone = head.councils.extract_if(.., |id| !is_kept(id)).collect::<Vec<Id>>();
        head.groups.iter_mut().for_each(|group| group.councils.retain(is_kept));
        head.groups.retain(|group| !group.councils.is_empty());
        let named = gone.into_iter().map(|id| {
            let file = self.folder.councils.get(&id.name);
            let name: Option<Text> = file.and_then(|file| Decoder::peek_key(*file, "name", self.sources));
            LeftOutCouncil { id, name: name.map(|name| name.text) }
        });
        named.collect()
    }

    fn council(&mut self, file: FileId) -> Option<Council> {
        let mut council: Council = self.decode(file)?;
        let sections = council.sections.iter_mut().map(|section| &mut section.blocks);
        let mut lists: Vec<&mut BlockList> =
            sections.chain(council.reference.iter_mut().map(|reference| &mut reference.blocks)).collect();
        self.complete(&mut lists);
        Some(council)
    }

    fn decode<T: Decode>(&mut self, file: FileId) -> Option<T> {
        Decoder::file(file, self.sources, self.rules, self.shapes, &mut self.data, &mut self.diagnostics)
    }

    /// Reads the tables that blocks take from files, and then the charts that they take from tables.
    fn complete(&mut self, lists: &mut [&mut BlockList]) {
        for list in &mut *lists {
            for_each(list, &mut |block| {
                if let Content::Table(table) = &mut block.content {
                    table.place_cells(&mut self.diagnostics);
                }
            });
            table_file::fill(list, self.folder, self.sources, self.rules, &mut self.data, &mut self.diagnostics);
        }
        derive::charts(lists, &self.data, &mut self.diagnostics);
    }
}

problems! {
    /// Councils given twice.
    K0297 error CouncilsAndGroups
    en: "a report has either `councils` or `groups`, but not both",
        hint "list the councils in the groups only, or remove `groups`";
    ja: "報告書には、`councils`と`groups`のどちらか一方だけが必要です",
        hint "協議会を`groups`の中だけに書くか、`groups`を削除してください";
}
