//! Tables that take their rows from a CSV file (RFC 4180) beside the report.

use std::ops::Range;

use rust_decimal::Decimal;

use super::block::for_each;
use super::{Block, Cell, Column, Content, Row, Table};
use crate::data::{
    Data, Datum, DatumKind, Folder, Inline, Number, PathId, Text, keep, too_long, unprintable, within_limits,
};
use crate::diagnostic::{Diagnostic, FileId, Place, Problem, Reason, Sources, Term};
use crate::japanese::{Rules, is_pending, normalise_inline, plain};
use crate::limits;

/// Fills the tables among blocks that name a CSV file.
pub(super) fn fill(
    blocks: &mut [Block],
    folder: &Folder,
    sources: &mut Sources,
    rules: Rules,
    data: &mut Data,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for_each(blocks, &mut |block| {
        let Content::Table(table) = &mut block.content else { return };
        let Some(csv) = table.csv.clone() else { return };
        let place = data.place(csv.datum);
        if !table.rows.is_empty() {
            diagnostics.push(Diagnostic::new(place.clone(), Problem::TableRowsTwice));
        }
        match folder.file(&csv.path, limits::CSV_BYTES) {
            Ok(bytes) => {
                let file = sources.add(folder.shown(&csv.path), csv_text(&bytes));
                let mut reader = Reader { file, text: sources.text(file), rules, data, diagnostics };
                table.rows = reader.rows(table);
            }
            Err(problem) => diagnostics.push(Diagnostic::new(place, problem)),
        }
    });
}

/// The text of a CSV file: UTF-8, or Shift_JIS (JIS X 0208) where it is not valid UTF-8, as
/// spreadsheets in Japanese offices write it.
pub fn csv_text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
        Err(_) => encoding_rs::SHIFT_JIS.decode(bytes).0.into_owned(),
    }
}

/// The place of a quotation mark that opens a field and is never closed.
fn unclosed_quote(text: &str) -> Option<usize> {
    let mut open = None;
    let mut fresh = true;
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        match (open, byte) {
            // Two marks within a field stand for one.
            (Some(_), b'"') if bytes.next_if(|(_, next)| *next == b'"').is_some() => {}
            (Some(_), b'"') => open = None,
            (None, b'"') if fresh => open = Some(at),
            _ => {}
        }
        fresh = open.is_none() && matches!(byte, b',' | b'\r' | b'\n');
    }
    open
}

/// What is wrong with a table of more rows than can be set.
pub(super) fn surplus_rows(split: bool) -> Problem {
    if split {
        Problem::OverLimit { what: Term::RowsOverLimit, remedy: Term::FewerRows, limit: limits::SPLIT_ROWS }
    } else {
        Problem::OverLimit { what: Term::RowsInOnePiece, remedy: Term::SetInParts, limit: limits::ROWS }
    }
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    rules: Rules,
    data: &'a mut Data,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn rows(&mut self, table: &Table) -> Vec<Row> {
        // The reader would take the rest of the file for one field.
        if let Some(quote) = unclosed_quote(self.text) {
            self.fault(quote..quote + 1, Problem::Csv { reason: Term::CsvQuote.into() });
            return Vec::new();
        }
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(self.text.as_bytes());
        let mut records = reader.records();
        let heads = match records.next() {
            Some(Ok(heads)) => heads,
            Some(Err(e)) => {
                self.fault(0..0, Problem::Csv { reason: e.to_string().into() });
                return Vec::new();
            }
            None => {
                self.fault(0..0, Problem::Csv { reason: Term::CsvEmpty.into() });
                return Vec::new();
            }
        };
        if heads.len() > limits::CSV_COLUMNS {
            let reason = Reason::Named(Term::CsvColumns, limits::CSV_COLUMNS.to_string());
            self.fault(0..0, Problem::Csv { reason });
            return Vec::new();
        }
        // Heads are compared with titles, and the file is attached whole, also what no column takes.
        let line = self.line(&heads);
        for problem in heads.iter().filter_map(|head| {
            unprintable(&head.replace(['\n', '\r', '\t'], " "))
                .or_else(|| too_long(head, limits::LABEL, Term::ShortenText))
        }) {
            self.fault(line.clone(), problem);
        }
        let heads: Vec<String> = heads.iter().map(|head| plain(&normalise_inline(head, &self.rules).0)).collect();
        let places: Vec<Option<usize>> = table.columns.iter().map(|column| self.place_of(column, &heads)).collect();
        let paths: Vec<PathId> =
            table.columns.iter().map(|column| self.data.member(None, &column.title.text)).collect();
        let limit = if table.split { limits::SPLIT_ROWS } else { limits::ROWS };
        let mut rows = Vec::new();
        for record in records {
            match record {
                Ok(record) if record.iter().all(|field| field.trim().is_empty()) => {}
                Ok(_) if rows.len() == limit => {
                    self.fault_of_rows(&rows, table.split);
                    return Vec::new();
                }
                Ok(record) => {
                    let range = self.line(&record);
                    // Spreadsheets may add empty fields at the end; a missing or a surplus one means that fields have shifted.
                    let surplus = record.iter().skip(heads.len()).any(|field| !field.trim().is_empty());
                    if record.len() < heads.len() || surplus {
                        let counts = [heads.len().to_string(), record.len().to_string()];
                        self.fault(range, Problem::Csv { reason: Reason::Figures(Term::CsvFields, counts) });
                        continue;
                    }
                    let cells = table.columns.iter().zip(&paths).zip(&places).map(|((column, path), place)| {
                        let field = place.and_then(|place| record.get(place)).unwrap_or_default();
                        self.cell(column, *path, field, &range)
                    });
                    rows.push(Row { cells: cells.collect(), place: Place { file: self.file, range } });
                }
                Err(e) => self.fault(0..0, Problem::Csv { reason: e.to_string().into() }),
            }
        }
        rows
    }

    /// Reports that there are more rows than the table may have, behind the last that it may.
    fn fault_of_rows(&mut self, rows: &[Row], split: bool) {
        let range = rows.last().map_or(0..0, |row| row.place.range.clone());
        self.fault(range, surplus_rows(split));
    }

    /// The range of a record's first line.
    fn line(&self, record: &csv::StringRecord) -> Range<usize> {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let rest = self.text.get(start..).unwrap_or_default();
        // The reader takes the second half of a line's end, and empty lines, for parts of what follows.
        let line = rest.trim_start_matches(['\r', '\n']);
        let start = start + rest.len() - line.len();
        start..start + line.find(['\r', '\n']).unwrap_or(line.len())
    }

    fn place_of(&mut self, column: &Column, heads: &[String]) -> Option<usize> {
        let wanted = column.head.as_ref().map_or(column.title.text.as_str(), |head| head.text.as_str());
        let found = heads.iter().position(|head| head == wanted);
        if found.is_none() {
            let end = self.text.find(['\r', '\n']).unwrap_or(self.text.len());
            self.fault(0..end, Problem::CsvHead { head: wanted.to_owned(), known: heads.to_vec() });
        }
        found
    }

    fn cell(&mut self, column: &Column, path: PathId, field: &str, range: &Range<usize>) -> Cell {
        let typed = field.trim();
        if let Some(problem) = too_long(typed, limits::TEXT, Term::DivideText) {
            self.fault(range.clone(), problem);
            return Cell::Unstated;
        }
        // Numbers are read from half-width digits, however single ones are to be written.
        let digits = Rules { single_digits: false, keep_single_digits: false, ..self.rules };
        let (field, changes) = normalise_inline(field, if column.number { &digits } else { &self.rules });
        if field.trim().is_empty() {
            return Cell::Unstated;
        }
        // The field itself, where it stands in its line as it is read.
        let line = self.text.get(range.clone()).unwrap_or_default();
        let found = line.find(typed).map(|at| range.start + at..range.start + at + typed.len());
        let range = found.clone().unwrap_or_else(|| range.clone());
        if let Some(problem) = unprintable(&field).or_else(|| Inline::fault(&field)) {
            self.fault(range, problem);
            return Cell::Unstated;
        }
        let place = Place { file: self.file, range: range.clone() };
        if column.number && is_pending(&field) {
            let datum = self.data.add_text(Datum::new(place, Some(path), DatumKind::Text), changes);
            return Cell::Pending(Text::new(field, datum));
        }
        if column.number {
            let plain = field.replace(',', "");
            let Some(value) = Decimal::from_str_exact(&plain).ok().and_then(within_limits) else {
                self.fault(range, Problem::NotANumber { found: field });
                return Cell::Unstated;
            };
            let datum = self.data.add(Datum::new(place, Some(path), DatumKind::Number));
            return Cell::Number(Number { value, datum });
        }
        if let Some((at, problem)) = Inline::doubt(typed) {
            let exact = found.map(|found| found.start + at.start..found.start + at.end);
            self.fault(exact.unwrap_or(range), problem);
        }
        let datum = self.data.add_text(Datum::new(place, Some(path), DatumKind::Text), changes);
        Cell::Text(Inline { text: field, datum })
    }

    fn fault(&mut self, range: Range<usize>, problem: Problem) {
        keep(self.diagnostics, Diagnostic::at(Place { file: self.file, range }, problem));
    }
}
