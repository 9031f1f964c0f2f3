//! Charts that take their data from a table, so that a number is written once.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::block::for_each;
use super::chart::{FromTable, Value};
use super::{Absent, BlockList, Cell, Chart, Content, Point, Series, Table};
use crate::data::{Data, Text};
use crate::diagnostic::{AnyProblem, Diagnostic, Language, choice, problems};
use crate::japanese::{is_withheld, plain};
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

fn fill(
    chart: &mut Chart,
    from: &FromTable,
    tables: &BTreeMap<String, Option<Table>>,
    data: &Data,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let id = from.table.name.clone();
    let mut error = |problem: AnyProblem| diagnostics.push(Diagnostic::at(from.table.place.clone(), problem));
    if !chart.series.is_empty() || !chart.categories.is_empty() {
        error(ChartDataTwice.into());
    }
    match tables.get(&id) {
        // What is wrong with its file was told.
        Some(Some(table)) if table.is_unread() => {}
        Some(Some(table)) => match categories(table, from, data) {
            Ok((categories, _)) if categories.is_empty() => error(ChartWithoutData.into()),
            Ok((categories, series)) => (chart.categories, chart.series) = (categories, series),
            Err(errors) => diagnostics.extend(errors),
        },
        Some(None) => error(NotATable { id }.into()),
        None => {
            let known = tables.iter().filter(|(_, table)| table.is_some()).map(|(id, _)| id.clone()).collect();
            error(UnknownBlock { id, known }.into());
        }
    }
}

type Derived = (Vec<Text>, Vec<Series>);

/// The categories of a table in the order in which they first stand there, and their series.
fn categories(table: &Table, from: &FromTable, data: &Data) -> Result<Derived, Vec<Diagnostic>> {
    let by = table.column(&from.by).map_err(|error| vec![error])?;
    let columns: Vec<Result<usize, Diagnostic>> = from.values.iter().map(|title| table.column(title)).collect();
    let columns: Vec<usize> = columns.into_iter().collect::<Result<_, _>>().map_err(|error| vec![error])?;
    let mut errors = Vec::new();
    let mut categories: Vec<Text> = Vec::new();
    // A column of sums each, or one that counts the rows.
    let mut sums: Vec<Vec<Sum>> = vec![Vec::new(); columns.len().max(1)];
    for row in &table.rows {
        let Some(Cell::Text(name)) = row.cells.get(by) else {
            errors.push(Diagnostic::at(row.place.clone(), NotAText));
            continue;
        };
        let words = plain(&name.text);
        let at = categories.iter().position(|category| category.text == words).unwrap_or_else(|| {
            categories.push(Text::new(name.text.clone(), name.datum));
            sums.iter_mut().for_each(|sums| sums.push(Sum::default()));
            categories.len() - 1
        });
        if columns.is_empty() {
            sums[0][at].value += Decimal::ONE;
            sums[0][at].data.push(name.datum);
        }
        for (sums, column) in sums.iter_mut().zip(&columns) {
            let cell = row.cells.get(*column);
            // A sum of which a part is not yet known is not known either.
            if let Some((words, datum)) = cell.and_then(Cell::pending) {
                sums[at].pending.get_or_insert_with(|| words.to_owned());
                sums[at].data.push(datum);
                continue;
            }
            match cell {
                Some(Cell::Number(number) | Cell::Amount(number, _)) => {
                    sums[at].value += number.value;
                    sums[at].data.push(number.datum);
                }
                // What is not told is a gap, as what is not stated.
                Some(Cell::Text(text)) if is_withheld(&text.text) => {}
                Some(Cell::Text(text)) => {
                    let place = data.place(text.datum);
                    errors.push(Diagnostic::new(place, NotANumber::of(&text.text)));
                }
                Some(Cell::Pending(_) | Cell::Unstated) | None => {}
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let names = columns.iter().map(|column| Some(table.columns[*column].title.clone())).chain([None]);
    let series = sums.into_iter().zip(names).map(|(sums, name)| {
        let name = if from.values.len() > 1 { name } else { None };
        Series { name, line: false, unit: None, values: points(sums, from.cumulative) }
    });
    Ok((categories, series.collect()))
}

/// The sum of a category.
#[derive(Clone, Debug, Default)]
struct Sum {
    value: Decimal,
    /// What stands in place of a number that is not yet known, so that the sum is not known either.
    pending: Option<String>,
    /// The data that it comes from.
    data: Vec<DatumId>,
}

/// One value a category.
fn points(sums: Vec<Sum>, cumulative: bool) -> Vec<Value> {
    let mut total = Sum::default();
    let value = |Sum { value, pending, data }: Sum| match pending {
        Some(words) => Value::Pending(Absent { words, origin: Origin::Derived(data) }),
        None => Value::Known(Point { value, origin: Origin::Derived(data) }),
    };
    let point = |sum: Sum| {
        if cumulative {
            total.value += sum.value;
            total.data.extend(sum.data);
            total.pending = total.pending.take().or(sum.pending);
            return value(total.clone());
        }
        if sum.data.is_empty() { Value::Missing } else { value(sum) }
    };
    sums.into_iter().map(point).collect()
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

    /// Cell that names no category.
    K0232 error NotAText
    en: "expected a text as the name of a category",
        hint "fill in the cell";
    ja: "項目の名前となる文字列がありません",
        hint "セルに項目の名前を書いてください";
}
