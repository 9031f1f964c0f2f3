//! Charts that take their data from a table, so that a number is written once.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::block::for_each;
use super::chart::{FromTable, Value};
use super::{BlockList, Cell, Chart, Content, Point, Series, Table};
use crate::data::{Data, Text};
use crate::diagnostic::{Diagnostic, Problem};
use crate::mark::{DatumId, Origin};

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
    let mut fault = |problem| diagnostics.push(Diagnostic::at(from.table.place.clone(), problem));
    if !chart.series.is_empty() || !chart.categories.is_empty() {
        fault(Problem::ChartDataTwice);
    }
    match tables.get(&id) {
        Some(Some(table)) => match categories(table, from, data) {
            Ok((categories, _)) if categories.is_empty() => fault(Problem::ChartWithoutData),
            Ok((categories, series)) => (chart.categories, chart.series) = (categories, series),
            Err(faults) => diagnostics.extend(faults),
        },
        Some(None) => fault(Problem::NotATable { id }),
        None => {
            let known = tables.iter().filter(|(_, table)| table.is_some()).map(|(id, _)| id.clone()).collect();
            fault(Problem::UnknownBlock { id, known });
        }
    }
}

type Derived = (Vec<Text>, Vec<Series>);

/// The categories of a table in the order in which they first stand there, and their series.
fn categories(table: &Table, from: &FromTable, data: &Data) -> Result<Derived, Vec<Diagnostic>> {
    let by = table.column(&from.by).map_err(|fault| vec![fault])?;
    let columns: Vec<Result<usize, Diagnostic>> = from.values.iter().map(|title| table.column(title)).collect();
    let columns: Vec<usize> = columns.into_iter().collect::<Result<_, _>>().map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let mut categories: Vec<Text> = Vec::new();
    // A column of sums each, or one that counts the rows.
    let mut sums: Vec<Vec<(Decimal, Vec<DatumId>)>> = vec![Vec::new(); columns.len().max(1)];
    for row in &table.rows {
        let Some(Cell::Text(name)) = row.cells.get(by) else {
            faults.push(Diagnostic::at(row.place.clone(), Problem::NotAText));
            continue;
        };
        let at = categories.iter().position(|category| category.text == name.text).unwrap_or_else(|| {
            categories.push(Text { text: name.text.clone(), datum: name.datum });
            sums.iter_mut().for_each(|sums| sums.push((Decimal::ZERO, Vec::new())));
            categories.len() - 1
        });
        if columns.is_empty() {
            sums[0][at].0 += Decimal::ONE;
            sums[0][at].1.push(name.datum);
        }
        for (sums, column) in sums.iter_mut().zip(&columns) {
            match row.cells.get(*column) {
                Some(Cell::Number(number)) => {
                    sums[at].0 += number.value;
                    sums[at].1.push(number.datum);
                }
                Some(Cell::Text(text)) => {
                    let place = data.place(text.datum);
                    faults.push(Diagnostic::new(place, Problem::NotANumber { found: text.text.clone() }));
                }
                Some(Cell::Unstated) | None => {}
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let names = columns.iter().map(|column| Some(table.columns[*column].title.clone())).chain([None]);
    let series = sums.into_iter().zip(names).map(|(sums, name)| {
        let name = if from.values.len() > 1 { name } else { None };
        Series { name, line: false, unit: None, values: points(sums, from.cumulative) }
    });
    Ok((categories, series.collect()))
}

/// One value a category; what a single datum states is printed, the rest is computed.
fn points(sums: Vec<(Decimal, Vec<DatumId>)>, cumulative: bool) -> Vec<Value> {
    let mut total = Decimal::ZERO;
    let mut all = Vec::new();
    let point = |(sum, data): (Decimal, Vec<DatumId>)| {
        if cumulative {
            total += sum;
            all.extend(data);
            return Value(Some(Point { value: total, origin: Origin::Derived(all.clone()) }));
        }
        (!data.is_empty())
            .then_some(())
            .map_or(Value(None), |()| Value(Some(Point { value: sum, origin: Origin::Derived(data) })))
    };
    sums.into_iter().map(point).collect()
}
