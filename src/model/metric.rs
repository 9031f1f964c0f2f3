//! Numbers that say what was achieved.

use crate::data::{Flag, Id, Inline, Number, Text, When, json, property, record};

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
        /// A remark, set as a note.
        note: Option<Inline>,
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
