//! A table's file while it is read, and what is found to be wrong with it.

use std::ops::Range;

use crate::data::{Data, push_capped};
use crate::diagnostic::{AnyProblem, Diagnostic, FileId, Language, Place, Reason, Words, problems};
use crate::japanese::TextRules;

/// What to do with most files that are not CSV.
pub(super) const SAVE_AS_CSV: Words = Words::new(
    "open it in a spreadsheet program, and save it as 'CSV UTF-8 (comma delimited)'",
    "表計算ソフトで開き、「CSV UTF-8（コンマ区切り）」の形式で保存し直してください",
);

/// Reads the file of a table.
pub(super) struct TableReader<'a> {
    pub file: FileId,
    pub text: &'a str,
    pub rules: TextRules,
    pub data: &'a mut Data,
    pub diagnostics: &'a mut Vec<Diagnostic>,
    /// How many errors were found.
    pub errors: usize,
}

impl TableReader<'_> {
    /// Reports a problem at a place of the file.
    pub fn report(&mut self, range: Range<usize>, problem: AnyProblem) {
        self.report_at(Some(Place { file: self.file, range }), problem);
    }

    /// Reports a problem at any place.
    pub fn report_at(&mut self, place: Option<Place>, problem: AnyProblem) {
        let diagnostic = Diagnostic::new(place, problem);
        self.errors += usize::from(diagnostic.is_error());
        push_capped(self.diagnostics, diagnostic);
    }
}

/// What is wrong with a file that is no table.
pub(super) fn no_table(reason: impl Into<Reason>) -> AnyProblem {
    Csv { reason: reason.into(), remedy: SAVE_AS_CSV }.into()
}

problems! {
    /// Not a table in CSV.
    K0233 error Csv { reason: Reason, remedy: Words }
    en: { format!("this is not a valid CSV table: {}", reason.text(Language::English)) },
        hint { remedy.text(Language::English) };
    ja: { format!("CSVの表として正しくありません: {}", reason.text(Language::Japanese)) },
        hint { remedy.text(Language::Japanese) };
}
