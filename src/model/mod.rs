//! The validated report: what a year's briefing says, before any thought of pages.
//!
//! A [`Report`] exists only if every file could be read and every reference leads somewhere.

mod block;
mod chart;
mod council;
mod derive;
mod diagram;
mod item;
mod load;
mod metric;
mod pending;
mod picture;
mod report;
mod rules;
mod schema;
mod style;
mod summary;
mod table;
mod table_file;
mod validate;

pub use block::{Block, BlockList, Columns, Content, List, MetricCards, Numbered, Paragraph, Section};
pub use chart::{Absent, Chart, ChartBetter, ChartKind, Emphasis, FromTable, Point, Series, TargetLine, Value};
pub use council::{Council, Highlight, Reference, Results};
pub use diagram::{Country, Diagram, DiagramKind, Edge, Map, Node};
pub use item::{Item, ItemFields, NumberedItem, NumberedItemFields, Numbering, Priority};
pub use metric::{Baseline, Better, Counts, Figure, Metric, RowFilter, Target};
pub use pending::Pending;
pub use picture::{Case, Picture, Unavailable, UnavailableKind};
pub use report::{FiledCouncil, Framing, Period, PictureFile, Report, ReportHead};
pub use schema::{Schema, schemas};
pub use style::{LinkAddresses, Normalise, NoteMark, Style};
pub use summary::{PartId, Show, Shows, Summary, SummaryContent, SummaryPage};
pub use table::{Align, Cell, Column, Row, Table};
pub use table_file::csv_text;
pub use validate::LongTable;
