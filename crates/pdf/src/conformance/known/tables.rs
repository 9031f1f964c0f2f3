//! Tables: cells that fill a grid, and lead to their header cells (ISO 14289-1, 7.2 and 7.5).

use std::collections::BTreeSet;

use lopdf::Object;

use super::attributes::CellAttributes;
use super::objection::{Kept, broken, keeps, knows};

/// Columns and rows of a table; larger ones are not judged here.
const COLUMNS: usize = 256;
const ROWS: usize = 10_000;

/// A cell of a table.
pub(super) struct KnownCell<'a> {
    pub attributes: CellAttributes<'a>,
    /// Whether it is a header cell.
    pub header: bool,
    pub id: Option<&'a [u8]>,
}

/// Checks the rows of a table, each with its cells.
pub(super) fn check(rows: &[Vec<KnownCell<'_>>]) -> Kept {
    knows(!rows.is_empty() && rows.len() <= ROWS, "a table without rows, or with very many")?;
    let cells = || rows.iter().flatten();
    let width: usize = rows.first().into_iter().flatten().map(|cell| cell.attributes.columns).sum();
    knows((1..=COLUMNS).contains(&width), "a table without columns, or with very many")?;
    // How many more rows each column is taken by a cell above.
    let mut taken = vec![0_usize; width];
    for row in rows {
        let mut column = 0;
        for CellAttributes { columns, rows, .. } in row.iter().map(|cell| cell.attributes) {
            column += taken.iter().skip(column).take_while(|taken| **taken > 0).count();
            let Some(slots) = taken.get_mut(column..column.saturating_add(columns)) else {
                return broken("7.2", "a row of a table is too long");
            };
            keeps(slots.iter().all(|taken| *taken == 0), "7.2", "two cells of a table take the same place")?;
            slots.fill(rows);
            column += columns;
        }
        keeps(taken.iter().all(|taken| *taken > 0), "7.2", "a row of a table is too short")?;
        taken.iter_mut().for_each(|taken| *taken -= 1);
    }
    keeps(taken.iter().all(|taken| *taken == 0), "7.2", "a cell of a table is higher than the table")?;
    keeps(cells().filter(|cell| cell.header).all(|cell| cell.attributes.scoped), "7.5", "a header cell has no scope")?;
    let ids: BTreeSet<&[u8]> = cells().filter(|cell| cell.header).filter_map(|cell| cell.id).collect();
    let leads = |id: &Object| id.as_str().is_ok_and(|id| ids.contains(id));
    let found = cells().all(|cell| cell.attributes.headers.iter().all(leads));
    keeps(found, "7.5", "a cell of a table leads to a header cell that is not there")
}
