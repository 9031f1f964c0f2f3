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

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether rows of cells of so many columns and rows make a table.
    fn is_table(rows: &[&[(usize, usize)]]) -> bool {
        let cell = |&(columns, rows): &(usize, usize)| {
            let attributes = CellAttributes { columns, rows, scoped: false, headers: &[] };
            KnownCell { attributes, header: false, id: None }
        };
        check(&rows.iter().map(|row| row.iter().map(cell).collect()).collect::<Vec<_>>()).is_ok()
    }

    #[test]
    fn cells_fill_the_grid() {
        assert!(is_table(&[&[(1, 1), (1, 1)], &[(2, 1)]]));
        assert!(is_table(&[&[(1, 2), (1, 1)], &[(1, 1)]]));
        for rows in [
            &[&[(1, 1), (1, 1)][..], &[(1, 1)]][..],
            &[&[(1, 1)], &[(1, 1), (1, 1)]],
            &[&[(1, 1), (1, 2)], &[(2, 1)]],
            &[&[(1, 2)]],
            &[&[]],
            &[],
        ] {
            assert!(!is_table(rows), "{rows:?}");
        }
    }

    #[test]
    fn header_cells_are_found_and_say_for_what_they_stand() {
        let headers = [Object::string_literal("H1")];
        let cell = |header, scoped, headers| {
            let attributes = CellAttributes { columns: 1, rows: 1, scoped, headers };
            KnownCell { attributes, header, id: header.then_some(&b"H1"[..]) }
        };
        let table = |scoped, id: &[u8]| {
            let mut head = cell(true, scoped, &[]);
            head.id = head.id.filter(|own| *own == id);
            check(&[vec![head], vec![cell(false, false, &headers)]]).is_ok()
        };
        assert!(table(true, b"H1"));
        assert!(!table(false, b"H1"));
        assert!(!table(true, b"H2"));
    }
}
