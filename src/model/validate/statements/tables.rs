//! What tables say of metrics: a row that bears a label, with the number in a column; and a column that does, with the
//! number in the row of totals, or of the right date.

use std::collections::BTreeMap;

use super::super::super::{Cell, Row, Table};
use super::figures::figure;
use super::{Ledger, Stated};
use crate::claim::{Head, Title};
use crate::japanese::{grouped, plain};
use crate::mark::DatumId;

/// Words for tables that do not hold all there is.
const EXAMPLES: [&str; 5] = ["例", "主な", "主要", "抜粋", "一部"];
/// Names of rows that hold all there is.
const TOTALS: [&str; 6] = ["合計", "計", "総計", "全体", "全国", "総数"];

/// A table with what its heads say.
struct Heads {
    columns: Vec<Head>,
    /// The units of the columns.
    units: Vec<Option<String>>,
    /// The column that gives the unit of each row.
    unit_column: Option<usize>,
    /// What the title and the note say of all numbers.
    all: Vec<crate::japanese::DateStamp>,
    /// Whether they may be other numbers than those of the metrics.
    narrow: bool,
}

/// What a cell says, and where.
struct Said {
    text: String,
    datum: DatumId,
    number: bool,
}

fn said(row: &Row, at: usize) -> Option<Said> {
    match row.cells.get(at)? {
        Cell::Text(text) => Some(Said { text: plain(&text.text), datum: text.datum, number: false }),
        Cell::Number(number) => Some(Said { text: figure(number.value), datum: number.datum, number: true }),
        Cell::Amount(number, unit) => {
            let text = figure(number.value) + unit;
            Some(Said { text, datum: number.datum, number: true })
        }
        Cell::Pending(_) | Cell::Unstated => None,
    }
}

/// Whether a cell holds words rather than a number.
fn has_words(said: &Said) -> bool {
    !said.number && said.text.chars().any(char::is_alphabetic) && !said.text.starts_with(|c: char| c.is_numeric())
}

impl Ledger<'_> {
    pub(super) fn table(&self, table: &Table) -> Vec<Stated> {
        let heads = self.heads(table);
        let mut out = self.rows(table, &heads);
        for (at, column) in table.columns.iter().enumerate() {
            if let Some(title) = self.reader.title(&column.title.text) {
                out.extend(self.column(table, &heads, at, &title));
            }
        }
        out
    }

    fn heads(&self, table: &Table) -> Heads {
        let notes = || table.title.iter().chain(&table.note);
        let common = notes().find_map(|note| unit_of_all(&note.text)).filter(|unit| self.reader.knows_unit(unit));
        let unit = |title: &str| {
            let narrow = title.replace('（', "(").replace('）', ")");
            let inner =
                narrow.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, inner)| inner.to_owned());
            inner.map(|inner| unit_of_all(&inner).unwrap_or(inner)).filter(|unit| self.reader.knows_unit(unit))
        };
        let scopes: Vec<_> = notes().map(|note| self.reader.scope(&note.text)).collect();
        let examples = notes().any(|note| EXAMPLES.iter().any(|word| note.text.contains(word)));
        Heads {
            columns: table.columns.iter().map(|column| self.reader.head(&column.title.text)).collect(),
            units: table.columns.iter().map(|column| unit(&column.title.text).or_else(|| common.clone())).collect(),
            unit_column: table.columns.iter().position(|column| column.title.text == "単位"),
            narrow: examples || scopes.iter().any(|(_, other)| *other),
            all: scopes.into_iter().flat_map(|(stamps, _)| stamps).collect(),
        }
    }

    /// Rows that bear a label.
    fn rows(&self, table: &Table, heads: &Heads) -> Vec<Stated> {
        let mut found: Vec<(usize, &Row, Title)> = Vec::new();
        let mut times: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        for row in &table.rows {
            let title = |at: usize| self.reader.title(&said(row, at).filter(|said| !said.number)?.text);
            let Some((at, title)) = (0..row.cells.len().min(3)).find_map(|at| Some((at, title(at)?))) else { continue };
            *times.entry(title.subjects.clone()).or_default() += 1;
            found.push((at, row, title));
        }
        let mut out = Vec::new();
        for (label, row, title) in found {
            // Words before the label say of what part it is; so does a second row with the same label.
            let part = (0..label).filter_map(|at| said(row, at)).any(|said| has_words(&said));
            let narrow = heads.narrow || part || times.get(&title.subjects).is_some_and(|times| *times > 1);
            let unit_of_row = heads.unit_column.and_then(|at| said(row, at)).map(|said| said.text);
            for at in label + 1..row.cells.len() {
                let Some(head) = heads.columns.get(at).filter(|head| head.plain || head.target) else { continue };
                let stamps = [&title.stamps[..], &head.stamps, &heads.all].concat();
                let title = Title { subjects: title.subjects.clone(), stamps, target: title.target || head.target };
                let unit = unit_of_row.as_deref().or(heads.units[at].as_deref());
                out.extend(self.cell(&title, row, at, unit, narrow));
            }
        }
        out
    }

    /// A column that bears a label: its total, its only row, or its rows of dates.
    fn column(&self, table: &Table, heads: &Heads, at: usize, title: &Title) -> Vec<Stated> {
        let unit = heads.units[at].as_deref();
        let names: Vec<Option<Head>> = table.rows.iter().map(|row| Some(self.reader.head(&name(row)?.text))).collect();
        let is_date = |head: &Option<Head>| head.as_ref().is_some_and(|head| !head.stamps.is_empty());
        let dates = names.iter().any(is_date);
        let title = |stamps: &[crate::japanese::DateStamp]| Title {
            subjects: title.subjects.clone(),
            stamps: [&title.stamps[..], stamps, &heads.all].concat(),
            target: title.target,
        };
        let mut out = Vec::new();
        if let Some(total) = &table.total {
            out.extend(self.cell(&title(&[]), total, at, unit, heads.narrow || dates));
        }
        for (row, head) in table.rows.iter().zip(&names) {
            let words = (0..row.cells.len()).filter(|other| *other != at).filter_map(|other| said(row, other));
            let words = words.filter(has_words).count();
            let is_total = name(row).is_some_and(|name| TOTALS.contains(&name.text.trim()));
            if is_total || (table.rows.len() == 1 && table.total.is_none() && words == 0) {
                out.extend(self.cell(&title(&[]), row, at, unit, heads.narrow || dates));
            } else if let Some(head) = head.as_ref().filter(|head| head.plain && !head.stamps.is_empty()) {
                out.extend(self.cell(&title(&head.stamps), row, at, unit, heads.narrow || words > 1));
            }
        }
        out
    }

    fn cell(&self, title: &Title, row: &Row, at: usize, unit: Option<&str>, narrow: bool) -> Option<Stated> {
        let said = said(row, at)?;
        let stated = self.reader.beside(title, &said.text, unit);
        let (claim, guessed) = match stated {
            Some(claim) => (claim, false),
            // A bare number of a table without units is likely in that of the metric.
            None if unit.is_none() => {
                let own = self.metrics.get(*title.subjects.first()?)?.unit.text.as_str();
                (self.reader.beside(title, &said.text, Some(own))?, true)
            }
            None => return None,
        };
        let text = match (said.number, unit) {
            (true, unit) => {
                let (number, unit) = match row.cells.get(at)? {
                    Cell::Number(number) => (number, unit.unwrap_or_default()),
                    Cell::Amount(number, unit) => (number, *unit),
                    Cell::Text(_) | Cell::Pending(_) | Cell::Unstated => return None,
                };
                format!("{}{unit}", grouped(number.value))
            }
            (false, _) => said.text,
        };
        Some(Stated { claim, text, datum: said.datum, narrow: narrow || guessed })
    }
}

/// The first cell of a row that holds words.
fn name(row: &Row) -> Option<Said> {
    (0..row.cells.len().min(2)).filter_map(|at| said(row, at)).find(|said| !said.number)
}

/// The unit of all numbers, as 「単位：百万円」 gives it.
fn unit_of_all(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("単位")?;
    let rest = rest.trim_start_matches(['：', ':', ' ', '　']);
    let end = rest.find(['）', ')', '、', '。', ' ', '　', '，']).unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}
