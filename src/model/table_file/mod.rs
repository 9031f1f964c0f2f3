//! Tables that take their rows from a CSV file (RFC 4180) beside the report.

mod cells;
mod column;
mod figures;
mod heads;
mod merged;
mod reader;
mod text;

use super::block::for_each;
use super::table::{FEWER_ROWS, rows_over_limit};
use super::{Block, Content, Row, Table};
use crate::data::OverLimit;
use crate::data::{Data, Folder, PathId};
use crate::diagnostic::{AnyProblem, Diagnostic, Place, Sources, Words, problems, reasons};
use crate::japanese::TextRules;
use crate::limits;
use crate::sheet::{self, SheetRecord};
pub use cells::NotANumber;

use cells::CellReader;
use reader::{Csv, TableReader, no_table};
use text::{FileText, TextDamage};

reasons! {
    field_count_differs(expected: usize, actual: usize)
    en: "this line has {actual} fields, but the first line has {expected}";
    ja: "この行の欄は{actual}個ですが、見出しの行は{expected}個です";

    rows_in_one_piece(limit: &str)
    en: "this table has more than {limit} rows, but is not set in parts";
    ja: "この表は{limit}行を超えていますが、分けて組版する指定がありません";
}

/// Fills the tables among blocks that name a CSV file.
///
/// A table whose file has an error stays without rows, so that nothing is said of what would only follow from that.
pub(super) fn fill(
    blocks: &mut [Block],
    folder: &Folder,
    sources: &mut Sources,
    rules: TextRules,
    data: &mut Data,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for_each(blocks, &mut |block| {
        let Content::Table(table) = &mut block.content else { return };
        let Some(csv) = table.csv.clone() else { return };
        let place = data.place(csv.datum);
        if !table.rows.is_empty() || !table.groups.is_empty() {
            diagnostics.push(Diagnostic::new(place.clone(), TableRowsTwice));
        }
        match folder.file(&csv.path, limits::CSV_BYTES).and_then(|bytes| text::read(&bytes)) {
            Ok(FileText { text, damage }) => {
                let file = sources.add(folder.shown(&csv.path), text);
                let mut reader = TableReader { file, text: sources.text(file), rules, data, diagnostics, errors: 0 };
                match damage {
                    Some(TextDamage { range, problem }) => reader.report(range, problem),
                    None => table.rows = reader.rows(table),
                }
            }
            Err(problem) => diagnostics.push(Diagnostic::new(place, problem)),
        }
    });
}

/// The text of a CSV file that was read before.
pub fn csv_text(bytes: &[u8]) -> String {
    sheet::text(bytes).unwrap_or_default()
}

/// What is wrong with a table of more rows than can be set.
pub(super) fn too_many_rows(split: bool) -> AnyProblem {
    if split {
        OverLimit { what: rows_over_limit, remedy: FEWER_ROWS, limit: limits::SPLIT_ROWS }.into()
    } else {
        OverLimit {
            what: rows_in_one_piece,
            remedy: Words::new("add `\"split\": true` to the table", "表に`\"split\": true`を加えてください"),
            limit: limits::ROWS,
        }
        .into()
    }
}

impl Table {
    /// Whether the rows are in a file that could not be read.
    pub(super) fn is_unread(&self) -> bool {
        self.csv.is_some() && self.rows.is_empty()
    }
}

impl TableReader<'_> {
    fn rows(&mut self, table: &Table) -> Vec<Row> {
        let mut records = match sheet::records(self.text) {
            Ok(records) => records.peekable(),
            Err(quote) => {
                self.report(
                    quote..quote + 1,
                    no_table(Words::new(
                        "the quotation mark here is not closed",
                        "ここで始まる引用符が閉じられていません",
                    )),
                );
                return Vec::new();
            }
        };
        let Some(columns) = self.heads(table, &mut records) else { return Vec::new() };
        let limit = if table.split { limits::SPLIT_ROWS } else { limits::ROWS };
        let paths: Vec<PathId> =
            (0..table.columns.len()).map(|column| self.data.member(None, &table.columns.name(column))).collect();
        let mut cells = CellReader::new(table, paths);
        let mut rows: Vec<Row> = Vec::new();
        for record in records.filter(|record| !record.is_blank()) {
            if rows.len() == limit {
                // Behind the last row that there may be.
                let range = rows.last().map_or(0..0, |row| row.place.range.clone());
                self.report(range, too_many_rows(table.split));
                return Vec::new();
            }
            if let Some(problem) = field_count_problem(&record, columns.width) {
                self.report(record.line, problem);
                continue;
            }
            let row = cells.row(self, &record, &columns.places);
            rows.push(Row::new(row, Place { file: self.file, range: record.line }));
        }
        cells.close(self);
        merged::check(self, table, &rows);
        if rows.is_empty() && self.errors == 0 {
            let end = self.text.find(['\r', '\n']).unwrap_or(self.text.len());
            self.report(
                0..end,
                Csv {
                    reason: Words::new("it has column heads, but no rows", "見出しだけで、行がありません").into(),
                    remedy: Words::new(
                        "write the rows below the heads, or remove the table",
                        "見出しの下に行を書くか、表を削除してください",
                    ),
                }
                .into(),
            );
        }
        if self.errors > 0 { Vec::new() } else { rows }
    }
}

/// What is wrong with the number of a record's fields. Spreadsheets may add empty ones at the end; a missing or a surplus
/// one means that fields have shifted.
fn field_count_problem(record: &SheetRecord, width: usize) -> Option<AnyProblem> {
    let surplus = record.fields.iter().skip(width).any(|field| !field.trim().is_empty());
    (record.fields.len() < width || surplus).then(|| no_table(field_count_differs(width, record.fields.len())))
}

problems! {
    /// Table with its rows given twice.
    K0230 error TableRowsTwice
    en: "this table has its own rows as well as rows from a CSV file",
        hint "keep either `csv` or `rows`";
    ja: "この表には、直接書いた行とCSVファイルの行の両方があります",
        hint "`csv`か`rows`のどちらかだけにしてください";
}
