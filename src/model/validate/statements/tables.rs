//! What tables say of metrics: a row that bears a label, with the number in a column; and a column that does, with the
//! number in the row of totals, or of the right date.

use std::collections::BTreeMap;

use super::super::super::{Cell, Row, Table};
use super::figures::figure;
use super::ledger::{Ledger, MetricStatement};
use crate::claim::{Head, Title};
use crate::japanese::{DateStamp, grouped, plain};
use crate::mark::DatumId;

/// Words for tables that do not hold all there is.
const EXAMPLES: [&str; 5] = ["例", "主な", "主要", "抜粋", "一部"];
/// Names of rows that hold all there is.
const TOTALS: [&str; 6] = ["合計", "計", "総計", "全体", "全国", "総数"];

/// The label of a row is in one of so many columns: groups and numbers may stand before it.
const LABEL_COLUMNS: usize = 3;
/// The name of a row is in one of so many columns: a number may stand before it.
const NAME_COLUMNS: usize = 2;

/// A row that bears a label, which is in this column.
struct LabelledRow<'t> {
    row: &'t Row,
    /// Its place among the rows.
    index: usize,
    column: usize,
    title: Title,
}

/// What the heads of a table say.
struct TableHeads {
    columns: Vec<Head>,
    /// The units of the columns.
    units: Vec<Option<String>>,
    /// The column that gives the unit of each row.
    unit_column: Option<usize>,
    /// What the title and the note say of all numbers.
    all: Vec<DateStamp>,
    /// Whether they may be other numbers than those of the metrics.
    narrow: bool,
}

/// What a cell says, and where.
struct CellText {
    text: String,
    datum: DatumId,
    is_number: bool,
}

/// What the cell of a column says; nothing for what is not known or not stated.
fn cell_text(row: &Row, column: usize) -> Option<CellText> {
    let cell = row.cells.get(column)?;
    // A number of several columns is that of none of them, and one of several rows was met in the first.
    if row.shares(column, false) && cell.text().is_none() {
        return None;
    }
    match cell {
        Cell::Covered(_) => {
            cell.text().map(|text| CellText { text: plain(&text.text), datum: text.datum, is_number: false })
        }
        Cell::Text(text) => Some(CellText { text: plain(&text.text), datum: text.datum, is_number: false }),
        Cell::Number(number) => Some(CellText { text: figure(number.value), datum: number.datum, is_number: true }),
        Cell::Amount(number, unit) => {
            let text = figure(number.value) + unit;
            Some(CellText { text, datum: number.datum, is_number: true })
        }
        Cell::Pending(_) | Cell::Unstated | Cell::Blank | Cell::Items(_) => None,
    }
}

/// Whether a cell holds words rather than a number.
fn has_words(cell: &CellText) -> bool {
    !cell.is_number && cell.text.chars().any(char::is_alphabetic) && !cell.text.starts_with(|c: char| c.is_numeric())
}

impl Ledger<'_> {
    pub(super) fn table(&self, table: &Table) -> Vec<MetricStatement> {
        let heads = self.heads(table);
        let mut out = self.rows(table, &heads);
        for index in 0..table.columns.len() {
            if let Some(title) = self.reader.title(&table.columns.words(index)) {
                out.extend(self.column(table, &heads, index, &title));
            }
        }
        out
    }

    fn heads(&self, table: &Table) -> TableHeads {
        let notes: Vec<&str> = table.title.iter().chain(&table.note).map(|note| note.text.as_str()).collect();
        let common = notes.iter().find_map(|note| unit_of_all(note)).filter(|unit| self.reader.knows_unit(unit));
        let titles: Vec<String> = (0..table.columns.len()).map(|column| table.columns.words(column)).collect();
        let scopes: Vec<_> = notes.iter().map(|note| self.reader.scope(note)).collect();
        let has_examples = notes.iter().any(|note| EXAMPLES.iter().any(|word| note.contains(word)));
        TableHeads {
            columns: titles.iter().map(|title| self.reader.head(title)).collect(),
            units: (0..titles.len()).map(|column| self.unit_of(table, column).or_else(|| common.clone())).collect(),
            unit_column: titles.iter().position(|title| title == "単位"),
            narrow: has_examples || scopes.iter().any(|(_, is_other)| *is_other),
            all: scopes.into_iter().flat_map(|(stamps, _)| stamps).collect(),
        }
    }

    /// The unit of a column, as its title names it, or a head above.
    fn unit_of(&self, table: &Table, column: usize) -> Option<String> {
        let mut titles: Vec<&str> = table.columns.titles(column).map(|title| title.text.as_str()).collect();
        titles.reverse();
        titles.into_iter().find_map(|title| self.unit_in_brackets(title))
    }

    /// The unit that a title names in brackets at its end, as 「件数（件）」 does.
    fn unit_in_brackets(&self, title: &str) -> Option<String> {
        let narrow = title.replace('（', "(").replace('）', ")");
        let (_, inner) = narrow.strip_suffix(')')?.rsplit_once('(')?;
        Some(unit_of_all(inner).unwrap_or_else(|| inner.to_owned())).filter(|unit| self.reader.knows_unit(unit))
    }

    /// Rows that bear a label.
    fn rows(&self, table: &Table, heads: &TableHeads) -> Vec<MetricStatement> {
        let labelled: Vec<LabelledRow<'_>> =
            table.rows.iter().enumerate().filter_map(|(index, row)| self.label(row, index)).collect();
        let mut times: BTreeMap<&[usize], usize> = BTreeMap::new();
        labelled.iter().for_each(|labelled| *times.entry(&labelled.title.subjects).or_default() += 1);
        let mut out = Vec::new();
        for LabelledRow { row, index, column, title } in &labelled {
            // So does the title of a group.
            let in_group = table.group_title(*index).is_some();
            // Words before the label say of what part it is; so does a second row with the same label.
            let is_part = (0..*column).filter_map(|before| cell_text(row, before)).any(|cell| has_words(&cell));
            let is_repeated = times.get(title.subjects.as_slice()).is_some_and(|times| *times > 1);
            let unit_of_row = heads.unit_column.and_then(|column| cell_text(row, column)).map(|cell| cell.text);
            for index in column + 1..row.cells.len() {
                let Some(head) = heads.columns.get(index).filter(|head| head.plain || head.target) else { continue };
                let stamps = [&title.stamps[..], &head.stamps, &heads.all].concat();
                let title = Title { subjects: title.subjects.clone(), stamps, target: title.target || head.target };
                let unit = unit_of_row.as_deref().or(heads.units[index].as_deref());
                out.extend(self.cell(&title, row, index, unit, heads.narrow || is_part || is_repeated || in_group));
            }
        }
        out
    }

    /// The label of a row, which is in one of its first columns.
    fn label<'t>(&self, row: &'t Row, index: usize) -> Option<LabelledRow<'t>> {
        (0..row.cells.len().min(LABEL_COLUMNS)).find_map(|column| {
            let cell = cell_text(row, column).filter(|cell| !cell.is_number)?;
            Some(LabelledRow { row, index, column, title: self.reader.title(&cell.text)? })
        })
    }

    /// A column that bears a label: its total, its only row, or its rows of dates.
    fn column(&self, table: &Table, heads: &TableHeads, column: usize, title: &Title) -> Vec<MetricStatement> {
        let unit = heads.units[column].as_deref();
        let names: Vec<Option<Head>> = table.rows.iter().map(|row| Some(self.reader.head(&name(row)?.text))).collect();
        let has_dates = names.iter().flatten().any(|head| !head.stamps.is_empty());
        let whole = title_at(title, &[], heads);
        let mut out = Vec::new();
        if let Some(total) = &table.total {
            out.extend(self.cell(&whole, total, column, unit, heads.narrow || has_dates));
        }
        for (row, head) in table.rows.iter().zip(&names) {
            let others = (0..row.cells.len()).filter(|other| *other != column);
            let words = others.filter_map(|other| cell_text(row, other)).filter(has_words).count();
            let is_total = name(row).is_some_and(|name| TOTALS.contains(&name.text.trim()));
            if is_total || (table.rows.len() == 1 && table.total.is_none() && words == 0) {
                out.extend(self.cell(&whole, row, column, unit, heads.narrow || has_dates));
            } else if let Some(head) = head.as_ref().filter(|head| head.plain && !head.stamps.is_empty()) {
                let title = title_at(title, &head.stamps, heads);
                out.extend(self.cell(&title, row, column, unit, heads.narrow || words > 1));
            }
        }
        out
    }

    /// What a cell below a title says.
    fn cell(
        &self,
        title: &Title,
        row: &Row,
        column: usize,
        unit: Option<&str>,
        narrow: bool,
    ) -> Option<MetricStatement> {
        let cell = cell_text(row, column)?;
        let stated = self.reader.beside(title, &cell.text, unit);
        let (claim, guessed) = match stated {
            Some(claim) => (claim, false),
            // A bare number of a table without units is likely in that of the metric.
            None if unit.is_none() => {
                let unit = self.metrics.get(*title.subjects.first()?)?.unit.text.as_str();
                (self.reader.beside(title, &cell.text, Some(unit))?, true)
            }
            None => return None,
        };
        let text = match (cell.is_number, unit) {
            (true, unit) => {
                let (number, unit) = match row.cells.get(column)? {
                    Cell::Number(number) => (number, unit.unwrap_or_default()),
                    Cell::Amount(number, unit) => (number, *unit),
                    _ => return None,
                };
                format!("{}{unit}", grouped(number.value))
            }
            (false, _) => cell.text,
        };
        Some(MetricStatement { claim, text, datum: cell.datum, narrow: narrow || guessed })
    }
}

/// A title with the times of a row and of the whole table.
fn title_at(title: &Title, stamps: &[DateStamp], heads: &TableHeads) -> Title {
    let stamps = [&title.stamps[..], stamps, &heads.all].concat();
    Title { subjects: title.subjects.clone(), stamps, target: title.target }
}

/// The first cell of a row that holds words.
fn name(row: &Row) -> Option<CellText> {
    (0..row.cells.len().min(NAME_COLUMNS)).filter_map(|column| cell_text(row, column)).find(|cell| !cell.is_number)
}

/// The unit of all numbers, as 「単位：百万円」 gives it.
fn unit_of_all(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("単位")?;
    let rest = rest.trim_start_matches(['：', ':', ' ', '　']);
    let end = rest.find(['）', ')', '、', '。', ' ', '　', '，']).unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}
