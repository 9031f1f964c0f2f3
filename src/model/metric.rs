//! Numbers that say what was achieved.

use crate::data::{Flag, Id, Inline, Lookup, Number, Text, When, json, property, record};

record! {
    /// A number with its unit, and perhaps a target (実績).
    Metric, Metric {
        /// The name by which summaries and highlights refer to it.
        id: Id,
        /// What is counted.
        label: Text,
        /// How many.
        value: Number,
        /// In what unit.
        unit: Text,
        /// Whether the value is approximate (約).
        approximate: Flag = false,
        /// The day up to which was counted, where it differs from the whole.
        as_of: Option<When>,
        /// What was to be reached.
        target: Option<Target>,
        /// The table that gives the value, which is checked against it; not printed.
        counts: Option<Counts>,
        /// A remark, set as a note.
        note: Option<Inline>,
    }
}

record! {
    /// What a metric counts in a table of the same council: rows, or what stands in a column.
    Counts, CountedTable {
        /// The table's id.
        table: Id,
        /// The title of a column of numbers, which are summed up; without it rows are counted.
        sum: Option<Lookup>,
        /// Which rows; all where absent.
        rows: Option<RowFilter>,
    }
}

record! {
    /// Rows of a table that have the same text in a column.
    RowFilter, RowFilter {
        /// The column's title.
        column: Lookup,
        /// The text.
        is: Lookup,
    }
}

record! {
    /// A value to be reached by a date (目標), in the unit of its metric.
    Target, Target {
        /// How many.
        value: Number,
        /// By when.
        by: When,
        /// A remark, set as a note.
        note: Option<Inline>,
    } where vec![property("value", json!({ "exclusiveMinimum": 0_i64 }))]
}
