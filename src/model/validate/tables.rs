//! Tables.

use rust_decimal::Decimal;

use super::super::Table;
use super::super::table_file::too_many_rows;
use super::{NotPositive, Validation};
use crate::data::Fields as _;
use crate::data::OverLimit;
use crate::diagnostic::{Words, problems, reasons};
use crate::japanese::count;
use crate::limits;
use crate::model::Column;

reasons! {
    columns_over_limit(limit: &str)
    en: "this table has more than {limit} columns";
    ja: "この表の列が{limit}個を超えています";
}

/// What messages call a group of rows.
const GROUP: Words = Words::new("a group of rows", "行の組");

impl Validation<'_> {
    pub(super) fn check_table(&mut self, table: &Table) {
        // A file without rows was told of when it was read.
        if table.rows.is_empty() && table.csv.is_none() {
            let title = table.columns.first().map(|column| column.title.datum);
            title.into_iter().for_each(|datum| self.report_at(datum, TableWithoutRows.into()));
        }
        self.check_table_size(table);
        let titles = table.columns.iter().enumerate();
        let named = titles.map(|(index, column)| (table.columns.name(index), &column.title));
        self.check_unique_names(named, Column::NAME);
        self.check_unique_titles(table.groups.iter().filter_map(|group| group.title.as_ref()), GROUP);
        for width in table.columns.iter().filter_map(|column| column.width.as_ref()) {
            if width.value <= Decimal::ZERO {
                self.report_at(width.datum, NotPositive { what: Words::new("a width", "列の幅") }.into());
            }
        }
        self.check_totals(table);
    }

    /// Reports a table that is too large to be set, or takes long.
    fn check_table_size(&mut self, table: &Table) {
        let title = table.title.as_ref().or(table.columns.first().map(|column| &column.title));
        let Some(title) = title.map(|title| title.datum) else { return };
        if let Some(column) = table.columns.get(limits::COLUMNS) {
            let (what, remedy) = (
                columns_over_limit,
                Words::new("divide the table, or remove columns", "表を分けるか、列を減らしてください"),
            );
            self.report_at(column.title.datum, OverLimit { what, remedy, limit: limits::COLUMNS }.into());
        }
        let rows = table.rows.len();
        if rows > if table.split { limits::SPLIT_ROWS } else { limits::ROWS } {
            self.report_at(title, too_many_rows(table.split));
        } else if rows > limits::LONG_TABLE {
            self.report_at(title, LongTable { rows, split: table.split }.into());
        }
    }
}

problems! {
    /// Table without rows.
    K0229 error TableWithoutRows
    en: "this table has no rows",
        hint "add `rows`, or give a file with `csv`";
    ja: "この表には行がありません",
        hint "`rows`を加えるか、`csv`でファイルを指定してください";

    /// Long table.
    K0265 warning LongTable { rows: usize, split: bool }
    en: { format!("this table has {} rows, so typesetting it takes a while", count(*rows)) },
        hints {
            match split {
                false => vec!["add `\"split\": true` to typeset it in parts, which takes less time and memory".to_owned()],
                _ => vec!["wait until it is done, or select the rows to print".to_owned()],
            }
        };
    ja: { format!("この表は{}行あり、組版に時間がかかります", count(*rows)) },
        hints {
            match split {
                false => vec!["`\"split\": true`を加えてください。分けて組版するので、時間とメモリーが少なくて済みます".to_owned()],
                _ => vec!["終わるまで待つか、載せる行を選んでください".to_owned()],
            }
        };
}
