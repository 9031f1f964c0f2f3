//! Charts that take their data from a table, so that a number is written once.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::block::for_each;
use super::chart::{FromTable, SeriesValue};
use super::{AbsentValue, BlockList, Cell, Chart, ChartPoint, Content, Row, Series, Table};
use crate::data::{Data, Inline, Text};
use crate::diagnostic::{Diagnostic, Language, choice, problems};
use crate::japanese::{is_withheld, literal, plain};
use crate::mark::{DatumId, Origin};
use crate::model::table_file::NotANumber;

/// Fills the charts among lists of blocks that take their data from tables there.
pub(super) fn charts(lists: &mut [&mut BlockList], data: &Data, diagnostics: &mut Vec<Diagnostic>) {
    let mut tables: BTreeMap<String, Option<Table>> = BTreeMap::new();
    for list in &mut *lists {
        for_each(list, &mut |block| {
            if let Some(id) = &block.id {
                let table = if let Content::Table(table) = &block.content { Some(table.clone()) } else { None };
                tables.insert(id.name.clone(), table);
            }
        });
    }
    for list in lists {
        for_each(list, &mut |block| {
            if let Content::Chart(chart) = &mut block.content
                && let Some(from) = chart.from.clone()
            {
                fill(chart, &from, &tables, data, diagnostics);
            }
        });
    }
}

/// Fills a chart from the table that it names.
fn fill(
    chart: &mut Chart,
    from: &FromTable,
    tables: &BTreeMap<String, Option<Table>>,
    data: &Data,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let id = from.table.name.clone();
    let place = &from.table.place;
    if !chart.series.is_empty() || !chart.categories.is_empty() {
        diagnostics.push(Diagnostic::at(place.clone(), ChartDataTwice));
    }
    match tables.get(&id) {
        // What is wrong with its file was told.
        Some(Some(table)) if table.is_unread() => {}
        Some(Some(table)) => match chart_data(table, from, data) {
            Ok(found) if found.categories.is_empty() => {
                diagnostics.push(Diagnostic::at(place.clone(), ChartWithoutData));
            }
            Ok(found) => (chart.categories, chart.series) = (found.categories, found.series),
            Err(errors) => diagnostics.extend(errors),
        },
        Some(None) => diagnostics.push(Diagnostic::at(place.clone(), NotATable { id })),
        None => {
            let known = tables.iter().filter(|(_, table)| table.is_some()).map(|(id, _)| id.clone()).collect();
            diagnostics.push(Diagnostic::at(place.clone(), UnknownBlock { id, known }));
        }
    }
}

/// What a chart takes from a table.
#[derive(Debug)]
struct ChartData {
    categories: Vec<Text>,
    series: Vec<Series>,
}

/// The categories of a table in the order in which they first stand there, and their series.
fn chart_data(table: &Table, from: &FromTable, data: &Data) -> Result<ChartData, Vec<Diagnostic>> {
    let by = table.columns.find(&from.by).map_err(|error| vec![error])?;
    let columns = from.values.iter().map(|title| table.columns.find(title)).collect::<Result<Vec<usize>, _>>();
    let columns = columns.map_err(|error| vec![error])?;
    let mut sums = CategorySums::new(columns);
    for row in &table.rows {
        let Some(name) = row.cells.get(by).and_then(Cell::text) else {
            sums.errors.push(Diagnostic::at(row.place.clone(), NotAText));
            continue;
        };
        sums.add(name, row, data);
    }
    if !sums.errors.is_empty() {
        return Err(sums.errors);
    }
    let names = series_names(table, &sums.columns).into_iter().map(Some).chain([None]);
    let series = sums.sums.into_iter().zip(names).map(|(sums, name)| {
        // A single series is named by the title of the chart.
        let name = if from.values.len() > 1 { name } else { None };
        Series { name, line: false, unit: None, values: series_values(sums, from.cumulative) }
    });
    Ok(ChartData { categories: sums.categories, series: series.collect() })
}

/// The names of columns: their titles, or all titles of each where two have the same.
fn series_names(table: &Table, columns: &[usize]) -> Vec<Text> {
    let titles: Vec<&Text> = columns.iter().map(|column| &table.columns[*column].title).collect();
    let words: BTreeSet<&str> = titles.iter().map(|title| title.text.as_str()).collect();
    let distinct = words.len() == titles.len();
    let names = columns.iter().zip(titles).map(|(column, title)| match distinct {
        true => title.clone(),
        false => Text::new(literal(&table.columns.words(*column)), title.datum),
    });
    names.collect()
}

/// Sums of the columns of a table by category, while its rows are gone through.
struct CategorySums {
    /// The columns that are summed up; none where rows are counted.
    columns: Vec<usize>,
    categories: Vec<Text>,
    /// For each column the sums of the categories, or the numbers of their rows.
    sums: Vec<Vec<CategorySum>>,
    errors: Vec<Diagnostic>,
}

impl CategorySums {
    fn new(columns: Vec<usize>) -> Self {
        let sums = vec![Vec::new(); columns.len().max(1)];
        Self { columns, categories: Vec::new(), sums, errors: Vec::new() }
    }

    /// Adds a row, whose category has this name.
    fn add(&mut self, name: &Inline, row: &Row, data: &Data) {
        let index = self.category(name);
        if self.columns.is_empty() {
            self.sums[0][index].add(Decimal::ONE, name.datum);
        }
        for (sums, column) in self.sums.iter_mut().zip(&self.columns) {
            let sum = &mut sums[index];
            let cell = row.cells.get(*column);
            // A sum of which a part is not yet known is not known either.
            if let Some((words, datum)) = cell.and_then(Cell::pending) {
                sum.pending.get_or_insert_with(|| words.to_owned());
                sum.data.push(datum);
                continue;
            }
            match cell {
                Some(Cell::Number(number) | Cell::Amount(number, _)) if row.shares(*column, true) => {
                    self.errors.push(Diagnostic::new(data.place(number.datum), SharedNumber));
                }
                Some(Cell::Number(number) | Cell::Amount(number, _)) => sum.add(number.value, number.datum),
                // What is not told is a gap, as what is not stated.
                Some(Cell::Text(text)) if is_withheld(&text.text) => {}
                Some(Cell::Text(text)) => {
                    self.errors.push(Diagnostic::new(data.place(text.datum), NotANumber::of(&text.text)));
                }
                Some(Cell::Pending(_) | Cell::Unstated | Cell::Blank | Cell::Items(_) | Cell::Covered(_)) | None => {}
            }
        }
    }

    /// The index of a category, which is a new one where its name is.
    fn category(&mut self, name: &Inline) -> usize {
        let words = plain(&name.text);
        if let Some(index) = self.categories.iter().position(|category| category.text == words) {
            return index;
        }
        self.categories.push(Text::new(name.text.clone(), name.datum));
        self.sums.iter_mut().for_each(|sums| sums.push(CategorySum::default()));
        self.categories.len() - 1
    }
}

/// The sum of a category.
#[derive(Clone, Debug, Default)]
struct CategorySum {
    value: Decimal,
    /// What stands in place of a number that is not yet known, so that the sum is not known either.
    pending: Option<String>,
    /// The data that it comes from.
    data: Vec<DatumId>,
}

impl CategorySum {
    fn add(&mut self, value: Decimal, datum: DatumId) {
        self.value += value;
        self.data.push(datum);
    }

    /// The sum as the value of a series. Even that of a single number is derived: what is printed is not what the
    /// table states, but what was counted from it.
    fn into_value(self) -> SeriesValue {
        let origin = Origin::Derived(self.data);
        match self.pending {
            Some(words) => SeriesValue::Pending(AbsentValue { words, origin }),
            None => SeriesValue::Known(ChartPoint { value: self.value, origin }),
        }
    }
}

/// The values of a series, one per category.
fn series_values(sums: Vec<CategorySum>, is_cumulative: bool) -> Vec<SeriesValue> {
    if !is_cumulative {
        let values =
            sums.into_iter().map(|sum| if sum.data.is_empty() { SeriesValue::Missing } else { sum.into_value() });
        return values.collect();
    }
    let mut total = CategorySum::default();
    let running = sums.into_iter().map(|sum| {
        total.value += sum.value;
        total.data.extend(sum.data);
        total.pending = total.pending.take().or(sum.pending);
        total.clone().into_value()
    });
    running.collect()
}

problems! {
    /// Unknown block.
    K0204 error UnknownBlock { id: String, known: Vec<String> }
    en: "this council has no block with the id `{id}`",
        hints { choice(id, known, Language::English) };
    ja: "この協議会に`{id}`というidのブロックはありません",
        hints { choice(id, known, Language::Japanese) };

    /// Block that is not a table.
    K0207 error NotATable { id: String }
    en: "the block `{id}` is not a table, so it has no columns to choose",
        hint "in a summary, write `\"{id}\"` without columns",
        hint "in `from` of a chart, give the id of the table that has its numbers";
    ja: "ブロック`{id}`は表ではないので、列を選べません",
        hint "一枚紙では、列を選ばずに`\"{id}\"`とだけ書いてください",
        hint "グラフの`from`には、数値のある表のidを書いてください";

    /// Chart without data.
    K0227 error ChartWithoutData
    en: "this chart has no data",
        hint "add `categories` and `series`, or take them from a table with `from`";
    ja: "このグラフにはデータがありません",
        hint "`categories`と`series`を加えるか、`from`で表から取ってください";

    /// Chart with its data given twice.
    K0228 error ChartDataTwice
    en: "this chart has its own data as well as data from a table",
        hint "keep either `from`, or `categories` and `series`";
    ja: "このグラフには、直接書いたデータと表から取るデータの両方があります",
        hint "`from`か、`categories`と`series`の、どちらかだけにしてください";

    /// Number of several columns or rows.
    K0277 error SharedNumber
    en: "this number is that of several columns or rows, so no chart or metric can take it for one of them",
        hint "write a number in each cell, or take another column";
    ja: "この数値は複数の列か行にまたがっているので、その一つの値としてグラフや指標に使うことはできません",
        hint "セルごとに数値を書くか、別の列を使ってください";

    /// Cell that names no category.
    K0232 error NotAText
    en: "expected a text as the name of a category",
        hint "fill in the cell";
    ja: "項目の名前となる文字列がありません",
        hint "セルに項目の名前を書いてください";
}
