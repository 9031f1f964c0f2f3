//! Groups of rows, with subtotals.

use jsonc_parser::ast::Value;
use serde::{Serialize, Serializer};

use super::{Row, Table};
use crate::data::{Decode, Decoder, Json, Schemas, Text, record};

record! {
    /// A group of rows of a table.
    RowGroupFields, "a group of rows", "行の組" {
        /// The title, which stands above the rows of the group.
        title: Option<Text>,
        /// The rows.
        rows: Vec<Row>,
        /// The row of subtotals (小計), below the others of the group.
        subtotal: Option<Row>,
    }
}

/// A group of rows of a table. The rows themselves are among those of the table once its cells are placed.
#[derive(Clone, Debug)]
pub struct RowGroup {
    /// What stands above the rows.
    pub title: Option<Text>,
    /// How many rows it has.
    pub count: usize,
    /// The row of subtotals.
    pub subtotal: Option<Row>,
    /// The rows, until they are among those of the table.
    pub(super) rows: Vec<Row>,
}

impl Decode for RowGroup {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let RowGroupFields { title, rows, subtotal } = RowGroupFields::decode(value, decoder)?;
        Some(Self { title, count: rows.len(), subtotal, rows })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        RowGroupFields::schema(schemas)
    }
}

/// What a comparison sees of a group besides its rows.
#[derive(Serialize)]
struct ComparedGroup<'g> {
    title: &'g Option<Text>,
    subtotal: &'g Option<Row>,
}

impl Serialize for RowGroup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ComparedGroup { title: &self.title, subtotal: &self.subtotal }.serialize(serializer)
    }
}

/// A group with its rows, by their places in the table.
pub struct GroupRows<'t> {
    /// The group.
    pub group: &'t RowGroup,
    /// The place of the first row.
    pub from: usize,
    /// The rows.
    pub rows: &'t [Row],
}

impl Table {
    /// The groups with their rows; none if the rows are not in groups. A summary may leave out the last rows.
    pub fn grouped(&self) -> Vec<GroupRows<'_>> {
        let mut from = 0;
        let groups = self.groups.iter().map(|group| {
            let start = from;
            from += group.count;
            let rows = self.rows.get(start.min(self.rows.len())..from.min(self.rows.len())).unwrap_or_default();
            GroupRows { group, from: start, rows }
        });
        groups.filter(|group| !group.rows.is_empty()).collect()
    }

    /// The title of the group that a row is in.
    pub fn group_title(&self, row: usize) -> Option<&Text> {
        let group = self.grouped().into_iter().find(|group| row < group.from + group.rows.len())?;
        group.group.title.as_ref()
    }

    /// The subtotals and the total.
    pub fn sums(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().filter_map(|group| group.subtotal.as_ref()).chain(&self.total)
    }

    /// All rows, those of subtotals and the total too, to be changed.
    pub fn all_rows_mut(&mut self) -> impl Iterator<Item = &mut Row> {
        let subtotals = self.groups.iter_mut().filter_map(|group| group.subtotal.as_mut());
        self.rows.iter_mut().chain(subtotals).chain(&mut self.total)
    }
}
