//! The widths of a table's columns: words stay whole, type gets smaller where it must, and the table is as low as it can be.
//!
//! Cells are described by the widths of their pieces that are never broken; nothing is known of fonts or of how tables are drawn.

mod cell;
#[cfg(test)]
mod generated;
mod lowest;
mod measures;
mod options;
mod widths;

pub use cell::{CellLine, TableCell};
pub use measures::{Narrowness, TableMeasures, TableStep};
pub use widths::{TableWidths, table_widths};
